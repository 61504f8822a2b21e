"""Next steps and sources that rules of several topics offer."""

from gateway_probe.findings.rule import step

REDEPLOY = step("Deploy again: a changed variable reaches the next deployment only.")
NEW_KEY = step(
    "Make a new key in the team that owns the credits and the provider credential (check the team first).",
    "vercel whoami",
)
BUY = step(
    "Buy credits for the team that owns the key (in the dashboard, or with `vercel buy credits`; this spends money), then run the probe again."
)
LOGS = step(
    "Look the generation id up in this team's AI Gateway logs, filter Authentication: found there, the key is this team's. Not found proves little."
)

AUTHENTICATION = "https://vercel.com/docs/ai-gateway/authentication-and-byok"
PRICING = "https://vercel.com/docs/ai-gateway/pricing"
BYOK = "https://vercel.com/docs/ai-gateway/authentication-and-byok/byok"
SEED_THREAD = "https://community.vercel.com/t/ai-gateway-byok-403-in-production-same-key-works-locally/44229"
