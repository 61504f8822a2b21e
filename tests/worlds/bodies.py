"""Answers in other shapes: older and newer error bodies, wrong content types, packed bodies, copies of the gateway's form."""

import gzip
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Rule, Token, Where, html_page
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import ASKED, KEY, REVOKED_KEY, World, on_vercel

SEED, PAID = parts.FREE_WITH_BYOK, parts.PAID
OF_THE_SEED = on_vercel(KEY, Token(SEED))
PAYING = on_vercel(KEY, Token(PAID))
ASKED_MODEL = Where("generate", model=ASKED)
KNOWN = May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM)
UNKNOWN = May(BAD, certain=False, not_claimed=BLAMES)
NOT_OF_THE_GATEWAY = May(BAD, certain=False, not_certain=BLAMES, not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM)

Body = dict[str, Any]
Reshape = Callable[[Body], Any]


def _error(body: Body, **changes: Any) -> Body:
    return {**body, "error": {**body["error"], **changes}}


def _without(body: Body, *names: str) -> Body:
    return {**body, "error": {name: value for name, value in body["error"].items() if name not in names}}


STILL_TOLD: tuple[tuple[str, Reshape], ...] = (
    ("without a message", lambda body: _without(body, "message")),
    ("with a message of null", lambda body: _error(body, message=None)),
    ("with a message that is a list", lambda body: _error(body, message=["a", "b"])),
    ("with a code that is a number", lambda body: _error(body, code=403)),
    ("with a param that is text", lambda body: _error(body, param="model")),
    ("with a param that is a list", lambda body: _error(body, param=[])),
    (
        "with its error as text and the type beside it",
        lambda body: {"error": "Refused.", "type": body["error"]["type"]},
    ),
    ("with a status as text beside the error", lambda body: {**body, "statusCode": "403", "status": "error"}),
    (
        "with the generation id inside the error",
        lambda body: _error(body, generationId="gen_FAKE0000000000000000000001"),
    ),
    ("with provider metadata of null", lambda body: {**body, "providerMetadata": None}),
    (
        "with provider metadata in snake case",
        lambda body: {"error": body["error"], "provider_metadata": {"gateway": {}}},
    ),
    (
        "with a request id and a documentation link",
        lambda body: {**body, "request_id": "req_FAKE", "docs": "https://x.example"},
    ),
)
"""Shapes of the seed's refusal in which the gateway's type still stands."""

NOT_TOLD: tuple[tuple[str, Reshape], ...] = (
    ("without its type", lambda body: _without(body, "type")),
    ("with a type of null", lambda body: _error(body, type=None)),
    ("with a type that is a number", lambda body: _error(body, type=403)),
    ("with a type of another spelling", lambda body: _error(body, type="ByokRequiresPaidCredits")),
    ("as text alone", lambda _body: {"error": "Refused."}),
    ("as a list", lambda _body: [{"message": "Refused."}]),
    ("with an error of null", lambda _body: {"error": None, "message": "Refused."}),
    ("with an error that is empty", lambda _body: {"error": {}}),
    ("as a number", lambda _body: 403),
)
"""Shapes of it in which nothing is left that a verdict could rest on."""


def _reshaped(reshape: Reshape) -> Rule:
    def answer(_request: Request, ordinary: Answer) -> Answer:
        return replace(ordinary, body=reshape(ordinary.body)) if ordinary.status == 403 else ordinary

    return Rule(ASKED_MODEL, answer)


def _sent(headers: dict[str, str], pack: Callable[[bytes], bytes] = bytes, *, where: Where = ASKED_MODEL) -> Rule:
    """The ordinary answer with other headers and its bytes packed otherwise."""

    def answer(_request: Request, ordinary: Answer) -> Answer:
        content, _ = ordinary.encoded()
        return replace(ordinary, body=pack(content), headers={**ordinary.headers, **headers})

    return Rule(where, answer)


