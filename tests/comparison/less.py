"""Places beside each other with one thing less in one of them, and what is said more surely then than before."""

from collections.abc import Callable, Iterator

from gateway_probe.causes.reading import Reading
from gateway_probe.comparison import compare
from gateway_probe.disclosure import disclose
from gateway_probe.document import Document, Evidence
from gateway_probe.document.comparison import Comparison
from gateway_probe.document.judgement import SURENESS
from tests.causes.judging import judged_of
from tests.causes.removals import removals
from tests.comparison.strategies import Named
from tests.drawing import is_drawn, seed_of, so_many_of
from tests.worlds.every import find_places
from tests.worlds.places import observe

ONE_OF, DRAWN = 28, 18
"""How few of the worlds of more than one place are taken: one of so many, and so many drawn."""

HARD = frozenset(
    {
        "the team's rule denies the AI SDK, and OpenAI's client is served with the key and the model",
        "three places, one whose stored credential is out of funds and is asked for alone",
        "two deployments of production, the older with the key that was revoked since",
        "no experiments were made in production",
        "quotes around the same key in production",
        "two keys of one team, and an origin rule that production proves by itself",
        "a laptop whose clock is ten minutes ahead, beside an origin rule of the same minute",
        "production has the key of preview as AI_GATEWAY_TOKEN",
        "Google refuses the key in production, and the same stored credential serves preview",
        "the laptop is linked to another team's project, whose token is refused for the tier",
        "a laptop with yesterday's pulled token",
    }
)
"""Worlds in which less evidence once explained something more surely: always among them."""


def chosen() -> Iterator[tuple[str, Named]]:
    """A fixed choice by their names: a new world changes nothing in the choice of others."""
    return _visit(lambda name: name in HARD or is_drawn(name, ONE_OF))


def drawn() -> Iterator[tuple[str, Named]]:
    """Others: the same ones for as long as no rule changes, and then other ones."""
    names = so_many_of((world.name for world in find_places()), DRAWN, seed_of("causes", "comparison"))
    return _visit(lambda name: name in names)


def every_one(words: str = "") -> Iterator[tuple[str, Named]]:
    """All whose name holds the words."""
    return _visit(lambda name: words in name)


def _visit(is_wanted: Callable[[str], bool]) -> Iterator[tuple[str, Named]]:
    for world in find_places():
        if is_wanted(world.name):
            documents, comparison = observe(world)
            if comparison.explanations:
                yield world.name, documents


def with_less(named: Named, is_wanted: Callable[[str], bool] = bool) -> Iterator[tuple[str, Named]]:
    """What is missing of which place, and the places without it; of all that may be missing only what is wanted."""
    for at, (name, document) in enumerate(named):
        for what, less in _lesser(document):
            told = f"{name} without {what}"
            if is_wanted(told):
                yield told, [*named[:at], (name, _judged(document, less)), *named[at + 1 :]]


def _lesser(document: Document) -> Iterator[tuple[str, Evidence]]:
    if document.probe.disclosure == "private":
        yield "what the private level adds", disclose(document, "public")
    yield from removals(_evidence(document))


def _evidence(document: Document) -> Evidence:
    return Evidence.model_validate(document.model_dump(mode="json", include=set(Evidence.model_fields)))


def _judged(document: Document, less: Evidence) -> Document:
    """The Document of this evidence, with the verdict that it has now."""
    found = judged_of(less)
    told = {name: getattr(less, name) for name in Evidence.model_fields}
    return document.model_copy(update={**told, "findings": found.findings, "verdict": found.verdict})


IMPLIED = {"different-key-same-length": "key-of-other-team"}
"""What was said before with the wider word: keys of two teams are two keys."""


def surer(named: Named, before: Comparison, less: Named) -> str:
    """What is said more surely of the places with less of one of them; empty where nothing is."""
    if [document.served for _, document in named] != [document.served for _, document in less]:
        return ""  # a place without its outcome stands for nothing, and another one is paired with the rest
    after = compare(less)
    if not _pairs(after) <= _pairs(before):
        return ""  # another place is the nearest that is served, or one is no longer as well: that is another question
    was = {item.code: item.confidence for item in reversed(before.explanations)}
    now = {item.code: item for item in reversed(after.explanations)}
    own = {(document.verdict.code, document.verdict.confidence) for _, document in named}
    said = ", ".join(
        f"{code} {item.confidence}"
        for code, item in now.items()
        if SURENESS[item.confidence] < SURENESS[was.get(code) or was.get(IMPLIED.get(code, ""), "possible")]
        # What a run says of itself is held by the laws of one place; here only that the others make it no surer.
        and (not item.proven_there or (code in was and (code, item.confidence) in own))
    )
    # As in one place: where a single answer shows that, the doubt goes with that answer.
    return "" if said and any(Reading(document).comes_and_goes for _, document in named) else said


def _pairs(comparison: Comparison) -> set[tuple[str, ...]]:
    """The served place and those that are held against it, for every explanation."""
    return {tuple(item.places) for item in comparison.explanations}
