"""Six ways to run the probe, and one Document: what it finds does not depend on how it came to its place."""

import base64
import http.client
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from gateway_simulator import serve
from tests.listening import listening
from tests.platform.aws import event_of, running
from tests.platform.build import Build
from tests.platform.conftest import Boot
from tests.platform.function import boot
from tests.platform.toolchain import Toolchain
from tests.soaking import some

pytestmark = pytest.mark.platform

TOKEN = "FAKE-token-of-the-probe-0123456789"
PATH = "/api/diagnose?format=json&disclosure=private"
HEADERS = {"host": "probe.example", "authorization": f"Bearer {TOKEN}"}

Answer = dict[str, Any]
Ask = Callable[[], Answer]
Way = Callable[[Mapping[str, str]], AbstractContextManager[Ask]]


@pytest.fixture(scope="session")
def ways(
    boot_function: Boot,
    next_build: Build,
    next_folder: Path,
    mounted_build: Build,
    mounted_folder: Path,
    installed: Path,
    toolchain: Toolchain,
) -> dict[str, Way]:
    """Each takes the place's variables and gives something to ask."""

    @contextmanager
    def on_vercel(starting: AbstractContextManager[Any]) -> Iterator[Ask]:
        with starting as function:
            yield lambda: function.get(PATH, HEADERS).json()

    @contextmanager
    def in_lambda(variables: Mapping[str, str]) -> Iterator[Ask]:
        with running("gateway_probe.aws_lambda.handler", variables) as function:
            yield lambda: _body_of(function.invoke(event_of("function-url", PATH, HEADERS)))

    def served_by(*command: str) -> Way:
        @contextmanager
        def way(variables: Mapping[str, str]) -> Iterator[Ask]:
            with listening(command, variables) as server:
                yield lambda: _get(server.port)

        return way

    def built(build: Build, folder: Path) -> Way:
        pythons = [one for one in build.functions.values() if str(one.config["runtime"]).startswith("python")]
        (environment,) = [one.environment for one in pythons]
        return lambda variables: on_vercel(boot(folder, toolchain.python, {**environment, **variables}))

    return {
        "stand-alone": lambda variables: on_vercel(boot_function(variables)),
        "in a Next.js project": built(next_build, next_folder),
        "mounted in an app": built(mounted_build, mounted_folder),
        "AWS Lambda": in_lambda,
        "uvicorn": served_by(sys.executable, "-m", "uvicorn", "--factory", "gateway_probe.web:create_app"),
        "wheel": served_by(str(installed / "gateway-probe"), "serve"),
    }


@pytest.mark.parametrize(
    "scenario",
    some(["byok-needs-paid-tier", "key-trailing-newline", "healthy-byok", "byok-azure-wrong-key-or-resource"], 2),
)
def test_every_way_gives_the_same_document(ways: dict[str, Way], scenario: str) -> None:
    documents = {}
    with serve(scenario) as simulator:
        variables = {**simulator.place("local").env, "GATEWAY_PROBE_TOKEN": TOKEN}
        for name, way in ways.items():
            with way(variables) as ask:
                documents[name] = ask()
    platforms = {name: document["runtime"]["platform"] for name, document in documents.items()}
    assert platforms["AWS Lambda"] == "lambda"
    first = comparable(documents["stand-alone"])
    for name, document in documents.items():
        assert comparable(document) == first, name


# Of the platform, or of the clock; and what the simulated gateway counts up. Steps are told as they can be followed in a
# place, and `serve` is on a laptop.
_OF_THE_PLACE = {"runtime", "x-stainless-runtime-version", "do_now", "next_steps"}
_OF_THE_STREAM = {"first_event_ms", "first_token_ms", "last_token_ms", "last_event_ms"}
_OF_THE_CLOCK = {"timing", "started_at", "duration_ms", "date", *_OF_THE_STREAM}
_COUNTED = re.compile(
    r"gen_01FAKE\d+|FAKE-1790000000000-[0-9a-f]{12}|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC|(?<=\nplace: ).+"
)


def comparable(value: Any) -> Any:
    """A Document without what the place and the clock put into it."""
    if isinstance(value, dict):
        left_out = _OF_THE_PLACE | _OF_THE_CLOCK
        return {name: comparable(inner) for name, inner in value.items() if name not in left_out}
    if isinstance(value, list):
        return [comparable(inner) for inner in value if not _is_of_the_platform(inner)]
    return _COUNTED.sub("*", value) if isinstance(value, str) else value


def _is_of_the_platform(item: Any) -> bool:
    """Lambda's own variables are there on Lambda alone."""
    return isinstance(item, dict) and item.get("role") == "platform"


def _body_of(answer: dict[str, Any]) -> Answer:
    content: str = answer["body"]
    document: Answer = json.loads(base64.b64decode(content) if answer.get("isBase64Encoded") else content)
    return document


def _get(port: int) -> Answer:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", PATH, headers=HEADERS)
        document: Answer = json.loads(connection.getresponse().read())
    return document
