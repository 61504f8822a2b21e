"""Worlds of HTTP's forms: compressed, in chunks, announced, moved, cut; what every client reads is no trouble, what none can read is."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.standin import Answer, Gateway, Rule, Token, Where, passed_on
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BAD, BLAMES, NOT_HEALTHY, May
from tests.worlds.world import KEY, World, on_vercel

Edit = Callable[[Request, Answer], Answer]
HERE = on_vercel(KEY, Token(parts.PAID))
STREAMED, PLAIN = Where("generate", streamed=True), Where("generate", streamed=False)


def _of_bytes(edit: Callable[[bytes], bytes], **headers: str) -> Edit:
    """The ordinary answer with other bytes under its own content type."""

    def answer(_request: Request, ordinary: Answer) -> Answer:
        content, kind = ordinary.encoded()
        told = {"content-type": kind, **{name.replace("_", "-"): value for name, value in headers.items()}}
        return replace(ordinary, body=edit(content), headers={**ordinary.headers, **told})

    return answer


def _halved(content: bytes) -> bytes:
    return gzip.compress(content)[: len(gzip.compress(content)) // 2]


ALL_READ: dict[str, Edit] = {
    "gzip": _of_bytes(gzip.compress, content_encoding="gzip"),
    "deflate": _of_bytes(zlib.compress, content_encoding="deflate"),
    "chunks": passed_on(chunked=True),
    "103 before it": passed_on(before=(103,)),
    "100 and two 103 before it": passed_on(before=(100, 103, 103)),
    "HTTP/1.0": passed_on(version="1.0"),
    "gzip in chunks": lambda request, it: replace(ALL_READ["gzip"](request, it), chunked=True),
    "blank lines before its body": _of_bytes(lambda content: b"\n\n" + content),
    "a hint of an alternative service": lambda _, it: it.with_headers(alt_svc='h3=":443"; ma=86400'),
    "a via header of a cache that left it whole": lambda _, it: it.with_headers(via="1.1 varnish", age="0"),
}
"""Forms that every client of the gateway reads alike."""
OF_STREAMS: dict[str, Edit] = {
    "lines that end by CRLF": _of_bytes(lambda content: content.replace(b"\n", b"\r\n")),
    "comments between its events": _of_bytes(lambda content: content.replace(b"\n\n", b"\n\n: keep-alive\n\n")),
    "no space after data": _of_bytes(lambda content: content.replace(b"data: ", b"data:")),
    "ids and retries beside its data": _of_bytes(
        lambda content: content.replace(b"data: ", b"id: 7\nretry: 100\ndata: ")
    ),
}
UNREADABLE: dict[str, Edit] = {
    "gzip that is cut": _of_bytes(_halved, content_encoding="gzip"),
    "what is called gzip and is not": _of_bytes(lambda content: content, content_encoding="gzip"),
    "gzip that nobody says is gzip": _of_bytes(gzip.compress),
    "chunks without their end": passed_on(chunked=True, cut=True),
    "bytes of an encoding that nobody asked for": _of_bytes(gzip.compress, content_encoding="x-company"),
    "UTF-16": _of_bytes(lambda content: content.decode().encode("utf-16")),
}
WELL = May(("healthy",), certain=True, not_claimed=BLAMES, generations=(2, 2))
ILL = May(NOT_HEALTHY, not_claimed=BLAMES - {"stream-refused"}, not_certain=BLAMES)
MOVED = {
    "to the same address once more": (307, "/v4/ai/language-model"),
    "for good to another host": (308, "https://ai-gateway-2.vercel.example/v4/ai/language-model"),
    "to a page, as a form is": (303, "https://vercel.com/docs"),
    "nowhere": (302, ""),
}


def _worlds() -> Iterator[World]:
    for name, edit in ALL_READ.items():
        yield World(f"every answer comes with {name}", HERE, _paid(parts.EVERYTHING, edit), WELL)
        yield World(
            f"a refusal of the seed comes with {name}",
            on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
            parts.one_team(parts.FREE_WITH_BYOK, Rule(parts.EVERYTHING, edit)),
            May(
                ("failing",),
                ("byok-needs-paid-tier",),
                certain=True,
                names=(("purchase-not-effective-yet",),),
                not_claimed=BLAMES - {"byok-needs-paid-tier", "positive-balance-is-free-credit"},
                generations=(1, 6),
            ),
        )
    for name, edit in OF_STREAMS.items():
        yield World(f"a stream has {name}", HERE, _paid(STREAMED, edit), WELL)
    for client in ("openai", "openai-responses", "claude-code"):
        for name, edit in OF_STREAMS.items():
            place = set_up(client, KEY, Token(parts.PAID))
            yield World(f"{client}: a stream has {name}", place, _paid(STREAMED, edit), WELL)
    for name, edit in UNREADABLE.items():
        yield World(f"generations are answered with {name}", HERE, _paid(parts.GENERATE, edit), ILL)
        yield World(f"streams alone are answered with {name}", HERE, _paid(STREAMED, edit), ILL)
    for name, edit in UNREADABLE.items():
        yield World(
            f"look-ups of credits are answered with {name}",
            HERE,
            _paid(parts.CREDITS, edit),
            May(("healthy", "degraded"), not_claimed=BLAMES),
        )
    for name, (status, location) in MOVED.items():
        answer = Answer(status, None, {"location": location} if location else {})
        yield World(
            f"generations are moved {name}",
            HERE,
            parts.one_team(parts.PAID, Rule(parts.GENERATE, answer)),
            May(BAD, not_claimed=BLAMES, not_certain=BLAMES),
        )
        yield World(
            f"look-ups are moved {name}",
            HERE,
            parts.one_team(parts.PAID, Rule(Where(("credits", "models", "endpoints")), answer)),
            May(("healthy", "degraded"), not_claimed=BLAMES),
        )
    for status in (201, 202, 203, 206):
        yield World(
            f"generations are served with {status}",
            HERE,
            _paid(parts.GENERATE, passed_on(status=status)),
            # A client takes every 2xx; that the status is odd may be said.
            May(("healthy", "degraded", *BAD), not_claimed=BLAMES, not_certain=BLAMES),
        )
    yield World(
        "plain answers are called text",
        HERE,
        _paid(PLAIN, lambda _, it: it.with_headers(content_type="text/plain")),
        # The AI SDK reads JSON whatever it is called.
        May(("healthy", "degraded"), not_claimed=BLAMES),
    )


def _paid(where: Where, edit: Edit) -> Gateway:
    return parts.one_team(parts.PAID, Rule(where, edit))


WORLDS: tuple[World, ...] = tuple(_worlds())
