"""Worlds of streams in the forms of OpenAI and Anthropic: errors among their events, and ends that are missing."""

from collections.abc import Iterator

from tests.standin import Rule
from tests.worlds.ends_of_streams import ILL, NOBODY, STREAMED, WELL, app, of
from tests.worlds.expectation import NOT_HEALTHY, May
from tests.worlds.world import World


def _worlds() -> Iterator[World]:
    yield app(
        "chat completions: an error among the pieces, and the end's mark",
        May(NOT_HEALTHY, not_claimed=NOBODY),
        Rule(
            STREAMED,
            of(
                lambda events: (
                    *events[:1],
                    {"error": {"message": "boom", "type": "server_error", "code": 502}},
                    "[DONE]",
                )
            ),
        ),
        GATEWAY_PROBE_CLIENT="openai",
    )
    yield app(
        "chat completions: pieces without a choice",
        May(("healthy", *NOT_HEALTHY), not_claimed=NOBODY),
        Rule(STREAMED, of(lambda events: ({"id": "x", "choices": []}, *events))),
        GATEWAY_PROBE_CLIENT="openai",
    )
    yield app(
        "chat completions: no reason to finish",
        ILL,
        Rule(STREAMED, of(lambda events: (events[0], "[DONE]"))),
        GATEWAY_PROBE_CLIENT="openai",
    )
    yield app(
        "responses: failed for the provider's limit",
        ILL,
        Rule(
            STREAMED,
            of(
                lambda events: (
                    events[0],
                    (
                        "response.failed",
                        {
                            "type": "response.failed",
                            "response": {
                                "status": "failed",
                                "error": {"code": "rate_limit_exceeded", "message": "slow"},
                            },
                        },
                    ),
                )
            ),
        ),
        GATEWAY_PROBE_CLIENT="openai-responses",
    )
    yield app(
        "responses: nothing but its beginning",
        ILL,
        Rule(STREAMED, of(lambda events: events[:1])),
        GATEWAY_PROBE_CLIENT="openai-responses",
    )
    yield app(
        "messages: overloaded in the middle",
        ILL,
        Rule(
            STREAMED,
            of(
                lambda events: (
                    *events[:3],
                    ("error", {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}),
                )
            ),
        ),
        GATEWAY_PROBE_CLIENT="anthropic",
    )
    yield app(
        "messages: no stop at its end",
        ILL,
        Rule(STREAMED, of(lambda events: events[:-2])),
        GATEWAY_PROBE_CLIENT="anthropic",
    )
    yield app(
        "messages: pings between the words",
        WELL,
        Rule(STREAMED, of(lambda events: (events[0], ("ping", {"type": "ping"}), *events[1:]))),
        GATEWAY_PROBE_CLIENT="anthropic",
    )


WORLDS = tuple(_worlds())
