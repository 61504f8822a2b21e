"""Whether a value is one that somebody would try: made of words, rows of keys, dates, or printed somewhere."""

import base64
import contextlib
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from gateway_probe.disclosure.guesses import (
    about_tokens,
    all_words,
    binding_words,
    glued_words,
    hashed_texts,
    printed_values,
)

_LONGEST_UNIT = 16
_SHORTEST_COUNT = 14
_LONGEST = 160
MADE_UP = "FAKE"
"""What says so of itself, as in every test here, is nobody's by mistake."""
_MIN_TELLING = 5
_MIN_NEW_WORDS, _MIN_NEW_WORDS_ABOUT_TOKENS, _MIN_NEW_WORDS_IN_ORDER = 2.5, 3, 5
"""Of a phrase with signs between its words: so many must be words that few would think of. In a sentence (two binding
words) or a path, where one word leads to the next, twice as many; one more beside a year or number, as names have."""
_FEWEST_IN_WORDS, _STEPS_OF_A_PATH = 10, 3
_MOST_ODD = 9
"""So many letters and digits of a phrase may be no words, as in the beginning of what a key service has encrypted."""
_WORDS = re.compile(r"(?:[A-Z]+|[A-Z]?[a-z]+)(?:[A-Z][a-z]{2,})*\d{0,4}|\d+")
_HUMP = re.compile("[A-Z]?[a-z]+|[A-Z]+")
_UNSAYABLE = re.compile("^[^aeiouy]+$|[^aeiouy]{5}")
_SHORTEST_RUN = 4
_PERIOD, _PERIOD_OF_LETTERS = 2, 3
"""How far apart the steps of a row may lie; letters of one case alone are what people write, and generators rarely."""
_NEIGHBOURS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_KEYS = {key: (row, column) for row, keys in enumerate(_NEIGHBOURS) for column, key in enumerate(keys)}
_LEET = str.maketrans("@$!0134578", "asioieastb")
_DATE = re.compile(
    r"(?:19|20)\d\d[-./ ]?[01]?\d[-./ ]?[0-3]?\d(?:T\d{6}Z?)?|[0-3]?\d[-./][01]?\d[-./](?:19|20)\d\d"
    r"|(?:19|20)\d\d-?W\d\d(?:-?\d)?|\d\d:\d\d(?::\d\d)?"
    r"|(?<!\d)1[4-9]\d{8}(?:\d{3})?(?!\d)"  # seconds and milliseconds since 1970
)
_SAYS_SO = re.compile("example|placeholder|changeme|replaceme")
"""A value that says of itself that it is none; longer than what chance writes."""

# A UUID of another version than 4 and 7 is made of a time, a machine or a name; a JWT is all text without a signature.
_NO_CHANCE = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[^47][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|eyJ[\w-]+\.[\w-]*\.?", re.IGNORECASE
)
_HASHES = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "blake2b")
_DIGEST_IN_BASE64 = (22, 27, 38, 43, 64, 86)


def is_guessable(value: str) -> bool:
    """Whether it is in everybody's head, in base64, base32 or hex too, stands in manuals, or hashes a common word."""
    if MADE_UP in value or len(value) > _LONGEST:
        return False
    return (
        _is_printed(value)
        or any(map(_is_row, _bytes_of(value)))
        or (value.isdecimal() and value.isascii() and len(value) > _SHORTEST_COUNT and _counts(value))
        or any(map(_is_in_everybodys_head, (value, *_decode(value))))
    )


def _decode(token: str) -> Iterator[str]:
    """The text that it is in base64, base32 or hex. Random bytes spell no text but by chance."""
    for content in _bytes_of(token):
        with contextlib.suppress(ValueError):
            text = content.decode("ascii").strip()
            if text.isprintable():
                yield text


def _bytes_of(token: str) -> Iterator[bytes]:
    """What it stands for in hex, base64 and base32, whether it says which or not."""
    bare = re.sub(r"^(?:base64|hex):|%|\\x|0x", "", token)
    padded = bare + "=" * (-len(bare) % 8)
    for decode in (bytes.fromhex, _from_base64, lambda _: base64.b32decode(padded, casefold=True)):
        with contextlib.suppress(ValueError):
            yield decode(bare)


def _is_row(content: bytes) -> bool:
    """Whether each byte is as far from the next: 00 01 02 03."""
    return len({(after - before) % 256 for before, after in pairwise(content)}) == 1


def _counts(digits: str) -> bool:
    """Whether it is number after number at one distance, the last perhaps cut: 2468101214, 100110021003."""
    for length in range(1, 7):
        first = int(digits[:length])
        for step in (int(digits[length : length + more]) - first for more in (length, length + 1)):
            row = "".join(str(first + at * step) for at in range(len(digits))) if step > 0 else ""
            if row.startswith(digits):
                return True
    return False


def _from_base64(token: str) -> bytes:
    return base64.b64decode(token + "=" * (-len(token) % 4), "-_" if {"-", "_"} & set(token) else None, validate=True)


