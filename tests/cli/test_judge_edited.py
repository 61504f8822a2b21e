"""`judge` on a Document that somebody cut, emptied or filled by hand: read or refused, and never surer than it was."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from gateway_probe.cli.documents import judge_again
from gateway_probe.cli.judge import changes
from gateway_probe.document import Document, UnreadableDocument, read_document
from tests.causes.judging import Judged, surer
from tests.cli.test_judge import BLOCKED, HEALTHY, tree_of
from tests.drawing import some_anew
from tests.standin import Rule, Where, passed_on
from tests.worlds import parts
from tests.worlds.world import KEY, on_vercel, visit

EDITS: dict[str, Any] = {"taken out": ..., "null": None, "an empty list": [], "an empty object": {}}
"""That a value is another one is other evidence; that it is none is less."""
ONE_OF = {"taken out": 3, "null": 3}
"""How few fields are edited so. The other edits most fields refuse."""

Path = tuple[str | int, ...]
FEW = 2
"""Of the entries of a list, which are all of one form."""


def paths(value: Any, above: Path = ()) -> Iterator[Path]:
    """Where a field of the evidence stands: the judgement beside it is not believed anyhow."""
    if isinstance(value, dict):
        for name, held in value.items():
            if above or name not in {"verdict", "findings", "support", "redactions", "probe"}:
                yield (*above, name)
                yield from paths(held, (*above, name))
    elif isinstance(value, list):
        for index, held in enumerate(value):
            yield (*above, index)
            if index < FEW:
                yield from paths(held, (*above, index))


def edited(tree: dict[str, Any], path: Path, value: Any) -> dict[str, Any]:
    made = copy.deepcopy(tree)
    held: Any = made
    for step in path[:-1]:
        held = held[step]
    if value is ...:
        del held[path[-1]]
    else:
        held[path[-1]] = value
    return made


def of_world(rule: Rule) -> dict[str, Any]:
    """A whole Document of now, of a paid team's key."""
    return visit(on_vercel(KEY), parts.by_key_alone(parts.PAID, rule)).document.model_dump(mode="json")


DOCUMENTS: dict[str, Callable[[], dict[str, Any]]] = {
    "healthy, of the first build": lambda: tree_of(HEALTHY),
    "blocked, of the first build": lambda: tree_of(BLOCKED),
    "an origin rule": lambda: of_world(Rule(Where("generate", origin=True), parts.BYOK_REFUSAL)),
    "served, and the stream broke off": lambda: of_world(Rule(Where("generate", streamed=True), passed_on(cut=True))),
}


def judged(document: Document) -> Judged:
    return Judged(document.findings, document.verdict)


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("of", DOCUMENTS)
def test_whatever_is_missing_a_document_is_refused_or_judged_no_more_surely(of: str, edit: str) -> None:
    tree = DOCUMENTS[of]()
    whole = judge_again(read_document(tree))
    read, wrong = 0, []
    for _, _, path in some_anew([(of, edit, path) for path in paths(tree)], ONE_OF.get(edit, 1)):
        try:
            document = read_document(edited(tree, path, EDITS[edit]))
        except UnreadableDocument:
            continue
        read += 1
        now = judge_again(document)
        assert list(changes(whole.verdict, now))
        if fault := surer(judged(whole), judged(now)):
            wrong.append(f"{'/'.join(map(str, path))}: {fault}")
    assert read > 10
    assert not wrong, "\n".join(wrong)
