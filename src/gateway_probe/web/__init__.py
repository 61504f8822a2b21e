"""The probe as an ASGI app."""

from gateway_probe.web.app import PATH, create_app

__all__ = ["PATH", "create_app"]