def _of_shapes() -> Iterator[World]:
    for name, reshape in STILL_TOLD:
        yield World(f"the seed's refusal {name}", OF_THE_SEED, parts.one_team(SEED, _reshaped(reshape)), KNOWN)
    for name, reshape in NOT_TOLD:
        # Whatever the other answers of this team say, this one names nothing.
        yield World(
            f"the seed's refusal {name}",
            OF_THE_SEED,
            parts.one_team(SEED, _reshaped(reshape)),
            May(BAD, not_certain=BLAMES, not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
        )


PACKED = {"content-encoding": "gzip", "content-type": "application/json"}


def _of_wires() -> Iterator[World]:
    kinds = {
        "text/plain": {"content-type": "text/plain"},
        "text/html": {"content-type": "text/html; charset=utf-8"},
        "no content type at all": {"content-type": ""},
        "a problem document": {"content-type": "application/problem+json"},
    }
    for name, headers in kinds.items():
        yield World(f"the seed's refusal sent as {name}", OF_THE_SEED, parts.one_team(SEED, _sent(headers)), KNOWN)
    yield World("the seed's refusal, gzipped", OF_THE_SEED, parts.one_team(SEED, _sent(PACKED, gzip.compress)), KNOWN)
    yield World(
        "the seed's refusal, gzipped and not said so",
        OF_THE_SEED,
        parts.one_team(SEED, _sent({"content-type": "application/json"}, gzip.compress)),
        UNKNOWN,
    )
    yield World(
        "the seed's refusal, said to be gzipped and not",
        OF_THE_SEED,
        parts.one_team(SEED, _sent(PACKED)),
        May(BAD, not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
    )
    yield World(
        "the seed's refusal behind a byte order mark",
        OF_THE_SEED,
        parts.one_team(SEED, _sent({"content-type": "application/json"}, lambda content: b"\xef\xbb\xbf" + content)),
        May(BAD, not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
    )
    plain = Where("generate", streamed=False)
    yield World(
        "served, gzipped",
        PAYING,
        parts.one_team(PAID, _sent(PACKED, gzip.compress, where=plain)),
        May(("healthy",), not_claimed=BLAMES),
    )
    yield World(
        "served, cut in the middle of its gzip",
        PAYING,
        parts.one_team(PAID, _sent(PACKED, lambda content: gzip.compress(content)[:40], where=plain)),
        May(NOT_HEALTHY, certain=False, not_claimed=BLAMES),
    )
    for name, answer in (
        ("a page of Vercel's own server", Answer(200, html_page("Welcome"))),
        ("a page of a login", replace(parts.FOREIGN_PAGE, headers={"server": "Microsoft-IIS/10.0"})),
        ("plain text", Answer(200, "ok")),
        ("an empty list", Answer(200, [])),
        ("the list of models", Answer(200, {"object": "list", "data": []})),
        ("true", Answer(200, True)),
        ("an error without a type", Answer(200, {"error": {"message": "Something went wrong."}})),
        ("an error as text", Answer(200, {"error": "Something went wrong."})),
        ("a 204", Answer(204)),
        ("a 202 with a task to wait for", Answer(202, {"id": "task_FAKE", "status": "queued"})),
    ):
        yield World(
            f"generations are answered with 200 and {name}" if answer.status == 200 else f"generations get {name}",
            PAYING,
            parts.one_team(PAID, parts.always(parts.GENERATE, answer)),
            May(BAD, certain=None, not_claimed=BLAMES),
        )


def _of_copies() -> Iterator[World]:
    """Something in between that speaks in the gateway's form, and a cache that answers one with another's answer."""
    own = parts.BYOK_REFUSAL.body
    for server in ("nginx/1.27", "cloudflare", "uvicorn", "envoy"):
        yield World(
            f"{server} refuses generations in the gateway's words, the rest is the gateway's",
            PAYING,
            parts.one_team(PAID, parts.always(parts.GENERATE, Answer(403, own, {"server": server}, by_gateway=False))),
            NOT_OF_THE_GATEWAY,
        )
    unauthorized = parts.refusal(401, "authentication_error", "Invalid key.").body
    yield World(
        "a proxy refuses generations with 401 in the gateway's words, the credits know the key",
        PAYING,
        parts.one_team(
            PAID, parts.always(parts.GENERATE, Answer(401, unauthorized, {"server": "uvicorn"}, by_gateway=False))
        ),
        NOT_OF_THE_GATEWAY,
    )
    yield World(
        "the gateway refuses generations with 401, the credits know the key",
        PAYING,
        parts.one_team(PAID, parts.always(parts.GENERATE, Answer(401, unauthorized))),
        May(BAD, not_certain=BLAMES, not_claimed=OTHER_TEAM | FACTORS | {"key-invalid-revoked-or-expired"}),
    )
    yield World(
        "a cache answers credits for everybody, the key is revoked",
        on_vercel(REVOKED_KEY, Token(PAID)),
        parts.one_team(PAID, parts.always(parts.CREDITS, Answer(200, {"balance": "95.50", "total_used": "4.50"}))),
        May(BAD, not_certain=KEY_IS_BAD, not_claimed=MONEY | OTHER_TEAM),
    )
    yield World(
        "a cache answers credits for everybody, all is served",
        PAYING,
        parts.one_team(PAID, parts.always(parts.CREDITS, Answer(200, {"balance": "95.50", "total_used": "4.50"}))),
        May(("healthy", "degraded"), certain=None, not_claimed=BLAMES, not_silent=True),
    )
    kept = Answer(401, unauthorized, {"x-cache": "HIT", "age": "86400"})
    yield World(
        "a cache keeps an old 401 for every look-up of credits, the app is served",
        PAYING,
        parts.one_team(PAID, parts.always(parts.CREDITS, kept)),
        May(("healthy", "degraded"), certain=False, not_claimed=BLAMES),
    )
    yield World(
        "a cache keeps one refusal for every generation, whoever asks for which model",
        PAYING,
        parts.one_team(PAID, parts.always(parts.GENERATE, replace(parts.BYOK_REFUSAL, headers={"x-cache": "HIT"}))),
        # It says of itself that it is an answer to somebody else: what this team may do was not asked.
        May(("failing",), names=(("proxy-or-egress-filter",),), not_certain=MONEY, not_claimed=KEY_IS_BAD | FACTORS),
    )


WORLDS: tuple[World, ...] = (*_of_shapes(), *_of_wires(), *_of_copies())
