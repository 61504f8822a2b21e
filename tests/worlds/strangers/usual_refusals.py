"""The usual refusals, as real people met them: each in several wordings, through several doors, and to be told as such."""

from dataclasses import replace

from tests.standin import Answer, Credential, Gateway, Key, Rule, Team, Token, Where, Words
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.strangers.asked import AS, both, worded
from tests.worlds.world import KEY, World, on_vercel

INNOCENT = FACTORS | OTHER_TEAM | KEY_IS_BAD
CLIENTS = (
    "AI SDK 7",
    "AI SDK 6",
    "OpenAI's client",
    "Responses",
    "Anthropic's client",
    "Claude Code",
    "LiteLLM",
    "AI SDK 5",
    "Pydantic AI",
    "Python's AI SDK",
)
TOP_UP = "https://vercel.com/d?to=%2F%5Bteam%5D%2F%7E%2Fai%3Fmodal%3Dtop-up"
CARD = "https://vercel.com/d?to=%2F%5Bteam%5D%2F%7E%2Fai%3Fmodal%3Dadd-credit-card"


def told(
    *codes: str, claims: frozenset[str] = frozenset(), named: tuple[tuple[str, ...], ...] = (), sure: bool = True
) -> May:
    """Failing for one of these, and no innocent one is blamed."""
    return May(("failing",), codes, named, at_least="likely" if sure else "possible", not_claimed=INNOCENT - claims)


SAID: tuple[tuple[str, Team, May, tuple[Answer, ...], str], ...] = (
    ("the tier's gate", parts.FREE_WITH_BYOK, told("byok-needs-paid-tier"), (
        worded(403, "byok_requires_paid_credits", f"Bring Your Own Key (BYOK) is available only with paid credits. Purchase at {TOP_UP}"),
        worded(403, "byok_requires_paid_credits", "BYOK requires purchased credits."),
        worded(403, "byok_requires_paid_credits", ""),
        worded(402, "byok_requires_paid_credits", "Bring Your Own Key (BYOK) is available only with paid credits."),
    ), ""),
    ("no card", parts.NO_CARD, told("no-card-on-file"), (
        worded(403, "customer_verification_required", f"AI Gateway requires a valid credit card on file to service requests. Please visit {CARD} to add a card and unlock your free credits."),
        worded(403, "customer_verification_required", "Add a payment method."),
        worded(402, "customer_verification_required", "AI Gateway requires a valid credit card on file to service requests."),
    ), ""),
    ("no money", parts.NO_MONEY, told("byok-blocked-at-zero-balance", "free-credit-used-up"), (
        worded(402, "insufficient_funds", f"Insufficient funds. Please add credits to your account to continue using AI services. {TOP_UP}"),
        worded(402, "insufficient_funds", "Your credit balance is depleted."),
        worded(402, "insufficient_funds", ""),
    ), ""),
    ("a budget", parts.SPENT, told("budget-reached"), (
        worded(402, "quota_for_entity_exceeded", "Project budget exceeded. Current spend: $200.00, limit: $200.00."),
        worded(429, "quota_for_entity_exceeded", 'Quota limit exceeded for "api_key_id_fake". Current spend: $20.00, limit: $20.00.'),
        worded(403, "quota_for_entity_exceeded", "Team budget exceeded."),
    ), ""),
    ("a rule", parts.DENIED, told("routing-rule-denied"), (
        worded(403, "forbidden", "Request denied by routing rule", ruleId="rule_FAKE"),
        worded(403, "forbidden", "This model is not allowed here.", ruleId="rule_FAKE2", name="ForbiddenError"),
    ), ""),
    ("a model for payers", parts.FREE, told("free-tier-model-restricted"), (
        worded(403, "no_providers_available", f"Free tier users do not have access to this model. Upgrade to paid credits at {TOP_UP} for unrestricted access.", name="RestrictedModelsError"),
        worded(403, "no_providers_available", "Free credits temporarily have restricted access due to abuse. Please purchase credits to continue.", name="RestrictedModelsError"),
        worded(403, "no_providers_available", "Free tier users do not have access to this model.", name="RestrictedModelsError", statusCode=403),
    ), "anthropic/claude-sonnet-4.5"),
    ("the free limit", replace(parts.FREE, free_requests=0), told("free-tier-rate-limit"), (
        worded(429, "rate_limit_exceeded", "Free tier requests on this model are rate-limited. Upgrade to paid credits for unrestricted access."),
        worded(429, "rate_limit_exceeded", "Free tier requests on this model are rate-limited. Please try again later.").with_headers(retry_after="17"),
        worded(429, "rate_limit_exceeded", "Free tier users are rate limited on this model.").with_headers(retry_after="Wed, 25 Nov 2026 12:00:00 GMT"),
    ), ""),
    ("an allowlist", parts.NOT_ALLOWED, told("provider-or-model-allowlist"), (
        worded(403, "no_providers_available", "Your team has restricted access to this provider. Contact your administrator. Providers considered: openai, azure", name="RestrictedProvidersError"),
        worded(403, "no_providers_available", "Your team has restricted access to this provider.", name="RestrictedProvidersError", statusCode=403),
    ), ""),
    ("a model that is gone", Team(), told("model-unknown-or-retired"), (
        worded(404, "model_not_found", "Model 'openai/gpt-4.1-retired' not found", modelId="openai/gpt-4.1-retired"),
        worded(404, "model_not_found", "The model does not exist."),
        worded(400, "model_not_found", "Model openai/gpt-4.1-retired was not found.", modelId="openai/gpt-4.1-retired"),
    ), "openai/gpt-4.1-retired"),
    ("a model without its creator", Team(), told("model-id-without-creator"), (
        worded(404, "model_not_found", "Model 'gpt-5.4-mini' not found", modelId="gpt-5.4-mini"),
        worded(400, "invalid_request_error", "Invalid model id: gpt-5.4-mini"),
    ), "gpt-5.4-mini"),
    # An app may ask an image model at the image door, where nothing is wrong: the kind is to be found, not blamed.
    ("a model of another kind", Team(), May(("failing", "inconclusive"), found=(("model-of-wrong-kind",),), not_claimed=INNOCENT | MONEY), (
        worded(400, "invalid_request_error", "Model 'google/imagen-5' is not a language model", name="ModelTypeMismatchError"),
        worded(400, "invalid_request_error", "Model google/imagen-5 has type image, expected language", name="ModelTypeMismatchError", statusCode=400),
    ), "google/imagen-5"),
    ("a fault inside", Team(), told("gateway-5xx", sure=False), (
        worded(500, "internal_server_error", "Failed to initialize model database"),
        worded(503, "internal_server_error", "Service temporarily unavailable. Please try again later."),
        worded(502, "internal_server_error", "Bad gateway"),
    ), ""),
    ("a dependency", Team(), told("dependency-not-available", sure=False), (
        worded(424, "failed_dependency", "A dependency of this request failed."),
        worded(424, "failed_dependency", "Feature not available with BYOK credentials.", statusCode=424),
    ), ""),
    ("words of tomorrow", Team(), May(("failing", "inconclusive"), not_claimed=INNOCENT | MONEY), (
        worded(403, "residency_required", "This team has to choose a data residency first."),
        worded(400, "unsupported_parameter", "maxOutputTokens is not supported for this model."),
        worded(423, "account_locked", "Locked."),
        worded(451, "unavailable_for_legal_reasons", "Not available."),
    ), ""),
)  # fmt: skip


