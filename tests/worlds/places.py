"""Worlds of two or more places beside each other, and what may be said of their differences."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from gateway_probe.comparison import compare
from gateway_probe.document import Document, Level, read_document
from gateway_probe.document.comparison import Comparison
from gateway_probe.document.judgement import SURENESS
from tests.standin import Gateway
from tests.worlds.expectation import KEY_IS_BAD, MONEY, OTHER_TEAM
from tests.worlds.world import Place, told, visit

ORIGIN = frozenset({"refusal-depends-on-origin"})
ABOUT_KEYS = frozenset({"different-key-same-length", "key-of-other-team", "env-changed-not-redeployed"})
BLAMES_KEYS = ABOUT_KEYS | OTHER_TEAM | KEY_IS_BAD
NOBODYS_FAULT = BLAMES_KEYS | MONEY


@dataclass(frozen=True)
class Seen:
    """A place with the gateway as it was when the product ran there; `minutes_ago` moves the run into the past."""

    name: str
    place: Place
    gateway: Gateway
    minutes_ago: float = 0
    level: Level = "public"
    elsewhere: bool = False
    """This place asks at an address of its own."""
    recorded: bool = False
    """The Document was kept as the first build wrote it."""
    again: str = ""
    """The very Document of the place of this name, given once more."""
    edited: Callable[[dict[str, Any]], None] | None = None
    """What a person did to the Document's file before it was read."""


@dataclass(frozen=True)
class MayExplain:
    """What may be said of places beside each other.

    `explains`: of each group at least one code is among the explanations. `leads`: codes of which one has to be first.
    `speaks_of`: places that an explanation or the summary has to name.
    """

    outcome: str = "different"
    """`same`, `different`, or empty where either may be said."""
    explains: tuple[tuple[str, ...], ...] = ()
    leads: tuple[str, ...] = ()
    leads_not: frozenset[str] = frozenset()
    not_said: frozenset[str] = frozenset()
    not_certain: frozenset[str] = frozenset()
    nothing: bool = False
    """No explanation may be given: nothing that matters differs."""
    speaks_of: tuple[str, ...] = ()
    differs_not: tuple[str, ...] = ()
    """Compared fields that are the same in truth, or that nobody can hold against each other."""
    differs: tuple[str, ...] = ()
    """Compared fields that have to be told as different."""
    alike_not: tuple[str, ...] = ()
    """Compared fields that may not be said to be the same."""
    together: tuple[tuple[str, str], ...] = ()
    """Of a pair the first may be certain only where the second is named as well."""
    not_likely: frozenset[str] = frozenset()
    """What may be said as possible at most."""
    sure: tuple[str, ...] = ()
    """Codes of which one has to be likely or certain: what was seen is enough for that."""
    never_told: tuple[str, ...] = ()
    """Words that neither the summary nor an explanation may hold."""
    only_certain: frozenset[str] | None = None
    """Nothing else may be certain; None leaves it open."""
    of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For a failing place: one of these codes explains it, in an explanation that speaks of it."""
    certain_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For a failing place: nothing but these codes may be certain, as its verdict or in an explanation that speaks of it."""

    def told(self) -> str:
        """What may be said, on one line."""
        groups = ["|".join(group) for group in self.explains]
        never = "|".join(sorted(self.not_said))
        parts = [self.outcome, "|".join(self.leads), *groups, f"never {never}" if never else ""]
        return ", ".join(part for part in parts if part)

    def faults(self, comparison: Comparison) -> list[str]:
        """What was said that may not be, or not said that must be."""
        return [*self._of_codes(comparison), *self._of_sureness(comparison)]

    def _of_codes(self, comparison: Comparison) -> Iterable[str]:
        codes = [item.code for item in comparison.explanations]
        if self.outcome and comparison.outcome != self.outcome:
            yield f"outcome {comparison.outcome}, expected {self.outcome}"
        for group in self.explains:
            if not set(group) & set(codes):
                yield f"none of these explains: {', '.join(group)}"
        if self.leads and (not codes or codes[0] not in self.leads):
            yield f"{codes[0] if codes else 'nothing'} leads, allowed: {', '.join(self.leads)}"
        if codes and codes[0] in self.leads_not:
            yield f"{codes[0]} leads"
        for code in sorted(set(codes) & self.not_said):
            yield f"explains by {code}"
        for name in sorted({item.field for item in comparison.relevant_differences} & set(self.differs_not)):
            yield f"says that {name} differs"
        for name in sorted(set(self.differs) - {item.field for item in comparison.relevant_differences}):
            yield f"does not say that {name} differs"
        if self.nothing and codes:
            yield f"explains although nothing differs: {', '.join(codes)}"
        for name in sorted({item.field for item in comparison.same} & set(self.alike_not)):
            yield f"says that {name} is the same"
        words = " ".join(
            [comparison.summary, *(f"{item.title} {item.explanation}" for item in comparison.explanations)]
        )
        for name, wanted in self.of.items():
            given = [item.code for item in comparison.explanations if name in item.places[1:]]
            if not set(wanted) & set(given):
                yield f"{name} is explained by {', '.join(given) or 'nothing'}, allowed: {', '.join(wanted)}"
        for name in self.speaks_of:
            if name not in words:
                yield f"{name} is not spoken of"
        for phrase in self.never_told:
            if phrase.lower() in words.lower():
                yield f"says {phrase!r}"

    def _of_sureness(self, comparison: Comparison) -> Iterable[str]:
        codes = {item.code for item in comparison.explanations}
        sure = {item.code for item in comparison.explanations if item.confidence == "certain"}
        for code in sorted(sure & self.not_certain):
            yield f"certain of {code}"
        for code in sorted(sure - (sure if self.only_certain is None else self.only_certain)):
            yield f"certain of {code}, which was not decided"
        for name, allowed in self.certain_of.items():
            said = {(item.code, item.confidence) for item in comparison.explanations if name in item.places[1:]}
            said |= {(at.code, at.confidence) for at in comparison.places if at.name == name and not at.served}
            for code in sorted({code for code, confidence in said if confidence == "certain"} - set(allowed)):
                yield f"certain of {code} for {name}, which was not decided there"
        told = {item.code for item in comparison.explanations if SURENESS[item.confidence] <= SURENESS["likely"]}
        for code in sorted(told & self.not_likely):
            yield f"more than possible: {code}"
        if self.sure and not told & set(self.sure):
            yield f"none of these is likely: {', '.join(self.sure)}"
        for first, second in self.together:
            if first in sure and second not in codes:
                yield f"certain of {first}, and {second} is not named"


