"""The secrets of one run, and every form in which one of them could turn up."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from urllib.parse import unquote, urlsplit

from gateway_probe.disclosure.fingerprint import as_sent
from gateway_probe.disclosure.key_forms import is_credential
from gateway_probe.disclosure.ordinary_words import PIECE, is_of_words, is_ordinary
from gateway_probe.disclosure.runs import Runs, merge
from gateway_probe.disclosure.secret_forms import MIN_SECRET, searched_forms

_MIN_UNIFORM_SECRET = 12
"""A short value of letters alone is more likely a word (`production`) that the Document may rightly hold."""

RUN = 11
"""Letters and digits of a secret in a row that foreign text never holds, whatever stands between them."""
_RUN_OF_NO_WORDS = 8
"""Nor so many that are no ordinary words: the probe's own words beside ten would go on with the secret by chance."""
_RUN_WITH_SIGNS = RUN + 1
"""Nor so long a run of a secret as it stands, signs and all: a password may hold more signs than letters."""
_LETTER_OR_DIGIT, _SIGNS = re.compile("[A-Za-z0-9]"), re.compile("[^A-Za-z0-9]+")
_TWO_SIGNS = re.compile(r"[^A-Za-z0-9].{0,10}[^A-Za-z0-9]", re.DOTALL)
_LONGEST_WORD = 40
_BEGINNING = 64
"""Of a form is looked for first: to hold all of each would take a hundred times what the values take."""
_MIN_FOLDED = 6
_MIN_JWT_SEGMENT = 20
_SHORT_PART = 2
_MAX_PARTS = 60
"""Of one URL: every part is searched for in every form."""


