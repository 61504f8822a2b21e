"""Which class a client throws for an answer, as each was seen to do (`tests/contract/test_classes_of_errors.py`).

The AI SDK knows a few types; every other refusal becomes its class for a fault of the server, with the status kept. So a
`403 byok_requires_paid_credits` reads `GatewayInternalServerError` (`@ai-sdk/gateway` 3.0 and 4.0, createGatewayErrorFromResponse).
"""

from collections.abc import Mapping
from typing import NamedTuple

from gateway_probe.clients import Client

_BY_TYPE = {
    "authentication_error": "GatewayAuthenticationError",
    "forbidden": "GatewayForbiddenError",
    "invalid_request_error": "GatewayInvalidRequestError",
    "model_not_found": "GatewayModelNotFoundError",
    "rate_limit_exceeded": "GatewayRateLimitError",
}
_RETRIED = {408, 409, 429}


class _Classes(NamedTuple):
    """The classes of a client whose choice the status alone decides."""

    by_status: Mapping[int, str]
    of_a_server: str
    """Of every other status from 500 on."""
    of_another: str


_OF_OPENAI = {
    400: "BadRequestError",
    401: "AuthenticationError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "UnprocessableEntityError",
    429: "RateLimitError",
}
_OPENAI = _Classes(_OF_OPENAI, "InternalServerError", "APIStatusError")
_BY_CLIENT: dict[str, _Classes] = {
    "openai": _OPENAI,
    "openai-responses": _OPENAI,
    "llama-index": _OPENAI,
    "anthropic": _OPENAI._replace(
        by_status={
            **_OF_OPENAI,
            402: "PaymentRequiredError",
            408: "RequestTimeoutError",
            412: "PreconditionFailedError",
            413: "ContentTooLargeError",
            431: "RequestHeaderFieldsTooLargeError",
            499: "ClientClosedRequestError",
            501: "HTTPNotImplementedError",
            503: "ServiceUnavailableError",
            504: "GatewayTimeoutError",
            529: "OverloadedError",
        }
    ),
    "litellm": _Classes(
        {
            **{status: _OF_OPENAI[status] for status in (400, 401, 404, 429)},
            408: "Timeout",
            422: "BadRequestError",
            500: "InternalServerError",
            502: "BadGatewayError",
            503: "ServiceUnavailableError",
            504: "Timeout",
        },
        "APIError",
        "APIError",
    ),
    "pydantic-ai": _Classes(
        {
            **dict.fromkeys((400, 422), "ModelRequestRejectedError"),
            **dict.fromkeys((401, 403), "ModelAuthenticationError"),
            402: "ModelQuotaExceededError",
            404: "ModelNotFoundError",
            429: "ModelRateLimitError",
            503: "ModelUnavailableError",
            529: "ModelOverloadedError",
        },
        "ModelServerError",
        "ModelHTTPError",
    ),
}
"""Claude Code throws nothing that a person sees, and the AI SDK for Python has classes of its own."""


def thrown_as(client: Client, status: int | None, error_type: str | None) -> str | None:
    """The class that this client throws for an answer; None where there was none, or where that is not known."""
    if status is None or status < 400:
        return None
    classes = _BY_CLIENT.get(client.name)
    if classes is not None:
        return classes.by_status.get(status, classes.of_a_server if status >= 500 else classes.of_another)
    if client.deployment_headers:
        name = _name_of_ai_sdk(client, status, error_type)
    elif client.name == "ai-sdk-anthropic":
        name = "AI_APICallError"
    else:
        return None
    return f"AI_RetryError (last error: {name})" if status in _RETRIED or status >= 500 else name


def _name_of_ai_sdk(client: Client, status: int, error_type: str | None) -> str:
    if error_type is None:
        return "GatewayAuthenticationError" if status == 401 else "GatewayResponseError"
    if error_type == "not_found" and client.protocol == "v4":
        return "GatewayNotFoundError"
    return _BY_TYPE.get(error_type, "GatewayInternalServerError")
