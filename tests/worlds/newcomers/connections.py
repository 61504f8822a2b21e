"""Worlds in which the answer hangs on the connection: one of several nodes refuses, or the first request of each, or all but it.

Nothing of the request decides, so no factor of it may be blamed with certainty, whichever arm of an experiment met the node.
"""

from collections.abc import Iterator

from tests.standin import Answer, Rule, Token, Where
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.world import ASKED, KEY, World, on_laptop, on_vercel

ANY = ("healthy", "degraded", *BAD)
HERE = on_vercel(KEY, Token(parts.PAID))
HANGS_ON_IT = {
    "one node of two": Where("generate", node=(2, 0)),
    "the other node of two": Where("generate", node=(2, 1)),
    "one node of three": Where("generate", node=(3, 0)),
    "one node of five": Where("generate", node=(5, 2)),
    "the first request of each connection": Where("generate", kept=False),
    "a connection that was kept": Where("generate", kept=True),
}
ANSWERS = {
    "the BYOK refusal": parts.BYOK_REFUSAL,
    "a denial": parts.ACCESS_DENIED,
    "a rate limit": parts.THROTTLED,
    "a fault": parts.UNAVAILABLE,
    "no funds": parts.NO_FUNDS,
    "an unknown model": parts.unknown_model(ASKED),
    "a page": parts.FOREIGN_PAGE,
    "silence": parts.SILENCE,
    "401": parts.refusal(401, "authentication_error", "Authentication failed."),
}
BY_CHANCE = May(ANY, not_certain=BLAMES | {"model-unknown-or-retired"})
"""Whether the run meets the node is chance; what it met is not the fault of what it sent."""
LOOKUPS = Where(("credits", "models", "endpoints"), node=(2, 0))


def _generations() -> Iterator[World]:
    for what, where in HANGS_ON_IT.items():
        for answered, answer in ANSWERS.items():
            yield World(
                f"{what} answers generations with {answered}",
                HERE,
                parts.one_team(parts.PAID, Rule(where, answer)),
                BY_CHANCE,
            )
    for client in ("openai", "claude-code", "ai-sdk-5", "litellm"):
        for what in ("one node of two", "the first request of each connection"):
            yield World(
                f"{client}: {what} answers generations with the BYOK refusal",
                set_up(client, KEY, Token(parts.PAID)),
                parts.one_team(parts.PAID, Rule(HANGS_ON_IT[what], parts.BYOK_REFUSAL)),
                BY_CHANCE,
            )


def _more() -> Iterator[World]:
    for answered, answer in (("401", ANSWERS["401"]), ("a page", parts.FOREIGN_PAGE), ("silence", parts.SILENCE)):
        yield World(
            f"one node of two answers every look-up with {answered}, generations are served",
            HERE,
            parts.one_team(parts.PAID, Rule(LOOKUPS, answer)),
            May(("healthy", "degraded"), not_claimed=BLAMES | {"gateway-unreachable"}),
        )
    yield World(
        "one node of two has another sum of credits, all is served",
        HERE,
        parts.one_team(
            parts.PAID,
            Rule(Where("credits", "key", node=(2, 0)), Answer(200, {"balance": "12.00", "total_used": "88.00"})),
        ),
        May(("healthy", "degraded"), not_certain=OTHER_TEAM, not_claimed=KEY_IS_BAD | MONEY | FACTORS),
    )
    yield World(
        "a proxy of two is broken, on a laptop",
        on_laptop(KEY),
        parts.by_key_alone(parts.PAID, Rule(Where(node=(2, 0)), parts.SQUID)),
        May(ANY, not_certain=BLAMES, not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM),
    )
    yield World(
        "every answer ends its connection and says so",
        HERE,
        parts.one_team(parts.PAID, Rule(parts.EVERYTHING, lambda _, it: it.with_headers(connection="close"))),
        May(("healthy",), certain=True, not_claimed=BLAMES, generations=(2, 2)),
    )
    for name, team, verdict in (
        ("the seed", parts.FREE_WITH_BYOK, "byok-needs-paid-tier"),
        ("a team without a card", parts.NO_CARD, "no-card-on-file"),
    ):
        yield World(
            f"{name}, and every answer ends its connection and says so",
            on_vercel(KEY, Token(team)),
            parts.one_team(team, Rule(parts.EVERYTHING, lambda _, it: it.with_headers(connection="close"))),
            May(("failing",), (verdict,), certain=True, not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
        )


WORLDS: tuple[World, ...] = (*_generations(), *_more())
