"""Foreign text at length: nothing of a secret can be read back, whatever it was turned into, in whichever field."""

import json
import random
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gateway_probe.disclosure import Redactor, Secrets, disclose
from gateway_probe.disclosure.screen import screen
from gateway_probe.document import Level
from gateway_probe.document.answer import GatewayError, ProviderEndpoint, Response, Routing, Stream
from gateway_probe.document.exchange import Check
from gateway_probe.gateway.errors import parse_error
from gateway_probe.gateway.lookups import model_listing, provider_endpoints
from gateway_probe.gateway.routing import parse_routing
from tests.safety.canaries import canary
from tests.safety.conftest import Figures
from tests.safety.credentials import CREDENTIALS, IDENTITIES
from tests.safety.oracle import Reader
from tests.safety.spellings import FORMS
from tests.soaking import many

BEFORE = [
    "",
    "Incorrect API key provided: ",
    "the key is ",
    "error: ",
    "a",
    "[redacted:unlisted:",
    "token=",
    "(",
    '{"key": "',
]
LEVELS: tuple[Level, ...] = ("private", "public")


def check_with(text: str, redactor: Redactor) -> Check:
    """A check in which the text stands in every field that the gateway controls."""
    attempt = {"provider": text, "credentialType": text, "statusCode": 401, "error": text}
    routing = {
        "originalModelId": text,
        "resolvedProvider": text,
        "canonicalSlug": text,
        "finalProvider": text,
        "fallbacksAvailable": [text, text],
        "planningReasoning": text,
        "modelAttempts": [{"canonicalSlug": text, "providerAttempts": [attempt]}],
    }
    param = {"name": text, "ruleId": text, "modelId": text, "message": text, text: text}
    body: Any = {
        "error": {"type": text, "message": text, "code": text, "param": param},
        "providerMetadata": {"gateway": {"routing": routing, "cost": text}},
        "data": {"endpoints": [{"provider_name": text, "name": text}]},
    }
    passed_on = {"error": {"type": "AI_APICallError", "message": text, "param": {"type": text, "error": text}}}
    headers = {
        name: redactor.header(name, text) for name in ("server", "retry-after", "x-vercel-id", "x-vercel-error", "date")
    }
    response = Response(
        status=403,
        content="json",
        error=parse_error(body, redactor),
        headers={name: value for name, value in headers.items() if value},
    )
    return Check(
        id="baseline",
        question="?",
        outcome="refused",
        response=response,
        routing=parse_routing(body, redactor),
        stream=Stream(events=1, ended=False, error=parse_error(passed_on, redactor)),
        endpoints=provider_endpoints(body, redactor),
        finish_reason=redactor.identifier(text),
    )


@settings(max_examples=many(250, 20_000), suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 2**32),
    form=st.sampled_from(sorted(FORMS)),
    part=st.sampled_from([slice(None), slice(None), slice(0, 20), slice(20, None)]),
    before=st.sampled_from(BEFORE),
    after=st.text(max_size=12),
)
def test_nothing_of_a_secret_of_this_place_can_be_read_back(
    figures: Figures, seed: int, form: str, part: slice, before: str, after: str
) -> None:
    secret = canary(seed)
    check = check_with(before + FORMS[form](secret[part]) + after, Redactor(Secrets([secret])))
    reader = Reader([secret])
    for level in LEVELS:
        assert reader.found(disclose(check, level).model_dump_json()) == [], level
    figures.add("foreign text, secrets of this place", 1)


@settings(max_examples=many(250, 20_000), suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 2**32),
    kind=st.sampled_from(sorted(CREDENTIALS)),
    before=st.sampled_from(BEFORE),
    after=st.text(max_size=12),
)
@example(seed=711131, kind="app password", before="", after="")  # one of its groups of four letters is a word
def test_no_credential_that_only_the_gateway_knows_is_shown(
    figures: Figures, seed: int, kind: str, before: str, after: str
) -> None:
    """The probe does not hold these: it can tell them by nothing but what they are not, words."""
    credential = CREDENTIALS[kind](random.Random(seed))  # noqa: S311 - the same in every run
    check = check_with(f"{before}{credential} {after}", Redactor(Secrets()))
    secret_part = credential.split("@")[0].rsplit(":", 1)[-1] if kind == "database URL" else credential
    for level in LEVELS:
        assert Reader([secret_part]).found(disclose(check, level).model_dump_json()) == [], level
    figures.add("foreign text, credentials of others", 1)


