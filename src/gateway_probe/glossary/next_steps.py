"""Next steps that words of several kinds offer."""

from gateway_probe.register import step

RUN = step("Let the probe find out which cause it is, from the place that fails.", "gateway-probe run")
INIT = step("If it fails only where it is deployed, put the probe there.", "gateway-probe init --dry-run")

FAQ = "https://vercel.com/docs/ai-gateway/faq"
AUTHENTICATION = "https://vercel.com/docs/ai-gateway/authentication-and-byok"
BYOK = "https://vercel.com/docs/ai-gateway/authentication-and-byok/byok"
BUDGETS = "https://vercel.com/docs/ai-gateway/observability-and-spend/budgets"
RATE_LIMITS = "https://vercel.com/docs/ai-gateway/rate-limits"
ROUTING_RULES = "https://vercel.com/docs/ai-gateway/models-and-providers/routing-rules"
REST = "https://vercel.com/docs/ai-gateway/sdks-and-apis/rest-api"
MODELS = "https://vercel.com/ai-gateway/models"
GETTING_STARTED = "https://vercel.com/docs/ai-gateway/getting-started"
CLIENT = "@ai-sdk/gateway 4.0.146 (npm), its error classes"
