"""A scenario's own refusals and faults strike the requests that they name, and no other."""

import pytest

from gateway_simulator import parse_scenario, serve
from tests.simulator.small_world import CANONICAL, MODEL, complete, error, generate, look, world

TEAPOT = '[[refusals]]\nwhen = {{ {when} }}\nstatus = 418\ntype = "teapot"\nmessage = "no"\n{more}'


def refusal(when: str = "", more: str = "") -> str:
    return TEAPOT.format(when=when, more=more)


@pytest.mark.parametrize(
    ("when", "struck"),
    [
        ('header = "x-mark"', {"mark"}),
        ('header_absent = "x-mark"', {"plain", "stream", "oidc", "only", "chat", "canonical"}),
        ('protocol = "chat-completions"', {"chat"}),
        ('protocol = "ai-sdk"', {"plain", "mark", "stream", "oidc", "only", "canonical"}),
        ('credential = "oidc"', {"oidc"}),
        ('credential = "api-key"', {"plain", "mark", "stream", "only", "chat", "canonical"}),
        (f'model = "{CANONICAL}"', {"canonical"}),
        ('provider = "openai"', {"only", "canonical"}),
        ('option = "only"', {"only"}),
        ("streaming = true", {"stream"}),
        ('method = "GET"', set()),
        ('header = "x-mark", streaming = true', set()),
    ],
)
def test_a_refusal_strikes_where_all_its_conditions_hold(when: str, struck: set[str]) -> None:
    with serve(world(refusal(when))) as simulator:
        responses = {
            "plain": generate(simulator),
            "mark": generate(simulator, headers={"x-mark": "1"}),
            "stream": generate(simulator, streaming=True),
            "oidc": generate(simulator, credential="OIDC"),
            "only": generate(simulator, options={"only": ["openai"]}),
            "chat": complete(simulator, MODEL),
            "canonical": generate(simulator, CANONICAL),
        }
    assert {name for name, response in responses.items() if response.status_code == 418} == struck


def test_a_refusal_may_spare_the_first_requests_and_end() -> None:
    with serve(world(refusal(more="after = 2\ntimes = 1"))) as simulator:
        assert [generate(simulator).status_code for _ in range(4)] == [200, 200, 418, 200]


def test_requests_that_a_refusal_does_not_name_are_not_counted() -> None:
    with serve(world(refusal('header = "x-mark"', "after = 1"))) as simulator:
        mark = {"x-mark": "1"}
        statuses = [generate(simulator, headers=headers).status_code for headers in (mark, {}, {}, mark)]
    assert statuses == [200, 200, 200, 418]


def test_what_the_teams_state_calls_for_comes_before_a_scenarios_refusal() -> None:
    with serve(world(refusal(), team='balance = "0"')) as simulator:
        assert error(generate(simulator)) == (402, "insufficient_funds")


@pytest.mark.parametrize(("more", "keys"), [("", {"error", "providerMetadata"}), ("routing = false", {"error"})])
def test_a_refusal_shows_routing_unless_told_not_to(more: str, keys: set[str]) -> None:
    with serve(world(refusal(more=more))) as simulator:
        assert set(generate(simulator).json()) == keys


@pytest.mark.parametrize(
    ("endpoint", "path"),
    [
        ("models", "/v1/models"),
        ("model", f"/v1/models/{MODEL}"),
        ("endpoints", f"/v1/models/{MODEL}/endpoints"),
        ("credits", "/v1/credits"),
        ("config", "/v4/ai/config"),
        ("generation", "/v1/generation?id=gen_x"),
    ],
)
def test_a_fault_strikes_its_endpoint_alone(endpoint: str, path: str) -> None:
    fault = f'[[faults]]\nkind = "status"\nstatus = 418\nwhen = {{ endpoint = "{endpoint}" }}'
    with serve(world(fault)) as simulator:
        assert look(simulator, path).status_code == 418
        assert generate(simulator).status_code == 200


def test_a_fault_may_depend_on_the_credential() -> None:
    fault = '[[faults]]\nkind = "status"\nstatus = 418\nwhen = { credential = "oidc" }'
    with serve(world(fault)) as simulator:
        assert [look(simulator, "/v1/credits", name).status_code for name in ("OIDC", "FREE")] == [418, 200]


@pytest.mark.parametrize(
    ("rule", "complaint"),
    [
        ('[[faults]]\nkind = "empty"\nwhen = { model = "x" }', "before the body is read"),
        ('[[refusals]]\nstatus = 403\ntype = "x"\nmessage = "x"\nwhen = { endpoint = "credits" }', "generation"),
        ('[[faults]]\nkind = "on fire"', "kind"),
        ('[[faults]]\nkind = "empty"\ntimes = 0', "times"),
        ('[[faults]]\nkind = "empty"\nwhen = { heading = "x" }', "heading"),
    ],
)
def test_a_rule_that_could_never_strike_is_an_error(rule: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        world(rule)


def test_a_team_that_does_not_exist_is_an_error() -> None:
    text = 'title = "t"\n[teams.a]\nslug = "a"\n[keys.k]\nteam = "b"\n[places.local.env]\n'
    with pytest.raises(ValueError, match=r"keys\.k: there is no team 'b'"):
        parse_scenario(text)
