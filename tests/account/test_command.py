"""`gateway-probe account` as a process: its formats, levels, files and exit codes, and `--account` beside a run."""

import json
import os
import re
from pathlib import Path
from typing import get_args

import pytest

from gateway_probe.reports import Format
from gateway_simulator import serve
from tests.account.account_api import CIPHER, MAIL, VALUE, event
from tests.account.vercel import saved_document
from tests.account.worlds import HOST, OTHER_TEAM, WORLDS, healthy_account, ids_of, seed, served_by_system
from tests.cli.commands import command


def saved(folder: Path, name: str = "changed-after-deployment") -> list[str]:
    """Arguments: the place by its host and its Document, and a file of saved answers."""
    make_world, make_document, _, _ = WORLDS[name]
    world = make_world(make_document())
    file = folder / "answers.json"
    file.write_text(json.dumps(world.saved(list(world.deployments), [OTHER_TEAM])), encoding="utf-8")
    return [f"production=https://{HOST}", saved_document(folder, make_document()), "--from-file", str(file)]


@pytest.mark.parametrize("level", ["public", "private"])
@pytest.mark.parametrize("form", get_args(Format))
def test_no_format_or_level_shows_a_value_or_an_address(form: str, level: str, tmp_path: Path) -> None:
    done = command("account", *saved(tmp_path), "--format", form, "--disclosure", level)
    assert done.returncode == 1, done.stderr
    for value in (VALUE, CIPHER, MAIL, "DATABASE_URL"):
        assert value not in done.stdout
    if level == "public":
        for known in (
            *ids_of(seed()),
            HOST,
            "fake-acme",
            "fake key of a person",
            "fake credential of a person",
            "4wXy",
        ):
            assert known not in done.stdout, known
    elif form == "json":
        assert "4wXy" in done.stdout


def test_the_timeline_has_every_kind_in_the_order_of_time(tmp_path: Path) -> None:
    report = json.loads(command("account", *saved(tmp_path, "byok-off"), "--format", "json").stdout)
    times = [moment["at"] for moment in report["timeline"]]
    assert times == sorted(times)
    assert {moment["lane"] for moment in report["timeline"]} == {"run", "deployment", "variable", "account"}


def test_a_value_inside_foreign_words_is_taken_out_of_them(tmp_path: Path) -> None:
    """Names and the log's words are shown at the private level; here they hold the value of a variable."""
    world = healthy_account(seed())
    world.keys[world.home][0]["name"] = f"key {CIPHER}"
    world.byok[world.home][0]["name"] = VALUE
    world.events[world.home] = [{**event("ai-gateway-rule-updated", 1_794_000_000.0), "text": f"set to {VALUE}"}]
    arguments = saved(tmp_path)
    (tmp_path / "answers.json").write_text(json.dumps(world.saved(list(world.deployments), [OTHER_TEAM])))
    done = command("account", *arguments, "--format", "json", "--disclosure", "private")
    assert done.returncode in {0, 1}, done.stderr
    assert "redacted:known-secret" in done.stdout
    assert VALUE not in done.stdout + done.stderr
    assert CIPHER not in done.stdout + done.stderr


