"""HTTP as the probe speaks it, and the one place that imports httpx: others see exchanges and failures alone."""

from gateway_probe.gateway.transport.pool import CLIENT, MAX_BODY, Transport, name_client

__all__ = ["CLIENT", "MAX_BODY", "Transport", "name_client"]
