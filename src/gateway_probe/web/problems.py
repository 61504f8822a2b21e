"""Errors for people and programs: RFC 9457 problems that say what to do next and hold no value of the environment."""

from collections.abc import Mapping
from dataclasses import field, replace
from typing import Any

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


MEANINGS: dict[int, list[str]] = {}
"""By status: what the problems mean that are answered with it."""


@record(frozen=True)
class _Kind:
    """A problem as it is declared: called with what one case of it has, it fills in the places for that, `{0}` and on."""

    code: str
    status: int
    title: str
    meaning: str
    detail: str
    next_step: str
    """For whoever looks the code up."""
    step_now: str = ""
    """For whoever gets this case, where more can be said then."""
    headers: Mapping[str, str] = field(default_factory=dict)
    about_case: str = ""
    """What the title says of it besides."""

    def __call__(self, *case: object) -> Problem:
        texts = (self.title + self.about_case, self.detail, self.step_now or self.next_step)
        title, detail, next_step = (text.format(*case) for text in texts)
        headers = {name: value.format(*case) for name, value in self.headers.items()}
        return Problem(self.code, self.status, title, detail, next_step, headers)


def _declare(*said: Any, **more: Any) -> _Kind:
    kind = _Kind(*said, **more)
    MEANINGS.setdefault(kind.status, []).append(kind.meaning)
    register(
        Entry(
            code=kind.code,
            kind="problem",
            title=f"The probe answered with a problem: {kind.code.replace('-', ' ')}",
            meaning=kind.meaning,
            next_steps=(step(kind.next_step),),
            sources=("docs/contract.md",),
        )
    )
    return kind


access_not_configured = _declare("access-not-configured", 403, "This probe is closed",
    "No usable token is configured: closed to everybody, this machine included.",
    "No usable access token is configured, and the probe answers nobody without one, not even its own machine.{0}",
    "Set GATEWAY_PROBE_TOKEN (20 random characters or more) in that environment and deploy again.",
    "Set GATEWAY_PROBE_TOKEN (20 random characters or more: openssl rand -base64 24) in this environment and deploy "
    "again: vercel env add GATEWAY_PROBE_TOKEN")  # fmt: skip
access_denied = _declare("access-denied", 401, "Token required",
    "A token is configured, and the request brought none or another one.",
    "The request brought no token, or not the right one. Tokens in the query string are ignored. "
    "This says nothing about the gateway or its key.",
    "Send the value of GATEWAY_PROBE_TOKEN as a header: Authorization: Bearer …",
    headers={"WWW-Authenticate": 'Bearer realm="gateway-probe"'})  # fmt: skip
too_many_tries = _declare("too-many-wrong-tokens", 429, "Too many wrong tokens",
    "More wrong tokens than a window takes. The right one is let in all the same.",
    "Many requests brought a wrong token. The right one is let in at any time.",
    "Send the value of GATEWAY_PROBE_TOKEN, or wait as long as Retry-After says.",
    "Send the value of GATEWAY_PROBE_TOKEN, or wait {0} seconds.", {"Retry-After": "{0}"})  # fmt: skip
invalid_parameter = _declare("invalid-parameter", 422, "A parameter cannot be used",
    "A query parameter that cannot be used; its value is not repeated.", "The parameter `{0}` {1}.",
    "Correct the parameter that is named, or leave it out.", "Correct `{0}` or leave it out.")  # fmt: skip
invalid_document = _declare("invalid-document", 422, "The body cannot be compared with",
    "A body that cannot be compared with.", "The body is {0}.",
    "Send the JSON that another place's probe answered, or a JSON array of two or more of them: "
    "curl --data @local.json …")  # fmt: skip
place_unknown = _declare("place-unknown", 502, "The other place gave no Document",
    "The other place that the page was to show beside this one gave no Document. `gateway-probe serve` alone asks one.",
    "{1}", "Do what it says of that place; its own probe may be asked: gateway-probe fetch URL", "{2}",
    about_case=" ({0})")  # fmt: skip
too_large = _declare("too-large", 413, "The body is too large", "A body that is larger than Documents are.",
    "Bodies are read up to {0:,} bytes.", "Send fewer Documents at once.")  # fmt: skip
invalid_settings = _declare("invalid-settings", 503, "The probe's settings cannot be used",
    "Settings that cannot be used: the endpoint stays closed instead of guessing.", "{0}.",
    "Correct the variables that are named in that environment and deploy again.",
    "Correct these variables in this environment and deploy again.")  # fmt: skip
too_soon = _declare("too-soon", 429, "Another run was made just now",
    "Another question than the one that is being answered, within the minimum interval.",
    "Runs are limited to one in GATEWAY_PROBE_MIN_INTERVAL seconds, and the last one asked something else "
    "(another model or other experiments), so its result cannot be given.",
    "Ask again after the seconds that Retry-After names.",
    "Ask again in {0} seconds.", {"Retry-After": "{0}"})  # fmt: skip
other_commit = _declare("other-commit", 409, "Not the expected commit",
    "`expect-commit` names another commit than the one that answers.",
    "Another commit than the expected one answers here: the new deployment is not serving yet, or this is another "
    "deployment.",
    "Ask again in a few seconds, or leave expect-commit out.",
    "Ask again in a few seconds.", {"Retry-After": "5"})  # fmt: skip
unknown_commit = replace(other_commit, headers={},
    detail="This deployment does not know its commit (VERCEL_GIT_COMMIT_SHA is not set), so it cannot be the expected "
    "one for certain.",
    step_now="Expose system variables in the project's settings, or leave `expect-commit` out.")  # fmt: skip
leak_prevented = _declare("leak-prevented", 500, "The answer was withheld", "The last gate withheld the answer.",
    "The finished answer held a secret of this place, in some encoding, and was not sent.",
    "Please report this, with the version and without the value. Until it is mended, check whether a watched variable "
    "holds an ordinary word in place of a secret.")  # fmt: skip
internal_error = _declare("internal-error", 500, "The probe itself failed", "Something broke that should not have.",
    "An unexpected error ended the run. The log line of incident {0} names its kind.",
    "Please report it with the version and the log line of the incident.")  # fmt: skip
not_found = _declare("not-found", 404, "Nothing here", "Any other path than the probe's own.",
    "This probe answers at /api/diagnose.", "GET /api/diagnose, or /api/diagnose?ping.")  # fmt: skip
method_not_allowed = _declare("method-not-allowed", 405, "Method not allowed", "Any other method than these.",
    "This path takes no other method than {0}.", "GET /api/diagnose.", headers={"Allow": "{0}"})  # fmt: skip
