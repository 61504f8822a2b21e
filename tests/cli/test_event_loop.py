"""What a command waits for is run to its end, and what it found is written out nowhere."""

import asyncio

import pytest

from gateway_probe.cli.event_loop import run_to_end


class Found:
    """Counts how often somebody made a text of it."""

    written = 0

    def __repr__(self) -> str:
        self.written += 1
        return "found"


def test_what_was_found_is_handed_over_and_made_no_text_of() -> None:
    found = Found()

    async def waiting() -> Found:
        await asyncio.sleep(0)
        return found

    assert run_to_end(waiting()) is found
    assert found.written == 0


def test_what_breaks_comes_through() -> None:
    async def breaking() -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        run_to_end(breaking())
