"""The committed recordings are what the real AI SDK sends today."""

import json
from typing import Any

import pytest

from tests.contract.record import FOLDER, PLACES, record
from tests.contract.sdk import LINES, require_node

pytestmark = pytest.mark.contract


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("name", PLACES)
def test_a_new_recording_is_the_committed_one(line: str, name: str) -> None:
    require_node()
    committed = json.loads((FOLDER / f"line{line}-{name}.json").read_text(encoding="utf-8"))
    assert _without_node(record(line, *PLACES[name])) == _without_node(committed)


def _without_node(recording: dict[str, Any]) -> dict[str, Any]:
    """The same without the version of Node.js, which is this machine's."""
    for request in recording["plain"] + recording["with_options"]:
        request["headers"] = [
            [name, value.split(" node.js/")[0].split(" runtime/")[0]] for name, value in request["headers"]
        ]
    return recording
