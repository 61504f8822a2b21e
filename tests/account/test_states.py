"""Every way in which the account can answer, as a whole command: what could not be seen is said, the rest is told.

The real CLI is asked where the login, the way to the API or the shell decides; else one that is played (`vercel.py`).
"""

import json
import os
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from tests.account.account_api import CIPHER, VALUE, AccountWorld, account_api, event, key
from tests.account.vercel import TOKEN, ask, saved_document
from tests.account.worlds import DAY, HOST, changed_after_deployment, healthy_account, purchased, seed, served_by_system


def report_of(folder: Path, world: AccountWorld, *arguments: str) -> dict[str, Any]:
    """The report as JSON, of the seed's place; it holds no value whatever the account answers."""
    with account_api(world) as api:
        place = saved_document(folder, seed())
        done = ask(
            folder, api, f"production=https://{HOST}", place, "--format", "json", "--disclosure", "private", *arguments
        )
        assert not api.writes
        assert len(api.requests) <= 20
    for value in (VALUE, CIPHER, TOKEN):
        assert value not in done.stdout + done.stderr
    assert done.returncode in {0, 1}, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_an_empty_account_is_absent_and_not_refused(tmp_path: Path) -> None:
    account = report_of(tmp_path, AccountWorld(home="team_FAKEempty00000000001"))["account"]
    assert account["variables"]["state"] == "absent"
    assert [asked["state"] for asked in account["keys"]] == ["absent"]
    assert [asked["state"] for asked in account["deployments"]] == ["absent", "absent"]
    assert account["rules"]["state"] == account["budgets"]["state"] == "not-asked"


def test_a_refusal_names_the_right_that_is_missing_and_the_rest_is_told(tmp_path: Path) -> None:
    world = changed_after_deployment(seed())
    world.faults = {"/v3/events": "403", "/ai-gateway/byok": "403"}
    report = report_of(tmp_path, world)
    events = report["account"]["events"][0]
    assert (events["state"], events["permission"]) == ("refused", "Event: List or OwnEvent: List")
    assert "env-changed-not-redeployed" in {item["code"] for item in report["findings"]}
    undecided = {item["code"] for item in report["undecided"]}
    assert "byok-needs-paid-tier" in undecided, "a log that is refused says nothing of a purchase"


def test_a_call_that_hangs_costs_its_time_and_nothing_else(tmp_path: Path) -> None:
    world = changed_after_deployment(seed())
    world.faults = {"/v3/events": "slow"}
    began = time.monotonic()
    report = report_of(tmp_path, world, "--timeout", "6")
    assert time.monotonic() - began < 12
    assert report["account"]["events"][0]["state"] == "unanswered"
    assert "env-changed-not-redeployed" in {item["code"] for item in report["findings"]}


def test_pages_are_followed_to_the_purchase_on_the_last_one(tmp_path: Path) -> None:
    world = purchased(seed())
    run = seed().probe.started_at.timestamp()
    changes = [event("ai-gateway-rule-updated", run - hour * 3600) for hour in range(1, 231)]
    world.events[world.home] = [*changes, *world.events[world.home]]
    report = report_of(tmp_path, world)
    assert report["account"]["events"][0]["complete"]
    assert len(report["account"]["events"][0]["facts"]) == 231
    assert "purchase-and-refusal-disagree" in {item["code"] for item in report["findings"]}


def test_pages_that_were_not_read_leave_the_purchase_open(tmp_path: Path) -> None:
    world = healthy_account(seed())
    run = seed().probe.started_at.timestamp()
    world.events[world.home] = [event("ai-gateway-rule-updated", run - hour * 3600) for hour in range(1, 900)]
    world.keys[world.home] += [key(f"ak_FAKE{at}", world.home, run - 40 * DAY, f"x{at:03}") for at in range(40)]
    world.page = 1
    report = report_of(tmp_path, world)
    assert not report["account"]["events"][0]["complete"]
    assert "byok-needs-paid-tier" not in {item["code"] for item in report["findings"]}


