"""The probe as an ASGI app."""

import gc

# Nothing that is imported becomes garbage: looking for it costs a fifteenth of a cold start. What is there by then is
# left out of every later search; without that, the first one would cost more than was saved.
_collecting = gc.isenabled()
gc.disable()
try:
    from gateway_probe.web.addition import add_probe
    from gateway_probe.web.app import PATH, create_app
finally:
    if _collecting:
        gc.freeze()
        gc.enable()

__all__ = ["PATH", "add_probe", "create_app"]
