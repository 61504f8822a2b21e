"""Next steps and sources that causes of several topics offer, and how a step is said in the place that it is for."""

from collections.abc import Iterable
from urllib.parse import quote

from gateway_probe.causes.reading import Reading
from gateway_probe.clients.table import GATEWAY_KEY
from gateway_probe.document.facts import GATEWAY_HOST, Platform
from gateway_probe.document.judgement import NextStep
from gateway_probe.register import step

DEVELOPMENT_TOKEN = step("Print a fresh development token; it touches no file.", "vercel project token")
PULL = step("Or pull one into the env file (this rewrites .env.local).", "vercel env pull")
NO_OLD_TOKEN = step(
    "Remove VERCEL_OIDC_TOKEN from the variables of this environment: a deployment gets its token with each request."
)
OTHER_REGION = step("Run the function in another region (`regions` in vercel.json).")
SET_CLOCK = step("Set the clock of this machine.")
REDEPLOY = step("Deploy again: a changed variable reaches the next deployment only.")
WHERE_SET = step("See in which environments the variable is set (names only).", "vercel env ls")


def set_key(text: str) -> NextStep:
    """The step that gives the client's key another value, or its first one."""
    return step(text, _SET_KEY)


_SET_KEY = f"vercel env add {GATEWAY_KEY}"
WHICH_TEAM = step("Check which team the CLI works for (its id, slug and plan).", "vercel whoami --json")
NEW_KEY = step("Make a new key in the team that owns the credits and the provider credential; check the team first.",
               "vercel whoami --json")  # fmt: skip
IN_ITS_PLACE = set_key("Put it in the place of the one that is refused.")
"""After `NEW_KEY`."""
KEYS = step(
    "Look at the team's keys: project, expiry, budget and when each was last used.", "vercel ai-gateway api-keys list"
)
PURCHASES = step(
    "See whether this team has bought gateway credits within a year (free; shows dates, not amounts).",
    "vercel activity --all --type ai-gateway-credits-purchased --since 365d",
)
BUY = step(
    "Buy credits for the team of this credential. This spends money; then run the probe again.",
    "vercel buy credits gateway 5",
)
BUY_THE_FIRST = step(f"If it has not: {BUY.text[0].lower()}{BUY.text[1:]}", BUY.command)
"""After `PURCHASES`, where nothing but a purchase that never was stands in the way."""
LOGS = step(
    "Look the generation id up in this team's AI Gateway logs: found there, the credential is this team's. Not found proves little. "
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


MARK_FOR_RETENTION = step("Mark the credential for zero data retention, or drop the option.")


def at_page(text: str, path: str) -> NextStep:
    """A step at a page of Vercel's dashboard, with the link that opens it for whichever team or project is chosen there."""
    return step(f"{text}: https://vercel.com/d?to={quote(path, safe='/?=')}")


BYOK_PAGE = "/[team]/~/ai-gateway/byok"
_AT_BYOK_PAGE = at_page("", BYOK_PAGE).text
GATEWAY_PAGE = "/[team]/~/ai-gateway"
TEST_KEY = at_page("Press Test Key on the team's BYOK page; it shows the provider's own words", BYOK_PAGE)
_BROUGHT = step(
    "Correct the credential that the request brings in `providerOptions.gateway.byok`: what the team has stored does not count for it."
)

_HERE = "gateway-probe run"
_THERE = "gateway-probe fetch URL"
_ENVIRONMENTS = ("production", "preview", "development")
_PUBLIC = f"https://{GATEWAY_HOST}"

_RESTART = step("Start the app again: it reads its variables when it starts.")
_KEY_INSTEAD = set_key("Set a gateway key here: only Vercel's own functions are handed tokens.")
_ELSEWHERE: dict[NextStep, dict[Platform, NextStep | None]] = {
    REDEPLOY: dict.fromkeys(("local", "lambda", "other"), _RESTART),
    OTHER_REGION: dict.fromkeys(("local", "lambda", "other"), step("Send the request from another region.")),
    SET_CLOCK: dict.fromkeys(
        ("vercel", "lambda"),
        step("The clock is the platform's to set: tell its support how far it is off, which this Document shows."),
    ),
    DEVELOPMENT_TOKEN: {
        "vercel": step("Take the token of each request: a deployment gets a fresh one with each."),
        "lambda": _KEY_INSTEAD,
    },
    PULL: dict.fromkeys(("vercel", "lambda")),
    NO_OLD_TOKEN: {"lambda": _KEY_INSTEAD},
}
"""What a step is where the platform is another than the one that it is for; None where nothing comes in its place."""


def in_place(steps: Iterable[NextStep], seen: Reading) -> list[NextStep]:
    """The steps as they can be followed in the place that was diagnosed, each once."""
    told = (_in_place(item, seen) for item in steps)
    return list(dict.fromkeys(item for item in told if item is not None))


def _in_place(item: NextStep, seen: Reading) -> NextStep | None:
    if seen.probe.provider_options.request_byok:
        if item == CREDENTIALS:
            return _BROUGHT
        if item.text.endswith(_AT_BYOK_PAGE):
            return None
    local = seen.evidence.runtime.platform == "local"
    if item.command == WHERE_SET.command and seen.evidence.runtime.platform != "vercel":
        return None if item == WHERE_SET else step(item.text)
    here = _ELSEWHERE.get(item, {}).get(seen.evidence.runtime.platform, item)
    if here is None:
        return None
    if here.command == _SET_KEY:
        return _set_key_here(here.text, seen)
    here = here if seen.evidence.gateway.base_url_kind == "vercel" else _at_its_own_address(here)
    return here if local else _asked_there(here)


def _at_its_own_address(item: NextStep) -> NextStep:
    """Where the gateway is asked at another address, the public one tells nothing of it."""
    text = item.text.replace(GATEWAY_HOST, "the host of GATEWAY_PROBE_BASE_URL")
    return step(
        text, item.command and item.command.replace(f"{_PUBLIC}/v1/models", '"$GATEWAY_PROBE_BASE_URL/v1/models"')
    )


def _set_key_here(text: str, seen: Reading) -> NextStep:
    """The key is the client's own variable. `vercel env add` refuses a name that is set already, so that is updated."""
    name = seen.key.name if seen.key is not None and seen.method == "api-key" else seen.client.key_variables[0]
    where = seen.evidence.runtime
    if where.platform == "local":
        return step(f"{text} Here it is {name} in the shell, or in the env file, that the app starts with.")
    if where.platform != "vercel":
        return step(f"{text} Here it is {name} among the variables of this function or container.")
    known = seen.variable(name)
    verb = "update" if known is not None and known.present else "add"
    target = where.target_environment or where.environment
    return step(
        f"{text} The value is asked for, not shown.",
        " ".join(["vercel env", verb, name, *([target] if target in _ENVIRONMENTS else [])]),
    )


def _asked_there(item: NextStep) -> NextStep:
    """What runs the probe on a laptop says nothing of a deployment, which is fetched.

    The public level does not show the deployment's address, so URL stands for it, and the text says so.
    """
    if item.command is None or _HERE not in item.command:
        return item
    setting, _, options = item.command.partition(_HERE)
    if setting and "=" not in setting:
        return item
    first = f" Set {setting.strip()} in that environment and deploy first." if setting else ""
    return step(f"{item.text}{first} URL is the address of this deployment.", _THERE + options)


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
