"""Worlds in which a provider's refusal comes through the doors of OpenAI and Anthropic, or inside a stream."""

from collections.abc import Iterator

from tests.standin import Where
from tests.worlds.cloud_accounts import FUNDS, IN_ITS_WORDS, LIMIT, REFUSED
from tests.worlds.expectation import BAD, NOT_HEALTHY, May
from tests.worlds.shapes_of_refusals import (
    AZURES,
    NOBODYS,
    OF_CREDENTIAL,
    WRONG_KEY,
    attempt,
    call_error,
    refused,
    routed,
)
from tests.worlds.world import World

REFUSED_BY_WORDS = frozenset({"refusal-of-unknown-kind", "request-refused-as-invalid"})


def _worlds() -> Iterator[World]:
    for client, door in (("openai", "chat completions"), ("openai-responses", "responses"), ("anthropic", "messages")):
        yield refused(
            f"{door}: Azure refuses the stored key",
            OF_CREDENTIAL,
            401,
            {
                "error": call_error(401, WRONG_KEY, AZURES),
                "providerMetadata": {"gateway": routed(attempt("byok", 401, WRONG_KEY))},
            },
            GATEWAY_PROBE_CLIENT=client,
        )
    yield refused(
        "messages: an error in Anthropic's form, with the attempt beside it",
        OF_CREDENTIAL,
        401,
        {
            "type": "error",
            "error": {"type": "authentication_error", "message": "invalid x-api-key"},
            "providerMetadata": {
                "gateway": routed(
                    {
                        "provider": "anthropic",
                        "credentialType": "byok",
                        "success": False,
                        "statusCode": 401,
                        "error": "invalid x-api-key",
                    }
                )
            },
        },
        GATEWAY_PROBE_CLIENT="anthropic",
    )
    yield refused(
        "chat completions: a wrapped error, whose message alone names the provider",
        May(BAD, not_claimed=NOBODYS - REFUSED_BY_WORDS, certain=False),
        400,
        {
            "error": {
                "message": "Provider returned error: azure: content filtered",
                "type": "provider_error",
                "code": 400,
            }
        },
        GATEWAY_PROBE_CLIENT="openai",
    )
    for status, words, group in (
        (401, WRONG_KEY, REFUSED),
        (429, "Too Many Requests", LIMIT),
        (402, "Insufficient Balance", FUNDS),
    ):
        part = {"type": "error", "error": call_error(status, words, None)}
        yield refused(
            f"a stream that holds the provider's {status}; the plain answer is served",
            May(
                NOT_HEALTHY,
                names=((*group, *IN_ITS_WORDS, "error-inside-200-stream", "stream-refused", "stream-broken"),),
                not_claimed=NOBODYS - {"stream-refused"},
            ),
            200,
            ({"type": "stream-start", "warnings": []}, part, "[DONE]"),
            Where("generate", streamed=True),
        )


WORLDS = tuple(_worlds())
