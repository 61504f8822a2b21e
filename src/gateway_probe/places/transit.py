"""What there is instead of a Document, each declared once: how it is called, what it means, and what to do."""

from gateway_probe.places.unknown import PlaceUnknown
from gateway_probe.register import Entry, register, step

_PROTECTION = "https://vercel.com/docs/deployment-protection/methods-to-bypass-deployment-protection"
_SYSTEM_VARIABLES = "https://vercel.com/d?to=/%5Bteam%5D/%5Bproject%5D/settings/environment-variables"
_LIMITS = "https://vercel.com/docs/functions/limitations"


def _declare(code: str, title: str, meaning: str, *steps: tuple[str, str | None], sources: tuple[str, ...]) -> Entry:
    next_steps = tuple(step(text, command) for text, command in steps)
    return register(
        Entry(code=code, kind="place", title=title, meaning=meaning, next_steps=next_steps, sources=sources)
    )


def unknown(entry: Entry, text: str) -> PlaceUnknown:
    """That no Document came, for this reason and in these words."""
    return PlaceUnknown(entry.code, text, entry.next_steps[0].text)


DEPLOYMENT_PROTECTION = _declare(
    "deployment-protection",
    "Deployment Protection answered instead of the probe",
    "Protected deployments answer 401 or redirect to a login before the function is reached. The place is unknown, not "
    "failing. By default the production domain is open, and previews and generated URLs are protected.",
    ("Pass the project's bypass secret: gateway-probe fetch URL --bypass-env NAME.", None),
    ("Or let the Vercel CLI add it.", "vercel curl /api/diagnose?ping"),
    sources=(_PROTECTION, "vercel/workflow pull request 1882"),
)
FIREWALL = _declare(
    "firewall-challenge",
    "Vercel's firewall answered instead of the probe",
    "An answer with x-vercel-mitigated is the firewall's; a 429 with it is no rate limit.",
    ("Wait, or add a bypass rule for this address.", None),
    sources=("mohamedhiba/smartmenu #45",),
)
FUNCTION_TIMEOUT = _declare(
    "function-timeout",
    "The function ran into its time limit",
    "504 FUNCTION_INVOCATION_TIMEOUT: the platform ended the function before it answered.",
    ("Lower GATEWAY_PROBE_TIME_BUDGET in that deployment, or raise maxDuration in vercel.json.", None),
    sources=(_LIMITS,),
)
EDGE_TIMEOUT = _declare(
    "edge-initial-response-timeout",
    "The edge gave up waiting for the function",
    "504 EDGE_FUNCTION_INVOCATION_TIMEOUT after about 25 seconds without a first byte.",
    ("Lower GATEWAY_PROBE_TIME_BUDGET in that deployment.", None),
    sources=("PublicAffairs/openai-gemini #54",),
)
NOT_DEPLOYED = _declare(
    "probe-not-in-this-deployment",
    "The probe is not in this deployment",
    "A 404 of the platform, or a page of the site itself: this deployment holds no probe at /api/diagnose.",
    (
        "Check the address, and open /api/diagnose?ping there in a browser: a deployment that holds the probe answers it to everybody.",
        None,
    ),
    sources=("Hk-Gosuto/vercel-ai-proxy #1",),
)
REDIRECTED = _declare(
    "redirected",
    "The address redirects",
    "The token is for the named host alone, so it was not sent on.",
    ("Use the address that it redirects to.", None),
    sources=(_PROTECTION,),
)
UNREACHABLE = _declare(
    "unreachable",
    "The place could not be reached",
    "No whole answer came back from that address.",
    ("Check the address, and that this machine may reach it.", None),
    sources=(_LIMITS,),
)
COMMIT_UNKNOWN = _declare(
    "commit-unknown",
    "The deployment does not know its commit",
    "VERCEL_GIT_COMMIT_SHA is not set there, so it cannot be told from the deployment that is waited for.",
    ("Deploy from Git, or ask for whichever deployment is there: gateway-probe fetch URL.", None),
    ("Or switch on 'Automatically expose System Environment Variables': " + _SYSTEM_VARIABLES, None),
    sources=("https://vercel.com/docs/environment-variables/system-environment-variables",),
)
NOT_A_DOCUMENT = _declare(
    "not-a-document",
    "The file is no Document",
    "A Document is what `run` and `fetch` write as JSON, or an HTML report, which carries one.",
    ("Make one with this build: gateway-probe run --format json --output FILE.", None),
    sources=("docs/contract.md",),
)
