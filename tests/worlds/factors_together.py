"""Refusals that depend on two factors at once, and refusals by either of two: one factor alone is not the whole story."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from tests.standin import Rule, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, May
from tests.worlds.world import ASKED, KEY, Place, World, on_vercel

USER = parts.options(user="shop")
BY = {
    "the key": ({"credential": "key"}, "refusal-depends-on-credential"),
    "the deployment's headers": ({"origin": True}, "refusal-depends-on-origin"),
    "the AI SDK's door": ({"protocol": "ai-sdk"}, "refusal-depends-on-protocol"),
    "an option": ({"option": "user"}, "options-refused"),
    "the asked model": ({"model": ASKED}, ""),
}
ANSWERS = {
    "the seed's words": parts.BYOK_REFUSAL,
    "words that nobody knows": parts.refusal(403, "policy_of_tomorrow", "Not under this policy."),
}


def _place() -> Place:
    return replace(
        on_vercel(KEY, Token(parts.PAID)).having({"GATEWAY_PROBE_PROVIDER_OPTIONS": USER}), experiments="auto"
    )


def _worlds() -> Iterator[World]:
    for words, answer in ANSWERS.items():
        for first, second in combinations(BY, 2):
            (where, code), (also, other) = BY[first], BY[second]
            either = {item for item in (code, other) if item}
            yield World(
                f"{first} with {second} is refused, {words}",
                _place(),
                parts.one_team(parts.PAID, Rule(Where("generate", **where, **also), answer)),  # type: ignore[arg-type]
                # Whichever is changed of the two, it is served; once that is confirmed for one, no more is asked.
                May(
                    ("failing",),
                    names=(tuple(sorted(either)),),
                    not_claimed=(FACTORS - either) | KEY_IS_BAD,
                    not_certain=frozenset({"byok-needs-paid-tier"}),
                ),
            )
            yield World(
                f"{first} is refused, and so is {second}, {words}",
                _place(),
                parts.one_team(
                    parts.PAID,
                    Rule(Where("generate", **where), answer),  # type: ignore[arg-type]
                    Rule(Where("generate", **also), answer),  # type: ignore[arg-type]
                ),
                # Neither alone serves it, so neither alone is to blame.
                May(("failing", "inconclusive"), not_certain=FACTORS, not_claimed=(FACTORS - either) | KEY_IS_BAD),
            )


WORLDS = tuple(_worlds())
