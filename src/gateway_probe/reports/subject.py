"""What can be reported: a Document, a Comparison, or a result of a room above this one, which tells itself."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from gateway_probe.document import Level

if TYPE_CHECKING:
    from gateway_probe.document import Document
    from gateway_probe.document.comparison import Comparison
    from gateway_probe.reports.blocks import Outline
    from gateway_probe.reports.openmetrics import Family
    from gateway_probe.reports.suite import Suite


class Told(Protocol):
    """A result that says in blocks what it says, so that every writer can write it and no room here knows it."""

    @property
    def title(self) -> str:
        """What it is called, at the head of a page."""

    @property
    def summary(self) -> str:
        """The answer in a sentence."""

    @property
    def disclosure(self) -> Level:
        """The level that it is at."""

    def outline(self) -> "Outline":
        """All that is told, in order."""

    def brief(self) -> dict[str, Any]:
        """The answer alone, for programs."""

    def suite(self) -> "Suite":
        """The same for a test report of CI."""

    def metrics(self) -> "Iterator[Family]":
        """The numbers for a monitor, whose labels come from closed sets."""

    def model_dump_json(self, *, indent: int | None = None) -> str:
        """All of it, as JSON."""


Subject: TypeAlias = "Document | Comparison | Told"
