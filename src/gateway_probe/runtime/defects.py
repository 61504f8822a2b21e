"""What is wrong with a value, and where: by class and position, never by the value itself."""

import re
import unicodedata
from collections.abc import Iterator

from gateway_probe.disclosure import HTTP_WHITESPACE, as_sent
from gateway_probe.document.facts import Defect, DefectKind
from gateway_probe.runtime.value_shapes import NAME_IN_FRONT, UNEXPANDED, clean, is_placeholder

MAX_SENDABLE = 16_384
"""Longer than any credential; servers refuse header lines well below this."""

_MAX_SCANNED = 65_536
_INVISIBLE = {
    0x00AD: "soft hyphen",
    0x200B: "zero width",
    0x200C: "zero width",
    0x200D: "zero width",
    0x2060: "zero width",
    0xFEFF: "byte order mark",
    0x200E: "bidi control",
    0x200F: "bidi control",
    0x061C: "bidi control",
    **dict.fromkeys(range(0x202A, 0x202F), "bidi control"),
    **dict.fromkeys(range(0x2066, 0x206A), "bidi control"),
}


def defects_of(value: str, name: str) -> list[Defect]:
    """Every defect of the raw value, in the order in which it would be met.

    Each kind has been seen to break some client.
    """
    if not value:
        return []
    return [
        *_around(value),
        *_inside(as_sent(value)[:_MAX_SCANNED], offset=len(value) - len(value.lstrip(HTTP_WHITESPACE))),
        *_wrapping(value),
        *_standing_for_something(value, name),
        *([Defect(kind="too-long", count=len(value))] if len(value) > MAX_SENDABLE else []),
    ]


def _around(value: str) -> Iterator[Defect]:
    left = len(value) - len(value.lstrip(HTTP_WHITESPACE))
    right = len(value) - len(value.rstrip(HTTP_WHITESPACE)) if left < len(value) else 0
    if left:
        yield Defect(kind="leading-whitespace", position=0, count=left)
    if right:
        tail = value[-right:]
        kind: DefectKind = "trailing-newline" if "\n" in tail or "\r" in tail else "trailing-whitespace"
        yield Defect(kind=kind, position=len(value) - right, count=right)


def _inside(sent: str, offset: int) -> Iterator[Defect]:
    yield from _runs("inner-newline", re.finditer(r"[\r\n]+", sent), offset)
    if not sent.startswith("{"):
        yield from _runs("inner-whitespace", re.finditer(r"(?<!\bBearer)(?<!\bbearer)[ \t]+", sent), offset)
    seen: dict[tuple[DefectKind, int], list[int]] = {}
    for position, character in enumerate(sent):
        kind = _kind_of(character)
        if kind:
            seen.setdefault((kind, ord(character)), []).append(position + offset)
    for (kind, code), positions in list(seen.items())[:20]:
        yield Defect(
            kind=kind, position=positions[0], count=len(positions), character=f"U+{code:04X} {_class_of(code)}"
        )


def _kind_of(character: str) -> DefectKind | None:
    code = ord(character)
    if 0x20 <= code <= 0x7E or character in "\t\r\n":
        return None
    if code < 0x20 or 0x7F <= code <= 0x9F:
        return "control-character"
    return "invisible-character" if code in _INVISIBLE else "non-ascii-character"


def _class_of(code: int) -> str:
    if code in _INVISIBLE:
        return _INVISIBLE[code]
    if code == 0xA0:
        return "no-break space"
    names = {"L": "letter", "M": "mark", "N": "number", "P": "punctuation", "S": "symbol", "Z": "space", "C": "control"}
    return names[unicodedata.category(chr(code))[0]]


def _runs(kind: DefectKind, matches: Iterator[re.Match[str]], offset: int) -> Iterator[Defect]:
    found = [match.start() for match in matches]
    if found:
        yield Defect(kind=kind, position=found[0] + offset, count=len(found))


def _wrapping(value: str) -> Iterator[Defect]:
    sent = as_sent(value)
    at = sent.find("\\n")
    if at != -1 and not sent.startswith("{"):
        yield Defect(kind="literal-backslash-n", position=at + value.index(sent), count=sent.count("\\n"))
    if len(sent) > 1 and (sent[0] in "\"'`" or sent[-1] in "\"'`"):
        yield Defect(kind="quotes", position=value.index(sent))
    prefix = re.search(r"(?i)\bbearer\s", sent[:16])
    if prefix:
        yield Defect(kind="bearer-prefix", position=prefix.start() + value.index(sent))
    if NAME_IN_FRONT.match(sent.lstrip("\"'`")):
        yield Defect(kind="name-prefix", position=value.index(sent))


def _standing_for_something(value: str, name: str) -> Iterator[Defect]:
    bare = clean(value)
    if bare == name or re.fullmatch(r"AI_GATEWAY_API_KEY|VERCEL_OIDC_TOKEN", bare):
        yield Defect(kind="name-as-value")
    elif UNEXPANDED.fullmatch(bare):
        yield Defect(kind="unexpanded-reference")
    elif is_placeholder(bare):
        yield Defect(kind="placeholder")
