"""The account is told by the same outline and the same writers as a run: no format knows less, the answer comes first."""

import json
import re
from html import unescape
from typing import get_args
from xml.etree import ElementTree as Xml

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from gateway_probe.account.account_facts import State
from gateway_probe.account.account_judgement import judge_account
from gateway_probe.account.lanes import Lanes
from gateway_probe.account.places import Place
from gateway_probe.account.report import AccountReport
from gateway_probe.account.report_level import as_shown
from gateway_probe.account.settlement import ANSWERED_BY
from gateway_probe.account.troubles import TROUBLES
from gateway_probe.disclosure import LeakPrevented, Secrets
from gateway_probe.document.judgement import Severity, Status
from gateway_probe.register import look_up
from gateway_probe.releasing import release
from gateway_probe.reports import Format, render
from gateway_probe.reports.brief import MAX_BYTES
from gateway_probe.reports.outline import outline_of
from gateway_probe.reports.summary import MAX_LINES
from tests.account.test_causes import told
from tests.account.worlds import HOST, WORLDS, seed
from tests.reports.rendered import Shown, markdown_shown
from tests.reports.test_hostile import HOSTILE
from tests.reports.test_outline import texts_of

FIVE = ["Your error", "Cause", "Do this now", "How sure", "Asked"]


def report_of(name: str) -> AccountReport:
    make_world, make_document, _, _ = WORLDS[name]
    return told(make_world(make_document()), make_document())


def shown(report: AccountReport, form: Format) -> str:
    content = render(report, form).decode()
    if form == "markdown":
        return markdown_shown(content).text
    if form == "html":
        page = Shown()
        page.feed(content.split("<script")[0])
        page.close()
        return page.text
    return "".join(Xml.fromstring(content).itertext()) if form == "junit" else content  # noqa: S314 - made here


def bare(text: str) -> str:
    return re.sub(r"\s+", "", unescape(text))


@pytest.mark.parametrize("form", ["text", "markdown", "html", "junit"])
@pytest.mark.parametrize("name", WORLDS)
def test_no_format_knows_less(form: Format, name: str) -> None:
    report = report_of(name)
    found = bare(shown(report, form))
    outline = outline_of(report)
    heads = {
        "".join(block.names) for section in outline.details for block in section.blocks if isinstance(block, Lanes)
    }
    for text in texts_of((outline.answer, outline.details)):
        for word in text.split():
            # In Markdown a lane is named in each of its rows, and one that is empty has none.
            assert bare(word) in found or word in heads, (word, text)


@pytest.mark.parametrize("name", WORLDS)
def test_the_answer_stands_first_and_fits_on_one_screen(name: str) -> None:
    report = report_of(name)
    lines = render(report, "summary").decode().splitlines()
    assert len(lines) <= MAX_LINES
    assert [line for line in lines if len(line) > 80] == []
    assert [label for line in lines for label in FIVE if line.startswith(label)] == FIVE
    assert lines[0] == f"ACCOUNT: {report.findings[0].code} ({report.findings[0].confidence})"


def test_a_certain_fact_is_not_told_as_the_certain_cause_of_a_refusal() -> None:
    told_of = " ".join(render(report_of("changed-after-deployment"), "summary").decode().split())
    assert "Certain, as a fact: whether it is why the request failed shows a run after this step." in told_of


@pytest.mark.parametrize("name", WORLDS)
def test_no_line_of_the_whole_report_is_wider_than_a_terminal(name: str) -> None:
    lines = render(report_of(name), "text").decode().splitlines()
    assert [line for line in lines if len(line) > 80 and "$ " not in line] == []


def test_whose_key_it_is_is_named_where_names_may_be_shown() -> None:
    report = report_of("other-team")
    whole = markdown_shown(render(report, "markdown").decode()).text
    assert "production: key of fake-other joined: it was last used when this run was made" in whole
    assert "gateway keys of fake-acme" in whole
    assert "gateway keys of fake-other" in whole
    assert "fake-" not in render(as_shown(report, "public", "", Secrets()), "markdown").decode()


