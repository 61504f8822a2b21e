"""How providers refuse, in their own words and with the status that each of them uses.

The texts are those of the providers' public error references; the gateway passes them on inside `param.error`.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Words:
    """A provider's refusal. Without a status the request never reached it."""

    status: int | None
    message: str
    kind: str = ""
    code: str | None = None
    form: Any = field(default=None, hash=False)
    """The whole body, where it is not in the form that the provider has in common with others."""

    def body(self, provider: str) -> Any:
        """The body in the provider's own form."""
        if self.form is not None:
            return self.form
        if provider in {"google", "vertex"}:
            return {"error": {"code": self.status, "message": self.message, "status": self.kind}}
        if provider in {"anthropic", "vertexAnthropic"}:
            return {"type": "error", "error": {"type": self.kind, "message": self.message}}
        if provider == "bedrock":
            return {"message": self.message, "__type": self.kind}
        return {"error": {"message": self.message, "type": self.kind or None, "param": None, "code": self.code}}


_QUOTA = "You exceeded your current quota, please check your plan and billing details."
_SUBSCRIPTION = (
    "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an"
    " active subscription and use a correct regional API endpoint for your resource."
)
_DEPLOYMENT = (
    "The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes,"
    " please wait a moment and try again."
)

WORDS: dict[tuple[str, str], Words] = {
    ("azure", "bad-key"): Words(401, _SUBSCRIPTION, "", "401"),
    ("azure", "no-permission"): Words(
        403, "The principal lacks the required data action to perform this operation.", "", "PermissionDenied"
    ),
    ("azure", "network"): Words(403, "Access denied due to Virtual Network/Firewall rules.", "", "AccessDenied"),
    ("azure", "no-deployment"): Words(404, _DEPLOYMENT, "", "DeploymentNotFound"),
    ("azure", "url-as-resource"): Words(
        None, "getaddrinfo ENOTFOUND https://fake.openai.azure.com.openai.azure.com", "", "ENOTFOUND"
    ),
    ("azure", "rate-limit"): Words(
        429,
        "Requests have exceeded the call rate limit of your current pricing tier. Retry after 6 seconds.",
        "",
        "429",
    ),
    ("openai", "bad-key"): Words(
        401,
        "Incorrect API key provided: sk-FAKE. You can find your API key in your account.",
        "invalid_request_error",
        "invalid_api_key",
    ),
    ("openai", "no-permission"): Words(
        403,
        "You have insufficient permissions for this operation. Missing scopes: model.request.",
        "invalid_request_error",
        "missing_scope",
    ),
    ("openai", "no-funds"): Words(429, _QUOTA, "insufficient_quota", "insufficient_quota"),
    ("openai", "rate-limit"): Words(
        429, "Rate limit reached for requests per min. Please try again in 1s.", "requests", "rate_limit_exceeded"
    ),
    ("openai", "region"): Words(
        403, "Country, region, or territory not supported", "request_forbidden", "unsupported_country_region_territory"
    ),
    ("openai", "no-model"): Words(
        404, "The model does not exist or you do not have access to it.", "invalid_request_error", "model_not_found"
    ),
    ("google", "bad-key"): Words(400, "API key not valid. Please pass a valid API key.", "INVALID_ARGUMENT"),
    ("google", "no-permission"): Words(
        403, "Generative Language API has not been used in this project before or it is disabled.", "PERMISSION_DENIED"
    ),
    ("google", "leaked"): Words(
        403, "Your API key was reported as leaked. Please use another API key.", "PERMISSION_DENIED"
    ),
    ("google", "rate-limit"): Words(429, _QUOTA, "RESOURCE_EXHAUSTED"),
    ("google", "region"): Words(400, "User location is not supported for the API use.", "FAILED_PRECONDITION"),
    ("vertex", "bad-key"): Words(
        401, "Request had invalid authentication credentials. Expected OAuth 2 access token.", "UNAUTHENTICATED"
    ),
    ("vertex", "no-permission"): Words(
        403, "Permission 'aiplatform.endpoints.predict' denied on resource.", "PERMISSION_DENIED"
    ),
    ("vertex", "malformed"): Words(None, "error:1E08010C:DECODER routines::unsupported"),
    ("anthropic", "bad-key"): Words(401, "invalid x-api-key", "authentication_error"),
    ("anthropic", "no-permission"): Words(
        403, "Your API key does not have permission to use the specified resource.", "permission_error"
    ),
    ("anthropic", "no-funds"): Words(
        400,
        "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing.",
        "invalid_request_error",
    ),
    ("anthropic", "rate-limit"): Words(
        429, "This request would exceed your organization's rate limit.", "rate_limit_error"
    ),
    ("anthropic", "overloaded"): Words(529, "Overloaded", "overloaded_error"),
    ("bedrock", "bad-key"): Words(
        403, "The security token included in the request is invalid.", "UnrecognizedClientException"
    ),
    ("bedrock", "no-permission"): Words(
        403, "You don't have access to the model with the specified model ID.", "AccessDeniedException"
    ),
    ("bedrock", "rate-limit"): Words(429, "Too many requests, please wait before trying again.", "ThrottlingException"),
    ("zai", "no-funds"): Words(429, "Insufficient balance or no resource package. Please recharge.", "", "1113"),
}

_ANYWHERE = {
    "bad-key": Words(401, "Unauthorized", "unauthorized"),
    "rate-limit": Words(429, "Too Many Requests", "rate_limit_error"),
    "no-funds": Words(402, "Insufficient Balance", "insufficient_balance"),
    "overloaded": Words(503, "The server is currently overloaded. Please try again later.", "server_error"),
    "timeout": Words(408, "Request timed out.", "timeout_error"),
    "down": Words(503, "Service Unavailable", "service_unavailable"),
    "forbidden": Words(403, "Forbidden", "forbidden"),
    "bad-request": Words(400, "Unsupported parameter: 'max_output_tokens'.", "invalid_request_error"),
}


def words_of(provider: str, outcome: str | Words) -> Words:
    """The provider's words for an outcome; providers without words of their own share some."""
    if isinstance(outcome, Words):
        return outcome
    return WORDS.get((provider, outcome)) or _ANYWHERE[outcome]
