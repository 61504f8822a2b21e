"""Documents of real runs for laws: of the simulator's scenarios and of worlds of the second stand-in, each made once."""

import random
from functools import cache

from gateway_probe.simulator import serve
from tests.accuracy.measure import expectations, run_probe
from tests.causes.changes import Tree
from tests.worlds.every import WORLDS
from tests.worlds.world import visit

SCENARIO_RUNS = 35
WORLD_RUNS = 65
"""How many of each are taken: enough that every cause occurs, few enough that the laws are tried on each in time."""


@cache
def recorded() -> dict[str, Tree]:
    """The Documents as JSON, by the name of their scenario or world. The choice is the same in every run."""
    draw = random.Random(7)  # noqa: S311
    made: dict[str, Tree] = {}
    for expected in draw.sample([item for item in expectations() if item.scenario not in _SLOW], SCENARIO_RUNS):
        with serve(expected.scenario) as simulator:
            document = run_probe(simulator.place(expected.place))
        made[f"{expected.scenario}, {expected.place}"] = document.model_dump(mode="json")
    for world in draw.sample(
        [item for item in WORLDS if "GATEWAY_PROBE_TIME_BUDGET" not in item.place.env], WORLD_RUNS
    ):
        made[world.name] = visit(world.place, world.gateway).document.model_dump(mode="json")
    return made


_SLOW = {"gateway-slow", "slow-endpoints", "gateway-huge"}
"""They wait for a time budget, and what they leave is left by other scenarios too."""
