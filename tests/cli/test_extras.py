"""A plain installation, without the extra `cli`: each command works, or says what it lacks by a name that an index has."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from gateway_probe.cli import main
from gateway_probe.cli.commands import COMMANDS
from gateway_probe.cli.extras import DISTRIBUTIONS
from tools.docs import ROOT

Out = pytest.CaptureFixture[str]
LACKS = {
    ("run",): "python-dotenv",
    ("compare", "local:.env.local", "there.json"): "python-dotenv",
    ("serve", "--port", "0", "--no-env-file"): "uvicorn",
    ("simulate", "case"): "uvicorn",
    ("demo",): "uvicorn",
    ("init",): "tomlkit",
}
WORKS = {
    ("run", "--no-env-file", "--format", "brief"): 1,
    ("explain", "byok_requires_paid_credits"): 0,
    ("schema",): 0,
    ("judge", "here.json"): 0,
    ("fetch", "http://127.0.0.1:9"): 3,
    ("watch", "http://127.0.0.1:9", "--expect-commit", "0123456", "--wait", "1"): 3,
    ("timeline", "--history", "none"): 2,
    ("account",): 3,
}


@pytest.fixture(autouse=True)
def _plain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in DISTRIBUTIONS:
        monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("GATEWAY_PROBE_BASE_URL", "http://127.0.0.1:9")
    (tmp_path / ".env.local").write_text("AI_GATEWAY_API_KEY=FAKE\n")
    (tmp_path / "package.json").write_text("{}")
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "app"\ndependencies = []\n')
    recorded = (ROOT / "tests" / "documents" / "first-build-healthy.json").read_bytes()
    for name in ("here.json", "there.json"):
        (tmp_path / name).write_bytes(recorded)


@pytest.mark.parametrize("arguments", LACKS, ids=lambda arguments: arguments[0])
def test_it_says_what_it_lacks(arguments: tuple[str, ...], capsys: Out) -> None:
    assert main(list(arguments)) == 2
    said = capsys.readouterr().err
    assert "pip install '.[cli]' in a checkout of gateway-probe, or" in said
    assert f"pip install {LACKS[arguments]}\n" in said


@pytest.mark.parametrize("arguments", WORKS, ids=lambda arguments: arguments[0])
def test_it_works_without(arguments: tuple[str, ...], capsys: Out) -> None:
    assert main(list(arguments)) == WORKS[arguments], capsys.readouterr().err
    assert "not installed here" not in capsys.readouterr().err


def test_the_scenarios_are_listed_without_a_server() -> None:
    """In a process of its own: here the simulator is imported already."""
    code = "import sys; sys.modules['uvicorn'] = None; from gateway_probe.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code, "simulate", "--list"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_every_command_is_one_of_both() -> None:
    assert {arguments[0] for arguments in [*LACKS, *WORKS]} == set(COMMANDS)


def test_what_is_named_is_what_the_extra_brings() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = {re.split(r"[<>=]", item)[0] for item in project["optional-dependencies"]["cli"]}
    assert set(DISTRIBUTIONS.values()) == extra


def test_no_index_is_asked_for_the_package_itself(capsys: Out) -> None:
    """It is on none: `pip install gateway-probe` would bring whatever somebody puts there."""
    for arguments in LACKS:
        main(list(arguments))
    assert not re.search(r"install \S*gateway-probe", capsys.readouterr().err)
