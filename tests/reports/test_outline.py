"""One outline for every format: the five first things open each of them, and no format knows less than another."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from html import unescape
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from gateway_probe.comparison import compare
from gateway_probe.document import Document
from gateway_probe.document.comparison import Comparison
from gateway_probe.document.judgement import NextStep
from gateway_probe.reports import render
from gateway_probe.reports.blocks import Bar, Gate, Paragraph
from gateway_probe.reports.brief import MAX_BYTES
from gateway_probe.reports.outline import outline_of
from gateway_probe.reports.path import GATES, path_of
from gateway_probe.reports.summary import MAX_LINES
from gateway_simulator import load_scenario, scenario_names
from tests.causes.documents import document
from tests.reports.rendered import Shown, markdown_shown
from tests.reports.test_hostile import HOSTILE, with_everywhere
from tests.worlds import parts
from tests.worlds.limits import PAYING
from tests.worlds.world import visit

PLACES = [
    (name, place)
    for name in scenario_names()
    if not name.startswith(("gateway-", "slow-"))
    for place in load_scenario(name).places
]
FIVE = ["Your error", "Cause", "Do this now", "How sure", "Asked"]
TELLING = [
    "case",
    "healthy-byok",
    "byok-needs-paid-tier",
    "key-absent",
    "key-trailing-newline",
    "two-teams-two-refusals",
    "model-unknown-or-retired",
]


def compared() -> Comparison:
    return compare([("local", document("case", "local")), ("production", document("case"))])


def texts_of(value: Any) -> Iterator[str]:
    """Every text of a block that is for people, of whatever kind the block is."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        if value and all(isinstance(part, str) for part in value):
            yield "".join(value)
        else:
            for item in value:
                yield from texts_of(item)
    elif isinstance(value, NextStep):
        yield from (part for part in (value.text, value.command) if part)
    elif isinstance(value, (Gate, Bar)):
        yield value.name
    elif is_dataclass(value):
        # Which part folds, colours or carries an anchor is a look; a button and a caption are no fact of the result.
        looks = {"id", "tone", "decides", "folded", "status", "copy", "caption"}
        for field in fields(value):
            if field.name == "head":
                yield from getattr(value, field.name)
            elif field.name not in looks:
                yield from texts_of(getattr(value, field.name))


def shown_in(subject: Document | Comparison, form: str) -> str:
    content = render(subject, form).decode()  # type: ignore[arg-type]
    if form == "markdown":
        return markdown_shown(content).text
    if form == "html":
        page = Shown()
        page.feed(content.split("<script")[0])
        page.close()
        return page.text
    if form == "junit":
        return "".join(Xml.fromstring(content).itertext())  # noqa: S314 - made here
    return content


def bare(text: str) -> str:
    """Without spaces, which a format may set as it likes."""
    return re.sub(r"\s+", "", unescape(text))


@pytest.mark.parametrize("form", ["text", "markdown", "html", "junit"])
@pytest.mark.parametrize("scenario", [*TELLING, "comparison"])
def test_no_format_knows_less(form: str, scenario: str) -> None:
    subject = compared() if scenario == "comparison" else document(scenario)
    found = bare(shown_in(subject, form))
    for text in texts_of(outline_of(subject)):
        # Columns of a table stand beside each other on a terminal, so a text is looked for word by word.
        for word in text.split():
            assert bare(word) in found, (word, text)


@pytest.mark.parametrize(("scenario", "place"), PLACES)
def test_every_report_begins_with_the_same_five(scenario: str, place: str) -> None:
    outline = outline_of(document(scenario, place))
    labels = [getattr(block, "label", "") for block in outline.answer]
    assert [label for label in labels if label in FIVE] == FIVE
    assert labels[:2] == FIVE[:2]


@pytest.mark.parametrize("form", ["summary", "text", "markdown", "html", "junit"])
@pytest.mark.parametrize("scenario", ["case", "healthy-byok", "byok-needs-paid-tier"])
def test_the_five_stand_before_all_else_in_each_format(scenario: str, form: str) -> None:
    found = document(scenario)
    shown = bare(shown_in(found, form))
    verdict = found.verdict
    assert verdict.do_now is not None
    said = [verdict.your_error.type if verdict.your_error else "", verdict.title, verdict.do_now.text[:30]]
    where = [shown.index(bare(text or "")) for text in said]
    assert where == sorted(where)
    if form != "summary":
        assert where[-1] < shown.index(bare("Is a made-up key refused?")) or form == "junit"