NOTHING = MayExplain("same", nothing=True)


def explained(*groups: str, certain: str, sure: str = "", **more: Any) -> MayExplain:
    """In short: `a|b` is a group of which one explains; `certain` and `sure` are codes with blanks between."""
    return MayExplain(
        explains=tuple(tuple(group.split("|")) for group in groups),
        only_certain=frozenset(certain.split()),
        sure=tuple(sure.split()),
        **more,
    )


@dataclass(frozen=True)
class Places:
    """Two or more places and what may be said of them."""

    name: str
    seen: tuple[Seen, ...]
    may: MayExplain

    def faults(self, documents: list[tuple[str, Document]], comparison: Comparison) -> list[str]:
        """What was said that may not be, or not said that must be, or said to differ although nobody set it otherwise."""
        clients = {document.probe.client.name for _, document in documents if document.probe.client}
        alike = {
            code
            for code, setting in SET_BY_PEOPLE.items()
            if len({(seen.place.env.get(f"GATEWAY_PROBE_{setting}"), seen.place.model) for seen in self.seen}) == 1
            and (len(clients) < 2 or code not in BY_CLIENT)
        }
        said = {item.code for item in comparison.explanations}
        return [
            *self.may.faults(comparison),
            *(f"explains by {code}, and that is alike" for code in sorted(said & alike)),
        ]


SET_BY_PEOPLE = {
    "options-differ": "PROVIDER_OPTIONS",
    "model-differs": "MODEL",
    "protocol-differs": "CLIENT",
    "streaming-differs": "STREAMING",
    "named-team-differs": "TEAM",
}
"""Explanations by what a person sets, and the setting."""
BY_CLIENT = {"protocol-differs", "streaming-differs", "options-differ"}
"""Of these, what a client brings by itself."""


