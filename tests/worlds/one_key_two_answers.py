"""One key, one model, one minute, and two answers: what is said of the whole team or the key cannot hold in one place alone."""

from dataclasses import replace
from functools import partial

from tests.standin import Answer, Credential, Gateway, Key, Team, Token, error_body
from tests.worlds import parts
from tests.worlds.expectation import OTHER_TEAM
from tests.worlds.places import Places, Seen, explained, pair
from tests.worlds.usual_places import LOCAL, PREVIEW, PRODUCTION, REVOKED, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, on_laptop, on_vercel

preview_by = partial(on_vercel, environment="preview")
NOT_OTHERS = OTHER_TEAM | {"different-key-same-length", "env-changed-not-redeployed"}
REVOKED_NOW = Gateway((Key(KEY, parts.PAID, revoked=True),))
INVALID = "key-invalid-revoked-or-expired"
SAME = "team_FAKEpaid"
PAID_TOKEN, PAID_PREVIEW = Token(parts.PAID), Token(parts.PAID, environment="preview")
PROVIDER_KEY = "sk-proj-FAKE" + "x" * 40
NO_SUCH_MODEL = replace(WELL, models=tuple(model for model in WELL.models if model.id != "openai/gpt-5.4-mini"))


def refused_here(words: str, gateway: Gateway) -> Places:
    """Production is refused for what would hold of the whole team, and preview is served with the same key at once."""
    may = explained(certain="", not_said=NOT_OTHERS)
    return pair(
        f"{words} in production, and not in preview with the same key", (PRODUCTION, gateway), (PREVIEW, WELL), may
    )


OF_THE_TEAM = (
    refused_here("the team is blocked", parts.by_key_alone(replace(parts.BLOCKED, id=SAME))),
    refused_here("no card is on file", parts.by_key_alone(Team(SAME, "free", card=False))),
    refused_here("the team's budget is spent", parts.by_key_alone(Team(SAME, budget_left=False))),
    refused_here("a routing rule denies", parts.by_key_alone(replace(parts.DENIED, id=SAME))),
    refused_here("an allowlist leaves no provider", parts.by_key_alone(replace(parts.NOT_ALLOWED, id=SAME))),
    refused_here("a team's filter leaves no provider", parts.by_key_alone(Team(SAME, filter_name="HipaaError"))),
    refused_here("BYOK wants the paid tier", parts.by_key_alone(Team(SAME, "free", stored=parts.AZURE))),
    refused_here("the model is unknown", NO_SUCH_MODEL),
    refused_here("the key is unknown", REVOKED_NOW),
    refused_here(
        "the model is for payers",
        parts.by_key_alone(
            Team(SAME, "free"),
            parts.always(
                parts.GENERATE,
                Answer(
                    403,
                    error_body(
                        "Free tier users do not have access to this model.",
                        "no_providers_available",
                        {"name": "RestrictedModelsError", "statusCode": 403},
                    ),
                ),
            ),
        ),
    ),
)


def refused_by_provider(words: str, provider: str, outcome: str, model: str) -> Places:
    """The credential that the team has stored is refused in production, and serves the same key in preview at once."""
    return pair(
        f"{words} in production, and the same stored credential serves preview",
        (on_vercel(KEY, model=model), parts.without_fallback(provider, outcome, model)),
        (preview_by(KEY, model=model), parts.without_fallback(provider, "served", model)),
        explained(certain="", not_said=NOT_OTHERS),
    )


GPT, GEMINI = "openai/gpt-5.4-mini", "google/gemini-3-flash"
BY_PROVIDERS = (
    refused_by_provider("Azure refuses the key", "azure", "bad-key", GPT),
    refused_by_provider("Azure has no such deployment", "azure", "no-deployment", GPT),
    refused_by_provider("Google refuses the key", "google", "bad-key", GEMINI),
    pair(
        "a stored key is refused in production, and the gateway's own credential serves preview behind it",
        (on_vercel(KEY, model=GPT), parts.without_fallback("azure", "bad-key", GPT)),
        (preview_by(KEY, model=GPT), parts.by_key_alone(Team(stored={"azure": Credential("bad-key")}))),
        explained("byok-azure-wrong-key-or-resource", certain="byok-azure-wrong-key-or-resource", not_said=NOT_OTHERS),
    ),
)

AMONG_THE_REFUSED = (
    pair(
        "no money is left in production by its own balance, and the same key has some in preview",
        (PRODUCTION, parts.by_key_alone(Team(SAME, balance="0.00"))),
        (PREVIEW, WELL),
        explained("changed-between-runs", certain="byok-blocked-at-zero-balance", not_said=NOT_OTHERS),
    ),
    pair(
        "the key is unknown in production, and known in preview, which is refused for its tier",
        (PRODUCTION, REVOKED_NOW),
        (PREVIEW, parts.by_key_alone(parts.FREE_WITH_BYOK)),
        explained(certain="byok-needs-paid-tier", outcome="", not_said=NOT_OTHERS),
    ),
    Places(
        "the key is unknown in production and served in preview, and a laptop is served by another",
        (
            Seen("production", PRODUCTION, REVOKED_NOW),
            Seen("preview", PREVIEW, WELL),
            Seen("local", on_laptop(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.PAID),))),
        ),
        explained(certain=""),
    ),
    Places(
        "one revoked key in two places, and a laptop with the good one",
        (
            Seen("production", on_vercel(REVOKED_KEY), REVOKED),
            Seen("preview", preview_by(REVOKED_KEY), REVOKED),
            Seen("local", LOCAL, WELL),
        ),
        explained(
            INVALID,
            certain=INVALID,
            sure=INVALID,
            speaks_of=("production", "preview"),
            not_said=frozenset({"key-of-other-team"}),
        ),
    ),
)

