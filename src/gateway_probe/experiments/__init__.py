"""The baseline repeated with one factor changed: what can be changed, what is worth asking, and the asking."""

from gateway_probe.experiments.designs import DESIGNS, OTHER_CLIENTS
from gateway_probe.experiments.plan import Planned
from gateway_probe.experiments.runner import first_asking, run_experiments
from gateway_probe.experiments.situation import Situation

__all__ = ["DESIGNS", "OTHER_CLIENTS", "Planned", "Situation", "first_asking", "run_experiments"]
