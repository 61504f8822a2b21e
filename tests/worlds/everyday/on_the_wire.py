"""Answers in another encoding, under another type, twice, or sent on elsewhere."""

import gzip
import json
from collections.abc import Callable
from dataclasses import replace

from tests.standin import Answer, Rule, Team, Token, Where
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import KEY, Place, World, on_vercel

TEAM = Team()
PLACE = on_vercel(KEY, Token(TEAM))
PLAIN = Where("generate", streamed=False)
STREAMED = Where("generate", streamed=True)
SURELY_WELL = May(("healthy",), not_claimed=BLAMES, certain=True)

Change = Callable[[Request, Answer], Answer]


def _body(change: Callable[[bytes], bytes], **headers: str) -> Change:
    def answer(_request: Request, ordinary: Answer) -> Answer:
        content, kind = ordinary.encoded()
        whole = replace(ordinary, body=change(content), headers={**ordinary.headers, "content-type": kind})
        return whole.with_headers(**headers)

    return answer


def _same(content: bytes) -> bytes:
    return content


def _world(
    name: str, may: May, where: Where, answer: Answer | Change, place: Place = PLACE, team: Team = TEAM
) -> World:
    return World(name, place, parts.one_team(team, Rule(where, answer)), may)


WORLDS: tuple[World, ...] = (
    # The real clients read a stream for what it is: they do not look at what it is called.
    _world("streams come as text/plain", SURELY_WELL, STREAMED, _body(_same, content_type="text/plain")),
    _world("plain answers come as an event stream", SURELY_WELL, PLAIN, _body(_same, content_type="text/event-stream")),
    # Packed as every client asks for it.
    _world(
        "all answers are packed with gzip", SURELY_WELL, parts.EVERYTHING, _body(gzip.compress, content_encoding="gzip")
    ),
    # No event is in it, whatever it is called.
    _world(
        "streams come as lines of JSON",
        May(NOT_HEALTHY, names=(("stream-broken",),), not_claimed=KEY_IS_BAD | OTHER_TEAM),
        STREAMED,
        _body(lambda raw: raw.replace(b"data: ", b"").replace(b"\n\n", b"\n"), content_type="text/event-stream"),
    ),
    # Whether a client follows differs; nothing is told of key, team or model.
    _world(
        "generations are sent on to another path of the gateway with 308",
        May(BAD, not_claimed=BLAMES),
        parts.GENERATE,
        Answer(308, "", {"location": "/v4/ai/language-model/"}),
    ),
    # A text with an object in it: no client finds an error message there.
    _world(
        "the tier's word is JSON inside a text of JSON",
        May(BAD, not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
        parts.GENERATE,
        lambda _request, ordinary: replace(ordinary, body=json.dumps(json.dumps(ordinary.body))),
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
        parts.FREE_WITH_BYOK,
    ),
)