def _is_in_everybodys_head(text: str) -> bool:
    """Whether it is made of known words, rows and dates, or a phrase with too few words that nobody would think of."""
    if _is_plain_phrase(text):
        return True
    undated = _DATE.sub("", text)
    ways = {_bare(way) for way in (text, undated, text.translate(_LEET), undated.lower().translate(_LEET))}
    of_letters = text.isalpha() and text in {text.lower(), text.upper()}
    least = max(_MIN_TELLING, len(text) // _MIN_TELLING + 1) if of_letters else _MIN_TELLING
    period = _PERIOD_OF_LETTERS if of_letters else _PERIOD
    # Without what comes again at once, if that is most of it: 99998888.
    ways |= {short for way in ways if len(short := re.sub(r"(.)\1+", r"\1", way)) * 2 <= len(way)}
    return any(_telling(bare, least, period) < least for way in ways for bare in (way, way[::-1]))


def _is_plain_phrase(text: str) -> bool:
    """Whether it is made of words, and too few of these are new. A random token is no such phrase."""
    known = all_words()
    pieces = re.findall("[A-Za-z0-9]+", text)
    words, odd = list[str](), 0
    for piece in pieces:
        humps = [hump.lower() for hump in _HUMP.findall(piece)] if _WORDS.fullmatch(piece) else []
        odd += len(piece) if not humps and not piece.isdigit() else 0
        for word in humps:
            if word in known or (len(word) >= 4 and not _UNSAYABLE.search(word)):
                words.append(word)
            else:
                odd += len(word)
    letters, said = sum(map(len, words)), set(words)
    if len(pieces) < 3 > len(words) or len(words) < 2 or letters < _FEWEST_IN_WORDS:
        return False
    if odd and (odd > min(_MOST_ODD, letters // 2) or said.isdisjoint(known)):
        return False
    if text.count("/") >= _STEPS_OF_A_PATH:
        return True
    # A short new word, or a long known one, is half as hard to think of.
    new = sum((len(word) >= 4) + (len(word) == 3) / 2 if word not in known else (len(word) >= 5) / 2 for word in said)
    in_order = sum(word in binding_words() for word in words) > 1 or not {"/", ":"}.isdisjoint(text)
    least = _MIN_NEW_WORDS_ABOUT_TOKENS if said & about_tokens() else _MIN_NEW_WORDS
    least += bool(re.search(r"\d\d", text))
    return new < (_MIN_NEW_WORDS_IN_ORDER if in_order else least)


def _is_printed(token: str) -> bool:
    """Whether it stands in manuals, has a form that is not random, or hashes a common word: in hex cut off too."""
    bare = _bare(token)
    if bare in printed_values() or _SAYS_SO.search(bare) or _NO_CHANCE.fullmatch(token):
        return True
    if re.fullmatch("[0-9a-f]{20,128}", bare):
        return any(digest.hex().startswith(bare) for digest in _digests())
    plain = token.rstrip("=").replace("-", "+").replace("_", "/")
    return len(plain) in _DIGEST_IN_BASE64 and plain in _digests_in_base64()


@cache
def _digests() -> tuple[bytes, ...]:
    return tuple(
        hashlib.new(name, text, usedforsecurity=False).digest()
        for name in _HASHES
        for word in hashed_texts()
        for text in (word.encode(), f"{word}\n".encode())
    )


@cache
def _digests_in_base64() -> frozenset[str]:
    return frozenset(base64.b64encode(digest).decode().rstrip("=") for digest in _digests())


def repeats_itself(token: str) -> bool:
    """Whether it is a short piece again and again, whatever stands between, the last time perhaps cut."""
    bare = _bare(token)
    return any(bare.startswith(bare[period:]) for period in range(1, min(_LONGEST_UNIT, len(bare) // 2) + 1))


def _telling(bare: str, enough: int, period: int) -> int:
    """How many of its letters and digits are neither in a known word nor the next of a row such as 1234 or aaaa."""
    known = glued_words()
    longest = _longest_word()
    # best[i]: the fewest telling characters among the first i.
    best = [0]
    run = 0
    for end in range(1, len(bare) + 1):
        run = run + 1 if _continues(bare, end - 1, period) else 1
        fewest = best[end - 1] + 1
        if run >= _SHORTEST_RUN:
            fewest = min(fewest, *best[end - run : end - _SHORTEST_RUN + 1])
        for start in range(max(0, end - longest), end):
            if best[start] < fewest and bare[start:end] in known:
                fewest = best[start]
        best.append(fewest)
        # No word reaches further back: there will not be fewer.
        if min(best[-longest - 1 :]) >= enough and end > longest:
            return enough
    return best[-1]


@cache
def _longest_word() -> int:
    return max(map(len, glued_words()))


def _bare(token: str) -> str:
    return "".join(filter(str.isalnum, token)).lower()


def _continues(text: str, at: int, period: int) -> bool:
    """Whether the character lies beside the one before it on a keyboard, or goes on with a row: 1357, aabb, a1b2."""
    if at == 0:
        return False
    here, before = _KEYS.get(text[at]), _KEYS.get(text[at - 1])
    # Of two digits a third lie side by side.
    lettered = not text[at - 1 : at + 1].isdigit()
    if lettered and here and before and abs(here[0] - before[0]) <= 1 and abs(here[1] - before[1]) <= 1:
        return True
    periods = range(1, min(period, at // 2) + 1)
    return any(_step(text, at, by) == _step(text, at - by, by) for by in periods)


def _step(text: str, at: int, by: int) -> int:
    here, before = text[at], text[at - by]
    # After 9 comes 0.
    return (int(here) - int(before)) % 10 if here.isdigit() and before.isdigit() else int(here, 36) - int(before, 36)
