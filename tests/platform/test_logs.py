"""What stands in the log of the image and of the Lambda function, when gateway and callers say what they like."""

import asyncio
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.listening import listening
from tests.platform.aws import event_of, running
from tests.platform.toolchain import ROOT
from tests.safety.scripted import Received, scripted

TOKEN = "FAKE-token-of-the-probe-0123456789"
ALLOWED = {"host": "probe.example", "authorization": f"Bearer {TOKEN}", "x-request-id": "FAKE-id-of-a-caller"}
STRANGE = {"host": "probe.example", "authorization": "Bearer FAKE-of-a-stranger"}
ASKED = (
    "/api/diagnose?format=json&model=openai/FAKE-of-a-caller",
    "/api/diagnose?format=events",
    "/api/diagnose?FAKE-parameter=FAKE-of-a-caller",
    "/api/diagnose/FAKE-path",
)
DOCKERFILE = (ROOT / "deploy/Dockerfile").read_text()


async def hostile(received: Received, writer: asyncio.StreamWriter) -> None:
    """Words of its own wherever there is room for some."""
    error = {"type": "FAKE_type", "message": "FAKE words", "code": "FAKE_code", "param": {"name": "FAKE"}}
    body = json.dumps({"error": error, "generationId": "gen_FAKE0000000000000000000000"}).encode()
    head = (
        f"content-type: application/json\r\nserver: FAKE\r\nset-cookie: FAKE=1\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    writer.write(f"HTTP/1.1 403 FAKE phrase\r\n{head}".encode() + body)


def logged(tmp_path: Path, exchange: Callable[[dict[str, str], Path], None]) -> str:
    """What was printed while the probe was asked for a run by each of the requests, rightly and wrongly."""
    log = tmp_path / "log"

    async def run() -> int:
        async with scripted(hostile) as gateway:
            variables = {
                "GATEWAY_PROBE_TOKEN": TOKEN,
                "GATEWAY_PROBE_BASE_URL": gateway.origin,
                "GATEWAY_PROBE_MIN_INTERVAL": "0",
                "AI_GATEWAY_API_KEY": "vck_" + "FAKE" * 14,
            }
            await asyncio.to_thread(exchange, variables, log)
            return len(gateway.requests)

    assert asyncio.run(run()) > 5
    return log.read_text()


def test_the_log_of_the_image(tmp_path: Path) -> None:
    (command,) = [json.loads(line) for line in re.findall(r"^CMD (\[.+\])$", DOCKERFILE, re.MULTILINE)]
    serving = [str(Path(sys.executable).parent / command[0]), *command[1:-2]]

    def exchange(variables: dict[str, str], log: Path) -> None:
        with listening(serving, variables, log) as server:
            for path in ASKED:
                for headers in (ALLOWED, STRANGE):
                    assert httpx.get(f"http://127.0.0.1:{server.port}{path}", headers=headers, timeout=20).status_code

    assert_only_ours(logged(tmp_path, exchange))


@pytest.mark.parametrize("form", ["Text", "JSON"])
def test_the_log_of_the_lambda_function(form: str, tmp_path: Path) -> None:
    """At the level at which everything is written that anything writes."""

    def exchange(variables: dict[str, str], log: Path) -> None:
        noisy = {"AWS_LAMBDA_LOG_LEVEL": "DEBUG", "AWS_LAMBDA_LOG_FORMAT": form}
        with running("gateway_probe.aws_lambda.handler", {**variables, **noisy}, log) as function:
            for path in ASKED:
                for headers in (ALLOWED, STRANGE):
                    function.invoke(event_of("function-url", path, headers))

    assert_only_ours(logged(tmp_path, exchange))


def assert_only_ours(log: str) -> None:
    assert "a wrong access token was sent" in log, "else it is no log"
    assert [line for line in log.splitlines() if "FAKE" in line or "/api/diagnose" in line] == []
