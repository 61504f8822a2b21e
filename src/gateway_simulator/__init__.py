"""An AI Gateway on loopback, with scenarios as data. It knows nothing of findings."""

from gateway_simulator.scenario import UnknownScenario, load_scenario, parse_scenario, scenario_names
from gateway_simulator.server import Recorded, Simulator, serve
from gateway_simulator.world import Place, Scenario

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
