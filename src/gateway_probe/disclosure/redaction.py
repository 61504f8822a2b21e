"""Text that somebody else wrote, shown by allow list: known words stay, everything else is a block with its length."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations

from gateway_probe.disclosure.between_words import Piece, odd_pieces, readings
from gateway_probe.disclosure.fingerprint import HIDDEN
from gateway_probe.disclosure.key_forms import VERCEL_ID
from gateway_probe.disclosure.parts import MARKER
from gateway_probe.disclosure.screen import admitted_names, block, screen
from gateway_probe.disclosure.secrets import Secrets

MAX_TEXT = 300
MAX_TEXT_OF_A_RUN = 80_000
"""Characters of foreign text that one run looks at; beyond them a text is one block."""

_MAX_INPUT = 2_000
_MAX_NAME = 128
_READ_ON = 16
"""Pieces that are no words, of what was shown last: as many as a part of a secret may have."""
_NAME = re.compile(r"[A-Za-z0-9@_][\w@.:/+ -]*", re.ASCII)
_CONTROL_SEQUENCE = re.compile(r"\x1b\[[0-9;?]{0,20}[ -/]{0,4}[@-~]")
HTTP_DATE = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-3]\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) 20\d\d"
    r" [0-2]\d:[0-5]\d:[0-6]\d GMT"
)
_CONTENT_TYPE = re.compile(r"(?:application|text)/(?:json|problem\+json|html|plain|event-stream|xml|octet-stream)")


class Redactor:
    """The one way by which foreign text enters the Document. One is made for each run."""

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets
        self._left = MAX_TEXT_OF_A_RUN
        self._seen: dict[tuple[tuple[str, str], ...], frozenset[str]] = {}
        self._admitted: dict[tuple[str, bool], str] = {}
        self._told = set[str]()
        self._odd: dict[str, list[Piece]] = {"each": [], "once": []}

    def text(self, value: object, limit: int = MAX_TEXT) -> str | None:
        """The value as one line of inert text, or None where it is not a string or is empty.

        What is not admitted is `[redacted:RULE:CHARACTERS]`. Control, format and bidi characters are dropped first, so
        that they can neither hide a secret from the search nor change how a terminal or page shows the text.
        """
        if not isinstance(value, str) or not value:
            return None
        if self._spend(min(len(value), _MAX_INPUT)):
            return block("unlisted", len(value))
        clean = _inert(value[:_MAX_INPUT]).replace("[redacted:", "(redacted:")
        shown = _cut(self._admit(clean).strip(), limit)
        return block("known-secret", len(value)) if self._goes_on_with(shown) else shown or None

    def identifier(self, value: object) -> str | None:
        """A short foreign name (an error type, a model id, a provider), None where there is none, or a block for it."""
        if not isinstance(value, str) or not value:
            return None
        if len(value) > _MAX_NAME or self._spend(len(value)) or not _NAME.fullmatch(value):
            return block("unlisted", len(value))
        shown = self._admit(value, name=True)
        if shown != value:
            rules = [rule for rule, _ in removals(shown)]
            return block("known-secret" if "known-secret" in rules else "unlisted", len(value))
        return block("known-secret", len(value)) if self._goes_on_with(value) else value

    def names(self, values: Iterable[object]) -> list[str]:
        """The names of one list, each as `identifier` has it, and a block for those that say too much together."""
        told = [(value, name) for value in values if (name := self.identifier(value))]
        names = [name for _, name in told]
        # A name of signs alone parts nothing.
        read = [name if any(map(str.isalnum, str(value))) else "" for value, name in told]
        pieces, admitted = self._pieces_among(names), admitted_names(read, "private", self._secrets.own)
        shown = []
        for at, name in enumerate(names):
            if at in pieces:
                shown.append(block("known-secret", len(name)))
            else:
                shown.append(name if admitted[at] or MARKER.fullmatch(name) else block("unlisted", len(name)))
        return shown

    def side_by_side(self, texts: Mapping[str, str | None]) -> dict[str, str | None]:
        """Shown texts of one thing, in the order of the Document: a block for each that is a piece of a secret as soon
        as it is read together with the next, or any short one together with any other."""
        given = {field: text for field, text in texts.items() if text and not MARKER.fullmatch(text)}
        pieces = self._pieces_in(tuple(given.items()))
        return {
            field: block("known-secret", len(given[field])) if field in pieces else text
            for field, text in texts.items()
        }

    def header(self, name: str, value: str) -> str | None:
        """The value of a response header: by its form where the header has one, else as text."""
        if name == "x-vercel-id":
            known = VERCEL_ID.fullmatch(value) and not self._secrets.spans(value)
            return value if known else block("unlisted", len(value))
        if name in {"date", "retry-after"} and HTTP_DATE.fullmatch(value):
            return value
        media, _, parameters = value.partition(";")
        if name == "content-type" and _CONTENT_TYPE.fullmatch(media.strip().lower()):
            charset = "; charset=utf-8" if "charset=utf-8" in parameters.lower() else ""
            return media.strip().lower() + charset
        return self.text(value, limit=120)

    def _pieces_in(self, given: tuple[tuple[str, str], ...]) -> frozenset[str]:
        """The fields that are pieces of a secret. Most requests of a run are answered with the same error."""
        if given not in self._seen:
            short = [item for item in given if len(item[1]) <= _MAX_NAME]
            orders = [given, *permutations(short, 2)]
            self._seen[given] = frozenset(
                order[at][0] for order in orders for at in self._pieces_among([text for _, text in order])
            )
        return self._seen[given]

    def _pieces_among(self, texts: Sequence[str]) -> set[int]:
        """Which of the texts hold a part of a secret where a reader reads on from one to the next."""
        spans, found, at = self._secrets.spans_of_pieces("\n".join(texts)), set(), 0
        for number, text in enumerate(texts):
            end = at + len(text)
            if any(start < end and at < stop for start, stop in spans):
                found.add(number)
            at = end + 1
        return found

    def _goes_on_with(self, shown: str) -> bool:
        """Whether what is no word in it is a part of a secret, by itself or read on from what was shown before."""
        if not self._secrets or not (odd := odd_pieces(shown)):
            return False
        # Most requests of a run are answered with the same error, which is read each time, and once.
        orders = ["each"] if shown in self._told else ["each", "once"]
        after = {order: [*self._odd[order], *odd] for order in orders}
        if any(self._secrets.spans_of_pieces(said) for pieces in after.values() for said in readings(pieces)):
            return True
        self._told.add(shown)
        self._odd |= {order: pieces[-_READ_ON:] for order, pieces in after.items()}
        return False

    def _spend(self, length: int) -> bool:
        """Whether the run has looked at enough text."""
        self._left -= length
        return self._left < 0

    def _admit(self, text: str, *, name: bool = False) -> str:
        """What the private level shows of it, without known secrets: looked at once in a run, whose requests are mostly
        answered alike."""
        if (text, name) not in self._admitted:
            clean = self._without_known_secrets(text)
            self._admitted[text, name] = screen(clean, "private", self._secrets.own, name=name)
        return self._admitted[text, name]

    def _without_known_secrets(self, text: str) -> str:
        parts, at = [], 0
        for start, end in self._secrets.spans_of_pieces(text):
            parts += [text[at:start], block("known-secret", end - start)]
            at = end
        return "".join([*parts, text[at:]])


def removals(text: str) -> list[tuple[str, int]]:
    """The (rule, characters removed) of every block in a text."""
    return [(match[1], int(match[2])) for match in MARKER.finditer(text)]


def is_hidden(value: str | None) -> bool:
    """Whether a value, or a part of it, is not shown: two such values must not be compared."""
    return value is not None and (value == HIDDEN or MARKER.search(value) is not None)


def _inert(text: str) -> str:
    spaced = re.sub(r"\s+", " ", _CONTROL_SEQUENCE.sub("", text))
    return "".join([sign for sign in spaced if sign.isascii() or unicodedata.category(sign)[0] != "C"]).translate(
        _CONTROLS
    )


_CONTROLS = dict.fromkeys([*range(32), 127])


def _cut(text: str, limit: int) -> str:
    """Cut to the limit, never inside a block."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    opened = head.rfind("[redacted:")
    if opened != -1 and "]" not in head[opened:]:
        head = head[:opened]
    return head.rstrip() + "…"
