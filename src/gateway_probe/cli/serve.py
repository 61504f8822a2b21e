"""`gateway-probe serve` and `gateway-probe simulate`: servers on this machine."""

import argparse
import contextlib
import socket
from pathlib import Path
from time import sleep
from typing import Any
from urllib.parse import quote

from gateway_probe.access_tokens import make_token, read_tokens
from gateway_probe.cli.columns import rows
from gateway_probe.cli.environment import load_local
from gateway_probe.cli.exit_codes import HEALTHY, WrongUse
from gateway_probe.cli.extras import load
from gateway_probe.cli.files import make_writable, write_named
from gateway_probe.cli.shared_options import add_env_file_options, add_reaching_options
from gateway_probe.cli.shell_words import shell_word
from gateway_probe.cli.standard_streams import say, tell
from gateway_probe.cli.values import port
from gateway_probe.document.facts import LOOPBACK_HOSTS

_NAP_S = 0.5
"""A Ctrl-C that comes just before a sleep begins does not end it: it is seen when the sleep is over."""


def add_serve_options(parser: argparse.ArgumentParser) -> None:
    parser.description = """Serves /api/diagnose as a platform would, with this folder's .env.local, and its page.

Without GATEWAY_PROBE_TOKEN it makes a token for this time and prints a link that carries
it; nobody is answered without one.

example:
  export GATEWAY_PROBE_TOKEN=…        the token of that deployment
  cd my-app && gateway-probe serve --beside https://your-app.vercel.app

The page then shows this machine and that deployment side by side."""
    parser.add_argument(
        "--beside",
        metavar="URL",
        help="a deployed probe that the page compares with; this shell's token for it is used for no other address",
    )
    add_env_file_options(parser)
    add_reaching_options(parser)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=port, default=8484, help="port to listen on (default: 8484)")


def serve(options: argparse.Namespace) -> int:
    """Serve the probe itself, as a platform would. Without a usable token it makes one and shows a link with it."""
    from gateway_probe.cli.place_beside import laptop_of
    from gateway_probe.web import PATH, create_app

    uvicorn = _uvicorn()
    environment = load_local(options)
    laptop = laptop_of(options, environment)
    environ = dict(environment.variables)
    usable, warning = read_tokens(environ.get("GATEWAY_PROBE_TOKEN", ""))
    listening = _listening(options.host, options.port)
    origin = f"http://{_name_of(options.host)}:{listening.getsockname()[1]}"
    say(f"gateway-probe at {origin}{PATH}  (end with Ctrl-C)")
    if warning:
        say(f"warning: {warning}")
    if options.host not in LOOPBACK_HOSTS:
        say("warning: over http whoever is on the way reads the token and the answers; better ssh -L to this machine")
    # In the fragment, which a browser keeps to itself: no server, proxy or log ever sees it.
    beside = f"#beside={quote(options.beside, safe='')}" if options.beside else ""
    if not usable:
        token = environ["GATEWAY_PROBE_TOKEN"] = make_token()
        say(f"open {origin}/{beside or '#'}{'&' if beside else ''}token={token}")
        say("that token is for this time alone; for one that stays, set GATEWAY_PROBE_TOKEN")
    elif beside:
        say(f"open {origin}/{beside}  (the page asks for the token: the value of GATEWAY_PROBE_TOKEN)")
    config = uvicorn.Config(create_app(environ=environ, laptop=laptop), log_level="warning", proxy_headers=False)
    with listening, contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])
    return HEALTHY


def _name_of(host: str) -> str:
    """What a browser on this machine calls the address that is listened on."""
    if host in {"0.0.0.0", "::", ""}:  # noqa: S104 - compared with, not listened on
        return "localhost"
    return f"[{host}]" if ":" in host else host


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens there. uvicorn's own way ends with the exit code of a found problem. Raises `WrongUse`."""
    # Named as TCP: asyncio turns off the delay of small writes (Nagle) for sockets that say so, and for no others.
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, proto=socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen()
    except OSError as error:
        listening.close()
        hint = "--port 0 takes any port that is free"
        raise WrongUse(f"cannot listen on {host}, port {port}: {error.strerror}; {hint}") from None
    return listening


def add_simulate_options(parser: argparse.ArgumentParser) -> None:
    parser.description = """Runs an AI Gateway on loopback that plays one scenario, with fake keys.

example:
  gateway-probe simulate key-of-other-team
  gateway-probe run --env-file simulated/production.env   (second terminal)"""
    parser.add_argument(
        "scenario", nargs="?", metavar="SCENARIO", help="which one; without it the scenarios are listed"
    )
    parser.add_argument("--list", action="store_true", help="list the scenarios")
    parser.add_argument("--port", type=port, default=0, help="port to listen on (default: any free one)")
    parser.add_argument(
        "--env-dir", default="simulated", metavar="DIR", help="where to write an env file for each place"
    )


def simulate(options: argparse.Namespace) -> int:
    """Run the simulated gateway until Ctrl-C and say how to use it."""
    # Imported here: only this command needs the simulator.
    from gateway_simulator import UnknownScenario, load_scenario, scenario_names

    if options.list or options.scenario is None:
        tell(*rows((name, load_scenario(name).title) for name in scenario_names()))
        return HEALTHY
    try:
        scenario = load_scenario(options.scenario)
    except UnknownScenario as error:
        raise WrongUse(str(error)) from None
    _uvicorn()
    from gateway_simulator import serve as serve_scenario

    _listening("127.0.0.1", options.port).close()
    with serve_scenario(scenario, port=options.port) as simulator:
        say(f"{scenario.title}\nsimulated gateway at {simulator.origin}  (end with Ctrl-C)")
        try:
            write_env_files(simulator, list(scenario.places), Path(options.env_dir))
            while True:
                sleep(_NAP_S)
        except KeyboardInterrupt:
            return HEALTHY


def write_env_files(simulator: Any, places: list[str], folder: Path) -> None:
    """One env file for each place, with fake keys only, ready for `run --env-file`."""
    make_writable(folder, "--env-dir")
    for place in places:
        lines = [f"{name}={_quote(value)}\n" for name, value in simulator.place(place).env.items()]
        file = folder / f"{place}.env"
        write_named(file, "".join(lines).encode())
        say(f"  {place}: gateway-probe run --env-file {shell_word(str(file))}")


def _quote(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


def _uvicorn() -> Any:
    return load("uvicorn", "a server")
