"""Documents from files: of this build, of others, and what is none."""

import json
import math
from typing import Any

import pytest

from gateway_probe.comparison import compare
from gateway_probe.comparison.align import minutes_apart
from gateway_probe.document import SCHEMA_VERSION, Document, UnreadableDocument, read_document
from gateway_probe.document.versions import STEPS
from gateway_probe.probe import conclude
from gateway_probe.reports import MEDIA_TYPES, render
from tests.causes.documents import document


def tree(scenario: str = "case") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render(document(scenario), "json"))
    return found


HALF = "\ud83d"
_NO_TEXTS: tuple[Any, ...] = ([], {"a": []})
ODD = ("answer", "answered_by", "id", "outcome", "response")


def with_value(path: str, value: Any) -> dict[str, Any]:
    """A Document's tree with one value replaced, by dotted path."""
    found = tree("healthy-byok")
    *parents, last = path.split(".")
    node: Any = found
    for part in parents:
        node = node[int(part)] if isinstance(node, list) else node[part]
    node[last] = value
    return found


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("probe.started_at", "2026-11-24T10:00:00", "time zone"),
        ("probe.started_at", "2026-11-24", "time zone"),
        ("probe.started_at", 10**400, "number that is out of range"),
        ("probe.model", HALF, "no Unicode"),
        ("probe.model", f"openai/{HALF}", "no Unicode"),
        ("variables.0.name", HALF, "no Unicode"),
        ("probe.duration_ms", math.nan, "not JSON"),
        ("probe.duration_ms", math.inf, "not JSON"),
        ("probe.duration_ms", -1, "a field does not fit"),
        ("probe.generations", -1, "a field does not fit"),
        ("probe.duration_ms", "NaN", "a field does not fit"),
        ("probe.duration_ms", "-Infinity", "a field does not fit"),
        ("probe.duration_ms", "1e999", "number that is out of range"),
        ("probe.duration_ms", 10**400, "number that is out of range"),
        ("unknown", [[[]] * 400] * 400, "more than 20,000 values"),
        ("unknown", {str(number): [0] * 50 for number in range(400)}, "more than 20,000 values"),
        ("unknown", {str(number): 0 for number in range(501)}, "more than 500 entries in one list"),
        ("findings", [{}] * 501, "more than 500 entries in one list"),
        ("unknown", ["x" * 9_000] * 40, "more than 300,000 characters of text"),
        ("findings", [{}] * 500, "not a complete Document"),
        ("unknown", "x" * 10_001, "more than 10,000 characters in one text"),
        ("unknown", {"x" * 10_001: 0}, "more than 10,000 characters in one text"),
        ("unknown", {HALF: 0}, "no Unicode"),
        *((f"gateway.checks.0.{name}", value, "not a complete Document") for name in ODD for value in _NO_TEXTS),
    ],
)
def test_what_no_run_can_have_made_is_refused_in_words(path: str, value: Any, says: str) -> None:
    content = json.dumps(with_value(path, value)).encode()
    for given in (content, content.replace(b"\\ud83d", b"\xed\xa0\xbd"), json.loads(content)):
        if isinstance(given, dict) and says == "not JSON":
            says = "number that is out of range"  # as a program may hand it over
        with pytest.raises(UnreadableDocument, match=says) as refused:
            read_document(given)
        assert str(value) not in str(refused.value)


def test_a_number_beyond_every_float_is_refused() -> None:
    content = json.dumps(with_value("probe.duration_ms", 0.125)).replace("0.125", "1e999").encode()
    with pytest.raises(UnreadableDocument, match="number that is out of range"):
        read_document(content)


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+12:00", "9999-12-31T23:59:59-12:00"])
def test_the_ends_of_time_are_compared_and_shown(at: str) -> None:
    found = read(with_value("probe.started_at", at))
    compared = compare([("then", found), ("now", document("case"))])
    for form in MEDIA_TYPES:
        assert render(found, form)
        assert render(compared, form)
    assert minutes_apart([found, document("case")]) > 1e6


@pytest.mark.parametrize("year", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
@pytest.mark.parametrize("offset", [1e300, -1e300, 6e4, -6e4])
def test_a_clock_that_no_place_has_is_no_reason_to_fail(year: str, offset: float) -> None:
    tampered = with_value("probe.started_at", year)
    tampered["runtime"]["clock_offset_ms"] = offset
    assert compare([("odd", read(tampered)), ("here", document("case"))]).places


@pytest.mark.parametrize("levels", [41, 900, 100_000])
def test_a_deep_one_is_refused(levels: int) -> None:
    content = json.dumps(tree()).encode()[:-2] + b', "unknown": ' + b"[" * levels + b"]" * levels + b"}"
    with pytest.raises(UnreadableDocument):
        read_document(content)


def read(changed: dict[str, Any]) -> Document:
    return read_document(json.dumps(changed).encode())


@pytest.mark.parametrize("scenario", ["case", "healthy-byok", "key-absent", "gateway-5xx"])
def test_a_document_is_read_as_it_was_written(scenario: str) -> None:
    assert read(tree(scenario)) == document(scenario)


def test_every_older_version_is_read_and_compared() -> None:
    assert set(STEPS) == set(range(int(SCHEMA_VERSION)))
    older = tree()
    older["schema_version"] = "0"
    del older["redactions"]
    found = read(older)
    assert found.schema_version == SCHEMA_VERSION
    assert found.verdict == document("case").verdict
    assert compare([("then", found), ("now", document("case"))]).relevant_differences == []


@pytest.mark.parametrize("part", ["probe", "runtime", "identity", "credential", "gateway"])
def test_a_document_of_an_earlier_build_lacks_what_has_a_default(part: str) -> None:
    """Fields are only ever added with a default, so what a build did not know yet may be absent."""
    earlier = tree()
    model = Document.model_fields[part].annotation
    assert model is not None
    for name, field in model.model_fields.items():
        if not field.is_required():
            earlier[part].pop(name, None)
    found = read(earlier)
    assert conclude(found, "public").schema_version == SCHEMA_VERSION
    assert len(compare([("then", found), ("now", document("case"))]).places) == 2


def test_a_later_minor_version_is_read_without_what_is_new() -> None:
    later = tree()
    later["schema_version"] = f"{SCHEMA_VERSION}.7"
    later["weather"] = "fine"
    later["probe"]["weather"] = "fine"
    assert read(later) == document("case")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"schema_version": "2"}, "newer schema version"),
        ({"schema_version": "10.1"}, "newer schema version"),
        ({"schema_version": "latest"}, "without a schema_version"),
        ({"schema_version": 1}, "without a schema_version"),
        ({"schema_version": "-1"}, "without a schema_version"),
        ({"schema_version": "9" * 5000}, "without a schema_version"),
        ({"schema_version": "0", "verdict": None}, "not a complete Document"),
        ({"gateway": {}}, "not a complete Document"),
        ({"verdict": {"status": "fine", "code": "x", "confidence": "certain", "summary": ""}}, "not a complete"),
    ],
)
def test_what_is_no_document_is_refused_in_words(change: dict[str, Any], says: str) -> None:
    with pytest.raises(UnreadableDocument, match=says):
        read({**tree(), **change})


@pytest.mark.parametrize("content", [b"", b"null", b"[]", b"[" * 100_000, b'"text"', b"\xff\xfe", b"<html></html>"])
def test_bytes_of_another_kind_are_refused(content: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        read_document(content)