class Secrets:
    """Values that must not leave the process. Neither `repr` nor iteration over attributes shows one."""

    __slots__ = ("__dict__", "_named", "_ordinary", "_values")

    def __init__(self, values: Iterable[str] = (), *, own: Iterable[str] = ()) -> None:
        """`own` are values that the Document names by right: the asked models, the gateway's address, options by name.

        They are shown in foreign text too, but only where they hold nothing of a secret and have no credential's form:
        nothing makes a secret public.
        """
        found = {part for value in set(values) if len(value) >= MIN_SECRET for part in _parts(value)}
        self._ordinary = frozenset(value for value in found if is_ordinary(value))
        self._values = frozenset(found - self._ordinary)
        self._named = frozenset(filter(None, own))

    def __repr__(self) -> str:
        return f"<{len(self._values)} secrets>"

    def __or__(self, other: "Secrets") -> "Secrets":
        both = Secrets()
        both._values = self._values | other._values
        both._ordinary = self._ordinary | other._ordinary
        both._named = self._named | other._named
        return both

    def __len__(self) -> int:
        return len(self._values)

    def named_in(self, value: str) -> bool:
        """Whether the value is one of the secrets or holds one, as it stands or with other signs in it."""
        lowered, letters = value.lower(), _fold(value)
        return any(secret.lower() in lowered for secret in self._values) or any(
            len(folded) >= RUN and folded in letters for folded in self._folded
        )

    def held_in(self, text: str) -> bool:
        """Whether the text holds a whole secret in a form that the last gate searches for."""
        return self.held_in_bytes(text.encode("utf-8", "surrogatepass"))

    def held_in_bytes(self, content: bytes) -> bool:
        """Whether the bytes hold a whole secret in any encoded form, in whatever case."""
        lowered = content.lower()
        begun = {beginning for beginning in self._beginnings if beginning in lowered}
        # Only where one begins are the forms made again, to see whether it is there as a whole.
        return bool(begun) and any(
            form[:_BEGINNING] in begun and form in lowered for value in self._values for form in searched_forms(value)
        )

    @cached_property
    def own(self) -> frozenset[str]:
        """What is named by right, and the parts of it that are read as words."""
        shown = [value for value in self._named if not is_credential(value) and not self._run_spans(value)]
        return frozenset(
            part
            for value in shown
            for part in (value, *value.split("/"), *PIECE.findall(value))
            if part == value or (len(part) > _SHORT_PART and not part.isdigit())
        )

    @cached_property
    def _beginnings(self) -> tuple[bytes, ...]:
        """How every encoded form of every secret begins."""
        return tuple(sorted({form[:_BEGINNING] for value in self._values for form in searched_forms(value)}))

    @cached_property
    def _folded(self) -> tuple[str, ...]:
        """The letters and digits of every secret that has enough of them to be looked for."""
        found = (_fold(unicodedata.normalize("NFKC", value)) for value in self._values)
        return tuple(folded for folded in found if len(folded) >= _MIN_FOLDED)

    @cached_property
    def _runs(self) -> dict[int, Runs]:
        """Those letters and digits, forwards and backwards, by their number: of those that have RUN and more, short
        runs of them."""
        texts: dict[int, list[str]] = {}
        for folded in self._folded:
            texts.setdefault(min(RUN, len(folded)), []).extend((folded, folded[::-1]))
        return {count: Runs(known, count if count < RUN else _RUN_OF_NO_WORDS) for count, known in texts.items()}

    @cached_property
    def _runs_with_signs(self) -> Runs:
        """Runs of every secret as it stands that has signs: of some runs, the letters and digits alone are too few."""
        return Runs((_lower(value) for value in self._values if _TWO_SIGNS.search(value)), _RUN_WITH_SIGNS)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the text holds a run of a secret, whatever signs stand between its characters, or an ordinary watched
        value as it is: merged, in order."""
        return merge(self._run_spans(text) + self._ordinary_spans(text))

    def spans_of_pieces(self, text: str) -> list[tuple[int, int]]:
        """Those spans, and where eight characters of a secret stand in what are no ordinary words."""
        return merge(self._run_spans(text, _RUN_OF_NO_WORDS) + self._ordinary_spans(text))

    def _run_spans(self, text: str, shortest: int = RUN) -> list[tuple[int, int]]:
        if not self._values or len(text) < _MIN_FOLDED:
            return []
        folded, places, spans = _fold(text), list[int](), []
        for count, known in self._runs.items():
            length = count if count < RUN else _RUN_OF_NO_WORDS
            for begin, end in merge([(at, at + length) for at in known.find_in(folded)]):
                places = places or [match.start() for match in _LETTER_OR_DIGIT.finditer(text)]
                span = places[begin], places[end - 1] + 1
                whole = end - begin >= count
                if whole or (end - begin >= shortest and not self._is_of_words(text, *span)):
                    spans.append(span)
        if self._runs_with_signs:
            lowered = _lower(text)
            found = self._runs_with_signs.find_in(lowered)
            spans += [(at, at + _RUN_WITH_SIGNS) for at in found if _is_heavy(lowered[at : at + _RUN_WITH_SIGNS])]
        return spans

    def _is_of_words(self, text: str, start: int, end: int) -> bool:
        """Whether the words of this span, whole, are ordinary ones or named by right."""
        around = PIECE.finditer(text, max(0, start - _LONGEST_WORD), end + _LONGEST_WORD)
        whole = [match[0] for match in around if match.start() < end and start < match.end()]
        return is_of_words(word for word in whole if word not in self.own)

    def _ordinary_spans(self, text: str) -> list[tuple[int, int]]:
        """Where the text holds an ordinary watched value, whole: it is no secret, and it is not shown either."""
        lowered = text.lower()
        if len(lowered) != len(text):
            return []
        spans = []
        for value in self._ordinary - self.own:
            at = lowered.find(value.lower())
            while at != -1:
                spans.append((at, at + len(value)))
                at = lowered.find(value.lower(), at + len(value))
        return spans


def _fold(text: str) -> str:
    """ASCII letters and digits in lower case."""
    return _SIGNS.sub("", text).lower()


def _lower(text: str) -> str:
    """ASCII letters in lower case, and every sign where it stood."""
    return text.lower() if text.isascii() else "".join([sign.lower() if sign.isascii() else sign for sign in text])


def _is_heavy(run: str) -> bool:
    """Whether the letters and digits of a run with its signs are too few to be found without them."""
    return 0 < len(_fold(run)) < RUN


def _parts(value: str) -> Iterator[str]:
    """The value as set, as sent, and the parts of it that are secrets by themselves."""
    sent = as_sent(value)
    bare = re.sub(r"^(?i:bearer)\s+", "", sent.strip("\"'`")).strip("\"'` ")
    segments = bare.split(".") if bare.startswith("eyJ") else []
    long_segments = [segment for segment in segments if len(segment) >= _MIN_JWT_SEGMENT]
    for part in {sent, bare, *long_segments, *islice(parts_of_url(bare), _MAX_PARTS)}:
        if _is_secret(part):
            yield part


def parts_of_url(value: str) -> Iterator[str]:
    """User, password, path and query of a URL, as they stand and unquoted, and the longer parts of the last two.

    A proxy may be given without a scheme (`user:password@host:8080`).
    """
    if "://" not in value and "@" not in value:
        return
    try:
        parts = urlsplit(value if "://" in value else f"//{value}")
    except ValueError:
        return
    pieces = [*parts.path.split("/"), *re.split(r"[&=;]", f"{parts.query}&{parts.fragment}")]
    for part in (parts.username, parts.password, parts.path.strip("/"), parts.query, *pieces):
        if part:
            yield part
            yield unquote(part)


def _is_secret(value: str) -> bool:
    if len(value) < MIN_SECRET:
        return False
    return len(value) >= _MIN_UNIFORM_SECRET or not value.replace("-", "").replace("_", "").isalpha()
