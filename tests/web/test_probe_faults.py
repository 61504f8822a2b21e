"""A part of the probe that breaks: whoever asked still gets what the run found."""

import json
from typing import Any

import pytest

from gateway_probe.cli import main
from gateway_probe.document import read_document
from gateway_probe.web import create_app
from gateway_simulator import serve
from tests.conftest import Ask

TOKEN = "FAKE-token-of-the-probe-0123456789"
HEADERS = {"authorization": f"Bearer {TOKEN}"}
RENDERERS = {
    "text": "gateway_probe.reports.text.outline_text",
    "markdown": "gateway_probe.reports.markdown.outline_markdown",
    "junit": "gateway_probe.reports.junit.junit",
    "html": "gateway_probe.reports.html.one_file",
}


def broken(*_arguments: Any, **_named: Any) -> Any:
    raise RuntimeError("FAKE")


@pytest.mark.parametrize("form", RENDERERS)
def test_a_format_that_breaks_comes_as_json(ask: Ask, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RENDERERS[form], broken)
    with serve("healthy-byok") as simulator:
        app = create_app(environ={**simulator.place("local").env, "GATEWAY_PROBE_TOKEN": TOKEN})
        answer = ask(app, f"/api/diagnose?format={form}", headers=HEADERS)
        whole = ask(app, headers=HEADERS)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.headers["gateway-probe-fault"] == "probe-fault"
    assert answer.headers["content-security-policy"] == whole.headers["content-security-policy"]
    assert read_document(answer.content) == read_document(whole.content)
    assert "gateway-probe-fault" not in whole.headers


def test_a_page_that_breaks_shows_json(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway_probe.reports.html.view", broken)
    with serve("healthy-byok") as simulator:
        app = create_app(environ={**simulator.place("local").env, "GATEWAY_PROBE_TOKEN": TOKEN})
        answer = ask(app, "/api/diagnose?format=events", headers=HEADERS)
    name, data = answer.text.strip().split("\n\n")[-1].split("\n")
    assert name == "event: report"
    told = json.loads(data.removeprefix("data: "))
    assert told["summary"] == "healthy"
    assert told["html"].startswith("<article>")
    assert "probe-fault" in told["html"]
    assert "&quot;verdict&quot;" in told["html"]


def test_a_reader_that_breaks_is_a_problem_without_a_traceback(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("gateway_probe.document.document.read_json", broken)
    answer = ask(create_app(environ={"GATEWAY_PROBE_TOKEN": TOKEN}), method="POST", headers=HEADERS)
    assert (answer.status_code, answer.json()["type"]) == (500, "urn:gateway-probe:problem:internal-error")
    assert "RuntimeError" in caplog.text
    assert "FAKE" not in caplog.text


def test_the_command_says_so_and_prints_json(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr("gateway_probe.reports.summary.outline_summary", broken)
    with serve("healthy-byok") as simulator:
        for name, value in simulator.place("local").env.items():
            monkeypatch.setenv(name, value)
        assert main(["run", "--quiet"]) == 0
    printed = capsysbinary.readouterr()
    assert read_document(printed.out).verdict.code == "healthy"
    assert b"the format summary could not be made (probe-fault)" in printed.err
