"""The error that a person sees: the gateway's answer to the app's request, and what the app's client makes of it."""

from gateway_probe.causes.reading import Reading
from gateway_probe.document.judgement import YourError
from gateway_probe.glossary.client_errors import thrown_as


def your_error(seen: Reading) -> YourError | None:
    """What the app was answered, in the gateway's own words."""
    shown = seen.baseline
    streaming = seen.experiment("streaming")
    if seen.served and streaming is not None and streaming.error is not None:
        shown = streaming
    if shown is None or (shown.error is None and (not shown.status or seen.served)):
        return None
    error = shown.error
    kind, message = (error.type, error.message) if error is not None else (None, None)
    # The AI SDK for Python speaks the same protocol and has classes of its own.
    known = seen.client.language == "javascript" or not seen.client.specification
    thrown = thrown_as(seen.probe.protocol, shown.status, kind) if known else None
    return YourError(status=shown.status, type=kind, message=message, client_class=thrown)
