"""Documents of real runs for laws: of the simulator's scenarios and of worlds of the second stand-in, each made once."""

import hashlib
from functools import cache

from gateway_simulator import serve
from tests.accuracy.expectations import expectations, run_probe
from tests.causes.changes import Tree
from tests.worlds.every import WORLDS
from tests.worlds.world import visit

ONE_SCENARIO_OF, ONE_WORLD_OF = 6, 13
"""How few of each are taken: enough that every cause occurs, few enough that the laws are tried on each in time."""

HARD = frozenset(
    {
        "a whole file in the key's place",
        "a key that is deleted in the middle of the run",
        "the key's credits move by a top-up between reads 2 and 3, the seed's refusal stays",
        "azure comes first in the order, is down, and another provider serves",
        "served by the own credential, and its stream by the gateway's",
        "an old token in the environment, a fresh one in the header",
        "the list of models holds nonsense",
    }
)
"""Worlds in which less evidence once made something surer: always among them."""


@cache
def recorded() -> dict[str, Tree]:
    """The Documents as JSON, by the name of their scenario or world. A new one changes nothing in the choice of others."""
    made: dict[str, Tree] = {}
    for expected in expectations():
        name = f"{expected.scenario}, {expected.place}"
        if expected.scenario not in _SLOW and _is_chosen(name, ONE_SCENARIO_OF):
            with serve(expected.scenario) as simulator:
                made[name] = run_probe(simulator.place(expected.place)).model_dump(mode="json")
    for world in WORLDS:
        if "GATEWAY_PROBE_TIME_BUDGET" in world.place.env:
            continue
        if world.name in HARD or _is_chosen(world.name, ONE_WORLD_OF):
            made[world.name] = visit(world.place, world.gateway).document.model_dump(mode="json")
    return made


def _is_chosen(name: str, one_of: int) -> bool:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % one_of == 0


_SLOW = {"gateway-slow", "slow-endpoints", "gateway-huge"}
"""They wait for a time budget, and what they leave is left by other scenarios too."""
