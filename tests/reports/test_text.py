"""The report for the terminal: verdict first, then what it rests on, in 80 columns."""

import re
from datetime import timedelta

import pytest

from gateway_probe.comparison import compare
from gateway_probe.reports import render
from gateway_probe.reports.lines import in_columns, wrap
from gateway_simulator import scenario_names
from tests.causes.documents import changed, document
from tests.reports.test_hostile import with_everywhere

# Those that never answer take seconds each, and their reports hold nothing that others do not.
QUICK = [name for name in scenario_names() if not name.startswith(("gateway-", "slow-"))]


def too_wide(text: str, columns: int = 80) -> list[str]:
    """Lines that wrap on a terminal, but for a command or one word that cannot be broken."""
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("$ ") and " " in line.strip())
    return [line for line in lines if len(line) > columns]


def report(scenario: str) -> str:
    return render(document(scenario), "text").decode()


@pytest.mark.parametrize("scenario", QUICK)
def test_a_report_fits_into_80_columns(scenario: str) -> None:
    """Commands and addresses stay whole, to be copied; the text for support staff is as it is."""
    assert too_wide(report(scenario).split("\nFor support\n")[0]) == []


@pytest.mark.parametrize("columns", [50, 64])
@pytest.mark.parametrize("scenario", ["case", "healthy-byok", "key-absent"])
def test_on_a_narrower_terminal_the_same_is_said_in_more_lines(scenario: str, columns: int) -> None:
    found = document(scenario)
    wide, answer = render(found, "text").decode(), render(found, "summary").decode()
    with in_columns(columns):
        narrow, narrow_answer = render(found, "text").decode(), render(found, "summary").decode()
    assert too_wide(narrow.split("\nFor support\n")[0], columns) == []
    assert too_wide(narrow_answer, columns) == []
    # A table that is stacked has no head; what the first column holds is named above it.
    assert set(re.findall(r"\w+", wide)) - set(re.findall(r"\w+", narrow)) <= {"check", "experiment", "variable"}
    told = [" ".join(each.split("\nHow sure")[0].split()) for each in (answer, narrow_answer)]
    assert told[0] == told[1]
    assert render(found, "text").decode() == wide


def test_words_that_are_hidden_one_behind_the_other_are_parted_at_the_edge() -> None:
    block = "[redacted:unlisted:17]"
    lines = wrap(f"may not {block}:{block}/{block}:{block} here", "  ")
    assert max(map(len, lines)) <= 80
    assert "".join("".join(lines).split()) == f"maynot{block}:{block}/{block}:{block}here"


@pytest.mark.parametrize("scenario", ["case", "healthy-byok", "byok-needs-paid-tier", "key-absent"])
def test_the_verdict_comes_before_anything_that_it_rests_on(scenario: str) -> None:
    verdict = document(scenario).verdict
    lines = report(scenario).splitlines()
    first = f"{verdict.status.upper()}: {verdict.code} ({verdict.confidence})"
    titles = ["Experiments (one factor changed)", "Checks", "Requests in time", "Variables", "Credential and identity"]
    titles += ["Findings", "Not excluded", "Ruled out", "How this run was made", "For support"]
    where = [lines.index(title) for title in [first, *titles] if title in lines]
    assert where == sorted(where)
    assert lines[0] == first


def test_a_comparison_fits_into_80_columns_with_any_number_of_places() -> None:
    for count in range(2, 9):
        places = [(f"place {at}", document("case", "local" if at else "production")) for at in range(count)]
        printed = render(compare(places), "text").decode()
        assert too_wide(printed) == []
        assert "The odd one out place 0" in printed or count == 2


@pytest.mark.parametrize("count", [2, 3, 5])
def test_the_hour_of_each_place_stands_on_one_line(count: int) -> None:
    found = document("case")
    comparison = compare([(f"place-{at}", found) for at in range(count)])
    printed = render(comparison, "text").decode()
    at = found.probe.started_at
    assert printed.count(f"{at:%H:%M:%S}") == count
    assert f"Asked on     {at:%Y-%m-%d}" in printed
    later = found.model_copy(update={"probe": found.probe.model_copy(update={"started_at": at + timedelta(days=1)})})
    two_days = render(compare([("before", found), ("after", later)]), "text").decode()
    assert "Asked on" not in two_days
    assert f"{at:%Y-%m-%d}" in two_days
    assert f"{at + timedelta(days=1):%Y-%m-%d}" in two_days


