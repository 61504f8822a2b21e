"""Whose team a credential is of, as far as credits tell, and where they tell nothing."""

from decimal import Decimal

import pytest

from gateway_probe.gateway import CreditsPair
from gateway_probe.probe.team_relation import relate_teams


def pair(balance: str, used: str) -> CreditsPair:
    return CreditsPair(Decimal(balance), Decimal(used))


SPENT = pair("3.79", "2.12")


@pytest.mark.parametrize(
    ("by_key", "by_oidc", "relation"),
    [
        ([SPENT], [SPENT], "same"),
        ([SPENT], [pair("95.5", "4.5")], "different"),
        ([SPENT, SPENT], [pair("95.5", "4.5"), pair("95.4", "4.6")], "different"),
        ([pair("0", "0")], [pair("0", "0")], "unknown"),
        ([pair("20.00", "0")], [pair("20", "0.00")], "unknown"),
        ([pair("3.00", "2.00")], [pair("4.00", "1.00")], "unknown"),
        ([SPENT, SPENT], [SPENT, pair("95.5", "4.5")], "unknown"),
        ([SPENT, SPENT], [pair("3.79", "2.13"), pair("3.79", "2.13")], "unknown"),
        ([SPENT, SPENT], [pair("2.79", "2.12"), pair("2.79", "2.12")], "different"),
        ([SPENT, pair("95.5", "4.5")], [pair("0", "4.5"), SPENT], "unknown"),
        ([SPENT, SPENT], [pair("0", "4.5"), pair("95.5", "4.5")], "unknown"),
        ([None], [pair("1", "1")], "unknown"),
        ([None, SPENT], [SPENT, SPENT], "same"),
        ([CreditsPair(None, None)], [pair("1", "1")], "unknown"),
    ],
)
def test_teams_are_told_apart_by_credits_as_far_as_coincidence_allows(
    by_key: list[CreditsPair | None], by_oidc: list[CreditsPair | None], relation: str
) -> None:
    assert relate_teams(by_key, by_oidc, control_refused=True).relation == relation


def test_credits_tell_nothing_where_a_made_up_key_gets_them_too() -> None:
    assert relate_teams([SPENT], [SPENT], control_refused=False).relation == "unknown"
    assert relate_teams([SPENT], [pair("95.5", "4.5")], control_refused=False).relation == "unknown"
