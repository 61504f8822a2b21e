"""The error of an answer, from whichever place it is in."""

import re
from typing import Any, Literal

from gateway_probe.disclosure import Redactor
from gateway_probe.document.exchange import GatewayError
from gateway_probe.gateway.bodies import at

# The SDK passes a provider's failure on under its own class name; the gateway's word, if any, is deeper then.
_CLASS_NAMES = {"AI_APICallError", "AI_RetryError", "APICallError", "Error"}
_LINK = re.compile(r"modal(?:=|%3D)(top-up|add-credit-card)", re.IGNORECASE)


def parse_error(body: Any, redactor: Redactor) -> GatewayError | None:
    """The error in a JSON body, or None where there is none.

    Three shapes are known: `error` as an object (gateway protocol, 4.1), `error` as text with `type` beside it
    (gateway docs, zero data retention), and an error inside `error.param` that repeats or sharpens the outer one.
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


def _build(error: dict[str, Any], message: Any, body: Any, redactor: Redactor) -> GatewayError:
    param = error.get("param")
    details = param if isinstance(param, dict) else {}
    message = message if isinstance(message, str) else at(error, "error", "message") or details.get("message")
    return GatewayError(
        type=redactor.identifier(_type(error, details, body)),
        message=redactor.text(message),
        param_name=redactor.identifier(details.get("name")),
        rule_id=redactor.identifier(details.get("ruleId") or error.get("ruleId")),
        model_id=redactor.identifier(details.get("modelId")),
        code=redactor.identifier(_text(error.get("code")) or _text(details.get("code"))),
        link=_link(message),
    )


def _type(error: dict[str, Any], details: dict[str, Any], body: Any) -> Any:
    places = (
        error.get("type"),
        at(error, "error", "type"),
        details.get("type"),
        at(details, "error", "type"),
        at(body, "type"),
    )
    words = [place for place in places if isinstance(place, str) and place and place != "error"]
    return next((word for word in words if word not in _CLASS_NAMES), words[0] if words else None)


def _text(value: Any) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else None


def _link(message: Any) -> Literal["top-up", "add-credit-card"] | None:
    found = _LINK.search(message) if isinstance(message, str) else None
    if found is None:
        return None
    return "top-up" if found[1].lower() == "top-up" else "add-credit-card"
