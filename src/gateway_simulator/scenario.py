"""Scenarios from their files: checked when they are read, and filled in with what a file leaves out."""

import re
import tomllib
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from gateway_simulator.fake_credentials import TokenState, fake_id, fake_key, oidc_token
from gateway_simulator.world import Model, Place, Scenario

_FOLDER = files("gateway_simulator") / "scenarios"
_TEMPLATE = re.compile(r"\{(made-up-key|(?:key|project|oidc(?:-\w+)?):[\w-]+(?::[\w-]+)?)\}")
_STATES: dict[str, TokenState] = {
    "oidc": "valid",
    "oidc-expired": "expired",
    "oidc-expiring": "expiring",
    "oidc-foreign": "foreign",
}


class UnknownScenario(ValueError):
    """No scenario has that name; the message offers the nearest."""


def scenario_names() -> list[str]:
    """The names of all scenarios, sorted."""
    return sorted(entry.name.removesuffix(".toml") for entry in _FOLDER.iterdir() if entry.name.endswith(".toml"))


@cache
def load_scenario(name: str) -> Scenario:
    """The scenario of that name: the code of the cause that it plays, or its own. Raises `UnknownScenario`."""
    names = scenario_names()
    if name in names:
        return parse_scenario((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    near = get_close_matches(name, names, n=3, cutoff=0.5)
    hint = f"did you mean {', '.join(near)}?" if near else "`gateway-probe simulate --list` lists them all"
    raise UnknownScenario(f"no such scenario; {hint}")


def parse_scenario(text: str) -> Scenario:
    """A scenario from TOML. Raises ValueError (pydantic's ValidationError is one) where it does not hold together."""
    scenario = Scenario.model_validate(tomllib.loads(text))
    teams = {
        name: team.model_copy(update={"id": team.id or fake_id("team", name)}) for name, team in scenario.teams.items()
    }
    projects = {
        name: p.model_copy(update={"id": p.id or fake_id("prj", name)}) for name, p in scenario.projects.items()
    }
    whole = scenario.model_copy(update={"teams": teams, "projects": projects, "models": catalogue() | scenario.models})
    _check_templates(whole)
    return whole


@cache
def catalogue() -> dict[str, Model]:
    """The models that every scenario starts from."""
    text = (files("gateway_simulator") / "catalogue.toml").read_text(encoding="utf-8")
    return {name: Model.model_validate(model) for name, model in tomllib.loads(text).items()}


def place(scenario: Scenario, name: str, origin: str) -> Place:
    """A place with its templates filled in and the simulator as its gateway. Raises ValueError for an unknown one."""
    given = scenario.places.get(name)
    if given is None:
        raise ValueError(f"no such place; this scenario has {', '.join(scenario.places)}")
    env = {key: _filled(scenario, value) for key, value in given.env.items()}
    headers = {key: _filled(scenario, value) for key, value in given.headers.items()}
    return Place(env={"GATEWAY_PROBE_BASE_URL": origin, **env}, headers=headers)


def _check_templates(scenario: Scenario) -> None:
    """Every template of every place can be filled in: a slip is found when the file is read, not in a test's middle."""
    for name, given in scenario.places.items():
        for text in [*given.env.values(), *given.headers.values()]:
            for match in _TEMPLATE.finditer(text):
                try:
                    _value(scenario, match[1])
                except (KeyError, ValueError):
                    raise ValueError(f"places.{name}: {match[0]} names nothing of this scenario") from None


def _filled(scenario: Scenario, text: str) -> str:
    return _TEMPLATE.sub(lambda match: _value(scenario, match[1]), text)


def _value(scenario: Scenario, template: str) -> str:
    if template == "made-up-key":
        # A name with a space, which `{key:…}` cannot spell.
        return fake_key("made up")
    match template.split(":"):
        case ["key", name] if name in scenario.keys:
            return fake_key(name)
        case ["key", name, times] if name in scenario.keys:
            return fake_key(name) * int(times)
        case ["project", name]:
            return scenario.projects[name].id
        case [kind, name, environment]:
            return oidc_token(scenario, name, environment, _STATES[kind])
    raise ValueError(template)
