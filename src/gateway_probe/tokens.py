"""Access tokens: made, read from the setting, and refused where somebody could guess them.

A token is tried by strangers at whatever speed the network allows, so what protects it is that it cannot be guessed.
"""

import base64
import hashlib
import re
import secrets

MIN_LENGTH = 20
MAX_LENGTH = 4_096
MIN_DISTINCT = 8
"""Of tokens of 20 random hex digits one in about two thousand has fewer; of longer ones practically none."""

_MIN_TELLING = 5
_LONGEST_UNIT = 16

# What a shell, a template or a workflow would have replaced, had it seen the value.
_REFERENCE = re.compile(
    r"[$#]\{|\$\(|\{\{|\[\[|`|://|GATEWAY_PROBE_TOKEN|\$[A-Z][A-Z0-9_]{3,}|^\$[a-z_]\w*(?::\w+)?$|^%\w+%$|^<[^<>]*>$|"
    r"^(?:arn|vault):",
    re.ASCII,
)
# Words that ask for another value in their place.
_ASKING = re.compile(
    r"(?<![a-z])(?:change[^a-z0-9]?me|change[^a-z0-9]?it|your|replace|placeholder|example|insert|todo|fixme|"
    r"passw[o0]rd|undefined|null)(?![a-z])",
    re.IGNORECASE,
)
# Words that such values are made of, and rows of the keyboard: none of them makes a value harder to guess.
_WORD_LIST = (
    "abc access admin and app auth bearer change changeit changeme character characters default demo dev dummy "
    "example for gateway goes here insert is key letmein local long me more my of our password passw0rd "
    "placeholder please preview probe prod production qwertyuiop qwerty random replace root sample secret some "
    "something staging string strong super test the this to token undefined value vercel very welcome with your "
    "asdfghjkl asdf zxcvbnm 1q2w3e4r5t 12 correct horse battery staple administrator "
    "openssl rand base64 hex paste output generate least you made make have one two three four five six seven eight "
    "nine ten lorem ipsum dolor sit amet consectetur quick brown fox jumps over lazy dog hello world foo bar baz qux "
    "company corp inc user guest master login iloveyou monkey dragon sunshine princess football shadow hunter trustno1 "
    "january february march april june july august september october november december spring summer autumn winter "
    "monday tuesday wednesday thursday friday saturday sunday 2024 2025 2026 2027 0x deadbeef cafebabe feedface coffee "
    "1qaz 2wsx 3edc 4rfv 5tgb 6yhn 7ujm qaz wsx edc rfv tgb yhn ujm 1q2w3e4r5t6y7u8i9o0p"
)
_WORDS = frozenset(_WORD_LIST.split())
_LONGEST_WORD = max(map(len, _WORDS))


# Values that stand in specifications and manuals.
_PRINTED = frozenset({
    "123e4567e89b12d3a456426614174000",
    "550e8400e29b41d4a716446655440000",
    "6ba7b8109dad11d180b400c04fd430c8",
    "f47ac10b58cc4372a5670e02b2c3d479",
    "wjalrxutnfemik7mdengbpxrficyexamplekey",
})  # fmt: skip
_HASHES = ("md5", "sha1", "sha256")


def make_token() -> str:
    """A token of 192 random bits, of characters that need no quoting in a header, a shell or an address."""
    token = secrets.token_urlsafe(24)
    # Chance writes a word between two dashes once in some hundred thousand tokens.
    return token if weakness(token) is None else make_token()


def read_tokens(setting: str) -> tuple[tuple[str, ...], str | None]:
    """The usable tokens of the setting, separated by commas, and a warning that counts the others by what is wrong."""
    given = [token.strip() for token in setting.split(",") if token.strip()]
    wrong = [weakness(token) for token in given]
    usable = tuple(token for token, why in zip(given, wrong, strict=True) if why is None)
    reasons = [why for why in wrong if why is not None]
    if not reasons:
        return usable, None
    counted = ", ".join(f"{reasons.count(why)} ({why})" for why in dict.fromkeys(reasons))
    return usable, f"GATEWAY_PROBE_TOKEN: {len(reasons)} of {len(given)} tokens ignored: {counted}"


def weakness(token: str) -> str | None:
    """Why a value is no access token, in words that do not repeat it; None where it is one."""
    if len(token) < MIN_LENGTH:
        return f"shorter than {MIN_LENGTH} characters"
    if len(token) > MAX_LENGTH:
        return f"longer than {MAX_LENGTH:,} characters"
    if not token.isascii() or not token.isprintable():
        return "characters that cannot be sent in a header"
    if _REFERENCE.search(token):
        return "a reference that nothing has replaced, such as $NAME or $(command)"
    if len(set(token)) < MIN_DISTINCT:
        return f"fewer than {MIN_DISTINCT} different characters"
    if _repeats_itself(token):
        return "one piece over and over"
    if _ASKING.search(token) or _telling(token) < _MIN_TELLING or _spells_words(token) or _is_printed(token):
        return "a placeholder or words that anybody would try"
    return None


def _spells_words(token: str) -> bool:
    """Whether it is base64 or hex of a text that is mostly known words. Random bytes spell no text but by chance."""
    for decode in (bytes.fromhex, _from_base64):
        try:
            text = decode(token).decode("ascii")
        except ValueError:
            continue
        if text.isprintable() and (_ASKING.search(text) or 2 * _telling(text) < len(_bare(text))):
            return True
    return False


def _from_base64(token: str) -> bytes:
    return base64.b64decode(token + "=" * (-len(token) % 4), "-_" if {"-", "_"} & set(token) else None, validate=True)


def _is_printed(token: str) -> bool:
    """Whether it stands in manuals, or is the beginning of a hash of nothing or of a known word."""
    bare = _bare(token)
    if bare in _PRINTED or not re.fullmatch("[0-9a-f]{20,64}", bare):
        return bare in _PRINTED
    return any(
        hashlib.new(name, text, usedforsecurity=False).hexdigest().startswith(bare)
        for name in _HASHES
        for word in ("", *_WORDS)
        for text in (word.encode(), f"{word}\n".encode())
    )


def _repeats_itself(token: str) -> bool:
    """Whether it is a short piece again and again, whatever stands between."""
    bare = _bare(token)
    period = (bare + bare).find(bare, 1) if bare else 0
    return period < len(bare) and period <= _LONGEST_UNIT


def _telling(token: str) -> int:
    """How many of its letters and digits are neither in a known word nor the next of a row such as 1234 or aaaa."""
    bare = _bare(token)
    # best[i]: the fewest telling characters among the first i.
    best = [0]
    for end in range(1, len(bare) + 1):
        fewest = best[end - 1] + (0 if _continues_a_row(bare, end - 1) else 1)
        for start in range(max(0, end - _LONGEST_WORD), end - 1):
            if best[start] < fewest and bare[start:end] in _WORDS:
                fewest = best[start]
        best.append(fewest)
    return best[-1]


def _bare(token: str) -> str:
    return "".join(filter(str.isalnum, token)).lower()


def _continues_a_row(text: str, at: int) -> bool:
    """Whether the character is to the one before it what that is to the one before, as in 1234, aaaa or 7890."""
    if at < 2:
        return False
    if text[at - 1 : at + 1] in {"90", "09"}:
        return True
    one, two, three = (ord(character) for character in text[at - 2 : at + 1])
    return abs(three - two) <= 1 and three - two == two - one
