"""The scenarios that come with the simulator: all hold together, and each tells the story of its name."""

import re

import httpx
import pytest

from gateway_simulator import UnknownScenario, load_scenario, parse_scenario, scenario_names, serve
from gateway_simulator.scenario import place
from tests.simulator.small_world import generate, look, world

NAMES = scenario_names()
ORIGIN = "http://127.0.0.1:9"
TELEMETRY = {f"ai-o11y-{name}": "x" for name in ("deployment-id", "environment", "region", "project-id", "request-id")}
DEPLOYED = {"VERCEL", "VERCEL_REGION", "VERCEL_DEPLOYMENT_ID", "VERCEL_PROJECT_ID", "VERCEL_URL"}


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_loads_and_serves(name: str) -> None:
    scenario = load_scenario(name)
    assert scenario.title
    assert {"local", "production"} <= set(scenario.places)
    with serve(scenario) as simulator:
        assert simulator.origin.startswith("http://127.0.0.1:")
        if not scenario.faults:
            assert look(simulator, "/v1/models", None).status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_no_template_is_left_in_a_place(name: str) -> None:
    scenario = load_scenario(name)
    for place_name in scenario.places:
        given = place(scenario, place_name, ORIGIN)
        assert not [v for v in [*given.env.values(), *given.headers.values()] if re.search(r"\{[\w-]+(:|\})", v)]


@pytest.mark.parametrize("name", NAMES)
def test_a_laptop_has_nothing_of_a_deployment(name: str) -> None:
    scenario = load_scenario(name)
    local, production = (place(scenario, place_name, ORIGIN) for place_name in ("local", "production"))
    assert not DEPLOYED & set(local.env)
    assert not local.headers
    assert production.env["VERCEL"] == "1"
    assert "x-vercel-id" in production.headers


@pytest.mark.parametrize("name", NAMES)
def test_every_credential_is_visibly_fake(name: str) -> None:
    """A scanner of secrets, and a reader, can tell at a glance."""
    scenario = load_scenario(name)
    for place_name in scenario.places:
        text = "\n".join(place(scenario, place_name, ORIGIN).env.values())
        keys = re.findall(r"\b(?:vck|sk|vcp)_[A-Za-z0-9_-]{8,}|\bsk-[A-Za-z0-9_-]{8,}", text)
        assert [key for key in keys if "FAKE" not in key] == []


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownScenario, match="did you mean key-absent"):
        load_scenario("key-absant")
    with pytest.raises(UnknownScenario, match="lists them all"):
        load_scenario("zzzzzzzz")


@pytest.mark.parametrize("name", ["../catalogue", "scenarios/case", "case.toml", ""])
def test_a_name_is_not_a_path(name: str) -> None:
    with pytest.raises(UnknownScenario):
        load_scenario(name)


def test_an_unknown_place_is_answered_with_the_known() -> None:
    with pytest.raises(ValueError, match="this scenario has local"):
        place(world(), "staging", ORIGIN)


@pytest.mark.parametrize(
    "template",
    ["{key:nobody}", "{project:nothing}", "{oidc:nothing:production}", "{oidc-stale:app:production}", "{oidc:app}"],
)
def test_a_template_that_names_nothing_is_found_when_the_file_is_read(template: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"places.preview: {template} names nothing")):
        world(f'[places.preview.env]\nX = "{template}"')


def test_what_is_no_template_stays_as_it_is() -> None:
    text = r"[places.preview.env]" + '\nX = "{key:app}\\n"\nY = \'{"only": ["azure"]}\'\nZ = "{key}"'
    env = place(world(text), "preview", ORIGIN).env
    assert env["X"] == place(world(), "local", ORIGIN).env["AI_GATEWAY_API_KEY"] + "\n"
    assert (env["Y"], env["Z"]) == ('{"only": ["azure"]}', "{key}")


@pytest.mark.parametrize(
    "slip", ['colour = "red"', '[teams.acme.byok.azure]\noutcome = "sad"', "balance = 95.50", "blocked = 1"]
)
def test_a_slip_in_a_file_is_an_error_and_not_a_default(slip: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        parse_scenario(f'title = "t"\n[teams.acme]\nslug = "a"\n{slip}\n[places.local.env]\n')


def statuses(name: str, place_name: str) -> tuple[int, int]:
    """The credits call, and the generation with the headers that the place's SDK would send."""
    scenario = load_scenario(name)
    with serve(scenario) as simulator:
        given = simulator.place(place_name)
        credential = given.env.get("AI_GATEWAY_API_KEY") or given.headers.get("x-vercel-oidc-token", "")
        headers = {"authorization": f"Bearer {credential.strip()}"} | (TELEMETRY if given.headers else {})
        generation = generate(simulator, given.env["GATEWAY_PROBE_MODEL"], credential=None, headers=headers)
        balance = httpx.get(f"{simulator.origin}/v1/credits", headers=headers, trust_env=False)
    return balance.status_code, generation.status_code


@pytest.mark.parametrize(
    ("name", "local", "production"),
    [
        ("healthy-byok", (200, 200), (200, 200)),
        ("healthy-system", (200, 200), (200, 200)),
        ("case", (200, 200), (200, 403)),
        ("byok-needs-paid-tier", (200, 403), (200, 403)),
        ("key-of-other-team", (200, 200), (200, 403)),
        ("byok-blocked-at-zero-balance", (200, 402), (200, 402)),
        ("team-blocked", (403, 403), (403, 403)),
        ("key-invalid-revoked-or-expired", (401, 401), (401, 401)),
        ("no-card-on-file", (200, 403), (200, 403)),
        ("budget-reached", (200, 402), (200, 402)),
        ("free-tier-model-restricted", (200, 403), (200, 403)),
        ("provider-or-model-allowlist", (200, 403), (200, 403)),
        ("routing-rule-denied", (200, 403), (200, 403)),
        ("byok-failed-silent-system-fallback", (200, 200), (200, 200)),
        ("free-tier-rate-limit", (200, 429), (200, 429)),
        ("model-unknown-or-retired", (200, 404), (200, 404)),
        ("model-id-without-creator", (200, 404), (200, 404)),
        ("model-of-wrong-kind", (200, 400), (200, 400)),
        ("gateway-5xx", (200, 500), (200, 500)),
    ],
)
def test_a_scenario_tells_the_story_of_its_name(name: str, local: tuple[int, int], production: tuple[int, int]) -> None:
    assert (statuses(name, "local"), statuses(name, "production")) == (local, production)


def test_the_case_is_decided_by_the_project_id_alone() -> None:
    with serve("case") as simulator:
        alone = {header: generate(simulator, headers={header: "x"}).status_code for header in sorted(TELEMETRY)}
    assert {header for header, status in alone.items() if status == 403} == {"ai-o11y-project-id"}
