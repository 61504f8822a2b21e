"""Error types as the gateway sends them in `error.type`."""

from functools import partial

from gateway_probe.glossary.word import (
    AUTHENTICATION,
    BUDGETS,
    BYOK,
    CLIENT,
    FAQ,
    GETTING_STARTED,
    MODELS,
    RATE_LIMITS,
    REST,
    ROUTING_RULES,
    declare_word,
)

_type = partial(declare_word, "error-type")

_type("byok_requires_paid_credits", "The gateway wants purchased credits for a request that would use a provider credential of the team",
      "403. Bring Your Own Key belongs to the paid tier, which the first purchase of credits starts; free credit "
      "does not. It is refused before any provider is tried. A positive balance is no contradiction: free credit "
      "shows as one. Where the same key is served elsewhere, the team, the tier or where the request says it "
      "comes from differs.",
      "byok-needs-paid-tier", "purchase-not-effective-yet", "key-of-other-team",
      "refusal-depends-on-origin", "positive-balance-is-free-credit",
      sources=(BYOK, "https://vercel.com/docs/ai-gateway/pricing"))  # fmt: skip
_type("authentication_error", "The gateway does not accept the key or token",
      "401. Key or OIDC token is missing, wrong, revoked or expired. A key that is set wins over a token, even a "
      "bad one.",
      "key-absent", "key-empty", "key-invalid-revoked-or-expired", "key-is-provider-key",
      "bad-key-shadows-oidc", "oidc-refused", sources=(AUTHENTICATION, CLIENT))  # fmt: skip
_type("no_providers_available", "The gateway has no provider that this request may use",
      "403, in older answers 400. The model is outside the free tier, or a filter, an allowlist or zero data "
      "retention leaves no provider. `error.param.name` tells which: RestrictedModelsError is the tier, "
      "RestrictedProvidersError an allowlist.",
      "free-tier-model-restricted", "provider-or-model-allowlist", "team-filter-leaves-no-provider",
      "only-filter-matches-nothing", sources=(GETTING_STARTED, FAQ))  # fmt: skip
_type("customer_verification_required", "The team has to put a valid card on file first",
      "403. The free credits too can be used only with a card on file. The list of credits is answered all the "
      "same.",
      "no-card-on-file", "card-not-accepted", sources=(GETTING_STARTED,))  # fmt: skip
_type("insufficient_funds", "The team has no positive balance of gateway credits",
      "402. The gateway checks this before it tries a provider, for requests with a credential of the team's own "
      "as well.",
      "free-credit-used-up", "byok-blocked-at-zero-balance", "upstream-account-out-of-funds",
      sources=(GETTING_STARTED, "vercel/ai #11280"))  # fmt: skip
_type("quota_for_entity_exceeded", "A budget is used up",
      "402. Budgets exist for the team, a project, a key and a user; the message names which one, and its spend "
      "and limit.",
      "budget-reached", sources=(BUDGETS,))  # fmt: skip
_type("access_denied", "The team is blocked from the gateway",
      "403. The credits are refused with the same words. Vercel's staff lifts such a block; buying credits does "
      "not.",
      "team-blocked", sources=("https://community.vercel.com/t/36724",))  # fmt: skip
_type("forbidden", "A routing rule of the team denies the request",
      "403. `error.param.ruleId` names the rule.",
      "routing-rule-denied", sources=(ROUTING_RULES,))  # fmt: skip
_type("model_not_found", "The gateway does not know this model",
      "404. Model ids are `creator/model`, in lower case; ids come and go.",
      "model-unknown-or-retired", "model-id-without-creator", "model-of-wrong-kind",
      sources=(MODELS, CLIENT))  # fmt: skip
_type("model_unavailable_in_region", "The model may not be used from this region or with this data rule",
      "403. Region of the function, regional inference or zero data retention leave nothing that may serve it.",
      "region-refused-by-provider", "team-filter-leaves-no-provider", sources=(FAQ,))  # fmt: skip
_type("not_found", "Nothing at this address",
      "404. The path is not one of the gateway's, or the generation is not known (yet): records come some seconds"
      " late.",
      "base-url-wrong-path", sources=(REST,))  # fmt: skip
_type("invalid_request_error", "The gateway calls the request invalid",
      "400. The body lacks something, an option is unknown, or the model is of another kind (for example an "
      "embedding model).",
      "request-refused-as-invalid", "options-refused", "only-filter-matches-nothing",
      "model-of-wrong-kind", sources=(REST,))  # fmt: skip
_type("rate_limit_exceeded", "Too many requests",
      "429. The gateway limits the free tier alone; a provider's own limit arrives with the same status. The AI "
      "SDK asks three times.",
      "free-tier-rate-limit", "provider-rate-limit", sources=(RATE_LIMITS,))  # fmt: skip
_type("failed_dependency", "Something that the request needs is not available",
      "424. A feature that the request asks for is not there on the credentials that may be used.",
      "dependency-not-available", sources=(CLIENT,))  # fmt: skip
_type("internal_server_error", "A fault inside the gateway, or the AI SDK's word for a type that it does not know",
      "500 where the gateway sent it. In an exception of the AI SDK with a status of 402 or 403 it is no fault of"
      " the server: the client has no class for the type that was sent. The real one is in "
      "`error.cause.data.error.type`.",
      "gateway-5xx", "byok-needs-paid-tier", "free-tier-model-restricted", sources=(CLIENT,))  # fmt: skip
_type("response_error", "The AI SDK could not read the answer as one of the gateway",
      "The body is no JSON error of the gateway: HTML of a firewall or proxy, an empty body, another service at a"
      " base URL.",
      "not-the-gateway", "proxy-or-egress-filter", "firewall-blocks-gateway", "base-url-wrong-host",
      sources=(CLIENT,), whose="client")  # fmt: skip
_type("AI_APICallError", "A provider's refusal that the gateway passes on",
      "The gateway tried a provider and was refused. The words are the provider's, and a key in them is the "
      "provider's key.",
      "provider-refuses", "byok-credential-refused", sources=(CLIENT,), whose="provider")  # fmt: skip
