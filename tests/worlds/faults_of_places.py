"""Two or three places of which one or more fail, each for a reason of its own."""

from dataclasses import replace
from functools import partial

from tests.standin import Answer, Gateway, Key, Rule, Token, Where
from tests.worlds import parts
from tests.worlds.places import BLAMES_KEYS, NOBODYS_FAULT, ORIGIN, Places, Seen, explained, pair
from tests.worlds.usual_places import CLOSED, LAMBDA, LOCAL, PREVIEW, PRODUCTION, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, on_laptop, on_vercel

INVALID = "key-invalid-revoked-or-expired"
SHADOWS = f"{INVALID} bad-key-shadows-oidc"
preview_by = partial(on_vercel, environment="preview")
PAID_TOKEN, PAID_PREVIEW = Token(parts.PAID), Token(parts.PAID, environment="preview")
TWO_STATES = Gateway((Key(KEY, parts.PAID), Key(REVOKED_KEY, parts.PAID, revoked=True)))
NOWHERE = "openai/gpt-9-nowhere"
CACHED = Answer(200, {"balance": "12.00", "total_used": "3.00"})


def answered_by(answer: Answer) -> Gateway:
    """Everything gets this answer."""
    return parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, answer))


DIFFERENT_FAULTS = (
    Places(
        "a revoked key, an unknown model, and a laptop that is served",
        (
            Seen("production", on_vercel(REVOKED_KEY), TWO_STATES),
            Seen("staging", preview_by(KEY, model=NOWHERE), TWO_STATES),
            Seen("local", LOCAL, TWO_STATES),
        ),
        explained(
            certain=f"{SHADOWS} model-unknown-or-retired model-differs",
            not_said=ORIGIN | {"key-of-other-team"},
            of={
                "production": (INVALID, "different-key-same-length"),
                "staging": ("model-unknown-or-retired", "model-differs"),
            },
        ),
    ),
    Places(
        "a free team, a spent budget, and a paid key that is served",
        (
            Seen("production", PRODUCTION, parts.by_key_alone(parts.FREE_WITH_BYOK)),
            Seen("staging", preview_by(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.SPENT),))),
            Seen("local", on_laptop(REVOKED_KEY), Gateway((Key(REVOKED_KEY, parts.OTHER_PAID),))),
        ),
        explained(
            certain="byok-needs-paid-tier budget-reached",
            not_said=ORIGIN,
            of={"production": ("byok-needs-paid-tier", "purchase-not-effective-yet"), "staging": ("budget-reached",)},
        ),
    ),
    Places(
        "a rule against deployments, a proxy in CI, and a laptop that is served",
        (
            Seen("production", PRODUCTION, CLOSED),
            Seen("ci", on_laptop(KEY, CI="true"), answered_by(parts.SQUID)),
            Seen("local", LOCAL, CLOSED),
        ),
        explained(
            certain="refusal-depends-on-origin not-the-gateway",
            not_said=BLAMES_KEYS,
            of={
                "production": ("refusal-depends-on-origin",),
                "ci": ("proxy-or-egress-filter", "not-the-gateway", "firewall-blocks-gateway"),
            },
        ),
    ),
    Places(
        "no card in one team, no money in another, and nobody is served",
        (
            Seen("production", PRODUCTION, parts.by_key_alone(parts.NO_CARD)),
            Seen("preview", preview_by(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.NO_MONEY),))),
        ),
        explained(
            certain="no-card-on-file byok-blocked-at-zero-balance free-credit-used-up", outcome="", not_said=ORIGIN
        ),
    ),
    Places(
        "two places refused by a rule against deployments, one of which ended early",
        (
            Seen("production", PRODUCTION, CLOSED),
            Seen("preview", preview_by(KEY, GATEWAY_PROBE_MAX_GENERATIONS="1"), CLOSED),
            Seen("local", LOCAL, CLOSED),
        ),
        explained("refusal-depends-on-origin", certain="refusal-depends-on-origin", not_said=BLAMES_KEYS),
    ),
    Places(
        "random refusals in one place, a revoked key in another, and a laptop that is served",
        (
            Seen(
                "production",
                PRODUCTION,
                replace(
                    parts.by_key_alone(
                        parts.PAID, Rule(Where("generate", model="openai/gpt-5.4-mini"), parts.BYOK_REFUSAL, p=0.5)
                    ),
                    seed=21,
                ),
            ),
            Seen("staging", preview_by(REVOKED_KEY), TWO_STATES),
            Seen("local", LOCAL, WELL),
        ),
        explained(
            INVALID,
            certain=f"{SHADOWS} comes-and-goes",
            not_said=ORIGIN,
            of={"staging": (INVALID, "different-key-same-length")},
        ),
    ),
    Places(
        "one provider down where the model differs, and another team's key in the third place",
        (
            Seen(
                "production",
                on_vercel(KEY, model="zai/glm-5"),
                replace(WELL, system={"zai": "down", "deepinfra": "down"}),
            ),
            Seen("staging", preview_by(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.FREE_WITH_BYOK),))),
            Seen("local", LOCAL, WELL),
        ),
        explained(
            certain="provider-route-down-for-model provider-overloaded-or-slow byok-needs-paid-tier",
            not_said=ORIGIN,
            of={
                "production": ("provider-route-down-for-model", "provider-overloaded-or-slow", "model-differs"),
                "staging": ("byok-needs-paid-tier", "different-key-same-length", "key-of-other-team"),
            },
        ),
    ),
)

