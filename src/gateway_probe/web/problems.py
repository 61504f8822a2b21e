"""Errors for people and programs: RFC 9457 problems that say what to do next and hold no value of the environment."""

from collections.abc import Callable, Mapping
from dataclasses import field
from functools import wraps
from typing import ParamSpec

from gateway_probe.document import Model
from gateway_probe.record import record
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


@record(eq=False)
class Problem(Exception):
    """An answer other than a Document. Raised anywhere in `web`, rendered in one place."""

    code: str
    status: int
    title: str
    detail: str
    next_step: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def document(self) -> ProblemDocument:
        """The problem as it is sent."""
        return ProblemDocument(
            type=PROBLEM_TYPE + self.code,
            title=self.title,
            status=self.status,
            detail=self.detail,
            next_step=self.next_step,
        )


@record(frozen=True)
class _Case:
    """What is said of one case of a problem, where that is more than is said of each."""

    detail: str
    next_step: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    title: str = ""


Parameters = ParamSpec("Parameters")

MEANINGS: dict[int, list[str]] = {}
"""By status: what the problems mean that are answered with it."""


def _declare(
    code: str, status: int, title: str, next_step: str
) -> Callable[[Callable[Parameters, _Case]], Callable[Parameters, Problem]]:
    """Register the problem whose cases the function below tells; its docstring is the meaning."""

    def declare(tell: Callable[Parameters, _Case]) -> Callable[Parameters, Problem]:
        meaning = " ".join((tell.__doc__ or "").split())
        MEANINGS.setdefault(status, []).append(meaning)
        register(
            Entry(
                code=code,
                kind="problem",
                title=f"The probe answered with a problem: {code.replace('-', ' ')}",
                meaning=meaning,
                next_steps=(step(next_step),),
                sources=("docs/contract.md",),
            )
        )

        @wraps(tell)
        def make(*given: Parameters.args, **named: Parameters.kwargs) -> Problem:
            case = tell(*given, **named)
            return Problem(code, status, case.title or title, case.detail, case.next_step or next_step, case.headers)

        return make

    return declare


@_declare(
    "access-not-configured",
    403,
    "This probe is closed",
    "Set GATEWAY_PROBE_TOKEN (20 random characters or more) in that environment and deploy again.",
)
def access_not_configured(warning: str | None) -> _Case:
    """No usable token is configured: closed to everybody, this machine included."""
    return _Case(
        "No usable access token is configured, and the probe answers nobody without one, not even its own machine."
        + (f" {warning}." if warning else ""),
        "Set GATEWAY_PROBE_TOKEN (20 random characters or more: openssl rand -base64 24) in this environment and deploy again: vercel env add GATEWAY_PROBE_TOKEN",
    )


@_declare(
    "access-denied",
    401,
    "Token required",
    "Send the value of GATEWAY_PROBE_TOKEN as a header: Authorization: Bearer …",
)
def access_denied() -> _Case:
    """A token is configured, and the request brought none or another one."""
    return _Case(
        "The request brought no token, or not the right one. Tokens in the query string are ignored. "
        "This says nothing about the gateway or its key.",
        headers={"WWW-Authenticate": 'Bearer realm="gateway-probe"'},
    )


@_declare(
    "too-many-wrong-tokens",
    429,
    "Too many wrong tokens",
    "Send the value of GATEWAY_PROBE_TOKEN, or wait as long as Retry-After says.",
)
def too_many_tries(seconds: int) -> _Case:
    """More wrong tokens than a window takes. The right one is let in all the same."""
    return _Case(
        "Many requests brought a wrong token. The right one is let in at any time.",
        f"Send the value of GATEWAY_PROBE_TOKEN, or wait {seconds} seconds.",
        {"Retry-After": str(seconds)},
    )


