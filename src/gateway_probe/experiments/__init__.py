"""The baseline repeated with one factor changed: what can be changed, what is worth asking, and the asking."""

from gateway_probe.experiments.factors import FACTORS, Factor
from gateway_probe.experiments.runner import run_experiments
from gateway_probe.experiments.situation import Situation

__all__ = ["FACTORS", "Factor", "Situation", "run_experiments"]
