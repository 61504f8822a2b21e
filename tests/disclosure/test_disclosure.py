"""Fingerprints, redaction of foreign text, the last gate, and the two levels."""

import base64
import json
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway_probe.disclosure import LeakPrevented, Redactor, Secrets, disclose, fingerprint, last_gate
from gateway_probe.document import Document
from gateway_probe.document.exchange import GatewayError, Request, Response
from gateway_probe.document.facts import OidcClaims, RuntimeFacts
from gateway_probe.probe import conclude
from tests.causes.documents import document

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


def test_a_fingerprint_is_the_same_everywhere_and_ignores_white_space_around() -> None:
    assert fingerprint(SECRET) == fingerprint(f" {SECRET}\r\n")
    assert fingerprint(SECRET) == "fp1:" + (fingerprint(SECRET) or "")[4:]
    assert fingerprint(SECRET) != fingerprint(SECRET + "x")
    assert fingerprint(SECRET) != fingerprint(SECRET, salt="ours")


def test_the_fingerprint_algorithm_is_the_published_one() -> None:
    """A person can compute it by hand; docs/contract.md says how. Changing it breaks every comparison with older documents."""
    import hashlib
    import hmac

    expected = hmac.new(b"gateway-probe fingerprint 1", SECRET.encode(), hashlib.sha256).hexdigest()[:12]
    assert fingerprint(SECRET) == f"fp1:{expected}"


def test_a_value_that_could_be_guessed_has_no_fingerprint() -> None:
    assert fingerprint("x" * 19) is None
    assert fingerprint("x" * 20) is not None


@pytest.mark.parametrize("form", encodings(SECRET).values(), ids=encodings(SECRET).keys())
def test_the_last_gate_stops_a_secret_in_every_form(form: str) -> None:
    with pytest.raises(LeakPrevented) as caught:
        last_gate(b'{"message": "before ' + form.encode() + b' after"}', Secrets([SECRET]))
    assert SECRET not in str(caught.value)


def test_the_last_gate_lets_clean_bytes_through_unchanged() -> None:
    content = b'{"fingerprint": "fp1:0123456789ab"}'
    assert last_gate(content, Secrets([SECRET])) is content


