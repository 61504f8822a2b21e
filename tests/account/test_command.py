"""`gateway-probe account` as a process: its formats, levels, files and exit codes, and `--account` beside a run."""

import json
from pathlib import Path
from typing import get_args

import pytest

from gateway_probe.reports import Format
from gateway_simulator import serve
from tests.account.account_api import CIPHER, MAIL, VALUE, event
from tests.account.vercel import saved_document
from tests.account.worlds import HOST, OTHER_TEAM, WORLDS, healthy_account, ids_of, seed
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


def test_a_healthy_account_ends_with_0(tmp_path: Path) -> None:
    arguments = saved(tmp_path)
    world = healthy_account(seed())
    (tmp_path / "answers.json").write_text(json.dumps(world.saved([HOST])))
    done = command("account", f"production=https://{HOST}", "--from-file", arguments[-1])
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--from-file", "nowhere.json"], "cannot be read"),
        (["--from-file", "empty.json"], "not JSON"),
        (["--from-file", "other.json"], "names of calls"),
        (["local"], "gateway-probe run --account"),
        (["--since", "tomorrow"], "must be like"),
        (["--since", "2199-01-01"], "must lie in the past"),
    ],
)
def test_wrong_use_says_what_to_do(arguments: list[str], words: str, tmp_path: Path) -> None:
    (tmp_path / "empty.json").write_text("")
    (tmp_path / "other.json").write_text('{"something": 1}')
    done = command("account", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr


def test_without_the_command_the_documents_are_told_and_the_exit_code_is_3(tmp_path: Path) -> None:
    done = command("account", saved_document(tmp_path, seed()), PATH=str(tmp_path))
    assert done.returncode == 3
    assert "no-command" in done.stderr
    assert "npm install --global vercel" in done.stderr
    assert "byok_requires_paid_credits" in done.stdout


def test_run_adds_the_account_and_keeps_its_own_answer_without_it(tmp_path: Path) -> None:
    with serve("free-tier") as simulator:
        variables = dict(simulator.place("local").env)
        plain = command("run", "--quiet", cwd=tmp_path, **variables)
        done = command("run", "--account", "--quiet", cwd=tmp_path, **{**variables, "PATH": str(tmp_path)})
    assert "no-command" in done.stderr
    assert done.returncode == plain.returncode == 1
    assert done.stdout.splitlines()[3] == plain.stdout.splitlines()[3], "the report itself is the same"
    assert "ACCOUNT: not asked" in done.stdout


def test_compare_adds_the_account_in_a_file_beside_its_own(tmp_path: Path) -> None:
    one, two = saved_document(tmp_path, seed(), "one"), saved_document(tmp_path, seed(), "two")
    done = command(
        "compare", one, two, "--account", "--format", "json", "--output", "both.json", cwd=tmp_path, PATH=str(tmp_path)
    )
    assert "places" in json.loads((tmp_path / "both.json").read_text())
    beside = json.loads((tmp_path / "both.account.json").read_text())
    assert [place["name"] for place in beside["places"]] == ["one", "two"]
    assert done.returncode == 3, "the places are alike, and the account could not be asked"


@pytest.mark.parametrize("form", ["json", "junit", "html", "brief"])
def test_a_second_report_that_could_not_follow_the_first_is_refused_before_the_run(form: str) -> None:
    done = command("run", "--account", "--format", form)
    assert done.returncode == 2
    assert "--output" in done.stderr
    assert "asking" not in done.stderr


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
