"""An answer that takes long is waited for as long as its exchange may last, and no library gives up before."""

import asyncio

from gateway_probe.gateway.http_exchange import Exchange
from gateway_probe.gateway.transport import Transport
from tests.gateway.test_transport import OK, answering, serving


class _Leaping(asyncio.SelectorEventLoop):
    """Its clock can be put forward, so that nobody need wait."""

    leapt_s = 0.0

    def time(self) -> float:
        return super().time() + self.leapt_s


def test_an_answer_may_take_as_long_as_the_exchange() -> None:
    """A provider thinks for longer than what libraries take for silence."""

    async def turns() -> None:
        """Whoever was waiting for what is there by now goes on, and what is due by now happens."""
        for _ in range(200):
            await asyncio.sleep(0)

    async def thinking(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, _Leaping)
        for part in (OK + b"content-length: 2\r\n\r\n", b"o", b"k"):
            await turns()
            loop.leapt_s += 35
            await turns()
            writer.write(part)

    async def run() -> Exchange:
        async with serving(answering(then=thinking)) as port, Transport() as transport:
            return await transport.exchange("GET", f"http://127.0.0.1:{port}/", [("host", "x")], timeout_s=120)

    with asyncio.Runner(loop_factory=_Leaping) as runner:
        found = runner.run(run())
    assert (found.status, found.body, found.failure) == (200, b"ok", None)
