"""Steps that can be followed: in the place that they are for, with commands that exist, the free ones first."""

import shlex

import pytest

from gateway_probe.causes.cause import CAUSES
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import in_place
from gateway_probe.cli.parser import parse
from gateway_probe.document.judgement import NextStep
from gateway_probe.register import Entry, entries
from gateway_simulator import load_scenario, scenario_names
from tests.causes.documents import document

PLACES = [
    (name, place)
    for name in scenario_names()
    if not name.startswith(("gateway-", "slow-"))
    for place in load_scenario(name).places
]


def steps_of(scenario: str, place: str) -> list[NextStep]:
    found = document(scenario, place)
    return [*found.verdict.next_steps, *(step for finding in found.findings for step in finding.next_steps)]


@pytest.mark.parametrize(("scenario", "place"), PLACES)
def test_advice_fits_the_place(scenario: str, place: str) -> None:
    """A deployment is fetched: running the probe on the reader's laptop would say nothing of it."""
    deployed = document(scenario, place).runtime.platform != "local"
    for step in steps_of(scenario, place):
        command = step.command or ""
        assert not (deployed and "vercel dev" in f"{step.text} {command}")
        assert not (deployed and command.startswith("gateway-probe run"))
        assert not (not deployed and command.startswith(("gateway-probe fetch", "vercel env ls", "vercel env add")))
        assert deployed or "Deploy again" not in step.text


@pytest.mark.parametrize(("scenario", "place"), PLACES)
def test_what_costs_money_comes_after_what_is_free(scenario: str, place: str) -> None:
    found = document(scenario, place)
    for steps in (found.verdict.next_steps, *(finding.next_steps for finding in found.findings)):
        paid = ["buy" in (step.command or "") for step in steps]
        assert paid == sorted(paid)
        assert not paid or not paid[0]
    assert found.verdict.do_now == found.verdict.next_steps[0]


@pytest.mark.parametrize(
    "command",
    sorted({s.command for entry in entries() for s in entry.next_steps if s.command and "gateway-probe" in s.command}),
)
def test_every_command_of_ours_is_one(command: str) -> None:
    words = shlex.split(command)
    arguments = words[words.index("gateway-probe") + 1 :]
    parse(arguments)


@pytest.mark.parametrize("entry", entries("cause"), ids=lambda entry: entry.code)
def test_a_step_that_needs_an_id_says_where_it_is_shown(entry: Entry) -> None:
    for step in entry.next_steps:
        if " id" in step.text and "generation" in step.text:
            assert "--disclosure private" in (step.command or ""), step


def test_a_setting_before_the_command_becomes_one_of_the_deployment() -> None:
    asked = NextStep(text="Ask it plain.", command="GATEWAY_PROBE_STREAMING=off gateway-probe run")
    (there,) = in_place([asked], Reading(document("case")))
    assert there.command == "gateway-probe fetch URL"
    assert "GATEWAY_PROBE_STREAMING=off" in there.text
    assert in_place([asked], Reading(document("case", "local"))) == [asked]


def test_an_absent_key_is_added_where_the_place_keeps_its_variables() -> None:
    """`vercel env add` reaches no laptop and no container, and refuses a name that is there already."""
    absent = document("key-absent")
    steps = absent.verdict.next_steps
    assert [step.command for step in steps] == ["vercel env ls", "vercel env add AI_GATEWAY_API_KEY production", None]

    def told(platform: str) -> str:
        runtime = absent.runtime.model_copy(update={"platform": platform})
        moved = absent.model_copy(update={"runtime": runtime})
        causes = CAUSES["key-absent"].next_steps
        return " ".join(f"{step.text} {step.command or ''}" for step in in_place(causes, Reading(moved)))

    assert "env file" in told("local")
    assert "vercel env" not in told("local")
    assert "Deploy again" not in told("local")
    assert "vercel env" not in told("lambda")
    # Lambda's variables reach the next start, and no deployment is needed for that.
    assert "Deploy again" not in told("lambda")
    assert "Start the app again" in told("lambda")


def test_a_key_that_is_set_already_is_updated() -> None:
    quoted = document("key-quoted-or-prefixed")
    assert "vercel env update AI_GATEWAY_API_KEY production" in {step.command for step in quoted.verdict.next_steps}
