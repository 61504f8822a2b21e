"""Three places or four, of which several show one symptom, each for a reason of its own."""

from tests.standin import Credential, Gateway, Key, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import KEY_IS_BAD, MONEY, OTHER_TEAM
from tests.worlds.innocent_differences import CLOSED_NETWORK, DOWN, SLOWED, sends
from tests.worlds.places import ABOUT_KEYS, ORIGIN, MayExplain, Places, Seen, explained
from tests.worlds.usual_places import CLOSED, LOCAL, PREVIEW, PRODUCTION, REVOKED, SILENT, WELL
from tests.worlds.verdicts_beside import STRIPPED
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, on_laptop, on_vercel

FREE = parts.FREE_WITH_BYOK
FREE_TOKEN = Token(FREE)
STAGING = on_vercel(KEY, environment="staging")
SERVED = Seen("local", LOCAL, WELL)
NOT_OF_KEYS = ABOUT_KEYS | OTHER_TEAM

WORLDS = (
    Places(
        "one word for two places: one is of the free tier, the other's headers are refused",
        (
            Seen("production", on_vercel(OTHER_KEY, FREE_TOKEN), Gateway((Key(OTHER_KEY, FREE),), (FREE_TOKEN,))),
            Seen("staging", STAGING, CLOSED),
            SERVED,
        ),
        MayExplain(
            of={"staging": ("refusal-depends-on-origin",)},
            certain_of={
                "production": ("byok-needs-paid-tier", "key-of-other-team"),
                "staging": ("refusal-depends-on-origin",),
            },
        ),
    ),
    Places(
        "one word for two places: one proves the headers, the other made no experiment",
        (
            Seen("production", PRODUCTION, CLOSED),
            Seen("staging", on_vercel(KEY, environment="staging", experiments="none"), CLOSED),
            SERVED,
        ),
        MayExplain(not_said=NOT_OF_KEYS, certain_of={"production": ("refusal-depends-on-origin",), "staging": ()}),
    ),
    Places(
        "one word for two places: one proves the headers, the other is refused without them as well",
        (
            Seen("production", PRODUCTION, CLOSED),
            Seen("staging", STAGING, parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, parts.BYOK_REFUSAL))),
            SERVED,
        ),
        MayExplain(not_said=NOT_OF_KEYS, certain_of={"production": ("refusal-depends-on-origin",), "staging": ()}),
    ),
    Places(
        "401 in two places: one key is revoked, the other is taken out on the way",
        (Seen("production", on_vercel(REVOKED_KEY), REVOKED), Seen("staging", STAGING, STRIPPED), SERVED),
        MayExplain(certain_of={"production": ("key-invalid-revoked-or-expired",), "staging": ()}, not_said=OTHER_TEAM),
    ),
    Places(
        "429 in three places: the firewall, the free tier, the provider; a fourth is served",
        (
            Seen(
                "production", PRODUCTION, parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, parts.MITIGATED))
            ),
            Seen(
                "staging",
                on_vercel(OTHER_KEY, environment="staging"),
                Gateway((Key(OTHER_KEY, Team("team_FAKEtight", "free", "3.80", "1.20", free_requests=0)),)),
            ),
            Seen(
                "preview", PREVIEW, parts.by_key_alone(Team(), system={"openai": "rate-limit", "azure": "rate-limit"})
            ),
            SERVED,
        ),
        MayExplain(
            not_said=ORIGIN,
            certain_of={
                "production": ("firewall-blocks-gateway",),
                "staging": ("free-tier-rate-limit",),
                "preview": ("provider-rate-limit",),
            },
        ),
    ),
    Places(
        "403 in three places: a card, a block, a rule; a fourth is served",
        (
            Seen("production", on_vercel(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.NO_CARD),))),
            Seen("staging", on_vercel(REVOKED_KEY, environment="staging"), Gateway((Key(REVOKED_KEY, parts.BLOCKED),))),
            Seen("preview", PREVIEW, parts.by_key_alone(parts.DENIED)),
            SERVED,
        ),
        MayExplain(
            not_said=ORIGIN,
            certain_of={"production": ("no-card-on-file",), "staging": ("team-blocked",), "preview": ()},
        ),
    ),
    Places(
        "silence in two places of four: one has no way out, the other's generations hang",
        (
            Seen("production", PRODUCTION.having({"GATEWAY_PROBE_TIME_BUDGET": "2"}), SILENT),
            Seen(
                "staging",
                STAGING.having({"GATEWAY_PROBE_TIME_BUDGET": "2"}),
                parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, parts.SILENCE)),
            ),
            Seen("preview", PREVIEW, WELL),
            SERVED,
        ),
        MayExplain(not_said=NOT_OF_KEYS, certain_of={"production": ("gateway-unreachable",), "staging": ()}),
    ),
    Places(
        "a free team: azure is refused twice, and openai alone is served",
        (
            Seen("production", on_vercel(KEY, FREE_TOKEN), parts.one_team(FREE)),
            Seen("staging", STAGING.having(sends(only=["azure"])), parts.by_key_alone(FREE)),
            Seen("local", LOCAL.having(sends(only=["openai"])), parts.by_key_alone(FREE)),
        ),
        MayExplain(not_said=NOT_OF_KEYS | ORIGIN, only_certain=frozenset({"byok-needs-paid-tier"})),
    ),
    Places(
        "two are down in those minutes, and only one of them has another key",
        (
            Seen("production", PRODUCTION, DOWN),
            Seen(
                "staging",
                on_vercel(OTHER_KEY, environment="staging"),
                Gateway((Key(OTHER_KEY, parts.PAID),), rules=DOWN.rules),
            ),
            SERVED,
        ),
        explained(certain="gateway-5xx", not_likely=ABOUT_KEYS, not_said=OTHER_TEAM),
    ),
    Places(
        "two are forbidden, one in another region, and a third in that region is served",
        (
            Seen("production", PRODUCTION, CLOSED_NETWORK),
            Seen("tokyo", on_vercel(KEY, environment="staging", VERCEL_REGION="hnd1"), CLOSED_NETWORK),
            Seen("osaka", on_vercel(KEY, environment="preview", VERCEL_REGION="hnd1"), WELL),
        ),
        explained(certain="", not_said=NOT_OF_KEYS),
    ),
    Places(
        "one budget for a key in two places, and a third holds another key",
        (
            Seen("production", PRODUCTION, Gateway((Key(KEY, parts.PAID, budget_left=False),))),
            Seen("staging", STAGING, Gateway((Key(KEY, parts.PAID, budget_left=False),))),
            Seen("local", on_laptop(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.PAID),))),
        ),
        explained("budget-reached", certain="budget-reached", not_said=OTHER_TEAM),
    ),
    Places(
        "three keys, and none of the two that fail is at fault",
        (
            Seen("production", on_vercel(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.PAID),), rules=DOWN.rules)),
            Seen(
                "staging",
                on_vercel(REVOKED_KEY, environment="staging"),
                Gateway((Key(REVOKED_KEY, parts.PAID),), rules=SLOWED.rules),
            ),
            SERVED,
        ),
        explained(certain="gateway-5xx", not_said=OTHER_TEAM | KEY_IS_BAD, not_likely=ABOUT_KEYS),
    ),
    Places(
        "a key in two places, unknown in one and without budget in the other, and a third key that is served",
        (
            Seen("production", PRODUCTION, STRIPPED),
            Seen("staging", STAGING, Gateway((Key(KEY, parts.PAID, budget_left=False),))),
            Seen("local", on_laptop(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.PAID),))),
        ),
        MayExplain(not_certain=KEY_IS_BAD, certain_of={"staging": ("budget-reached",)}),
    ),
    Places(
        "a stored credential is refused in two places of one team, a third team's is well",
        (
            Seen(
                "production",
                PRODUCTION,
                parts.by_key_alone(
                    Team(stored={"azure": Credential("bad-key")}), system={"azure": "none", "openai": "none"}
                ),
            ),
            Seen(
                "staging",
                STAGING,
                parts.by_key_alone(
                    Team(stored={"azure": Credential("bad-key")}), system={"azure": "none", "openai": "none"}
                ),
            ),
            Seen("local", on_laptop(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.OTHER_PAID),))),
        ),
        explained(
            "byok-azure-wrong-key-or-resource|byok-credential-refused",
            certain="byok-azure-wrong-key-or-resource byok-credential-refused",
            not_said=ORIGIN,
        ),
    ),
    Places(
        "four places and one key: unknown, throttled, down, and served",
        (
            Seen("production", PRODUCTION, STRIPPED),
            Seen("staging", STAGING, SLOWED),
            Seen("preview", PREVIEW, DOWN),
            SERVED,
        ),
        MayExplain(
            not_said=ABOUT_KEYS, not_certain=KEY_IS_BAD | MONEY | OTHER_TEAM | ORIGIN, certain_of={"production": ()}
        ),
    ),
    Places(
        "the door of chat completions is shut, which two clients use and a third does not",
        tuple(
            Seen(
                name,
                place,
                parts.by_key_alone(
                    parts.PAID,
                    Rule(Where("generate", protocol="chat-completions"), parts.refusal(403, "access_denied")),
                ),
            )
            for name, place in (
                ("production", on_vercel(KEY, GATEWAY_PROBE_CLIENT="openai", OPENAI_API_KEY=KEY)),
                (
                    "staging",
                    on_vercel(
                        KEY, environment="staging", GATEWAY_PROBE_CLIENT="litellm", VERCEL_AI_GATEWAY_API_KEY=KEY
                    ),
                ),
                ("local", LOCAL),
            )
        ),
        explained(
            "refusal-depends-on-protocol|protocol-differs", certain="refusal-depends-on-protocol", not_said=NOT_OF_KEYS
        ),
    ),
)
