"""Every state of the account for every call: each call has its own state, and none takes the others along.

A run a state, in each of which every call is in another one, until each has been in all of them, with the command that
is played; and with the real one the two runs in which all states are met. What the shape of a body alone decides is
tried for every call by itself.
"""

import asyncio
import json
import subprocess
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any, get_args

import pytest

from gateway_probe.account.account_facts import Account
from gateway_probe.account.account_judgement import judge_account
from gateway_probe.account.answer_store import Scope
from gateway_probe.account.calls import CALLS, CallId
from gateway_probe.account.collect import read_account
from gateway_probe.account.places import Place
from gateway_probe.account.source import SavedAnswers
from gateway_probe.document import Document
from tests.account.account_api import CIPHER, VALUE, AccountWorld, account_api, bent, variable
from tests.account.test_causes import shifted
from tests.account.vercel import TOKEN, ask, saved_document
from tests.account.worlds import DAY, HOST, healthy_account, seed
from tests.causes.documents import document

# What each state of a call comes to; "" is the call as it should be.
STATES = {
    "": "known", "empty": "absent", "403": "refused", "404": "unanswered", "401": "unanswered", "429": "unanswered",
    "500": "unanswered", "503": "unanswered",
    "html": "unanswered", "cut": "unanswered", "other-list": "unanswered", "huge": "unanswered",
    "unknown-fields": "known", "older": "known",
}  # fmt: skip
PATHS: dict[CallId, str] = {
    "teams": "/v2/teams",
    "deployment": "/v13/deployments",
    "variables": "/v10/projects",
    "shared-variables": "/v1/env",
    "keys": "/v1/api-keys",
    "byok": "/ai-gateway/byok-credentials",
    "events": "/v3/events",
    "budgets": "/ai-gateway/budgets",
    "rules": "/v1/ai-gateway/rules",
}


def asking_all() -> tuple[AccountWorld, Document]:
    """A world and a Document that need every call: refused for a budget, by a rule, without a key of the project's."""
    found = document("budget-reached", "production", "private")
    at = next(at for at, check in enumerate(found.gateway.checks) if check.id == "baseline")
    found = shifted(found, **{f"gateway__checks__{at}__response__error__rule_id": "rule_FAKE1"})
    world = healthy_account(seed())
    world.teams = {world.home: "fake-acme"}
    run = found.probe.started_at.timestamp()
    world.keys[world.home][0]["activeAt"] = int((run + 0.5) * 1000)
    world.variables = [variable("GATEWAY_PROBE_MODEL", ["production"], run - 9 * DAY)]
    world.shared = [variable("AI_GATEWAY_API_KEY", ["production"], run - 9 * DAY)]
    world.events[world.home] = [
        {"id": "evt_FAKE", "type": "ai-gateway-rule-updated", "createdAt": int(run * 1000), "text": "fake"}
    ]
    return world, found


def test_the_matrix_knows_every_call() -> None:
    assert set(PATHS) == set(CALLS) == set(get_args(CallId))


def state_of(call: CallId, account: dict[str, Any]) -> str:
    """The state of the first such call."""
    asked = account[{"deployment": "deployments", "shared-variables": "shared_variables"}.get(call, call)]
    return str((asked[0] if isinstance(asked, list) else asked)["state"])


def faults_of(turn: int) -> dict[CallId, str]:
    """Another one for every call."""
    faults = list(STATES)
    return {call: faults[(turn + at) % len(faults)] for at, call in enumerate(PATHS)}


def told_in(turn: int, folder: Path, *, real: bool = False) -> tuple["subprocess.CompletedProcess[str]", set[str]]:
    """What the command says while the calls are in these states, and what the API was asked."""
    world, found = asking_all()
    world.faults = {PATHS[call]: fault for call, fault in faults_of(turn).items()}
    with account_api(world) as api:
        done = ask(
            folder, api, f"production=https://{HOST}", saved_document(folder, found), "--format", "json",
            "--disclosure", "private", "--timeout", "40", real=real,
        )  # fmt: skip
        assert not api.writes
        assert len(api.requests) <= 20
    for value in (VALUE, CIPHER, TOKEN):
        assert value not in done.stdout + done.stderr
    return done, {path.partition("&since=")[0] for _, path in api.requests}


@pytest.mark.parametrize("turn", range(len(STATES)))
def test_no_state_of_one_call_takes_the_others_along(turn: int, tmp_path: Path) -> None:
    chosen = faults_of(turn)
    _, found = asking_all()
    done, _ = told_in(turn, tmp_path)
    report = json.loads(done.stdout)
    told = {call: state_of(call, report["account"]) for call in PATHS}
    codes, configured = {item["code"] for item in report["findings"]}, report["places"][0]["configured"]
    if told["variables"] not in {"known", "absent"}:
        assert "env-scope-mismatch" not in codes, "what was not read is never none"
        assert configured["key_variable"] == "unknown"
    elif told["shared-variables"] == "known":
        assert configured["key_variable"] == "set"
    if told["deployment"] == "known":
        assert report["account"]["deployments"][0]["facts"][0]["id"] == found.runtime.deployment_id
    expected = {call: STATES[fault] for call, fault in chosen.items()}
    # A deployment holds no list that could be empty, and alone it can be unknown by its name.
    expected["deployment"] = {"empty": "known", "404": "absent"}.get(chosen["deployment"], expected["deployment"])
    if chosen["variables"] == "404":
        expected["variables"] = "refused"  # no such project, or none that this login may see
    if expected["variables"] not in {"known", "absent"}:
        expected["shared-variables"] = "not-asked"
    assert told == expected
    answered = {"known", "absent"} & set(told.values())
    assert done.returncode in ({0, 1} if answered else {3}), done.stderr
    refused = [call for call in PATHS if told[call] == "refused" and chosen[call] == "403"]
    text = json.dumps(report["account"])
    assert all(CALLS[call].permission in text or "Event: List or OwnEvent: List" in text for call in refused)
    assert report["places"][0]["live"]["error"] == "quota_for_entity_exceeded", "the rest is told all the same"