def test_a_run_with_a_healthy_account_ends_with_0_and_what_could_not_be_seen_with_1(tmp_path: Path) -> None:
    """Good news alone is 0, as of a verdict: a log that nobody could read is none."""
    served = saved_document(tmp_path, served_by_system(), "served")
    world = healthy_account(served_by_system())
    answers = world.saved(list(world.deployments))
    codes = []
    for given in (
        answers,
        {**answers, "events": None},
        {name: held for name, held in answers.items() if name != "events"},
    ):
        (tmp_path / "answers.json").write_text(json.dumps(given))
        done = command("account", served, "--from-file", str(tmp_path / "answers.json"), "--format", "junit")
        codes.append(done.returncode)
        assert ("<error" in done.stdout) is (done.returncode == 1), "the test report fails where the command does"
    assert codes == [0, 1, 1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--from-file", "nowhere.json"], "cannot be read"),
        (["--from-file", "empty.json"], "not JSON"),
        (["--from-file", "other.json"], "names of calls"),
        (["local"], "gateway-probe run --account"),
        (["app.fake-acme.example"], "an address begins with https://"),
        (["a=https://fake.example", "a=https://other.fake.example"], "two places have the same name"),
        (["a=one.json", "a=one.json"], "two places have the same name"),
        (["--since", "tomorrow"], "must be like"),
        (["--project", "../other"], "must be the name of a project"),
        (["--since", "2199-01-01"], "must lie in the past"),
    ],
)
def test_wrong_use_says_what_to_do(arguments: list[str], words: str, tmp_path: Path) -> None:
    saved_document(tmp_path, seed(), "one")
    (tmp_path / "empty.json").write_text("")
    (tmp_path / "other.json").write_text('{"something": 1}')
    done = command("account", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr


@pytest.mark.parametrize("command_words", [("run",), ("compare", "one.json", "two.json")])
@pytest.mark.parametrize("option", [("--since", "30d"), ("--team", "fake-acme"), ("--project", "fake-app")])
def test_which_account_is_meant_is_not_ignored_where_none_is_asked(
    option: tuple[str, str], command_words: tuple[str, ...], tmp_path: Path
) -> None:
    for name in ("one", "two"):
        saved_document(tmp_path, seed(), name)
    done = command(*command_words, *option, cwd=tmp_path)
    assert done.returncode == 2
    assert f"{option[0]} says which part of the account to read: add --account" in done.stderr
    assert not done.stdout, "nothing was run"


def test_without_the_command_the_documents_are_told_and_the_exit_code_is_3(tmp_path: Path) -> None:
    done = command("account", saved_document(tmp_path, seed()), PATH=str(tmp_path))
    assert done.returncode == 3
    assert "no-command" in done.stderr
    assert "npm install --global vercel" in done.stderr
    assert "byok_requires_paid_credits" in done.stdout


def test_run_adds_the_account_and_keeps_its_own_answer_without_it(tmp_path: Path) -> None:
    with serve("byok-needs-paid-tier") as simulator:
        variables = dict(simulator.place("local").env)
        plain = command("run", "--quiet", cwd=tmp_path, **variables)
        done = command("run", "--account", "--quiet", cwd=tmp_path, **{**variables, "PATH": str(tmp_path)})
    assert "no-command" in done.stderr
    assert done.returncode == plain.returncode == 1
    assert done.stdout.splitlines()[3] == plain.stdout.splitlines()[3], "the report itself is the same"
    assert "ACCOUNT: not asked" in done.stdout


@pytest.mark.parametrize("to_file", [True, False])
def test_as_json_the_account_is_a_field_more_of_the_comparison(to_file: bool, tmp_path: Path) -> None:
    one, two = saved_document(tmp_path, seed(), "one"), saved_document(tmp_path, seed(), "two")
    target = ["--output", "both.json"] if to_file else []
    done = command("compare", one, two, "--account", "--format", "json", *target, cwd=tmp_path, PATH=str(tmp_path))
    both = json.loads((tmp_path / "both.json").read_text() if to_file else done.stdout)
    assert both["outcome"] == "same"
    assert [place["name"] for place in both["account"]["places"]] == ["one", "two"]
    assert done.returncode == 3, "the places are alike, and the account could not be asked"


@pytest.mark.parametrize("form", get_args(Format))
def test_every_format_holds_a_run_and_the_account(form: str, tmp_path: Path) -> None:
    with serve("byok-needs-paid-tier") as simulator:
        variables = {**simulator.place("local").env, "PATH": str(tmp_path)}
        done = command("run", "--account", "--format", form, "--quiet", cwd=tmp_path, **variables)
        kept = command("run", "--account", "--format", form, "--quiet", "--output", "kept", cwd=tmp_path, **variables)
    assert done.returncode == kept.returncode == 1
    written = (tmp_path / "kept").read_text(encoding="utf-8")
    for shown in (done.stdout, written):
        assert 'gateway_probe_account="inconclusive"' in shown if form == "openmetrics" else "vercel" in shown
        assert 'gateway_probe_verdict="failing"' in shown if form == "openmetrics" else "byok-needs-paid-tier" in shown
        assert len(shown.encode()) <= 2_000 or form != "brief"
        if form in {"json", "brief"}:
            assert json.loads(shown)["verdict"]["status"] == "failing"
            assert json.loads(shown)["account"]["trouble"] == "there is no `vercel` command on the PATH"
        if form == "junit":
            assert "<error" in shown
            assert 'name="verdict byok-needs-paid-tier"' in shown
        if form == "html":
            ids = re.findall(r' id="([^"]+)"', shown)
            assert len(ids) == len(set(ids))
            assert shown.index("byok-needs-paid-tier") < shown.index('id="account"')
    assert [file.name for file in tmp_path.iterdir()] == ["kept"]


@pytest.mark.parametrize("form", ["json", "html"])
def test_a_run_that_is_kept_with_the_account_is_read_as_a_document_again(form: str, tmp_path: Path) -> None:
    with serve("byok-needs-paid-tier") as simulator:
        variables = {**simulator.place("local").env, "PATH": str(tmp_path)}
        command("run", "--account", "--format", form, "--output", "kept", "--quiet", cwd=tmp_path, **variables)
    done = command("judge", "kept", "--format", "json", cwd=tmp_path)
    assert json.loads(done.stdout)["verdict"]["code"] == "byok-needs-paid-tier"


def test_a_shell_that_holds_the_same_key_joins_by_its_ending(tmp_path: Path) -> None:
    with serve("untouched-grants") as simulator:
        key = simulator.place("production").env["AI_GATEWAY_API_KEY"]
    world = healthy_account(seed())
    world.keys[OTHER_TEAM] = [
        {**world.keys[world.home][0], "id": "ak_FAKEx", "teamId": OTHER_TEAM, "partialKey": key[-4:]}
    ]
    arguments = saved(tmp_path)
    (tmp_path / "answers.json").write_text(json.dumps(world.saved(list(world.deployments), [OTHER_TEAM])))
    done = command("account", *arguments, "--format", "json", AI_GATEWAY_API_KEY=key)
    joins = [join for join in json.loads(done.stdout)["joins"] if join["what"] == "key"]
    assert [(join["joined"], join["how"]) for join in joins] == [(True, "ending")]
    assert key[-4:] not in [join["ending"] for join in joins]


@pytest.mark.parametrize("made", ["pipe", "nested", "no link"])
def test_a_link_of_another_kind_is_none(tmp_path: Path, made: str) -> None:
    """In a folder that somebody else made."""
    (tmp_path / ".vercel").mkdir()
    link = tmp_path / ".vercel" / "project.json"
    if made == "pipe":
        os.mkfifo(link)
    else:
        link.write_text("[" * 1_000_000 if made == "nested" else "[1]")
    done = command("account", *saved(tmp_path), "--format", "json", "--disclosure", "private", cwd=tmp_path)
    assert json.loads(done.stdout)["account"]["team"] == healthy_account(seed()).home, done.stderr
