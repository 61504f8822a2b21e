"""Places beside each other whose runs were unlike: at other levels, hours, clients and orders, or broken off."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Token, Where
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.boxes_between import BOXES
from tests.worlds.expectation import KEY_IS_BAD, MONEY, NETWORK, NOT_THE_GATEWAY, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, NOTHING, ORIGIN, MayExplain, Places, Seen
from tests.worlds.world import KEY, REVOKED_KEY, on_laptop, on_vercel

GOOD = parts.by_key_alone(parts.PAID)
BOTH = parts.one_team(parts.PAID)
PRODUCTION = on_vercel(KEY)
PREVIEW = on_vercel(KEY, environment="preview")
OF_PREVIEW = Token(parts.PAID, environment="preview")
LAMBDA = on_laptop(KEY).having({"AWS_LAMBDA_FUNCTION_NAME": "shop-fake", "AWS_REGION": "eu-central-1"})
BLAMED = ABOUT_KEYS | ORIGIN | MONEY | KEY_IS_BAD | OTHER_TEAM
WAY = tuple(sorted({"own-cause"} | NETWORK | NOT_THE_GATEWAY))
NOT_TOLD = frozenset({"nothing-accounts-for-it", "own-cause", "changed-between-runs"})
SALT = {"GATEWAY_PROBE_FINGERPRINT_SALT": "FAKE-salt-of-this-place-0001"}
OTHER_SALT = {"GATEWAY_PROBE_FINGERPRINT_SALT": "FAKE-salt-of-that-place-0002"}
ORIGIN_RULE = parts.by_key_alone(parts.PAID, parts.REFUSES_DEPLOYMENTS)
REVOKED = Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True), Key(KEY, parts.PAID)))
SEED = parts.by_key_alone(parts.FREE_WITH_BYOK)
BROUGHT_UP = parts.by_key_alone(replace(parts.PAID, id="team_FAKEfree", balance="23.80", used="1.20"))


def _behind_boxes() -> Iterator[Places]:
    for name in (
        "a proxy's 407",
        "a filter's 403",
        "another gateway's 401",
        "a portal's 200",
        "a mesh's problem+json 403",
    ):
        yield Places(
            f"production and preview are served; {name} is all that the laptop hears",
            (
                Seen("production", PRODUCTION, GOOD),
                Seen("preview", PREVIEW, GOOD),
                Seen(
                    "local",
                    on_laptop(KEY).having({"HTTPS_PROXY": "http://proxy.example:3128"}),
                    parts.by_key_alone(parts.PAID, Rule(parts.EVERYTHING, BOXES[name])),
                ),
            ),
            MayExplain(of={"local": WAY}, not_said=BLAMED),
        )


def _served() -> Iterator[Places]:
    for name, seen in (
        ("at other levels", (Seen("production", PRODUCTION, GOOD, level="private"), Seen("preview", PREVIEW, GOOD))),
        ("a day apart", (Seen("production", PRODUCTION, GOOD, minutes_ago=1560), Seen("preview", PREVIEW, GOOD))),
        (
            "of the first build and of today",
            (Seen("production", PRODUCTION, GOOD, recorded=True), Seen("preview", PREVIEW, GOOD)),
        ),
        (
            "on Vercel, Lambda and a laptop",
            (Seen("production", PRODUCTION, GOOD), Seen("lambda", LAMBDA, GOOD), Seen("local", on_laptop(KEY), GOOD)),
        ),
        (
            "one of them slowly",
            (
                Seen("production", PRODUCTION, GOOD),
                Seen("local", on_laptop(KEY), parts.by_key_alone(parts.PAID, Rule(parts.GENERATE, _slow))),
            ),
        ),
    ):
        yield Places(f"all are served: {name}", seen, NOTHING)
    for order in (1, -1):
        pair = (
            Seen("production", on_vercel(KEY, Token(parts.PAID)), BOTH),
            Seen(
                "preview",
                on_vercel(KEY, Token(parts.OTHER_PAID, environment="preview"), environment="preview"),
                Gateway((Key(KEY, parts.PAID),), (Token(parts.OTHER_PAID, environment="preview"),)),
            ),
        )
        yield Places(
            f"both are served by one key, and deployed by two teams, {'production' if order > 0 else 'preview'} first",
            pair[::order],
            MayExplain("", not_said=ORIGIN | MONEY | KEY_IS_BAD | {"different-key-same-length"}),
        )


def _slow(_request: Request, ordinary: Answer) -> Answer:
    return replace(ordinary, delay_s=2)


def _refused() -> Iterator[Places]:
    for order in (1, -1):
        turned = "" if order > 0 else ", the other way round"
        yield Places(
            f"an origin rule against deployments, and a laptop{turned}",
            (
                Seen("production", PRODUCTION, ORIGIN_RULE),
                Seen("preview", PREVIEW, ORIGIN_RULE),
                Seen("local", on_laptop(KEY), GOOD),
            )[::order],
            MayExplain(
                of=dict.fromkeys(("production", "preview"), ("refusal-depends-on-origin", "own-cause")),
                not_said=ABOUT_KEYS | KEY_IS_BAD | OTHER_TEAM,
            ),
        )
        yield Places(
            f"a revoked key in two places of four{turned}",
            (
                Seen("production", on_vercel(REVOKED_KEY), REVOKED),
                Seen("preview", PREVIEW, GOOD),
                Seen("local", on_laptop(KEY), GOOD),
                Seen("lambda", LAMBDA.having({"AI_GATEWAY_API_KEY": REVOKED_KEY}), REVOKED),
            )[::order],
            MayExplain(
                of=dict.fromkeys(("production", "lambda"), ("own-cause", "key-invalid-revoked-or-expired")),
                not_said=ORIGIN | MONEY | OTHER_TEAM,
            ),
        )
        yield Places(
            f"a bad key before a token, and the token alone{turned}",
            (
                Seen(
                    "production", on_vercel(REVOKED_KEY, Token(parts.PAID)), Gateway(REVOKED.keys, (Token(parts.PAID),))
                ),
                Seen("preview", on_vercel(None, OF_PREVIEW, environment="preview"), Gateway((), (OF_PREVIEW,))),
            )[::order],
            MayExplain(
                of={
                    "production": (
                        "own-cause",
                        "credential-differs",
                        "bad-key-shadows-oidc",
                        "key-invalid-revoked-or-expired",
                    )
                },
                not_said=ORIGIN | MONEY | OTHER_TEAM,
            ),
        )
    yield Places(
        "all three are refused with the seed's words, by one key",
        tuple(
            Seen(n, p, SEED) for n, p in (("production", PRODUCTION), ("preview", PREVIEW), ("local", on_laptop(KEY)))
        ),
        MayExplain("", not_said=ORIGIN | ABOUT_KEYS | KEY_IS_BAD | OTHER_TEAM),
    )
    yield Places(
        "refused at the private level, then bought, served at the public one",
        (Seen("production", PRODUCTION, SEED, level="private", minutes_ago=5), Seen("preview", PREVIEW, BROUGHT_UP)),
        MayExplain(
            explains=(("changed-between-runs", "byok-needs-paid-tier", "purchase-not-effective-yet", "own-cause"),),
            not_said=ABOUT_KEYS | OTHER_TEAM | KEY_IS_BAD,
            leads_not=ORIGIN,
        ),
    )
    yield Places(
        "two salts, and the key of one place is revoked",
        (
            Seen("production", on_vercel(REVOKED_KEY).having(SALT), REVOKED),
            Seen("preview", PREVIEW.having(OTHER_SALT), GOOD),
        ),
        MayExplain(
            of={"production": ("own-cause", "key-invalid-revoked-or-expired")}, not_said=ORIGIN | MONEY | ABOUT_KEYS
        ),
    )
    yield Places(
        "production is by key, preview by the token of a free team",
        (
            Seen("production", PRODUCTION, GOOD),
            Seen(
                "preview",
                on_vercel(None, Token(parts.FREE_WITH_BYOK, environment="preview"), environment="preview"),
                Gateway((), (Token(parts.FREE_WITH_BYOK, environment="preview"),)),
            ),
        ),
        MayExplain(
            of={"preview": ("credential-differs", "env-scope-mismatch", "byok-needs-paid-tier", "own-cause")},
            not_said=ORIGIN | KEY_IS_BAD | {"different-key-same-length"},
        ),
    )
    yield Places(
        "one client's door is shut in preview, production asks at another",
        (
            Seen("production", PRODUCTION, GOOD),
            Seen(
                "preview",
                on_vercel(None, environment="preview").having(
                    {
                        "OPENAI_API_KEY": KEY,
                        "OPENAI_BASE_URL": "https://ai-gateway.vercel.sh/v1",
                        "GATEWAY_PROBE_CLIENT": "openai",
                    }
                ),
                parts.by_key_alone(
                    parts.PAID, Rule(Where("generate", protocol="chat-completions"), parts.BYOK_REFUSAL)
                ),
            ),
        ),
        MayExplain(
            of={"preview": ("protocol-differs", "refusal-depends-on-protocol", "own-cause")},
            not_said=ORIGIN | ABOUT_KEYS | KEY_IS_BAD | OTHER_TEAM | {"env-scope-mismatch"},
        ),
    )
    yield Places(
        "a pulled token of yesterday on the laptop, a fresh one in production",
        (
            Seen("production", on_vercel(None, Token(parts.PAID)), BOTH),
            Seen("local", on_laptop(env_token=parts.EXPIRED_PULL), Gateway((), (parts.EXPIRED_PULL,))),
        ),
        MayExplain(of={"local": ("oidc-expired-locally", "own-cause")}, not_said=BLAMED | {"env-scope-mismatch"}),
    )


def _broken() -> Iterator[Places]:
    may = MayExplain("", not_said=BLAMED)
    late = Rule(parts.EVERYTHING, lambda _request, ordinary: replace(ordinary, delay_s=2.5))
    for name, place, gateway in (
        ("had no time", PRODUCTION.having({"GATEWAY_PROBE_TIME_BUDGET": "1"}), parts.by_key_alone(parts.PAID, late)),
        ("asked no generation", PRODUCTION.having({"GATEWAY_PROBE_MAX_GENERATIONS": "0"}), GOOD),
        ("heard nothing", PRODUCTION, parts.by_key_alone(parts.PAID, Rule(parts.EVERYTHING, parts.SILENCE))),
        ("was throttled", PRODUCTION, parts.by_key_alone(parts.PAID, Rule(parts.GENERATE, parts.THROTTLED))),
        (
            "met a fault of the gateway",
            PRODUCTION,
            parts.by_key_alone(parts.PAID, Rule(parts.GENERATE, parts.UNAVAILABLE)),
        ),
        ("met a refusal that nobody knows", PRODUCTION, parts.by_key_alone(parts.PAID, Rule(parts.GENERATE, ODD))),
        (
            "was both served and refused",
            PRODUCTION,
            replace(parts.by_key_alone(parts.PAID, Rule(parts.GENERATE, ODD, p=0.5)), seed=5),
        ),
    ):
        yield Places(
            f"the run of production {name}, preview and laptop are served",
            (Seen("production", place, gateway), Seen("preview", PREVIEW, GOOD), Seen("local", on_laptop(KEY), GOOD)),
            may if "nobody" not in name else replace(may, not_said=BLAMED - ORIGIN, not_certain=ORIGIN),
        )


ODD = parts.refusal(409, "conflict_of_plans", "Not now.")
WORLDS = (*_behind_boxes(), *_served(), *_refused(), *_broken())
