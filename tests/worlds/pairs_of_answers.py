"""Places beside each other of which one says little: strangers' answers, silence, bad moments; and three or four of them."""

from dataclasses import replace

from tests.standin import Credential, Gateway, Key, Rule, Team, Token
from tests.worlds import parts
from tests.worlds.expectation import KEY_IS_BAD, MONEY, NOT_THE_GATEWAY, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, ORIGIN, MayExplain, Places, Seen, pair
from tests.worlds.usual_places import CLOSED, LOCAL, PREVIEW, PRODUCTION, REVOKED, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, Place, on_laptop, on_vercel

BLAMES_KEY_OR_MONEY = ABOUT_KEYS | OTHER_TEAM | MONEY | KEY_IS_BAD
FROM_ELSEWHERE = tuple(sorted(NOT_THE_GATEWAY | {"edge-answers-with-error"}))
SALT, SECOND_SALT = "a-salt-of-the-tests-1", "a-salt-of-the-tests-2"
LIMITED = parts.by_key_alone(replace(parts.FREE, free_requests=0))
EVERY_SECOND = tuple(Rule(parts.GENERATE, parts.BYOK_REFUSAL, first=n, last=n) for n in (1, 2, 4, 6, 8, 10, 12))
BROKEN_STORED = Team("team_FAKEother", "paid", "41.07", "8.93", stored={"azure": Credential("bad-key")})


def _salted(place: Place, salt: str) -> Place:
    return place.having({"GATEWAY_PROBE_FINGERPRINT_SALT": salt})


