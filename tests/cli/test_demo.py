"""`gateway-probe demo`: the case from both sides, without an account, a key or a network."""

from pathlib import Path

import pytest

from gateway_probe.cli import main
from gateway_probe.document import read_document
from gateway_simulator import load_scenario, serve
from tests.cli.commands import command, secrets_of


def test_both_documents_are_written_and_both_verdicts_printed(tmp_path: Path) -> None:
    done = command("demo", "--output", "out/here", cwd=tmp_path)
    assert done.returncode == 0
    folder = tmp_path / "out" / "here"
    assert {file.name for file in folder.iterdir()} == {
        f"{name}.{ending}" for name in ("local", "production") for ending in ("json", "txt", "html")
    }  # fmt: skip
    local, production = (read_document((folder / f"{name}.json").read_bytes()) for name in ("local", "production"))
    assert (local.verdict.code, local.runtime.platform) == ("healthy", "local")
    assert (production.verdict.code, production.runtime.platform) == ("refusal-depends-on-origin", "vercel")
    lines = done.stdout.splitlines()
    assert next(line for line in lines if line.startswith("local ")).split()[1:3] == ["HEALTHY", "healthy"]
    assert next(line for line in lines if line.startswith("production ")).split()[1:3] == [
        "FAILING", "refusal-depends-on-origin",
    ]  # fmt: skip
    assert "the same key, by fingerprint" in done.stdout
    written = "".join(file.read_text(encoding="utf-8") for file in folder.iterdir()) + done.stdout + done.stderr
    with serve(load_scenario("case")) as simulator:
        assert [secret for secret in secrets_of(simulator) if secret in written] == []


@pytest.mark.parametrize("arguments", [("demo",), ("simulate", "case")], ids=["demo", "simulate"])
def test_a_link_under_a_name_of_theirs_is_not_followed(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Somebody's project holds it, and what it leads to is the person's own."""
    mine = tmp_path / "mine"
    mine.write_text("mine")
    for name in ("demo-out/local.json", "simulated/local.env"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).symlink_to(mine)
    done = command(*arguments, cwd=tmp_path)
    assert (done.returncode, mine.read_text()) == (2, "mine")
    assert "cannot be written" in done.stderr


def test_two_keys_are_told_apart(tmp_path: Path) -> None:
    """The keys of this scenario differ between the places, whatever else is alike."""
    done = command("demo", "key-of-other-team", "--output", str(tmp_path))
    local, production = (read_document((tmp_path / f"{name}.json").read_bytes()) for name in ("local", "production"))
    prints = {v.fingerprint for d in (local, production) for v in d.variables if v.role == "gateway-key"}
    assert len(prints) == 2
    assert ": not the same key" in done.stdout


def test_a_folder_that_cannot_be_made_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert main(["demo", "--output", str(tmp_path / "file" / "out")]) == 2
    assert "cannot be written" in capsys.readouterr().err
