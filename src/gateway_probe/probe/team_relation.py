"""Whether the key and the deployment's token belong to one team, as far as their credits tell."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from gateway_probe.document.facts import LAG_USD, TeamRelation

if TYPE_CHECKING:
    from gateway_probe.gateway import CreditsPair

Pairs: TypeAlias = "Sequence[CreditsPair | None]"


def relate_teams(by_key: Pairs, by_oidc: Pairs, *, control_refused: bool) -> TeamRelation:
    """Compare what `GET /v1/credits` answered to the key with what it answered to the token, reading by reading.

    The endpoint answers for the credential's team. Two teams show different sums of balance and usage, which spending
    between two reads moves by no more than a lag. Equal pairs mean one team only where any two would not show them by
    coincidence: round grants of which nothing was spent are alike everywhere. Where a made-up key is not refused,
    something answers for everybody and neither says anything.
    """
    readings = [(one, other) for one, other in zip(by_key, by_oidc, strict=False) if one and other]
    known = [(one, other) for one, other in readings if one.granted is not None and other.granted is not None]
    if not known:
        return TeamRelation(relation="unknown", basis="not-comparable")
    if not control_refused:
        return TeamRelation(relation="unknown", basis="control-failed")
    differ = [one.granted != other.granted for one, other in known]
    apart = all(differ) and not any(_may_lag(one, other) for one, other in known)
    if apart and all(_is_steady(pairs) for pairs in zip(*known, strict=True)):
        return TeamRelation(relation="different", basis="credits-differ", readings=len(known))
    if any(differ):
        return TeamRelation(relation="unknown", basis="readings-disagree", readings=len(known))
    first = known[0][0]
    if first.granted == 0:
        return TeamRelation(relation="unknown", basis="zero-balances", readings=len(known))
    if not any(one == other for one, other in known):
        return TeamRelation(relation="unknown", basis="credits-differ-sum-equal", readings=len(known))
    if not first.total_used:
        return TeamRelation(relation="unknown", basis="untouched-grants", readings=len(known))
    return TeamRelation(relation="same", basis="credits-equal", readings=len(known))


def _is_steady(pairs: "Iterable[CreditsPair]") -> bool:
    """Whether one credential was told the same sum each time."""
    return len({pair.granted for pair in pairs}) == 1


def _may_lag(one: "CreditsPair", other: "CreditsPair") -> bool:
    """Whether the two may be readings of one team a moment apart."""
    moved = [(one.balance, other.balance), (one.total_used, other.total_used)]
    return all(before is not None and after is not None and abs(before - after) < LAG_USD for before, after in moved)
