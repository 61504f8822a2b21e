"""Errors for people and programs: RFC 9457 problems that say what to do next and hold no value of the environment."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ParamSpec

from gateway_probe.document import Model
from gateway_probe.register import Entry, register, step

PROBLEM_TYPE = "urn:gateway-probe:problem:"
MEDIA_TYPE = "application/problem+json"


class ProblemDocument(Model):
    """An RFC 9457 problem."""

    type: str
    title: str
    status: int
    detail: str
    next_step: str


@dataclass(eq=False)
class Problem(Exception):
    """An answer other than a Document. Raised anywhere in `web`, rendered in one place."""

    code: str
    status: int
    title: str
    detail: str
    next_step: str
    headers: dict[str, str] = field(default_factory=dict)

    def document(self) -> ProblemDocument:
        """The problem as it is sent."""
        return ProblemDocument(
            type=PROBLEM_TYPE + self.code,
            title=self.title,
            status=self.status,
            detail=self.detail,
            next_step=self.next_step,
        )


Parameters = ParamSpec("Parameters")


def _declare(code: str, next_step: str) -> Callable[[Callable[Parameters, Problem]], Callable[Parameters, Problem]]:
    """Register the problem that the function below makes; its docstring is the meaning."""

    def declare(make: Callable[Parameters, Problem]) -> Callable[Parameters, Problem]:
        register(
            Entry(
                code=code,
                kind="problem",
                title=f"The probe answered with a problem: {code.replace('-', ' ')}",
                meaning=" ".join((make.__doc__ or "").split()),
                next_steps=(step(next_step),),
                sources=("docs/contract.md",),
            )
        )
        return make

    return declare


@_declare(
    "access-not-configured",
    "Set GATEWAY_PROBE_TOKEN (20 random characters or more) in that environment and deploy again.",
)
def access_not_configured(warning: str | None) -> Problem:
    """No usable token is configured: closed to everybody, this machine included."""
    return Problem(
        "access-not-configured",
        403,
        "This probe is closed",
        "No usable access token is configured, and the probe answers nobody without one, not even its own machine."
        + (f" {warning}." if warning else ""),
        "Set GATEWAY_PROBE_TOKEN (20 random characters or more: openssl rand -base64 24) in this environment and deploy again: vercel env add GATEWAY_PROBE_TOKEN",
    )


@_declare("access-denied", "Send the value of GATEWAY_PROBE_TOKEN as a header: Authorization: Bearer …")
def access_denied() -> Problem:
    """A token is configured, and the request brought none or another one."""
    return Problem(
        "access-denied",
        401,
        "Token required",
        "The request brought no token, or not the right one. Tokens in the query string are ignored. "
        "This says nothing about the gateway or its key.",
        "Send the value of GATEWAY_PROBE_TOKEN as a header: Authorization: Bearer …",
        {"WWW-Authenticate": 'Bearer realm="gateway-probe"'},
    )


@_declare("too-many-wrong-tokens", "Send the value of GATEWAY_PROBE_TOKEN, or wait as long as Retry-After says.")
def too_many_tries(seconds: int) -> Problem:
    """More wrong tokens than a window takes. The right one is let in all the same."""
    return Problem(
        "too-many-wrong-tokens",
        429,
        "Too many wrong tokens",
        "Many requests brought a wrong token. The right one is let in at any time.",
        f"Send the value of GATEWAY_PROBE_TOKEN, or wait {seconds} seconds.",
        {"Retry-After": str(seconds)},
    )


@_declare("invalid-parameter", "Correct the parameter that is named, or leave it out.")
def invalid_parameter(name: str, wrong: str) -> Problem:
    """A query parameter that cannot be used; its value is not repeated."""
    return Problem(
        "invalid-parameter",
        422,
        "A parameter cannot be used",
        f"The parameter `{name}` {wrong}.",
        f"Correct `{name}` or leave it out.",
    )


@_declare("invalid-document", "Send the JSON that the probe of another place answered.")
def invalid_document(wrong: str) -> Problem:
    """A body that cannot be compared with."""
    return Problem(
        "invalid-document",
        422,
        "The body cannot be compared with",
        f"The body is {wrong}.",
        "Send the JSON that another place's probe answered, or a JSON array of two or more of them: curl --data @local.json …",
    )


@_declare("place-unknown", "Do what it says of that place; its own probe may be asked: gateway-probe fetch URL")
def place_unknown(code: str, what: str, next_step: str) -> Problem:
    """The other place that the page was to show beside this one gave no Document. `gateway-probe serve` alone asks one."""
    return Problem(
        "place-unknown",
        502,
        f"The other place gave no Document ({code})",
        what,
        next_step,
    )


@_declare("too-large", "Send fewer Documents at once.")
def too_large(limit: int) -> Problem:
    """A body that is larger than Documents are."""
    return Problem(
        "too-large",
        413,
        "The body is too large",
        f"Bodies are read up to {limit:,} bytes.",
        "Send fewer Documents at once.",
    )


@_declare("invalid-settings", "Correct the variables that are named in that environment and deploy again.")
def invalid_settings(problems: list[str]) -> Problem:
    """Settings that cannot be used: the endpoint stays closed instead of guessing."""
    return Problem(
        "invalid-settings",
        503,
        "The probe's settings cannot be used",
        "; ".join(problems) + ".",
        "Correct these variables in this environment and deploy again.",
    )


@_declare("too-soon", "Ask again after the seconds that Retry-After names.")
def too_soon(seconds: int) -> Problem:
    """Another question than the one that is being answered, within the minimum interval."""
    return Problem(
        "too-soon",
        429,
        "Another run was made just now",
        "Runs are limited to one in GATEWAY_PROBE_MIN_INTERVAL seconds, and the last one asked something else "
        "(another model or other experiments), so its result cannot be given.",
        f"Ask again in {seconds} seconds.",
        {"Retry-After": str(seconds)},
    )


@_declare("other-commit", "Ask again in a few seconds, or leave expect-commit out.")
def other_commit(*, known: bool) -> Problem:
    """`expect-commit` names another commit than the one that answers."""
    detail = (
        "Another commit than the expected one answers here: the new deployment is not serving yet, or this is another deployment."
        if known
        else "This deployment does not know its commit (VERCEL_GIT_COMMIT_SHA is not set), so it cannot be the expected one for certain."
    )
    step = (
        "Ask again in a few seconds."
        if known
        else "Expose system variables in the project's settings, or leave `expect-commit` out."
    )
    return Problem("other-commit", 409, "Not the expected commit", detail, step, {"Retry-After": "5"} if known else {})


@_declare("leak-prevented", "Report it with the version and without the value.")
def leak_prevented() -> Problem:
    """The last gate withheld the answer."""
    return Problem(
        "leak-prevented",
        500,
        "The answer was withheld",
        "The finished answer held a secret of this place, in some encoding, and was not sent.",
        "Please report this, with the version and without the value. Until it is mended, check whether a watched variable "
        "holds an ordinary word in place of a secret.",
    )


@_declare("internal-error", "Report it with the version and the log line of the incident.")
def internal_error(incident: str) -> Problem:
    """Something broke that should not have."""
    return Problem(
        "internal-error",
        500,
        "The probe itself failed",
        f"An unexpected error ended the run. The log line of incident {incident} names its kind.",
        "Please report it with the version and that log line.",
    )


@_declare("not-found", "GET /api/diagnose, or /api/diagnose?ping.")
def not_found() -> Problem:
    """Any other path than the probe's own."""
    return Problem(
        "not-found",
        404,
        "Nothing here",
        "This probe answers at /api/diagnose.",
        "GET /api/diagnose, or /api/diagnose?ping.",
    )


@_declare("method-not-allowed", "GET /api/diagnose.")
def method_not_allowed(*allowed: str) -> Problem:
    """Any other method than these."""
    return Problem(
        "method-not-allowed",
        405,
        "Method not allowed",
        f"This path takes {' and '.join(allowed)}.",
        "GET /api/diagnose.",
        {"Allow": ", ".join(allowed)},
    )
