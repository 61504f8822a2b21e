"""The function that the real builder made, booted by the real runtime and asked over HTTP as the platform asks."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from gateway_simulator import serve
from tests.platform.build import Bundle
from tests.platform.conftest import Boot
from tests.platform.function import Answer, BootError, Function, boot
from tests.platform.toolchain import Toolchain

pytestmark = pytest.mark.platform

PATH = "/api/diagnose"
TOKEN = "FAKE-access-token-of-the-platform-tests"
# What a deployment has at the least, without any project setting.
BARE = {"VERCEL": "1", "VERCEL_REGION": "iad1", "VERCEL_DEPLOYMENT_ID": "dpl_platform_test"}
# The edge's headers: the request reaches the function from loopback, and only these say that it came from outside.
EDGE = {
    "host": "gateway-probe.vercel.app",
    "x-forwarded-host": "gateway-probe.vercel.app",
    "x-forwarded-proto": "https",
    "x-forwarded-for": "203.0.113.7",
    "x-real-ip": "203.0.113.7",
}


@dataclass
class Deployment:
    """A booted function before a simulated gateway, and the headers of an authorised request through the edge."""

    function: Function
    headers: dict[str, str]
    secrets: dict[str, str]

    def ask(self, query: str = "", **headers: str) -> Answer:
        return self.function.get(f"{PATH}{query}", {**self.headers, **headers})


@contextmanager
def production(boot_function: Boot, scenario: str) -> Iterator[Deployment]:
    """The production deployment of a scenario."""
    with serve(scenario) as simulator:
        place = simulator.place("production")
        headers = dict(place.headers)
        # The platform sends the token under this name, and its runtime shows it to the app under the public one.
        oidc_token = headers.pop("x-vercel-oidc-token")
        headers["x-vercel-internal-oidc-token"] = oidc_token
        with boot_function({**place.env, "GATEWAY_PROBE_TOKEN": TOKEN}) as function:
            yield Deployment(
                function,
                {**EDGE, **headers, "authorization": f"Bearer {TOKEN}"},
                {"access token": TOKEN, "gateway key": place.env["AI_GATEWAY_API_KEY"], "OIDC token": oidc_token},
            )


def test_ping_needs_no_token(boot_function: Boot) -> None:
    with boot_function(BARE) as function:
        answer = function.get(f"{PATH}?ping", EDGE)
    assert answer.status == 200
    assert answer.headers.get_content_type() == "application/json"
    assert answer.json()["status"] == "up"
    assert answer.json()["access"] == "not-configured"


@pytest.mark.parametrize("headers", [EDGE, {}, {"host": "localhost"}], ids=["edge", "bare", "posing-as-local"])
def test_closed_where_no_token_is_configured(boot_function: Boot, headers: dict[str, str]) -> None:
    """Every request reaches the function from 127.0.0.1, so loopback must count for nothing here."""
    with boot_function(BARE) as function:
        answer = function.get(PATH, headers)
    assert answer.status == 403
    assert answer.headers.get_content_type() == "application/problem+json"
    assert answer.json()["type"].endswith("access-not-configured")


@pytest.mark.parametrize("authorization", [None, "Bearer another-token-of-some-length"], ids=["none", "wrong"])
def test_closed_without_the_token(boot_function: Boot, authorization: str | None) -> None:
    with boot_function({**BARE, "GATEWAY_PROBE_TOKEN": TOKEN}) as function:
        answer = function.get(PATH, {**EDGE, **({"authorization": authorization} if authorization else {})})
    assert answer.status == 401
    assert answer.headers.get_content_type() == "application/problem+json"
    assert TOKEN.encode() not in answer.body


@pytest.mark.parametrize(
    ("scenario", "status", "code"),
    [("byok-needs-paid-tier", "failing", "byok-needs-paid-tier"), ("healthy-byok", "healthy", "healthy")],
)
def test_verdict_of_the_deployed_function(boot_function: Boot, scenario: str, status: str, code: str) -> None:
    with production(boot_function, scenario) as deployment:
        answer = deployment.ask()
    assert answer.status == 200, answer.body
    verdict = answer.json()["verdict"]
    assert (verdict["status"], verdict["code"]) == (status, code), verdict


def test_document_knows_the_platform_and_leaks_nothing(boot_function: Boot) -> None:
    with production(boot_function, "byok-needs-paid-tier") as deployment:
        answers = [deployment.ask(f"?disclosure={level}&format={form}") for level, form in _renderings()]
        document = deployment.ask().json()
    assert document["runtime"]["platform"] == "vercel"
    assert document["runtime"]["environment"] == "production"
    states = {token["source"]: token["state"] for token in document["identity"]["tokens"]}
    assert (states["header"], states["environment"]) == ("present", "absent")

    said = {"answers": b"".join(bytes(answer.headers) + answer.body for answer in answers)}
    said["log"] = "\n".join(deployment.function.log).encode()
    for where, content in said.items():
        for what, secret in deployment.secrets.items():
            assert secret.encode() not in content, f"the {what} is in the {where}"


def test_the_log_holds_no_word_of_our_exchanges(boot_function: Boot) -> None:
    """The runtime logs at INFO, where HTTP clients write each URL, with the ids in it, and the other side's words."""
    with serve("byok-needs-paid-tier") as simulator:
        place = simulator.place("production")
        with boot_function({**place.env, "GATEWAY_PROBE_TOKEN": TOKEN}) as function:
            allowed = {**EDGE, **place.headers, "authorization": f"Bearer {TOKEN}"}
            assert function.get(PATH, allowed).status == 200
            assert function.get(f"{PATH}?format=events", allowed).status == 200
            assert function.get(PATH, {**EDGE, "authorization": "Bearer FAKE-another-token"}).status == 401
        assert len(simulator.requests) > 5
    # Read once the function has ended, so that nothing is still on its way.
    (line,) = function.log
    assert "a wrong access token was sent" in line


