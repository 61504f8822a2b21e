"""Worlds in which a provider's refusal comes in a shape of another age or door: less told, told elsewhere, told twice."""

from collections.abc import Iterator
from typing import Any

from tests.standin import Answer, Credential, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.cloud_accounts import CREDENTIAL, FUNDS, LIMIT, NOT_A_PROVIDERS, REFUSED
from tests.worlds.expectation import BAD, May
from tests.worlds.world import ASKED, KEY, World, on_vercel

WRONG_KEY = "Access denied due to invalid subscription key or wrong API endpoint."
AZURES = {"error": {"code": "401", "message": WRONG_KEY}}
OWN = Team(stored={"azure": Credential()})
NOBODYS = NOT_A_PROVIDERS | {"model-unknown-or-retired"}


def refused(name: str, may: May, status: int, body: Any, where: Where = parts.GENERATE, **settings: str) -> World:
    """Generations get this; the team has a credential for azure."""
    gateway = parts.one_team(OWN, Rule(where, Answer(status, body)))
    return World(name, on_vercel(KEY, Token(OWN)).having(settings), gateway, may)


def attempt(whose: str, status: int | None, words: Any, **more: Any) -> dict[str, Any]:
    told = {"provider": "azure", "credentialType": whose, "success": False, "error": words, **more}
    return told if status is None else {**told, "statusCode": status}


def routed(*attempts: dict[str, Any], old: bool = False) -> dict[str, Any]:
    whole = {"modelAttempts": [{"success": False, "providerAttempts": list(attempts)}]}
    told = {"attempts": list(attempts)} if old else whole
    return {
        "routing": {
            "originalModelId": ASKED,
            "canonicalSlug": ASKED,
            "totalProviderAttemptCount": len(attempts),
            **told,
        }
    }


def call_error(status: int, words: str, body: Any, **more: Any) -> dict[str, Any]:
    param = {"statusCode": status, "name": "AI_APICallError", "message": words, "error": body, **more}
    return {"message": words, "type": "AI_APICallError", "param": param}


OF_CREDENTIAL = May(("failing",), names=(REFUSED,), not_claimed=NOBODYS)
OF_SOMEBODY = May(BAD, not_claimed=NOBODYS)
LIMITED = May(BAD, names=(LIMIT,), not_claimed=NOBODYS | CREDENTIAL)


