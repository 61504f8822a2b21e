"""Each world is told within what may be said of it; nothing that is not documented ever decides."""

import pytest

from gateway_probe.account.account_facts import CallAnswer
from gateway_probe.account.gaps import name_unseen
from gateway_probe.account.report import AccountReport
from tests.account.account_api import CIPHER, MAIL, VALUE
from tests.account.account_expectations import EXPECTED
from tests.account.played import told_of

ORDER = ("possible", "likely", "certain")


def told(name: str) -> AccountReport:
    expected = EXPECTED[name]
    return told_of(expected.world(), expected.places(), **expected.options)


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_said_of_an_account_is_what_may_be_said_of_it(name: str) -> None:
    expected, report = EXPECTED[name], told(name)
    said = {item.code: item.confidence for item in report.findings if item.severity != "info"}
    assert expected.says.keys() <= said.keys() <= expected.says.keys() | expected.may, said
    for code, confidence in said.items():
        assert ORDER.index(confidence) <= ORDER.index((expected.may | expected.says)[code]), (code, confidence)


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_not_documented_decides_nothing_and_what_was_not_seen_is_said(name: str) -> None:
    expected, report = EXPECTED[name], told(name)
    assert not report.left_out
    for item in report.findings:
        if item.confidence == "certain":
            assert all(_documented(report, pointer) for pointer in item.evidence), item
    for other in report.against:
        assert not other.excluded or all(_documented(report, pointer) for pointer in other.evidence), other
    unseen = name_unseen(report.account, report.joins)
    for words in expected.unseen:
        assert words in unseen
    assert bool(unseen) or not expected.unseen
    shown = report.model_dump_json()
    assert not [value for value in (VALUE, CIPHER, MAIL) if value in shown]


def _documented(report: AccountReport, pointer: str) -> bool:
    """Whether the list that the pointer leads into is typed in public."""
    _, room, name, *rest = pointer.split("/")
    asked = getattr(report.account, name, None) if room == "account" else None
    if isinstance(asked, list) and rest:
        asked = asked[int(rest[0])]
    return not isinstance(asked, CallAnswer) or asked.documented
