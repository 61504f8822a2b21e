"""Proxies on the way: keys taken out, names taken away, and the gateway's own words behind a harmless one."""

from dataclasses import replace

from tests.standin import Gateway, Rule, Token, Where, passed_on
from tests.worlds import parts
from tests.worlds.expectation import BAD, MONEY, NOT_THE_GATEWAY, May
from tests.worlds.neighbours import pieces
from tests.worlds.neighbours.pieces import DEPLOYMENT, LAPTOP, NOBODY, PULLED
from tests.worlds.world import KEY, REVOKED_KEY, World, on_laptop, on_vercel


def behind(gateway: Gateway, *rules: Rule) -> Gateway:
    """The same with rules of what lies between."""
    return replace(gateway, rules=rules)


WORLDS = (
    World(
        "a proxy of the company takes the key out, and the gateway's own 401 comes back",
        on_laptop(KEY).having(pieces.PROXY),
        behind(LAPTOP, Rule(Where(), pieces.takes_authorization_out)),
        May(BAD, names=(("proxy-or-egress-filter",),), certain=False),
    ),
    World(
        "a proxy that no variable tells of takes the key out",
        on_laptop(KEY),
        behind(LAPTOP, Rule(Where(), pieces.takes_authorization_out)),
        May(BAD, names=(("proxy-or-egress-filter",),), certain=False),
    ),
    World(
        "a proxy takes key and token out alike",
        on_laptop(KEY, env_token=PULLED).having(pieces.PROXY),
        behind(LAPTOP, Rule(Where(), pieces.takes_authorization_out)),
        May(BAD, names=(("proxy-or-egress-filter",),), certain=False),
    ),
    World(
        "an edge in front of the gateway takes the deployment's token out, and there is no key",
        on_vercel(None, Token(parts.PAID)),
        behind(DEPLOYMENT, Rule(Where(), pieces.takes_authorization_out)),
        May(BAD, names=(("proxy-or-egress-filter",),), certain=False),
    ),
    World(
        "a proxy takes the key out of what is posted",
        on_laptop(KEY).having(pieces.PROXY),
        behind(LAPTOP, Rule(Where(), pieces.takes_it_out_of_generations)),
        May(BAD, names=(("proxy-or-egress-filter",),), not_certain=NOBODY),
    ),
    World(
        "whatever is posted is refused as from nobody, by key and by token, and the look-ups know both",
        on_vercel(KEY, Token(parts.PAID)),
        behind(DEPLOYMENT, Rule(parts.GENERATE, pieces.UNAUTHORIZED)),
        May(BAD, certain=False, not_certain=NOBODY),
    ),
    World(
        "a revoked key behind a harmless proxy, through which the pulled token is known",
        on_laptop(REVOKED_KEY, env_token=PULLED).having(pieces.PROXY),
        behind(LAPTOP, pieces.box()),
        May(("failing",), verdict=("key-invalid-revoked-or-expired", "bad-key-shadows-oidc"), at_least="likely"),
    ),
    World(
        "a revoked key where a proxy is set and leaves no trace",
        on_laptop(REVOKED_KEY).having(pieces.PROXY),
        LAPTOP,
        May(("failing",), verdict=("key-invalid-revoked-or-expired",), at_least="likely"),
    ),
    World(
        "a free team's provider key, seen through a harmless edge",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
        parts.one_team(parts.FREE_WITH_BYOK, pieces.box()),
        May(("failing",), verdict=("byok-needs-paid-tier",), at_least="likely"),
    ),
    World(
        "all is well through a harmless edge",
        on_vercel(KEY, Token(parts.PAID)),
        behind(DEPLOYMENT, pieces.box()),
        May(pieces.NOT_BAD, not_claimed=pieces.ALL | NOT_THE_GATEWAY),
    ),
    World(
        "all is well, and nothing says who answered",
        on_laptop(KEY),
        behind(LAPTOP, Rule(Where(), pieces.nameless)),
        May(pieces.NOT_BAD, not_claimed=pieces.ALL),
    ),
    World(
        "401 in the gateway's words, and nothing says who answered",
        on_laptop(REVOKED_KEY),
        behind(LAPTOP, Rule(Where(), pieces.nameless)),
        # By another address than its own the gateway may lose its marks; it tells keys apart and lists its models.
        May(BAD, names=(("key-invalid-revoked-or-expired",),)),
    ),
    World(
        "a box turns the gateway's 401 into 403",
        on_laptop(REVOKED_KEY),
        behind(LAPTOP, Rule(Where(("credits", "generate")), passed_on(status=403, headers=pieces.VIA))),
        May(BAD, not_certain=MONEY | {"routing-rule-denied", "team-blocked"}),
    ),
)
