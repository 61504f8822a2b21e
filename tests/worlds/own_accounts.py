"""Worlds in which a provider refuses the account that its request was made with, in words that sound like somebody else's."""

from dataclasses import replace
from typing import Any

from tests.standin import Credential, Token
from tests.worlds import parts
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, STORED_CREDENTIAL, May
from tests.worlds.world import KEY, World, on_vercel

NOT_THE_GATEWAYS = MONEY | KEY_IS_BAD | FACTORS | OTHER_TEAM
CREDENTIAL = tuple(sorted(STORED_CREDENTIAL))
REFUSED_KEY = May(("failing",), names=(CREDENTIAL,), not_claimed=NOT_THE_GATEWAYS)
OUT_OF_FUNDS = May(BAD, names=(("upstream-account-out-of-funds",),), not_claimed=NOT_THE_GATEWAYS | STORED_CREDENTIAL)
VERCELS_OWN = May(BAD, not_claimed=NOT_THE_GATEWAYS, not_certain=STORED_CREDENTIAL)
XAI_NO_CREDITS = "Your newly created team doesn't have any credits yet. You can purchase those on https://console.x.ai."
ANTHROPIC_LOW = "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing."
LOCKED = "Your account org-FAKE is not active, please check your billing details on our website."


def openai_form(words: str, kind: str | None = None, code: str | None = None) -> dict[str, Any]:
    """The body that OpenAI, Azure, Groq, xAI and others use."""
    return {"error": {"message": words, "type": kind, "param": None, "code": code}}


def told(name: str, may: May, provider: str, whose: str, status: int, words: str, body: Any = None) -> World:
    """Every generation ends with this one attempt; the team has paid and has a credential for the provider."""
    team = replace(parts.PAID, stored={provider: Credential()})
    answer = parts.tried(provider, whose, status, words, openai_form(words) if body is None else body)
    return World(name, on_vercel(KEY, Token(team)), parts.one_team(team, parts.always(parts.GENERATE, answer)), may)


WORLDS = (
    told(
        "xAI refuses the stored key with 400",
        REFUSED_KEY,
        "xai",
        "byok",
        400,
        "Incorrect API key provided: xa***te.",
        {"code": "Client specified an invalid argument", "error": "Incorrect API key provided: xa***te."},
    ),
    told(
        "xAI's own team has no credits, says a 403 that speaks of purchase",
        OUT_OF_FUNDS,
        "xai",
        "byok",
        403,
        XAI_NO_CREDITS,
        {"code": "The caller does not have permission", "error": XAI_NO_CREDITS},
    ),
    told(
        "Groq refuses the stored key",
        REFUSED_KEY,
        "groq",
        "byok",
        401,
        "Invalid API Key",
        openai_form("Invalid API Key", "invalid_request_error", "invalid_api_key"),
    ),
    told(
        "DeepSeek's own account is empty, says a 402",
        OUT_OF_FUNDS,
        "deepseek",
        "byok",
        402,
        "Insufficient Balance",
        openai_form("Insufficient Balance", "unknown_error", "invalid_request_error"),
    ),
    told(
        "Mistral refuses the stored key with a body that is no error object",
        REFUSED_KEY,
        "mistral",
        "byok",
        401,
        "Unauthorized",
        {"detail": "Unauthorized"},
    ),
    told(
        "Cohere refuses the stored key",
        REFUSED_KEY,
        "cohere",
        "byok",
        401,
        "invalid api token",
        {"id": "fake", "message": "invalid api token"},
    ),
    told(
        "Perplexity refuses the stored key with a page",
        REFUSED_KEY,
        "perplexity",
        "byok",
        401,
        "<html><head><title>401 Authorization Required</title></head></html>",
        "<html><head><title>401 Authorization Required</title></head></html>",
    ),
    told(
        "Anthropic's own account is empty, says a 400",
        OUT_OF_FUNDS,
        "anthropic",
        "byok",
        400,
        ANTHROPIC_LOW,
        {"type": "error", "error": {"type": "invalid_request_error", "message": ANTHROPIC_LOW}},
    ),
    told(
        "Vercel's account at Anthropic is empty, says a 400",
        VERCELS_OWN,
        "anthropic",
        "system",
        400,
        ANTHROPIC_LOW,
        {"type": "error", "error": {"type": "invalid_request_error", "message": ANTHROPIC_LOW}},
    ),
    told(
        "Vercel's own key is refused by Anthropic",
        VERCELS_OWN,
        "anthropic",
        "system",
        401,
        "invalid x-api-key",
        {"type": "error", "error": {"type": "authentication_error", "message": "invalid x-api-key"}},
    ),
    told(
        "Anthropic's organisation was disabled",
        May(BAD, not_claimed=NOT_THE_GATEWAYS),
        "anthropic",
        "byok",
        400,
        "This organization has been disabled.",
        {
            "type": "error",
            "error": {"type": "invalid_request_error", "message": "This organization has been disabled."},
        },
    ),
    told(
        "OpenAI's account is not active, says a 429",
        May(
            BAD,
            names=(("upstream-account-out-of-funds", "provider-rate-limit"),),
            not_claimed=NOT_THE_GATEWAYS | STORED_CREDENTIAL,
        ),
        "openai",
        "byok",
        429,
        LOCKED,
        openai_form(LOCKED, "billing_not_active", "billing_not_active"),
    ),
    told(
        "Bedrock's session token has expired",
        REFUSED_KEY,
        "bedrock",
        "byok",
        403,
        "The security token included in the request is expired",
        {"message": "The security token included in the request is expired", "__type": "ExpiredTokenException"},
    ),
    told(
        "Bedrock's signature does not match the secret",
        REFUSED_KEY,
        "bedrock",
        "byok",
        403,
        "The request signature we calculated does not match the signature you provided.",
        {
            "message": "The request signature we calculated does not match the signature you provided.",
            "__type": "InvalidSignatureException",
        },
    ),
    told(
        "Vertex has billing switched off",
        May(
            BAD,
            names=(("upstream-account-out-of-funds", "byok-credential-refused", "provider-refuses"),),
            not_claimed=NOT_THE_GATEWAYS,
        ),
        "vertex",
        "byok",
        403,
        "This API method requires billing to be enabled. Please enable billing on project #0.",
        {
            "error": {
                "code": 403,
                "message": "This API method requires billing to be enabled.",
                "status": "PERMISSION_DENIED",
            }
        },
    ),
)
