"""Group H of the failure catalogue: what answers instead of a probe. The fetching client sees these, the runtime never does."""

from gateway_probe.findings.reading import Reading
from gateway_probe.findings.rule import Assessment, Rule, step

_PROTECTION = "https://vercel.com/docs/deployment-protection/methods-to-bypass-deployment-protection"
_LIMITS = "https://vercel.com/docs/functions/limitations"


def _seen_by_the_client(_: Reading) -> Assessment:
    """A Document is proof that none of these stood in its way."""
    return None


RULES = (
    Rule(
        "deployment-protection",
        "Deployment Protection answered instead of the probe",
        "info",
        "place",
        "Protected deployments answer 401 or redirect to a login before the function is reached. The place is unknown, not failing. "
        "By default the production domain is open, and previews and generated URLs are protected.",
        (
            step("Pass the project's bypass secret: gateway-probe fetch URL --bypass-env NAME."),
            step("Or let the Vercel CLI add it.", "vercel curl /api/diagnose?ping"),
        ),
        (_PROTECTION, "vercel/workflow pull request 1882"),
        _seen_by_the_client,
    ),
    Rule(
        "firewall-challenge",
        "Vercel's firewall answered instead of the probe",
        "info",
        "place",
        "An answer with x-vercel-mitigated is the firewall's; a 429 with it is no rate limit.",
        (step("Wait, or add a bypass rule for this address."),),
        ("mohamedhiba/smartmenu #45",),
        _seen_by_the_client,
    ),
    Rule(
        "function-timeout",
        "The function ran into its time limit",
        "info",
        "place",
        "504 FUNCTION_INVOCATION_TIMEOUT: the platform ended the function before it answered.",
        (step("Raise maxDuration in vercel.json, or lower GATEWAY_PROBE_TIME_BUDGET."),),
        (_LIMITS,),
        _seen_by_the_client,
    ),
    Rule(
        "edge-initial-response-timeout",
        "The edge gave up waiting for the function",
        "info",
        "place",
        "504 EDGE_FUNCTION_INVOCATION_TIMEOUT after about 25 seconds without a first byte.",
        (step("Lower GATEWAY_PROBE_TIME_BUDGET in that deployment."),),
        ("PublicAffairs/openai-gemini #54",),
        _seen_by_the_client,
    ),
    Rule(
        "probe-not-in-this-deployment",
        "The probe is not in this deployment",
        "info",
        "place",
        "A 404 of the platform, or a page of the site itself: this deployment holds no probe at /api/diagnose.",
        (step("Check the address, and that the file was part of the deployment."),),
        ("Hk-Gosuto/vercel-ai-proxy #1",),
        _seen_by_the_client,
    ),
)
