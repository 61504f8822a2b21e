"""The simulated gateway of a healthy place with one thing that goes wrong."""

from gateway_simulator import Scenario, load_scenario
from gateway_simulator.world import Fault


def troubled(fault: Fault) -> Scenario:
    """All is well but for this."""
    return load_scenario("healthy-byok").model_copy(update={"faults": [fault]})