BEFORE_AN_IDENTITY = ["", "Denied for ", "user ", "project: ", "openai/", "us.", "gpt-"]
"""The last three begin names of models, which have versions."""


@pytest.mark.parametrize("kind", IDENTITIES)
@settings(max_examples=many(25, 1_000), suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), before=st.sampled_from(BEFORE_AN_IDENTITY))
def test_no_identity_is_shown_at_the_public_level(figures: Figures, kind: str, seed: int, before: str) -> None:
    identity = IDENTITIES[kind](random.Random(seed))  # noqa: S311 - the same in every run
    check = check_with(f"{before}{identity} is not authorized.", Redactor(Secrets()))
    shown = disclose(check, "public").model_dump_json()
    telling = [part for part in _parts(identity) if len(part) > 4]
    assert identity not in shown
    assert not [part for part in telling if part in shown]
    figures.add("foreign text, identities", 1)


@settings(max_examples=many(250, 20_000), suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 2**32), kind=st.sampled_from(sorted(CREDENTIALS)), size=st.integers(1, 11), known=st.booleans()
)
@example(seed=990, kind="Stripe key", size=7, known=False)  # a word of four letters in its prefix, and six behind it
@example(seed=3048, kind="Slack token", size=11, known=False)  # digits, a sign, and by chance a family of models
@example(seed=26329, kind="xAI key", size=7, known=False)  # its prefix and three more are a model's name
@example(seed=1462765024, kind="app password", size=8, known=False)  # a word of four letters between two single ones
@example(seed=2155707096, kind="Google client secret", size=2, known=False)  # signs alone, removed in the middle
def test_no_list_of_names_says_what_its_names_do_not(
    figures: Figures, seed: int, kind: str, size: int, known: bool
) -> None:
    """A list of single characters, or of pieces that are harmless each, is read from one to the next."""
    credential = CREDENTIALS[kind](random.Random(seed))  # noqa: S311 - the same in every run
    pieces = [credential[at : at + size] for at in range(0, len(credential), size)]
    redactor = Redactor(Secrets([credential] if known else []))
    endpoints = {"data": {"endpoints": [{"provider_name": piece} for piece in pieces]}}
    listing = {"data": [{"id": f"openai/{piece}"} for piece in pieces]}
    check = Check(
        id="baseline",
        question="?",
        outcome="refused",
        routing=parse_routing({"providerMetadata": {"gateway": {"routing": {"fallbacksAvailable": pieces}}}}, redactor),
        endpoints=provider_endpoints(endpoints, redactor),
        listing=model_listing(listing, f"openai/{pieces[0]}", "openai/one", "openai/two", redactor),
    )
    for level in LEVELS:
        shown = disclose(check, level)
        assert shown.routing is not None
        assert shown.listing is not None
        lists = (
            shown.routing.fallbacks,
            [item.provider for item in shown.endpoints or []],
            [name.removeprefix("openai/") for name in shown.listing.suggestions],
        )
        assert [Reader([credential]).found(" ".join(names)) for names in lists] == [[], [], []], level
    figures.add("foreign text, lists of names", 1)


