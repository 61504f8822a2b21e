"""Names looked up without holding anything up: a silent name server costs the look-up its time, and nothing else."""

import asyncio
import contextlib
import socket
import threading
from dataclasses import field

from gateway_probe.record import record

_Found = list[str]


@record
class Resolver:
    """The system's resolver, asked once for each name at a time.

    The system offers no way to give up on a look-up (`getaddrinfo`), and asyncio's own threads are waited for when its
    loop ends: a command with a budget of 4 seconds then takes as long as the resolver's patience, 25 seconds and more.
    So each look-up has a daemon thread, which nobody waits for.
    """

    _asked: dict[tuple[str, int], "asyncio.Future[_Found]"] = field(default_factory=dict)

    async def addresses(self, host: str, port: int) -> _Found:
        """The addresses of a name, each once, in the system's order. Raises OSError and UnicodeError."""
        asked = self._asked.get((host, port))
        if asked is None or asked.done():
            asked = self._asked[host, port] = _look_up(host, port)
        # Shielded, because others may wait for the same answer when one of them is out of time.
        return await asyncio.shield(asked)


def _look_up(host: str, port: int) -> "asyncio.Future[_Found]":
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[_Found] = loop.create_future()
    # An answer that nobody waits for any more is no error to be logged.
    answer.add_done_callback(lambda done: done.cancelled() or done.exception())

    def settle(found: _Found, error: Exception | None) -> None:
        if answer.done():
            return
        if error is None:
            answer.set_result(found)
        else:
            answer.set_exception(error)

    def ask() -> None:
        found: _Found = []
        failure: Exception | None = None
        try:
            # As bytes: Python would import what spells foreign names, which httpx has spelled already.
            known = socket.getaddrinfo(host.encode("ascii"), port, type=socket.SOCK_STREAM)
            found = list(dict.fromkeys(str(item[4][0]) for item in known))
        except (OSError, UnicodeError) as error:
            failure = error
        # The loop is closed where the run has ended meanwhile.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, found, failure)

    threading.Thread(target=ask, name="gateway-probe look-up", daemon=True).start()
    return answer
