"""Results as HTML: the part that shows one, and the report that is one file."""

from gateway_probe.reports.html.frame import POLICY, one_file
from gateway_probe.reports.html.view import view

__all__ = ["POLICY", "one_file", "view"]