@pytest.mark.contract
@pytest.mark.usefixtures("vercel_cli")
def test_an_api_that_is_down_leaves_the_live_part_and_says_so(tmp_path: Path) -> None:
    done = ask(tmp_path, None, saved_document(tmp_path, seed()), "--timeout", "3", "--project", "fake-app", real=True)
    assert done.returncode == 3
    assert "no-answer" in done.stderr
    assert "unanswered" in done.stdout
    assert "byok_requires_paid_credits" in done.stdout


@pytest.mark.contract
@pytest.mark.usefixtures("vercel_cli")
def test_without_a_login_it_says_what_to_do_and_tells_the_documents(tmp_path: Path) -> None:
    with account_api(healthy_account(seed())) as api:
        done = ask(tmp_path, api, saved_document(tmp_path, seed()), login=False, real=True)
    assert_no_login(done)


def test_a_login_that_the_api_refuses_is_none(tmp_path: Path) -> None:
    world = healthy_account(seed())
    world.faults = {"/v": "401", "/ai-gateway": "401"}
    with account_api(world) as api:
        done = ask(tmp_path, api, saved_document(tmp_path, seed()))
    assert_no_login(done)


def assert_no_login(done: "subprocess.CompletedProcess[str]") -> None:
    assert done.returncode == 3
    assert "no-login" in done.stderr
    assert "vercel login" in done.stderr
    assert "byok_requires_paid_credits" in done.stdout, "the live part is told all the same"


def test_a_team_that_this_login_does_not_know_is_never_replaced_by_another(tmp_path: Path) -> None:
    world = healthy_account(seed())
    with account_api(world) as api:
        place = saved_document(tmp_path, seed())
        done = ask(tmp_path, api, place, "--format", "json", "--team", "nobody")
    report = json.loads(done.stdout)
    assert done.returncode == 3
    assert "no-such-team" in done.stderr
    assert report["account"]["keys"] == []
    assert "not among those of this login" in report["account"]["variables"]["because"]


def test_a_project_that_this_login_does_not_see_is_refused_by_name_and_the_rest_is_told(tmp_path: Path) -> None:
    world = healthy_account(served_by_system())
    world.projects = {"fake-app"}
    with account_api(world) as api:
        place = saved_document(tmp_path, served_by_system())
        done = ask(tmp_path, api, place, "--project", "fake-ap")
    shown = " ".join(done.stdout.split())
    assert "variables of the project (this login sees no such project in that team)" in shown
    assert "Name the project: --project NAME (`vercel project ls` shows the names)." in shown
    assert done.returncode == 1, "nothing was found, and not everything was seen"


def test_a_login_without_any_right_is_told_which_it_lacks(tmp_path: Path) -> None:
    world = healthy_account(seed())
    world.faults = {"/v1": "403", "/v3": "403", "/ai-gateway": "403", "/v2/teams": "403"}
    with account_api(world) as api:
        done = ask(tmp_path, api, saved_document(tmp_path, seed()))
    assert done.returncode == 3
    assert "no-rights" in done.stderr
    assert "ACCOUNT: told nothing" in done.stdout, "it was asked"
    assert "needs Event: List" in " ".join(done.stdout.split())
    assert "byok_requires_paid_credits" in done.stdout


@pytest.mark.contract
@pytest.mark.usefixtures("vercel_cli")
def test_variables_of_the_shell_and_the_folder_have_no_effect(tmp_path: Path) -> None:
    world = healthy_account(seed())
    (tmp_path / ".vercel").mkdir()
    (tmp_path / ".vercel" / "project.json").write_text(
        '{"projectId": "prj_FAKEelsewhere", "orgId": "team_FAKEelsewhere"}'
    )
    (tmp_path / "api").mkdir()
    with account_api(world) as api:
        done = ask(
            tmp_path, api, saved_document(tmp_path, seed()), "--format", "json", "--disclosure", "private",
            AI_AGENT="fake", CLAUDECODE="1", VERCEL_ORG_ID="team_FAKEelsewhere", VERCEL_PROJECT_ID="prj_FAKEelsewhere",
            real=True,
        )  # fmt: skip
    account = json.loads(done.stdout)["account"]
    assert account["team"] == world.home
    assert account["project"] == seed().runtime.project_id
    assert not any("elsewhere" in path for _, path in api.requests)
    assert os.listdir(tmp_path / "api") == []  # noqa: PTH208
