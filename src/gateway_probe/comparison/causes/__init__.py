"""Every explanation of two outcomes, by its subject. To import it is to declare them."""

from gateway_probe.comparison.causes import keys, outcomes, settings
from gateway_probe.comparison.difference import DIFFERENCES

__all__ = ["DIFFERENCES", "keys", "outcomes", "settings"]
