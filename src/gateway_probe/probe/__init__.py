"""One run, top to bottom: observe, seal, judge. What comes out holds no secret."""

from gateway_probe.probe.conclusion import conclude
from gateway_probe.probe.inputs import Inputs
from gateway_probe.probe.pipeline import Progress, Run, diagnose

__all__ = ["Inputs", "Progress", "Run", "conclude", "diagnose"]