def _worlds() -> Iterator[World]:
    azure_401 = call_error(401, WRONG_KEY, AZURES)
    yield refused(
        "attempts in the older list alone",
        OF_CREDENTIAL,
        401,
        {"error": azure_401, "providerMetadata": {"gateway": routed(attempt("byok", 401, WRONG_KEY), old=True)}},
    )
    yield refused(
        "metadata with the names of the other casing",
        OF_CREDENTIAL,
        401,
        {"error": azure_401, "provider_metadata": {"gateway": routed(attempt("byok", 401, WRONG_KEY))}},
    )
    yield refused(
        "an attempt whose error is an object",
        OF_CREDENTIAL,
        401,
        {
            "error": azure_401,
            "providerMetadata": {"gateway": routed(attempt("byok", 401, {"message": WRONG_KEY, "code": "401"}))},
        },
    )
    yield refused(
        "an attempt without a status, whose words are a key's",
        OF_CREDENTIAL,
        401,
        {"error": azure_401, "providerMetadata": {"gateway": routed(attempt("byok", None, WRONG_KEY))}},
    )
    yield refused(
        "an attempt without words, whose status is a key's",
        OF_CREDENTIAL,
        401,
        {
            "error": azure_401,
            "providerMetadata": {
                "gateway": routed({"provider": "azure", "credentialType": "byok", "success": False, "statusCode": 401})
            },
        },
    )
    yield refused(
        "an attempt of a credential that is not told",
        OF_SOMEBODY,
        401,
        {
            "error": azure_401,
            "providerMetadata": {
                "gateway": routed({"provider": "azure", "success": False, "statusCode": 401, "error": WRONG_KEY})
            },
        },
    )
    yield refused("a provider's 401 without any attempt told", OF_SOMEBODY, 401, {"error": azure_401})
    yield refused(
        "a provider's 401 with its address and no attempt",
        OF_SOMEBODY,
        401,
        {"error": call_error(401, WRONG_KEY, AZURES, url="https://fake.openai.azure.com/openai/v1/chat/completions")},
    )
    yield refused(
        "a provider's 403 forbidden without any attempt told",
        OF_SOMEBODY,
        403,
        {"error": call_error(403, "Forbidden", {"error": {"type": "forbidden", "message": "Forbidden"}})},
    )
    yield refused(
        "a provider's 402 without any attempt told",
        OF_SOMEBODY,
        402,
        {
            "error": call_error(
                402,
                "Insufficient Balance",
                {"error": {"type": "insufficient_funds", "message": "Insufficient Balance"}},
            )
        },
    )
    yield refused(
        "a provider's 404 without any attempt told",
        OF_SOMEBODY,
        404,
        {
            "error": call_error(
                404, "model not found", {"error": {"type": "model_not_found", "message": "model not found"}}
            )
        },
    )
    yield refused(
        "a provider's 429 without any attempt told",
        May(BAD, not_claimed=NOBODYS | CREDENTIAL),
        429,
        {"error": call_error(429, "Too Many Requests", {"error": {"type": "rate_limit_exceeded", "message": "slow"}})},
    )
    yield refused(
        "a provider's words under `cause`",
        OF_CREDENTIAL,
        401,
        {
            "error": {"message": WRONG_KEY, "type": "AI_APICallError", "cause": AZURES},
            "providerMetadata": {"gateway": routed(attempt("byok", 401, WRONG_KEY))},
        },
    )
    yield refused(
        "a provider's refusal under the status 500",
        OF_CREDENTIAL,
        500,
        {
            "error": call_error(500, WRONG_KEY, AZURES),
            "providerMetadata": {"gateway": routed(attempt("byok", 401, WRONG_KEY))},
        },
    )
    yield refused(
        "a provider's refusal under the status 502 of the gateway's own type",
        OF_CREDENTIAL,
        502,
        {
            "error": {"message": "All providers failed", "type": "internal_server_error"},
            "providerMetadata": {"gateway": routed(attempt("byok", 401, WRONG_KEY))},
        },
    )
    yield refused(
        "a provider's limit under the status 503",
        LIMITED,
        503,
        {
            "error": {"message": "All providers failed", "type": "internal_server_error"},
            "providerMetadata": {
                "gateway": routed(
                    attempt("byok", 429, "Too Many Requests"), attempt("system", 429, "Too Many Requests")
                )
            },
        },
    )
    yield refused(
        "all attempts told twice, in both lists",
        OF_CREDENTIAL,
        401,
        {
            "error": azure_401,
            "providerMetadata": {
                "gateway": {
                    "routing": {
                        **routed(attempt("byok", 401, WRONG_KEY))["routing"],
                        **routed(attempt("byok", 401, WRONG_KEY), old=True)["routing"],
                    }
                }
            },
        },
    )
    yield refused(
        "five attempts by one stored credential, all the same",
        OF_CREDENTIAL,
        401,
        {"error": azure_401, "providerMetadata": {"gateway": routed(*[attempt("byok", 401, WRONG_KEY)] * 5)}},
    )
    yield refused(
        "the own one is refused, the gateway's own limited, and then down",
        May(
            ("failing",),
            names=(REFUSED, (*LIMIT, "provider-overloaded-or-slow", "provider-route-down-for-model")),
            not_claimed=NOBODYS,
        ),
        503,
        {
            "error": call_error(503, "Service Unavailable", None),
            "providerMetadata": {
                "gateway": routed(
                    attempt("byok", 401, WRONG_KEY),
                    attempt("system", 429, "Too Many Requests"),
                    attempt("system", 503, "Service Unavailable"),
                )
            },
        },
    )
    yield refused(
        "the own one out of funds, and the free tier's limit behind it",
        May(
            ("failing",),
            names=((*FUNDS, *LIMIT, *REFUSED), ("free-tier-rate-limit",)),
            not_claimed=NOBODYS - {"free-tier-rate-limit", "purchase-not-effective-yet"},
        ),
        429,
        {
            "error": {
                "message": "Free tier requests on this model are rate-limited. Upgrade to paid credits for unrestricted access.",
                "type": "rate_limit_exceeded",
            },
            "providerMetadata": {"gateway": routed(attempt("byok", 402, "Insufficient Balance"))},
        },
    )


WORLDS = tuple(_worlds())
