"""Documents of older schema versions, brought up to the current one.

Within a version fields are only added, with a default: a Document of any earlier build is read as it is, and one of
a later minor version ("1.4") without the fields that this build does not know. A change that an older Document does not
survive makes a new version, with a step here that turns the one before it into the new.
"""

from collections.abc import Callable
from typing import Any

from gateway_probe.document.base import SCHEMA_VERSION

Tree = dict[str, Any]


class NewerVersion(ValueError):
    """The Document is of a version that this build does not know."""


def _from_0(tree: Tree) -> Tree:
    """Version 0 was written before the first release: the same parts, without the ledger of what was masked."""
    return {"redactions": [], **tree}


# The step from each version to the next; a test holds a Document of every version that has one.
STEPS: dict[int, Callable[[Tree], Tree]] = {0: _from_0}


def brought_up(tree: Tree) -> Tree:
    """The tree of a Document in the current version. Raises `NewerVersion`."""
    current = int(SCHEMA_VERSION)
    major = int(str(tree["schema_version"]).split(".", maxsplit=1)[0])
    if major > current:
        raise NewerVersion
    for version in range(major, current):
        tree = STEPS[version](tree)
    return {**tree, "schema_version": SCHEMA_VERSION}
