"""A Document may come from anybody: nothing in it acts on the terminal that it is printed on."""

import copy
import json
import unicodedata
from functools import cache
from typing import Any

import pytest
from pydantic import ValidationError

from gateway_probe.comparison import compare
from gateway_probe.document import Document
from gateway_probe.document.comparison import Comparison
from gateway_probe.reports import MEDIA_TYPES, render
from gateway_probe.reports.lines import MAX_LINE, inert
from tests.causes.documents import document

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
    # In each of some 200 fields: 2 MB of which a report may be half. What a megabyte costs, tests/safety tells.
    "long word": "x" * 10_000,
    "long text": "word " * 2_000,
    "private use": "\ue000\U000f0000",
}


@cache
def with_everywhere(text: str) -> Document:
    """A real Document of a failing place, in which every field that can hold the text does.

    Fields of a closed set, fingerprints and times keep what they had: a Document with anything else is not read at all.
    """
    tree: dict[str, Any] = json.loads(document("case").model_dump_json())
    _add_what_a_run_may_have(tree)
    original = copy.deepcopy(tree)
    _put(tree, text)
    while True:
        try:
            return Document.model_validate(tree)
        except ValidationError as error:
            for wrong in error.errors():
                _restore(tree, original, wrong["loc"])


@cache
def beside_a_real_one(text: str) -> Comparison:
    """A real Document and the one with the text everywhere, which names its place too."""
    return compare([("local", document("case", "local")), (text[:300], with_everywhere(text))])


def _add_what_a_run_may_have(tree: dict[str, Any]) -> None:
    """Parts that this one run lacks, so that their fields are there to be filled."""
    tree["probe"]["warnings"] = ["x"]
    tree["credential"]["problem"] = "x"
    tree["verdict"]["next_steps"] = [{"text": "x", "command": "x"}]
    tree["verdict"]["alternatives"] = [{"code": "x", "title": "x", "decided_by": "x"}]
    tree["identity"]["tokens"][1] |= {"state": "malformed", "problem": "x"}
    tree["variables"][0]["defects"] = [{"kind": "quotes", "character": "x", "other": "x"}]
    for check in [*tree["gateway"]["checks"], *tree["experiments"]]:
        check["reason"] = {"code": "time-budget", "text": "x"}
        if check["response"]:
            check["response"]["error"] = {"type": "x", "message": "x", "param_name": "x", "model_id": "x", "code": "x"}
    baseline = next(check for check in tree["gateway"]["checks"] if check["id"] == "baseline")
    attempt = {"provider": "x", "credential_type": "byok", "success": False, "error": "x"}
    baseline["routing"] = {
        "original_model": "x",
        "resolved_provider": "x",
        "planning_reasoning": "x",
        "fallbacks": ["x"],
        "model_attempts": [{"canonical_slug": "x", "provider_attempts": [attempt]}],
        "cost": "x",
    }
    baseline["finish_reason"] = "x"
    baseline["generation_id"] = "x"


def _put(node: Any, text: str) -> None:
    items = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in list(items):
        if isinstance(value, str):
            node[key] = text
        elif isinstance(value, (dict, list)):
            _put(value, text)


def _restore(tree: Any, original: Any, location: tuple[int | str, ...]) -> None:
    # A union names the branch that was tried, which is no step of the tree; what a check lacks is taken out again.
    steps = [part for part in location if isinstance(part, int) or "[" not in part]
    *parents, last = steps
    for part in parents:
        tree, original = tree[part], original[part]
    tree[last] = original[last]


def test_the_text_stands_wherever_a_document_can_hold_it() -> None:
    """A field that is added later is filled as well, without a change here."""
    printed = with_everywhere("THE TEXT").model_dump_json()
    plain = document("case").model_dump_json()
    assert printed.count("THE TEXT") > 200
    for words in ("refusal-depends-on-origin", "byok_requires_paid_credits", "The same key, model and body are"):
        assert words in plain
        assert words not in printed


@pytest.mark.parametrize("form", MEDIA_TYPES)
@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_that_is_printed_can_act(name: str, form: Any) -> None:
    printed = render(with_everywhere(HOSTILE[name]), form).decode()
    acting = {c for c in set(printed) if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}}
    assert acting == set()


@pytest.mark.parametrize("form", MEDIA_TYPES)
@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_of_a_comparison_that_is_printed_can_act(name: str, form: Any) -> None:
    printed = render(beside_a_real_one(HOSTILE[name]), form).decode()
    acting = {c for c in set(printed) if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}}
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
