"""`gateway-probe serve` asks the place that its page is to show beside this machine: with which secret, and how it fails."""

import json
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gateway_probe.cli.environment import Environment
from gateway_probe.cli.exit_codes import WrongUse
from gateway_probe.cli.place_beside import MAX_BODY, laptop_of
from gateway_probe.document import read_document
from gateway_probe.web import create_app
from gateway_simulator import serve
from tests.cli.commands import running, said
from tests.conftest import Ask
from tests.serving import serving

HERE = "FAKE-token-of-the-laptop-0123456789"
THERE = "FAKE-token-of-production-0123456789"
SOURCE = str(Path(__file__).parents[2] / "src")
BESIDE = "/api/diagnose?beside"


@contextmanager
def production() -> Iterator[str]:
    with serve("case") as simulator:
        variables = {**simulator.place("production").env, "GATEWAY_PROBE_TOKEN": THERE}
        with serving(create_app(environ=variables)) as origin:
            yield origin


def answer(ask: Ask, body: object, *, beside: str | None = None, token: str = HERE) -> tuple[int, dict[str, object]]:
    options = Namespace(beside=beside, token_env=[], bypass_env=[], token_file=None, timeout=30.0)
    variables = {"GATEWAY_PROBE_TOKEN": HERE}
    app = create_app(environ=variables, laptop=laptop_of(options, Environment(variables)))
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    given = ask(app, BESIDE, method="POST", headers={"authorization": f"Bearer {token}"}, content=content)
    assert THERE not in given.text
    return given.status_code, given.json()


def test_the_document_of_the_other_place_is_answered(ask: Ask) -> None:
    with production() as origin:
        status, body = answer(ask, {"url": origin, "token": THERE})
    found = read_document(json.dumps(body).encode())
    assert (status, found.verdict.code, found.probe.disclosure) == (200, "refusal-depends-on-origin", "public")


def test_the_shells_token_goes_to_the_place_that_the_shell_named_and_to_no_other(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GATEWAY_PROBE_TOKEN", THERE)
    with production() as named, production() as other:
        assert answer(ask, {"url": f"{named}/"}, beside=named)[0] == 200
        status, problem = answer(ask, {"url": other}, beside=named)
        assert (status, problem["title"]) == (502, "The other place gave no Document (access-denied)")
        assert str(problem["next_step"]).startswith("Type the token")
        assert answer(ask, {"url": named})[0] == 502


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "address of the other place"),
        (b"[]", "address of the other place"),
        ({"token": "FAKE"}, "address of the other place"),
        ({"url": ""}, "address of the other place"),
        ({"url": "ftp://127.0.0.1"}, "not a URL of a web server"),
        ({"url": "http://app.example", "token": THERE}, "in the clear"),
        ({"url": f"https://{THERE}@app.example"}, "must not hold credentials"),
    ],
)
def test_what_names_no_place_is_said_without_repeating_it(ask: Ask, body: object, says: str) -> None:
    status, problem = answer(ask, body)
    assert (status, problem["type"]) == (422, "urn:gateway-probe:problem:invalid-parameter")
    assert says in str(problem["detail"])


def test_a_place_that_is_no_probe_is_named_as_what_it_is(ask: Ask) -> None:
    status, problem = answer(ask, {"url": "http://127.0.0.1:9"})
    assert (status, problem["type"]) == (502, "urn:gateway-probe:problem:place-unknown")
    assert "unreachable" in str(problem["title"])


def test_nobody_is_asked_for_a_stranger_nor_for_a_long_body(ask: Ask) -> None:
    assert answer(ask, {"url": "http://127.0.0.1:9"}, token="FAKE-of-a-stranger-0123456789")[0] == 401
    assert answer(ask, b" " * (MAX_BODY + 1))[0] == 413


def test_a_deployment_asks_no_other_place(ask: Ask) -> None:
    app = create_app(environ={"GATEWAY_PROBE_TOKEN": HERE})
    body = json.dumps({"url": "http://127.0.0.1:9"}).encode()
    given = ask(app, BESIDE, method="POST", headers={"authorization": f"Bearer {HERE}"}, content=body)
    assert (given.status_code, given.json()["type"]) == (422, "urn:gateway-probe:problem:invalid-document")


def test_an_address_that_cannot_be_used_is_said_before_anything_is_served() -> None:
    with pytest.raises(WrongUse, match="--beside cannot be used"):
        laptop_of(Namespace(beside="http://app.example", token_env=[], bypass_env=[], token_file=None), Environment({}))


def test_a_link_without_a_token_says_that_the_page_asks_for_it() -> None:
    arguments = ("serve", "--port", "0", "--no-env-file", "--beside", "https://app.example")
    with running(*arguments, GATEWAY_PROBE_TOKEN=HERE) as process:
        line = said(process, "open ")
    assert "/#beside=https%3A%2F%2Fapp.example  (the page asks for the token: the value of GATEWAY_PROBE_TOKEN)" in line
    assert HERE not in line


def test_serve_reads_the_folders_env_file_and_carries_the_place_in_its_link(tmp_path: Path) -> None:
    (tmp_path / ".env.local").write_text("AI_GATEWAY_API_KEY=FAKE\n")
    with running("serve", "--port", "0", "--beside", "https://app.example", cwd=tmp_path, PYTHONPATH=SOURCE) as process:
        said(process, "reading .env.local, found in this folder")
        link = said(process, "open ").split()[1]
        assert "/#beside=https%3A%2F%2Fapp.example&token=" in link
