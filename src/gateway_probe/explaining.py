"""What a code or an error text means, told from the register alone: nothing is asked, and nothing is kept.

A pasted text is redacted before anything else happens to it, and is never repeated: only known words in it are named.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic

from gateway_probe.register import Kind, Owner, Register, Some

MAX_TEXT = 64_000
"""Characters of a pasted text that are looked at."""
_PIECE = 2_000
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_-]{3,60}")
_STATUS = re.compile(
    r"(?:\b(?:status|statuscode|status_code|code|http(?:/[\d.]+)?|error)\b\W{0,6}|^\W{0,4})([2-5]\d\d)\b", re.IGNORECASE
)
_TELLING: tuple[Kind, ...] = (
    "error-type",
    "cause",
    "place",
    "problem",
    "client-error",
    "reason",
    "comparison",
    "status",
)
"""The kinds in a pasted text, the most telling first: a type says more than the class that hides it."""
_HIDING = frozenset({"internal_server_error", "AI_APICallError"})
"""What the AI SDK prints around a type: beside the type itself it tells nothing."""
_WHOSE: dict[Owner, str] = {
    "gateway": "the gateway's own word",
    "provider": "a model provider's word, passed on by the gateway",
    "client": "a word of the app's client, not of the gateway",
    "platform": "a word of the platform (Vercel's edge, firewall or functions)",
    "probe": "a word of this probe",
    "runtime": "a fact of the runtime that the app runs in",
    "network": "something between the app and the gateway",
}


@dataclass(frozen=True)
class Explained(Generic[Some]):
    """What was found: the entries, the most telling first, and the causes that they may have."""

    entries: tuple[Some, ...]
    causes: tuple[Some, ...]


def tell_whose(kind: Kind, owner: Owner) -> str:
    """Whose word it is: a status that the gateway gives others give as well."""
    if kind == "status" and owner == "gateway":
        return "a status alone, which does not tell whose: the gateway's, a provider's, or that of something on the way"
    return _WHOSE[owner]


def explain(text: str, known: Register[Some]) -> Explained[Some]:
    """The entries for a code of any kind or, where it is none, for the known words in a text; empty without any."""
    found = tuple(known.look_up(text.strip())) or tuple(_find_in(_redact(text), known))
    return Explained(found, tuple(_causes(found, known)))


def _causes(found: tuple[Some, ...], known: Register[Some]) -> Iterator[Some]:
    """The causes that the most telling entries lead to: a status beside a type would only widen the choice."""
    kinds = {entry.kind for entry in found[:1]}
    for code in dict.fromkeys(code for entry in found if entry.kind in kinds for code in entry.leads_to):
        yield from (entry for entry in known.look_up(code) if entry.kind == "cause")


def _redact(text: str) -> str:
    """The text line by line, in pieces that the redactor takes whole."""
    # Here, so that a code is looked up without them.
    from gateway_probe.disclosure import Redactor, Secrets

    redactor = Redactor(Secrets())
    lines = text[:MAX_TEXT].splitlines()
    pieces = [line[at : at + _PIECE] for line in lines for at in range(0, len(line), _PIECE)]
    return "\n".join(redactor.text(piece, _PIECE) or "" for piece in pieces)


def _find_in(text: str, known: Register[Some]) -> Iterator[Some]:
    """Each known code once."""
    from gateway_probe.glossary.wordings import WORDINGS

    named = [*_WORD.findall(text), *(match[1] for line in text.splitlines() for match in _STATUS.finditer(line))]
    low = text.lower()
    codes = dict.fromkeys([*named, *(code for words, code in WORDINGS if words in low)])
    found = [
        entry
        for code in codes
        for entry in known.look_up(code)
        if entry.kind in _TELLING and not _is_a_plain_word(code)
    ]
    types = [entry for entry in found if entry.kind == "error-type" and entry.code not in _HIDING]
    yield from sorted(
        (entry for entry in found if not types or entry.code not in _HIDING),
        key=lambda entry: _TELLING.index(entry.kind),
    )


def _is_a_plain_word(code: str) -> bool:
    """A code that people write without meaning it."""
    return code.lower() == code and code.isalpha() and code != "forbidden"
