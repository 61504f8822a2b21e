"""What a request asks for: parsed from its query and headers, and refused with a problem where it cannot be."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Literal, TypeVar, get_args

from gateway_probe.document import Level, facts
from gateway_probe.document.vocabulary import ChecksMode, ExperimentsMode
from gateway_probe.record import record
from gateway_probe.reports import Format
from gateway_probe.settings import parse_client, parse_model
from gateway_probe.web.problems import invalid_parameter

if TYPE_CHECKING:
    from gateway_probe.document.judgement import Verdict

AnswerForm = Format | Literal["events"]
"""A format of a finished result, or server-sent events while it is made."""

ANSWER_FORMS: tuple[AnswerForm, ...] = (*get_args(Format), "events")
_Choice = TypeVar("_Choice", bound=str)
_PARAMETERS = {"model", "client", "disclosure", "format", "experiments", "checks", "status", "expect-commit"}
_LONGEST = 40
StatusFrom = Literal["run", "verdict", "strict"]
"""What the HTTP status tells: that a run was made, or what it found. `Question.status_of` has the mapping."""
COMMIT = re.compile(facts.COMMIT)


@record(frozen=True)
class Question:
    """One request, understood."""

    model: str | None
    client: str | None
    level: Level
    format: AnswerForm
    experiments: ExperimentsMode
    checks: ChecksMode
    status_from: StatusFrom
    expect_commit: str | None

    @property
    def run(self) -> tuple[str | None, str | None, str]:
        """What makes two requests the same for the gateway. Format and level are rendered from one result."""
        return (self.model, self.client, self.experiments)

    def status_of(self, verdict: "Verdict") -> int:
        """The HTTP status for this verdict: 200 always, or 503 where it is bad news.

        `verdict` takes a degraded place for one that works and free checks that found nothing for good news; `strict`
        takes healthy alone.
        """
        if self.status_from == "run" or verdict.is_good_news:
            return 200
        return 200 if self.status_from == "verdict" and verdict.status == "degraded" else 503


def understand(query: Mapping[str, str], accept: str, method: str = "GET") -> Question:
    """Parse a query. Raises `Problem` (422) naming the first parameter that cannot be used.

    A `HEAD` is for what costs nothing: whoever follows links with it must not spend the team's money.
    """
    question = Question(
        model=_parse("model", query.get("model"), parse_model),
        client=_parse("client", query.get("client"), parse_client),
        level=_one_of("disclosure", query.get("disclosure"), "public", get_args(Level)),
        format=_one_of("format", query.get("format"), _choose_format(accept), ANSWER_FORMS),
        experiments=_one_of("experiments", query.get("experiments"), "auto", get_args(ExperimentsMode)),
        checks=_one_of("checks", query.get("checks"), "free" if method == "HEAD" else "all", get_args(ChecksMode)),
        status_from=_one_of("status", query.get("status"), "run", get_args(StatusFrom)),
        expect_commit=_commit(query.get("expect-commit")),
    )
    if question.checks == "free" and question.status_from == "strict":
        raise invalid_parameter(
            "status", "cannot be `strict` with free checks, which never show that a place is healthy"
        )
    if question.checks == "free" and method == "POST":
        raise invalid_parameter(
            "checks", "cannot be `free` in a comparison, which is of the app's request in each place"
        )
    if question.checks == "all" and method == "HEAD":
        raise invalid_parameter("checks", "must be `free` or left out with HEAD; send GET for all checks")
    if question.format == "events" and method == "HEAD":
        raise invalid_parameter("format", "cannot be `events` with HEAD, which has no body")
    return question


def given_once(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The parameters of a query. Raises `Problem` (422) for one that is there twice, where either may be meant, and for
    one that is spelt nearly as one of these."""
    values: dict[str, str] = {}
    for name, value in pairs:
        if name in values and name in _PARAMETERS:
            raise invalid_parameter(name, "must be given once")
        if name not in _PARAMETERS and (meant := _near(name)):
            # Others are somebody else's, such as those of the platform. A slip would ask for what was not meant.
            raise invalid_parameter(meant, "is misspelt in this request")
        values[name] = value
    return values


def _near(name: str) -> str | None:
    from difflib import get_close_matches  # hardly any request has a parameter of another name

    return next(iter(get_close_matches(name[:_LONGEST], _PARAMETERS, n=1, cutoff=0.81)), None)


def _one_of(name: str, value: str | None, default: _Choice, choices: tuple[_Choice, ...]) -> _Choice:
    if value is None:
        return default
    for choice in choices:
        if value == choice:
            return choice
    raise invalid_parameter(name, "must be one of " + ", ".join(choices))


def _parse(name: str, value: str | None, parse: Callable[[str], str]) -> str | None:
    if value is None:
        return None
    try:
        return parse(value)
    except ValueError as error:
        raise invalid_parameter(name, str(error)) from error


def _commit(value: str | None) -> str | None:
    if value is None:
        return None
    if not COMMIT.fullmatch(value):
        raise invalid_parameter("expect-commit", "must be 7 to 40 hex digits of a commit")
    return value.lower()


def wants_page(query: Mapping[str, str], accept: str) -> bool:
    """Whether a person's browser asks: it names no format and weighs HTML above what programs read."""
    weights = _weights(accept)
    return "format" not in query and weights.get("text/html", 0.0) > weights.get("application/json", 0.0)


def _choose_format(accept: str) -> AnswerForm:
    """The format for an `Accept` header: the one that it weighs most, else JSON (curl sends */*)."""
    weights = _weights(accept)
    wanted: dict[AnswerForm, float] = {
        "json": max(weights.get("application/json", 0.0), weights.get("*/*", 0.0) / 1000),
        "text": max(weights.get(media, 0.0) for media in ("text/plain", "text/*")),
        "markdown": weights.get("text/markdown", 0.0),
        "html": weights.get("text/html", 0.0),
        "events": weights.get("text/event-stream", 0.0),
        "openmetrics": weights.get("application/openmetrics-text", 0.0),
    }
    # The first of equals wins: JSON before the others.
    return max(wanted, key=lambda form: wanted[form])


def _weights(accept: str) -> dict[str, float]:
    """Each media type of an `Accept` header with its quality value (RFC 9110, section 12.4.2)."""
    weights: dict[str, float] = {}
    for item in accept[:1000].split(","):
        media, *parameters = [part.strip().lower() for part in item.split(";")]
        quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        weights[media] = float(quality) if re.fullmatch(r"[01](\.\d{1,3})?", quality) else 0.0
    return weights
