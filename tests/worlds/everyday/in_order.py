"""Two or three faults at once, where it matters which is mended first, and that the second one is not promised away."""

from tests.standin import Credential, Gateway, Key, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.client_faults import GATEWAY, set_up
from tests.worlds.everyday.machines import CONTAINER, LAMBDA, on
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OIDC, OTHER_TEAM, STORED_CREDENTIAL, May
from tests.worlds.world import KEY, REVOKED_KEY, World, on_laptop, on_vercel

TEAM = Team()
GOOD = parts.by_key_alone(TEAM)
INVALID = "key-invalid-revoked-or-expired"
TIER = "byok-needs-paid-tier"
NO_FUNDS = ("byok-blocked-at-zero-balance", "free-credit-used-up")
TWO_BAD = Team(stored={"azure": Credential("no-deployment"), "openai": Credential("bad-key")})
STALE = Token(TEAM, age_s=50_000, lifetime_s=43_200, environment="development")

WORLDS: tuple[World, ...] = (
    World(
        # Quotes around everything: neither the address nor the key is of any use until the file is mended.
        "a container whose env file has quotes around address and key",
        on(CONTAINER, GATEWAY_PROBE_CLIENT="openai", OPENAI_BASE_URL=f'"{GATEWAY}/v1"', OPENAI_API_KEY=f'"{KEY}"'),
        GOOD,
        May(
            ("failing",),
            names=(("key-quoted-or-prefixed",), ("base-url-wrong-path", "base-url-wrong-host", "base-url-not-set")),
            not_claimed=MONEY | FACTORS | OTHER_TEAM,
        ),
    ),
    World(
        # Both of the laptop's credentials are bad: taking the key out leaves an old token.
        "a laptop with a revoked key and a token of yesterday",
        on_laptop(REVOKED_KEY, env_token=STALE),
        Gateway((Key(REVOKED_KEY, TEAM, revoked=True),), (STALE,)),
        May(
            ("failing",),
            verdict=(INVALID,),
            at_least="likely",
            names=(tuple(sorted(OIDC)),),
            not_claimed=MONEY | FACTORS | OTHER_TEAM,
        ),
    ),
    World(
        # The placeholder goes first; by the token that it hides the tier refuses.
        "a placeholder for a key hides the token of a free team",
        on_vercel("[SENSITIVE]", Token(parts.FREE_WITH_BYOK)),
        parts.one_team(parts.FREE_WITH_BYOK),
        May(
            ("failing",),
            verdict=("key-redacted-placeholder", "bad-key-shadows-oidc"),
            names=(("key-redacted-placeholder",), (TIER,)),
            at_least="likely",
            not_claimed=FACTORS | OTHER_TEAM,
        ),
    ),
    World(
        # Two stored credentials, each with a fault of its own, and nobody else: mending one is enough, and both are told.
        "two stored credentials fail, each in its own way, and the gateway has none",
        on_vercel(KEY, Token(TWO_BAD)),
        parts.one_team(TWO_BAD, system=parts.NO_ROUTE),
        May(
            ("failing",),
            names=(tuple(sorted(STORED_CREDENTIAL)),),
            at_least="likely",
            not_claimed=KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM,
        ),
    ),
    World(
        # The newline keeps every request in the process; behind it the money is gone.
        "a newline behind the key of a python app, whose team has no money",
        set_up("openai", f"{KEY}\n", Token(parts.NO_MONEY)),
        parts.one_team(parts.NO_MONEY),
        May(("failing",), names=(("key-trailing-newline",), NO_FUNDS), not_claimed=FACTORS | OTHER_TEAM),
    ),
    World(
        # The gateway's key goes to OpenAI by the base URL: whatever the key is, the address comes first.
        "the gateway's key is sent to openai by the base url",
        on(LAMBDA, GATEWAY_PROBE_CLIENT="openai", OPENAI_BASE_URL="https://api.openai.com/v1", OPENAI_API_KEY=KEY),
        GOOD,
        May(
            NOT_HEALTHY,
            found=(("base-url-wrong-host", "provider-env-diverts-routing"),),
            not_claimed=MONEY | FACTORS | OTHER_TEAM,
            at_least="likely",
            said="OPENAI_BASE_URL",
        ),
    ),
    World(
        # The key's team is blocked, the deployment's own is refused for its tier: to drop the key alone cures nothing.
        "the key is of a blocked team, the token of a free one",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
        parts.two_teams(parts.BLOCKED, parts.FREE_WITH_BYOK),
        May(
            ("failing",),
            names=(("team-blocked",), ("key-of-other-team",), (TIER,)),
            not_claimed=KEY_IS_BAD | FACTORS - {"refusal-depends-on-credential"},
        ),
    ),
    World(
        # A free team behind a rule against deployments: without the headers the tier still refuses.
        "a free team, and what says that it is a deployment is refused for another reason",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
        parts.one_team(
            parts.FREE_WITH_BYOK, Rule(Where("generate", origin=True), parts.refusal(403, "forbidden", "Forbidden."))
        ),
        May(("failing", "inconclusive"), names=((TIER,),), certain=False, not_claimed=KEY_IS_BAD | OTHER_TEAM),
    ),
    World(
        # Three faults in a row: base URL, key, model. The first keeps the others from being seen by the app.
        "openai's client: a wrong path, a revoked key and a model that is gone",
        on(
            LAMBDA,
            GATEWAY_PROBE_CLIENT="openai",
            OPENAI_BASE_URL=GATEWAY,
            OPENAI_API_KEY=REVOKED_KEY,
            GATEWAY_PROBE_MODEL="openai/gpt-3-forgotten",
        ),
        Gateway((Key(REVOKED_KEY, TEAM, revoked=True),)),
        May(("failing",), names=(("base-url-wrong-path",), (INVALID,)), not_claimed=MONEY | FACTORS | OTHER_TEAM),
    ),
)
