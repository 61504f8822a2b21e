"""What the verdict of each place was over time: stretches of runs that said the same, and what changed between them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from gateway_probe.cli.saved_codes import known_code
from gateway_probe.document import Document, Level
from gateway_probe.document.base import SCHEMA_VERSION, Model
from gateway_probe.document.facts import shown_commit
from gateway_probe.document.judgement import SURENESS, Confidence, Status, Verdict
from gateway_probe.reports.blocks import AsIs, Block, Headline, Outline, Paragraph, Row, Section, Table, Words, words

if TYPE_CHECKING:
    from gateway_probe.reports.openmetrics import Family
    from gateway_probe.reports.suite import Suite

Change = Literal["commit", "key", "model"]
"""What was another one in the first run of a stretch than in the last run before it."""

_WORST: tuple[Status, ...] = ("failing", "inconclusive", "degraded", "healthy")


class Stretch(Model):
    """Runs on end with one verdict. Free checks that found nothing are no other verdict than healthy."""

    since: datetime
    until: datetime
    runs: int
    status: Status
    code: str
    confidence: Confidence
    good_news: bool
    commit: str | None = None
    changed: list[Change] = Field(default_factory=list)


class Course(Model):
    """The stretches of one place, the oldest first."""

    place: str
    stretches: list[Stretch]

    @property
    def now(self) -> Stretch:
        return self.stretches[-1]


class Courses(Model):
    """Every place of a history."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    courses: list[Course]

    @property
    def title(self) -> str:
        return "verdicts over time"

    @property
    def summary(self) -> str:
        """How often the verdict changed, in a sentence."""
        changes = sum(len(course.stretches) - 1 for course in self.courses)
        runs = sum(stretch.runs for course in self.courses for stretch in course.stretches)
        where = _count(len(self.courses), "place")
        return f"{_count(changes, 'change')} of the verdict in {_count(runs, 'run')} of {where}."

    @property
    def disclosure(self) -> Level:
        """No id is told, whatever the Documents show."""
        return "public"

    @property
    def status(self) -> Status:
        now = {"healthy" if course.now.good_news else course.now.status for course in self.courses}
        return next((status for status in _WORST if status in now), "inconclusive")

    def outline(self) -> Outline:
        """The state of each place now, then its stretches."""
        answer: list[Block] = [Paragraph(words(self.summary), "Verdicts", "title")]
        answer += [Paragraph(_tell(course), course.place) for course in self.courses]
        sections = tuple(
            Section(f"place-{at}", course.place, (_table(course),)) for at, course in enumerate(self.courses)
        )
        return Outline(Headline(self.status, words("VERDICTS: ", self.summary)), tuple(answer), sections)

    def brief(self) -> dict[str, Any]:
        """The last stretches of the first places."""
        places = [
            {"place": course.place, "stretches": [s.model_dump(mode="json") for s in course.stretches[-2:]]}
            for course in self.courses[:3]
        ]
        return {"schema_version": SCHEMA_VERSION, "summary": self.summary, "places": places}

    def suite(self) -> "Suite":
        """A case for each place: whether it is well now."""
        from gateway_probe.reports.suite import Case, Suite

        cases = [
            Case(course.place, "passed" if course.now.good_news else "failure", "".join(_tell(course)))
            for course in self.courses
        ]
        started = max(course.now.until for course in self.courses).isoformat(timespec="seconds")
        return Suite("gateway-probe verdicts", cases, {}, started)

    def metrics(self) -> "Iterator[Family]":
        """How many places are in which state, and how often that changed."""
        from gateway_probe.reports.openmetrics import gauge, tally

        now = (course.now.status for course in self.courses)
        yield tally("places", "Places, by the status of their last verdict.", reversed(_WORST), now, "status")
        changes = sum(len(course.stretches) - 1 for course in self.courses)
        yield gauge("verdict_changes", "How often a verdict changed.", changes)


def course_of(place: str, documents: Iterable[Document]) -> Course:
    """The stretches of a place, from its Documents in any order. Raises ValueError where there is none."""
    ordered = sorted(documents, key=lambda document: document.probe.started_at)
    if not ordered:
        raise ValueError("a course needs a Document")
    stretches: list[Stretch] = []
    before: Document | None = None
    for document in ordered:
        if before is not None and _verdict(before) == _verdict(document):
            stretches[-1] = _continue(stretches[-1], document)
        else:
            stretches.append(_begin(document, before))
        before = document
    return Course(place=place, stretches=stretches)


def _verdict(document: Document) -> tuple[str, str]:
    verdict = document.verdict
    return ("healthy", "") if verdict.is_good_news else (verdict.status, verdict.code)


def _code_of(verdict: Verdict) -> str:
    from gateway_probe.reports.openmetrics import OTHER_CODE

    return known_code(verdict.code) or OTHER_CODE


def _begin(document: Document, before: Document | None) -> Stretch:
    verdict, at = document.verdict, document.probe.started_at
    return Stretch(
        since=at,
        until=at,
        runs=1,
        status=verdict.status,
        code=_code_of(verdict),
        confidence=verdict.confidence,
        good_news=verdict.is_good_news,
        commit=shown_commit(document.runtime.commit),
        changed=[] if before is None else list(_find_changes(before, document)),
    )


def _find_changes(before: Document, now: Document) -> Iterator[Change]:
    """What is known on both sides and differs."""
    pairs: tuple[tuple[Change, str | None, str | None], ...] = (
        ("commit", before.runtime.commit, now.runtime.commit),
        ("key", _key_of(before), _key_of(now)),
        ("model", before.probe.model, now.probe.model),
    )
    return (name for name, one, other in pairs if one and other and one != other)


def _key_of(document: Document) -> str | None:
    return document.key.fingerprint if document.key is not None else None


def _continue(stretch: Stretch, document: Document) -> Stretch:
    """One run more. Of good news the surest is told, else the last."""
    verdict = document.verdict
    told = {"status": verdict.status, "code": _code_of(verdict), "confidence": verdict.confidence}
    if stretch.good_news and SURENESS[verdict.confidence] > SURENESS[stretch.confidence]:
        told = {}
    return stretch.model_copy(update={"until": document.probe.started_at, "runs": stretch.runs + 1, **told})


def _tell(course: Course) -> Words:
    now, *earlier = reversed(course.stretches)
    told = (*_word(now), f" ({now.confidence}) since {_time(now.since)}")
    if not earlier:
        return (*told, f", in every run that was kept ({now.runs})")
    with_ = f", with another {' and another '.join(now.changed)}" if now.changed else ""
    return (*told, "; before that ", *_word(earlier[0]), with_)


def _table(course: Course) -> Table:
    rows = [
        Row(
            (
                words(_time(stretch.since)),
                words(str(stretch.runs)),
                _word(stretch),
                words(", ".join(_name(change, stretch) for change in stretch.changed)),
            ),
            "good" if stretch.good_news else "bad" if stretch.status == "failing" else "doubtful",
        )
        for stretch in reversed(course.stretches)
    ]
    return Table("the newest first", ("since", "runs", "verdict", "another"), tuple(rows))


def _word(stretch: Stretch) -> Words:
    return words(f"{stretch.status}, " if stretch.status != stretch.code else None, AsIs(stretch.code))


def _name(change: Change, stretch: Stretch) -> str:
    return f"commit {(stretch.commit or '')[:7]}" if change == "commit" else change


def _time(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
