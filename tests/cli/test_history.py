"""Documents kept by place and time, and `compare --last`."""

import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway_probe.cli import main
from gateway_probe.cli.exit_codes import WrongUse
from gateway_probe.cli.files import write_file
from gateway_probe.cli.history import History
from gateway_probe.cli.output import write_report
from gateway_probe.comparison import compare
from gateway_probe.disclosure import LeakPrevented, Secrets
from gateway_probe.document import Document, Level
from gateway_simulator import serve
from tests.causes.documents import document

Out = pytest.CaptureFixture[bytes]


def later(found: Document, seconds: int) -> Document:
    probe = found.probe.model_copy(update={"started_at": found.probe.started_at + timedelta(seconds=seconds)})
    return found.model_copy(update={"probe": probe})


def test_the_newest_document_of_a_place_is_the_last(tmp_path: Path) -> None:
    history = History(tmp_path / "history")
    first, second = document("case"), later(document("healthy-byok"), 3600)
    history.keep("production", second, Secrets())
    history.keep("production", first, Secrets())
    history.keep("preview", first, Secrets())
    assert history.last("production") == second
    assert history.last("staging") is None
    assert history.places() == ["preview", "production"]


def test_one_that_cannot_be_read_is_named_and_passed_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    history = History(tmp_path)
    kept = history.keep("production", document("case"), Secrets())
    (kept.parent / "99991231T000000.000000Z.json").write_text('{"half": ')
    assert history.last("production") == document("case")
    assert "99991231T000000.000000Z.json is left out: not JSON" in capsys.readouterr().err


@given(st.text(max_size=60))
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    target = History(Path("/history"))._folder_of(name)
    assert target.parent == Path("/history")
    assert target.name not in {"", ".", ".."}
    assert "/" not in target.name
    assert "\0" not in target.name


@pytest.mark.parametrize(("one", "other"), [("a/b", "a:b"), ("ä", "ö"), ("", "/"), ("localhost:1", "localhost:2")])
def test_different_names_have_different_folders(tmp_path: Path, one: str, other: str) -> None:
    history = History(tmp_path)
    history.keep(one, document("case"), Secrets())
    assert history.last(other) is None
    assert history.last(one) == document("case")


def test_a_document_that_would_leak_is_not_kept(tmp_path: Path) -> None:
    found = document("case")
    with pytest.raises(LeakPrevented):
        History(tmp_path).keep("production", found, Secrets([found.support.text.splitlines()[0]]))
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize(("level", "mode"), [("private", 0o600), ("public", 0o644)])
def test_private_documents_are_for_their_owner_alone(tmp_path: Path, level: Level, mode: int) -> None:
    seen: list[int] = []
    old = os.umask(0o022)
    try:
        found = document("case", level=level)
        kept = History(tmp_path / "history").keep("production", found, Secrets())
        target = tmp_path / "found.json"
        target.write_text("of everybody")
        target.chmod(mode | 0o044)
        compared = compare([("a", found), ("b", document("case", "local", level))])
        for subject in (found, compared):
            write_report(subject, "json", Secrets(), str(target))
            seen.append(target.stat().st_mode & 0o777)
            assert json.loads(target.read_text())["schema_version"] == "1"
    finally:
        os.umask(old)
    assert seen == [mode | (0o044 if level == "public" else 0)] * 2
    assert kept.stat().st_mode & 0o777 == mode