WORLDS = (
    pair(
        "a proxy answers everything in production",
        (PRODUCTION, parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, parts.SQUID))),
        (LOCAL, WELL),
        MayExplain(explains=(FROM_ELSEWHERE,), not_said=ORIGIN | BLAMES_KEY_OR_MONEY),
    ),
    pair(
        "a checkpoint page answers every generation in production",
        (PRODUCTION, parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, parts.CHALLENGE))),
        (PREVIEW, WELL),
        MayExplain(explains=(FROM_ELSEWHERE,), not_said=ORIGIN | BLAMES_KEY_OR_MONEY),
    ),
    pair(
        "no answer at all in preview",
        (PRODUCTION, WELL),
        (PREVIEW, parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, parts.SILENCE))),
        MayExplain("", not_said=ORIGIN | BLAMES_KEY_OR_MONEY, speaks_of=("preview",)),
    ),
    pair(
        "a dependency failed for every generation in production, in a minute that was good in preview",
        (PRODUCTION, parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, parts.FAILED_DEPENDENCY))),
        (PREVIEW, WELL),
        MayExplain("", not_said=BLAMES_KEY_OR_MONEY, not_certain=ORIGIN, speaks_of=("production",)),
    ),
    pair(
        "a refusal of a kind that nobody knows in production, the same key in preview",
        (
            PRODUCTION,
            parts.by_key_alone(
                parts.PAID, parts.always(parts.GENERATE, parts.refusal(403, "moon_phase", "Not today."))
            ),
        ),
        (PREVIEW, WELL),
        MayExplain(
            explains=(("refusal-of-unknown-kind", "refusal-depends-on-origin"),),
            not_said=BLAMES_KEY_OR_MONEY,
            not_certain=ORIGIN,
        ),
    ),
    pair(
        "every second generation is refused in production",
        (PRODUCTION, parts.by_key_alone(parts.PAID, *EVERY_SECOND)),
        (PREVIEW, WELL),
        MayExplain("", not_said=ABOUT_KEYS | OTHER_TEAM | KEY_IS_BAD, leads_not=ORIGIN, not_certain=ORIGIN | MONEY),
    ),
    pair(
        "silence in production, a revoked key in preview",
        (PRODUCTION, parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, parts.SILENCE))),
        (on_vercel(REVOKED_KEY, environment="preview"), REVOKED),
        MayExplain("", not_said=ORIGIN | OTHER_TEAM | MONEY, speaks_of=("production", "preview")),
    ),
    pair(
        "no card in production, no key in preview",
        (PRODUCTION, parts.by_key_alone(replace(parts.FREE, card=False))),
        (on_vercel(environment="preview"), WELL),
        MayExplain("", not_said=ORIGIN | OTHER_TEAM | KEY_IS_BAD, speaks_of=("production", "preview")),
    ),
    pair(
        "one key, the free limit in production and a model that is unknown in preview",
        (PRODUCTION, LIMITED),
        (replace(PREVIEW, model="openai/gpt-9-nowhere"), LIMITED),
        MayExplain("", not_said=ORIGIN | ABOUT_KEYS | OTHER_TEAM, speaks_of=("production", "preview")),
    ),
    pair(
        "the own credential failed and the gateway's served, in production, whose key is of another team",
        (replace(on_vercel(OTHER_KEY), model="azure/gpt-5.4-mini"), Gateway((Key(OTHER_KEY, BROKEN_STORED),))),
        (replace(PREVIEW, model="azure/gpt-5.4-mini"), WELL),
        MayExplain("", not_said=ORIGIN | KEY_IS_BAD | MONEY, speaks_of=("production",)),
    ),
    pair(
        "one salt in both places, one key, and a rule against deployments",
        (_salted(PRODUCTION, SALT), CLOSED),
        (_salted(LOCAL, SALT), WELL),
        MayExplain(leads=("refusal-depends-on-origin",), not_said=ABOUT_KEYS),
    ),
    pair(
        "two salts, two keys, and the team of one has to pay",
        (_salted(on_vercel(OTHER_KEY), SALT), Gateway((Key(OTHER_KEY, parts.FREE_WITH_BYOK),))),
        (_salted(PREVIEW, SECOND_SALT), WELL),
        MayExplain(
            explains=(("byok-needs-paid-tier", "key-of-other-team"),),
            not_said=ORIGIN | {"different-key-same-length", "env-changed-not-redeployed", "same-key-with-a-defect"},
        ),
    ),
    pair(
        "a salt in one place and none in the other, and the key without a salt was revoked",
        (_salted(PRODUCTION, SALT), WELL),
        (on_vercel(REVOKED_KEY, environment="preview"), REVOKED),
        MayExplain(
            explains=(("key-invalid-revoked-or-expired",),),
            not_said=ORIGIN | ABOUT_KEYS | MONEY,
            speaks_of=("preview",),
        ),
    ),
    Places(
        "three places, two causes: a revoked key in one, the free limit in another",
        (
            Seen("production", on_vercel(REVOKED_KEY), REVOKED),
            Seen(
                "staging",
                on_vercel(OTHER_KEY, environment="staging"),
                Gateway((Key(OTHER_KEY, replace(parts.FREE, free_requests=0)),)),
            ),
            Seen("local", LOCAL, WELL),
        ),
        MayExplain(
            explains=(("key-invalid-revoked-or-expired",), ("free-tier-rate-limit",)),
            not_said=ORIGIN,
            speaks_of=("production", "staging"),
        ),
    ),
    Places(
        "three places of one blocked team",
        tuple(
            Seen(name, place, parts.by_key_alone(Team(blocked=True)))
            for name, place in (("production", PRODUCTION), ("preview", PREVIEW), ("local", LOCAL))
        ),
        MayExplain("same", not_said=ORIGIN | ABOUT_KEYS | OTHER_TEAM),
    ),
    Places(
        "three places of which one is reached through a proxy that answers for the gateway",
        (
            Seen("production", PRODUCTION, WELL),
            Seen("office", LOCAL, parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, parts.FOREIGN_PAGE))),
            Seen("home", LOCAL, WELL),
        ),
        MayExplain(explains=(FROM_ELSEWHERE,), not_said=ORIGIN | BLAMES_KEY_OR_MONEY, speaks_of=("office",)),
    ),
    Places(
        "two deployments are refused for their headers, the laptop is served with a second key of the team",
        (
            Seen("production", PRODUCTION, CLOSED),
            Seen("preview", PREVIEW, CLOSED),
            Seen("local", on_laptop(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.PAID),))),
        ),
        MayExplain(
            leads=("refusal-depends-on-origin",), not_said=OTHER_TEAM | KEY_IS_BAD, speaks_of=("production", "preview")
        ),
    ),
    Places(
        "four places, and staging alone holds the key of a free team",
        (
            Seen("production", PRODUCTION, WELL),
            Seen(
                "staging", on_vercel(OTHER_KEY, environment="staging"), Gateway((Key(OTHER_KEY, parts.FREE_WITH_BYOK),))
            ),
            Seen("preview", PREVIEW, WELL),
            Seen("local", LOCAL, WELL),
        ),
        MayExplain(
            explains=(("byok-needs-paid-tier", "key-of-other-team", "different-key-same-length"),),
            not_said=ORIGIN | KEY_IS_BAD,
            speaks_of=("staging",),
        ),
    ),
    Places(
        "four places: served by key, served by token, silent, and with a wrong model",
        (
            Seen("production", PRODUCTION, parts.one_team(parts.PAID)),
            Seen("preview", on_vercel(None, Token(parts.PAID), environment="preview"), parts.one_team(parts.PAID)),
            Seen(
                "lambda",
                Place({"AI_GATEWAY_API_KEY": KEY, "AWS_LAMBDA_FUNCTION_NAME": "shop-fake"}),
                parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, parts.SILENCE)),
            ),
            Seen("local", on_laptop(KEY, model="openai/gpt-5.4-minni"), parts.one_team(parts.PAID)),
        ),
        MayExplain(
            explains=(("model-unknown-or-retired", "model-differs"),),
            not_said=ORIGIN | BLAMES_KEY_OR_MONEY,
            speaks_of=("lambda", "local"),
        ),
    ),
    Places(
        "three Documents of one place: served, throttled for a moment, served",
        (
            Seen("first", PRODUCTION, WELL, minutes_ago=120),
            Seen(
                "second",
                PRODUCTION,
                parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, parts.THROTTLED)),
                minutes_ago=60,
            ),
            Seen("third", PRODUCTION, WELL),
        ),
        MayExplain("", not_said=ORIGIN | ABOUT_KEYS | OTHER_TEAM | KEY_IS_BAD, speaks_of=("second",)),
    ),
    Places(
        "three places: the free credit is used up for one key's team, two keys of another are served",
        (
            Seen(
                "production",
                on_vercel(OTHER_KEY),
                Gateway((Key(OTHER_KEY, Team("team_FAKEpoor", "free", "0.00", "5.00")),)),
            ),
            Seen("preview", PREVIEW, WELL),
            Seen("local", LOCAL, WELL),
        ),
        MayExplain(
            explains=(tuple(sorted(MONEY | OTHER_TEAM | {"different-key-same-length"})),),
            not_said=ORIGIN | KEY_IS_BAD,
            speaks_of=("production",),
        ),
    ),
)
