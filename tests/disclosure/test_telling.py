"""A value that a text calls a secret is a block, however ordinary its words are; a sentence about one stays whole."""

import pytest

from gateway_probe.disclosure.screen import screen
from gateway_probe.document import Level


@pytest.mark.parametrize("level", ["private", "public"])
@pytest.mark.parametrize(
    "text",
    [
        "Invalid password: {} for this account. Please retry.",
        "Incorrect API key provided: '{}'.",
        '{"error": "denied", "clientSecret": "{}", "status": 403}',
        "denied, clientSecret = “{}” there",
        "the key '{}' is unknown",
        "passphrase: {}",
        "the value [redacted:known-secret:20] of password: {}",
    ],
)
def test_a_value_that_the_text_calls_a_secret_is_a_block_although_it_is_made_of_words(text: str, level: Level) -> None:
    shown = screen(text.replace("{}", "access again allow account"), level)
    assert not [word for word in ("access", "again", "allow") if word in shown]
    assert "[redacted:" in shown


@pytest.mark.parametrize(
    "text",
    [
        "Incorrect API key provided: {}.",
        "your api_key={}&model=openai/gpt-5.4",
        "https://api.openai.com/v1?accountKey={}",
        "token {} was given",
        "the password is {} here",
        "Bearer {}",
        "api-key:{}",
        "secret => {}",
    ],
)
def test_so_is_one_of_joined_words(text: str) -> None:
    for value in ("access-again-allow-account", "again/allow.account"):
        shown = screen(text.replace("{}", value), "private")
        assert not [piece for piece in ("again", "allow") if piece in shown], value


@pytest.mark.parametrize(
    "message",
    [
        "Invalid API key: unauthorized",
        "Your API key is invalid. Access is denied",
        "Missing bearer or basic authentication in header",
        "The API key is rate-limited, try again",
        "Incorrect API key provided. You can find your API key at https://platform.openai.com",
        "Ensure the secret being sent in the request is the client secret value, not the client secret ID.",
        "x-api-key header is required",
        "Requested max tokens: 4096",
        "the 'authorization' or 'x-api-key' header is missing",
    ],
)
def test_a_sentence_about_a_secret_is_shown_whole(message: str) -> None:
    assert screen(message, "private") == message


def test_an_id_is_shown_unless_the_text_calls_it_a_secret() -> None:
    made = "gen_FAKEFAKEFAKEFAKEFAKEFAKE01"
    assert screen(f"see {made}", "private") == f"see {made}"
    for text in (f"api_key: {made}", f"token={made}", f"password {made!r}"):
        assert "FAKE" not in screen(text, "private"), text
