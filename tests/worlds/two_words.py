"""The gateway gives two reasons for one request: the stream gets another than the plain answer, or later ones than the first."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

from tests.standin import Answer, Rule, Token, Where
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, May
from tests.worlds.world import KEY, World

SAID: dict[str, tuple[Answer, str]] = {
    "BYOK": (parts.BYOK_REFUSAL, "byok-needs-paid-tier"),
    "funds": (parts.NO_FUNDS, "byok-blocked-at-zero-balance"),
    "a card": (parts.refusal(403, "customer_verification_required", "A valid credit card on file."), "no-card-on-file"),
    "a budget": (parts.refusal(402, "quota_for_entity_exceeded", "Quota limit exceeded."), "budget-reached"),
    "a block": (parts.ACCESS_DENIED, "team-blocked"),
    "the model": (parts.unknown_model("openai/gpt-5.4-mini"), "model-unknown-or-retired"),
}


def _worlds() -> Iterator[World]:
    place = set_up("ai-sdk-7", KEY, Token(parts.PAID))
    for first, second in permutations(SAID, 2):
        (one, code), (two, other) = SAID[first], SAID[second]
        may = May(BAD, not_certain=frozenset({code, other}), not_claimed=KEY_IS_BAD | FACTORS)
        yield World(
            f"plain answers speak of {first}, streams of {second}",
            place,
            parts.one_team(
                parts.PAID, Rule(Where("generate", streamed=True), two), Rule(Where("generate", streamed=False), one)
            ),
            # Of a card and of a budget nothing else tells, and plain answers said it each time: then it is so, and what
            # streams are told is named beside it.
            replace(
                may, names=((code,), (other,)), not_certain=may.not_certain - {"no-card-on-file", "budget-reached"}
            ),
        )
        yield World(
            f"the first answer speaks of {first}, every later one of {second}",
            place,
            parts.one_team(parts.PAID, Rule(Where("generate"), one, last=1), Rule(Where("generate"), two)),
            replace(may, names=((code, other, "comes-and-goes", "inconclusive"),)),
        )
    for first, second in (("BYOK", "funds"), ("a card", "a block"), ("a budget", "BYOK")):
        yield World(
            f"answers speak of {first} and of {second} in turn",
            place,
            parts.one_team(
                parts.PAID,
                *(Rule(Where("generate"), SAID[(first, second)[n % 2]][0], first=n, last=n) for n in range(1, 16)),
            ),
            May(BAD, not_certain=frozenset({SAID[first][1], SAID[second][1]}), not_claimed=KEY_IS_BAD | FACTORS),
        )


WORLDS = tuple(_worlds())
