"""One run, top to bottom: observe, seal, judge. What comes out holds no secret."""

from typing import TYPE_CHECKING

from gateway_probe.later import import_later
from gateway_probe.probe.inputs import Inputs
from gateway_probe.probe.pipeline import Progress, Run, diagnose

if TYPE_CHECKING:
    from gateway_probe.probe.conclusion import conclude
else:
    __getattr__ = import_later(__name__, {"conclude": "conclusion"})

__all__ = ["Inputs", "Progress", "Run", "conclude", "diagnose"]
