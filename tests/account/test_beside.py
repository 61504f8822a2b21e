"""`--account` beside `run` and `compare`, as whole commands: one picture of runs, deployments, changes and events."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from gateway_simulator import Place, serve
from tests.account.account_api import CIPHER, MAIL, VALUE, AccountWorld, account_api, event
from tests.account.test_causes import shifted
from tests.account.vercel import TOKEN, login_home, saved_document
from tests.account.worlds import DAY, HOST, OTHER_TEAM, healthy_account, ids_of, other_team, seed, served_by_system
from tests.cli.commands import command


def good_and_bad(folder: Path) -> tuple[AccountWorld, list[str]]:
    """A run that was served two days before one that is refused, and an allow list that was switched in between."""
    bad = seed()
    before = (bad.probe.started_at - timedelta(days=2)).isoformat()
    good = shifted(served_by_system(), probe__started_at=before)
    world = healthy_account(bad)
    at = bad.probe.started_at.timestamp() - DAY
    world.events[world.home] = [event("ai-gateway-provider-allowlist-toggled", at)]
    return world, [saved_document(folder, good, "before"), saved_document(folder, bad, "now")]


@pytest.mark.parametrize("form", ["text", "html", "json"])
def test_compare_tells_both_runs_and_what_lies_between_in_one_picture(form: str, tmp_path: Path) -> None:
    world, places = good_and_bad(tmp_path)
    with account_api(world) as api:
        done = command(
            "compare", *places, "--account", "--disclosure", "private", "--format", form, "--output", f"both.{form}",
            cwd=tmp_path, **login_home(tmp_path, api),
        )  # fmt: skip
        assert not api.writes
        assert len(api.requests) <= 20
    assert done.returncode == 1, done.stderr
    beside = (tmp_path / f"both.{form}").read_text(encoding="utf-8")
    for value in (VALUE, CIPHER, TOKEN, MAIL):
        assert value not in beside
    for told in ("before", "now", "the allow list of providers was switched", "setting-changed-between-runs"):
        assert told in beside
    if form == "json":
        report = json.loads(beside)["account"]
        moments = [(moment["lane"], moment["served"]) for moment in report["timeline"]]
        runs = [at for at, (lane, _) in enumerate(moments) if lane == "run"]
        between = {lane for lane, _ in moments[runs[0] + 1 : runs[1]]}
        assert [moments[at][1] for at in runs] == [True, False]
        assert between == {"account", "deployment"}


def test_run_joins_by_what_it_knows_and_shows_what_it_may(tmp_path: Path) -> None:
    with serve("untouched-grants") as simulator:
        place = simulator.place("production")
        world = _world_of(place)
        with account_api(world) as api:
            done = command(
                "run", "--account", "--format", "json", "--output", "run.json", cwd=tmp_path,
                **{**place.env, **login_home(tmp_path, api)},
            )  # fmt: skip
            asked = [path for _, path in api.requests]
            assert not api.writes
    assert done.returncode == 1, done.stderr
    report: dict[str, Any] = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))["account"]
    assert any(f"teamId={world.home}" in path for path in asked), "the token's team is asked, not the login's choice"
    joins = {(join["what"], join["how"]) for join in report["joins"] if join["joined"]}
    assert ("key", "ending") in joins
    assert "key-of-other-team" in {item["code"] for item in report["findings"]}
    content = (tmp_path / "run.json").read_text(encoding="utf-8")
    key = place.env["AI_GATEWAY_API_KEY"]
    for hidden in (*ids_of(seed()), HOST, OTHER_TEAM, key, key[-4:], VALUE, TOKEN, MAIL):
        assert hidden not in content


def _world_of(place: Place) -> AccountWorld:
    """The seed's account, whose other team has the key that this place holds."""
    world = other_team(seed())
    world.keys[OTHER_TEAM][0]["partialKey"] = place.env["AI_GATEWAY_API_KEY"][-4:]
    return world
