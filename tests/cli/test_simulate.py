"""`gateway-probe simulate`: the scenarios, and env files for `run`."""

import re
import shlex
from pathlib import Path

import pytest

from gateway_probe.cli import main
from gateway_probe.cli.serve import write_env_files
from gateway_probe.document import read_document
from gateway_simulator import load_scenario, scenario_names, serve
from tests.cli.commands import answers, command, interrupt, running, said

Out = pytest.CaptureFixture[str]


@pytest.mark.parametrize("arguments", [["--list"], []], ids=["--list", "no scenario"])
def test_every_scenario_is_listed_with_its_title(arguments: list[str], capsys: Out) -> None:
    assert main(["simulate", *arguments]) == 0
    printed = capsys.readouterr().out
    assert re.findall(r"^\S+", printed, re.MULTILINE) == scenario_names()
    listed = " ".join(printed.split())
    assert all(f"{name} {load_scenario(name).title}" in listed for name in scenario_names())


@pytest.mark.parametrize("name", ["simulate", "demo"])
@pytest.mark.parametrize(
    ("asked", "hint"),
    [("key-absant", "key-absent"), ("healthy", "healthy-byok"), ("../catalogue", "--list"), ("zzzzzz", "--list")],
)
def test_an_unknown_scenario_is_wrong_use_and_the_nearest_are_offered(
    name: str, asked: str, hint: str, capsys: Out
) -> None:
    assert main([name, asked]) == 2
    printed = capsys.readouterr()
    assert hint in printed.err
    assert printed.out == ""


def test_its_env_files_are_for_run_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    with running("simulate", "case", "--env-dir", str(tmp_path / "simulated")) as process:
        port = int(said(process, "simulated gateway at ").split()[3].rsplit(":", 1)[1])
        for place in ("local", "production"):
            assert f"simulated/{place}.env" in said(process, f"  {place}: ")
        verdicts = {}
        for place in ("local", "production"):
            file = tmp_path / "simulated" / f"{place}.env"
            done = command("run", "--env-file", str(file), "--format", "json")
            verdicts[place] = (done.returncode, read_document(done.stdout.encode()).verdict.code)
        assert interrupt(process) == 0
    assert verdicts == {"local": (0, "healthy"), "production": (1, "refusal-depends-on-origin")}
    assert not answers(port)


def test_a_folder_that_cannot_be_made_is_wrong_use(tmp_path: Path, capsys: Out) -> None:
    (tmp_path / "file").touch()
    assert main(["simulate", "case", "--env-dir", str(tmp_path / "file" / "folder")]) == 2
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize("folder", ["two words", "-rf", "it's $HOME"])
def test_the_command_that_it_prints_works_whatever_the_folder_is_called(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    monkeypatch.chdir(tmp_path)
    with serve("case") as simulator:
        write_env_files(simulator, ["local"], Path(folder))
    command_line = shlex.split(capsys.readouterr().err.removeprefix("  local: "))
    assert command_line[:3] == ["gateway-probe", "run", "--env-file"]
    assert not command_line[3].startswith("-")
    assert Path(command_line[3]).read_text().startswith("GATEWAY_PROBE_BASE_URL=")


def test_ctrl_c_is_seen_soon_also_where_it_comes_just_before_a_sleep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        raise KeyboardInterrupt

    monkeypatch.setattr("gateway_probe.cli.serve.sleep", sleep)
    assert main(["simulate", "case", "--env-dir", str(tmp_path)]) == 0
    assert len(slept) == 1
    assert slept[0] <= 1
