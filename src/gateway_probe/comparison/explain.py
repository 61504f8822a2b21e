"""Which differences account for the different outcomes, and how sure each is.

What the failing place's own run proved comes first, then what differs and accounts for it. Confidence is computed: an
explanation is certain where the failing place's own run is certain of it, or where a compared fact accounts for the
outcome by itself and nothing else differs that could.
"""

from collections.abc import Iterator
from dataclasses import replace

from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import in_place
from gateway_probe.comparison.align import minutes_apart
from gateway_probe.comparison.causes import DIFFERENCES
from gateway_probe.comparison.causes.outcomes import ABSENCES
from gateway_probe.comparison.difference import Accounts, Difference
from gateway_probe.comparison.nearest import settings_of
from gateway_probe.comparison.pairs import Pair
from gateway_probe.comparison.two_places import MAX_MINUTES
from gateway_probe.document.comparison import Explanation
from gateway_probe.document.judgement import SURENESS, Confidence

_Found = list[tuple[Difference, Accounts]]
_STRENGTH: dict[str, Confidence] = {"fact": "certain", "sign": "likely", "hint": "possible"}


def explain(pairs: list[Pair]) -> list[Explanation]:
    """The explanations that the pairs support: of places that are not served before those that are served worse, the
    surest first. Every failing place is spoken of."""
    found = [ranked for pair, accounts in _join(pairs) for ranked in _of_pair(pair, accounts)]
    return [explanation for _, explanation in sorted(found, key=lambda ranked: ranked[0])]


def _join(pairs: list[Pair]) -> Iterator[tuple[Pair, _Found]]:
    """Failing places of which the same is to be said, within minutes of the first of them: it speaks for all."""
    alike: dict[object, list[list[tuple[Pair, _Found]]]] = {}
    for pair in pairs:
        found = _find(pair)
        groups = alike.setdefault(_what_is_said(pair, found), [])
        if not groups or minutes_apart([groups[-1][0][0].failing, pair.failing]) > MAX_MINUTES:
            groups.append([])
        groups[-1].append((pair, found))
    for group in (group for groups in alike.values() for group in groups):
        if len(group) == 1:
            yield group[0]
            continue
        names = sorted(name for pair, _ in group for name in pair.failing_names)
        together = replace(group[0][0], failing_names=tuple(names))
        # Once more, in the names of all.
        yield together, _find(together)


def _what_is_said(pair: Pair, found: _Found) -> object:
    """All of it but the names of the places and the minutes between them."""
    verdict = pair.failing.verdict
    said = [(item.code, accounts.basis, accounts.fields) for item, accounts in found]
    return pair.served_name, settings_of(pair.failing), verdict.code, verdict.confidence, verdict.summary, tuple(said)


_Rank = tuple[bool, int, int, str, list[str]]


def _rank(accounts: Accounts, item: Explanation, pair: Pair) -> _Rank:
    """What explains a place that is not served first, and of that the surest. Among equally sure ones: what the failing
    place proved leads, what it finds likely follows a difference, and that nothing differs is said last. That the place
    was both served and refused needs no difference."""
    if accounts.proven is not None:
        leads = pair.failing.verdict.confidence == "certain" or pair.seen.comes_and_goes
        order = 0 if leads else 2
    else:
        order = 3 if item.code in ABSENCES else 1
    return (pair.failing.served, SURENESS[item.confidence], order, item.code, item.places)


def _of_pair(pair: Pair, found: _Found) -> list[tuple[_Rank, Explanation]]:
    own = next((accounts.code for _, accounts in found if accounts.proven is not None), None)
    # The failing place's own word for it stands for the explanation of the same code.
    told = [(item, accounts) for item, accounts in found if accounts.proven is not None or item.code != own]
    explained = [(accounts, _explanation(item, accounts, pair, told)) for item, accounts in told]
    return [(_rank(accounts, item, pair), item) for accounts, item in explained]


def _find(pair: Pair) -> _Found:
    return [(item, accounts) for item in DIFFERENCES.values() if (accounts := item.assess(pair)) is not None]


def _explanation(item: Difference, accounts: Accounts, pair: Pair, told: _Found) -> Explanation:
    confidence = _confidence(item, accounts, pair, told)
    return Explanation(
        code=accounts.code or item.code,
        confidence=confidence,
        title=accounts.title or item.title,
        explanation=accounts.text,
        places=[pair.served_name, *pair.failing_names],
        proven_there=accounts.proven is not None,
        fields=[name for name in accounts.fields if pair.is_compared(name)] or list(accounts.fields[-1:]),
        next_steps=in_place(accounts.next_steps or item.next_steps, Reading(pair.failing)),
        next_test=None if confidence == "certain" else accounts.test or None,
    )


def _confidence(item: Difference, accounts: Accounts, pair: Pair, told: _Found) -> Confidence:
    if accounts.proven is not None:
        # Its own run proved it there and then; that the other place is served later may be a change in between.
        caps: list[Confidence] = [accounts.proven] + (["likely"] if not pair.together else [])
        return max(caps, key=SURENESS.__getitem__)
    rivals = [other for other, _ in told if other is not item and not _side_by_side(item, other)]
    caps = [_STRENGTH[accounts.basis]]
    if rivals or not pair.seen.is_whole:
        # What the failing place's Document lacks may be a cause of its own.
        caps.append("likely")
    if pair.seen.comes_and_goes:
        # The place was served with what it has, and refused with the same.
        caps.append("possible")
    if not pair.together and item.code != "changed-between-runs":
        caps.append("possible")
    return max(caps, key=SURENESS.__getitem__)


def _side_by_side(one: Difference, other: Difference) -> bool:
    return one.code in other.beside or other.code in one.beside
