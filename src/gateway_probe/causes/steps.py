"""Next steps and sources that causes of several topics offer, and how a step is said in the place that it is for."""

from gateway_probe.document.facts import RuntimeFacts
from gateway_probe.document.judgement import NextStep
from gateway_probe.register import step

REDEPLOY = step("Deploy again: a changed variable reaches the next deployment only.")
WHICH_TEAM = step("Check which team the CLI works for (its id, slug and plan).", "vercel whoami --json")
NEW_KEY = step("Make a new key in the team that owns the credits and the provider credential; check the team first.",
               "vercel whoami --json")  # fmt: skip
KEYS = step(
    "Look at the team's keys: project, expiry, budget and when each was last used.",
    "vercel ai-gateway api-keys list",
)
PURCHASES = step(
    "See whether this team has bought gateway credits within a year (free; shows dates, not amounts).",
    "vercel activity --all --type ai-gateway-credits-purchased --since 365d",
)
BUY = step(
    "If it has not: buy credits for the team that owns the key. This spends money; then run the probe again.",
    "vercel buy credits gateway 5",
)
LOGS = step(
    "Look the generation id up in this team's AI Gateway logs: found there, the key is this team's. Not found proves little. "
    "The private level shows the id.",
    "gateway-probe run --disclosure private --format text",
)
RETRY = step(
    "Run the probe again in a minute; if the answer stays, compare with a place that works.", "gateway-probe run"
)
CREDENTIALS = step(
    "List the team's provider credentials: which are there, and which are switched on.",
    'vercel api "/ai-gateway/byok-credentials/list?includeModelMappings=true"',
)
TEST_KEY = step("Open the team's BYOK page and press Test Key; it shows the provider's own words.")

_HERE = "gateway-probe run"
_THERE = "gateway-probe fetch URL"


def for_place(item: NextStep, runtime: RuntimeFacts) -> NextStep:
    """The step as it can be followed: what runs the probe on a laptop says nothing of a deployment, which is fetched.

    URL stands for the deployment's address, which the public level does not show.
    """
    if runtime.platform == "local" or item.command is None or _HERE not in item.command:
        return item
    setting, _, options = item.command.partition(_HERE)
    if not setting:
        return NextStep(text=item.text, command=_THERE + options)
    if "=" in setting:
        return NextStep(
            text=f"{item.text} Set {setting.strip()} in that environment, deploy, then:", command=_THERE + options
        )
    return item


AUTHENTICATION = "https://vercel.com/docs/ai-gateway/authentication-and-byok"
API_KEYS = "https://vercel.com/docs/ai-gateway/authentication-and-byok/api-keys"
BYOK = "https://vercel.com/docs/ai-gateway/authentication-and-byok/byok"
ENVIRONMENT = "https://vercel.com/docs/environment-variables"
MODELS = "https://vercel.com/ai-gateway/models"
OIDC = "https://vercel.com/docs/oidc"
PRICING = "https://vercel.com/docs/ai-gateway/pricing"
RATE_LIMITS = "https://vercel.com/docs/ai-gateway/rate-limits"
SEED_THREAD = "https://community.vercel.com/t/ai-gateway-byok-403-in-production-same-key-works-locally/44229"
STATUS_PAGE = "https://www.vercel-status.com"