@given(
    secret=st.text(min_size=12, max_size=80).filter(lambda s: s.strip(" \t\r\n") == s),
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


def test_values_that_the_document_holds_by_right_are_not_secrets() -> None:
    assert len(Secrets(["openai/gpt-5.4-mini"], public=["openai/gpt-5.4-mini"])) == 0


def test_quotes_and_a_bearer_prefix_are_no_part_of_a_secret() -> None:
    for stored in (f'"{SECRET}"', f"Bearer {SECRET}", f" {SECRET}\n"):
        with pytest.raises(LeakPrevented):
            last_gate(SECRET.encode(), Secrets([stored]))


def test_secrets_show_nothing_of_themselves() -> None:
    assert SECRET not in repr(Secrets([SECRET]))


@pytest.mark.parametrize("form", encodings(SECRET).values(), ids=encodings(SECRET).keys())
def test_foreign_text_loses_a_known_secret_in_every_form(form: str) -> None:
    text = Redactor(Secrets([SECRET])).text(f"invalid key {form} given") or ""
    assert "invalid key" in text
    assert "[redacted:" in text
    pieces = {form[at : at + 12] for at in range(len(form) - 11)}
    assert not any(piece in text for piece in pieces)


def test_a_secret_with_zero_width_characters_or_backwards_is_found() -> None:
    redactor = Redactor(Secrets([SECRET]))
    for hidden in ("\u200b".join(SECRET), SECRET[::-1], "\x1b[31m" + SECRET):
        assert SECRET[8:20] not in (redactor.text(hidden) or "")
        assert SECRET[::-1][8:20] not in (redactor.text(hidden) or "")


@pytest.mark.parametrize(
    "echoed",
    [
        "sk-proj-FAKE0123456789abcdef",
        "vck_anothersFAKEkey",
        "AIzaFAKEFAKEFAKEFAKE",
        "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJmYWtlIn0.c2lnbmF0dXJl",
        "FAKE0123456789abcdef0123456789abcdef",
        "sk-F***************wxyz",
        "someone@example.com",
        "%46%41%4B%45%30%31",
        r"\u0046\u0041\u004b\u0045",
        "&#70;&#65;&#75;&#69;",
        "&#x46;&#x41;&#x4b;",
    ],
)
def test_keys_of_others_that_a_provider_echoes_are_removed_by_their_form(echoed: str) -> None:
    text = Redactor(Secrets()).text(f"Incorrect API key provided: {echoed}.") or ""
    assert echoed not in text
    assert "[redacted:" in text


@pytest.mark.parametrize(
    "message",
    [
        "Bring Your Own Key (BYOK) is available only with paid credits.",
        "System credentials planned for: openai. Total execution order: azure(byok) → openai(system)",
        "No allowed providers available. Available providers are: azure, openai",
        "Free tier users do not have access to this model.",
        "Model openai/gpt-5.4-mini-2026-01-01 not found",
    ],
)
def test_the_gateways_own_words_stay_whole(message: str) -> None:
    assert Redactor(Secrets([SECRET])).text(message) == message


def test_control_characters_never_reach_the_document() -> None:
    assert Redactor(Secrets()).text("a\x1b[2Jb\u202ec\r\nd\x00e") == "abc de"


def test_long_text_is_cut_and_never_inside_a_marker() -> None:
    text = Redactor(Secrets()).text("word " * 55 + "sk-FAKE0123456789abcdefFAKE0123456789abcdef" + " end" * 99) or ""
    assert len(text) <= 300
    assert text.count("[redacted:") == text.count("]")


def test_a_name_that_is_not_one_is_not_shown() -> None:
    redactor = Redactor(Secrets([SECRET]))
    assert redactor.identifier("byok_requires_paid_credits") == "byok_requires_paid_credits"
    assert redactor.identifier("<script>") == "[unprintable]"
    assert redactor.identifier("x" * 500) == "[unprintable]"
    assert redactor.identifier(SECRET) == "[unprintable]"
    assert redactor.identifier(None) is None
    assert redactor.identifier(["a"]) is None


TEAM = "team_FAKE0123456789abcdefghij"


def test_the_public_level_masks_identifiers_and_hides_names() -> None:
    claims = disclose(OidcClaims(owner="fake-team", owner_id=TEAM, environment="production"), "public")
    assert claims.owner_id == fingerprint(TEAM)
    assert claims.owner == "[hidden]"
    assert claims.environment == "production"


def test_the_private_level_shows_them() -> None:
    claims = OidcClaims(owner="fake-team", owner_id=TEAM)
    assert disclose(claims, "private") is claims


def test_identifiers_inside_headers_and_text_are_masked_too() -> None:
    request = Request(
        method="POST",
        path="/x",
        credential="api-key",
        headers={"ai-o11y-project-id": "prj_" + "F" * 24, "accept": "*/*"},
    )
    assert disclose(request, "public").headers == {
        "ai-o11y-project-id": fingerprint("prj_" + "F" * 24),
        "accept": "*/*",
    }
    message = f"Quota for api_key_id_FAKE1234 of {TEAM} at https://vercel.com/d?to=%2Ffake-team%2F~%2Fai: $12.50 [gen_01FAKEFAKE]"
    response = Response(
        status=402, content="json", error=GatewayError(type="quota_for_entity_exceeded", message=message)
    )
    shown = disclose(response, "public").error
    assert shown is not None
    for private in ("FAKE1234", TEAM, "fake-team", "12.50", "01FAKEFAKE"):
        assert private not in (shown.message or "")


def test_a_value_that_is_masked_in_its_field_is_masked_in_texts_as_well() -> None:
    runtime = RuntimeFacts(platform="vercel", deployment_url="my-app-fake.vercel.app", python="3.12", client="httpx")
    assert disclose(runtime, "public").deployment_url == "[hidden]"


def test_the_ledger_names_every_removal_by_pointer_and_nothing_else() -> None:
    whole = document("free-tier", level="private")
    error = GatewayError(message="refused for team_FAKE1234 with key [redacted:jwt:40]")
    at = next(index for index, check in enumerate(whole.gateway.checks) if check.id == "baseline")
    baseline = whole.gateway.checks[at]
    assert baseline.response is not None
    refused = baseline.model_copy(update={"response": baseline.response.model_copy(update={"error": error})})
    checks = [refused if index == at else check for index, check in enumerate(whole.gateway.checks)]
    private = whole.model_copy(update={"gateway": whole.gateway.model_copy(update={"checks": checks})})
    public = conclude(private, "public")

    levelled = {entry.pointer: entry.removed for entry in public.redactions if entry.rule == "public-level"}
    assert levelled["/runtime/deployment_id"] == len(private.runtime.deployment_id or "")
    assert levelled[f"/gateway/checks/{at}/generation_id"] == len(baseline.generation_id or "")
    assert levelled[f"/gateway/checks/{at}/response/error/message"] == len(error.message or "")
    assert [(entry.pointer, entry.removed) for entry in public.redactions if entry.rule == "jwt"] == [
        (f"/gateway/checks/{at}/response/error/message", 40)
    ]
    for pointer in levelled:
        assert pointed(public, pointer) != pointed(private, pointer)
    assert "/probe/disclosure" not in levelled


def pointed(found: Document, pointer: str) -> Any:
    """The value at a JSON pointer."""
    value: Any = found.model_dump(mode="json")
    for part in pointer.split("/")[1:]:
        value = value[int(part)] if isinstance(value, list) else value[part.replace("~1", "/").replace("~0", "~")]
    return value


def test_a_secret_beside_escapes_leaves_no_half_of_them() -> None:
    """What stands around a known secret goes with it; of an escape that would leave a part that no rule knows."""
    spelled = "".join(f"&#{ord(letter)};" for letter in SECRET)
    said = Redactor(Secrets([SECRET])).text(f"{SECRET[:20]}{spelled[:16]} and more") or ""
    assert not any(spelled[at : at + 12] in said for at in range(len(spelled) - 11))


def test_a_key_with_quotes_and_backslashes_is_known_inside_json_inside_json() -> None:
    key = 'FAKE"key\\with"all\\that"is\\escaped"0123'
    twice = json.dumps(json.dumps(key)[1:-1])[1:-1]
    said = Redactor(Secrets([key])).text(f"echoed {twice}") or ""
    assert not any(twice[at : at + 12] in said for at in range(len(twice) - 11))
