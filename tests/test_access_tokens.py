"""What can be an access token, and what anybody could guess."""

import base64
import hashlib
import random
import secrets
import string
import time
import uuid
from collections.abc import Callable

import pytest

from gateway_probe.access_tokens import MIN_LENGTH, make_token, read_tokens, weakness
from tests.guessable import GUESSABLE
from tests.tried_tokens import TRIED

MONOTONOUS = (
    "x" * 24,
    "ab" * 12,
    "0123456789" * 2,
    "abcdefghijklmnopqrstuvwxyz",
    "1234567890abcdefghij",
    "qwertyuiopasdfghjklzxcvbnm",
    "00000000-0000-0000-0000-000000000000",
    "12345678-1234-1234-1234-123456789012",
    "winter2026" * 3,
    "1qaz2wsx3edc4rfv5tgb6yhn",
    "0xDEADBEEFCAFEBABE0xDEADBEEF",
    "bws:7d9e6679-7425-40de-944b-e07fc1f90ae7",
)
SPELLED_WORDS = ("password", "your-token-goes-here", "changeme-changeme", "gateway-probe-token")
SPELLED: dict[str, Callable[[str], str]] = {
    "base64": lambda word: base64.b64encode((word * 2).encode()).decode(),
    "base64, for addresses": lambda word: base64.urlsafe_b64encode((word * 2).encode()).decode().rstrip("="),
    "base64, as echo ends it": lambda word: base64.b64encode(f"{word} {word}\n".encode()).decode(),
    "base32": lambda word: base64.b32encode((word * 2).encode()).decode(),
    "hex": lambda word: (word * 2).encode().hex(),
    "letters by digits": lambda word: (word * 2).translate(str.maketrans("aeos", "@305")),
    "backwards": lambda word: (word * 2)[::-1],
}
HASHED = ("", "password", "token", "test", "changeme", "123456", "hello world", "football", "monday", "schluessel")


@pytest.mark.parametrize("token", [*GUESSABLE, *MONOTONOUS, "x1" * 9, "n\u00f6-token-for-a-header-0815"])
def test_what_anybody_could_guess_is_no_token_and_is_not_repeated(token: str) -> None:
    usable, warning = read_tokens(token)
    assert usable == ()
    assert warning is not None
    assert warning.startswith("GATEWAY_PROBE_TOKEN: 1 of 1 tokens ignored: 1 (")
    assert token not in warning.replace("$NAME or $(command)", "")


@pytest.mark.parametrize("kind", TRIED)
def test_nor_is_what_was_made_up_without_a_look_at_the_measure(kind: str) -> None:
    tried = TRIED[kind].strip().splitlines()
    assert [token for token in tried if weakness(token) is None] == []


def test_no_part_of_a_reference_that_holds_commas_is_a_token() -> None:
    """As it stands in the file that somebody forgot to decrypt, for all who can read the repository."""
    parts = "data:p673w7q1lkZ9f0==,iv:UwFR9Pvnm0PkkzfJ8u0qUk3p2QzQ7Wv0L6a3k7o6N5M=,tag:k6x2xP9rj3g7Y1u8zqWb4Q=="
    assert read_tokens(f"ENC[AES256_GCM,{parts},type:str]")[0] == ()
    good = make_token()
    assert read_tokens(f"{good},${{OTHER_TOKEN_OF_THE_PROBE}}")[0] == (good,)


@pytest.mark.parametrize("spelled", SPELLED)
@pytest.mark.parametrize("word", SPELLED_WORDS)
def test_nor_is_it_where_it_is_spelled_otherwise(word: str, spelled: str) -> None:
    assert weakness(SPELLED[spelled](word)) is not None


@pytest.mark.parametrize("name", ["md5", "sha1", "sha256", "sha512"])
@pytest.mark.parametrize("word", HASHED)
@pytest.mark.parametrize("ending", ["", "\n"])
def test_nor_is_the_hash_of_it(word: str, name: str, ending: str) -> None:
    """As `echo token | sha256sum` prints it, whole or cut."""
    digest = hashlib.new(name, (word + ending).encode())
    in_base64 = base64.b64encode(digest.digest()).decode()
    made = digest.hexdigest()
    guessed = (made, made.upper(), made[:24], in_base64, in_base64.rstrip("="))
    assert [token for token in guessed if weakness(token) is None] == []


def drawn(rng: random.Random, characters: str, length: int) -> str:
    return "".join(rng.choice(characters) for _ in range(length))


