"""Word by word through a text of somebody else: what is admitted at a level, and a block for each stretch that is not.

Between two words of the vocabulary at most ten characters of anything else stand, and at the public level four, so
that no secret can be put together from what is shown, in whatever pieces and with whatever signs between them it came.
Short words part nothing: of a secret in pairs of letters, one pair in thirty is a word by chance.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby, islice, takewhile
from typing import Literal, NamedTuple

from gateway_probe.disclosure.shapes import VERCEL_ID, is_credential
from gateway_probe.disclosure.vocabulary import compounds, model_words, names, words
from gateway_probe.document import Level

MARKER = re.compile(r"\[redacted:(unlisted|known-secret|name-\d{1,4}):(\d{1,7})\]")

_SEPARATORS = r"\s\"'<>(){}\[\],;|`!?…“”‘’→—–"  # noqa: RUF001 - quotes and dashes as they are written
_TOKEN = re.compile(rf"[^\W_](?:[^{_SEPARATORS}]*[^\W_])?")
_SHOWN_SIGNS = re.compile(r"[ \"'<>(){}\[\],;|`!?…“”‘’→—–.:/=+*@$_~-]*| & ")  # noqa: RUF001 - the same
_INNER = re.compile(r"[:=&/\\]+")
_PIECE = re.compile(r"[A-Za-z0-9]+")
_ADDRESS = re.compile(r"(?!\d{1,2}:\d{2}$)(?=[^0-9]*\d)[0-9A-Fa-f]{1,4}(?:::?[0-9A-Fa-f]{1,4})+")
"""Groups of an IPv6 address: one thing, of which no group is shown to everybody. A time of day is none."""
_NUMBERS: dict[Level, re.Pattern[str]] = {
    "private": re.compile(r"\d{1,8}(?:[.,]\d{1,6}){0,3}%?"),
    "public": re.compile(r"\d{1,4}(?:[.,]\d{1,3})?%?"),
}
_SNAKE = re.compile(r"[a-z]+(?:_[a-z]+){1,9}|[A-Z]+(?:_[A-Z]+){1,9}")
_CAMEL = re.compile(r"(?:[A-Z][a-z]+){2,8}")
_HUMP = re.compile(r"[A-Z][a-z]+")
_JOINED = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._/:+~-]*")
_PLAIN = re.compile(r"[a-z]{2,10}|[A-Z][a-z]{1,9}|[A-Z]{2,10}|[a-z0-9]{2,4}|[A-Za-z][a-z]{1,8}\d{1,2}")
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
_MOST: dict[Level, int] = {"private": 10, "public": 4}
_MOST_WITH_SIGNS = 11
_MOST_OF_A_RUN = 10
"""Of anything else together with the short words among it, at every level."""
_LONG_WORD = 4
_LONG_PHRASE = 7
"""Letters of one word, or of words in a row, that no piece of a secret is by chance."""

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
    return "".join(_written(_admitted(_parts(text, level, frozenset(own), name=name), level)))


def admitted_names(names: Sequence[str], level: Level, own: Iterable[str] = ()) -> list[bool]:
    """Which of the names the level admits where they stand in one list, where a reader reads on from one to the next.

    They are judged as one text: a list of single characters says what the characters say together.
    """
    shown = frozenset(own)
    parts = [list(_parts(name, level, shown, name=True)) for name in names]
    found = iter(_admitted(chain.from_iterable(parts), level))
    return [
        all(part.kind not in {"block", "marker"} for part in list(islice(found, len(of_name)))) for of_name in parts
    ]


def _admitted(parts: Iterable[_Part], level: Level) -> list[_Part]:
    return _gathered(_settled(parts, level))


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
    if len(token) > _MAX_TOKEN or (level == "public" and _ADDRESS.fullmatch(token)):
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
    count, short = 0, 0
    pieces = _PIECE.findall(token)
    for piece in pieces:
        if _is_word(piece) or piece in own:
            short += len(piece) if _is_short(len(piece)) else 0
            continue
        if not (_PLAIN.fullmatch(piece) or (piece.isdigit() and len(piece) <= 8) or len(piece) == 1):
            return None
        count += len(piece)
    if not count:
        return 0
    # In a text, words that are joined with something unknown count as well: a secret is put together like that.
    return count + short if name else sum(map(len, pieces))


@lru_cache(maxsize=4096)
def is_known(token: str) -> bool:
    """Whether a name or a word is shown to everybody: of the vocabulary, or put together from its words."""
    if token in names() or _is_word(token):
        return True
    if token.isupper() and token.lower() in compounds():
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
    """Each stretch between two words as it is, or blocked where it holds more than the level admits."""
    stretch: list[_Part] = []
    for part in parts:
        if part.kind == "word":
            yield from _stretch(stretch, level)
            stretch = []
            yield part
        else:
            stretch.append(part)
    yield from _stretch(stretch, level)


def _stretch(stretch: list[_Part], level: Level) -> Iterator[_Part]:
    unknown = [at for at, part in enumerate(stretch) if part.kind in {"number", "plain"}]
    told = sum(stretch[at].weight for at in unknown)
    # The signs between them are characters of a secret like others.
    between = [part.text for part in stretch[unknown[0] : unknown[-1]] if part.kind == "signs"] if unknown else []
    signs = sum(not sign.isspace() for text in between for sign in text)
    if told <= _MOST[level] and told + signs <= _MOST_WITH_SIGNS:
        yield from stretch
        return
    for part in stretch:
        yield _blocked(part) if part.kind in {"number", "plain"} else part


def _gathered(parts: Iterable[_Part]) -> list[_Part]:
    """The parts, without what several of them would say together where only short words part them."""
    found = list(parts)
    scattered: list[int] = []
    count = 0

    def close() -> None:
        if len(scattered) > 1 and count > _MOST_OF_A_RUN:
            for at in scattered:
                found[at] = _blocked(found[at])

    told = [at for at, part in enumerate(found) if part.kind != "signs"]
    for kind, group in groupby(told, lambda at: found[at].kind):
        if kind in {"block", "marker"}:
            close()
            scattered, count = [], 0
        elif kind != "word":
            places = list(group)
            scattered += places
            count += sum(found[at].weight for at in places)
        else:
            letters = [len(found[at].text) for at in group]
            if max(letters) < _LONG_WORD and sum(letters) < _LONG_PHRASE:
                count += sum(letters)
                continue
            count += sum(takewhile(_is_short, letters))
            close()
            scattered, count = [], sum(takewhile(_is_short, reversed(letters)))
    close()
    return found


def _is_short(letters: int) -> bool:
    return letters < _LONG_WORD


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