@pytest.mark.parametrize("name", WORLDS)
def test_the_brief_answer_is_small_and_names_what_was_found(name: str) -> None:
    report = report_of(name)
    content = render(report, "brief")
    assert len(content) <= MAX_BYTES
    assert json.loads(content)["findings"][0]["code"] == report.findings[0].code


def test_the_test_report_fails_where_the_exit_code_would_not_be_0() -> None:
    for name in WORLDS:
        report = report_of(name)
        root = Xml.fromstring(render(report, "junit"))  # noqa: S314 - made here
        grave = [item for item in report.findings if item.severity != "info"]
        assert int(root.attrib["failures"]) == len(grave) > 0
    nothing = judge_account(report.account, [], trouble=TROUBLES["no-answer"])
    assert Xml.fromstring(render(nothing, "junit")).attrib["errors"] == "1"  # noqa: S314


@pytest.mark.parametrize("name", WORLDS)
def test_a_monitor_reads_numbers_whose_labels_are_closed(name: str) -> None:
    report = report_of(name)
    families = {
        family.name: family
        for family in text_string_to_metric_families(render(report, "openmetrics").decode())  # type: ignore[no-untyped-call]
    }
    said = {value for family in families.values() for sample in family.samples for value in sample.labels.values()}
    assert said <= {*get_args(Status), *get_args(Severity), *get_args(State)}
    counted = {each.labels["severity"]: each.value for each in families["gateway_probe_account_findings"].samples}
    assert sum(counted.values()) == len(report.findings)


@pytest.mark.parametrize(("name", "code", "word"), [
    ("other-team", "key-of-other-team", "supported"),
    ("byok-needs-paid-tier", "byok-needs-paid-tier", "supported"),
    ("byok-needs-paid-tier", "key-of-other-team", "spoken-against"),
    ("purchased", "byok-needs-paid-tier", "spoken-against"),
    ("purchased", "purchase-not-effective-yet", "supported"),
    ("byok-off", "byok-credential-missing-or-disabled", "supported"),
])  # fmt: skip
def test_each_code_that_the_run_left_open_has_the_accounts_word(name: str, code: str, word: str) -> None:
    settled = {item.code: item.account for item in report_of(name).places[0].settled}
    assert settled[code] == word
    verdict = WORLDS[name][1]().verdict
    assert list(settled) == [verdict.code, *(other.code for other in verdict.alternatives)]


def test_every_code_that_is_answered_by_others_is_known() -> None:
    for code, others in ANSWERED_BY.items():
        assert {entry.kind for entry in look_up(code)} & {"cause", "verdict"}, code
        assert all("account" in {entry.kind for entry in look_up(other)} for other in others)


@pytest.mark.parametrize("form", ["text", "markdown", "html", "junit", "summary", "json", "brief"])
def test_a_secret_in_the_report_is_withheld_by_the_one_door(form: Format) -> None:
    secret = "FAKE-secret-of-this-shell-0123456789abcdef"
    report = report_of("purchased").model_copy(update={"summary": f"it says {secret}"})
    with pytest.raises(LeakPrevented):
        release(report, form, Secrets([secret]))
    hidden = as_shown(report, "private", "", Secrets([secret]))
    assert secret not in release(hidden, form, Secrets([secret])).content.decode()


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_of_the_account_do_not_act(name: str) -> None:
    account = report_of("purchased").account
    teams = account.teams.model_copy(update={"because": HOSTILE[name], "state": "refused", "permission": HOSTILE[name]})
    report = judge_account(account.model_copy(update={"teams": teams}), [Place(HOSTILE[name][:60], HOST, seed())])
    text = render(report, "text").decode()
    assert not [c for c in text if not c.isprintable() and c != "\n"]
    assert "<script>alert" not in render(report, "html").decode()
    assert len(render(report, "summary").decode().splitlines()) <= MAX_LINES
