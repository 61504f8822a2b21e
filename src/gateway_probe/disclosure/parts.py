"""A text of somebody else, cut into parts: words of the vocabulary, numbers, plain words that it does not hold, and
what no level shows.
"""

import re
from collections.abc import Generator, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Literal, NamedTuple

from gateway_probe.disclosure.key_forms import VERCEL_ID, is_credential, is_prefix
from gateway_probe.disclosure.known_words import compounds, model_words, names, words
from gateway_probe.disclosure.ordinary_words import humps
from gateway_probe.disclosure.telling import ASSIGNING, Announced, Telling, named_secret
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
_JOINED = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._/:+~-]*")
_PLAIN = re.compile(r"[a-z]{2,10}|[A-Z][a-z]{1,9}|[A-Z]{2,10}|[a-z0-9]{2,4}|[A-Za-z][a-z]{1,8}\d{1,2}")
_MODEL_SIGNS = re.compile(r"[/.:_@+-]")
_VERSION = re.compile(r"\d{1,8}|\d[a-z0-9]{1,3}|[a-z]{1,2}\d[a-z0-9]{0,4}|[a-z]")
_MOST_VERSIONS = 5
"""As in `claude-3-7-sonnet-20250219-v1:0`. An address of hardware has six."""
_BUILD = r"20[23]\d(?:\.\d\d\.\d\d|\d{4})|\d\d\.20[23]\d|2\d{5}|\d{3,4}"
_NUMBERS_OF_A_VERSION = re.compile(rf"\d{{1,2}}(?:\.\d{{1,2}})?(?:\.(?:{_BUILD}))?|{_BUILD}")
"""In a row: two small ones, then a build or a date. Addresses, accounts and other numbers of somebody are longer."""
_MOST_BEFORE_A_FAMILY = 2
"""Characters of a version, as in `o3-mini`."""
_ESCAPING = ("&", "#", "%", "\\", "=")
"""What stands before a character that is spelled out by its number, in HTML, URLs, JSON and mail."""
_MAX_TOKEN = 200
MOST: dict[Level, int] = {"private": 10, "public": 4}
"""Characters of anything else that stand between two words."""

_LONG_WORD = 4
_LONG_WORD_AMONG_LETTERS = 5
"""Letters of one word that no piece of a secret is by chance; among plain words a group of four letters may be one."""

Kind = Literal["word", "number", "plain", "block", "signs", "marker"]


class Part(NamedTuple):
    """A stretch of a text, what it is, and how many characters of it the vocabulary does not hold.

    Of a word that is a model's name: how many stand behind the last of its family's words.
    """

    kind: Kind
    text: str
    weight: int = 0


def cut_up(text: str, level: Level, own: frozenset[str], *, name: bool) -> Iterator[Part]:
    """The parts of a text, all of it, in order."""
    announced = Announced(text)
    at = 0
    for marker in MARKER.finditer(text):
        at = yield from _tokens(text, at, marker.start(), announced, level, own, name=name)
        announced.holds("", marker.start(), text[at : marker.start()])
        if at < marker.start():
            yield _signs(text[at : marker.start()])
        yield Part("marker", marker[0], int(marker[2]))
        at = marker.end()
    at = yield from _tokens(text, at, len(text), announced, level, own, name=name)
    if at < len(text):
        yield _signs(text[at:])


def _tokens(
    text: str, at: int, end: int, announced: Announced, level: Level, own: frozenset[str], *, name: bool
) -> Generator[Part, None, int]:
    """The parts of one stretch, to its last token, and where that ends."""
    for match in _TOKEN.finditer(text, at, end):
        token, signs = match[0], text[at : match.start()]
        at = match.end()
        if signs:
            yield _signs(signs)
        belonging = announced.holds(token, match.start(), signs)
        if belonging is None and signs[-1:] in _ESCAPING:
            belonging = "unless-a-word"
        if belonging is None and _is_one_known_thing(token):  # as most are
            yield Part("word", token)
            continue
        for part in _judge(token, level, own, after_dollar=signs.endswith("$"), name=name):
            yield block_part(part) if belonging and _belongs(part, belonging) else part
    return at


def _belongs(part: Part, belonging: Telling) -> bool:
    """Whether a part of a token that the text announced as a secret is one."""
    match belonging:
        case "whole":
            return part.kind != "signs"
        case "unless-a-word":
            return part.kind in {"plain", "number"} or (part.kind == "word" and not part.text.isalpha())
        case "unless-plain":
            return part.kind == "plain" and not part.text.isalnum()


_SPACE = Part("signs", " ")
"""What stands between most words."""


def _signs(signs: str) -> Part:
    if signs == " ":
        return _SPACE
    shown = len(signs) <= 8 and _SHOWN_SIGNS.fullmatch(signs)
    return Part("signs" if shown else "block", signs, 0 if shown else len(signs))