def test_no_number_is_long_enough_to_name_an_account() -> None:
    """An account of AWS has twelve digits, and a number may stand where a status or a count is expected."""
    account = 123_456_789_012
    attempt = {"provider": "bedrock", "statusCode": account}
    routing = {
        "modelAttempts": [{"providerAttemptCount": account, "providerAttempts": [attempt]}],
        "totalProviderAttemptCount": account,
    }
    gateway = {"routing": routing, "cost": "123456789.012345678901234567"}
    endpoint = {"provider_name": "bedrock", "status": account, "uptime_last_1h": 12.3456789012}
    check = Check(
        id="baseline",
        question="?",
        outcome="refused",
        routing=parse_routing({"providerMetadata": {"gateway": gateway}}, Redactor(Secrets())),
        endpoints=provider_endpoints({"data": {"endpoints": [endpoint]}}, Redactor(Secrets())),
    )
    assert Reader([str(account), "123456789012345678901234567"]).found(check.model_dump_json()) == []


def test_providers_and_models_are_listed_in_full() -> None:
    known = ["azure", "openai", "bedrock", "acmemodels", "vertex"]
    assert Redactor(Secrets()).names(known) == known
    assert Redactor(Secrets()).names(["azure", "a", "openai"]) == ["azure", "a", "openai"]


def test_short_words_do_not_part_the_pieces_of_a_secret() -> None:
    """Found by chance: `on` and `mm` are words, and one pair of letters in thirty is one."""
    shown = Redactor(Secrets()).text("ca st le 92 8_ ha mm er 67 2_ dr ag on 80 4 to") or ""
    assert Reader(["castle928_hammer672_dragon804"]).found(shown) == []
    usual = "Limit 30000, Used 29500, Requested 1200. Please try again in 1.4 s."
    assert Redactor(Secrets()).text(usual) == usual


def _parts(identity: str) -> list[str]:
    """The parts of an identity that say whose it is."""
    common = {"https", "openai", "azure", "projects", "subscriptions", "resourceGroups", "example"}
    spaced = "".join(sign if sign.isalnum() else " " for sign in identity)
    return [part for part in spaced.split() if part not in common]


def test_the_fields_above_are_all_that_a_check_holds_of_foreign_text() -> None:
    """Else a field that is added later would not be tried."""
    shown = json.loads(check_with("openai", Redactor(Secrets())).model_dump_json())
    said = {**shown["response"]["error"], "provider_type": shown["stream"]["error"]["provider_type"]}
    for model, holder in ((GatewayError, said), (Routing, shown["routing"]), (ProviderEndpoint, shown["endpoints"][0])):
        marked = {name for name, field in model.model_fields.items() if "Foreign" in repr(field.metadata)}
        assert {name for name in marked if holder[name]} == marked


@pytest.mark.parametrize(
    "address", ["2001:db8::", "2001:67c:4e8::/48", "2001:db8::1", "2001:4860:4860::8844", "fe80::1"]
)
def test_no_group_of_an_address_is_shown_at_the_public_level(address: str) -> None:
    shown = screen(f"Denied for {address} here, at 11:22.", "public")
    assert not [group for group in re.findall(r"[0-9a-f]{3,}", address) if group in shown]
    assert shown.startswith("Denied for [redacted:")
    assert shown.endswith(" here, at 11:22.")


def test_a_passphrase_of_known_words_is_a_secret_like_any_other() -> None:
    """Each of its words may be said; the five of them in a row are nobody's name for a thing."""
    phrase = "large-stream-limit-window-answer"
    redactor = Redactor(Secrets([phrase]))
    for spelled in (phrase, phrase.replace("-", " "), phrase[::-1], phrase.title().replace("-", "")):
        shown = redactor.text(f"it said {spelled} here") or ""
        assert Reader([phrase]).found(shown) == [], spelled
    assert redactor.text("the stream was large") == "the stream was large"


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("piece", ["!Vq!Wb.xi(*[l|$D", "a(*[b|$c*;[d", "1(*[2|$3*;[4"])
def test_the_signs_of_a_secret_count_like_its_letters(piece: str, level: Level) -> None:
    """Found by the leak hunt: eight letters of a key and the eight signs between them, as they stood."""
    for text in (piece, f"the key is {piece}****kA^- here"):
        shown = screen(text, level)
        assert not [at for at in range(len(piece) - 11) if piece[at : at + 12] in shown], shown
