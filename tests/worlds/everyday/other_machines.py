"""Lambda functions, containers, laptops and runners, some with variables of a deployment that were carried there."""

from dataclasses import replace

from tests.standin import Gateway, Key, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.everyday.machines import CONTAINER, COPIED, LAMBDA, RUNNER, on
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, OIDC, OTHER_TEAM, May
from tests.worlds.world import KEY, World

TEAM = Team()
GOOD = parts.by_key_alone(TEAM)
INVALID = "key-invalid-revoked-or-expired"
WELL = May(("healthy",), not_claimed=BLAMES)
ASIDE = MONEY | FACTORS | OTHER_TEAM
NOTHING_SENT = May(
    ("failing",),
    names=(("key-absent", "key-empty", "key-name-near-miss"),),
    at_least="likely",
    not_claimed=ASIDE | {INVALID},
    generations=(0, 0),
)
OLD = Token(TEAM, age_s=172_800, lifetime_s=43_200, environment="development")
CALLERS = Token(parts.OTHER_PAID, project="prj_FAKEcaller")
NO_SIGN = May(("healthy", "degraded"), not_claimed=BLAMES | {"deployment-token-refused"})

WORLDS: tuple[World, ...] = (
    World(
        # Nothing there renews a token: what helps for good is a key.
        "lambda: a pulled file was copied, its token is two days old, and there is no key",
        replace(on(LAMBDA), env_token=OLD),
        Gateway((), (OLD,)),
        May(
            ("failing",),
            names=(tuple(sorted(OIDC | {"key-absent"})),),
            at_least="likely",
            not_claimed=ASIDE | KEY_IS_BAD,
            step="AI_GATEWAY_API_KEY",
            generations=(0, 0),
        ),
    ),
    World(
        # One variable alone was copied, and its header alone decides.
        "container: only the name of the environment came along, and it is what is refused",
        on(CONTAINER, KEY, VERCEL_ENV="production"),
        parts.by_key_alone(TEAM, Rule(Where("generate", header="ai-o11y-environment"), parts.BYOK_REFUSAL)),
        May(("failing",), verdict=("refusal-depends-on-origin",), certain=True, step="VERCEL_ENV"),
    ),
    World(
        # No app of Python's sends these headers: that a deployment is refused concerns none of its requests.
        "container: a deployment's variables came along, and litellm sends no header of them",
        on(CONTAINER, VERCEL_AI_GATEWAY_API_KEY=KEY, GATEWAY_PROBE_CLIENT="litellm", **COPIED),
        parts.by_key_alone(TEAM, parts.REFUSES_DEPLOYMENTS),
        WELL,
    ),
    World(
        # A reference that nothing replaced is no key.
        "runner: the key is a reference to a secret that nothing replaced",
        on(RUNNER, "${{ secrets.AI_GATEWAY_API_KEY }}"),
        GOOD,
        May(("failing",), verdict=("key-redacted-placeholder",), at_least="likely", not_claimed=ASIDE),
    ),
    World(
        # VERCEL=1 was copied: that OIDC is off in the project would be told of a project that this is not.
        "container: VERCEL was copied, there is neither key nor token",
        on(CONTAINER, VERCEL="1", **COPIED),
        GOOD,
        replace(NOTHING_SENT, names=(("key-absent",),), not_certain=frozenset({"oidc-off-or-wrong-link"})),
    ),
    World(
        # Outside Vercel nobody set this header but the caller, and the AI SDK reads it there from nowhere.
        "lambda: the caller sent a token of a team of his own, and the key is good",
        replace(on(LAMBDA, KEY), headers={"host": "shop.example"}, header_token=CALLERS),
        Gateway((Key(KEY, TEAM),), (CALLERS,)),
        NO_SIGN,
    ),
    World(
        # Two teams, but one of them is the caller's: the refusal is of the key's own team.
        "lambda: the tier's word by the key, and the caller sent a token of a paid team",
        replace(on(LAMBDA, KEY), headers={"host": "shop.example"}, header_token=CALLERS),
        Gateway((Key(KEY, parts.FREE_WITH_BYOK),), (CALLERS,)),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",), ("key-of-other-team",)),
            not_certain=frozenset({"key-of-other-team", "refusal-depends-on-credential"}),
            not_claimed=KEY_IS_BAD,
        ),
    ),
)