def test_a_private_file_has_its_mode_before_anything_is_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A `chmod` that comes after leaves a moment in which others can open it."""
    made: list[tuple[int, int]] = []
    real = os.fdopen

    def watched(descriptor: int, *arguments: Any) -> Any:
        found = os.fstat(descriptor)
        made.append((found.st_mode & 0o777, found.st_size))
        return real(descriptor, *arguments)

    monkeypatch.setattr("gateway_probe.cli.files.os.fdopen", watched)
    write_file(tmp_path / "new", b"content", private=True)
    assert made == [(0o600, 0)]


def test_a_private_document_goes_into_no_file_of_somebody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "found.json"
    target.write_text("theirs")
    monkeypatch.setattr("gateway_probe.cli.files.os.geteuid", lambda: os.getuid() + 1)
    with pytest.raises(WrongUse, match="belongs to another user"):
        write_report(document("case", level="private"), "json", Secrets(), str(target))
    assert target.read_text() == "theirs"


def test_a_folder_that_cannot_be_written_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WrongUse, match="cannot be written"):
        History(tmp_path / "file").keep("production", document("case"), Secrets())


def test_a_place_is_compared_with_what_it_was(
    tmp_path: Path, capsysbinary: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = ["--history", str(tmp_path)]
    for scenario, code in (("byok-needs-paid-tier", 1), ("healthy-byok", 0)):
        with serve(scenario) as simulator, monkeypatch.context() as patched:
            for name, value in simulator.place("local").env.items():
                patched.setenv(name, value)
            if scenario == "healthy-byok":
                assert main(["compare", "local", "--last", *folder, "--format", "json"]) == 1
                compared = json.loads(capsysbinary.readouterr().out)
            assert main(["run", "--quiet", *folder]) == code
            capsysbinary.readouterr()
    assert [place["name"] for place in compared["places"]] == ["local", "local before"]
    assert [place["code"] for place in compared["places"]] == ["healthy", "byok-needs-paid-tier"]
    assert len(list((tmp_path / "local").iterdir())) == 3


def test_the_last_of_every_place_are_compared_where_none_is_named(tmp_path: Path, capsysbinary: Out) -> None:
    history = History(tmp_path)
    history.keep("production", document("case"), Secrets())
    history.keep("preview", document("case", "local"), Secrets())
    assert main(["compare", "--last", "--history", str(tmp_path), "--format", "json"]) == 1
    compared = json.loads(capsysbinary.readouterr().out)
    assert [place["name"] for place in compared["places"]] == ["preview", "production"]
    assert compared["outcome"] == "different"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["compare", "--last"], b"--history FOLDER"),
        (["compare", "--last", "--history", "nowhere"], b"holds too few Documents"),
        (["compare"], b"needs two places"),
        (["compare", "local"], b"needs two places"),
        (["compare", "local", "local"], b"same name"),
        (["compare", "local", "b=local", "--model", "a b"], b"--model"),
    ],
)
def test_wrong_use_says_what_to_write(
    arguments: list[str], says: bytes, capsysbinary: Out, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    assert says in capsysbinary.readouterr().err


def test_a_draft_is_a_new_file_and_follows_no_link(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (tmp_path / "draft").symlink_to(elsewhere)
    with pytest.raises(FileExistsError):
        write_file(tmp_path / "draft", b"x", private=True, fresh=True)
    assert not elsewhere.exists()


@pytest.mark.parametrize("holds", ["something", None], ids=["to-a-file", "to-nothing"])
def test_what_is_private_follows_no_link(holds: str | None, tmp_path: Path, capsysbinary: Out) -> None:
    """Whoever made the link chose where it leads; the refusal comes before anything is asked."""
    elsewhere, link = tmp_path / "elsewhere", tmp_path / "link.json"
    if holds is not None:
        elsewhere.write_text(holds)
    link.symlink_to(elsewhere)
    with pytest.raises(WrongUse, match="it is a link"):
        write_report(document("case", level="private"), "json", Secrets(), str(link))
    assert (elsewhere.read_text() if elsewhere.exists() else None) == holds
    assert main(["run", "--disclosure", "private", "--output", str(link)]) == 2
    assert b"it is a link" in capsysbinary.readouterr().err
    write_report(document("case", level="public"), "json", Secrets(), str(link))
    assert json.loads(elsewhere.read_text())["schema_version"] == "1"


@pytest.mark.parametrize("level", ["public", "private"])
def test_a_history_is_its_owners_and_its_places_are_no_links(level: Level, tmp_path: Path) -> None:
    old = os.umask(0o022)
    try:
        folder = tmp_path / "kept" / "history"
        History(folder).keep("production", document("case", level=level), Secrets())
    finally:
        os.umask(old)
    made = (folder.parent, folder, folder / "production")
    assert [path.stat().st_mode & 0o777 for path in made] == [0o700] * 3
    (folder / "preview").symlink_to(tmp_path)
    with pytest.raises(WrongUse, match="its folder is a link"):
        History(folder).keep("preview", document("case", level=level), Secrets())
    assert not list(tmp_path.glob("*.json"))


@pytest.mark.parametrize("broken", ["--history", "--output"])
def test_a_run_that_cannot_be_written_is_not_paid_for(broken: str, tmp_path: Path, capsysbinary: Out) -> None:
    """A file stands where a folder should be: it is said before the gateway is asked."""
    (tmp_path / "file").write_text("")
    with serve("healthy-byok") as simulator, pytest.MonkeyPatch.context() as patch:
        for name, value in simulator.place("local").env.items():
            patch.setenv(name, value)
        assert main(["run", broken, str(tmp_path / "file" / "below"), "--no-env-file"]) == 2
        assert simulator.requests == []
    assert b"cannot be written" in capsysbinary.readouterr().err


def test_a_run_that_was_made_is_told_where_its_file_fails_afterwards(
    tmp_path: Path, capsysbinary: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the disk is full by then: the answer is on the screen, and in the history."""
    folder = tmp_path / "history"

    def fails(path: Path, content: bytes, **how: Any) -> None:
        if path.name == "report.json":
            raise OSError(28, "No space left on device")
        write_file(path, content, **how)

    monkeypatch.setattr("gateway_probe.cli.output.write_file", fails)
    arguments = ["--output", str(tmp_path / "report.json"), "--history", str(folder), "--no-env-file"]
    with serve("healthy-byok") as simulator:
        for name, value in simulator.place("local").env.items():
            monkeypatch.setenv(name, value)
        assert main(["run", "--format", "json", *arguments]) == 2
    printed = capsysbinary.readouterr()
    assert json.loads(printed.out)["verdict"]["status"] == "healthy"
    assert b"the report went to stdout: No space left" in printed.err
    assert len(list(folder.rglob("*.json"))) == 1


def test_a_folder_that_is_only_read_need_not_be_writable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "history"
    for place in ("preview", "production"):
        History(folder).keep(place, document("case", "local"), Secrets())
    monkeypatch.setattr("gateway_probe.cli.history.os.access", lambda *_: False)
    assert main(["compare", "--last", "--history", str(folder), "--quiet"]) in {0, 1}
    assert main(["run", "--history", str(folder), "--no-env-file"]) == 2


def test_what_somebody_put_into_a_history_neither_holds_up_nor_acts(tmp_path: Path, capsys: Any) -> None:
    """A history may come with a project or as an artifact of a job."""
    place = tmp_path / "local"
    place.mkdir()
    os.mkfifo(place / "20261129T150000.000000Z.json")
    (place / "x\x1b[31m\n::error::y.json").write_text("x")
    assert main(["timeline", "--history", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "is left out: not JSON" in said
    assert "\x1b" not in said
    assert not [line for line in said.splitlines() if line.startswith("::")]
