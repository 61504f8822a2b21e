"""Values that consist of ordinary words, which the Document may hold by right."""

import re
from collections.abc import Iterable, Sequence

from gateway_probe.disclosure.key_forms import is_credential
from gateway_probe.disclosure.known_words import model_words, words
from gateway_probe.document.facts import PUBLIC_HOST

PIECE = re.compile(r"[^\W_]+")
"""A run of letters and digits."""
_JOINED_WORDS = re.compile(r"[A-Za-z0-9]+(?:[-_./: ][A-Za-z0-9]+)*")
_VARIABLE = re.compile(r"[A-Z]+(?:_[A-Z]+)+")
_DATE = re.compile(r"20\d\d-[01]\d-[0-3]\d(?:-preview)?")
"""As in `api-version=2024-10-21`, which base URLs of Azure carry."""
_KNOWN_HOST = re.compile(rf"(?=[^/]*(?://[^/]*)?/?$){PUBLIC_HOST}")
_HUMP = re.compile(r"[A-Z][a-z]+")
_CAMEL = re.compile(r"(?:[A-Z][a-z]+){2,8}")
_WRAPPING = "[]<>{}()$%*\"'` "
_MOST_OTHERS = 8
_SHORT = re.compile(r"\d{1,4}|\d{1,3}[a-z]|[a-z]\d?")
"""A number, a size or a version: `4`, `2026`, `70b`, `4o`, `v2`."""
_PASSPHRASE = 5
"""Different words of the vocabulary in a row are a passphrase of 50 bits and more."""
# A value with one of these words in it is somebody's secret, however ordinary its other words are.
_TELLING = frozenset(
    ["auth", "credential", "credentials", "key", "keys", "pass", "secret", "secrets", "signature", "token", "tokens"]
)


def is_ordinary(value: str) -> bool:
    """Whether a value consists of ordinary words and short numbers alone: `gpt-5.4-mini`, `gateway-probe`,
    `[SENSITIVE]`, `${AI_GATEWAY_API_KEY}`.

    The Document may hold such words by right, so an answer is not withheld for one.
    """
    bare = _known_host(value.strip(_WRAPPING))
    if not _JOINED_WORDS.fullmatch(bare) or is_credential(bare):
        return False
    pieces = _humps_of(PIECE.findall(bare))
    if _VARIABLE.fullmatch(bare) or _DATE.fullmatch(bare):
        return all(piece in words() or piece.isdigit() for piece in pieces)
    # As many English words as nobody would guess: names of models have theirs from few families.
    spoken = {piece for piece in pieces if piece in words() and piece not in model_words()}
    return len(spoken) < _PASSPHRASE and not _TELLING.intersection(pieces) and _are_words(pieces)


def is_of_words(pieces: Iterable[str]) -> bool:
    """Whether runs of letters and digits are ordinary words, with few short numbers among them."""
    return _are_words(_humps_of(pieces))


def _are_words(pieces: Sequence[str]) -> bool:
    others = [piece for piece in pieces if piece not in words()]
    few = sum(map(len, others)) <= min(_MOST_OTHERS, len("".join(pieces)) // 3)
    return few and all(map(_SHORT.fullmatch, others))


def _humps_of(pieces: Iterable[str]) -> list[str]:
    return [hump.lower() for piece in pieces for hump in humps(piece)]


def _known_host(value: str) -> str:
    """Of the address of a host that everybody knows its name without the ending, else the value."""
    return value.rpartition("://")[2].rpartition(".")[0] if _KNOWN_HOST.fullmatch(value) else value


def humps(piece: str) -> list[str]:
    """The words that a name such as `GatewayInternalServerError` is put together from."""
    return _HUMP.findall(piece) if _CAMEL.fullmatch(piece) else [piece]
