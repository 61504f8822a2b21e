"""Word by word through a text of somebody else: what is admitted at a level, and a block for each stretch that is not.

Between wordings of the vocabulary at most eleven characters of anything else stand, and at the public level four, so
that no secret can be put together from what is shown, in whatever pieces and with whatever signs between them it came.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from gateway_probe.disclosure.shapes import VERCEL_ID, is_credential
from gateway_probe.disclosure.vocabulary import model_words, names, words
from gateway_probe.document import Level

MARKER = re.compile(r"\[redacted:(unlisted|known-secret|name-\d{1,4}):(\d{1,7})\]")

_SEPARATORS = r"\s\"'<>(){}\[\],;|`!?…“”‘’→—–"  # noqa: RUF001 - quotes and dashes as they are written
_TOKEN = re.compile(rf"[^\W_](?:[^{_SEPARATORS}]*[^\W_])?")
_SHOWN_SIGNS = re.compile(r"[ \"'<>(){}\[\],;|`!?…“”‘’→—–.:/=+*@$_~-]*| & ")  # noqa: RUF001 - the same
_INNER = re.compile(r"[:=&/\\]+")
_PIECE = re.compile(r"[A-Za-z0-9]+")
_NUMBERS: dict[Level, re.Pattern[str]] = {
    "private": re.compile(r"\d{1,8}(?:[.,]\d{1,6}){0,3}%?"),
    "public": re.compile(r"\d{1,4}(?:[.,]\d{1,3})?%?"),
}
_SNAKE = re.compile(r"[a-z]+(?:_[a-z]+){1,9}|[A-Z]+(?:_[A-Z]+){1,9}")
_CAMEL = re.compile(r"(?:[A-Z][a-z]+){2,8}")
_HUMP = re.compile(r"[A-Z][a-z]+")
_JOINED = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._/:+~-]*")
_PLAIN = re.compile(r"[a-z]{2,11}|[A-Z][a-z]{1,10}|[A-Z]{2,11}|[a-z0-9]{2,4}|[A-Za-z][a-z]{1,8}\d{1,2}")
_PLAIN_NAME = re.compile(r"[a-z]{2,15}|[A-Z][a-z]{1,14}")
_MODEL_SIGNS = re.compile(r"[/.:_@+-]")
_VERSION = re.compile(r"\d{1,8}|\d[a-z0-9]{1,3}|[a-z]{1,2}\d[a-z0-9]{0,4}|[a-z]")
# What follows one of these and a colon, an equals sign or `Bearer` is a value that somebody chose as a secret.
_TELLING = frozenset(
    ["authorization", "bearer", "key", "password", "passwd", "pwd", "secret", "sig", "signature", "token"]
)
_LONGEST_TELLING = 16
_ESCAPING = ("&", "#", "%", "\\", "=")
"""What stands before a character that is spelled out by its number, in HTML, URLs, JSON and mail."""
_MAX_TOKEN = 200
_LONG_WORD = 6
_MOST: dict[Level, int] = {"private": 11, "public": 4}

Kind = Literal["word", "number", "plain", "block", "signs", "marker"]


class _Part(NamedTuple):
    kind: Kind
    text: str
    weight: int = 0


def block(rule: str, length: int) -> str:
    """What stands for removed text."""
    return f"[redacted:{rule}:{length}]"


def screened(text: str, level: Level, own: Iterable[str] = (), *, name: bool = False) -> str:
    """The text with a block for every stretch that the level does not admit.

    `own` are values that the Document names by right. `name` is for a name on its own, of which a longer part may be
    unknown at the private level, and which may be a model's of a family that the vocabulary holds.
    """
    return "".join(_written(_settled(_parts(text, level, frozenset(own), name=name), level)))


def _parts(text: str, level: Level, own: frozenset[str], *, name: bool) -> Iterator[_Part]:
    at = 0
    for marker in MARKER.finditer(text):
        yield from _parts_between(text[at : marker.start()], level, own, name=name)
        yield _Part("marker", marker[0], int(marker[2]))
        at = marker.end()
    yield from _parts_between(text[at:], level, own, name=name)


def _parts_between(text: str, level: Level, own: frozenset[str], *, name: bool) -> Iterator[_Part]:
    at = 0
    before = ""
    for match in _TOKEN.finditer(text):
        signs = text[at : match.start()]
        yield from _signs(signs)
        chosen = _is_telling(before) and (":" in signs or "=" in signs or before == "bearer")
        chosen = chosen or signs[-1:] in _ESCAPING
        for part in _judged(match[0], level, own, after_dollar=signs.endswith("$"), name=name):
            yield _blocked(part) if chosen and part.kind in {"plain", "number"} else part
        before, at = match[0].lower(), match.end()
    yield from _signs(text[at:])


def _signs(signs: str) -> Iterator[_Part]:
    if signs:
        shown = len(signs) <= 8 and _SHOWN_SIGNS.fullmatch(signs)
        yield _Part("signs" if shown else "block", signs, 0 if shown else len(signs))


def _judged(token: str, level: Level, own: frozenset[str], *, after_dollar: bool, name: bool) -> Iterator[_Part]:
    """The token as one part, or as several where signs join things that are judged apart."""
    if len(token) > _MAX_TOKEN:
        yield _blocked(_Part("plain", token))
        return
    whole = _one(token, level, own, after_dollar=after_dollar, name=name)
    pieces = _INNER.split(token)
    fits = whole.kind != "block" and whole.weight <= _MOST[level]
    if fits or len(pieces) == 1 or is_credential(token) or name:
        yield whole
        return
    before = ""
    for piece, sign in zip(pieces, [*_INNER.findall(token), ""], strict=True):
        if piece:
            part = _one(piece, level, own, after_dollar=False, name=name)
            yield _blocked(part) if _is_telling(before) and part.kind == "plain" else part
        yield from _signs(sign)
        before = piece.lower()


def _one(token: str, level: Level, own: frozenset[str], *, after_dollar: bool, name: bool) -> _Part:
    if token in own or is_known(token) or _is_model(token, own):
        return _Part("word", token)
    if level == "private" and VERCEL_ID.fullmatch(token):
        return _Part("word", token)
    if _NUMBERS[level].fullmatch(token) and not (after_dollar and level == "public"):
        return _Part("number", token, sum(map(str.isdigit, token)))
    if len(token) == 1 and token.isascii():
        return _Part("number", token, 1)
    unknown = _unknown(token, own, name=name) if level == "private" and not is_credential(token) else None
    return _blocked(_Part("plain", token)) if unknown is None else _Part("plain", token, unknown)


def _unknown(token: str, own: frozenset[str], *, name: bool) -> int | None:
    """How many characters of a token the vocabulary does not hold, or None where one part of it is no plain word."""
    if not _JOINED.fullmatch(token):
        return None
    if name and _PLAIN_NAME.fullmatch(token) and _is_pronounceable(token):
        return min(len(token), _MOST["private"])
    count = 0
    pieces = _PIECE.findall(token)
    for piece in pieces:
        if _is_word(piece) or piece in own:
            continue
        if not (_PLAIN.fullmatch(piece) or (piece.isdigit() and len(piece) <= 8) or len(piece) == 1):
            return None
        count += len(piece)
    # In a text, words that are joined with something unknown count as well: a secret is put together like that.
    return count if name or not count else sum(map(len, pieces))


def _is_pronounceable(word: str) -> bool:
    vowels = sum(sign in "aeiouy" for sign in word.lower())
    return vowels * 5 > len(word) and re.search(r"[^aeiouy]{5}", word.lower()) is None


@lru_cache(maxsize=4096)
def is_known(token: str) -> bool:
    """Whether a name or a word is shown to everybody: of the vocabulary, or put together from its words."""
    if token in names() or _is_word(token):
        return True
    if _SNAKE.fullmatch(token):
        return all(piece in words() for piece in token.lower().split("_"))
    return bool(_CAMEL.fullmatch(token)) and all(hump.lower() in words() for hump in _HUMP.findall(token))


def _is_word(token: str) -> bool:
    if len(token) < 2 or not (token.islower() or token.isupper() or (token[0].isupper() and token[1:].islower())):
        return False
    return token.lower() in words()


def _is_model(token: str, own: frozenset[str]) -> bool:
    """A model's or provider's name: words of known families, joined by its signs, with versions and dates."""
    pieces = _MODEL_SIGNS.split(token)
    if len(pieces) > 12 or len(token) > 80 or not token.isascii():
        return False
    known = [piece.lower() in model_words() or piece in own for piece in pieces]
    versions = [piece for piece, is_known in zip(pieces, known, strict=True) if not is_known]
    return any(known) and sum(map(len, versions)) <= 14 and all(_VERSION.fullmatch(piece) for piece in versions)


def _settled(parts: Iterable[_Part], level: Level) -> Iterator[_Part]:
    """Each stretch that is no wording as it is, or blocked where it holds more than the level admits.

    A stretch ends at a long word, or at two words one after the other: a short one alone may be a piece of a secret.
    """
    stretch: list[_Part] = []
    after_word = True
    for part in parts:
        if part.kind == "word" and (after_word or len(part.text) >= _LONG_WORD):
            yield from _stretch(stretch, level)
            stretch = []
            yield part
        else:
            stretch.append(part)
        if part.kind != "signs":
            after_word = part.kind == "word"
    yield from _stretch(stretch, level)


def _stretch(stretch: list[_Part], level: Level) -> Iterator[_Part]:
    if sum(_weight(part, level) for part in stretch) <= _MOST[level]:
        yield from stretch
        return
    for part in stretch:
        yield _blocked(part) if part.kind in {"number", "plain"} else part


def _weight(part: _Part, level: Level) -> int:
    """What a part adds to a stretch; a word in it too, where unknown words are shown beside it."""
    if part.kind == "word":
        return len(part.text) if level == "private" else 0
    return part.weight if part.kind in {"number", "plain"} else 0


def _blocked(part: _Part) -> _Part:
    return _Part("block", part.text, len(part.text))


def _written(parts: Iterable[_Part]) -> Iterator[str]:
    """The text again; blocks that only signs part are one block."""
    removed, rule, between = 0, "", ""
    for part in parts:
        if part.kind in {"block", "marker"}:
            removed += len(between) + part.weight if removed else part.weight
            rule = _telling_more(rule, part)
            between = ""
        elif removed and part.kind == "signs":
            between += part.text
        else:
            if removed:
                yield block(rule, removed) + between
                removed, rule, between = 0, "", ""
            yield part.text
    if removed:
        yield block(rule, removed) + between


def _telling_more(rule: str, part: _Part) -> str:
    found = MARKER.fullmatch(part.text) if part.kind == "marker" else None
    own = found[1] if found else "unlisted"
    return rule if rule and own == "unlisted" else own


def _is_telling(token: str) -> bool:
    """Whether it names a secret, as `secret` and `api_key` do."""
    return re.split(r"[^a-z]", token.lower()[-_LONGEST_TELLING:])[-1] in _TELLING