def blocked(client: str, answer: Answer) -> World:
    """The block is on everything, credits too."""
    rules = (Rule(Where("generate"), answer), Rule(Where("credits", credential=("key", "token")), answer))
    return both(
        parts.BLOCKED,
        told("team-blocked", named=(("card-not-accepted",),)),
        f"a block: {answer.status} {answer.body['error']['message']!r}",
        *rules,
        client=client,
    )


SPOKEN = tuple(
    both(team, may, f"{name}: {answer.status}, wording {number}", Rule(Where("generate", model=model) if model else Where("generate", model="openai/gpt-5.4-mini") if team.tier == "free" and "limit" not in name else Where("generate"), answer), client=CLIENTS[(row + number) % len(CLIENTS)], **({"GATEWAY_PROBE_MODEL": model} if model else {}))
    for row, (name, team, may, answers, model) in enumerate(SAID) for number, answer in enumerate(answers, 1)
)  # fmt: skip
BLOCKS = tuple(
    blocked(client, answer) for client, answer in (("AI SDK 7", worded(403, "access_denied", "Forbidden.")), ("OpenAI's client", worded(403, "access_denied", "Forbidden")), ("Claude Code", worded(403, "access_denied", "Access denied.")))
)  # fmt: skip

FROM_PROVIDERS: tuple[tuple[str, str, str, str | Words, May], ...] = (
    ("azure", "openai/gpt-5.4-mini", "a bad Azure key", "bad-key", told("byok-azure-wrong-key-or-resource")),
    ("azure", "openai/gpt-5.4-mini", "no such deployment at Azure", "no-deployment", told("byok-azure-deployment-name")),
    ("azure", "openai/gpt-5.4-mini", "an address as Azure's resource", "url-as-resource", told("byok-azure-resource-name-is-url")),
    ("azure", "openai/gpt-5.4-mini", "Azure's limit", "rate-limit", told("provider-rate-limit")),
    ("azure", "openai/gpt-5.4-mini", "Azure lets nobody in by its network", "network", told("byok-credential-refused", "byok-azure-wrong-key-or-resource", "provider-refuses", sure=False)),
    ("openai", "openai/gpt-5.4-mini", "a bad OpenAI key", "bad-key", told("byok-credential-refused")),
    ("openai", "openai/gpt-5.4-mini", "no quota at OpenAI", "no-funds", told("upstream-account-out-of-funds", "provider-rate-limit", named=(("upstream-account-out-of-funds",),))),
    ("openai", "openai/gpt-5.4-mini", "OpenAI's limit", "rate-limit", told("provider-rate-limit")),
    ("openai", "openai/gpt-5.4-mini", "a country that OpenAI does not serve", "region", told("region-refused-by-provider")),
    ("openai", "openai/gpt-5.4-mini", "a key of OpenAI that may do nothing", "no-permission", told("byok-credential-refused")),
    ("anthropic", "anthropic/claude-sonnet-4.5", "a bad Anthropic key", "bad-key", told("byok-credential-refused")),
    ("anthropic", "anthropic/claude-sonnet-4.5", "no money at Anthropic", "no-funds", told("upstream-account-out-of-funds")),
    ("anthropic", "anthropic/claude-sonnet-4.5", "Anthropic is overloaded", "overloaded", told("provider-overloaded-or-slow", "provider-route-down-for-model")),
    ("google", "google/gemini-3-flash", "a bad Google key", "bad-key", told("byok-credential-refused")),
    ("google", "google/gemini-3-flash", "a leaked Google key", "leaked", told("byok-credential-refused")),
    ("google", "google/gemini-3-flash", "Google's limit", "rate-limit", told("provider-rate-limit", "upstream-account-out-of-funds", named=(("provider-rate-limit",),))),
    ("google", "google/gemini-3-flash", "a place that Google does not serve", "region", told("region-refused-by-provider")),
    ("vertex", "google/gemini-3-flash", "a key of Vertex that is no PEM", "malformed", told("byok-structured-credential-malformed")),
    ("vertex", "google/gemini-3-flash", "an account of Vertex without rights", "no-permission", told("byok-credential-refused")),
    ("bedrock", "anthropic/claude-sonnet-4.5", "a bad secret of Bedrock", "bad-key", told("byok-credential-refused")),
    ("bedrock", "anthropic/claude-sonnet-4.5", "a model that Bedrock has not opened", "no-permission", told("byok-credential-refused", "provider-refuses", sure=False)),
    ("zai", "zai/glm-5", "no money at z.ai", "no-funds", told("upstream-account-out-of-funds")),
    ("azure", "openai/gpt-5.4-mini", "Azure's filter of contents", Words(400, "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.", "", "content_filter"), told("provider-refuses", sure=False)),
    ("openai", "openai/gpt-5.4-mini", "an organization that OpenAI wants verified", Words(403, "Your organization must be verified to use the model.", "invalid_request_error", "unverified"), told("byok-credential-refused", "provider-refuses", sure=False)),
)  # fmt: skip


