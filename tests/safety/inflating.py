"""Documents of any size: a real one, of which one part was made as large as the bytes allow."""

import copy
import json
from collections.abc import Callable
from functools import cache
from typing import Any

from tests.causes.documents import document, index_of

Tree = dict[str, Any]


@cache
def _real() -> str:
    return document("byok-failed-silent-system-fallback", level="private").model_dump_json()


def _baseline(tree: Tree) -> Tree:
    checks: list[Tree] = tree["gateway"]["checks"]
    return checks[index_of(document("byok-failed-silent-system-fallback", level="private"), "baseline")]


def _error(tree: Tree, text: str) -> None:
    _baseline(tree)["response"]["error"] = {"type": "forbidden", "message": text}


def _attempts(tree: Tree, number: int) -> None:
    routing = _baseline(tree)["routing"]
    routing["model_attempts"][0]["provider_attempts"] = [
        {"provider": f"acme{at}", "error": f"not available {at}"} for at in range(number)
    ]


def _owners(tree: Tree, number: int) -> None:
    claims = ({"owner": f"owner{at}", "owner_id": f"team_{at}"} for at in range(number))
    tree["identity"]["tokens"] = [{"source": "header", "state": "present", "claims": claim} for claim in claims]
    _error(tree, "owner1 owner2 " * 100)


def _copies(holder: list[Any], number: int, **changes: Any) -> None:
    holder.extend({**copy.deepcopy(holder[0]), **changes} for _ in range(number))


PARTS: dict[str, Callable[[Tree, int], None]] = {
    "checks": lambda tree, number: tree["gateway"]["checks"].extend(
        copy.deepcopy(_baseline(tree)) for _ in range(number)
    ),
    "experiments": lambda tree, number: tree["experiments"].extend(
        {**copy.deepcopy(_baseline(tree)), "id": "headers-none", "factor": "model"} for _ in range(number)
    ),
    "attempts": _attempts,
    "owners": _owners,
    "fallbacks": lambda tree, number: _baseline(tree)["routing"]["fallbacks"].extend(f"a{at}" for at in range(number)),
    "headers": lambda tree, number: _baseline(tree)["response"]["headers"].update(
        {f"h{at}": f"acme {at}" for at in range(number)}
    ),
    "variables": lambda tree, number: _copies(tree["variables"], number),
    "defects": lambda tree, number: tree["variables"][0].update(defects=[{"kind": "quotes"}] * number),
    "findings": lambda tree, number: _copies(tree["findings"], number),
    "evidence": lambda tree, number: tree["findings"][0]["evidence"].extend(["/probe/model"] * number),
    "steps": lambda tree, number: tree["verdict"]["next_steps"].extend({"text": f"step {at}"} for at in range(number)),
    "warnings": lambda tree, number: tree["probe"]["warnings"].extend(f"warning {at}" for at in range(number)),
    "options": lambda tree, number: tree["probe"]["provider_options"]["only"].extend(f"a{at}" for at in range(number)),
    "model": lambda tree, number: tree["probe"].update(model="a/" * number),
    "summary": lambda tree, number: tree["verdict"].update(summary="word " * number),
    "support": lambda tree, number: tree["support"].update(text="word word\n" * number),
    "message of words": lambda tree, number: _error(tree, "word " * number),
    "message of single letters": lambda tree, number: _error(tree, "(a " * number),
    "message of dots": lambda tree, number: _error(tree, "a." * number),
    "message of blocks": lambda tree, number: _error(tree, "[redacted:unlisted:1] " * number),
    "redactions": lambda tree, number: tree["redactions"].extend(
        {"pointer": "/probe/model", "rule": "unlisted", "removed": 1} for _ in range(number)
    ),
}
"""What can be made large, each by a number of entries."""


def inflated(part: str, entries: int) -> bytes:
    """A Document with so many entries of this part."""
    tree = json.loads(_real())
    PARTS[part](tree, entries)
    return json.dumps(tree).encode()


def of_size(part: str, size: int) -> bytes:
    """A Document of about this many bytes, all but its usual ones of this part."""
    empty, some = len(inflated(part, 0)), len(inflated(part, 10))
    return inflated(part, max(1, (size - empty) * 10 // (some - empty)))


def largest_read(part: str, reads: Callable[[bytes], bool]) -> bytes:
    """The Document with the most entries of this part that is still read."""
    high = 2
    while reads(inflated(part, high)):
        high *= 2
    low = high // 2
    while high - low > max(1, low // 20):
        middle = (low + high) // 2
        low, high = (middle, high) if reads(inflated(part, middle)) else (low, middle)
    return inflated(part, low)