LETTERS_AND_DIGITS = string.ascii_letters + string.digits
_WORDS_BY_DICE = """
acrobat barnacle canopener dandelion egotism flagstone gargoyle hatchling icebreaker jugular kinswoman lugged mulberry
nuttiness oxidize parsnip quilt rasping shrapnel thimble undertow vastness wikipedia yodel zipfile antarctic blooper
crumpet doorknob emcee festive gigahertz heave ivory juicy kebab litigate matador neurotic olive pesky quotable
revolver sanctuary tidbit unicycle visa wrecker yoyo zealous amber bobsled chimp duckbill exfoliate fidelity grapple
humongous impale jockstrap kettle landlady mothball napping outcast pacifism quiver reptile splatter trombone upstage
"""
WORDS_BY_DICE = _WORDS_BY_DICE.split()
"""As the lists for rolling dice have them, and makers of passphrases."""
STRONG: dict[str, Callable[[random.Random], str]] = {
    "openssl rand -hex 16": lambda rng: rng.randbytes(16).hex(),
    "openssl rand -base64 24": lambda rng: base64.b64encode(rng.randbytes(24)).decode(),
    "openssl rand -base64 32": lambda rng: base64.b64encode(rng.randbytes(32)).decode(),
    "token_urlsafe": lambda rng: base64.urlsafe_b64encode(rng.randbytes(16)).decode().rstrip("="),
    "uuid4": lambda rng: str(uuid.UUID(bytes=rng.randbytes(16), version=4)),
    "uuid4, bare capitals": lambda rng: uuid.UUID(bytes=rng.randbytes(16), version=4).hex.upper(),
    "nanoid": lambda rng: drawn(rng, f"{LETTERS_AND_DIGITS}_-", 21),
    "ulid": lambda rng: "01" + drawn(rng, "0123456789ABCDEFGHJKMNPQRSTVWXYZ", 24),
    "base32": lambda rng: base64.b32encode(rng.randbytes(20)).decode(),
    "pwgen -s": lambda rng: drawn(rng, LETTERS_AND_DIGITS, 20),
    "pwgen": lambda rng: "".join(drawn(rng, "bcdfghjklmnprstvwxz", 1) + drawn(rng, "aeiou", 1) for _ in range(12)),
    "with signs": lambda rng: drawn(rng, LETTERS_AND_DIGITS + "!#%&*+-./:;=?@^_~", 24),
    "letters": lambda rng: drawn(rng, string.ascii_lowercase, 20),
    "digits": lambda rng: drawn(rng, string.digits, 32),
    "a name before it": lambda rng: f"probe-prod-{rng.randbytes(16).hex()}",
    "five words": lambda rng: "-".join(rng.sample(WORDS_BY_DICE, 5)),
    "six words, spaces": lambda rng: " ".join(rng.sample(WORDS_BY_DICE, 6)),
    "six words, glued": lambda rng: "".join(rng.sample(WORDS_BY_DICE, 6)),
    "five words, capitals and a number": lambda rng: (
        "-".join(rng.sample(WORDS_BY_DICE, 5)).title() + str(rng.randrange(100))
    ),
    "three by six": lambda rng: "-".join(drawn(rng, LETTERS_AND_DIGITS, 6) for _ in range(3)),
    "few signs": lambda rng: drawn(rng, LETTERS_AND_DIGITS + "!@#_-*.", 20),
    "base58": lambda rng: drawn(rng, LETTERS_AND_DIGITS.translate(str.maketrans("", "", "0OIl")), 32),
    "openssl rand -hex 24": lambda rng: rng.randbytes(24).hex(),
    "four words and a digit": lambda rng: ".".join(rng.sample(WORDS_BY_DICE, 4)).title() + str(rng.randrange(10)),
}


@pytest.mark.parametrize("generator", STRONG)
def test_what_a_generator_makes_is_a_token(generator: str) -> None:
    rng = random.Random(generator)  # noqa: S311 - the same ones each time
    made = [STRONG[generator](rng) for _ in range(200)]
    assert [token for token in made if weakness(token) is not None] == []


def test_its_own_are_tokens() -> None:
    made = {make_token() for _ in range(200)}
    assert len(made) == 200
    assert [token for token in made if weakness(token) is not None] == []


def test_words_that_nobody_would_try_are_a_token() -> None:
    assert weakness("quartz-lantern-marmot-sundial") is None


def test_of_several_tokens_the_good_ones_are_kept_and_the_others_counted_by_what_is_wrong() -> None:
    good = make_token()
    usable, warning = read_tokens(f" short, {good} ,,$GATEWAY_PROBE_TOKEN, x ")
    assert usable == (good,)
    assert warning is not None
    assert warning.startswith(
        "GATEWAY_PROBE_TOKEN: 3 of 4 tokens ignored: 2 (shorter than 20 characters), 1 (a reference"
    )
    assert read_tokens(good) == ((good,), None)
    assert read_tokens(" , ") == ((), None)


def test_the_shortest_token_has_20_characters() -> None:
    token = "q7Zr-FAKE-v0Lk9Xw2Ub"
    assert len(token) == MIN_LENGTH
    assert weakness(token) is None
    assert weakness(token[1:]) is not None


def test_a_long_value_is_read_soon() -> None:
    begun = time.process_time()
    for value in ("a1" * 500_000, "$" * 1_000_000, secrets.token_hex(2_048), "chang" * 800):
        read_tokens(value)
    assert time.process_time() - begun < 1
