"""`gateway-probe fetch` against the real served function."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from gateway_probe.cli import main
from gateway_probe.document import read_document
from gateway_simulator import serve
from tests.cli.commands import answers, running, said

Out = pytest.CaptureFixture[bytes]
TOKEN = "FAKE-token-of-the-probe-0123456789"
NAME = "MY_PROBE_ACCESS"


@pytest.fixture(scope="module")
def probe() -> Iterator[str]:
    """The origin of a served probe, in the place that the case refuses."""
    with serve("case") as simulator:
        variables = {**simulator.place("production").env, "GATEWAY_PROBE_TOKEN": TOKEN}
        # A second question is answered at once, instead of with `too-soon`.
        variables["GATEWAY_PROBE_MIN_INTERVAL"] = "0"
        with running("serve", "--port", "0", **variables) as process:
            yield said(process, "gateway-probe at ").split()[2].removesuffix("/api/diagnose")


def test_the_document_of_the_place_is_printed_alone(
    probe: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: Out
) -> None:
    monkeypatch.setenv(NAME, TOKEN)
    assert main(["fetch", probe, "--token-env", NAME, "--format", "json"]) == 1
    printed = capsysbinary.readouterr()
    found = read_document(printed.out)
    assert (found.runtime.platform, found.verdict.status) == ("vercel", "failing")
    assert f"asking {probe}/api/diagnose".encode() in printed.err
    assert TOKEN.encode() not in printed.out + printed.err


def test_the_usual_variable_is_used_without_being_named(
    probe: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: Out
) -> None:
    monkeypatch.setenv("GATEWAY_PROBE_TOKEN", f" {TOKEN}\n")
    assert main(["fetch", f"{probe}/api/diagnose/", "--quiet"]) == 1
    printed = capsysbinary.readouterr()
    assert printed.out.startswith(b"FAILING: ")
    assert printed.err == b""


def test_free_checks_are_asked_for_there(probe: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: Out) -> None:
    monkeypatch.setenv(NAME, TOKEN)
    assert main(["fetch", probe, "--token-env", NAME, "--checks", "free", "--format", "json"]) == 0
    found = read_document(capsysbinary.readouterr().out)
    assert (found.verdict.code, found.probe.generations) == ("free-checks-passed", 0)


def test_options_reach_the_place(
    probe: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: Out, tmp_path: Path
) -> None:
    monkeypatch.setenv(NAME, TOKEN)
    file = tmp_path / "production.json"
    options = ["--model", "openai/gpt-4o-mini", "--disclosure", "private", "--experiments", "none"]
    main(["fetch", probe, "--token-env", NAME, "--format", "json", "--output", str(file), *options])
    assert capsysbinary.readouterr().out == b""
    facts = read_document(file.read_bytes()).probe
    assert (facts.model, facts.disclosure, facts.experiments_mode) == ("openai/gpt-4o-mini", "private", "none")


@pytest.mark.parametrize("token", ["FAKE-another-token-0123456789", None])
def test_a_wrong_token_is_no_document_and_not_the_gateways_fault(
    token: str | None, probe: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: Out
) -> None:
    if token is not None:
        monkeypatch.setenv("GATEWAY_PROBE_TOKEN", token)
    assert main(["fetch", probe]) == 3
    printed = capsysbinary.readouterr()
    assert printed.out == b""
    assert b"access-denied" in printed.err
    assert b"nothing to do with the gateway" in printed.err
    assert b"next: Export GATEWAY_PROBE_TOKEN" in printed.err
    assert b"FAKE-another" not in printed.err


def test_an_address_with_a_path_of_its_own_is_told_what_to_leave_out(probe: str, capsysbinary: Out) -> None:
    assert main(["fetch", f"{probe}/foo"]) == 3
    assert b"next: Give the address of the deployment without a path" in capsysbinary.readouterr().err


@pytest.mark.parametrize("option", ["--token-env", "--bypass-env"])
@pytest.mark.parametrize("value", [None, "", "  \n"])
def test_a_variable_that_is_named_and_not_set_is_wrong_use(
    option: str, value: str | None, probe: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: Out
) -> None:
    if value is not None:
        monkeypatch.setenv(NAME, value)
    assert main(["fetch", probe, option, NAME]) == 2
    printed = capsysbinary.readouterr()
    assert f"the variable {NAME} is not set".encode() in printed.err
    assert printed.out == b""


@pytest.mark.parametrize("value", ["FAKE-tökén-0123456789", "FAKE-token\nx-injected: 1", "FAKE\x1b[31m0123456789"])
def test_a_token_that_no_header_can_hold_is_wrong_use_and_not_shown(
    value: str, probe: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: Out
) -> None:
    monkeypatch.setenv(NAME, value)
    assert main(["fetch", probe, "--token-env", NAME]) == 2
    assert b"FAKE" not in capsysbinary.readouterr().err


@pytest.mark.parametrize(
    "url",
    [
        "https://user:FAKE-password@example.com",
        "https://example.com?x-vercel-protection-bypass=FAKE-password",
        "http://example.com/FAKE-password",
        "https://example.com:port/FAKE-password",
        "\x1b[31mFAKE-password",
    ],
)
def test_an_address_that_cannot_be_used_is_not_repeated(
    url: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: Out
) -> None:
    """What stands in it may be a secret, and logs of other people's machines keep what is printed."""
    monkeypatch.setenv(NAME, TOKEN)
    assert main(["fetch", url, "--token-env", NAME]) == 2
    printed = capsysbinary.readouterr()
    assert printed.out == b""
    assert b"cannot be used" in printed.err
    assert b"FAKE" not in printed.err


