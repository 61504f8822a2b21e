"""The error that a person sees: the gateway's answer to the app's request, and what the app's client makes of it."""

from gateway_probe.causes.reading import Reading
from gateway_probe.clients import CLIENTS
from gateway_probe.document.judgement import YourError
from gateway_probe.glossary.thrown_classes import thrown_as

_AN_ERROR = 400
"""From this status on an answer is an error, even one that says nothing."""


def your_error(seen: Reading) -> YourError | None:
    """What the app was answered, in the gateway's own words."""
    shown = seen.baseline
    streaming = seen.experiment("streaming")
    if seen.served and streaming is not None and streaming.error is not None:
        shown = streaming
    said = shown is not None and (shown.error is not None or (not seen.served and (shown.status or 0) >= _AN_ERROR))
    if shown is None or not said:
        return None
    error = shown.error
    kind, message = (error.type, error.message) if error is not None else (None, None)
    protocol = seen.probe.protocol
    # A protocol may be named alone, and a Document of an earlier build names no client.
    client = next((row for row in (seen.client, *CLIENTS) if row.protocol == protocol), seen.client)
    return YourError(
        status=shown.status, type=kind, message=message, client_class=thrown_as(client, shown.status, kind)
    )
