"""Secrets: what is one, the forms in which the last gate finds it, and what does not make it public."""

import base64
import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway_probe.disclosure import LeakPrevented, Redactor, Secrets, is_ordinary, last_gate

SECRET = "vck_FAKE/secret+value=0123456789abcdefghijklmnop~"


def encodings(secret: str) -> dict[str, str]:
    raw = secret.encode()
    forms = {
        "plain": secret,
        "upper": secret.upper(),
        "url-quoted": quote(secret, safe=""),
        "hex": raw.hex(),
        "HEX": raw.hex().upper(),
        "json": json.dumps(secret)[1:-1].replace("/", "\\/"),
    }
    for shift in range(3):
        for name, encode in (("std", base64.b64encode), ("url", base64.urlsafe_b64encode)):
            forms[f"base64-{name}-{shift}"] = encode(b"x" * shift + raw + b"yz").decode()
    return forms


@pytest.mark.parametrize("form", encodings(SECRET).values(), ids=encodings(SECRET).keys())
def test_the_last_gate_stops_a_secret_in_every_form(form: str) -> None:
    with pytest.raises(LeakPrevented) as caught:
        last_gate(b'{"message": "before ' + form.encode() + b' after"}', Secrets([SECRET]))
    assert SECRET not in str(caught.value)


def test_the_last_gate_lets_clean_bytes_through_unchanged() -> None:
    content = b'{"fingerprint": "fp1:0123456789ab"}'
    assert last_gate(content, Secrets([SECRET])) is content


@given(
    secret=st.text(min_size=12, max_size=80).filter(lambda s: s.strip(" \t\r\n") == s and not is_ordinary(s)),
    before=st.text(),
    after=st.text(),
)
def test_any_secret_is_found_in_json(secret: str, before: str, after: str) -> None:
    for ascii_only in (True, False):
        content = json.dumps({"a": before + secret + after}, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
        with pytest.raises(LeakPrevented):
            last_gate(content, Secrets([secret]))


@pytest.mark.parametrize("word", ["production", "preview", "undefined", "short"])
def test_ordinary_words_are_not_taken_for_secrets(word: str) -> None:
    assert len(Secrets([word])) == 0


ORDINARY = [
    "[SENSITIVE]",
    "$AI_GATEWAY_API_KEY",
    "${VERCEL_AI_GATEWAY_API_KEY}",
    "deployment_headers",
    "2024-10-21",
    "v1/chat/completions",
    "openai/gpt-5.4-mini",
    "gpt-5.4-mini",
    "gateway-probe",
    "AI_GATEWAY_BASE_URL",
    "byok_requires_paid_credits",
    "GatewayInternalServerError",
    "ai-gateway.vercel.sh",
    "https://ai-gateway.vercel.sh",
    "https://api.openai.com/",
]


@pytest.mark.parametrize("value", ORDINARY)
def test_a_watched_value_of_ordinary_words_withholds_no_answer(value: str) -> None:
    assert is_ordinary(value)
    secrets = Secrets([value])
    assert last_gate(f"the model {value}".encode(), secrets)
    assert value not in (Redactor(secrets).text(f"the model is {value} and not another") or "")


@pytest.mark.parametrize(
    "value",
    ["https://ai-gateway.vercel.sh/Zq7-own-path", "qzwx-hidden.openai.com", "MySecretThing", "LargeStreamLimitWindowAnswer",
     "my-Pa55phrase-2026", "$Tr0ub4dor_and_3", "correct-horse-battery", "secret-token-2026", "gateway$probe", "a-1-b-2-c-3-d-4",
     SECRET, "123456789012", "0:0:0:0:0:0:0:0"],
)  # fmt: skip
def test_a_secret_is_one_although_it_holds_words(value: str) -> None:
    assert not is_ordinary(value)
    with pytest.raises(LeakPrevented):
        last_gate(f"before {value} after".encode(), Secrets([value]))


@pytest.mark.parametrize("value", [SECRET, "my-Pa55phrase-2026", "acme/house-model"])
def test_nothing_makes_a_secret_public(value: str) -> None:
    """A key pasted as a model id is shown by nothing, although the Document names its model by right."""
    secrets = Secrets([value], own=[value])
    assert value not in (Redactor(secrets).text(f"no such model: {value}") or "")
    assert Redactor(secrets).identifier(value) != value
    with pytest.raises(LeakPrevented):
        last_gate(value.encode(), secrets)


def test_an_ordinary_value_takes_nothing_from_the_models_of_the_same_name() -> None:
    redactor = Redactor(Secrets(["gpt-5.4-mini"], own=["azure/gpt-5.4-mini"]))
    assert redactor.identifier("azure/gpt-5.4-mini") == "azure/gpt-5.4-mini"
    assert redactor.text("No model azure/gpt-5.4-mini here.") == "No model azure/gpt-5.4-mini here."


def test_what_has_the_form_of_a_credential_is_not_shown_by_right() -> None:
    pasted = "sk-proj-FAKE7Qz3xK9fW2mB8rT5nJ1cV6hD4gS0pLyA"
    assert pasted not in (Redactor(Secrets(own=[pasted])).text(f"no such model: {pasted}") or "")


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("https://user-FAKE1:pass-FAKE2@host.example/v1", ["user-FAKE1", "pass-FAKE2"]),
        ("https://gateway.example/keys/FAKEkeyInThePath9/v1", ["FAKEkeyInThePath9"]),
        ("https://gateway.example/v1?code=FAKEkeyInTheQuery9", ["FAKEkeyInTheQuery9"]),
        ("user-FAKE1:pass%2DFAKE2@proxy.example:8080", ["user-FAKE1", "pass-FAKE2", "pass%2DFAKE2"]),
    ],
)
def test_every_part_of_a_url_that_could_be_a_secret_is_one(url: str, parts: list[str]) -> None:
    for part in parts:
        with pytest.raises(LeakPrevented):
            last_gate(f"it was {part}.".encode(), Secrets([url]))


