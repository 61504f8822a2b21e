"""Readers of an answer, each guarded: where one breaks, what it reads is unknown, and the rest of the answer stands."""

from collections.abc import Callable, Mapping
from typing import Any

from gateway_probe.document.answer import UnreadPart
from gateway_probe.document.exchange import Reason
from gateway_probe.gateway.http_exchange import Exchange
from gateway_probe.gateway.outcome import Answer

Readers = Mapping[UnreadPart, Callable[[], Any]]
"""For each field of a `Check` what reads it from the answer."""


def read_each(readers: Readers) -> tuple[dict[str, Any], tuple[UnreadPart, ...]]:
    """What each reader found, by its field, and the fields whose reader broke."""
    found: dict[str, Any] = {}
    broken: list[UnreadPart] = []
    for name, reader in readers.items():
        try:
            found[name] = reader()
        except Exception:  # noqa: BLE001 - whatever it is, the run goes on and the Document names the field
            broken.append(name)
    return found, tuple(broken)


def answer_or_fault(exchange: Exchange, judge: Callable[[], Answer]) -> Answer:
    """What the exchange means, or that this probe failed on it: then nothing is said of the answer."""
    try:
        return judge()
    except Exception as error:  # noqa: BLE001 - the same
        return Answer(
            "errored", "none", None if exchange.status is None else "unknown", fault(error, exchange.status), None
        )


def fault(error: Exception, status: int | None = None) -> Reason:
    """Why a check has no answer that this probe could read. Of the error its kind alone: a message may repeat it."""
    answer = "the answer" if status is None else f"an answer with the status {status}"
    return Reason(code="probe-fault", text=f"this probe failed on {answer} ({type(error).__name__})")
