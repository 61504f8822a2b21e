"""The allow list of variables: nothing else of the environment is ever looked at."""

from collections.abc import Iterable

from gateway_probe.clients import NEAR_MISSES, PROVIDER_KEYS
from gateway_probe.clients.table import GATEWAY_KEY
from gateway_probe.document.facts import PROXY_VARIABLES, TRUST_VARIABLES, VariableRole
from gateway_probe.record import record

OIDC_TOKEN = "VERCEL_OIDC_TOKEN"  # noqa: S105 - the name of a variable
OIDC_TOKEN_FILE = "VERCEL_OIDC_TOKEN_FILE"  # noqa: S105 - the name of a variable


@record(frozen=True)
class Watched:
    """A variable to look at, why, and whether its value is a secret."""

    name: str
    role: VariableRole
    secret: bool


def _all(role: VariableRole, names: str, *, secret: bool) -> tuple[Watched, ...]:
    return tuple(Watched(name, role, secret) for name in names.split())


ALLOW_LIST: tuple[Watched, ...] = (
    *_all("gateway-key", GATEWAY_KEY, secret=True),
    *_all("near-miss", " ".join(NEAR_MISSES), secret=True),
    *_all("oidc", OIDC_TOKEN, secret=True),
    *_all("oidc", OIDC_TOKEN_FILE, secret=False),
    *_all("provider-key", " ".join(PROVIDER_KEYS), secret=True),
    *_all("provider-key", "AZURE_RESOURCE_NAME", secret=False),
    *_all(
        "base-url",
        "AI_GATEWAY_BASE_URL AI_GATEWAY_URL VERCEL_AI_GATEWAY_API_BASE OPENAI_BASE_URL OPENAI_API_BASE"
        " ANTHROPIC_BASE_URL AZURE_OPENAI_ENDPOINT",
        secret=False,
    ),
    *_all("proxy", " ".join(PROXY_VARIABLES), secret=False),
    *_all("trust", " ".join(TRUST_VARIABLES), secret=False),
    *_all(
        "platform",
        "VERCEL VERCEL_ENV VERCEL_TARGET_ENV VERCEL_REGION VERCEL_DEPLOYMENT_ID VERCEL_PROJECT_ID VERCEL_URL"
        " VERCEL_GIT_COMMIT_SHA VERCEL_GIT_COMMIT_REF AWS_LAMBDA_FUNCTION_NAME AWS_REGION",
        secret=False,
    ),
    *_all("platform", "VERCEL_AUTOMATION_BYPASS_SECRET", secret=True),
)


def watch_list(extra: Iterable[str]) -> tuple[Watched, ...]:
    """The allow list and the names of `GATEWAY_PROBE_WATCH`; those values are taken for secrets."""
    known = {watched.name for watched in ALLOW_LIST}
    return ALLOW_LIST + tuple(Watched(name, "watched", secret=True) for name in extra if name not in known)
