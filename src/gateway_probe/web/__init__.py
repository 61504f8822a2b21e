"""The probe as an ASGI app."""

from gateway_probe.web.cold_start import shorten

with shorten():
    from gateway_probe.web.addition import add_probe
    from gateway_probe.web.app import PATH, create_app

__all__ = ["PATH", "add_probe", "create_app"]
