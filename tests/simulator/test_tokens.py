"""Fake credentials have the form of the real ones, and only the simulator believes them."""

import base64
import json
import time
from typing import Any

import pytest

from gateway_simulator.fake_credentials import LIFETIME_S, TokenState, fake_id, fake_key, generation_id, oidc_token
from gateway_simulator.fake_credentials import team_of_token as team_of
from tests.simulator.small_world import world

SCENARIO = world()


def claims(token: str) -> dict[str, Any]:
    payload = token.split(".")[1]
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return found


@pytest.mark.parametrize("name", ["app", "other", "a name of some length", "ünïcode"])
def test_keys_are_all_of_one_length_and_the_same_in_every_run(name: str) -> None:
    key = fake_key(name)
    assert (len(key), key[:8], key) == (60, "vck_FAKE", fake_key(name))
    assert key != fake_key(name + "x")


def test_ids_have_the_length_of_vercels() -> None:
    assert (len(fake_id("team", "a")), len(fake_id("prj", "a"))) == (len("team_") + 24, len("prj_") + 24)
    assert len(generation_id(7)) == len("gen_") + 26


def test_a_token_names_its_team_project_and_environment() -> None:
    found = claims(oidc_token(SCENARIO, "app", "production"))
    times = {name: found.pop(name) for name in ("iat", "nbf", "exp")}
    team, project = SCENARIO.teams["acme"], SCENARIO.projects["app"]
    assert found == {
        "iss": "https://oidc.vercel.com/fake-acme",
        "aud": "https://vercel.com/fake-acme",
        "sub": "owner:fake-acme:project:fake-app:environment:production",
        "owner": "fake-acme",
        "owner_id": team.id,
        "project": "fake-app",
        "project_id": project.id,
        "environment": "production",
        "plan": "pro",
    }
    assert times["iat"] == times["nbf"] == times["exp"] - LIFETIME_S


@pytest.mark.parametrize(
    ("state", "believed"), [("valid", True), ("expiring", True), ("expired", False), ("foreign", False)]
)
def test_only_own_and_unexpired_tokens_are_believed(state: TokenState, believed: bool) -> None:
    token = oidc_token(SCENARIO, "app", "production", state)
    assert team_of(SCENARIO, token, time.time()) == ("acme" if believed else None)


def test_a_token_ends_at_its_second() -> None:
    token = oidc_token(SCENARIO, "app", "production")
    end = claims(token)["exp"]
    assert (team_of(SCENARIO, token, end - 1), team_of(SCENARIO, token, end)) == ("acme", None)
    assert team_of(SCENARIO, token, end - LIFETIME_S - 1) is None


@pytest.mark.parametrize("part", [0, 1, 2])
def test_a_token_altered_anywhere_is_not_believed(part: int) -> None:
    parts = oidc_token(SCENARIO, "app", "production").split(".")
    parts[part] = parts[part][:-2] + ("AA" if parts[part][-2:] != "AA" else "BB")
    assert team_of(SCENARIO, ".".join(parts), time.time()) is None


@pytest.mark.parametrize("text", ["", ".", "..", "a.b.c", "é.ü.ñ", "a.b.c.d"])
def test_what_is_no_token_is_not_believed(text: str) -> None:
    assert team_of(SCENARIO, text, time.time()) is None
