"""Answers to generations that carry the edge's mark and next to nothing else: a status alone accuses nobody for certain."""

from collections.abc import Iterator

from tests.standin import Answer, Rule, Token, Where, html_page
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BAD, BLAMES, NOT_HEALTHY, NOT_THE_GATEWAY, May
from tests.worlds.world import KEY, World, on_laptop

BODIES: dict[str, object] = {
    "nothing": b"",
    "null": None,
    "an empty object": {},
    "an empty list": (),
    "an error that is null": {"error": None},
    "an error without fields": {"error": {}},
    "an error of empty words": {"error": {"message": "", "type": ""}},
    "a message without an error": {"message": "Forbidden"},
    "a number": {"error": 7},
    "a page of HTML": html_page("Something went wrong"),
    "JSON that breaks off": b'{"error": {"message": "Bring Your Ow',
    "words of another language": {"error": {"message": "Guthaben aufgebraucht. Bitte aufladen.", "type": None}},
}
STATUSES = (400, 401, 402, 403, 404, 409, 429, 500, 503)
SURE = BLAMES | (NOT_THE_GATEWAY - {"unparseable-error-body"}) | {"model-unknown-or-retired", "gateway-5xx"}


def _answer(status: int, body: object) -> Answer:
    if body == ():
        return Answer(status, b"[]", {"content-type": "application/json"})
    if body is None:
        return Answer(status, b"null", {"content-type": "application/json"})
    if isinstance(body, bytes):
        return Answer(status, body, {"content-type": "application/json"})
    return Answer(status, body)


def _worlds() -> Iterator[World]:
    for status in STATUSES:
        for name, body in BODIES.items():
            yield World(
                f"generations get {status} with {name}",
                set_up("ai-sdk-7", KEY, Token(parts.PAID)),
                parts.one_team(parts.PAID, Rule(Where("generate"), _answer(status, body))),
                May(BAD, not_certain=SURE - ({"gateway-5xx"} if status >= 500 else set())),
            )
    for name, body in BODIES.items():
        yield World(
            f"generations get 200 with {name}",
            on_laptop(KEY),
            parts.by_key_alone(parts.PAID, Rule(Where("generate"), _answer(200, body))),
            May(NOT_HEALTHY, not_claimed=BLAMES, not_certain=SURE),
        )
        yield World(
            f"whatever carries the key gets 401 with {name}",
            on_laptop(KEY),
            parts.by_key_alone(parts.PAID, Rule(Where(credential="key"), _answer(401, body))),
            May(BAD, not_claimed=BLAMES - {"key-invalid-revoked-or-expired"}),
        )


WORLDS = tuple(_worlds())
