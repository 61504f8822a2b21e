"""The two levels, and the ledger of what was removed."""

from typing import Any

import pytest

from gateway_probe.disclosure import Secrets, disclose, fingerprint, withhold
from gateway_probe.document import Document
from gateway_probe.document.answer import GatewayError, Response, Routing
from gateway_probe.document.exchange import Request
from gateway_probe.document.facts import OidcClaims, RuntimeFacts
from gateway_probe.probe import conclude
from tests.causes.documents import document

TEAM = "team_FAKE0123456789abcdefghij"


def test_the_public_level_masks_identifiers_and_hides_names() -> None:
    claims = disclose(OidcClaims(owner="fake-team", owner_id=TEAM, environment="production"), "public")
    assert claims.owner_id == fingerprint(TEAM)
    assert claims.owner == "[hidden]"
    assert claims.environment == "production"


def test_each_id_that_vercel_makes_has_a_fingerprint_at_the_public_level() -> None:
    for made in (
        TEAM,
        "dpl_FAKE0123456789abcdefghij",
        "gen_01FAKE00000000000000000000",
        "fra1::iad1::abc12-1790000000000-0123456789ab",
    ):
        assert (fingerprint(made) or "").startswith("fp1:"), made


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


def test_equal_names_have_equal_blocks_and_different_ones_do_not() -> None:
    """A rule that asks whether the model that answered is the one that was asked for still sees it."""
    routing = Routing(original_model="acme/zed-9", canonical_slug="acme/zed-9", final_provider="acmeprovider")
    shown = disclose(routing, "public")
    assert shown.original_model == shown.canonical_slug != routing.original_model
    assert shown.final_provider not in {shown.original_model, routing.final_provider}


def test_values_that_somebody_set_here_are_named_in_foreign_text() -> None:
    whole = document("byok-needs-paid-tier", level="private")
    probe = whole.probe.model_copy(update={"model": "acme/zed-9"})
    at = next(index for index, check in enumerate(whole.gateway.checks) if check.id == "baseline")
    response = whole.gateway.checks[at].response
    assert response is not None
    error = GatewayError(message="Model acme/zed-9 of nobody/other-7 is not available.", model_id="acme/zed-9")
    check = whole.gateway.checks[at].model_copy(update={"response": response.model_copy(update={"error": error})})
    gateway = whole.gateway.model_copy(update={"checks": [check]})
    shown = disclose(whole.model_copy(update={"probe": probe, "gateway": gateway}), "public").gateway.checks[0].response
    assert shown is not None
    assert shown.error is not None
    assert (shown.error.message, shown.error.model_id) == (
        "Model acme/zed-9 of nobody/[redacted:unlisted:7] is not available.",
        "acme/zed-9",
    )


@pytest.mark.parametrize("scenario", ["case", "byok-failed-silent-system-fallback"])
def test_what_is_public_already_stays_as_it_is(scenario: str) -> None:
    shown = disclose(document(scenario, level="private"), "public")
    assert disclose(shown, "public") == shown


def test_what_a_place_says_of_itself_is_not_shown_where_it_is_watched_as_a_secret() -> None:
    """The same value under a second name must not withhold every answer."""
    runtime = RuntimeFacts(platform="vercel", deployment_url="acme-fake.vercel.app", python="3.12", client="httpx")
    shown = withhold(runtime, Secrets(["acme-fake.vercel.app"]))
    assert shown == runtime.model_copy(update={"deployment_url": "[hidden]"})
    assert withhold(runtime, Secrets(["another-FAKE-9"])) is runtime


def test_the_ledger_names_every_removal_by_pointer_and_nothing_else() -> None:
    whole = document("byok-needs-paid-tier", level="private")
    error = GatewayError(message="refused for team_FAKE1234 with key [redacted:known-secret:40]")
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
    assert [(entry.pointer, entry.removed) for entry in public.redactions if entry.rule == "known-secret"] == [
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