@_declare(
    "invalid-parameter", 422, "A parameter cannot be used", "Correct the parameter that is named, or leave it out."
)
def invalid_parameter(name: str, wrong: str) -> _Case:
    """A query parameter that cannot be used; its value is not repeated."""
    return _Case(f"The parameter `{name}` {wrong}.", f"Correct `{name}` or leave it out.")


@_declare(
    "invalid-document",
    422,
    "The body cannot be compared with",
    "Send the JSON that another place's probe answered, or a JSON array of two or more of them: curl --data @local.json …",
)
def invalid_document(wrong: str) -> _Case:
    """A body that cannot be compared with."""
    return _Case(f"The body is {wrong}.")


@_declare(
    "place-unknown",
    502,
    "The other place gave no Document",
    "Do what it says of that place; its own probe may be asked: gateway-probe fetch URL",
)
def place_unknown(code: str, what: str, next_step: str) -> _Case:
    """The other place that the page was to show beside this one gave no Document. `gateway-probe serve` alone asks one."""
    return _Case(what, next_step, title=f"The other place gave no Document ({code})")


@_declare("too-large", 413, "The body is too large", "Send fewer Documents at once.")
def too_large(limit: int) -> _Case:
    """A body that is larger than Documents are."""
    return _Case(f"Bodies are read up to {limit:,} bytes.")


@_declare(
    "invalid-settings",
    503,
    "The probe's settings cannot be used",
    "Correct the variables that are named in that environment and deploy again.",
)
def invalid_settings(problems: list[str]) -> _Case:
    """Settings that cannot be used: the endpoint stays closed instead of guessing."""
    return _Case("; ".join(problems) + ".", "Correct these variables in this environment and deploy again.")


@_declare("too-soon", 429, "Another run was made just now", "Ask again after the seconds that Retry-After names.")
def too_soon(seconds: int) -> _Case:
    """Another question than the one that is being answered, within the minimum interval."""
    return _Case(
        "Runs are limited to one in GATEWAY_PROBE_MIN_INTERVAL seconds, and the last one asked something else "
        "(another model or other experiments), so its result cannot be given.",
        f"Ask again in {seconds} seconds.",
        {"Retry-After": str(seconds)},
    )


@_declare("other-commit", 409, "Not the expected commit", "Ask again in a few seconds, or leave expect-commit out.")
def other_commit(*, known: bool) -> _Case:
    """`expect-commit` names another commit than the one that answers."""
    if not known:
        return _Case(
            "This deployment does not know its commit (VERCEL_GIT_COMMIT_SHA is not set), so it cannot be the expected one for certain.",
            "Expose system variables in the project's settings, or leave `expect-commit` out.",
        )
    return _Case(
        "Another commit than the expected one answers here: the new deployment is not serving yet, or this is another deployment.",
        "Ask again in a few seconds.",
        {"Retry-After": "5"},
    )


@_declare(
    "leak-prevented",
    500,
    "The answer was withheld",
    "Please report this, with the version and without the value. Until it is mended, check whether a watched variable "
    "holds an ordinary word in place of a secret.",
)
def leak_prevented() -> _Case:
    """The last gate withheld the answer."""
    return _Case("The finished answer held a secret of this place, in some encoding, and was not sent.")


@_declare(
    "internal-error",
    500,
    "The probe itself failed",
    "Please report it with the version and the log line of the incident.",
)
def internal_error(incident: str) -> _Case:
    """Something broke that should not have."""
    return _Case(f"An unexpected error ended the run. The log line of incident {incident} names its kind.")


@_declare("not-found", 404, "Nothing here", "GET /api/diagnose, or /api/diagnose?ping.")
def not_found() -> _Case:
    """Any other path than the probe's own."""
    return _Case("This probe answers at /api/diagnose.")


@_declare("method-not-allowed", 405, "Method not allowed", "GET /api/diagnose.")
def method_not_allowed(*allowed: str) -> _Case:
    """Any other method than these."""
    return _Case(f"This path takes no other method than {', '.join(allowed)}.", headers={"Allow": ", ".join(allowed)})
