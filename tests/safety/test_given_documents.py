"""A Document that somebody gave may hold anything: a comparison shows what a run could have written into it."""

import json
import random
from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest

from gateway_probe.comparison import compare
from gateway_probe.disclosure import SHOWN_COMMIT
from gateway_probe.document import Document, Level, UnreadableDocument, read_document
from tests.causes.documents import document
from tests.safety.credentials import CREDENTIALS, IDENTITIES
from tests.safety.oracle import Reader
from tests.soaking import many

KINDS = ("AWS secret key", "Azure service key", "GitLab token", "key of 24 characters", "line of a PEM body")
OF_A_FIELD = many(2, 20)
Path = tuple[str | int, ...]


def texts(tree: Any, at: Path = ()) -> Iterator[Path]:
    """Where a text stands."""
    if isinstance(tree, str):
        yield at
    for key, inner in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        yield from texts(inner, (*at, key))


def everywhere(tree: Any) -> Iterator[tuple[Path, str]]:
    """Each field with kinds of credential in turn, spread over the places of a list."""
    fields: dict[Path, list[Path]] = {}
    for at in texts(tree):
        fields.setdefault(tuple("*" if isinstance(key, int) else key for key in at), []).append(at)
    turn = cycle(KINDS)
    for places in fields.values():
        for number in range(OF_A_FIELD):
            yield places[number * len(places) // OF_A_FIELD], next(turn)


def given(tree: Any, at: Path, value: str) -> Document | None:
    """The Document with this value there, or None where no Document can have it."""
    changed = json.loads(json.dumps(tree))
    *parents, last = at
    node = changed
    for parent in parents:
        node = node[parent]
    node[last] = value
    try:
        return read_document(json.dumps(changed).encode())
    except UnreadableDocument:
        return None


@pytest.mark.parametrize("level", ["public", "private"])
def test_no_credential_is_shown_wherever_it_was_put(level: Level) -> None:
    here, tree = document("case", level=level), json.loads(document("case", level=level).model_dump_json())
    chance = random.Random(level)  # noqa: S311 - the same in every run
    read = 0
    for at, kind in everywhere(tree):
        credential = CREDENTIALS[kind](chance)
        found = given(tree, at, credential)
        if found is not None:
            read += 1
            shown = compare([("here", here), ("given", found)]).model_dump_json()
            assert Reader([credential]).found(shown) == [], (at, kind)
    assert read > 100 * OF_A_FIELD


@pytest.mark.parametrize("field", ["region", "environment", "commit"])
@pytest.mark.parametrize("kind", IDENTITIES)
def test_no_identity_is_shown_for_a_fact_of_the_runtime(field: str, kind: str) -> None:
    here, tree = document("case"), json.loads(document("case").model_dump_json())
    identity = IDENTITIES[kind](random.Random(kind))  # noqa: S311 - the same in every run
    found = given(tree, ("runtime", field), identity)
    assert found is not None
    assert identity not in compare([("here", here), ("given", found)]).model_dump_json()


def test_what_a_run_writes_is_shown() -> None:
    here = document("case")
    there = here.model_copy(update={"runtime": here.runtime.model_copy(update={"region": "eu-central-1"})})
    result = compare([("here", here), ("there", there)])
    expected = {item.field: item.values for item in result.expected_differences}
    same = {item.field: item.values for item in result.same}
    assert expected["region"] == ["iad1", "eu-central-1"]
    assert same["commit"] == [(here.runtime.commit or "")[:SHOWN_COMMIT]] * 2
    assert [place.code for place in result.places] == [here.verdict.code] * 2