def test_long_values_of_several_places_stand_apart_and_what_they_share_is_told_once() -> None:
    found = document("case")
    printed = render(compare([("one", found), ("two", found), ("three", document("case", "local"))]), "text").decode()
    rows = [line.split() for line in printed.splitlines()]
    assert ["field", "one", "two", "three"] in rows
    assert ["platform", "vercel", "vercel", "local"] in rows
    assert "deployment headers sent: one, two: ai-o11y-deployment-id" in printed
    assert "three: none" in printed


def test_colour_marks_lines_and_changes_no_word() -> None:
    for subject in (document("case"), compare([("a", document("case")), ("b", document("case", "local"))])):
        coloured = render(subject, "text", colour=True).decode()
        assert re.sub(r"\x1b\[\d+m", "", coloured) == render(subject, "text").decode()
        assert "\x1b[31m" in coloured
    verdict = next(
        line for line in render(document("case"), "text", colour=True).decode().splitlines() if "FAILING" in line
    )
    assert verdict.startswith("\x1b[31mFAILING: ")
    assert verdict.endswith("\x1b[0m")


def test_only_the_report_colours() -> None:
    hostile = with_everywhere("\x1b[32mHEALTHY\x1b[0m")
    codes = set(re.findall(r"\x1b\[(\d+)m", render(hostile, "text", colour=True).decode()))
    assert codes <= {"0", "1", "2", "31", "33"}


def test_the_waterfall_has_a_bar_for_each_request_that_was_sent() -> None:
    found = document("case")
    drawn = report("case").split("\nRequests in time\n")[1].split("\n\n")[0].splitlines()
    sent = [check for check in [*found.gateway.checks, *found.experiments] if check.timing]
    assert len(drawn) == len(sent) + 1
    starts = [len(line[23:]) - len(line[23:].lstrip()) for line in drawn[:-1]]
    assert starts == sorted(starts)
    assert all(set(line[23:67]) & set(".=#") for line in drawn[:-1])


def test_every_check_and_every_experiment_that_ran_has_a_line() -> None:
    found = document("case")
    printed = report("case")
    for check in found.gateway.checks:
        assert f" {check.id} " in printed
    for experiment in found.experiments:
        assert experiment.id in printed
    assert printed.count("FLIPS") == sum(bool(e.flips) for e in found.experiments) > 0
    assert [line.split()[1] for line in printed.splitlines() if line.startswith("  > ")] == ["headers-none"]


def test_what_to_do_is_said_with_its_command_whole() -> None:
    for step in document("case").verdict.next_steps:
        assert step.text.split()[0] in report("case")
        assert step.command is None or f"$ {step.command}\n" in report("case")


def test_a_defect_is_named_with_its_variable() -> None:
    printed = report("key-trailing-newline")
    assert "AI_GATEWAY_API_KEY" in printed
    assert "trailing-newline" in printed


def test_the_support_text_ends_the_report_unchanged() -> None:
    found = document("case")
    assert report("case").split("\nFor support\n")[1].endswith("\n" + found.support.text.rstrip() + "\n")


def test_absent_variables_and_those_of_the_platform_are_lists_beside_the_table() -> None:
    printed = report("key-absent").split("\nVariables\n")[1].split("\n\n")[0]
    platform, absent = printed.split("  Of the platform ")[1].split("  Absent ")
    assert "VERCEL_ENV" in platform
    assert "AI_GATEWAY_API_KEY" in absent.replace(",", " ").split()


def test_warnings_are_wrapped() -> None:
    found = document("case")
    longer = changed(found, **{"probe.warnings": ["a warning of many words " * 10]})
    printed = render(found.model_copy(update={"probe": longer.probe}), "text").decode()
    assert "\nWarning      a warning" in printed
    assert max(len(line) for line in printed.splitlines()[:30]) <= 80


def test_json_ends_in_a_newline_and_is_indented() -> None:
    content = render(document("case"), "json")
    assert content.startswith(b'{\n  "schema_version": "1"')
    assert content.endswith(b"}\n")


def test_support_is_given_both_ids_of_a_refusal_in_full() -> None:
    """At the private level: the generation's, and the request's own, by which the gateway's staff find it in their logs."""
    ticket = document("case", level="private").support.text
    refused = next(line for line in ticket.splitlines() if line.startswith("baseline: refused"))
    assert re.search(r"generation gen_\w{20,}", refused)
    assert re.search(r"x-vercel-id iad1::iad1::\w+-\d{13}-[0-9a-f]{12},", refused)
    assert "gen_" not in document("case").support.text
