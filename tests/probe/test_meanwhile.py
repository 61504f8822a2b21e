"""What a run needs last is made ready while the gateway thinks, and costs nobody a wait."""

import subprocess
import sys

PROGRAM = """
import asyncio, sys
from gateway_probe.document import Document
from gateway_probe.probe import Inputs, diagnose
from gateway_probe.reports import modules_for
from gateway_probe.settings import Settings

LAST = ["gateway_probe.causes", *modules_for("summary")]
assert not [name for name in LAST if name in sys.modules]
assert not Document.__pydantic_complete__

async def thinking(reader, writer):
    # Until all of it is there: the exchange would end long before this does.
    await reader.readuntil(b"\\r\\n\\r\\n")
    while not (Document.__pydantic_complete__ and all(name in sys.modules for name in LAST)):
        await asyncio.sleep(0.01)
    writer.write(b"HTTP/1.1 403 Forbidden\\r\\ncontent-length: 0\\r\\nconnection: close\\r\\n\\r\\n")
    writer.close()

async def main():
    server = await asyncio.start_server(thinking, "127.0.0.1", 0)
    async with server:
        origin = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        inputs = Inputs(Settings(base_url=origin), {"AI_GATEWAY_API_KEY": "vck_FAKE" + "x" * 50}, experiments="none")
        return await diagnose(inputs, needed_later=["gateway_probe.no_such_module", *LAST[1:]])

run = asyncio.run(main())
print({check.answer for check in run.evidence.gateway.checks if check.asked})
print(run.document("public").verdict.code)
"""


FIRST_REQUEST = """
import asyncio, sys
from gateway_probe.probe import Inputs, diagnose
from gateway_probe.settings import Settings

imported = []

def look(event, arguments):
    if event == "socket.connect" and not imported:
        imported.extend(sys.modules)

sys.addaudithook(look)
key = {"AI_GATEWAY_API_KEY": "vck_FAKE" + "x" * 50}
asyncio.run(diagnose(Inputs(Settings(base_url="http://127.0.0.1:9"), key, experiments="none")))
print(*imported)
"""


def test_the_first_request_waits_for_nothing_that_reads_an_answer_or_makes_a_document() -> None:
    done = subprocess.run([sys.executable, "-c", FIRST_REQUEST], capture_output=True, text=True, timeout=60, check=True)
    ours = {name.removeprefix("gateway_probe.") for name in done.stdout.split()}
    assert "gateway.client" in ours
    assert not ours & {
        "disclosure.redaction",
        "document.answer",
        "document.document",
        "document.exchange",
        "gateway.checks",
        "gateway.outcome",
        "gateway.words",
        "probe.evidence",
        "probe.remains",
    }


def test_causes_report_and_models_are_ready_before_the_first_answer_comes() -> None:
    """A module that is not there is passed over: where it is needed, the run is guarded."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""
    answers, code = done.stdout.splitlines()
    assert answers == "{'foreign'}"
    assert code != "probe-fault"