BY_TOKENS = (
    pair(
        "no card by one token of a project, and served by the next",
        (on_vercel(None, Token(Team(SAME, "free", card=False))), Gateway((), (Token(Team(SAME, "free", card=False)),))),
        (preview_by(None, PAID_PREVIEW), Gateway((), (PAID_PREVIEW,))),
        explained(certain="", not_said=NOT_OTHERS),
    ),
    pair(
        "a budget that a token's team has spent, and a key of nobody knows which team",
        (on_vercel(None, Token(parts.SPENT)), Gateway((), (Token(parts.SPENT),))),
        (PREVIEW, WELL),
        explained("budget-reached", certain="budget-reached", sure="budget-reached"),
    ),
    pair(
        "a token is refused in production, and another of the same team serves preview",
        (on_vercel(None, replace(PAID_TOKEN, refused=True)), Gateway((), (replace(PAID_TOKEN, refused=True),))),
        (preview_by(None, PAID_PREVIEW), Gateway((), (PAID_PREVIEW,))),
        explained("oidc-refused", certain="oidc-refused", sure="oidc-refused", not_said=NOT_OTHERS),
    ),
    pair(
        "a provider's key is served at one place's address and refused at the gateway's",
        (on_vercel(PROVIDER_KEY), WELL),
        (preview_by(PROVIDER_KEY), Gateway((Key(PROVIDER_KEY, parts.PAID),))),
        explained(certain=""),
    ),
)

ALIKE_IN_PART = (
    pair(
        "the same key has spent its budget for one model, and another model is served",
        (PRODUCTION, parts.by_key_alone(Team(SAME, budget_left=False))),
        (preview_by(KEY, model="openai/gpt-4o-mini"), WELL),
        explained("budget-reached|model-differs", certain="", not_said=NOT_OTHERS),
    ),
    pair(
        "a rule denies the model to one key, and the same key asks another model",
        (PRODUCTION, parts.by_key_alone(parts.DENIED)),
        (preview_by(KEY, model="openai/gpt-4o-mini"), parts.by_key_alone(parts.DENIED)),
        explained(
            "routing-rule-denied|model-differs",
            certain="routing-rule-denied model-differs",
            sure="routing-rule-denied model-differs",
            not_said=NOT_OTHERS,
        ),
    ),
    pair(
        "one model is unknown to production's gateway, and served to another key elsewhere",
        (PRODUCTION, NO_SUCH_MODEL),
        (preview_by(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.PAID),))),
        explained(certain=""),
    ),
    pair(
        "one filter matches nothing in production and something in preview",
        (
            on_vercel(KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["azure"])),
            replace(WELL, models=tuple(replace(model, providers=("openai",)) for model in WELL.models)),
        ),
        (preview_by(KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["azure"])), WELL),
        explained(certain="", not_said=NOT_OTHERS),
    ),
)

UNDER_OTHER_NAMES = (
    *(
        pair(
            f"production has the key of preview as {name}",
            (on_vercel(None, **{name: KEY}), WELL),  # type: ignore[arg-type]
            (PREVIEW, WELL),
            explained("key-name-near-miss", certain="key-name-near-miss", sure="key-name-near-miss"),
        )
        for name in ("AI_GATEWAY_TOKEN", "NEXT_PUBLIC_AI_GATEWAY_API_KEY")
    ),
    pair(
        "a laptop has an empty key and an expired token, and production a good key",
        (on_laptop("", env_token=parts.EXPIRED_PULL), Gateway((), (parts.EXPIRED_PULL,))),
        (PREVIEW, WELL),
        explained("oidc-expired-locally|key-empty|key-redacted-placeholder", certain="oidc-expired-locally key-empty"),
    ),
    pair(
        "an empty key in production beside no token, and an empty one in preview beside a token",
        (on_vercel(""), Gateway((), (PAID_PREVIEW,))),
        (preview_by("", PAID_PREVIEW), Gateway((), (PAID_PREVIEW,))),
        explained(
            "key-empty|key-absent|oidc-off-or-wrong-link",
            certain="key-empty key-absent oidc-off-or-wrong-link",
            not_said=frozenset({"env-scope-mismatch"}),
        ),
    ),
)

WORLDS = (*OF_THE_TEAM, *BY_PROVIDERS, *AMONG_THE_REFUSED, *BY_TOKENS, *ALIKE_IN_PART, *UNDER_OTHER_NAMES)
