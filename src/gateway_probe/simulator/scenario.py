"""Scenarios from their files: checked when they are read, and filled in with what a file leaves out."""

import re
import tomllib
from difflib import get_close_matches
from importlib.resources import files

from gateway_probe.simulator.tokens import fake_id, fake_key, oidc_token
from gateway_probe.simulator.world import Model, Place, Scenario

_FOLDER = files("gateway_probe.simulator") / "scenarios"
_TEMPLATE = re.compile(r"\{(key|project|oidc|oidc-expired):([\w-]+)(?::([\w-]+))?\}")


class UnknownScenario(ValueError):
    """No scenario has that name; the message offers the nearest."""


def scenario_names() -> list[str]:
    """The names of all scenarios, sorted."""
    return sorted(entry.name.removesuffix(".toml") for entry in _FOLDER.iterdir() if entry.name.endswith(".toml"))


def load_scenario(name: str) -> Scenario:
    """The scenario of that name. Raises `UnknownScenario`."""
    names = scenario_names()
    if name not in names:
        near = get_close_matches(name, names, n=3, cutoff=0.5)
        hint = f"did you mean {', '.join(near)}?" if near else "`gateway-probe simulate --list` lists them all"
        raise UnknownScenario(f"no such scenario; {hint}")
    return parse_scenario((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def parse_scenario(text: str) -> Scenario:
    """A scenario from TOML. Raises pydantic's ValidationError where it does not hold together."""
    scenario = Scenario.model_validate(tomllib.loads(text))
    teams = {
        name: team.model_copy(update={"id": team.id or fake_id("team", name)}) for name, team in scenario.teams.items()
    }
    projects = {
        name: p.model_copy(update={"id": p.id or fake_id("prj", name)}) for name, p in scenario.projects.items()
    }
    return scenario.model_copy(update={"teams": teams, "projects": projects, "models": catalogue() | scenario.models})


def catalogue() -> dict[str, Model]:
    """The models that every scenario starts from."""
    text = (files("gateway_probe.simulator") / "catalogue.toml").read_text(encoding="utf-8")
    return {name: Model.model_validate(model) for name, model in tomllib.loads(text).items()}


def place(scenario: Scenario, name: str, origin: str) -> Place:
    """A place with its templates filled in and the simulator as its gateway."""
    given = scenario.places[name]
    env = {key: _filled(scenario, value) for key, value in given.env.items()}
    headers = {key: _filled(scenario, value) for key, value in given.headers.items()}
    return Place(env={"GATEWAY_PROBE_BASE_URL": origin, **env}, headers=headers)


def _filled(scenario: Scenario, text: str) -> str:
    def fill(match: re.Match[str]) -> str:
        kind, name, environment = match.groups()
        if kind == "key":
            return fake_key(name)
        if kind == "project":
            return scenario.projects[name].id
        return oidc_token(scenario, name, environment, expired=kind == "oidc-expired")

    return _TEMPLATE.sub(fill, text)
