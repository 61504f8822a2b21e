"""A word of others as it is declared, with the steps and the sources that words of several kinds have."""

from gateway_probe.document.judgement import NextStep
from gateway_probe.register import Entry, Kind, Owner, register, step

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


def declare_word(
    kind: Kind,
    code: str,
    title: str,
    meaning: str,
    *leads_to: str,
    sources: tuple[str, ...],
    whose: Owner = "gateway",
    steps: tuple[NextStep, ...] = (),
) -> None:
    """Register the word with the causes that it may have."""
    register(
        Entry(
            code=code,
            kind=kind,
            title=title,
            meaning=meaning,
            whose=whose,
            leads_to=leads_to,
            next_steps=(*steps, RUN, INIT),
            sources=sources,
        )
    )
