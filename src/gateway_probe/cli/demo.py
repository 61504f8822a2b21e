"""`gateway-probe demo`: the seed case from both sides, on the simulated gateway."""

import argparse
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from gateway_probe.access_tokens import make_token
from gateway_probe.cli.columns import wrap
from gateway_probe.cli.environment import load_settings
from gateway_probe.cli.event_loop import run_to_end
from gateway_probe.cli.exit_codes import HEALTHY, NO_DOCUMENT, WrongUse
from gateway_probe.cli.extras import load
from gateway_probe.cli.files import make_writable, write_named
from gateway_probe.cli.output import silent
from gateway_probe.cli.standard_streams import say, tell
from gateway_probe.disclosure import Secrets
from gateway_probe.document import Document
from gateway_probe.places.deployed_probe import Address, fetch_document
from gateway_probe.places.unknown import PlaceUnknown
from gateway_probe.probe import Inputs, diagnose
from gateway_probe.releasing import release
from gateway_probe.reports import Format

START_LIMIT_S = 30.0

_FILES: dict[Format, str] = {"json": "json", "text": "txt", "html": "html"}


def add_demo_options(parser: argparse.ArgumentParser) -> None:
    parser.description = """Plays one scenario: runs the checks locally, then through the served function with
production's variables, prints both verdicts and says where the documents lie.
No real gateway is asked and no real key is used."""
    parser.add_argument("scenario", nargs="?", default="case", metavar="SCENARIO", help="which one (default: case)")
    parser.add_argument(
        "--output", default="demo-out", metavar="DIR", help="where to write the documents (default: demo-out)"
    )


def demo(options: argparse.Namespace) -> int:
    """Diagnose both places of a scenario, write both documents, print both verdicts. Raises `WrongUse`."""
    load("uvicorn", "a server")
    # Imported here: only this command and `simulate` need the simulator.
    from gateway_simulator import UnknownScenario, load_scenario, serve

    try:
        scenario = load_scenario(options.scenario)
    except UnknownScenario as error:
        raise WrongUse(str(error)) from None
    folder = Path(options.output)
    make_writable(folder, "--output")
    say(f"scenario {options.scenario}: {scenario.title}")
    with serve(scenario) as simulator:
        say("running the checks on this machine …")
        local, known = _locally(simulator.place("local").env)
        say("running them through the served function, with production's variables …")
        try:
            deployed = _through_the_function(simulator.place("production"))
        except PlaceUnknown as unknown:
            say(f"the served function did not answer: {unknown}")
            return NO_DOCUMENT
    for name, document in (("local", local), ("production", deployed)):
        for form, ending in _FILES.items():
            write_named(folder / f"{name}.{ending}", release(document, form, known).content)
    tell(*_summary(local, deployed, folder))
    return HEALTHY


def _locally(env: dict[str, str]) -> tuple[Document, Secrets]:
    finished = run_to_end(diagnose(Inputs(settings=load_settings(env), environ=env), silent))
    return finished.document("public"), finished.secrets


def _through_the_function(place: Any) -> Document:
    """A real server process that has production's variables, asked as the platform would ask it."""
    token = make_token()
    # The programs and the code that this process itself was started with.
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    env = {**place.env, **kept, "GATEWAY_PROBE_TOKEN": token, "PYTHONUNBUFFERED": "1"}
    with _serve(env) as origin:
        address = Address(origin, SecretStr(token), query={"disclosure": "public"}, extra_headers=place.headers)
        return run_to_end(fetch_document(address, timeout_s=60.0))


@contextmanager
def _serve(env: dict[str, str]) -> Iterator[str]:
    port = _free_port()
    command = [sys.executable, "-m", "gateway_probe.cli", "serve", "--port", str(port)]
    with subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - our own command
        try:
            _wait_for(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + START_LIMIT_S
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise PlaceUnknown("unreachable", "The served function did not start.", "Run `gateway-probe serve` to see why.")


def _summary(local: Document, deployed: Document, folder: Path) -> Iterator[str]:
    for name, document in (("local", local), ("production", deployed)):
        verdict = document.verdict
        yield f"{name:<11} {verdict.status.upper():<10} {verdict.code} ({verdict.confidence})"
        yield from wrap(verdict.summary, " " * 12, " " * 12)
        if document.baseline is not None and document.baseline.error is not None:
            yield f"            the gateway said: {document.baseline.error.type}"
        yield ""
    keys = [document.key.fingerprint if document.key else None for document in (local, deployed)]
    same = "the same key, by fingerprint" if keys[0] == keys[1] and keys[0] else "not the same key"
    yield f"keys        {keys[0]} and {keys[1]}: {same}"
    yield f"documents   {folder / 'local.json'}"
    yield f"            {folder / 'production.json'} (and .txt, .html to read)"