def test_what_is_certain_beside_the_cause_waits_for_no_test() -> None:
    found = document("bad-key-shadows-oidc", "production")
    assert {item.code for item in found.verdict.alternatives} & {
        item.code for item in found.findings if item.confidence == "certain"
    }
    assert bare("Certain beside it: key-invalid-revoked-or-expired.") in bare(shown_in(found, "summary"))


@pytest.mark.parametrize("form", ["summary", "text", "markdown", "html", "junit"])
def test_what_a_healthy_verdict_does_not_speak_of_stands_in_the_answer(form: str) -> None:
    shown = shown_in(document("another-model-served"), form)
    at = bare(shown).index(bare("Another model served than was asked for (certain)"))
    assert bare(shown).index(bare("How sure")) < at < bare(shown).index(bare("Not tested"))


def test_the_brief_answer_names_what_else_was_found() -> None:
    told = json.loads(render(document("another-model-served"), "brief"))
    assert {"code": "another-model-served", "confidence": "certain"} in told["beside"]
    assert json.loads(render(document("case"), "brief"))["beside"] == []


@pytest.mark.parametrize(("scenario", "place"), PLACES)
def test_the_answer_fits_on_one_screen(scenario: str, place: str) -> None:
    found = document(scenario, place)
    lines = render(found, "summary").decode().splitlines()
    assert len(lines) <= MAX_LINES < 24
    assert [line for line in lines if len(line) > 80] == []
    labels = [label for line in lines for label in FIVE if line.startswith(label)]
    assert labels == FIVE
    step = found.verdict.do_now
    assert step is not None
    assert step.command is None or f"    $ {step.command}" in lines
    assert lines[0].endswith(f"({found.verdict.confidence})")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_still_fits_on_one_screen(name: str) -> None:
    lines = render(with_everywhere(HOSTILE[name]), "summary").decode().splitlines()
    assert len(lines) <= MAX_LINES


@pytest.mark.parametrize(("scenario", "place"), PLACES)
def test_headline_title_and_first_sentence_are_never_the_same(scenario: str, place: str) -> None:
    outline = outline_of(document(scenario, place))
    cause = next(block for block in outline.answer if getattr(block, "label", "") == "Cause")
    sentences = re.split(r"(?<=[.!?])\s+", "".join(next(iter(texts_of(cause)))))
    assert len({sentence.lower() for sentence in sentences}) == len(sentences)
    assert "".join(outline.headline.words) not in sentences


@pytest.mark.parametrize(("scenario", "place"), PLACES)
def test_the_brief_answer_is_small_and_says_what_is_asked_first(scenario: str, place: str) -> None:
    found = document(scenario, place)
    content = render(found, "brief")
    assert len(content) <= MAX_BYTES
    told = json.loads(content)
    assert told["verdict"]["code"] == found.verdict.code
    assert told["verdict"]["summary"] == found.verdict.summary
    assert told["verdict"]["do_now"]["text"] == found.verdict.do_now.text if found.verdict.do_now else True
    assert told["asked"]["model"] == found.probe.model


@pytest.mark.parametrize("name", HOSTILE)
def test_the_brief_answer_to_a_hostile_document_is_small_and_whole_json(name: str) -> None:
    hostile = with_everywhere(HOSTILE[name])
    for subject in (hostile, compare([("a", hostile), ("b", document("case"))])):
        content = render(subject, "brief")
        assert len(content) <= MAX_BYTES
        assert isinstance(json.loads(content), dict)


def test_the_verdict_stands_within_the_first_200_bytes_of_json() -> None:
    for scenario in TELLING:
        start = render(document(scenario), "json")[:200].decode()
        assert f'"code": "{document(scenario).verdict.code}"' in start


def test_absent_variables_are_named_in_one_list() -> None:
    found = document("key-absent")
    (section,) = [section for section in outline_of(found).details if section.id == "variables"]
    (absent,) = [block for block in section.blocks if getattr(block, "label", "") == "Absent"]
    names = "".join(next(iter(texts_of(absent)))).split(", ")
    assert set(names) == {v.name for v in found.variables if not v.present and not v.defects}
    assert "AI_GATEWAY_API_KEY" in names


