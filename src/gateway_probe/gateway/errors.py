"""The error of an answer, from whichever place it is in; a provider's words in fields of their own."""

import re
from typing import Any, Literal

from gateway_probe.disclosure import Redactor
from gateway_probe.document.answer import GatewayError
from gateway_probe.document.vocabulary import GATEWAY_TYPES, AnswerClass, class_of_refusal
from gateway_probe.gateway.bodies import at, word
from gateway_probe.gateway.routing import tells_of_attempts, words_of_failed_attempts
from gateway_probe.gateway.words import provider_sayings, sayings

OWN_TYPES = GATEWAY_TYPES | {"failed_dependency"}

_REFUSING_TYPES = GATEWAY_TYPES | {
    "access_denied",
    "authentication_error",
    "forbidden",
    "invalid_request_error",
    "not_found",
    "permission_error",
}
# The client passes a provider's failure on under its own class name; the provider's word, if any, is deeper then.
_CLASS_NAME = re.compile(r"AI_\w+|APICallError|Error|[A-Z]\w*Error")
_LINK = re.compile(r"modal(?:=|%3D)(top-up|add-credit-card)", re.IGNORECASE)


def parse_error(body: Any, redactor: Redactor) -> GatewayError | None:
    """The error in a JSON body, or None where there is none.

    Three shapes are known: `error` as an object (the schema in `@ai-sdk/gateway`), `error` as text with `type` beside
    it (gateway docs, zero data retention), and `type` and `message` at the top of an error part of a stream.
    """
    error = at(body, "error")
    if isinstance(error, str) and error:
        return _build(body, error, body, redactor)
    if isinstance(error, dict) and error:
        return _build(error, error.get("message"), body, redactor)
    if (
        isinstance(body, dict)
        and isinstance(body.get("type"), str)
        and isinstance(body.get("message"), str)
        and "content" not in body
    ):
        return _build(body, body["message"], body, redactor)
    return None


def class_of_error(error: GatewayError | None, status: int) -> AnswerClass:
    """What an error means for the answer that carries it. An error inside a success is told by its type alone."""
    if status >= 400:
        return class_of_refusal(status, error.own_type if error is not None else None)
    if error is not None and error.type == "rate_limit_exceeded":
        return "throttled"
    return "refused" if error is not None and error.type in _REFUSING_TYPES else "failed"


def _build(error: dict[str, Any], message: Any, body: Any, redactor: Redactor) -> GatewayError:
    param = error.get("param")
    details = param if isinstance(param, dict) else {}
    if not isinstance(message, str):
        message = at(error, "error", "message") or details.get("message")
    shown = redactor.text(message)
    own, theirs = _types(error, details, attempted=tells_of_attempts(body))
    if shown is not None and shown in map(redactor.text, words_of_failed_attempts(body)):
        # Whatever the type is, the words are those of an attempt that failed: so is the refusal.
        theirs = theirs or own
    inner = at(details, "error", "message") or at(details, "error") or details.get("message")
    words = inner if theirs is not None and isinstance(inner, str) else message if theirs is not None else None
    foreign = redactor.side_by_side(
        {
            "type": redactor.identifier(own),
            "message": shown,
            "provider_type": redactor.identifier(theirs),
            "param_name": redactor.identifier(details.get("name")),
            "rule_id": redactor.identifier(details.get("ruleId") or error.get("ruleId")),
            "model_id": redactor.identifier(details.get("modelId")),
            "code": redactor.identifier(_text(error.get("code")) or _text(details.get("code"))),
        }
    )
    return GatewayError(**foreign, says=sayings(message), provider_says=provider_sayings(words), link=_link(message))


def _types(error: dict[str, Any], details: dict[str, Any], *, attempted: bool) -> tuple[str | None, str | None]:
    """The gateway's type and the provider's, if the answer passes a provider's failure on.

    The outer type is the gateway's word. Where it is a class name of the client that called the provider, everything
    inside is the provider's: a word there is the gateway's only if the gateway alone uses it and no provider was tried.
    """
    outer = error.get("type")
    inner = [at(error, "error", "type"), at(details, "error", "type"), details.get("type")]
    words = [word for word in inner if isinstance(word, str) and word and word != "error"]
    if not isinstance(outer, str) or not outer or outer == "error":
        # OpenAI's Responses call the type a code.
        return (words[0] if words else word(error.get("code")) or None), None
    if not _CLASS_NAME.fullmatch(outer):
        return outer, None
    own = None if attempted else next((word for word in words if word in OWN_TYPES), None)
    if own is not None:
        return own, None
    # A provider's whole body has its own error inside.
    whole = at(details, "error", "error", "type")
    words += [whole] if isinstance(whole, str) and whole else []
    theirs = next((word for word in words if not _CLASS_NAME.fullmatch(word)), None)
    return outer, theirs or outer


def _text(value: Any) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else None


def _link(message: Any) -> Literal["top-up", "add-credit-card"] | None:
    found = _LINK.search(message) if isinstance(message, str) else None
    if found is None:
        return None
    return "top-up" if found[1].lower() == "top-up" else "add-credit-card"
