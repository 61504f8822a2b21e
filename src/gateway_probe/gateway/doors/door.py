"""What every door of the gateway can do: write the fields of a body, and read its own answers."""

from typing import Any, Protocol

from gateway_probe.clients import Client
from gateway_probe.clients import Protocol as Spoken
from gateway_probe.gateway.generation import Generation
from gateway_probe.record import record


@record(frozen=True)
class EventContent:
    """What one event of a stream holds."""

    chars: int = 0
    reasoning: bool = False
    """Whether it holds reasoning, which no app shows."""
    finish: str | None = None
    error: Any = None
    """The error as an object that has it under `error`."""
    last: bool = False
    """Whether the generation ends here."""
    protocol: Spoken | None = None
    """The protocol that the event was read in."""


class Door(Protocol):
    """One protocol. The modules of this package are the doors."""

    def fields(self, asked: Generation, client: Client) -> dict[str, Any]:
        """The body's fields in the protocol's usual order."""

    def complaint(self, body: Any) -> str | None:
        """What a client of this protocol would fail on in the JSON of an answer, or None."""

    def part(self, event: dict[str, Any]) -> EventContent:
        """What one event of a stream holds, whatever its fields are."""


def read_error(event: dict[str, Any]) -> EventContent:
    """What an event that is called an error holds: an error, whatever its data look like."""
    return EventContent(error=event if "error" in event else {"error": event})


def length(value: Any) -> int:
    """The length of a text; 0 for anything else."""
    return len(value) if isinstance(value, str) else 0


def word(value: Any) -> str | None:
    """A text that is not empty, or None."""
    return value if isinstance(value, str) and value else None


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; none for anything else."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
