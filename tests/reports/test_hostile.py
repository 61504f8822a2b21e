"""A Document may come from anybody: nothing in it acts on the terminal that it is printed on."""

import json
import unicodedata
from typing import Any

import pytest

from gateway_probe.comparison import compare
from gateway_probe.document import Document
from gateway_probe.reports import MEDIA_TYPES, render
from gateway_probe.reports.lines import MAX_LINE, inert
from tests.findings.documents import document

HOSTILE = {
    "colours": "\x1b[31mred\x1b[0m",
    "clear screen": "\x1b[2J\x1b[H",
    "window title": "\x1b]0;title\x07",
    "link": "\x1b]8;;https://attacker.example\x07text\x1b]8;;\x07",
    "one-byte CSI": "\x9b31m",
    "backspaces": "FAILING\b\b\b\b\b\b\bHEALTHY",
    "carriage return": "FAILING\rHEALTHY: healthy (certain)",
    "newline": "x\n\nHEALTHY: healthy (certain)\n",
    "line separators": "x\u2028HEALTHY\u2029HEALTHY\x85HEALTHY\x0bHEALTHY\x0cHEALTHY",
    "bidi": "\u202egnilaeh\u202c \u2066x\u2069 \u200f",
    "zero width": "a\u200bb\u2060c\ufeffd\U000e0041",
    "script": "<script>alert(1)</script>",
    "nul": "a\x00b",
    "long word": "x" * 100_000,
    "long text": "word " * 20_000,
    "private use": "\ue000\U000f0000",
}
# What `Literal` and `pattern` fields hold cannot be changed; a Document that tries is not read at all.
OPEN = {
    "probe": ("version", "model", "control_model", "tier_model", "protocol"),
    "runtime": ("environment", "region", "commit", "client"),
    "verdict": ("code", "summary"),
    "credential": ("problem",),
    "support": ("text",),
}


def with_everywhere(text: str) -> Document:
    """A real Document of a failing place, in which every free field holds the text."""
    tree: dict[str, Any] = json.loads(document("case").model_dump_json())
    for part, names in OPEN.items():
        tree[part] |= dict.fromkeys(names, text)
    tree["probe"]["warnings"] = [text]
    step = {"text": text, "command": text}
    tree["verdict"]["next_steps"] = [step]
    tree["verdict"]["alternatives"] = [{"code": text, "title": text, "decided_by": text}]
    tree["verdict"]["ruled_out"] = [{"code": text, "title": text, "because": text, "evidence": [text]}]
    for finding in tree["findings"]:
        finding |= {"code": text, "title": text, "explanation": text, "evidence": [text], "next_steps": [step]}
    tree["variables"].append(
        {"name": text, "role": "watched", "present": True, "shape": "other", "length": 1}
        | {"defects": [{"kind": "quotes", "character": text, "other": text}]}
    )
    tree["identity"]["tokens"][0] |= {"state": "malformed", "problem": text}
    for check in [*tree["gateway"]["checks"], *tree["experiments"]]:
        check |= {"id": text, "question": text, "reason": {"code": text, "text": text}}
        if check.get("response"):
            check["response"]["error"] = {"type": text, "message": text}
    return Document.model_validate(tree)


@pytest.mark.parametrize("form", MEDIA_TYPES)
@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_that_is_printed_can_act(name: str, form: Any) -> None:
    printed = render(with_everywhere(HOSTILE[name]), form).decode()
    acting = {c for c in printed if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}}
    assert acting == set()


@pytest.mark.parametrize("form", MEDIA_TYPES)
@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_of_a_comparison_that_is_printed_can_act(name: str, form: Any) -> None:
    foreign = with_everywhere(HOSTILE[name])
    compared = compare([("local", document("case", "local")), (HOSTILE[name][:300], foreign)])
    printed = render(compared, form).decode()
    acting = {c for c in printed if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}}
    assert acting == set()


@pytest.mark.parametrize("name", HOSTILE)
def test_every_line_is_bounded(name: str) -> None:
    printed = render(with_everywhere(HOSTILE[name]), "text").decode()
    assert max(len(line) for line in printed.split("\n")) <= MAX_LINE
    assert len(printed) < 1_000_000


@pytest.mark.parametrize("name", HOSTILE)
def test_no_foreign_line_stands_where_the_verdict_does(name: str) -> None:
    """Only the report writes at the left edge, until the last section, whose text is for others to read."""
    printed = render(with_everywhere(HOSTILE[name]), "text").decode().split("\nFor support\n")[0]
    forged = [line for line in printed.split("\n") if line.startswith("HEALTHY")]
    assert forged == []


@pytest.mark.parametrize("name", HOSTILE)
def test_json_says_the_same_with_escapes(name: str) -> None:
    hostile = with_everywhere(HOSTILE[name])
    assert Document.model_validate_json(render(hostile, "json")) == hostile


def test_words_of_any_language_are_left_alone() -> None:
    text = "Zürich → 東京 … Ελλάδα 🙂"
    assert inert(text) == text
    assert text in render(with_everywhere(text), "json").decode()
