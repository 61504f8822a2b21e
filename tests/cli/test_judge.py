"""`judge`: a Document judged again from itself, those of the first build too."""

import json
from pathlib import Path
from typing import Any

import pytest

from gateway_probe.cli import main
from gateway_probe.document import read_document

RECORDED = Path(__file__).parent.parent / "documents"
HEALTHY = RECORDED / "first-build-healthy.json"
BLOCKED = RECORDED / "first-build-team-blocked.json"


def tree_of(file: Path) -> dict[str, Any]:
    tree: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return tree


def test_what_an_older_build_was_too_sure_of_is_said_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert tree_of(HEALTHY)["verdict"]["confidence"] == "certain"
    assert main(["judge", str(HEALTHY)]) == 0
    told = capsys.readouterr()
    assert f"{HEALTHY}: was healthy, healthy (certain), now healthy, healthy (possible)" in told.err
    assert "not seen: " in told.err
    assert "healthy" in told.out


def test_a_refusal_keeps_its_cause_and_what_is_open_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["judge", str(BLOCKED)]) == 1
    told = capsys.readouterr().err
    assert "was failing, team-blocked (certain), now failing, team-blocked (likely)" in told
    assert "rests on: /gateway/checks/" in told
    assert "still open: card-not-accepted; this would decide: " in told


def test_a_document_that_was_judged_again_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    again = tmp_path / "again.json"
    assert main(["judge", str(BLOCKED), "--format", "json", "--output", str(again)]) == 1
    made = read_document(again.read_bytes())
    assert len(made.redactions) >= len(tree_of(BLOCKED)["redactions"])
    capsys.readouterr()
    assert main(["judge", str(again)]) == 1
    assert "the verdict stands: failing, team-blocked (likely)" in capsys.readouterr().err


def test_several_are_judged_one_after_the_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["judge", str(HEALTHY), str(BLOCKED)]) == 1
    told = capsys.readouterr().err
    assert str(HEALTHY) in told
    assert str(BLOCKED) in told


def test_a_file_that_cannot_be_judged_hides_no_verdict_of_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken, missing = tmp_path / "broken.json", tmp_path / "missing.json"
    broken.write_bytes(BLOCKED.read_bytes()[:1_000])
    for unreadable, code, why in ((broken, 3, "is not JSON"), (missing, 2, "make one: gateway-probe run")):
        assert main(["judge", str(HEALTHY), str(unreadable), str(BLOCKED)]) == code
        told = capsys.readouterr()
        assert why in told.err
        assert told.err.count(".json: was ") == 2
        assert "HEALTHY: healthy" in told.out
        assert "FAILING: team-blocked" in told.out


def test_the_verdict_that_a_file_brings_along_is_not_believed_nor_repeated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = tree_of(BLOCKED)
    tree["verdict"] |= {"code": "\x1b[31mowned", "status": "healthy", "confidence": "certain"}
    forged = tmp_path / "forged.json"
    forged.write_text(json.dumps(tree), encoding="utf-8")
    assert main(["judge", str(forged)]) == 1
    told = capsys.readouterr()
    assert "owned" not in told.out + told.err
    assert "now failing, team-blocked" in told.err


def test_what_is_no_document_and_what_is_not_there_end_as_documented(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.json"
    other.write_text("{}", encoding="utf-8")
    assert main(["judge", str(other)]) == 3
    assert main(["judge", str(tmp_path / "nowhere.json")]) == 2
    assert main(["judge", str(HEALTHY), str(BLOCKED), "--format", "json"]) == 2
    assert capsys.readouterr().out == ""