def refused_by(number: int, provider: str, model: str, name: str, outcome: str | Words, may: May) -> World:
    """The team's own credential is tried alone: the gateway has none."""
    client = CLIENTS[number % 5]
    team = Team(stored={provider: Credential(outcome)})
    place = on_vercel(KEY, Token(team)).having({**AS[client], "GATEWAY_PROBE_MODEL": model})
    providers = next(item for item in Gateway().models if item.id == model).providers
    gateway = Gateway(
        (Key(KEY, team),),
        (Token(team),),
        system=dict.fromkeys(providers, "none"),
        metadata="old" if number % 3 == 2 else "new",
    )
    return World(
        f"by a provider: {name}, asked as {client}",
        place,
        gateway,
        replace(may, not_claimed=may.not_claimed | MONEY | {"routing-rule-denied"}),
    )


BY_PROVIDERS = tuple(refused_by(number, *row) for number, row in enumerate(FROM_PROVIDERS))
OPTIONS = (
    both(Team(), told("only-filter-matches-nothing", "options-refused", claims=frozenset({"options-refused"}), named=(("only-filter-matches-nothing",),)), "`only` names no provider of the model", GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["groq"])),
    both(Team(), told("only-filter-matches-nothing", "options-refused", claims=frozenset({"options-refused"}), named=(("only-filter-matches-nothing",),)), "`only` names no provider of the model", client="OpenAI's client", GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["openia"])),
    both(Team(), told("options-refused", "only-filter-matches-nothing", "zdr-skips-byok", "team-filter-leaves-no-provider", claims=frozenset({"options-refused"})), "no provider keeps no data", GATEWAY_PROBE_MODEL="zai/glm-5", GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(zeroDataRetention=True)),
    both(Team(filter_name="HipaaComplianceError"), told("team-filter-leaves-no-provider", sure=False), "a setting for health data leaves no provider"),
    both(Team(filter_name="DisallowPromptTrainingError"), told("team-filter-leaves-no-provider", sure=False), "a setting against training leaves no provider", client="Responses"),
)  # fmt: skip
WORLDS = (*SPOKEN, *BLOCKS, *BY_PROVIDERS, *OPTIONS)
