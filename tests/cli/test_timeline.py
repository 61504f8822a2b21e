"""`gateway-probe timeline`: stretches of one verdict, and what changed between them."""

import json
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from gateway_probe.cli import main
from gateway_probe.cli.course import Courses, course_of
from gateway_probe.cli.history import History
from gateway_probe.cli.timeline import MAX_RUNS
from gateway_probe.disclosure import Secrets
from gateway_probe.document import Document
from gateway_probe.releasing import release
from gateway_probe.reports import Format
from tests.accuracy.test_free_checks import free
from tests.causes.documents import document
from tests.reports.test_hostile import HOSTILE, with_everywhere

Out = pytest.CaptureFixture[str]
OLD, NEW = "1" * 40, "2" * 40


def run(found: Document, hours: float, commit: str = OLD, **key: Any) -> Document:
    probe = found.probe.model_copy(update={"started_at": document("case").probe.started_at + timedelta(hours=hours)})
    runtime = found.runtime.model_copy(update={"commit": commit})
    variables = [item.model_copy(update=key) if item.role == "gateway-key" else item for item in found.variables]
    return found.model_copy(update={"probe": probe, "runtime": runtime, "variables": variables})


@cache
def story() -> list[Document]:
    return [
        run(document("healthy-byok"), 0),
        run(free("healthy-byok"), 1),
        run(document("healthy-byok"), 2),
        run(document("case"), 3, NEW),
        run(document("case"), 4, NEW),
        run(document("healthy-byok"), 5, NEW, fingerprint="fp1:000000000000"),
    ]


def keep(folder: Path, place: str, *documents: Document) -> None:
    for found in documents:
        History(folder).keep(place, found, Secrets())


def test_runs_that_say_the_same_are_one_stretch() -> None:
    stretches = course_of("production", reversed(story())).stretches
    assert [(one.runs, one.status, one.code) for one in stretches] == [
        (3, "healthy", "healthy"),
        (2, "failing", "refusal-depends-on-origin"),
        (1, "healthy", "healthy"),
    ]
    assert [one.changed for one in stretches] == [[], ["commit"], ["key"]]
    assert (stretches[1].since, stretches[1].until) == (story()[3].probe.started_at, story()[4].probe.started_at)


def test_free_checks_that_passed_do_not_interrupt_health_and_are_not_called_it() -> None:
    (mixed,) = course_of("a", [story()[1], story()[0], story()[2]]).stretches
    (alone,) = course_of("a", [story()[1]]).stretches
    assert (mixed.code, mixed.runs, mixed.confidence) == ("healthy", 3, story()[0].verdict.confidence)
    assert (alone.status, alone.code, alone.good_news) == ("inconclusive", "free-checks-passed", True)


def test_what_is_not_known_did_not_change() -> None:
    before, after = run(document("healthy-byok"), 0, ""), run(document("case"), 1, NEW, fingerprint=None)
    assert course_of("a", [before, after]).stretches[1].changed == []


def test_the_command_tells_the_story(tmp_path: Path, capsys: Out) -> None:
    keep(tmp_path, "production", *story())
    keep(tmp_path, "preview", story()[3])
    assert main(["timeline", "production", "--history", str(tmp_path)]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "2 changes of the verdict in 6 runs of 1 place." in told
    assert (
        "healthy (certain) since 2026-11-24 17:00; before that failing, refusal-depends-on-origin, with another key"
        in told
    )
    assert "failing, refusal-depends-on-origin commit 2222222" in told
    assert main(["timeline", "--history", str(tmp_path), "--format", "json"]) == 1, "one place fails now"
    courses = json.loads(capsys.readouterr().out)["courses"]
    assert {course["place"]: len(course["stretches"]) for course in courses} == {"production": 3, "preview": 1}


def test_a_folder_that_is_called_by_what_may_be_a_key_is_told_as_a_place(tmp_path: Path, capsys: Out) -> None:
    key = "vck_FAKEq7Zr2mXp9LsT4vWn8KbYc3HdJf6GaEu5Ro"
    keep(tmp_path, key, *story())
    main(["timeline", "--history", str(tmp_path), "--format", "json"])
    told = capsys.readouterr().out
    assert key not in told
    assert [course["place"] for course in json.loads(told)["courses"]] == ["place"]


def test_a_page_and_every_other_format_tell_it_too(tmp_path: Path, capsys: Out) -> None:
    keep(tmp_path, "production", *story())
    for form in get_args(Format):
        assert main(["timeline", "--history", str(tmp_path), "--format", form]) == 0
        printed = capsys.readouterr()
        assert printed.err == "", form
        assert "healthy" in printed.out.lower() or form == "junit"
        if form in {"html", "text", "markdown"}:
            assert "refusal-depends-on-origin" in printed.out.replace("\\", "")
            assert "commit" in printed.out


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("form", get_args(Format))
def test_a_document_of_somebody_elses_making_stays_text(name: str, form: Format) -> None:
    courses = Courses(courses=[course_of("production", [with_everywhere(HOSTILE[name])])])
    printed = release(courses, form, Secrets()).content.decode()
    assert "\x1b" not in printed
    assert form != "html" or "<script>alert" not in printed


def test_the_newest_runs_are_told_where_there_are_very_many(
    tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MAX_RUNS == 1_000
    monkeypatch.setattr("gateway_probe.cli.timeline.MAX_RUNS", 2)
    keep(tmp_path, "production", *story())
    main(["timeline", "--history", str(tmp_path), "--format", "json"])
    printed = capsys.readouterr()
    assert sum(one["runs"] for one in json.loads(printed.out)["courses"][0]["stretches"]) == 2
    assert "newest 2 runs" in printed.err


@pytest.mark.parametrize(("place", "says"), [([], "holds no Documents"), (["staging"], "nothing is kept of staging")])
def test_an_empty_history_is_said(tmp_path: Path, capsys: Out, place: list[str], says: str) -> None:
    assert main(["timeline", *place, "--history", str(tmp_path)]) == 2
    assert says in capsys.readouterr().err
