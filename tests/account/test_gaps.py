"""Finding nothing is an answer only where all that the question needs was seen; else it says what was not."""

import json
from pathlib import Path
from typing import Any

import pytest

from gateway_probe.account.account_judgement import judge_account
from gateway_probe.account.places import Place
from gateway_probe.account.report import AccountReport
from gateway_probe.reports import render
from tests.account.account_api import event
from tests.account.test_reading import NO_PROJECT, answers, read
from tests.account.vercel import saved_document
from tests.account.worlds import HOST, purchased, seed, served_by_system
from tests.causes.documents import document
from tests.cli.commands import command

NOTHING = "Nothing in the account speaks against a working call."


def judged(given: dict[str, Any], *places: Place, project: str | None = None) -> AccountReport:
    return judge_account(read(given, *places, project=project)[0], list(places))


def asked_of(folder: Path, given: dict[str, Any], *arguments: str) -> str:
    """What the command prints by default, in one line."""
    file = folder / "answers.json"
    file.write_text(json.dumps(given), encoding="utf-8")
    done = command("account", *arguments, "--from-file", str(file), cwd=folder)
    shown = " ".join(done.stdout.split())
    assert done.returncode == (0 if NOTHING in shown else 1), done.stdout + done.stderr
    return shown


def test_a_project_that_is_not_known_is_said_at_once_with_what_to_do(tmp_path: Path) -> None:
    place = saved_document(tmp_path, document("byok-credential-missing-or-disabled", "production", "public"))
    shown = asked_of(tmp_path, answers(), place)
    assert NOTHING not in shown
    assert f"not everything could be seen: variables of the project ({NO_PROJECT})" in shown
    assert "Do this now Name the project: --project NAME" in shown
    assert NOTHING in asked_of(tmp_path, answers(), place, "--project", "fake-app")


def test_a_refusal_that_nothing_explains_is_no_good_news_and_says_what_would_help() -> None:
    """The key was used on since the run, so it fits none by the time of its last use."""
    place = Place("production", document=seed())
    given = answers()
    for key in given["keys"]["apiKeys"]:
        key["activeAt"] += 3 * 86_400_000
    report = judged(given, place)
    assert not [item for item in report.findings if item.severity != "info"]
    assert report.summary == "Nothing that was found in the account says why production was not served."
    assert json.loads(render(report, "brief"))["status"] == "inconclusive"
    shown = " ".join(render(report, "text").decode().split())
    assert "Do this now Let the key be known by its ending (--env-file FILE" in shown
    assert "Not decided: key-of-other-team; what would decide: the key's ending" in shown


@pytest.mark.parametrize("call", ["variables", "keys", "byok", "events"])
def test_an_answer_that_the_file_lacks_is_not_taken_for_nothing(call: str) -> None:
    place = Place("production", document=served_by_system())
    assert judged(answers(), place).summary == NOTHING
    report = judged(answers(**{call: None}), place)
    assert report.summary.startswith("Nothing was found, and not everything could be seen: ")
    assert "not among the saved answers" in report.summary
    assert report.next_step is not None
    assert "Add the missing answers to the file" in report.next_step
    assert json.loads(render(report, "brief"))["status"] == "inconclusive"


def test_pages_that_were_not_read_are_a_gap_and_stand_beside_their_call_alone() -> None:
    full = [event("ai-gateway-rule-updated", 1_790_000_000.0 + at) for at in range(100)]
    report = judged(answers(events={"events": full}, byok=None), Place("production", document=served_by_system()))
    assert "activity log (not every page)" in report.summary
    notes = [line for line in render(report, "markdown").decode().splitlines() if "not every page" in line]
    assert ["v3/events" in line for line in notes if "GET" in line] == [True]


def test_what_the_question_does_not_need_is_no_gap() -> None:
    report = judged(answers(budgets=None, rules=None), Place("production", document=served_by_system()))
    assert (report.summary, report.next_step) == (NOTHING, None)
    assert json.loads(render(report, "brief"))["status"] == "healthy"


@pytest.mark.parametrize("arguments", [(), (f"production=https://{HOST}",)])
def test_without_a_run_it_says_that_none_was_looked_at(arguments: tuple[str, ...], tmp_path: Path) -> None:
    shown = asked_of(tmp_path, answers(), *arguments, "--project", "fake-app")
    assert NOTHING not in shown
    assert "Cause Nothing was found, and no run was looked at. Do this now Add a run" in shown
    assert ("beside the address" in shown) is bool(arguments)


def test_a_finding_keeps_its_own_next_step() -> None:
    world = purchased(seed())
    given = world.saved(list(world.deployments))
    report = judged(
        {name: answer for name, answer in given.items() if name != "teams"}, Place("production", document=seed())
    )
    first = next(item for item in report.findings if item.severity != "info")
    shown = " ".join(render(report, "summary").decode().split())
    assert f"Do this now {first.next_steps[0].text}" in shown
    assert "Not seen teams of this login (not among the saved answers)" in shown
