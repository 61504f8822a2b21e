"""Causes as rules over Evidence, and the verdict drawn from them."""

from gateway_probe.findings.catalogue import BY_CODE, RULES
from gateway_probe.findings.support import support_block
from gateway_probe.findings.verdict import judge

__all__ = ["BY_CODE", "RULES", "judge", "support_block"]
