"""How long the account takes: calls at once, few rounds one after another, and what one call and this program cost.

Nothing here reads a clock on the wall, which says more of what else the machine does than of this program: the time is
the longest chain of processes that wait for each other, each at its cost in CPU.
"""

import asyncio
import json
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gateway_probe.account.answer_store import Scope
from gateway_probe.account.calls import CALLS, Call
from gateway_probe.account.collect import MAX_CALLS, read_account
from gateway_probe.account.places import Place
from gateway_probe.account.source import ApiAnswer, SavedAnswers
from gateway_probe.account.vercel_cli import find_vercel_cli
from tests.account.account_api import AccountWorld, account_api, key
from tests.account.test_vercel_cli import executable
from tests.account.vercel import ask, login_home, saved_document
from tests.account.worlds import DAY, HOST, OTHER_TEAM, WORLDS, healthy_account, seed

BAR_S = 3.0
CORES = 2
CALLS_OF = {
    "other-team": [5, 3], "byok-needs-paid-tier": [5, 1], "purchased": [5, 1], "byok-off": [5],
    "changed-after-deployment": [5, 1], "other-deployment": [5, 2],
}  # fmt: skip
"""By round. Whose log and credentials decide shows the list of keys, so those of others are not asked for."""


@dataclass
class Counted:
    """Saved answers, and in which round each was asked for: those that were not awaited by an earlier one are one."""

    inner: SavedAnswers
    ended: int = 0
    rounds: dict[int, list[str]] = field(default_factory=dict)

    kind = "files"
    version = None
    asked = 0

    async def ask(self, call: Call, parameters: Mapping[str, str], deadline: float) -> ApiAnswer:
        self.rounds.setdefault(self.ended, []).append(call.id)
        await asyncio.sleep(0)  # every call of the round is made before one of them ends
        self.ended += 1
        return await self.inner.ask(call, parameters, deadline)


def counted(world: AccountWorld, place: Place, other_teams: list[str]) -> Counted:
    """The rounds that this world takes."""
    saved = SavedAnswers.read(json.dumps(world.saved(list(world.deployments), other_teams)).encode(), datetime.now(UTC))
    source = Counted(saved)
    scope = Scope(datetime.now(UTC) - timedelta(days=365))
    asyncio.run(read_account(source, [place], scope, 30, lambda call, state: None))  # type: ignore[arg-type]
    return source


@pytest.mark.parametrize("name", WORLDS)
def test_each_world_takes_few_calls_in_two_rounds_at_most(name: str) -> None:
    make_world, make_document, _, _ = WORLDS[name]
    document = make_document()
    source = counted(make_world(document), Place("production", HOST, document), [OTHER_TEAM])
    assert [len(calls) for calls in source.rounds.values()] == CALLS_OF[name], source.rounds


def test_a_key_that_was_used_on_since_is_looked_for_beside_the_log_of_its_likely_team() -> None:
    """It fits no run any more, which proves nothing: the home team's log is read in the same round."""
    world = healthy_account(seed())
    world.keys[world.home][0]["activeAt"] += int(3 * DAY * 1000)
    source = counted(world, Place("production", HOST, seed()), [OTHER_TEAM])
    assert [sorted(calls) for calls in source.rounds.values()] == [
        ["byok", "deployment", "keys", "teams", "variables"],
        ["byok", "events", "keys"],
    ]


@pytest.mark.parametrize("teams", [0, 1, 2, 3, 9])
def test_however_many_teams_there_are_rounds_and_calls_are_bounded(teams: int) -> None:
    world = healthy_account(seed())
    run = seed().probe.started_at.timestamp()
    others = [f"team_FAKEother{at:015}" for at in range(teams)]
    world.teams = {world.home: "fake-acme", **{team: f"fake-{at}" for at, team in enumerate(others)}}
    world.keys[world.home][0]["activeAt"] = int((run - DAY) * 1000)
    for team in others[-1:]:
        world.keys[team] = [key("ak_FAKEother", team, run + 0.5, "8aBc")]
    source = counted(world, Place("production", HOST, seed()), others)
    assert len(source.rounds) <= 3
    assert sum(map(len, source.rounds.values())) <= MAX_CALLS


def test_the_calls_of_a_round_are_made_at_once(tmp_path: Path) -> None:
    """Each call ends only after all five have begun: one after another they would wait for each other for ever."""
    meeting = tmp_path / "meeting"
    meeting.mkdir()
    code = (
        "import uuid\n"
        f"open({str(meeting)!r} + '/' + uuid.uuid4().hex, 'w').close()\n"
        "end = time.monotonic() + 30\n"
        f"while len(os.listdir({str(meeting)!r})) < 5 and time.monotonic() < end: time.sleep(0.01)\n"
        f"print(json.dumps({{'apiKeys': [], 'met': len(os.listdir({str(meeting)!r}))}}))"
    )
    executable(tmp_path, code)

    async def all_at_once() -> list[ApiAnswer]:
        limit = asyncio.get_running_loop().time() + 40
        cli = await find_vercel_cli({"PATH": str(tmp_path)}, limit)
        return await asyncio.gather(*(cli.ask(CALLS["keys"], {"team": f"team_FAKE{at}"}, limit) for at in range(5)))

    assert [answer.body["met"] for answer in asyncio.run(all_at_once())] == [5] * 5


def test_before_the_first_call_no_http_client_is_loaded() -> None:
    """Nothing is asked over HTTP from here: to load a client, and the checks of a run, would take twice the time."""
    code = "import sys; from gateway_probe.cli import main; main(['account', 'nowhere.json']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    imported = set(done.stdout.split())
    assert "gateway_probe.account.collect" in imported
    assert not imported & {
        "httpx",
        "gateway_probe.gateway.client",
        "gateway_probe.probe",
        "gateway_probe.places.deployed_probe",
    }


@pytest.mark.contract
@pytest.mark.usefixtures("vercel_cli")
def test_the_real_command_stays_within_the_bar(tmp_path: Path) -> None:
    """The longest chain, as a machine with a core a call waits for it: this program's own CPU and one call a round. And
    all of the CPU of a key of the home team, shared by two cores: the others wait for one of them."""
    make_world, make_document, _, _ = WORLDS["purchased"]
    document = make_document()
    with account_api(make_world(document)) as api:
        environ = login_home(tmp_path, api, real=True)
        place = saved_document(tmp_path, document)
        chain = whole = float("inf")
        for _ in range(3):
            one = _cpu_of(lambda: _call_once(environ, tmp_path))
            api.requests.clear()
            spent = _cpu_of(
                lambda: ask(tmp_path, api, f"production=https://{HOST}", place, "--format", "json", real=True)
            )
            calls = len(api.requests) // 2  # the command asks before each who is logged in
            own = max(0.0, spent - calls * one)
            chain = min(chain, own + len(CALLS_OF["other-team"]) * one)
            whole = min(whole, spent)
            print(
                f"{calls} calls of {one:.2f} s CPU, own {own:.2f} s, in all {spent:.2f} s; the longest chain {chain:.2f} s"
            )
            if chain < BAR_S and whole < CORES * BAR_S:
                break
    assert chain < BAR_S
    assert whole < CORES * BAR_S


def _call_once(environ: Mapping[str, str], folder: Path) -> None:
    command = ["vercel", "api", "/v2/teams?limit=100", "--raw"]
    subprocess.run(command, env=dict(environ), cwd=folder, capture_output=True, check=True, timeout=60)


def _cpu_of(run: Callable[[], object]) -> float:
    """Seconds of CPU that processes took which ended while this ran."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