def test_quotes_and_a_bearer_prefix_are_no_part_of_a_secret() -> None:
    for stored in (f'"{SECRET}"', f"Bearer {SECRET}", f" {SECRET}\n"):
        with pytest.raises(LeakPrevented):
            last_gate(SECRET.encode(), Secrets([stored]))


@pytest.mark.parametrize("shown", ["!Zq!Yb.xi(*[l|$D****kA^-", "!ZQ!yb.xi(*[l|$ was what came"])
def test_a_password_with_more_signs_than_letters_is_not_shown_by_twelve_characters(shown: str) -> None:
    """Masked in its middle by whoever repeats it, its beginning is still a piece of it."""
    text = Redactor(Secrets(["!Zq!Yb.xi(*[l|$DFAKEkA^-"])).text(f"refused, and not known here:{shown}")
    assert text is not None
    assert not any(shown.lower()[at : at + 12] in text.lower() for at in range(3))


@given(
    st.lists(st.text(st.sampled_from("abXY019-_.!@é"), min_size=8, max_size=40), min_size=2, max_size=4),
    st.text(st.sampled_from("abXY019-_.!@é "), max_size=30),
)
def test_secrets_of_two_together_are_found_as_if_they_were_of_one(values: list[str], text: str) -> None:
    together, at_once = Secrets(values[:1], own=["a-model"]) | Secrets(values[1:], own=["b-model"]), Secrets(values)
    for found_in in (text, *(value[2:] + text for value in values), *(value[::-1] for value in values)):
        assert together.spans(found_in) == at_once.spans(found_in)
    for held in (text, *values):
        assert together.held_in(held) == at_once.held_in(held)


def test_secrets_show_nothing_of_themselves() -> None:
    assert SECRET not in repr(Secrets([SECRET]))


_CHUNKED = "FAKE-ACCESS-AIzaIc03gbGUrPTbCew3DmgF209GefXcImfNzMqaT4q5x5zb"


@pytest.mark.parametrize("begin", range(12, 50))
def test_eight_characters_of_a_secret_are_no_name_and_stand_in_no_text(begin: int) -> None:
    """With ten shown, `403` or `no` of the probe's own beside them went on with the secret by chance."""
    redactor = Redactor(Secrets([_CHUNKED]))
    for written in (
        _CHUNKED[begin : begin + 8],
        _CHUNKED[begin : begin + 10].upper(),
        _CHUNKED[begin : begin + 9][::-1],
    ):
        assert redactor.identifier(written) != written
        assert written not in (redactor.text(f"The deployment {written} was not found") or "")


def test_ordinary_words_stay_although_a_secret_has_them() -> None:
    watched = "contoso/openai/deployments/gpt-4o-mini/chat/completions/FAKE-0123456789"
    redactor = Redactor(Secrets([watched], own=["acme-chat"]))
    for text in ("The model gpt-4o-mini is deployed", "No chat is there", "The deployment was deleted"):
        assert redactor.text(text) == text
    assert redactor.identifier("gpt-4o-mini") == "gpt-4o-mini"


def test_a_secret_with_other_signs_in_it_is_named_too() -> None:
    secrets = Secrets(["FAKEhalvedvalue7Qx9"])
    assert secrets.named_in("openai/FAKEhalved/value7-qx9")
    assert not secrets.named_in("openai/FAKEhalved")