def _judge(token: str, level: Level, own: frozenset[str], *, after_dollar: bool, name: bool) -> Iterator[Part]:
    """The token as one part, or as several where signs join things that are judged apart."""
    if len(token) > _MAX_TOKEN or (level == "public" and _ADDRESS.fullmatch(token)):
        yield block_part(Part("plain", token))
        return
    whole = _one(token, level, own, after_dollar=after_dollar, name=name)
    if whole.kind == "word" and not _assigns(token):
        yield whole
        return
    pieces, signs = _INNER.split(token), [*_INNER.findall(token), ""]
    secret = _find_assigned(pieces, signs)
    fits = whole.kind == "word" or (whole.kind != "block" and whole.weight <= MOST[level])
    if not any(secret) and (fits or len(pieces) == 1 or is_credential(token) or name):
        yield whole
        return
    for piece, sign, hidden in zip(pieces, signs, secret, strict=True):
        if piece:
            part = _one(piece, level, own, after_dollar=False, name=name)
            yield block_part(part) if hidden else part
        if sign:
            yield _signs(sign)


def _find_assigned(pieces: Sequence[str], signs: Sequence[str]) -> list[bool]:
    """Which pieces are of the value of something that is named as a secret, as in `api_key=…`: all to the next `&`."""
    found, inside = [], False
    for piece, sign in zip(pieces, signs, strict=True):
        found.append(inside)
        inside = (inside or (named_secret(piece) is not None and _assigns(sign))) and "&" not in sign
    return found


def _assigns(text: str) -> bool:
    return not ASSIGNING.isdisjoint(text)


def _one(token: str, level: Level, own: frozenset[str], *, after_dollar: bool, name: bool) -> Part:
    if token in own or is_known(token):
        return Part("word", token)
    if (version := _version_of_model(token, own)) is not None:
        return Part("word", token, version)
    if level == "private" and VERCEL_ID.fullmatch(token):
        return Part("word", token)
    if _NUMBERS[level].fullmatch(token) and not (after_dollar and level == "public"):
        return Part("number", token, sum(map(str.isdigit, token)))
    if len(token) == 1 and token.isascii():
        return Part("number", token, 1)
    plain = level == "private" and not is_credential(token) and not is_prefix(token)
    unknown = _unknown(token, own, name=name) if plain else None
    return block_part(Part("plain", token)) if unknown is None else Part("plain", token, unknown)


def _unknown(token: str, own: frozenset[str], *, name: bool) -> int | None:
    """How many characters of a token the vocabulary does not hold, or None where one part of it is no plain word."""
    if not _JOINED.fullmatch(token):
        return None
    count, short = 0, 0
    pieces = _PIECE.findall(token)
    for piece in pieces:
        if _is_word(piece) or piece in own:
            short += len(piece) if is_short(len(piece), among_letters=False) else 0
            continue
        if not (_PLAIN.fullmatch(piece) or (piece.isdigit() and len(piece) <= 8) or len(piece) == 1):
            return None
        count += len(piece)
    if not count:
        return 0
    # In a text, words that are joined with something unknown count as well: a secret is put together like that.
    return count + short if name else sum(map(len, pieces))


def is_short(letters: int, *, among_letters: bool) -> bool:
    """Whether a word of so many letters may be a piece of a secret by chance."""
    return letters < (_LONG_WORD_AMONG_LETTERS if among_letters else _LONG_WORD)


def _is_one_known_thing(token: str) -> bool:
    """Whether a token is a word of the vocabulary that nothing can be assigned in, so that it is judged as a whole."""
    return len(token) <= _MAX_TOKEN and is_known(token) and not _assigns(token)


@lru_cache(maxsize=4096)
def is_known(token: str) -> bool:
    """Whether a name or a word is shown to everybody: of the vocabulary, or put together from its words."""
    if token in names() or _is_word(token):
        return True
    if token.isupper() and token.lower() in compounds():
        return True
    if _SNAKE.fullmatch(token):
        return all(piece in words() for piece in token.lower().split("_"))
    found = humps(token)
    return len(found) > 1 and all(hump.lower() in words() for hump in found)


def _is_word(token: str) -> bool:
    if len(token) < 2 or not (token.islower() or token.isupper() or (token[0].isupper() and token[1:].islower())):
        return False
    return token.lower() in words()


def _version_of_model(token: str, own: frozenset[str]) -> int | None:
    """How many characters of a version end a model's or provider's name, None where the token is no such name.

    A name is words of known families, joined by its signs, with versions and dates. Hardly any begins with a version:
    of a secret in pieces, digits before a short family's word are one by chance.
    """
    pieces = _MODEL_SIGNS.split(token)
    if len(pieces) > 12 or len(token) > 80 or not token.isascii():
        return None
    known = [piece.lower() in model_words() or piece in own for piece in pieces]
    if not any(known):
        return None
    versions = [piece for piece, is_known in zip(pieces, known, strict=True) if not is_known]
    if sum(map(len, versions)) > 14 or not all(_VERSION.fullmatch(piece) for piece in versions):
        return None
    numbers = (".".join(row) for is_number, row in groupby(pieces, str.isdigit) if is_number)
    if len(versions) > _MOST_VERSIONS or not all(map(_NUMBERS_OF_A_VERSION.fullmatch, numbers)):
        return None
    first, last = known.index(True), len(known) - known[::-1].index(True)
    return None if sum(map(len, pieces[:first])) > _MOST_BEFORE_A_FAMILY else sum(map(len, pieces[last:]))


def block_part(part: Part) -> Part:
    return Part("block", part.text, len(part.text))