def pair(
    name: str, first: tuple[Place, Gateway], second: tuple[Place, Gateway], may: MayExplain, *, minutes_ago: float = 0
) -> Places:
    """Production beside another place; production's run may lie in the past."""
    other = "preview" if "VERCEL" in second[0].env else "local"
    return Places(name, (Seen("production", *first, minutes_ago=minutes_ago), Seen(other, *second)), may)


_LATELY: dict[str, Document] = {}
"""Runs of this process: one place stands in many worlds, and to run the product there is most of what a world takes."""
_MOST_KEPT = 512
"""Of them, each a third of a megabyte."""


def observe(world: Places) -> tuple[list[tuple[str, Document]], Comparison]:
    """Run the product in every place, then compare."""
    documents: list[tuple[str, Document]] = []
    ran: dict[str, Document] = {}
    port = 0
    for seen in world.seen:
        if seen.again:
            documents.append((seen.name, dict(documents)[seen.again]))
            continue
        document = _take_from_lately(seen)
        if document is None:
            # One address for all places, unless it is said otherwise: a gateway elsewhere is a difference of its own.
            visited = visit(seen.place, seen.gateway, 0 if seen.elsewhere else port, seen.level)
            port, document = port or visited.asked.port, visited.document
        ran |= {_run_of(seen): document} if _may_serve_others(seen) else {}
        document = _of_the_first_build(document) if seen.recorded else document
        if seen.edited:
            tree = document.model_dump(mode="json")
            seen.edited(tree)
            document = read_document(tree)
        documents.append((seen.name, _moved(document, seen.minutes_ago)))
    _LATELY.update(ran)
    while len(_LATELY) > _MOST_KEPT:
        del _LATELY[next(iter(_LATELY))]
    return documents, compare(documents)


def _take_from_lately(seen: Seen) -> Document | None:
    """A run of this very place, as if it were of this moment. A place that stands in one world twice is run twice."""
    document = _LATELY.pop(_run_of(seen), None) if _may_serve_others(seen) else None
    if document is None:
        return None
    probe = document.probe.model_copy(update={"started_at": datetime.now(UTC)})
    return document.model_copy(update={"probe": probe})


def _may_serve_others(seen: Seen) -> bool:
    """Not at the level that shows the address."""
    return seen.level == "public" and not seen.elsewhere


def _run_of(seen: Seen) -> str:
    """What a run hangs on. What decides is a function of this process, which shows where it lies."""
    return repr((seen.place, seen.gateway))


def _moved(document: Document, minutes: float) -> Document:
    """The Document of a run so many minutes ago. Nothing else in it depends on the hour."""
    started = document.probe.started_at - timedelta(minutes=minutes)
    return document.model_copy(update={"probe": document.probe.model_copy(update={"started_at": started})})


ADDED_SINCE = {
    None: ("tested", "not_tested"),
    "probe": ("model_origin", "client", "streaming", "expected_credential", "expected_provider", "expected_team"),
    "checks": ("answer", "answered_by", "effect", "repeats", "chance"),
    "verdict": ("title", "your_error", "do_now", "contradictions"),
}
"""Fields that the first build did not write, by the part of the Document that holds them."""


def _of_the_first_build(document: Document) -> Document:
    """The Document without what the first build did not write yet, read as a file of that time is."""
    tree = document.model_dump(mode="json")
    parts = {None: [tree], "probe": [tree["probe"]], "verdict": [tree["verdict"]]}
    parts["checks"] = [*tree["gateway"]["checks"], *tree["experiments"]]
    for part, names in ADDED_SINCE.items():
        for held in parts[part]:
            for name in names:
                held.pop(name, None)
    return read_document(tree)


def told_of(documents: list[tuple[str, Document]], comparison: Comparison) -> str:
    """What was said, on a few lines."""
    lines = [f"outcome: {comparison.outcome}", f"summary: {comparison.summary}"]
    lines += [
        f"  {item.code} ({item.confidence}): {item.title} {item.explanation[:160]} · {', '.join(item.fields)}"
        for item in comparison.explanations
    ]
    lines += [f"  differs: {item.field} {item.values}" for item in comparison.relevant_differences]
    lines += [f"  not compared: {item.field} ({item.because})" for item in comparison.not_compared]
    lines += [f"{name}: {told(document).splitlines()[0]}" for name, document in documents]
    return "\n".join(lines)
