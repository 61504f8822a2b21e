"""An AI Gateway on loopback, with scenarios as data. It knows nothing of findings."""

from typing import TYPE_CHECKING

from gateway_simulator.scenario import UnknownScenario, load_scenario, parse_scenario, scenario_names
from gateway_simulator.world import Place, Scenario

if TYPE_CHECKING:
    from gateway_simulator.server import Recorded, Simulator, serve

__all__ = [
    "Place",
    "Recorded",
    "Scenario",
    "Simulator",
    "UnknownScenario",
    "load_scenario",
    "parse_scenario",
    "scenario_names",
    "serve",
]


def __getattr__(name: str) -> object:
    """The server's names, whose module is imported when the first is asked for: reading a scenario needs no uvicorn."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from gateway_simulator import server

    return getattr(server, name)
