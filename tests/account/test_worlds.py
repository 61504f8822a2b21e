"""The seed's question, settled by the account in six worlds that a run alone leaves open: one of them with the real CLI."""

import json
from pathlib import Path

import pytest

from tests.account.account_api import CIPHER, MAIL, VALUE, account_api
from tests.account.vercel import TOKEN, ask, saved_document
from tests.account.worlds import HOST, WORLDS, ids_of, seed


@pytest.mark.parametrize("name", WORLDS)
def test_the_account_settles_what_a_run_leaves_open(name: str, tmp_path: Path) -> None:
    settles(name, tmp_path)


@pytest.mark.contract
@pytest.mark.usefixtures("vercel_cli")
def test_the_real_cli_settles_what_a_run_leaves_open(tmp_path: Path) -> None:
    """The world that takes the most calls."""
    settles("other-team", tmp_path, real=True)


def settles(name: str, tmp_path: Path, *, real: bool = False) -> None:
    make_world, make_document, code, confidence = WORLDS[name]
    document = make_document()
    assert document.verdict.confidence != "certain", "the run must leave it open"
    (tmp_path / "tmp").mkdir()
    with account_api(make_world(document)) as api:
        done = ask(
            tmp_path, api, f"production=https://{HOST}", saved_document(tmp_path, document), "--format", "json",
            "--disclosure", "private", TMPDIR=str(tmp_path / "tmp"), real=real,
        )  # fmt: skip
    assert done.returncode == 1, done.stderr
    report = json.loads(done.stdout)
    errors = {item["code"]: item["confidence"] for item in report["findings"] if item["severity"] != "info"}
    assert errors.get(code) == confidence, errors
    wrong = {found for _, _, found, _ in WORLDS.values()} - {code}
    assert not wrong & errors.keys(), f"{name} is told as {sorted(errors)}"
    assert not api.writes
    assert len(api.requests) <= 20, api.requests
    for value in (VALUE, CIPHER, TOKEN, MAIL):
        assert value not in done.stdout + done.stderr
    for file in (file for file in tmp_path.rglob("*") if file.is_file()):
        content = file.read_text(errors="replace")
        assert not [value for value in (VALUE, CIPHER, TOKEN, MAIL) if value in content], file
    assert not list((tmp_path / "tmp").iterdir()), "nothing is left behind"


def test_a_public_document_is_joined_by_fingerprint_and_by_the_moment_of_last_use(tmp_path: Path) -> None:
    make_world, make_document, code, _ = WORLDS["other-team"]
    world = make_world(make_document())
    public = seed("public")
    # Made by another run: the key's last use is that run's.
    world.keys["team_FAKEanotherTeam00000001"][0]["activeAt"] = int((public.probe.started_at.timestamp() + 0.2) * 1000)
    with account_api(world) as api:
        done = ask(
            tmp_path, api, f"production=https://{HOST}", saved_document(tmp_path, public), "--format", "json",
            "--project", "fake-app", "--team", "fake-acme",
        )  # fmt: skip
    report = json.loads(done.stdout)
    assert code in {item["code"] for item in report["findings"]}
    joins = {(join["what"], join["how"]) for join in report["joins"] if join["joined"]}
    assert {("deployment", "fingerprint"), ("key", "last-use"), ("team", "fingerprint")} <= joins
    for known in (*ids_of(public), HOST, "fake-acme", "fake key of a person", "4wXy", "8aBc", MAIL):
        assert known not in done.stdout, f"{known} stands in a public report"
