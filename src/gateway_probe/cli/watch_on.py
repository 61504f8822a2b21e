"""`gateway-probe watch` without a commit: looks at a place again and again, and speaks up when its verdict changes."""

import argparse
import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

from gateway_probe.cli.exit_codes import WrongUse
from gateway_probe.cli.history import History
from gateway_probe.cli.output import write_report
from gateway_probe.cli.place_names import verdict_in_words
from gateway_probe.cli.standard_streams import say
from gateway_probe.cli.webhook import Webhook
from gateway_probe.disclosure import LeakPrevented, Secrets
from gateway_probe.document import Document
from gateway_probe.places.deployed_probe import Address, fetch_document
from gateway_probe.places.unknown import PlaceUnknown

EVERY_S = 300.0


@dataclass(frozen=True)
class WatchedPlace:
    """A place, and where what is seen of it goes."""

    name: str
    address: Address
    history: History | None
    webhook: Webhook | None
    secrets: Secrets

    def last(self) -> Document | None:
        """What was kept of it before."""
        return self.history.last(self.name) if self.history is not None else None


async def watch_on(place: WatchedPlace, options: argparse.Namespace) -> Document:
    """The last Document, after `--times` looks. The first is told, then each whose verdict is another; all are kept.

    Raises `PlaceUnknown` where the first or the last look finds no Document: what is set up wrongly is better said at
    once than every few minutes. Between them it is said, and is no change of the verdict. Raises `UnusableAddress`
    where nothing was sent, and `LeakPrevented`.
    """
    if options.checks == "all" and not options.quiet:
        say("each look asks for one generation or two, and for up to 14 where one is refused; --checks free for none")
    before, told, last = place.last(), False, None
    async for last in _looks(place.address, options):
        if isinstance(last, PlaceUnknown):
            if not options.quiet:
                say(f"  no Document: {last.code}: {last.text}")
            continue
        if place.history is not None:
            _keep(place, last, place.history)
        changed = before is not None and _verdict(before) != _verdict(last)
        if changed or not told:
            told = True
            write_report(last, options.format, place.secrets, options.output)
        elif not options.quiet:
            say(f"  {last.probe.started_at:%H:%M:%S} UTC: {verdict_in_words(last.verdict)}, as before")
        if changed and before is not None:
            was, now = verdict_in_words(before.verdict), verdict_in_words(last.verdict)
            say(f"the verdict of {place.name} changed: was {was}, now {now}")
            await _tell(place, last)
        before = last
    if isinstance(last, PlaceUnknown):
        raise last
    if last is None:
        raise ValueError("a watch looks once at least")
    return last


async def _looks(address: Address, options: argparse.Namespace) -> AsyncIterator[Document | PlaceUnknown]:
    """What each look finds, one every so many seconds. Raises what the first one raises."""
    every_s = EVERY_S if options.every is None else options.every
    number = 0
    while options.times is None or number < options.times:
        due = time.monotonic() + every_s
        try:
            yield await fetch_document(address, timeout_s=options.timeout)
        except PlaceUnknown as unknown:
            if number == 0:
                raise
            yield unknown
        number += 1
        if number != options.times:
            await asyncio.sleep(max(0.0, due - time.monotonic()))


def _keep(place: WatchedPlace, document: Document, history: History) -> None:
    """That a Document cannot be kept is said, and ends no watch: whether one could be was looked at before."""
    try:
        history.keep(place.name, document, place.secrets)
    except WrongUse as error:
        say(f"warning: not kept: {error}")


async def _tell(place: WatchedPlace, document: Document) -> None:
    """The webhook once, whatever comes of it: that it fails is said, and the watch goes on."""
    if place.webhook is None:
        return
    try:
        wrong = await place.webhook.tell(document, place.secrets)
    except LeakPrevented:
        wrong = "the answer holds a secret of this place and was withheld"
    except Exception as error:  # noqa: BLE001 - nothing that a webhook does may end the watch
        wrong = f"unexpected {type(error).__name__}"
    say("  the webhook was told" if wrong is None else f"warning: the webhook was not told: {wrong}")


def _verdict(document: Document) -> tuple[str, str]:
    return document.verdict.status, document.verdict.code