def test_answer_comes_before_the_deadline_of_the_invocation(boot_function: Boot) -> None:
    """The platform ends an invocation at its deadline; a partial Document before it beats an error page after."""
    allowed_s = 4
    with production(boot_function, "gateway-slow") as deployment:
        deadline = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=allowed_s)
        answer = deployment.ask(**{"x-vercel-internal-deadline": deadline.isoformat(timespec="milliseconds")})
    assert answer.seconds < allowed_s
    assert answer.status == 200
    assert answer.json()["probe"]["time_budget_reached"] is True
    assert answer.json()["verdict"]["status"] != "healthy"


def test_import_error_of_a_function_is_reported(bundle: Bundle, toolchain: Toolchain, tmp_path: Path) -> None:
    """The harness tells a broken function from a slow one: it stops waiting at once and shows the traceback."""
    bundle.lay_out(tmp_path)
    (tmp_path / "api" / "diagnose.py").write_text("import a_module_that_is_not_bundled\n")
    broken = boot(tmp_path, toolchain.python, bundle.environment)
    with pytest.raises(BootError, match="No module named 'a_module_that_is_not_bundled'"), broken:
        pass


def _renderings() -> list[tuple[str, str]]:
    return [(level, form) for level in ("public", "private") for form in ("json", "text")]


def test_the_page_and_its_parts_are_in_the_function(boot_function: Boot) -> None:
    browser = {**EDGE, "accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    with boot_function({**BARE, "GATEWAY_PROBE_TOKEN": TOKEN}) as function:
        pages = [function.get(path, browser) for path in ("/", PATH)]
        parts = [function.get(f"{PATH}?asset={name}", EDGE) for name in ("page.css", "page.js")]
    assert [page.status for page in pages] == [200, 200]
    assert all(b"<form id=" in page.body for page in pages)
    assert [part.headers.get_content_type() for part in parts] == ["text/css", "text/javascript"]


def test_progress_comes_before_the_result(boot_function: Boot) -> None:
    with production(boot_function, "byok-needs-paid-tier") as deployment:
        answer = deployment.ask("?format=events")
    assert answer.headers.get_content_type() == "text/event-stream"
    events = [block.split(b"\n")[0] for block in answer.body.strip().split(b"\n\n")]
    assert events[0] == b"event: check"
    assert events[-1] == b"event: report"
