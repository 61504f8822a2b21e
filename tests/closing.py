"""What a run of the tests says at its end, also where everything passes."""

from collections.abc import Iterable

import pytest

_SAID = pytest.StashKey[dict[str, list[str]]]()


def say(config: pytest.Config, title: str, lines: Iterable[str]) -> None:
    """Have these lines printed under this title."""
    said(config).setdefault(title, []).extend(lines)


def said(config: pytest.Config) -> dict[str, list[str]]:
    """All of it so far."""
    return config.stash.setdefault(_SAID, {})
