"""What others call an error: types and statuses of the gateway, classes of its clients, and the probe's own reasons.

Importing this package registers them all.
"""

from gateway_probe.glossary import client_errors, error_types, reasons, statuses

__all__ = ["client_errors", "error_types", "reasons", "statuses"]
