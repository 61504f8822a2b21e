"""Ordinary places beside each other, where what was seen decides: the answer has to be of use, and sure."""

from dataclasses import replace
from functools import partial
from typing import Any

from tests.standin import Credential, Gateway, Key, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.places import BLAMES_KEYS, NOBODYS_FAULT, ORIGIN, Places, Seen, explained, pair
from tests.worlds.usual_places import CLOSED, LAMBDA, LOCAL, PREVIEW, PRODUCTION, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, Place, on_laptop, on_vercel

INVALID = "key-invalid-revoked-or-expired"
preview_by = partial(on_vercel, environment="preview")
PAID_TOKEN, PAID_PREVIEW = Token(parts.PAID), Token(parts.PAID, environment="preview")
PULLED = replace(parts.EXPIRED_PULL)
PROVIDER_KEY = "sk-proj-FAKE" + "x" * 40
At = tuple[Place, Gateway]


def decided(name: str, first: At, second: At, code: str, **more: Any) -> Places:
    """What one of these codes says is the reason, and sure."""
    allowed = str(more.pop("certain", code))
    may = explained(code.replace(" ", "|"), certain=allowed, sure=code, **more)
    return pair(name, first, second, may)


WORLDS = (
    decided(
        "one place holds a revoked key and the token of its team",
        (on_vercel(REVOKED_KEY, PAID_TOKEN), Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),), (PAID_TOKEN,))),
        (preview_by(KEY, PAID_PREVIEW), Gateway((Key(KEY, parts.PAID),), (PAID_PREVIEW,))),
        f"{INVALID} bad-key-shadows-oidc",
        not_said=ORIGIN | {"key-of-other-team"},
    ),
    decided(
        "an id that is misspelt in production alone",
        (on_vercel(KEY, model="openai/gpt-5.4-mimi"), WELL),
        (PREVIEW, WELL),
        "model-unknown-or-retired model-differs",
        not_said=BLAMES_KEYS | ORIGIN,
    ),
    decided(
        "an image model where the others ask one of language",
        (on_vercel(KEY, model="google/imagen-5"), WELL),
        (PREVIEW, WELL),
        "model-of-wrong-kind model-differs",
        not_said=BLAMES_KEYS | ORIGIN,
    ),
    decided(
        "a budget of production's own key",
        (PRODUCTION, Gateway((Key(KEY, parts.PAID, budget_left=False),))),
        (preview_by(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.PAID),))),
        "budget-reached",
        not_said=ORIGIN,
    ),
    decided(
        "a routing rule of production's team",
        (on_vercel(KEY, Token(parts.DENIED)), parts.one_team(parts.DENIED)),
        (on_laptop(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.PAID),))),
        "routing-rule-denied",
        not_said=ORIGIN,
    ),
    decided(
        "no card on file in CI's team",
        (on_laptop(KEY, CI="true"), parts.by_key_alone(parts.NO_CARD)),
        (on_vercel(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.PAID),))),
        "no-card-on-file",
        not_said=ORIGIN,
    ),
    decided(
        "no money in production's team",
        (PRODUCTION, parts.by_key_alone(replace(parts.NO_MONEY, stored=parts.AZURE))),
        (LOCAL, parts.by_key_alone(parts.PAID)),
        "byok-blocked-at-zero-balance free-credit-used-up",
        certain="byok-blocked-at-zero-balance free-credit-used-up changed-between-runs",
        not_said=ORIGIN,
    ),
    decided(
        "quotes round the same key",
        (on_vercel(f'"{KEY}"'), WELL),
        (PREVIEW, WELL),
        "key-quoted-or-prefixed",
        not_said=ORIGIN | {"key-of-other-team", "different-key-same-length"},
    ),
    decided(
        "a laptop with the word of a pulled secret in place of the key",
        (on_laptop("[SENSITIVE]"), WELL),
        (PREVIEW, WELL),
        "key-redacted-placeholder",
        not_said=ORIGIN | {"key-of-other-team"},
    ),
    decided(
        "a laptop with yesterday's pulled token",
        (on_laptop(None, env_token=PULLED), Gateway((), (PULLED,))),
        (PREVIEW, WELL),
        "oidc-expired-locally",
        not_said=ORIGIN,
        certain="oidc-expired-locally key-absent",
    ),
    decided(
        "a provider's key in the gateway's variable",
        (on_vercel(PROVIDER_KEY), WELL),
        (PREVIEW, WELL),
        "key-is-provider-key",
        certain=f"key-is-provider-key {INVALID}",
        not_said=ORIGIN | {"key-of-other-team"},
    ),
    decided(
        "a rule against deployments, met by Vercel and not by Lambda",
        (PRODUCTION, CLOSED),
        (on_laptop(KEY).having(LAMBDA), CLOSED),
        "refusal-depends-on-origin",
        leads=("refusal-depends-on-origin",),
        not_said=BLAMES_KEYS,
    ),
    decided(
        "a filter for a provider that the model does not have",
        (on_vercel(KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["groq"])), WELL),
        (PREVIEW, WELL),
        "only-filter-matches-nothing options-differ",
        certain="only-filter-matches-nothing options-differ options-refused",
        not_said=BLAMES_KEYS | ORIGIN,
    ),
    decided(
        "a stored Azure key that Azure refuses, in one of two teams",
        (
            on_vercel(KEY, Token(Team(stored={"azure": Credential("bad-key")})), model="azure/gpt-5.4-mini"),
            parts.one_team(Team(stored={"azure": Credential("bad-key")}), system=parts.NO_ROUTE),
        ),
        (preview_by(OTHER_KEY, model="azure/gpt-5.4-mini"), Gateway((Key(OTHER_KEY, parts.OTHER_PAID),))),
        "byok-azure-wrong-key-or-resource",
        not_said=ORIGIN,
    ),
    decided(
        "a door that is closed in one place, by clients of two doors",
        (
            PRODUCTION,
            parts.by_key_alone(
                parts.PAID, Rule(Where("generate", protocol="ai-sdk"), parts.refusal(403, "door_closed"))
            ),
        ),
        (preview_by(KEY, GATEWAY_PROBE_CLIENT="openai", OPENAI_API_KEY=KEY), WELL),
        "refusal-depends-on-protocol protocol-differs",
        not_said=BLAMES_KEYS | ORIGIN,
    ),
    decided(
        "streams are refused where the same key streams well elsewhere",
        (PRODUCTION, parts.by_key_alone(parts.PAID, parts.STREAM_DENIED)),
        (LOCAL, WELL),
        "stream-refused error-inside-200-stream refusal-depends-on-streaming",
        outcome="same",
        not_said=BLAMES_KEYS,
    ),
    decided(
        "the key of a free team beside the token of the deployment's paid one",
        (on_vercel(KEY, PAID_TOKEN), parts.two_teams(parts.FREE_WITH_BYOK, parts.PAID)),
        (LOCAL.having({"AI_GATEWAY_API_KEY": OTHER_KEY}), Gateway((Key(OTHER_KEY, parts.PAID),))),
        "key-of-other-team",
        certain="key-of-other-team byok-needs-paid-tier refusal-depends-on-credential",
        not_said=ORIGIN,
    ),
    decided(
        "one free team in both places, of which one asks a model for payers",
        (on_vercel(KEY, Token(parts.FREE), model="anthropic/claude-sonnet-4.5"), parts.one_team(parts.FREE)),
        (PREVIEW, parts.by_key_alone(parts.FREE)),
        "free-tier-model-restricted model-differs",
        not_said=ORIGIN | {"key-of-other-team"},
    ),
    decided(
        "the gateway fails in production and serves a moment later elsewhere",
        (PRODUCTION, parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, parts.UNAVAILABLE))),
        (PREVIEW, WELL),
        "gateway-5xx",
        not_said=NOBODYS_FAULT | ORIGIN,
    ),
    pair(
        "the key is set in production and missing in CI",
        (on_laptop(None, CI="true"), WELL),
        (on_vercel(KEY), WELL),
        explained(
            "key-absent|env-scope-mismatch",
            certain="key-absent env-scope-mismatch",
            sure="key-absent env-scope-mismatch",
            not_said=ORIGIN,
        ),
    ),
    pair(
        "the key lies under a near name in CI",
        (on_laptop(None, CI="true", AI_GATEWAY_KEY=KEY), WELL),
        (on_vercel(KEY), WELL),
        explained(
            "key-name-near-miss",
            certain="key-name-near-miss key-absent",
            sure="key-name-near-miss",
            not_said=ORIGIN | {"key-of-other-team", "different-key-same-length"},
        ),
    ),
    pair(
        "two deployments that differ in nothing, both served",
        (PRODUCTION, WELL),
        (PREVIEW, WELL),
        explained(certain="", outcome="same", nothing=True),
    ),
    pair(
        "production and Lambda with one key, refused for one team's tier",
        (PRODUCTION, parts.by_key_alone(parts.FREE_WITH_BYOK)),
        (on_laptop(KEY).having(LAMBDA), parts.by_key_alone(parts.FREE_WITH_BYOK)),
        explained(certain="byok-needs-paid-tier", outcome="same", not_said=ORIGIN | {"key-of-other-team"}),
    ),
    Places(
        "three places, and one has another model id",
        (
            Seen("production", on_vercel(KEY, model="openai/gpt-6-nowhere"), WELL),
            Seen("preview", PREVIEW, WELL),
            Seen("local", LOCAL, WELL),
        ),
        explained(
            "model-differs|model-unknown-or-retired",
            certain="model-differs model-unknown-or-retired",
            sure="model-differs model-unknown-or-retired",
            not_said=BLAMES_KEYS | ORIGIN,
            speaks_of=("production",),
        ),
    ),
    Places(
        "three places with one key, and two of them are refused as deployments",
        (Seen("production", PRODUCTION, CLOSED), Seen("preview", PREVIEW, CLOSED), Seen("local", LOCAL, CLOSED)),
        explained(
            "refusal-depends-on-origin",
            certain="refusal-depends-on-origin",
            sure="refusal-depends-on-origin",
            not_said=BLAMES_KEYS,
            speaks_of=("production", "preview"),
        ),
    ),
)
