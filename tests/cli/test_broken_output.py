"""What stands between a finished run and what the command prints, broken in turn: the Document comes all the same."""

import json
from pathlib import Path
from types import FrameType
from typing import Any, get_args

import pytest

from gateway_probe.cli import main
from gateway_probe.cli.serve import write_env_files
from gateway_probe.document import read_document
from gateway_probe.document.judgement import Status
from gateway_probe.probe import pipeline
from gateway_simulator import serve
from tests.breaking import breaking, called_after, room_of

Out = pytest.CaptureFixture[str]
KEPT = {
    "paid_for",
    "leaks_explained",
    "say",
    "withholding",
    "_Filtered.write",
    "_Filtered.__getattr__",
    "terminal_width",
}
"""What a line to a person needs, what stands around it all, and what the parser calls before anything is paid."""


def has_run(frame: FrameType, event: str, argument: object) -> bool:
    return frame.f_code is pipeline._run.__code__ and event == "return" and argument is not None


@pytest.mark.parametrize("arguments", [["--format", "text"], ["--output", "report.json", "--history", "kept"]])
def test_a_paid_run_is_told_whatever_breaks_after_it(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    monkeypatch.chdir(tmp_path)
    whole = ["run", "--quiet", "--format", "json", *arguments]
    wrong = []
    with serve("healthy-byok") as simulator:
        for name, value in simulator.place("local").env.items():
            monkeypatch.setenv(name, value)
        called = called_after(has_run, lambda: main(whole))
        codes = [code for code in called if code.co_qualname not in KEPT and room_of(code) == "cli"]
        capsys.readouterr()
        for code in codes:
            Path("report.json").unlink(missing_ok=True)
            with breaking(called[code]):
                main(whole)
            said = capsys.readouterr()
            told = said.out or (Path("report.json").read_text() if Path("report.json").exists() else "")
            if not any(status in told.lower() for status in get_args(Status)):
                wrong.append(f"{code.co_qualname}: {said.err[-100:]}")
            elif said.out.startswith("{"):
                read_document(said.out.encode())
    assert len(codes) >= 4
    assert wrong == []


def broken(*_arguments: object, **_options: object) -> Any:
    raise ZeroDivisionError


@pytest.mark.parametrize("breaks", ["compare_documents", "withhold", "write_report"])
def test_a_comparison_that_breaks_leaves_what_was_asked_for_it(
    breaks: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(f"gateway_probe.cli.compare.{breaks}", broken)
    with serve("case") as simulator:
        write_env_files(simulator, ["local", "production"], tmp_path)
        code = main(["compare", "local:local.env", "local:production.env"])
    documents = json.loads(capsys.readouterr().out)
    assert (code, len(documents)) == (3, 2)
    for document in documents:
        read_document(document)


def test_an_account_that_breaks_leaves_the_run_that_was_made_before(
    monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    monkeypatch.setattr("gateway_probe.cli.account_too.read", broken)
    with serve("healthy-byok") as simulator:
        for name, value in simulator.place("local").env.items():
            monkeypatch.setenv(name, value)
        code = main(["run", "--quiet", "--no-env-file", "--account", "--format", "json"])
    assert (code, read_document(capsys.readouterr().out.encode()).verdict.status) == (0, "healthy")


@pytest.mark.parametrize("options", [["--account"], []])
def test_a_wrong_use_is_told_as_such(options: list[str], tmp_path: Path, capsys: Out) -> None:
    assert main(["compare", str(tmp_path / "nothing.json"), str(tmp_path / "none.json"), *options]) == 2
    assert capsys.readouterr().out == ""
