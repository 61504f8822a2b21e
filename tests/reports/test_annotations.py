"""Annotations as the runner of GitHub takes them apart: one command a line, whatever the Document holds."""

import re
from dataclasses import dataclass

import pytest

from gateway_probe.comparison import compare
from gateway_probe.document import Document
from gateway_probe.document.comparison import Comparison
from gateway_probe.reports import render
from gateway_probe.reports.outline import outline_of
from gateway_probe.reports.text import plain
from tests.accuracy.test_free_checks import free
from tests.causes.documents import document
from tests.reports.test_hostile import HOSTILE, with_everywhere

INJECTED = (
    "x\r::set-env name=PATH::/evil\n::add-mask::e\n##[add-path]/evil\u2028::stop-commands::%0A::error::,file=a:%25"
)


@dataclass(frozen=True)
class Taken:
    """A command as the runner understands it."""

    name: str
    properties: dict[str, str]
    data: str


def taken(printed: str) -> list[Taken]:
    """What the runner makes of the lines: it ends one at a CR too, and looks for `::` at the beginning of each.

    Its own parser: actions/runner, src/Runner.Common/ActionCommand.cs, TryParseV2 with the escapes listed there.
    """
    found = []
    for line in re.split(r"\r\n|\r|\n", printed):
        if not line.lstrip().startswith("::"):
            assert line == "", "no line but of commands"
            continue
        info, end, data = line.lstrip()[2:].partition("::")
        assert end
        name, _, rest = info.partition(" ")
        pairs = dict(pair.split("=", 1) for pair in rest.strip().split(",") if "=" in pair)
        found.append(Taken(name, {key: _read(value, ":", ",") for key, value in pairs.items()}, _read(data)))
    return found


def _read(text: str, *also: str) -> str:
    for character in ("\r", "\n", *also, "%"):
        text = text.replace(f"%{ord(character):02X}", character)
    return text


def annotation(subject: Document | Comparison) -> Taken:
    (found,) = taken(render(subject, "annotations").decode())
    return found


@pytest.mark.parametrize(
    ("scenario", "name"),
    [
        ("healthy-byok", "notice"),
        ("key-trailing-newline", "warning"),
        ("case", "error"),
        ("refusal-of-unknown-kind", "error"),
    ],
)
def test_the_annotation_is_the_answer(scenario: str, name: str) -> None:
    found, outline = annotation(document(scenario)), outline_of(document(scenario))
    assert found.name == name
    assert found.properties == {"title": f"gateway-probe: {plain(outline.headline.words)}"}
    for label in ("Your error: ", "Cause: ", "Do this now: ", "How sure: ", "Asked: "):
        assert f"\n{label}" in f"\n{found.data}"
    assert document(scenario).verdict.title in found.data


def test_free_checks_that_passed_are_no_error() -> None:
    assert annotation(free("healthy-byok")).name == "notice"


def test_a_comparison_has_one_too() -> None:
    places = [("production", document("case")), ("laptop", document("case", "local"))]
    found = annotation(compare(places))
    assert found.name == "error"
    assert "refusal-depends-on-origin" in found.data
    assert annotation(compare([("one", places[1][1]), ("two", places[1][1])])).name == "notice"


@pytest.mark.parametrize("name", [*HOSTILE, "injected"])
def test_foreign_text_makes_no_command_of_its_own(name: str) -> None:
    text = INJECTED if name == "injected" else HOSTILE[name]
    found = annotation(with_everywhere(text))
    assert found.name in {"error", "warning", "notice"}
    assert set(found.properties) == {"title"}
    place = annotation(compare([(text[:300], document("case")), ("other", with_everywhere(text))]))
    assert set(place.properties) == {"title"}


def test_escapes_are_taken_apart_to_what_was_said() -> None:
    found = document("case")
    verdict = found.verdict.model_copy(update={"summary": "100 %0A, a: b, c::d %25."})
    assert "100 %0A, a: b, c::d %25." in annotation(found.model_copy(update={"verdict": verdict})).data