@pytest.mark.parametrize(
    ("scenario", "passed", "stopped", "decides", "factor"),
    [
        ("healthy-byok", list(GATES), [], [], ""),
        (
            "case",
            ["runtime", "key", "team"],
            ["tier"],
            ["runtime"],
            "the deployment headers: ai-o11y-project-id alone is enough",
        ),
        ("byok-needs-paid-tier", ["runtime", "key", "team"], ["tier"], ["tier"], "byok_requires_paid_credits"),
        ("key-invalid-revoked-or-expired", ["runtime"], ["key"], ["key"], "authentication_error"),
        ("key-absent", ["runtime"], ["key"], ["key"], "no-credential"),
        ("team-blocked", ["runtime", "key"], ["team"], ["team"], "access_denied"),
        ("model-unknown-or-retired", ["runtime", "key", "team", "tier"], ["route"], ["route"], "model_not_found"),
    ],
)
def test_the_path_stops_where_the_request_did(
    scenario: str, passed: list[str], stopped: list[str], decides: list[str], factor: str
) -> None:
    path = path_of(document(scenario))
    assert path is not None
    assert [gate.name for gate in path.gates] == list(GATES)
    assert [gate.name for gate in path.gates if gate.state == "passed"] == passed
    assert [gate.name for gate in path.gates if gate.state == "stopped"] == stopped
    assert [gate.name for gate in path.gates if gate.decides] == decides
    assert path.factor == factor


@pytest.mark.parametrize(
    ("limit", "told"),
    [("14", "ai-o11y-project-id alone is enough"), ("20", "What decides is ai-o11y-region or ai-o11y-request-id")],
)
def test_what_is_told_of_the_headers_is_the_same_wherever_it_stands(limit: str, told: str) -> None:
    place = PAYING.having({"GATEWAY_PROBE_MAX_GENERATIONS": limit})
    found = visit(place, parts.one_team(parts.PAID, parts.REFUSES_DEPLOYMENTS)).document
    path = path_of(found)
    assert path is not None
    assert path.factor.removeprefix("the deployment headers: ") in told
    assert f" {told}." in found.verdict.summary
    assert f"{told}; asked again" in " ".join(shown_in(found, "text").split())


@pytest.mark.parametrize(("scenario", "place"), PLACES)
def test_no_gate_is_passed_after_one_that_stopped(scenario: str, place: str) -> None:
    path = path_of(document(scenario, place))
    states = [gate.state for gate in path.gates] if path else []
    assert states.count("stopped") <= 1
    if "stopped" in states:
        assert set(states[states.index("stopped") + 1 :]) <= {"not-reached"}


def test_every_section_has_an_anchor_of_its_own() -> None:
    for subject in (document("case"), compared()):
        ids = [section.id for section in outline_of(subject).details]
        assert len(set(ids)) == len(ids)
        assert all(section.blocks for section in outline_of(subject).details)


@pytest.mark.parametrize(
    ("scenario", "says"),
    [
        ("case", "Key          the same key in every place, by fingerprint: {0}"),
        ("key-of-other-team", "Key          not the same key, by fingerprint: local {0},\n             production {1}"),
    ],
)
def test_the_first_lines_of_a_comparison_say_whether_the_key_is_the_same(scenario: str, says: str) -> None:
    places = [(place, document(scenario, place)) for place in ("local", "production")]
    keys = [next(v.fingerprint for v in found.variables if v.role == "gateway-key") for _, found in places]
    told = render(compare(places), "summary").decode()
    assert says.format(*keys) in told
    key = " ".join(says.format(*keys).removeprefix("Key").split())
    assert json.loads(render(compare(places), "brief"))["key"] == key
    assert len(told.splitlines()) <= MAX_LINES
    salted = [(name, found if name == "local" else with_other_salt(found)) for name, found in places]
    assert "Key          not compared: the fingerprints were made with" in render(compare(salted), "summary").decode()


def with_other_salt(found: Document) -> Document:
    """As if its fingerprints had been made with a salt."""
    tree = json.loads(found.model_dump_json().replace("fp1:", "fp1s-abcd:"))
    return Document.model_validate(tree)


def test_a_comparison_without_any_key_says_nothing_of_it() -> None:
    places = [(place, document("key-absent", place)) for place in ("local", "production")]
    assert "\nKey " not in render(compare(places), "summary").decode()


def test_places_that_are_alike_are_told_in_a_short_first_sentence() -> None:
    """It is the heading of the page."""
    same = compare([("a.example", document("healthy-byok", "local")), ("b", document("healthy-byok", "local"))])
    (cause,) = [b for b in outline_of(same).answer if isinstance(b, Paragraph) and b.label == "Cause"]
    assert cause.words[0] == "All places are served: healthy in a.example, b."
    assert "".join(cause.words) == same.summary
