"""Something differs for all to see, and is innocent; what decides cannot be seen, or lies elsewhere."""

from tests.standin import Gateway, Key, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import MONEY, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, ORIGIN, MayExplain, Places, Seen, explained, pair
from tests.worlds.usual_places import LOCAL, PREVIEW, PRODUCTION, REVOKED, WELL
from tests.worlds.verdicts_beside import FIVE
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, on_laptop, on_vercel

CLOSED_NETWORK = parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, parts.refusal(403, "forbidden")))
"""Generations from this network are forbidden, and nothing in the request tells why."""
DOWN = parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, FIVE))
SLOWED = parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, parts.THROTTLED))
AZURE = "azure/gpt-5.4-mini"
OTHERS = Gateway((Key(OTHER_KEY, parts.OTHER_PAID),))
SAME_TEAM = Gateway((Key(OTHER_KEY, parts.PAID),))
NOT_OF_KEYS = ABOUT_KEYS | OTHER_TEAM


def sends(**options: object) -> dict[str, str]:
    """The variable that holds these options."""
    return {"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(**options)}


WORLDS = (
    pair(
        "another region, and generations are forbidden there for no visible reason",
        (PRODUCTION.having({"VERCEL_REGION": "hnd1"}), CLOSED_NETWORK),
        (PREVIEW, WELL),
        explained(certain="", not_said=NOT_OF_KEYS),
    ),
    pair(
        "another order of providers, and every generation fails with 503",
        (PRODUCTION.having(sends(order=["azure", "openai"])), DOWN),
        (PREVIEW.having(sends(order=["openai", "azure"])), WELL),
        explained(certain="gateway-5xx", not_likely=frozenset({"options-differ"}), not_said=NOT_OF_KEYS),
    ),
    pair(
        "the provider's name for the model, and every model is throttled",
        (on_vercel(KEY, model=AZURE), SLOWED),
        (PREVIEW, WELL),
        MayExplain(
            not_certain=frozenset({"model-differs"}), not_likely=frozenset({"model-differs"}), not_said=NOT_OF_KEYS
        ),
    ),
    pair(
        "another client, and the key is revoked",
        (on_vercel(REVOKED_KEY, GATEWAY_PROBE_CLIENT="litellm", VERCEL_AI_GATEWAY_API_KEY=REVOKED_KEY), REVOKED),
        (PREVIEW, WELL),
        explained(
            "key-invalid-revoked-or-expired",
            certain="key-invalid-revoked-or-expired",
            not_likely=frozenset({"protocol-differs"}),
        ),
    ),
    pair(
        "another client with the same key, and all of production's generations are forbidden",
        (on_vercel(KEY, GATEWAY_PROBE_CLIENT="ai-sdk-5"), CLOSED_NETWORK),
        (PREVIEW, WELL),
        explained(certain="", not_likely=frozenset({"protocol-differs"}), not_said=NOT_OF_KEYS),
    ),
    pair(
        "a provider's variable lies in production alone, and there is no money",
        (on_vercel(OTHER_KEY, OPENAI_API_KEY="sk-FAKE-0123456789abcdef"), Gateway((Key(OTHER_KEY, parts.NO_MONEY),))),
        (PREVIEW, WELL),
        explained(
            certain="byok-blocked-at-zero-balance free-credit-used-up",
            not_said=frozenset({"provider-env-diverts-routing"}) | ORIGIN,
        ),
    ),
    pair(
        "a proxy is set on the laptop, and it is production that is down",
        (PRODUCTION, DOWN),
        (LOCAL.having({"HTTPS_PROXY": "http://proxy.example:3128"}), WELL),
        explained(certain="gateway-5xx", not_said=NOT_OF_KEYS | {"proxy-or-egress-filter"}),
    ),
    pair(
        "a team is named in production alone, and generations are forbidden with it and without",
        (PRODUCTION.having({"GATEWAY_PROBE_TEAM": "shop-fake"}), CLOSED_NETWORK),
        (PREVIEW, WELL),
        explained(certain="", not_likely=frozenset({"named-team-differs"}), not_said=ABOUT_KEYS),
    ),
    pair(
        "another key of another team, and the model's name is misspelt",
        (on_vercel(OTHER_KEY, model="openai/gpt-5.4-minni"), OTHERS),
        (PREVIEW, WELL),
        explained("model-unknown-or-retired|model-differs", certain="model-unknown-or-retired"),
    ),
    pair(
        "another key of another team, and its own budget is spent",
        (on_vercel(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.OTHER_PAID, budget_left=False),))),
        (PREVIEW, WELL),
        explained("budget-reached", certain="budget-reached", not_said=ORIGIN),
    ),
    pair(
        "another key of the same team, and its own budget is spent",
        (on_vercel(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.PAID, budget_left=False),))),
        (PREVIEW, WELL),
        explained("budget-reached", certain="budget-reached", not_said=ORIGIN | OTHER_TEAM),
    ),
    pair(
        "another key of the same team, and the gateway is down for that place",
        (on_vercel(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.PAID),), rules=(parts.always(parts.GENERATE, FIVE),))),
        (PREVIEW, WELL),
        explained(certain="gateway-5xx", not_likely=ABOUT_KEYS, not_said=OTHER_TEAM),
    ),
    pair(
        "keys of two free teams whose sums are alike, one without a card",
        (on_vercel(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.NO_CARD),))),
        (LOCAL, parts.by_key_alone(Team("team_FAKEtwin", "free", "5.00", "0.00"))),
        explained("no-card-on-file", certain="no-card-on-file", not_said=ORIGIN),
    ),
    pair(
        "tokens of two teams beside one key, and production is throttled",
        (
            on_vercel(KEY, Token(parts.OTHER_PAID)),
            Gateway(
                (Key(KEY, parts.PAID),),
                (Token(parts.OTHER_PAID),),
                rules=(parts.always(parts.GENERATE, parts.THROTTLED),),
            ),
        ),
        (
            on_vercel(KEY, Token(parts.PAID, environment="preview"), environment="preview"),
            Gateway((Key(KEY, parts.PAID),), (Token(parts.PAID, environment="preview"),)),
        ),
        MayExplain(not_certain=NOT_OF_KEYS | MONEY),
    ),
    pair(
        "a filter that matches nothing beside a key that nobody knows",
        (on_vercel(REVOKED_KEY).having(sends(only=["mistral"])), REVOKED),
        (PREVIEW, WELL),
        explained(
            "key-invalid-revoked-or-expired",
            certain="key-invalid-revoked-or-expired",
            not_likely=frozenset({"options-differ"}),
        ),
    ),
    pair(
        "zero retention is asked for in production, where the team's own credential is not marked for it",
        (PRODUCTION.having(sends(zeroDataRetention=True)), parts.by_key_alone(parts.PAID)),
        (PREVIEW, WELL),
        MayExplain("", not_certain=frozenset({"options-differ"}), not_said=NOT_OF_KEYS),
    ),
    pair(
        "a region that the provider refuses, and another model is asked for in the served place",
        (
            PRODUCTION.having({"VERCEL_REGION": "hkg1"}),
            parts.by_key_alone(Team(), system={"openai": "region", "azure": "none"}),
        ),
        (on_laptop(KEY, model="anthropic/claude-sonnet-4.5"), parts.by_key_alone(Team(), system={"azure": "none"})),
        explained("region-refused-by-provider", certain="region-refused-by-provider", not_said=NOT_OF_KEYS),
    ),
    Places(
        "three regions, and one is forbidden for no visible reason",
        (
            Seen("tokyo", on_vercel(KEY, VERCEL_REGION="hnd1"), CLOSED_NETWORK),
            Seen("paris", on_vercel(KEY, VERCEL_REGION="cdg1"), WELL),
            Seen("washington", PRODUCTION, WELL),
        ),
        explained(certain="", not_said=NOT_OF_KEYS, speaks_of=("tokyo",)),
    ),
    pair(
        "salted in one place alone, another key, and the gateway is down there",
        (
            on_vercel(OTHER_KEY, GATEWAY_PROBE_FINGERPRINT_SALT="0123456789abcdefFAKE"),
            Gateway((Key(OTHER_KEY, parts.PAID),), rules=(parts.always(parts.GENERATE, FIVE),)),
        ),
        (PREVIEW, WELL),
        explained(certain="gateway-5xx", not_certain=ABOUT_KEYS, alike_not=("credential.fingerprint",)),
    ),
    pair(
        "one key, sums that are far apart in those minutes, and a word on BYOK",
        (PRODUCTION, parts.by_key_alone(parts.FREE_WITH_BYOK)),
        (LOCAL, WELL),
        explained(certain="", not_said=ABOUT_KEYS, not_certain=OTHER_TEAM | MONEY),
    ),
    pair(
        "two keys of one team, and the tier's word for one of them",
        (
            on_vercel(OTHER_KEY, Token(parts.PAID)),
            Gateway(
                (Key(OTHER_KEY, parts.PAID),),
                (Token(parts.PAID),),
                rules=(Rule(Where("generate"), parts.BYOK_REFUSAL),),
            ),
        ),
        (PREVIEW, WELL),
        explained(certain="", not_said=OTHER_TEAM),
    ),
    pair(
        "same team by the token, other key, an old key of a time before the purchase",
        (
            on_vercel(OTHER_KEY, Token(parts.PAID)),
            Gateway(
                (Key(OTHER_KEY, parts.PAID),),
                (Token(parts.PAID),),
                rules=(Rule(Where("generate", credential="key"), parts.BYOK_REFUSAL),),
            ),
        ),
        (PREVIEW, WELL),
        explained(
            "refusal-depends-on-credential|different-key-same-length",
            certain="refusal-depends-on-credential",
            not_said=OTHER_TEAM,
        ),
    ),
    Places(
        "one key of three differs, and another place is the one that fails",
        (
            Seen("production", PRODUCTION, DOWN),
            Seen("preview", on_vercel(OTHER_KEY, environment="preview"), SAME_TEAM),
            Seen("local", LOCAL, WELL),
        ),
        explained(certain="gateway-5xx", not_likely=ABOUT_KEYS, not_said=OTHER_TEAM),
    ),
)
