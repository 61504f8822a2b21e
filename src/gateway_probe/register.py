"""The register of every code that a command, an answer or a Document can carry, with what it means and what to do.

A code is registered where it is made: causes beside their rules, problems beside their HTTP answers. What others make
(error types, statuses, classes of clients) is in `glossary`. One code may be of several kinds (`key-of-other-team` is a
cause and an explanation of a comparison); within a kind it is there once.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Generic, Literal, Protocol, TypeVar

from gateway_probe.record import record

if TYPE_CHECKING:
    # `explain` reads a saved register, and needs no model of the Document for it.
    from gateway_probe.document.judgement import NextStep

Kind = Literal[
    "verdict", "cause", "comparison", "place", "account", "problem", "reason", "error-type", "status", "client-error"
]

Owner = Literal["gateway", "provider", "client", "platform", "probe", "runtime", "network"]
"""Whose words a code is: the gateway's, a model provider's, the app's client's, the platform's (Vercel's edge and
functions), this probe's, those of the runtime it runs in, or of something between it and the gateway."""


class Step(Protocol):
    """One thing to do, and the command for it."""

    @property
    def text(self) -> str: ...

    @property
    def command(self) -> str | None: ...


@record(frozen=True, kw_only=True)
class Code:
    """What a code is called, what it means, what to do about it, and where that is said in public."""

    code: str
    kind: Kind
    title: str
    meaning: str
    whose: Owner = "probe"
    leads_to: tuple[str, ...] = ()
    """Codes of the causes that it may have."""
    next_steps: tuple[Step, ...] = ()
    sources: tuple[str, ...] = ()


@record(frozen=True, kw_only=True)
class Entry(Code):
    """A code as it is declared: its steps can go into a Document."""

    next_steps: tuple[NextStep, ...] = ()


Some = TypeVar("Some", bound=Code)


class Register(Generic[Some]):
    """Codes by kind."""

    def __init__(self, codes: Iterable[Some] = ()) -> None:
        self._codes: dict[tuple[Kind, str], Some] = {}
        for item in codes:
            self.register(item)

    def register(self, entry: Some) -> Some:
        """Add an entry. Raises ValueError where its kind has that code already."""
        if (entry.kind, entry.code) in self._codes:
            raise ValueError(f"{entry.kind} {entry.code} is registered twice")
        self._codes[entry.kind, entry.code] = entry
        return entry

    def look_up(self, code: str) -> list[Some]:
        """Every entry of that code, of whatever kind; empty where there is none."""
        return [entry for (_, known), entry in self._codes.items() if known == code]

    def entries(self, *kinds: Kind) -> list[Some]:
        """The entries of these kinds, or all of them, sorted by kind and code."""
        return sorted(
            (entry for entry in self._codes.values() if not kinds or entry.kind in kinds),
            key=lambda entry: (entry.kind, entry.code),
        )


DECLARED: Register[Entry] = Register()
"""Whatever the rooms that are imported declare."""
register, look_up, entries = DECLARED.register, DECLARED.look_up, DECLARED.entries


def step(text: str, command: str | None = None) -> NextStep:
    """A next step; a command must change nothing that its text does not say."""
    from gateway_probe.document.judgement import NextStep

    return NextStep(text=text, command=command)
