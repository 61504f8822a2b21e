"""Drawn by lot: a plain fault as each client meets it, with two or three innocents beside it at once."""

import random
from collections.abc import Iterator
from itertools import combinations

from tests.standin import Token
from tests.worlds.client_faults import SET_UPS, set_up
from tests.worlds.newcomers.faults_and_innocents import (
    FAULTS,
    INNOCENTS,
    OPTIONS,
    Innocent,
    is_told_by_itself,
    world_of,
)
from tests.worlds.world import World

CLIENTS = tuple(client for client in SET_UPS if client != "ai-sdk-7")
ASIDE = ("a revoked key of another client", "a second key of the same team for another client", "keys of two providers")
"""They lie in variables that some of these clients read."""


def _worlds(seed: int) -> Iterator[World]:
    lots = random.Random(seed)  # noqa: S311
    groups = [group for number in (2, 3) for group in combinations(_offered(), number) if _fit(group)]
    for fault in FAULTS:
        for client in lots.sample(CLIENTS, 6):
            if (fault.name == "an origin rule" and not client.startswith("ai-sdk-")) or client == "ai-sdk-anthropic":
                # Only the AI SDK names the deployment.
                continue
            group = lots.choice(groups)
            if any(is_told_by_itself(fault, innocent) for innocent in group):
                continue
            beside = ", ".join(innocent.name for innocent in group)
            place = set_up(client, fault.key, Token(fault.team))
            yield world_of(f"{client}: {fault.name}, beside {beside}", place, fault, *group)


def _offered() -> list[Innocent]:
    return [innocent for innocent in INNOCENTS if innocent.name not in ASIDE]


def _fit(group: tuple[Innocent, ...]) -> bool:
    """No two of them are of one setting or one field of the gateway."""
    named = [name for innocent in group for name in (*innocent.settings, *innocent.more)]
    return len(named) == len(set(named)) and named.count(OPTIONS) < 2


WORLDS: tuple[World, ...] = tuple(_worlds(2611))
