"""Worlds in which the words are right and the way they are packed is not: encodings, HTTP/1.0, cuts, redirects, `Retry-After`."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace

import brotli

from tests.standin import Answer, Rule, Token, Where, passed_on
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, NOT_HEALTHY, NOT_THE_GATEWAY, OTHER_TEAM, May
from tests.worlds.world import KEY, World, on_laptop, on_vercel

HERE = on_vercel(KEY, Token(parts.PAID))
SEED = on_vercel(KEY, Token(parts.FREE_WITH_BYOK))
WELL = May(("healthy",), not_claimed=BLAMES)
SERVED = May(("healthy", "degraded"), not_claimed=BLAMES)
ILL = May(BAD, not_claimed=BLAMES)
TIER = May(("failing",), verdict=("byok-needs-paid-tier",), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM)
GARBAGE = b"\x07\xff\x13\x37 FAKE bytes of nothing \x00\xfe"


def _packed(name: str, pack: Callable[[bytes], bytes]) -> Callable[[Request, Answer], Answer]:
    """The ordinary answer, packed so and said to be of this encoding."""

    def answer(_request: Request, ordinary: Answer) -> Answer:
        content, kind = ordinary.encoded()
        headers = {**ordinary.headers, "content-type": kind, "content-encoding": name}
        return replace(ordinary, body=pack(content), headers=headers)

    return answer


def _bare_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def _of_encodings() -> Iterator[World]:
    for name, encoding, pack in (
        ("in Brotli", "br", brotli.compress),
        ("in gzip, named in capitals", "GZIP", gzip.compress),
        ("in deflate with zlib's head", "deflate", zlib.compress),
        ("in deflate without a head", "deflate", _bare_deflate),
        ("in an encoding called identity", "identity", bytes),
    ):
        packed = _packed(encoding, pack)
        yield World(f"everything is {name}", HERE, parts.one_team(parts.PAID, Rule(parts.EVERYTHING, packed)), WELL)
        yield World(
            f"everything is {name}, the seed's refusal too",
            SEED,
            parts.one_team(parts.FREE_WITH_BYOK, Rule(parts.EVERYTHING, packed)),
            TIER,
        )
    for name, encoding, pack in (
        ("garbage that calls itself Brotli", "br", lambda _content: GARBAGE),
        ("garbage that calls itself gzip", "gzip", lambda _content: GARBAGE),
        ("plain, and calls itself Brotli", "br", bytes),
        ("plain, and calls itself zstd", "zstd", bytes),
        ("packed twice", "gzip, br", lambda content: brotli.compress(gzip.compress(content))),
        ("of an encoding that nobody has heard of", "fake-7", bytes),
        ("half of its Brotli", "br", lambda content: brotli.compress(content)[:-9]),
    ):
        rule = Rule(parts.EVERYTHING, _packed(encoding, pack))
        yield World(f"everything is {name}", HERE, parts.one_team(parts.PAID, rule), ILL)
    garbage = _packed("br", lambda _content: GARBAGE)
    yield World(
        "look-ups are garbage that calls itself Brotli, generations are served",
        HERE,
        parts.one_team(parts.PAID, Rule(Where(("models", "credits", "endpoints")), garbage)),
        SERVED,
    )
    yield World(
        "a 401 whose body is garbage, to the key alone",
        on_laptop(KEY),
        parts.by_key_alone(parts.PAID, Rule(Where(credential="key"), Answer(401, GARBAGE, {"content-encoding": "br"}))),
        May(BAD, not_certain=KEY_IS_BAD, not_claimed=FACTORS | OTHER_TEAM),
    )
    yield World(
        "the seed's refusal in garbage that calls itself Brotli",
        SEED,
        parts.one_team(parts.FREE_WITH_BYOK, Rule(parts.GENERATE, garbage)),
        ILL,
    )


def _of_http_1_0() -> Iterator[World]:
    old = Rule(parts.EVERYTHING, passed_on(version="1.0"))
    bare = Rule(
        parts.EVERYTHING,
        lambda _request, ordinary: replace(ordinary, version="1.0", by_gateway=False).with_headers(via="1.0 old-proxy"),
    )
    yield World("a proxy that speaks HTTP/1.0 carries all answers well", HERE, parts.one_team(parts.PAID, old), WELL)
    yield World(
        "a proxy that speaks HTTP/1.0 carries the seed's refusal", SEED, parts.one_team(parts.FREE_WITH_BYOK, old), TIER
    )
    yield World(
        "a proxy that speaks HTTP/1.0 carries all answers and drops the edge's mark",
        HERE,
        parts.one_team(parts.PAID, bare),
        SERVED,
    )
    for client in ("openai", "anthropic"):
        yield World(
            f"{client}: a proxy that speaks HTTP/1.0 carries all answers well",
            set_up(client, KEY, Token(parts.PAID)),
            parts.one_team(parts.PAID, old),
            WELL,
        )
    yield World(
        "streams end in their middle on HTTP/1.0, where nothing tells their length",
        HERE,
        parts.one_team(parts.PAID, Rule(Where("generate", streamed=True), passed_on(version="1.0", cut=True))),
        May(NOT_HEALTHY, not_claimed=BLAMES),
    )
    page = replace(parts.SQUID, version="1.0")
    yield World(
        "an HTTP/1.0 page of a proxy's for everything",
        on_laptop(KEY),
        parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, page)),
        replace(ILL, names=(tuple(sorted(NOT_THE_GATEWAY)),)),
    )


def _of_cuts() -> Iterator[World]:
    for name, refusal in (
        ("401", parts.refusal(401, "authentication_error", "Authentication failed.")),
        ("402", parts.NO_FUNDS),
        ("403 access_denied", parts.ACCESS_DENIED),
        ("429", parts.THROTTLED),
        ("503", parts.UNAVAILABLE),
    ):
        yield World(
            f"{name} whose body is cut in its middle, to generations",
            HERE,
            parts.one_team(parts.PAID, parts.always(parts.GENERATE, replace(refusal, cut=True))),
            May(BAD, certain=False, not_claimed=FACTORS | OTHER_TEAM, not_certain=BLAMES),
        )
    for client in ("ai-sdk-7", "openai", "openai-responses", "anthropic"):
        yield World(
            f"{client}: streams are cut in their middle, plain answers are whole",
            set_up(client, KEY, Token(parts.PAID)),
            parts.one_team(parts.PAID, Rule(Where("generate", streamed=True), passed_on(cut=True))),
            May(NOT_HEALTHY, not_claimed=BLAMES - {"stream-refused"}),
        )
        yield World(
            f"{client}: plain answers are cut in their middle, streams are whole",
            set_up(client, KEY, Token(parts.PAID)),
            parts.one_team(parts.PAID, Rule(Where("generate", streamed=False), passed_on(cut=True))),
            May(NOT_HEALTHY, not_claimed=BLAMES),
        )
    yield World(
        "the list of models is cut in its middle, the app is served",
        HERE,
        parts.one_team(parts.PAID, Rule(parts.MODELS, passed_on(cut=True))),
        SERVED,
    )


def _of_redirects() -> Iterator[World]:
    def sent(status: int, to: str | None, where: Where = parts.EVERYTHING) -> Rule:
        return Rule(where, Answer(status, None, {} if to is None else {"location": to}))

    elsewhere = May(BAD, not_claimed=BLAMES)
    for name, rule in (
        ("308 to the same path with a slash", sent(308, "/v4/ai/language-model/")),
        ("307 to itself, without an end", sent(307, "/v4/ai/language-model")),
        ("301 to the gateway's own name", sent(301, "https://ai-gateway.vercel.sh/v4/ai/language-model")),
        ("303 to a page of its own", sent(303, "/status")),
        ("302 to nowhere", sent(302, None)),
        ("300 with choices", sent(300, None)),
        ("302 to an address without a host", sent(302, "https:///")),
    ):
        yield World(f"{name}, from everything", HERE, parts.one_team(parts.PAID, rule), elsewhere)
    yield World(
        "308 to the same path with a slash, from generations alone",
        HERE,
        parts.one_team(parts.PAID, sent(308, "/v4/ai/language-model/", parts.GENERATE)),
        elsewhere,
    )
    yield World(
        "the list of models has moved, the app is served",
        HERE,
        parts.one_team(parts.PAID, sent(301, "/v2/models", parts.MODELS)),
        SERVED,
    )
    yield World(
        "304 to every look-up, as if it were known",
        HERE,
        parts.one_team(parts.PAID, sent(304, None, Where(("models", "credits")))),
        SERVED,
    )


def _of_retry_after() -> Iterator[World]:
    throttled = May(BAD, certain=False, not_claimed=BLAMES, never=("-1", "1000000", "NaN", "1994", "2126"))
    for name, value in (
        ("a fraction of a second", "0.5"),
        ("less than nothing", "-1"),
        ("thirty years", "1000000000"),
        ("a date long past", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ("a date in a hundred years", "Fri, 01 Mar 2126 00:00:00 GMT"),
        ("two numbers", "5, 10"),
        ("an amount with its unit", "30s"),
        ("not a number", "NaN"),
        ("nothing", ""),
        ("digits of another script", "\u0663\u0660".encode().decode("latin-1")),
    ):
        answer = parts.THROTTLED.with_headers(retry_after=value)
        yield World(
            f"429 by the gateway with a time to wait of {name}",
            HERE,
            parts.one_team(parts.PAID, parts.always(parts.GENERATE, answer)),
            throttled,
        )
    yield World(
        "503 by the gateway with a date to wait for",
        HERE,
        parts.one_team(
            parts.PAID,
            parts.always(parts.GENERATE, parts.UNAVAILABLE.with_headers(retry_after="Fri, 01 Mar 2126 00:00:00 GMT")),
        ),
        May(BAD, names=(("gateway-5xx",),), not_claimed=BLAMES),
    )
    yield World(
        "the seed's refusal with a time to wait, which no waiting heals",
        SEED,
        parts.one_team(
            parts.FREE_WITH_BYOK,
            Rule(parts.GENERATE, lambda _request, ordinary: ordinary.with_headers(retry_after="30")),
        ),
        TIER,
    )
    yield World(
        "credits are throttled with a time to wait, the app is served",
        HERE,
        parts.one_team(parts.PAID, parts.always(parts.CREDITS, parts.THROTTLED.with_headers(retry_after="60"))),
        SERVED,
    )


WORLDS: tuple[World, ...] = (*_of_encodings(), *_of_http_1_0(), *_of_cuts(), *_of_redirects(), *_of_retry_after())
