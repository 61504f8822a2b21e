"""Places beside each other of which some get other answers: no answer, a stranger's, throttled, by luck, degraded."""

from dataclasses import replace

from tests.standin import Answer, Credential, Gateway, Key, Rule, Team, Where, passed_on
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, NETWORK, NOT_THE_GATEWAY, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, BLAMES_KEYS, ORIGIN, MayExplain, Places, Seen, pair
from tests.worlds.usual_places import LOCAL, PREVIEW, PRODUCTION, ROTATED, WELL
from tests.worlds.world import ASKED, OTHER_KEY, REVOKED_KEY, on_vercel

BLAMES_NOBODY = ORIGIN | BLAMES_KEYS | MONEY
ASKED_HERE = Where("generate", model=ASKED)
UNKNOWN = parts.refusal(418, "teapot_refused", "Refused for a reason of its own.")
UNAUTHORIZED = parts.refusal(401, "authentication_error", "Authentication failed.")
SHORT = {"GATEWAY_PROBE_TIME_BUDGET": "2"}


def refuses(*rules: Rule) -> Gateway:
    return parts.by_key_alone(parts.PAID, *rules)


def by_luck(answer: Answer, p: float = 0.5) -> Gateway:
    """The first request is not served, and any later one by luck."""
    return refuses(Rule(ASKED_HERE, answer, last=1), Rule(ASKED_HERE, answer, p=p))