ALL_STATES = (1, 10)
"""Turns in which every state is met by a call that is made: the shared variables are asked for only where those of the
project can be read."""


@pytest.mark.contract
@pytest.mark.usefixtures("vercel_cli")
@pytest.mark.parametrize("turn", ALL_STATES)
def test_what_the_real_command_says_is_what_the_played_one_says(turn: int, tmp_path: Path) -> None:
    (done, asked), (real, really_asked) = told_in(turn, tmp_path), told_in(turn, tmp_path, real=True)
    assert without_moments(json.loads(real.stdout)) == without_moments(json.loads(done.stdout))
    assert really_asked == asked
    assert (real.returncode, sorted(real.stderr.splitlines())) == (done.returncode, sorted(done.stderr.splitlines()))


def test_every_state_is_met_by_the_real_command(tmp_path: Path) -> None:
    met = set()
    for turn in ALL_STATES:
        account = json.loads(told_in(turn, tmp_path)[0].stdout)["account"]
        met |= {fault for call, fault in faults_of(turn).items() if state_of(call, account) != "not-asked"}
    assert met == set(STATES)


def without_moments(told: Any) -> Any:
    """All but when it was asked, since when and how long that took."""
    if isinstance(told, dict):
        moments = {"asked_at", "read_at", "since", "duration_ms"}
        return {name: without_moments(item) for name, item in told.items() if name not in moments}
    return [without_moments(item) for item in told] if isinstance(told, list) else told


@pytest.mark.contract
@pytest.mark.usefixtures("vercel_cli")
def test_an_api_that_fails_throughout_is_asked_no_more_than_one_that_answers(tmp_path: Path) -> None:
    """The command asks again by itself, up to four times a call: it is ended before it does."""
    world, found = asking_all()
    world.faults = {**dict(zip(PATHS.values(), cycle(["500", "503", "429"]))), "/": "503"}
    with account_api(world) as api:
        done = ask(
            tmp_path, api, f"production=https://{HOST}", saved_document(tmp_path, found), "--timeout", "40", real=True
        )
        assert len(api.requests) <= 20
        met = {
            fault for start, fault in world.faults.items() if any(path.startswith(start) for _, path in api.requests)
        }
        assert met == {"500", "503", "429"}
    assert done.returncode == 3
    assert "no-answer" in done.stderr
    assert "quota_for_entity_exceeded" in done.stdout, "the live part is told all the same"


def read(saved: dict[str, Any], found: Document) -> Account:
    """The account in these saved answers."""
    source = SavedAnswers.read(json.dumps(saved).encode(), datetime.now(UTC))
    scope = Scope(datetime.now(UTC) - timedelta(days=365))
    places = [Place("production", HOST, found)]
    account, _ = asyncio.run(read_account(source, places, scope, 30, lambda call, state: None))
    return account


SHAPES: dict[str, Any] = {
    "null": None, "a number": 7, "a text": "fake", "true": True, "a list": [], "a list of nonsense": [None, 7, "x", []],
    "an object": {}, "an error": {"error": {"code": "fake", "message": VALUE}},
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("call", PATHS)
def test_a_body_of_any_shape_is_read_or_said_to_be_unreadable(call: CallId, shape: str) -> None:
    world, found = asking_all()
    saved = {**world.saved([HOST]), "shared-variables": world.answer("/v1/env", {})}
    name = f"deployment:{HOST}" if call == "deployment" else call
    account = read({**saved, name: SHAPES[shape]}, found)
    told = {asked.call: asked.state for asked in reversed(account.every_call)}
    empty = isinstance(SHAPES[shape], list) and call != "deployment"
    assert told[call] == ("absent" if empty else "unanswered")
    others = {other: state for other, state in told.items() if other not in {call, "shared-variables"}}
    assert set(others.values()) == {"known"}, others
    report = judge_account(account, [Place("production", HOST, found)])
    assert VALUE not in report.model_dump_json()
    assert not report.left_out


@pytest.mark.parametrize("fault", ["unknown-fields", "older", "empty"])
@pytest.mark.parametrize("call", PATHS)
def test_a_newer_older_or_empty_body_is_read_for_every_call(call: CallId, fault: str) -> None:
    world, found = asking_all()
    saved = {**world.saved([HOST]), "shared-variables": world.answer("/v1/env", {})}
    name = f"deployment:{HOST}" if call == "deployment" else call
    account = read({**saved, name: bent(saved[name], fault)}, found)
    told = {asked.call: asked.state for asked in reversed(account.every_call)}
    assert told[call] == ("absent" if fault == "empty" and call != "deployment" else "known")
    assert VALUE not in account.model_dump_json()
    assert CIPHER not in account.model_dump_json()
