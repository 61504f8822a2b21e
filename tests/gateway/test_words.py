"""What the words of an error speak of, however they are written."""

import re

import pytest

from gateway_probe.gateway import words
from gateway_probe.gateway.words import provider_sayings, sayings

SAID = [
    ("The API_KEY_INVALID reason", "credential-invalid"),
    ("UnrecognizedClientException", "credential-invalid"),
    ("Code: DeploymentNotFound", "deployment-missing"),
    ("getaddrinfo ENOTFOUND acme.example", "host-not-resolved"),
    ("RESOURCE_EXHAUSTED", "rate"),
    ("Your Credit Balance Is Too Low", "out-of-funds"),
    ("error:1E08010C:DECODER routines::unsupported", "credential-unreadable"),
]


@pytest.mark.parametrize(("text", "saying"), SAID)
def test_a_providers_words_are_known_in_their_usual_spelling_and_in_small_letters(text: str, saying: str) -> None:
    assert saying in provider_sayings(text)
    if saying != "credential-unreadable":
        assert saying in provider_sayings(text.lower())
        assert saying in provider_sayings(text.upper())


def test_the_gateways_words_are_known_in_every_spelling() -> None:
    for text in ("Free tier users", "FREE TIER", "free-tier"):
        assert sayings(text) == ["free-tier"]


def test_no_credential_is_told_from_a_bad_one() -> None:
    assert sayings("Missing Authorization header") == ["no-credential"]
    assert sayings("Authentication failed. Create an API key and set in AI_GATEWAY_API_KEY") == []


def test_what_is_looked_for_in_small_letters_is_written_in_small_letters() -> None:
    """A capital would never be found there."""
    for _, pattern in (*words._GATEWAY, *words._PROVIDER):
        assert not pattern.flags & re.IGNORECASE
        assert not re.search(r"(?<!\\)[A-Z]", pattern.pattern), pattern.pattern