ON_THE_WAY = (
    pair(
        "a proxy refuses everything in production, whose key differs besides",
        (PRODUCTION, answered_by(parts.SQUID)),
        (preview_by(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.PAID),))),
        explained(
            "proxy-or-egress-filter|not-the-gateway", certain="not-the-gateway", leads_not=BLAMES_KEYS, not_said=ORIGIN
        ),
    ),
    pair(
        "Vercel's own challenge meets the generations of a Lambda function alone",
        (on_laptop(KEY).having(LAMBDA), parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, parts.CHALLENGE))),
        (PREVIEW, WELL),
        explained(
            "firewall-blocks-gateway|firewall-challenge",
            certain="firewall-blocks-gateway firewall-challenge",
            not_said=NOBODYS_FAULT | ORIGIN,
        ),
    ),
    pair(
        "a guest network's page stands before the gateway in one place",
        (LOCAL, answered_by(parts.FOREIGN_PAGE)),
        (PREVIEW, WELL),
        explained("proxy-or-egress-filter|not-the-gateway", certain="not-the-gateway", not_said=NOBODYS_FAULT | ORIGIN),
    ),
    pair(
        "a cache gives one credits answer to everybody in production, whose team is free",
        (
            on_vercel(KEY, PAID_TOKEN),
            Gateway((Key(KEY, parts.FREE_WITH_BYOK),), (PAID_TOKEN,), rules=(Rule(parts.CREDITS, CACHED),)),
        ),
        (preview_by(OTHER_KEY, PAID_PREVIEW), Gateway((Key(OTHER_KEY, parts.PAID),), (PAID_PREVIEW,))),
        explained(certain="refusal-depends-on-credential byok-needs-paid-tier", not_said=ORIGIN),
    ),
    pair(
        "an intermediary takes the key away in one place",
        (
            PRODUCTION,
            parts.by_key_alone(
                parts.PAID,
                Rule(Where(("generate", "credits")), replace(parts.UVICORN_401, headers={"server": "envoy"})),
            ),
        ),
        (PREVIEW, WELL),
        explained(certain="not-the-gateway proxy-or-egress-filter", not_said=NOBODYS_FAULT | ORIGIN),
    ),
)

WORLDS = (*DIFFERENT_FAULTS, *ON_THE_WAY)