WORLDS = (
    pair(
        "a budget is used up in one place, the funds of another team in the other",
        (PRODUCTION, parts.by_key_alone(replace(parts.PAID, budget_left=False))),
        (
            on_vercel(OTHER_KEY, environment="preview"),
            Gateway((Key(OTHER_KEY, replace(parts.OTHER_PAID, balance="0.00")),)),
        ),
        MayExplain("same", not_said=ORIGIN | KEY_IS_BAD, speaks_of=("production", "preview")),
    ),
    Places(
        "four places: a revoked key, a blocked team, an unknown model, and one that is served",
        (
            Seen("production", on_vercel(REVOKED_KEY), ROTATED),
            Seen(
                "staging",
                on_vercel(OTHER_KEY, environment="staging"),
                Gateway((Key(OTHER_KEY, replace(parts.OTHER_PAID, blocked=True)),)),
            ),
            Seen("preview", replace(PREVIEW, model="openai/gpt-9-nowhere"), WELL),
            Seen("local", LOCAL, WELL),
        ),
        MayExplain(
            of={
                "production": ("key-invalid-revoked-or-expired",),
                "staging": ("team-blocked", "card-not-accepted"),
                "preview": ("model-unknown-or-retired",),
            },
            not_said=ORIGIN,
        ),
    ),
    Places(
        "a refusal of a kind that nobody knows in two places with two keys, a third key is served",
        (
            Seen("production", PRODUCTION, refuses(parts.always(parts.GENERATE, UNKNOWN))),
            Seen(
                "staging",
                on_vercel(REVOKED_KEY, environment="staging"),
                Gateway((Key(REVOKED_KEY, parts.PAID),), rules=(parts.always(parts.GENERATE, UNKNOWN),)),
            ),
            Seen("preview", on_vercel(OTHER_KEY, environment="preview"), Gateway((Key(OTHER_KEY, parts.PAID),))),
        ),
        MayExplain(not_said=KEY_IS_BAD | MONEY, not_certain=BLAMES_KEYS | ORIGIN, speaks_of=("production", "staging")),
    ),
    pair(
        "nothing answers in production within its time, preview has another key",
        (PRODUCTION.having(SHORT), refuses(parts.always(parts.EVERYTHING, parts.SILENCE))),
        (on_vercel(OTHER_KEY, environment="preview"), Gateway((Key(OTHER_KEY, parts.PAID),))),
        MayExplain(
            explains=(tuple(sorted(NETWORK)),),
            not_said=ORIGIN | OTHER_TEAM | KEY_IS_BAD | MONEY,
            leads_not=ABOUT_KEYS,
            not_certain=ABOUT_KEYS,
        ),
    ),
    pair(
        "credits break off in one place, and both are served",
        (PRODUCTION, refuses(Rule(parts.CREDITS, passed_on(cut=True)))),
        (PREVIEW, WELL),
        MayExplain("same", not_said=BLAMES_NOBODY),
    ),
    pair(
        "credits break off where the tier refuses, the served place has another key",
        (PRODUCTION, parts.by_key_alone(parts.FREE_WITH_BYOK, Rule(parts.CREDITS, passed_on(cut=True)))),
        (on_vercel(OTHER_KEY, environment="preview"), Gateway((Key(OTHER_KEY, parts.OTHER_PAID),))),
        MayExplain(
            explains=(("byok-needs-paid-tier",), ("different-key-same-length", "key-of-other-team")),
            not_said=ORIGIN | KEY_IS_BAD,
            not_certain=OTHER_TEAM,
        ),
    ),
    pair(
        "the control is throttled where the key is refused, the other key is served",
        (on_vercel(REVOKED_KEY), replace(ROTATED, rules=(Rule(Where("credits", "made-up"), parts.THROTTLED),))),
        (PREVIEW, ROTATED),
        MayExplain(explains=(("key-invalid-revoked-or-expired",),), not_said=ORIGIN | OTHER_TEAM | MONEY),
    ),
    pair(
        "look-ups are throttled in one place, and both are served",
        (
            PRODUCTION,
            refuses(parts.always(parts.CREDITS, parts.THROTTLED), parts.always(parts.MODELS, parts.THROTTLED)),
        ),
        (PREVIEW, WELL),
        MayExplain("same", not_said=BLAMES_NOBODY),
    ),
    pair(
        "an empty answer in production, a whole one in preview",
        (PRODUCTION, refuses(Rule(parts.GENERATE, parts.emptied))),
        (PREVIEW, WELL),
        MayExplain("", not_said=BLAMES_NOBODY),
    ),
    pair(
        "the own credential failed in production and the gateway's served, all is well in preview with another key",
        (PRODUCTION, parts.by_key_alone(Team(stored={"azure": Credential("bad-key")}))),
        (on_vercel(OTHER_KEY, environment="preview"), Gateway((Key(OTHER_KEY, parts.OTHER_PAID),))),
        MayExplain("same", not_said=ORIGIN | KEY_IS_BAD | MONEY, not_certain=OTHER_TEAM),
    ),
    pair(
        "another provider serves in each place, no own credential, one key",
        (PRODUCTION, parts.by_key_alone(Team(), system={"openai": "down"})),
        (PREVIEW, parts.by_key_alone(Team())),
        MayExplain("same", not_said=BLAMES_NOBODY),
    ),
    pair(
        "a page with 200 in place of generations in production",
        (PRODUCTION, refuses(parts.always(parts.GENERATE, parts.FOREIGN_PAGE))),
        (PREVIEW, WELL),
        MayExplain(explains=(tuple(sorted(NOT_THE_GATEWAY)),), not_said=BLAMES_NOBODY),
    ),
    pair(
        "401 by luck for the model in production, the same key in preview",
        (PRODUCTION, by_luck(UNAUTHORIZED)),
        (PREVIEW, WELL),
        MayExplain(
            explains=(("comes-and-goes",),),
            not_certain=KEY_IS_BAD | FACTORS | ORIGIN,
            not_said=OTHER_TEAM | MONEY | ABOUT_KEYS,
            leads_not=ORIGIN | KEY_IS_BAD,
        ),
    ),
    pair(
        "402 by luck in production, the same key in preview",
        (PRODUCTION, by_luck(parts.NO_FUNDS, 0.6)),
        (PREVIEW, WELL),
        MayExplain(
            explains=(("comes-and-goes",),),
            not_certain=MONEY | FACTORS | ORIGIN,
            not_said=BLAMES_KEYS,
            leads_not=ORIGIN | MONEY,
        ),
    ),
    pair(
        "the connection breaks off by luck in production, the same key in preview",
        (
            PRODUCTION,
            refuses(
                Rule(parts.GENERATE, passed_on(cut=True), last=1), Rule(parts.GENERATE, passed_on(cut=True), p=0.5)
            ),
        ),
        (PREVIEW, WELL),
        MayExplain("", not_said=BLAMES_KEYS | MONEY, not_certain=FACTORS | ORIGIN, leads_not=ORIGIN),
    ),
    Places(
        "refused by luck in one place, always in another for its tier, served in the third with the first one's key",
        (
            Seen("production", PRODUCTION, by_luck(parts.BYOK_REFUSAL)),
            Seen(
                "staging", on_vercel(OTHER_KEY, environment="staging"), Gateway((Key(OTHER_KEY, parts.FREE_WITH_BYOK),))
            ),
            Seen("local", LOCAL, WELL),
        ),
        MayExplain(
            of={"production": ("comes-and-goes",), "staging": ("byok-needs-paid-tier",)},
            not_said=KEY_IS_BAD,
            leads_not=ORIGIN,
            not_certain=FACTORS | ORIGIN,
        ),
    ),
    Places(
        "no generation may be asked for in one place, one is refused for its card, one is served",
        (
            Seen("local", LOCAL.having({"GATEWAY_PROBE_MAX_GENERATIONS": "0"}), WELL),
            Seen("production", on_vercel(OTHER_KEY), Gateway((Key(OTHER_KEY, replace(parts.FREE, card=False)),))),
            Seen("preview", PREVIEW, WELL),
        ),
        MayExplain(
            of={"production": ("no-card-on-file",)},
            not_said=ORIGIN | KEY_IS_BAD,
            never_told=("local is served", "local is refused"),
        ),
    ),
    Places(
        "one place behind a portal, one whose name of the gateway does not resolve, one that is served",
        (
            Seen("office", LOCAL, refuses(parts.always(parts.EVERYTHING, parts.FOREIGN_PAGE))),
            Seen("container", LOCAL.having({"GATEWAY_PROBE_BASE_URL": "https://ai-gateway.invalid"}), WELL),
            Seen("production", PRODUCTION, WELL),
        ),
        MayExplain(
            of={"office": tuple(sorted(NOT_THE_GATEWAY)), "container": (*sorted(NETWORK), "gateway-differs")},
            not_said=BLAMES_NOBODY,
        ),
    ),
    Places(
        "three places of one key and one minute: served, served, refused by a kind that nobody knows",
        (
            Seen("production", PRODUCTION, refuses(parts.always(parts.GENERATE, UNKNOWN))),
            Seen("preview", PREVIEW, WELL),
            Seen("local", LOCAL, WELL),
        ),
        MayExplain(not_said=BLAMES_KEYS | MONEY, not_certain=ORIGIN, speaks_of=("production",)),
    ),
    Places(
        "one Document of a served place given twice beside one that fails for its stored credential",
        (
            Seen("preview", PREVIEW, parts.without_fallback("azure", "served", ASKED)),
            Seen("again", PREVIEW, WELL, again="preview"),
            Seen("production", PRODUCTION, parts.without_fallback("azure", "no-deployment", ASKED)),
        ),
        MayExplain(of={"production": ("byok-azure-deployment-name",)}, not_said=BLAMES_NOBODY),
    ),
    pair(
        "both fail for the same unknown reason with one key",
        (PRODUCTION, refuses(parts.always(parts.GENERATE, UNKNOWN))),
        (LOCAL, refuses(parts.always(parts.GENERATE, UNKNOWN))),
        MayExplain("same", not_said=BLAMES_NOBODY, speaks_of=("production", "local")),
    ),
    pair(
        "one is refused by the tier, the other is throttled, one key",
        (PRODUCTION, parts.by_key_alone(parts.FREE_WITH_BYOK)),
        (PREVIEW, parts.by_key_alone(parts.FREE_WITH_BYOK, parts.always(parts.GENERATE, parts.THROTTLED))),
        MayExplain("same", not_said=ORIGIN | BLAMES_KEYS, speaks_of=("production", "preview")),
    ),
    pair(
        "the firewall denies all in production, a revoked key in preview",
        (PRODUCTION, refuses(parts.always(parts.EVERYTHING, parts.MITIGATED))),
        (on_vercel(REVOKED_KEY, environment="preview"), ROTATED),
        MayExplain("same", not_said=ORIGIN | OTHER_TEAM | MONEY, speaks_of=("production", "preview")),
    ),
)
