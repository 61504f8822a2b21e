"""What can be an access token, and what anybody could guess."""

import base64
import hashlib
import secrets
import string
import time
import uuid
from collections.abc import Callable

import pytest

from gateway_probe.tokens import MIN_LENGTH, make_token, read_tokens, weakness

REFERENCES = (
    "$GATEWAY_PROBE_TOKEN",
    "${GATEWAY_PROBE_TOKEN}",
    "$(openssl rand -base64 24)",
    "`openssl rand -base64 24`",
    "${{ secrets.PROBE_TOKEN }}",
    "{{ .Values.probeToken }}",
    "%GATEWAY_PROBE_TOKEN%",
    "$env:PROBE_ACCESS_TOKEN",
    "<the-token-of-the-probe>",
    "op://deployments/probe/credential",
    "#{Probe.AccessToken.Value}#",
    "prefix-of-it-$PROBE_SECRET",
    "vault:secret/data/deployed#value",
)
PLACEHOLDERS = (
    "changeme-changeme-changeme",
    "CHANGE_ME_BEFORE_YOU_DEPLOY",
    "your-access-token-goes-here",
    "yourtokengoeshere123456",
    "replace-me-with-a-long-random-token",
    "my-super-secret-token-123",
    "gateway-probe-access-token",
    "password1password2password3",
    "SuperSecretPassword2024!",
    "probe-token-for-production-2026",
    "correcthorsebatterystaple",
    "openssl rand -base64 24",
    "paste the output of openssl here",
    "at-least-20-random-characters",
    "Administrator123456789",
)
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
)
PRINTED = (
    "123e4567-e89b-12d3-a456-426614174000",
    "550e8400-e29b-41d4-a716-446655440000",
    "lorem-ipsum-dolor-sit-amet-2026",
    "the-quick-brown-fox-jumps-over",
    "paste-the-token-you-made-here",
    "company-production-2026-token",
)
"""What stands in specifications, manuals and everybody's head."""
GUESSABLE = ("password", "your-token-goes-here", "changeme-changeme", "gateway-probe-token")
SPELLED: dict[str, Callable[[str], str]] = {
    "base64": lambda word: base64.b64encode((word * 2).encode()).decode(),
    "base64, for addresses": lambda word: base64.urlsafe_b64encode((word * 2).encode()).decode().rstrip("="),
    "hex": lambda word: (word * 2).encode().hex(),
}
HASHED = ("", "password", "token", "test")


@pytest.mark.parametrize(
    "token", [*REFERENCES, *PLACEHOLDERS, *MONOTONOUS, *PRINTED, "x1" * 9, "n\u00f6-token-for-a-header-0815"]
)
def test_what_anybody_could_guess_is_no_token_and_is_not_repeated(token: str) -> None:
    usable, warning = read_tokens(token)
    assert usable == ()
    assert warning is not None
    assert warning.startswith("GATEWAY_PROBE_TOKEN: 1 of 1 tokens ignored: 1 (")
    assert token not in warning.replace("$NAME or $(command)", "")


@pytest.mark.parametrize("spelled", SPELLED)
@pytest.mark.parametrize("word", GUESSABLE)
def test_nor_is_it_where_it_is_spelled_otherwise(word: str, spelled: str) -> None:
    assert weakness(SPELLED[spelled](word)) is not None


@pytest.mark.parametrize("name", ["md5", "sha1", "sha256"])
@pytest.mark.parametrize("word", HASHED)
@pytest.mark.parametrize("ending", ["", "\n"])
def test_nor_is_the_hash_of_it(word: str, name: str, ending: str) -> None:
    """As `echo token | sha256sum` prints it, whole or cut."""
    made = hashlib.new(name, (word + ending).encode()).hexdigest()
    assert [token for token in (made, made.upper(), made[:24]) if weakness(token) is None] == []


@pytest.mark.parametrize(
    "make",
    [
        make_token,
        lambda: secrets.token_hex(16),
        lambda: secrets.token_urlsafe(16),
        lambda: str(uuid.uuid4()),
        lambda: base64.b64encode(secrets.token_bytes(24)).decode(),
        lambda: "".join(secrets.choice(string.ascii_lowercase) for _ in range(20)),
    ],
    ids=["own", "hex", "base64", "uuid", "openssl", "letters"],
)
def test_random_ones_are_tokens(make: Callable[[], str]) -> None:
    made = {make() for _ in range(1_000)}
    assert len(made) == 1_000
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
    begun = time.perf_counter()
    for value in ("a1" * 500_000, "$" * 1_000_000, secrets.token_hex(2_048), "chang" * 800):
        read_tokens(value)
    assert time.perf_counter() - begun < 1
