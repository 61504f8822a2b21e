"""HTTP statuses, as the gateway, its platform and providers use them."""

from gateway_probe.glossary.word import GETTING_STARTED, RATE_LIMITS, REST, declare_word
from gateway_probe.register import Owner

_HTTP = "RFC 9110, section 15"
_PLATFORM = "https://vercel.com/docs/errors"


def _status(code: str, title: str, meaning: str, source: str, *leads_to: str, whose: Owner = "gateway") -> None:
    declare_word("status", code, title, meaning, *leads_to, sources=(source, _HTTP), whose=whose)


_status("200", "Served", "An error may still travel inside it: as an event of a stream, or as JSON without content.", REST,
        "error-inside-200-stream", "served-empty", "stream-broken")  # fmt: skip
_status("400", "The request is called invalid", "Body, option or kind of model; the message says which.", REST,
        "request-refused-as-invalid", "options-refused", "model-of-wrong-kind")  # fmt: skip
_status("401", "The credential is not accepted", "From the gateway: the key or token. Without JSON: Deployment Protection "
        "of a Vercel deployment, which is another door.", REST,
        "key-invalid-revoked-or-expired", "key-absent", "oidc-refused")  # fmt: skip
_status("402", "Money", "No positive balance, or a budget is used up; the type tells which.", GETTING_STARTED,
        "free-credit-used-up", "budget-reached", "byok-blocked-at-zero-balance")  # fmt: skip
_status("403", "Refused although the credential is known", "Tier, card, block, routing rule or allowlist; the type tells "
        "which. With `x-vercel-mitigated` it is the firewall.", GETTING_STARTED,
        "byok-needs-paid-tier", "free-tier-model-restricted", "team-blocked", "firewall-blocks-gateway")  # fmt: skip
_status("404", "Not found", "The model, or the path of a base URL.", REST,
        "model-unknown-or-retired", "base-url-wrong-path")  # fmt: skip
_status("405", "The address does not take this request", "A base URL that ends otherwise than the client expects makes an "
        "address that does not exist.", "vercel/ai #10325", "base-url-wrong-path", "base-url-wrong-host")  # fmt: skip
_status("408", "Timed out", "Nobody answered in time; the AI SDK asks again.", REST, "gateway-unreachable")
_status("424", "A dependency failed", "What the request needs is not available on the usable credentials.", REST,
        "dependency-not-available")  # fmt: skip
_status("429", "Too many requests", "The gateway's limit of the free tier, a provider's limit, or, with "
        "`x-vercel-mitigated`, the firewall.", RATE_LIMITS,
        "free-tier-rate-limit", "provider-rate-limit", "firewall-blocks-gateway")  # fmt: skip
_status("500", "A fault of a server", "The gateway's or a provider's; the attempts in the answer tell whose.", REST,
        "gateway-5xx", "provider-route-down-for-model")  # fmt: skip
_status("502", "A bad gateway", "Something between could not get an answer.", _PLATFORM, "gateway-5xx",
        "proxy-or-egress-filter", whose="platform")  # fmt: skip
_status("503", "Not available", "The gateway or a provider is overloaded or down.", REST,
        "gateway-5xx", "provider-overloaded-or-slow")  # fmt: skip
_status("504", "The function or a server behind it took too long", "On Vercel: FUNCTION_INVOCATION_TIMEOUT. The app's own "
        "time limit, not the gateway's refusal.", _PLATFORM, "provider-overloaded-or-slow", whose="platform")  # fmt: skip
_status("529", "The provider is overloaded", "A status of Anthropic's, passed on.", REST,
        "provider-overloaded-or-slow", whose="provider")  # fmt: skip