def test_a_place_that_does_not_answer_is_no_document(capsysbinary: Out) -> None:
    assert main(["fetch", "http://127.0.0.1:9", "--timeout", "5"]) == 3
    printed = capsysbinary.readouterr()
    assert b"unreachable" in printed.err
    assert printed.out == b""


def test_an_unwritable_output_is_found_before_the_place_is_asked(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: Out, tmp_path: Path
) -> None:
    async def asked(*_: Any, **__: Any) -> None:
        raise AssertionError("the place was asked")

    monkeypatch.setattr("gateway_probe.cli.fetch.fetch_document", asked)
    assert main(["fetch", "http://127.0.0.1:9", "--output", str(tmp_path / "none" / "x.json")]) == 2
    assert b"cannot be written" in capsysbinary.readouterr().err


def test_serve_warns_where_its_token_travels_in_the_clear() -> None:
    # Of this machine too, but not under one of its usual names.
    with running("serve", "--port", "0", "--host", "127.0.0.2") as process:
        assert "http" in said(process, "reads the token and the answers")


def test_serve_ends_by_ctrl_c_and_says_which_port_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    with running("serve", "--port", "0") as process:
        line = said(process, "gateway-probe at ")
        port = int(line.split(":")[2].split("/")[0])
        origin = f"http://127.0.0.1:{port}"
        address, _, token = said(process, "open ").split()[1].partition("#token=")
        assert address == f"{origin}/"
        # An answer, not only an open port: from here on Ctrl-C meets the server.
        assert httpx.get(f"{origin}/api/health", trust_env=False, timeout=30).json()["access"] == "configured"
        for given, status in (({}, 401), ({"authorization": f"Bearer {token}"}, 422)):
            # A question that is refused after the token was looked at: nothing is asked of the gateway.
            answer = httpx.get(f"{origin}/api/diagnose?model=a%20b", headers=given, trust_env=False, timeout=30)
            assert answer.status_code == status
        assert main(["serve", "--port", str(port)]) == 2
        assert main(["simulate", "case", "--port", str(port)]) == 2
    assert process.returncode == 0
    assert not answers(port)
    assert capsys.readouterr().err.count(f"cannot listen on 127.0.0.1, port {port}") == 2
