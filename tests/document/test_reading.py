"""Documents from files: of this build, of others, and what is none."""

import json
from typing import Any

import pytest

from gateway_probe.comparison import compare
from gateway_probe.document import SCHEMA_VERSION, Document, UnreadableDocument, read_document
from gateway_probe.document.versions import STEPS
from gateway_probe.probe import conclude
from gateway_probe.reports import render
from tests.causes.documents import document


def tree(scenario: str = "case") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render(document(scenario), "json"))
    return found


def read(changed: dict[str, Any]) -> Document:
    return read_document(json.dumps(changed).encode())


@pytest.mark.parametrize("scenario", ["case", "healthy-byok", "no-credential", "gateway-500"])
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
