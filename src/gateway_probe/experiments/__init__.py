"""The baseline repeated with one factor changed: what can be changed, what is worth asking, and the asking."""

from gateway_probe.experiments.designs import DESIGNS, OTHER_CLIENTS
from gateway_probe.experiments.plan import Planned, early_round
from gateway_probe.experiments.runner import ask_planned, first_asking, run_experiments
from gateway_probe.experiments.situation import Situation

__all__ = [
    "DESIGNS",
    "OTHER_CLIENTS",
    "Planned",
    "Situation",
    "ask_planned",
    "early_round",
    "first_asking",
    "run_experiments",
]
