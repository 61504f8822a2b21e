"""What the classes mean that the clients of the gateway throw."""

from gateway_probe.clients import client_of
from gateway_probe.document.judgement import NextStep
from gateway_probe.glossary.word import CLIENT, declare_word
from gateway_probe.register import step

_OPENAI = "https://github.com/openai/openai-python#handling-errors"
_ANTHROPIC, _LITELLM, _PYDANTIC = (
    f"{client_of(name).release.partition(',')[0]}, its exceptions" for name in ("anthropic", "litellm", "pydantic-ai")
)
_INSIDE = step(
    "Print the type that the gateway sent: it is in error.cause.data.error.type (of lastError, where there is one)."
)


def _class(
    code: str, title: str, meaning: str, *leads_to: str, source: str = CLIENT, steps: tuple[NextStep, ...] = (_INSIDE,)
) -> None:
    declare_word("client-error", code, title, meaning, *leads_to, sources=(source,), whose="client", steps=steps)


_class(
    "GatewayInternalServerError",
    "The AI SDK's class for every type that it does not know",
    "With 500 and above it is a fault of the server. With 402 or 403 it is none: the gateway refused for a reason that this class hides "
    "(tier, card, money, no provider). `type` reads internal_server_error, `isRetryable` false.",
    "byok-needs-paid-tier",
    "free-tier-model-restricted",
    "no-card-on-file",
    "free-credit-used-up",
    "budget-reached",
    "gateway-5xx",
)
_class(
    "GatewayAuthenticationError",
    "The AI SDK was answered 401",
    "generateText replaces the gateway's words by its own, 'Unauthenticated request to AI Gateway', without status and cause: whether the key "
    "is missing, wrong or revoked cannot be read from it.",
    "key-absent",
    "key-empty",
    "key-invalid-revoked-or-expired",
    "oidc-refused",
    "bad-key-shadows-oidc",
    steps=(),
)
_class("GatewayForbiddenError", "The AI SDK was answered 403 forbidden", "A routing rule denied it; `ruleId` names the rule.",
       "routing-rule-denied")  # fmt: skip
_class("GatewayModelNotFoundError", "The AI SDK was answered 404 model_not_found", "`modelId` names the model.",
       "model-unknown-or-retired", "model-id-without-creator")  # fmt: skip
_class("GatewayNotFoundError", "The AI SDK was answered 404 not_found", "Only the 4.0 line of @ai-sdk/gateway has this class.",
       "base-url-wrong-path")  # fmt: skip
_class("GatewayInvalidRequestError", "The AI SDK was answered 400", "The gateway calls the request invalid.",
       "request-refused-as-invalid", "options-refused")  # fmt: skip
_class("GatewayRateLimitError", "The AI SDK was answered 429", "It asks three times and then throws AI_RetryError around this.",
       "free-tier-rate-limit", "provider-rate-limit")  # fmt: skip
_class("GatewayResponseError", "The AI SDK could not read the answer", "HTML, an empty body, or JSON without an error: a firewall, "
       "a proxy, or another service at the base URL.", "not-the-gateway", "proxy-or-egress-filter",
       "firewall-blocks-gateway", "base-url-wrong-host")  # fmt: skip
_class("GatewayTimeoutError", "The AI SDK's fetch timed out, or an Anthropic client was answered 504", "No answer came in time: on the "
       "client's side, or on that of a gateway.", "gateway-unreachable", "connect-timeout", "gateway-5xx")  # fmt: skip
_class("AI_RetryError", "The AI SDK asked three times in vain", "429, 408, 409 and 5xx are asked again (maxRetries 2). "
       "`lastError` is the last answer.", "free-tier-rate-limit", "gateway-5xx", "provider-rate-limit")  # fmt: skip
_class("AI_APICallError", "The AI SDK's Anthropic provider was answered an error", "`statusCode` says which, `responseBody` has the "
       "gateway's type and words.", "key-invalid-revoked-or-expired", "byok-needs-paid-tier", "model-unknown-or-retired",
       steps=())  # fmt: skip
_class("AuthenticationError", "An OpenAI or Anthropic client was answered 401", "Key or token is not accepted.",
       "key-invalid-revoked-or-expired", "key-absent", source=_OPENAI, steps=())  # fmt: skip
_class("PermissionDeniedError", "An OpenAI or Anthropic client was answered 403", "`error.body` has the gateway's type.",
       "byok-needs-paid-tier", "free-tier-model-restricted", "team-blocked", source=_OPENAI, steps=())  # fmt: skip
_class("BadRequestError", "An OpenAI or Anthropic client was answered 400", "`error.body` has the gateway's words.",
       "request-refused-as-invalid", "options-refused", source=_OPENAI, steps=())  # fmt: skip
_class("NotFoundError", "An OpenAI or Anthropic client was answered 404", "The model, or the path of the base URL.",
       "model-unknown-or-retired", "base-url-wrong-path", source=_OPENAI, steps=())  # fmt: skip
_class("ConflictError", "An OpenAI or Anthropic client was answered 409", "It asks again by itself first; `error.body` has the gateway's words.",
       "request-refused-as-invalid", source=_OPENAI, steps=())  # fmt: skip
_class("UnprocessableEntityError", "An OpenAI or Anthropic client was answered 422", "`error.body` has the gateway's words.",
       "request-refused-as-invalid", "options-refused", source=_OPENAI, steps=())  # fmt: skip
