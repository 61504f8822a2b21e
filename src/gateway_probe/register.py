"""The register of every code that a command, an answer or a Document can carry, with what it means and what to do.

A code is registered where it is made: causes beside their rules, problems beside their HTTP answers. What others make
(error types, statuses, classes of clients) is in `glossary`. One code may be of several kinds (`key-of-other-team` is a
cause and an explanation of a comparison); within a kind it is there once.
"""

from dataclasses import dataclass
from typing import Literal

from gateway_probe.document.judgement import NextStep

Kind = Literal[
    "verdict",
    "cause",
    "comparison",
    "place",
    "account",
    "problem",
    "reason",
    "error-type",
    "status",
    "client-error",
]

Owner = Literal["gateway", "provider", "client", "platform", "probe", "runtime", "network"]
"""Whose words a code is: the gateway's, a model provider's, the app's client's, the platform's (Vercel's edge and
functions), this probe's, those of the runtime it runs in, or of something between it and the gateway."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One code: what it is called, what it means, what to do about it, and where that is said in public."""

    code: str
    kind: Kind
    title: str
    meaning: str
    whose: Owner = "probe"
    leads_to: tuple[str, ...] = ()
    """Codes of the causes that it may have."""
    next_steps: tuple[NextStep, ...] = ()
    sources: tuple[str, ...] = ()


_ENTRIES: dict[tuple[Kind, str], Entry] = {}


def register(entry: Entry) -> Entry:
    """Add an entry. Raises ValueError where its kind has that code already."""
    if (entry.kind, entry.code) in _ENTRIES:
        raise ValueError(f"{entry.kind} {entry.code} is registered twice")
    _ENTRIES[entry.kind, entry.code] = entry
    return entry


def look_up(code: str) -> list[Entry]:
    """Every entry of that code, of whatever kind; empty where there is none."""
    return [entry for (_, known), entry in _ENTRIES.items() if known == code]


def entries(*kinds: Kind) -> list[Entry]:
    """The entries of these kinds, or all of them, sorted by kind and code."""
    return sorted(
        (entry for entry in _ENTRIES.values() if not kinds or entry.kind in kinds),
        key=lambda entry: (entry.kind, entry.code),
    )


def step(text: str, command: str | None = None) -> NextStep:
    """A next step; a command must change nothing that its text does not say."""
    return NextStep(text=text, command=command)
