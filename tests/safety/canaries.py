"""Secrets that stand for real ones, every form in which one can be repeated, and the search for any piece of them.

Nothing here is taken from the package: what is searched for must not depend on what it thinks a secret looks like.
"""

import base64
import html
import json
import random
import re
import string
from collections.abc import Callable, Iterable
from functools import cached_property, partial
from urllib.parse import quote

PIECE = 12
"""No run of so many characters of any form may be seen."""

_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_ALPHABETS = {
    "letters and digits": string.ascii_letters + string.digits,
    "base64": string.ascii_letters + string.digits + "+/=",
    "url-safe": string.ascii_letters + string.digits + "-_",
    "hex": "0123456789abcdef",
    "punctuation": string.ascii_letters + string.digits + "!#$%&()*,.:;<>?@[]^{|}~\"'\\`+/=-_",
}
_PREFIXES = ("", "", "vck_", "sk-", "sk-proj-", "Bearer-", "AIza")


def canary(seed: object) -> str:
    """A fake secret of 20 to 64 characters: of this seed alone, and unlike any word."""
    chance = random.Random(str(seed))  # noqa: S311 - the same in every run
    alphabet = _ALPHABETS[chance.choice(sorted(_ALPHABETS))]
    made = "".join(chance.choices(alphabet, k=chance.randint(20, 64)))
    return chance.choice(_PREFIXES) + made


def token(seed: object, **claims: object) -> str:
    """A fake OIDC token whose three parts are canaries too."""
    parts = [json.dumps({"alg": "RS256", "kid": canary((seed, "kid"))}), json.dumps({**claims, "jti": canary(seed)})]
    encoded = [base64.urlsafe_b64encode(part.encode()).rstrip(b"=").decode() for part in parts]
    return ".".join([*encoded, base64.urlsafe_b64encode(canary((seed, "signature")).encode()).decode().rstrip("=")])


Encode = Callable[[str], str]


def _base64(before: int, secret: str) -> str:
    """As it stands between other bytes, which shift the letters."""
    return base64.b64encode(b"?" * before + secret.encode() + b"?" * before).decode()


def _base64_url_safe(before: int, secret: str) -> str:
    return base64.urlsafe_b64encode(b"?" * before + secret.encode()).decode().rstrip("=")


ENCODINGS: dict[str, Encode] = {
    "plain": lambda secret: secret,
    "reversed": lambda secret: secret[::-1],
    "upper": str.upper,
    "lower": str.lower,
    "mixed case": lambda secret: "".join(
        letter.upper() if at % 2 else letter.lower() for at, letter in enumerate(secret)
    ),
    "url": lambda secret: quote(secret, safe=""),
    "url, path": quote,
    "url, every character": lambda secret: "".join(f"%{byte:02X}" for byte in secret.encode()),
    "hex": lambda secret: secret.encode().hex(),
    "hex, upper": lambda secret: secret.encode().hex().upper(),
    "json": lambda secret: json.dumps(secret)[1:-1],
    "json, every character": lambda secret: "".join(f"\\u{ord(letter):04x}" for letter in secret),
    "json, twice": lambda secret: json.dumps(json.dumps(secret))[1:-1],
    "html": html.escape,
    "html, every character": lambda secret: "".join(f"&#{ord(letter)};" for letter in secret),
    "html, every character, hex": lambda secret: "".join(f"&#x{ord(letter):x};" for letter in secret),
    "zero width": lambda secret: "".join(
        letter + _ZERO_WIDTH[at % len(_ZERO_WIDTH)] for at, letter in enumerate(secret)
    ),
    **{f"base64 at {at}": partial(_base64, at) for at in range(3)},
    **{f"base64, url-safe, at {at}": partial(_base64_url_safe, at) for at in range(3)},
}
"""Each form with what surrounds it there; of base64 the characters that its neighbours decide too are part of it."""


class Hunt:
    """A search for any piece of any form of these secrets."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self.secrets = tuple(secrets)
        self._clean: set[str] = set()

    def found(self, content: str) -> list[str]:
        """The encodings of which the content holds a piece, as it stands or as a reader would put it together."""
        return sorted({name for view in _views(content) for line in self._new(view) for name in self._in(line)})

    def _new(self, view: Iterable[str]) -> list[str]:
        """Lines that were not searched before: most of a page is the same each time."""
        return [line for line in view if line not in self._clean]

    def _in(self, line: str) -> list[str]:
        pieces = self._pieces
        names = [pieces[piece] for at in range(len(line) - PIECE + 1) if (piece := line[at : at + PIECE]) in pieces]
        if not names and len(line) < _WORTH_REMEMBERING:
            if len(self._clean) > _REMEMBERED:
                self._clean.clear()
            self._clean.add(line)
        return names

    @cached_property
    def _pieces(self) -> dict[str, str]:
        return {
            form[at : at + PIECE]: name
            for secret in self.secrets
            for name, encode in ENCODINGS.items()
            if name != "zero width"  # searched for as plain, in a view without them
            for form in [_own(name, encode(secret)).lower()]
            for at in range(len(form) - PIECE + 1)
        }


def _own(name: str, form: str) -> str:
    """Without the characters that are not the secret's: of base64 those that what stands before and after decides, of
    text written twice its quotes, which every value of a Document has."""
    if name == "json, twice":
        return form[2:-2]
    return form[4:-4] if name.startswith("base64") else form


def _views(content: str) -> list[list[str]]:
    """As it stands, as a browser shows it, and put together again where it was wrapped or marked up."""
    lowered = content.lower()
    visible = re.sub(f"[{_ZERO_WIDTH}]", "", html.unescape(_TAG.sub("", lowered)))
    joined = re.sub(r"[\s\\|]+", "", visible)
    overlapping = [joined[at : at + _STEP + PIECE] for at in range(0, len(joined), _STEP)]
    return [_tokens(lowered), _tokens(visible), [part for cut in overlapping for part in _tokens(cut)]]


def _tokens(text: str) -> list[str]:
    """Cut where one field of a document ends and another begins: most of them are the same each time."""
    return _BETWEEN_FIELDS.sub("\n", text).split("\n")


_REMEMBERED = 50_000
_WORTH_REMEMBERING = 500
"""Longer lines are rarely the same again."""
_STEP = 4_000
_TAG = re.compile(r"<[^>]*>")
_BETWEEN_FIELDS = re.compile(r'(?<=")(?=[,:}\]])|(?<=[,:{\[])(?=")|(?<=>)(?=<)')