_class("RateLimitError", "An OpenAI or Anthropic client was answered 429", "The gateway's limit or a provider's.",
       "free-tier-rate-limit", "provider-rate-limit", source=_OPENAI, steps=())  # fmt: skip
_class("APIStatusError", "An OpenAI or Anthropic client was answered another error", "`status_code` says which.",
       "free-credit-used-up", "budget-reached", source=_OPENAI, steps=())  # fmt: skip
_class("APIConnectionError", "An OpenAI or Anthropic client got no answer", "Name, connection, TLS or a header that cannot be sent: "
       "a newline in the key gives this in Python.", "key-trailing-newline", "dns-failure", "gateway-unreachable",
       source=_OPENAI, steps=())  # fmt: skip
_class("InternalServerError", "An OpenAI or Anthropic client was answered 5xx", "A fault of the gateway or of a provider.",
       "gateway-5xx", "provider-route-down-for-model", source=_OPENAI, steps=())  # fmt: skip
_class("PaymentRequiredError", "An Anthropic client was answered 402", "Money or a quota; `error.body` has the gateway's type.",
       "free-credit-used-up", "budget-reached", source=_ANTHROPIC, steps=())  # fmt: skip
_class("OverloadedError", "An Anthropic client was answered 529", "The provider has too much to do.",
       "provider-overloaded-or-slow", source=_ANTHROPIC, steps=())  # fmt: skip
_class("RequestTimeoutError", "An Anthropic client was answered 408", "The answer says that the request took too long.",
       "gateway-5xx", source=_ANTHROPIC, steps=())  # fmt: skip
_class("ContentTooLargeError", "An Anthropic client was answered 413", "The request is larger than something on the way takes.",
       "proxy-or-egress-filter", source=_ANTHROPIC, steps=())  # fmt: skip
_class("PreconditionFailedError", "An Anthropic client was answered 412", "No such answer of the gateway is known: something on the way may give it.",
       "proxy-or-egress-filter", "not-the-gateway", source=_ANTHROPIC, steps=())  # fmt: skip
_class("RequestHeaderFieldsTooLargeError", "An Anthropic client was answered 431", "The headers are larger than something on the way takes.",
       "proxy-or-egress-filter", source=_ANTHROPIC, steps=())  # fmt: skip
_class("ClientClosedRequestError", "An Anthropic client was answered 499", "Something on the way says that the client gave up.",
       "proxy-or-egress-filter", source=_ANTHROPIC, steps=())  # fmt: skip
_class("HTTPNotImplementedError", "An Anthropic client was answered 501", "What answers does not know the request: another service may be at "
       "the base URL.", "not-the-gateway", "base-url-wrong-host", source=_ANTHROPIC, steps=())  # fmt: skip
_class("BadGatewayError", "LiteLLM was answered 502", "A fault of the gateway or of a provider.",
       "gateway-5xx", "provider-route-down-for-model", source=_LITELLM, steps=())  # fmt: skip
_class("ServiceUnavailableError", "An Anthropic client or LiteLLM was answered 503", "A fault of the gateway or of a provider.",
       "gateway-5xx", "provider-route-down-for-model", source=_ANTHROPIC, steps=())  # fmt: skip
_class("APIError", "LiteLLM was answered 402, 403 or another error that it has no class for", "Its message holds the gateway's words; a "
       "refusal of the tier is one.", "byok-needs-paid-tier", "free-credit-used-up", "team-blocked", source=_LITELLM, steps=())  # fmt: skip
_class("ModelAuthenticationError", "Pydantic AI was answered 401 or 403", "A key that is not accepted, or a refusal that is none of the key: "
       "`body` has the gateway's type.", "key-invalid-revoked-or-expired", "byok-needs-paid-tier", source=_PYDANTIC, steps=())  # fmt: skip
_class("ModelQuotaExceededError", "Pydantic AI was answered 402", "Money or a quota; `body` has the gateway's type.",
       "free-credit-used-up", "budget-reached", source=_PYDANTIC, steps=())  # fmt: skip
_class("ModelNotFoundError", "Pydantic AI was answered 404", "The model, or the path of the base URL.",
       "model-unknown-or-retired", source=_PYDANTIC, steps=())  # fmt: skip
_class("ModelRequestRejectedError", "Pydantic AI was answered 400 or 422", "`body` has the gateway's words.",
       "request-refused-as-invalid", "options-refused", source=_PYDANTIC, steps=())  # fmt: skip
_class("ModelRateLimitError", "Pydantic AI was answered 429", "The gateway's limit or a provider's.",
       "free-tier-rate-limit", "provider-rate-limit", source=_PYDANTIC, steps=())  # fmt: skip
_class("ModelHTTPError", "Pydantic AI was answered another error", "`status_code` says which, `body` has the gateway's type.",
       "dependency-not-available", source=_PYDANTIC, steps=())  # fmt: skip
_class("ModelUnavailableError", "Pydantic AI was answered 503", "A fault of the gateway or of a provider.",
       "gateway-5xx", "provider-route-down-for-model", source=_PYDANTIC, steps=())  # fmt: skip
_class("ModelOverloadedError", "Pydantic AI was answered 529", "The provider has too much to do.",
       "provider-overloaded-or-slow", source=_PYDANTIC, steps=())  # fmt: skip
_class("ModelServerError", "Pydantic AI was answered 5xx", "A fault of the gateway or of a provider.",
       "gateway-5xx", "provider-route-down-for-model", source=_PYDANTIC, steps=())  # fmt: skip
