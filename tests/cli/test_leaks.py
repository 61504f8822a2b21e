"""No key and no token of any place of any scenario is printed, in any form, at any level.

Every other scenario is tried, others after each change of the product, and all in CI.
"""

import base64
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from gateway_probe.cli import main
from gateway_probe.cli.output import write_report
from gateway_probe.disclosure import LeakPrevented, Secrets
from gateway_simulator import scenario_names, serve
from tests.causes.documents import document
from tests.cli.commands import secrets_of
from tests.drawing import some_anew

Out = pytest.CaptureFixture[bytes]
BUDGET_S = "2"


def forms(secret: str) -> set[str]:
    """The secret and its usual encodings, in pieces: half of one would be too much."""
    half = secret[: len(secret) // 2], secret[len(secret) // 2 :]
    encoded = {base64.b64encode(secret.encode()).decode()[:40], quote(secret, safe=""), secret.encode().hex()}
    return {*half, *encoded, secret[::-1]}


@pytest.mark.parametrize("scenario", some_anew(scenario_names(), 2))
def test_no_secret_is_printed(scenario: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: Out) -> None:
    printed = ""
    with serve(scenario) as simulator:
        known = secrets_of(simulator)
        for number, place in enumerate(simulator.scenario.places):
            with monkeypatch.context() as patch:
                patch.setenv("GATEWAY_PROBE_TIME_BUDGET", BUDGET_S)
                for name, value in simulator.place(place).env.items():
                    patch.setenv(name, value)
                # Each place at one level, so that both levels and both formats are met in every scenario.
                level, form = (("private", "text"), ("public", "json"))[number % 2]
                code = main(["run", "--format", form, "--disclosure", level])
            captured = capsysbinary.readouterr()
            assert code in {0, 1}, captured.err.decode()
            printed += (captured.out + captured.err).decode()
    assert [secret for secret in known if any(form in printed for form in forms(secret))] == []


@pytest.mark.parametrize(
    "scenario", ["case", "key-trailing-newline", "key-is-account-token-or-jwt", "key-is-provider-key", "healthy-oidc"]
)
@pytest.mark.parametrize("form", ["json", "text"])
@pytest.mark.parametrize("level", ["public", "private"])
def test_no_secret_is_printed_in_any_combination(
    scenario: str, form: str, level: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: Out
) -> None:
    with serve(scenario) as simulator:
        known = secrets_of(simulator)
        for name, value in simulator.place("production").env.items():
            monkeypatch.setenv(name, value)
        main(["run", "--format", form, "--disclosure", level, "--experiments", "all"])
    captured = capsysbinary.readouterr()
    printed = (captured.out + captured.err).decode()
    assert known
    assert [secret for secret in known if any(piece in printed for piece in forms(secret))] == []


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_report_that_holds_a_secret_is_withheld_whole(form: Any, tmp_path: Any, capsysbinary: Out) -> None:
    found = document("healthy-byok")
    secrets = Secrets([found.credential.fingerprint or ""])
    with pytest.raises(LeakPrevented):
        write_report(found, form, secrets, None)
    with pytest.raises(LeakPrevented):
        write_report(found, form, secrets, str(tmp_path / "out"))
    assert capsysbinary.readouterr().out == b""
    assert not (tmp_path / "out").exists()


def test_what_one_place_watches_is_hidden_of_the_others_and_the_rest_is_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Out
) -> None:
    commit, phrase = "9f8e7d6c5b4a39281706f5e4d3c2b1a098765432", "FAKE-hunter-kitty-77"
    production = document("case", "production")
    production = production.model_copy(update={"runtime": production.runtime.model_copy(update={"commit": commit})})
    files = [tmp_path / f"{name}.json" for name in ("production", commit, phrase)]
    for file in files:
        file.write_text(production.model_dump_json())
    printed = ""
    with serve("case") as simulator:
        watching = {"GATEWAY_PROBE_WATCH": "OTHER_COMMIT,PHRASE", "OTHER_COMMIT": commit, "PHRASE": phrase}
        for name, value in {**simulator.place("local").env, **watching}.items():
            monkeypatch.setenv(name, value)
        for file, called in zip(files, ("production", "place", "place 2"), strict=True):
            assert main(["compare", "local", str(file), "--format", "json", "--quiet"]) == 1
            captured = capsysbinary.readouterr()
            printed += (captured.out + captured.err).decode()
            comparison = json.loads(captured.out)
            assert [place["name"] for place in comparison["places"]] == ["local", called]
            assert comparison["explanations"][0]["code"] == "refusal-depends-on-origin"
            assert "commit" in {item["field"] for item in comparison["not_compared"]}
    assert commit not in printed
