"""Generations that a store in front of the gateway may have answered, and marks of stores that mean nothing."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BLAMES, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.seemingly.edits import Edit, each, everywhere, headed, same_id
from tests.worlds.world import KEY, REVOKED_KEY, Place, World, on_vercel

PAYING = on_vercel(KEY, Token(parts.PAID))
SURE = May(("healthy",), certain=True, not_claimed=BLAMES)
WELL = May(("healthy",), not_claimed=BLAMES)
DOUBTED = May(("healthy", *NOT_HEALTHY), certain=False, not_claimed=BLAMES)
"""Whoever answers out of a store has not asked the gateway: nothing certain can be said of it."""


def _world(name: str, may: May, edit: Edit, place: Place = PAYING, where: Where = parts.GENERATE) -> World:
    return World(name, place, parts.one_team(parts.PAID, Rule(where, edit)), may)


def _out_of_a_store() -> Iterator[World]:
    for client in ("ai-sdk-7", "openai", "openai-responses", "anthropic", "claude-code"):
        # Stores keep an answer for one request; who gives two of them one id gives it to all.
        yield _world(
            f"{client}: plain answer and stream bear one generation id",
            WELL,
            same_id(),
            set_up(client, KEY, Token(parts.PAID)),
        )
    for told, headers in (
        ("an age of an hour", {"age": "3600"}),
        ("a hit of Vercel's own cache", {"x_vercel_cache": "HIT"}),
        ("a stale answer of Vercel's own cache", {"x_vercel_cache": "STALE", "age": "70"}),
        ("a hit in x-cache", {"x_cache": "HIT"}),
        ("a hit of CloudFront", {"x_cache": "Hit from cloudfront", "via": "1.1 fake.cloudfront.net", "age": "120"}),
        ("a hit of Cloudflare", {"cf_cache_status": "HIT", "age": "44"}),
        ("a hit of Cloudflare's AI gateway", {"cf_aig_cache_status": "HIT"}),
        ("a hit of Helicone", {"helicone_cache": "HIT"}),
        ("a hit of Portkey", {"x_portkey_cache_status": "HIT"}),
        ("a hit as the standard words it", {"cache_status": "ExampleCache; hit; ttl=376"}),
        ("a hit of nginx", {"x_cache_status": "HIT"}),
        ("a warning that it is stale", {"warning": '110 - "Response is Stale"'}),
    ):
        yield _world(f"served, and each generation bears {told}", DOUBTED, headed(**headers))
    yield _world(
        "served, and only streams bear an age", DOUBTED, headed(age="90"), where=Where("generate", streamed=True)
    )
    yield _world(
        "served, and only plain answers are hits",
        DOUBTED,
        headed(x_cache="HIT"),
        where=Where("generate", streamed=False),
    )
    yield World(
        "a store answers generations for a key that is revoked",
        on_vercel(REVOKED_KEY),
        Gateway((Key(REVOKED_KEY, Team(), revoked=True), Key(KEY, parts.PAID)), rules=(Rule(parts.GENERATE, _stored),)),
        # The look-up alone says that the key is not known; whether a generation was held to it cannot be seen.
        replace(DOUBTED, not_claimed=MONEY | OTHER_TEAM),
    )


def _stored(request: Request, ordinary: Answer) -> Answer:
    """What the gateway would have said to somebody else, some time ago."""
    body = {
        "content": [{"type": "text", "text": "pong"}],
        "finishReason": {"unified": "stop", "raw": "stop"},
        "usage": {"inputTokens": {"total": 9}, "outputTokens": {"total": 1}},
        "warnings": [],
        "response": {"id": "gen_FAKE0000000000000000000777", "modelId": request.model},
    }
    stream = (
        {"type": "stream-start", "warnings": []},
        {"type": "text-start", "id": "0"},
        {"type": "text-delta", "id": "0", "delta": "pong"},
        {"type": "text-end", "id": "0"},
        {"type": "finish", "finishReason": body["finishReason"], "usage": body["usage"]},
        "[DONE]",
    )
    return replace(ordinary, status=200, body=stream if request.streamed else body).with_headers(age="600")


def _marks_that_mean_nothing() -> Iterator[World]:
    everything = parts.EVERYTHING
    yield _world(
        "served, and every answer is a miss of Vercel's cache", SURE, headed(x_vercel_cache="MISS"), where=everything
    )
    yield _world(
        "served, and every answer bypasses Vercel's cache",
        SURE,
        headed(x_vercel_cache="BYPASS", age="0", cache_control="private, no-store"),
        where=everything,
    )
    yield _world("served, and every answer is of age 0", SURE, headed(age="0"), where=everything)
    yield _world(
        "served, and only the public list of models is a hit",
        SURE,
        headed(x_vercel_cache="HIT", age="30", cache_control="public, max-age=60"),
        where=parts.MODELS,
    )
    yield _world("served, and each generation is a miss in x-cache", WELL, headed(x_cache="MISS"))
    yield _world("served, and Cloudflare keeps none of it", WELL, headed(cf_cache_status="DYNAMIC"))
    yield _world(
        "served, and the prompt was read from the provider's cache",
        SURE,
        everywhere(
            lambda item: (
                {**item, "inputTokens": {"total": 9, "cacheRead": 8, "noCache": 1}} if "inputTokens" in item else item
            )
        ),
    )
    yield _world(
        "openai: the prompt was read from the provider's cache",
        SURE,
        everywhere(
            lambda item: {**item, "prompt_tokens_details": {"cached_tokens": 8}} if "prompt_tokens" in item else item
        ),
        set_up("openai", KEY, Token(parts.PAID)),
    )
    yield _world(
        "anthropic: the prompt was read from the provider's cache",
        SURE,
        everywhere(lambda item: {**item, "cache_read_input_tokens": 8} if "input_tokens" in item else item),
        set_up("anthropic", KEY, Token(parts.PAID)),
    )
    yield _world(
        "served, and the answers must not be stored by anybody",
        SURE,
        each(headed(cache_control="no-cache, no-store, max-age=0", pragma="no-cache", expires="0")),
    )
    yield _world(
        "served, and the provider's headers of limits came along",
        SURE,
        headed(
            x_ratelimit_limit_requests="500",
            x_ratelimit_remaining_requests="499",
            x_request_id="req_FAKE1",
            openai_processing_ms="311",
            strict_transport_security="max-age=63072000",
        ),
    )


WORLDS: tuple[World, ...] = (*_out_of_a_store(), *_marks_that_mean_nothing())
