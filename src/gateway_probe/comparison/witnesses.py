"""What a place found of its key, its team, the model or its request, held against every other place that shares it.

Where one place was stopped at a checkpoint, and another passed it with the same key, team, model or request within
those minutes, what stopped the first is no state of what the two share.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from gateway_probe.comparison.checkpoints import CHECKPOINTS, OF_ONE_PLACE, Checkpoint
from gateway_probe.comparison.nearest import PlaceAsSet, before_and_after, settings_of
from gateway_probe.comparison.tried_credentials import askings_of, stopped_askings_of
from gateway_probe.comparison.two_places import TwoPlaces
from gateway_probe.document import Document
from gateway_probe.register import step

MAX_WITNESSES = 24
"""Kinds of other places of which two are heard for each failing one: the work stays linear."""

_ON_THE_WAY = step(
    "The same key is known elsewhere, so a new one may be refused here too: look first at what lies between this place "
    "and the gateway (proxy variables, the base URL, code that changes headers)."
)


@dataclass(frozen=True)
class _Word:
    """What another place says against a finding, and whether the two cannot both be."""

    text: str
    cannot_be: bool
    of_one_credential: bool
    """For all that is known the two ask by one credential, which is then not what is refused."""


@dataclass(frozen=True)
class HeldPlace:
    """A place with its verdict as sure as every other place leaves it, and whether its credential is good elsewhere."""

    document: Document
    has_a_good_credential: bool = False


def hold_against_each_other(named: list[tuple[str, Document]]) -> dict[str, HeldPlace]:
    """Each place by its name, held against all others."""
    kinds: dict[Hashable, list[PlaceAsSet]] = {}
    places: dict[str, PlaceAsSet] = {}
    for name, document in sorted(named, key=lambda item: (item[1].began, item[0])):
        place = places[name] = PlaceAsSet(name, document, settings_of(document))
        kinds.setdefault((place.settings, document.served, document.verdict.code), []).append(place)
    return {name: _hold(places[name], kinds) for name, _ in named}


def _hold(place: PlaceAsSet, kinds: dict[Hashable, list[PlaceAsSet]]) -> HeldPlace:
    document, verdict = place.document, place.document.verdict
    if verdict.status == "healthy" or verdict.code in OF_ONE_PLACE:
        return HeldPlace(document)
    words = sorted(
        _words_against(place, before_and_after(place, kinds.values(), MAX_WITNESSES)),
        key=lambda word: (not word.cannot_be, word.text),
    )
    if not words:
        return HeldPlace(document)
    cannot_be = words[0].cannot_be
    weighed = {
        "confidence": "likely" if verdict.confidence == "certain" and not cannot_be else "possible",
        "summary": f"{verdict.summary} {words[0].text}",
        "next_steps": [*([_ON_THE_WAY] if cannot_be else []), *verdict.next_steps],
    }
    told = document.model_copy(update={"verdict": verdict.model_copy(update=weighed)})
    return HeldPlace(told, any(word.of_one_credential for word in words))


def _words_against(place: PlaceAsSet, others: Iterable[PlaceAsSet]) -> Iterator[_Word]:
    stopped = list(stopped_askings_of(place.document))
    for other in others:
        if other.document.began == place.document.began:
            continue  # the same run, under whatever name
        pairs = [TwoPlaces(one, another) for one, another in product(stopped, askings_of(other.document))]
        shared = [(two, one) for two in pairs for one in CHECKPOINTS if one.stops(two) and one.shared(two)]
        passed = next(((two, one) for two, one in shared if one.passed(two.heard)), None)
        if passed is not None:
            two, checkpoint = passed
            cannot_be = checkpoint.lasts and two.clocks_are_known and two.has_one_credential
            of_one_credential = two.failing is place.document and two.may_send_one_credential
            yield _Word(_tell(other, checkpoint, checkpoint.what), cannot_be, of_one_credential)
            continue
        lacking = next(((two, one) for two, one in shared if _may_have_got_further(two, pairs[0])), None)
        if lacking is not None:
            two, checkpoint = lacking
            what = "its Document lacks what would tell how far it got"
            yield _Word(_tell(other, checkpoint, what), cannot_be=False, of_one_credential=two.may_send_one_credential)


def _may_have_got_further(two: TwoPlaces, as_asked: TwoPlaces) -> bool:
    """Whether the other's Document says two things of it, or lacks something that a run lists."""
    return two.heard.disagrees or not (two.heard.is_whole if two is as_asked else two.heard.baseline)


def _tell(other: PlaceAsSet, checkpoint: Checkpoint, what: str) -> str:
    return f"Yet {other.name} asks {checkpoint.how}, as far as is known, and {what}."
