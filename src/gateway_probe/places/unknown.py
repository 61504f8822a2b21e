"""Why a place gave no Document."""

from dataclasses import dataclass


class UnusableAddress(ValueError):
    """The address cannot be asked at all; the message says what to write instead."""


@dataclass(eq=False)
class PlaceUnknown(Exception):
    """No Document came, so nothing is known of the place. `code` is of `places.transit`, or the probe's own problem."""

    code: str
    text: str
    next_step: str

    @property
    def with_step(self) -> str:
        """What a command says of it."""
        return f"{self.code}: {self.text}\n  next: {self.next_step}"

    def __str__(self) -> str:
        return f"{self.text} {self.next_step}"
