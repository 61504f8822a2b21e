"""The same faults in a Lambda function, in a container and in a build: what Vercel does for its functions does not reach these."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Gateway, Key, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, Place, World, on_laptop, on_vercel

ROOMS = {
    "Lambda": {
        "AWS_LAMBDA_FUNCTION_NAME": "shop-fake",
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_EXECUTION_ENV": "AWS_Lambda_python3.12",
        "AWS_REGION": "eu-central-1",
        "LAMBDA_TASK_ROOT": "/var/task",
    },
    "a container": {"KUBERNETES_SERVICE_HOST": "10.0.0.1", "KUBERNETES_SERVICE_PORT": "443", "HOSTNAME": "shop-7f3a"},
    "an action": {"CI": "true", "GITHUB_ACTIONS": "true", "RUNNER_OS": "Linux"},
}
OF_VERCEL = frozenset({"system-env-not-exposed", "oidc-off-or-wrong-link", "bad-key-shadows-oidc"})
NO_ADVICE = ("vercel env",)
"""A variable at Vercel reaches deployments of Vercel alone."""


def _there(room: str, place: Place) -> Place:
    served = {"host": "probe.example"}
    return replace(place.having(ROOMS[room]), headers=served)


def _worlds() -> Iterator[World]:
    for room in ROOMS:
        yield World(
            f"{room}: all is well",
            _there(room, on_laptop(KEY)),
            parts.by_key_alone(parts.PAID),
            May(("healthy",), certain=True, not_named=OF_VERCEL),
        )
        yield World(
            f"{room}: no credential",
            _there(room, on_laptop()),
            parts.by_key_alone(parts.PAID),
            May(
                ("failing",),
                verdict=("key-absent",),
                at_least="likely",
                not_named=OF_VERCEL,
                never=NO_ADVICE,
                generations=(0, 0),
            ),
        )
        yield World(
            f"{room}: the key is revoked",
            _there(room, on_laptop(REVOKED_KEY)),
            Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),)),
            May(
                ("failing",),
                verdict=("key-invalid-revoked-or-expired",),
                certain=True,
                not_named=OF_VERCEL,
                not_claimed=MONEY | FACTORS | OTHER_TEAM,
                never=NO_ADVICE,
            ),
        )
        yield World(
            f"{room}: the seed's refusal, and no token to tell whose key it is",
            _there(room, on_laptop(KEY)),
            parts.by_key_alone(parts.FREE_WITH_BYOK),
            May(
                ("failing",),
                verdict=("byok-needs-paid-tier",),
                at_least="likely",
                names=(("key-of-other-team",),),
                not_claimed=KEY_IS_BAD | FACTORS,
                not_ruled_out=frozenset({"key-of-other-team"}),
                never=NO_ADVICE,
            ),
        )
        yield World(
            f"{room}: no key, and a caller sends a header with a token",
            replace(_there(room, on_laptop()), header_token=Token(parts.PAID)),
            parts.one_team(parts.PAID),
            # Off Vercel that header is whatever the caller likes: it is nobody's credential.
            May(NOT_HEALTHY, names=(("key-absent", "client-does-not-see-token"),), never=NO_ADVICE),
        )
        yield World(
            f"{room}: a good key, and a caller sends a header with a token of another team",
            replace(_there(room, on_laptop(KEY)), header_token=Token(parts.OTHER_PAID)),
            parts.two_teams(parts.PAID, parts.OTHER_PAID),
            May(("healthy", "degraded"), not_claimed=BLAMES, not_named=OTHER_TEAM),
        )
        yield World(
            f"{room}: a key in quotes, which is good without them",
            _there(room, on_laptop(f'"{KEY}"')),
            parts.by_key_alone(parts.PAID),
            May(("failing",), verdict=("key-quoted-or-prefixed",), at_least="likely", never=NO_ADVICE),
        )
        yield World(
            f"{room}: the key lies under LiteLLM's name",
            _there(room, on_laptop(VERCEL_AI_GATEWAY_API_KEY=KEY, GATEWAY_PROBE_CLIENT="ai-sdk-7")),
            parts.by_key_alone(parts.PAID),
            May(("failing",), names=(("key-name-near-miss", "key-absent"),), never=NO_ADVICE, generations=(0, 0)),
        )
        yield World(
            f"{room}: a firewall stops generations",
            _there(room, on_laptop(KEY)),
            parts.by_key_alone(parts.PAID, Rule(Where("generate"), parts.CHALLENGE)),
            May(("failing", "inconclusive"), names=(("firewall-blocks-gateway",),), not_claimed=BLAMES),
        )
        yield World(
            f"{room}: the team has no card",
            _there(room, on_laptop(KEY)),
            parts.by_key_alone(parts.NO_CARD),
            May(("failing",), verdict=("no-card-on-file",), certain=True, not_claimed=BLAMES - {"no-card-on-file"}),
        )
    yield World(
        "Vercel, whose functions show Amazon's variables besides",
        on_vercel(KEY, Token(parts.PAID)).having(ROOMS["Lambda"]),
        parts.one_team(parts.PAID),
        May(("healthy",), certain=True),
    )
    yield World(
        "Vercel with Amazon's variables, a token alone",
        on_vercel(None, Token(parts.PAID)).having(ROOMS["Lambda"]),
        parts.one_team(parts.PAID),
        May(("healthy", "degraded"), not_claimed=BLAMES | {"key-absent"}),
    )
    yield World(
        "Vercel with Amazon's variables, a key of a free team beside a token of a paid one",
        on_vercel(OTHER_KEY, Token(parts.PAID)).having(ROOMS["Lambda"]),
        Gateway((Key(OTHER_KEY, replace(parts.FREE_WITH_BYOK, id="team_FAKEfree")),), (Token(Team()),)),
        May(("failing",), names=(("key-of-other-team",),), not_claimed=KEY_IS_BAD),
    )


WORLDS = tuple(_worlds())
