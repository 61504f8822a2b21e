"""What can be an access token, and what anybody could guess."""

import secrets
import time
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
)


@pytest.mark.parametrize(
    "token", [*REFERENCES, *PLACEHOLDERS, *MONOTONOUS, "x1" * 9, "n\u00f6-token-for-a-header-0815"]
)
def test_what_anybody_could_guess_is_no_token_and_is_not_repeated(token: str) -> None:
    usable, warning = read_tokens(token)
    assert usable == ()
    assert warning is not None
    assert warning.startswith("GATEWAY_PROBE_TOKEN: 1 of 1 tokens ignored: 1 (")
    assert token not in warning.replace("$NAME or $(command)", "")


@pytest.mark.parametrize(
    "make", [make_token, lambda: secrets.token_hex(16), lambda: secrets.token_urlsafe(16)], ids=["own", "hex", "base64"]
)
def test_random_ones_are_tokens(make: Callable[[], str]) -> None:
    made = {make() for _ in range(2_000)}
    assert len(made) == 2_000
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
