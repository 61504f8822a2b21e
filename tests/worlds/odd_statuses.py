"""Worlds in which the gateway itself answers generations oddly: statuses, bodies and labels that nobody knows."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Rule, Token, error_body
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, NOT_HEALTHY, Codes, May
from tests.worlds.world import KEY, World, on_vercel

UNHEARD: Codes = BLAMES | {"provider-refuses", "provider-rate-limit", "model-unknown-or-retired", "model-of-wrong-kind"}
NOT_KNOWN = May(BAD, not_claimed=UNHEARD)
UNREADABLE = May(BAD, not_claimed=UNHEARD | {"gateway-5xx"})
SERVED_ODDLY = May(("healthy", *NOT_HEALTHY), not_claimed=BLAMES)


def odd(name: str, may: May, answer: Answer) -> World:
    """Every generation gets this."""
    return World(name, on_vercel(KEY, Token(parts.PAID)), parts.one_team(parts.PAID, Rule(parts.GENERATE, answer)), may)


def _said(status: int, kind: str, words: str, **param: str) -> Answer:
    return Answer(status, error_body(words, kind, param or None))


def _wrongly_zipped(_request: Request, ordinary: Answer) -> Answer:
    """Plain bytes under the label of gzip."""
    return ordinary.with_headers(content_encoding="gzip") if ordinary.status == 200 else ordinary


def _zipped(_request: Request, ordinary: Answer) -> Answer:
    """Zipped bytes under their right label, which is in order."""
    content, kind = ordinary.encoded()
    return Answer(ordinary.status, gzip.compress(content), {"content-encoding": "gzip", "content-type": kind})


def _in_utf_16(_request: Request, ordinary: Answer) -> Answer:
    return _bytes(ordinary, "utf-16")


def _with_mark(_request: Request, ordinary: Answer) -> Answer:
    return _bytes(ordinary, "utf-8-sig")


def _bytes(ordinary: Answer, encoding: str) -> Answer:
    if not isinstance(ordinary.body, dict):
        return ordinary
    return replace(
        ordinary, body=json.dumps(ordinary.body).encode(encoding), headers={"content-type": "application/json"}
    )


def _json_twice(_request: Request, ordinary: Answer) -> Answer:
    return replace(
        ordinary, body=json.dumps(json.dumps(ordinary.body)).encode(), headers={"content-type": "application/json"}
    )


def _labelled(body: bytes, kind: str = "application/json", status: int = 200) -> Answer:
    return Answer(status, body, {"content-type": kind})


def _edited(name: str, may: May, rule: object) -> World:
    gateway = parts.one_team(parts.PAID, Rule(parts.GENERATE, rule))  # type: ignore[arg-type]
    return World(name, on_vercel(KEY, Token(parts.PAID)), gateway, may)


def _worlds() -> Iterator[World]:
    yield odd("409 conflict, to generations alone", NOT_KNOWN, _said(409, "conflict", "Conflict."))
    yield odd("410 gone, of a model", May(BAD, not_claimed=BLAMES), _said(410, "gone", "This model was retired."))
    yield odd("422 and a list of fields", NOT_KNOWN, _said(422, "unprocessable_entity", "Invalid fields."))
    yield odd("423 locked", NOT_KNOWN, _said(423, "locked", "The team is locked."))
    yield odd("425 too early", NOT_KNOWN, _said(425, "too_early", "Too early."))
    yield odd("428 precondition required", NOT_KNOWN, _said(428, "terms_not_accepted", "Accept the new terms first."))
    yield odd("413 in the gateway's form", NOT_KNOWN, _said(413, "request_too_large", "Request body too large."))
    yield odd("403 of a type that came this week", NOT_KNOWN, _said(403, "feature_not_enabled", "Not enabled."))
    yield odd("403 without a type", NOT_KNOWN, Answer(403, error_body("Forbidden", None)))
    yield odd("403 and an error that is a text", NOT_KNOWN, Answer(403, {"error": "Forbidden"}))
    yield odd("403 and an error that is empty", NOT_KNOWN, Answer(403, {"error": {}}))
    yield odd(
        "403 whose type is a number, beside words", NOT_KNOWN, Answer(403, {"error": {"message": "no", "type": 4031}})
    )
    yield odd("403 forbidden without a rule", May(BAD, not_claimed=BLAMES), _said(403, "forbidden", "Forbidden"))
    yield odd(
        "403 model_unavailable_in_region",
        May(BAD, not_claimed=BLAMES | {"model-unknown-or-retired"}),
        _said(403, "model_unavailable_in_region", "Not in this region."),
    )
    yield odd(
        "451 model_unavailable_in_region",
        May(BAD, not_claimed=BLAMES | {"model-unknown-or-retired"}),
        _said(451, "model_unavailable_in_region", "Not in this region."),
    )
    for setting in ("DisallowPromptTrainingError", "InferenceRegionError", "GuardrailError", "ZeroDataRetentionError"):
        yield odd(
            f"no providers by the team's setting, {setting}",
            May(BAD, names=(("team-filter-leaves-no-provider",),), not_claimed=BLAMES | {"model-unknown-or-retired"}),
            _said(403, "no_providers_available", "No providers available.", name=setting),
        )
    yield odd("500 with a number for an error", May(BAD, not_claimed=BLAMES), Answer(500, {"error": 500}))
    yield odd("500 and no body", May(BAD, not_claimed=BLAMES), Answer(500))
    yield odd("507 in the gateway's form", May(BAD, not_claimed=BLAMES), _said(507, "insufficient_storage", "Storage."))
    yield odd("429 without a type", May(BAD, not_claimed=BLAMES), Answer(429, error_body("Slow down", None)))
    yield odd(
        "429 with a time in milliseconds",
        May(BAD, not_claimed=BLAMES),
        parts.THROTTLED.with_headers(retry_after_ms="27000"),
    )
    yield odd(
        "402 of a type that nobody knows", May(BAD, not_certain=BLAMES), _said(402, "payment_pending", "Pending.")
    )
    yield odd("401 of a type that nobody knows", May(BAD, certain=False), _said(401, "session_expired", "Expired."))
    yield odd("204 without a word", UNREADABLE, Answer(204))
    yield odd("200 and no body at all", UNREADABLE, Answer(200))
    yield odd("200 and an error inside", May(BAD, not_claimed=UNHEARD), Answer(200, error_body("no", "server_error")))
    yield odd(
        "200 and a refusal of access inside",
        May(BAD, not_claimed=UNHEARD - BLAMES),
        Answer(200, error_body("Forbidden.", "access_denied")),
    )
    yield odd("200 and `null`", UNREADABLE, _labelled(b"null"))
    yield odd("200 and an empty list", UNREADABLE, _labelled(b"[]"))
    yield odd("200 and an empty object", UNREADABLE, _labelled(b"{}"))
    yield odd("200 and a page that calls itself JSON", UNREADABLE, _labelled(b"<html><title>ok</title></html>"))
    yield odd("200 and half an object", UNREADABLE, _labelled(b'{"content":[{"type":"text","text":"po'))
    yield odd("206, a part of the answer", UNREADABLE, _labelled(b'{"content":', status=206))
    yield odd("200 and bytes that are no text", UNREADABLE, _labelled(bytes(range(128, 256))))
    yield _edited("plain bytes that call themselves gzip", May(BAD, not_claimed=UNHEARD), _wrongly_zipped)
    yield _edited("zipped bytes that say so", May(("healthy",), certain=True, not_claimed=BLAMES), _zipped)
    yield _edited("a served answer in UTF-16", SERVED_ODDLY, _in_utf_16)
    yield _edited("a served answer behind a byte order mark", SERVED_ODDLY, _with_mark)
    yield _edited("a served answer as JSON in a JSON text", May(NOT_HEALTHY, not_claimed=BLAMES), _json_twice)


WORLDS = tuple(_worlds())
