"""The secrets of one run, and every form in which one of them could turn up."""

import base64
import html
import json
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from urllib.parse import quote, quote_plus

from gateway_probe.disclosure.fingerprint import as_sent

_MIN_SECRET = 8
_MIN_UNIFORM_SECRET = 12
"""A short value of letters alone is more likely a word (`production`) that the Document may rightly hold."""

_PIECE = 8
_STRIDE = 4
_ASCII_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


def ascii_lower(text: str) -> str:
    """Lower case for ASCII only: the length never changes, so positions stay valid."""
    return text.translate(_ASCII_LOWER)


class Secrets:
    """Values that must not leave the process. Neither `repr` nor iteration over attributes shows one."""

    __slots__ = ("__dict__", "_values")

    def __init__(self, values: Iterable[str] = (), *, public: Iterable[str] = ()) -> None:
        """`public` are values that the Document may hold by right (a model id, a region): never taken for secrets."""
        open_values = {as_sent(value) for value in public}
        found = {part for value in values for part in _parts(value)}
        self._values = frozenset(value for value in found if value not in open_values)

    def __repr__(self) -> str:
        return f"<{len(self._values)} secrets>"

    def __or__(self, other: "Secrets") -> "Secrets":
        merged = Secrets()
        merged._values = self._values | other._values
        return merged

    def __len__(self) -> int:
        return len(self._values)

    @cached_property
    def needles(self) -> tuple[bytes, ...]:
        """Every encoded form of every secret, in lower case: what the last gate searches for."""
        forms = {form.lower() for value in self._values for form in _encodings(value)}
        return tuple(sorted(form for form in forms if len(form) >= _MIN_SECRET))

    @cached_property
    def pieces(self) -> frozenset[str]:
        """Overlapping 8-character pieces of every form, backwards too.

        Every fourth one is kept: any 11 consecutive characters of a form hold a whole kept piece.
        """
        pieces: set[str] = set()
        for needle in self.needles:
            text = needle.decode("ascii", "replace")
            for form in (text, text[::-1]):
                pieces.update(form[at : at + _PIECE] for at in range(0, len(form) - _PIECE + 1, _STRIDE))
                pieces.add(form[-_PIECE:])
        return frozenset(pieces)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the text holds a piece of a secret: merged (start, end) pairs, in order."""
        pieces = self.pieces
        if not pieces:
            return []
        lowered = ascii_lower(text)
        spans: list[tuple[int, int]] = []
        for at in range(len(lowered) - _PIECE + 1):
            if lowered[at : at + _PIECE] in pieces:
                start, end = _widened(text, at, at + _PIECE)
                if spans and start <= spans[-1][1]:
                    spans[-1] = (spans[-1][0], end)
                else:
                    spans.append((start, end))
        return spans


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with up to three characters on each side, which may be the rest between two kept pieces."""
    before = text[max(0, start - _STRIDE + 1) : start]
    after = text[end : end + _STRIDE - 1]
    return start - len(before.split(" ")[-1]), end + len(after.split(" ")[0])


def _parts(value: str) -> Iterator[str]:
    """The value as set, as sent, and the parts of it that are secrets by themselves."""
    sent = as_sent(value)
    bare = re.sub(r"^(?i:bearer)\s+", "", sent.strip("\"'`")).strip("\"'` ")
    segments = bare.split(".") if bare.startswith("eyJ") else []
    for part in (sent, bare, *(segment for segment in segments if len(segment) >= 20)):
        if _is_secret(part):
            yield part


def _is_secret(value: str) -> bool:
    if len(value) < _MIN_SECRET:
        return False
    return len(value) >= _MIN_UNIFORM_SECRET or not value.replace("-", "").replace("_", "").isalpha()


def _encodings(value: str) -> Iterator[bytes]:
    raw = value.encode("utf-8", "surrogatepass")
    yield raw
    yield raw.hex().encode()
    for safe in ("", "/"):
        yield quote(raw, safe=safe).encode()
    yield quote_plus(raw).encode()
    escaped = json.dumps(value)[1:-1]
    yield escaped.encode()
    # JSON inside JSON: the same for most keys, which hold nothing that is escaped.
    yield json.dumps(escaped)[1:-1].encode()
    yield escaped.replace("/", "\\/").encode()
    yield json.dumps(value, ensure_ascii=False)[1:-1].encode("utf-8", "surrogatepass")
    yield html.escape(value).encode("utf-8", "surrogatepass")
    for shift in range(3):
        yield from _base64_at(raw, shift)


def _base64_at(raw: bytes, shift: int) -> Iterator[bytes]:
    """The characters of base64 text that depend on the secret alone when it starts `shift` bytes into a group."""
    first = -(-shift * 8 // 6) if shift else 0
    whole = (shift + len(raw)) * 8 // 6
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        yield encode(b"\0" * shift + raw)[first:whole]
