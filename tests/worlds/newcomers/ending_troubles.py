"""Worlds whose trouble ends while the run looks on: a gateway that knows nobody for some requests, a purchase that takes effect, a block that is lifted."""

from collections.abc import Iterator

from tests.standin import Rule, Token, Where
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BAD, BLAMES, FACTORS, OTHER_TEAM, May
from tests.worlds.newcomers.connections import ANSWERS, ANY
from tests.worlds.world import ASKED, KEY, World, on_laptop, on_vercel

HERE = on_vercel(KEY, Token(parts.PAID))
ENDING = {
    "the BYOK refusal": parts.BYOK_REFUSAL,
    "a denial": parts.ACCESS_DENIED,
    "no funds": parts.NO_FUNDS,
    "an unknown model": parts.unknown_model(ASKED),
    "401": ANSWERS["401"],
    "a missing card": parts.refusal(403, "customer_verification_required"),
    "a budget": parts.refusal(402, "quota_for_entity_exceeded"),
    "a rule": parts.refusal(403, "forbidden"),
}


def _of_generations() -> Iterator[World]:
    for answered, answer in ENDING.items():
        for number in (1, 2, 3, 4):
            yield World(
                f"{answered} for the first {number} generations, and none later",
                HERE,
                parts.one_team(parts.PAID, Rule(parts.GENERATE, answer, last=number)),
                # Whoever saw it end knows that no factor and no lasting state is to blame; a run of two may not see it.
                May(ANY, not_certain=FACTORS | OTHER_TEAM if number > 1 else BLAMES, not_claimed=OTHER_TEAM),
            )


def _of_everything() -> Iterator[World]:
    known = Where(credential=("key", "token"))
    for number in (1, 2, 3, 5):
        for name, place in (("a deployment", HERE), ("a laptop", on_laptop(KEY)), ("LiteLLM", set_up("litellm", KEY))):
            if number == 5 and place is not HERE:
                # A run by a key alone asks five times: it has seen nothing else.
                continue
            yield World(
                f"{name}: nobody is known for the first {number} requests, and everybody later",
                place,
                parts.one_team(parts.PAID, Rule(known, ANSWERS["401"], last=number)),
                May(ANY, not_certain=BLAMES | {"oidc-refused"}, not_claimed=OTHER_TEAM),
            )
    for number in (3, 8):
        yield World(
            f"a block on the team is lifted after {number} requests",
            HERE,
            parts.one_team(parts.PAID, Rule(known, parts.ACCESS_DENIED, last=number)),
            May(ANY, not_certain=FACTORS | OTHER_TEAM, not_claimed=OTHER_TEAM),
        )
        yield World(
            f"a proxy lets through after {number} requests",
            on_laptop(KEY),
            parts.by_key_alone(parts.PAID, Rule(parts.EVERYTHING, parts.SQUID, last=number)),
            May((*BAD, "healthy", "degraded"), not_claimed=BLAMES, not_certain=BLAMES),
        )


WORLDS: tuple[World, ...] = (*_of_generations(), *_of_everything())
