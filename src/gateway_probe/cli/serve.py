"""`gateway-probe serve` and `gateway-probe simulate`: servers on this machine."""

import argparse
import contextlib
import socket
from pathlib import Path
from time import sleep
from typing import Any
from urllib.parse import quote

from gateway_probe.cli.environment import env_files, load_environment
from gateway_probe.cli.exit_codes import HEALTHY, WrongUse
from gateway_probe.cli.output import say
from gateway_probe.tokens import make_token, read_tokens


def serve(options: argparse.Namespace) -> int:
    """Serve the probe itself, as a platform would. Without a usable token it makes one and shows a link with it."""
    from gateway_probe.cli.beside import laptop_of
    from gateway_probe.web import PATH, create_app

    uvicorn = _uvicorn()
    files = env_files(options.env_file, look=not options.no_env_file)
    environment = load_environment(files)
    laptop = laptop_of(options, environment)
    for file in files:
        say(f"reading {file}" + ("" if options.env_file else ", found in this folder (--no-env-file leaves it out)"))
    environ = dict(environment.variables)
    usable, warning = read_tokens(environ.get("GATEWAY_PROBE_TOKEN", ""))
    listening = _listening(options.host, options.port)
    origin = f"http://{_name_of(options.host)}:{listening.getsockname()[1]}"
    say(f"gateway-probe at {origin}{PATH}  (end with Ctrl-C)")
    if warning:
        say(f"warning: {warning}")
    # In the fragment, which a browser keeps to itself: no server, proxy or log ever sees it.
    beside = f"#beside={quote(options.beside, safe='')}" if options.beside else ""
    if not usable:
        token = environ["GATEWAY_PROBE_TOKEN"] = make_token()
        say(f"open {origin}/{beside or '#'}{'&' if beside else ''}token={token}")
        say("that token is for this time alone; for one that stays, set GATEWAY_PROBE_TOKEN")
    elif beside:
        say(f"open {origin}/{beside}")
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
        raise WrongUse(f"cannot listen on {host}, port {port}: {error.strerror}") from None
    return listening


def simulate(options: argparse.Namespace) -> int:
    """Run the simulated gateway until Ctrl-C and say how to use it."""
    _uvicorn()
    # Imported here: only this command needs the simulator's server.
    from gateway_probe.simulator import UnknownScenario, load_scenario, scenario_names
    from gateway_probe.simulator import serve as serve_scenario

    if options.list or options.scenario is None:
        for name in scenario_names():
            print(f"{name:<28} {load_scenario(name).title}")
        return HEALTHY
    try:
        scenario = load_scenario(options.scenario)
    except UnknownScenario as error:
        raise WrongUse(str(error)) from None
    _listening("127.0.0.1", options.port).close()
    with serve_scenario(scenario, port=options.port) as simulator:
        say(f"{scenario.title}\nsimulated gateway at {simulator.origin}  (end with Ctrl-C)")
        write_env_files(simulator, list(scenario.places), Path(options.env_dir))
        try:
            while True:
                sleep(3600)
        except KeyboardInterrupt:
            return HEALTHY


def write_env_files(simulator: Any, places: list[str], folder: Path) -> None:
    """One env file for each place, with fake keys only, ready for `run --env-file`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for place in places:
            lines = [f"{name}={_quoted(value)}\n" for name, value in simulator.place(place).env.items()]
            file = folder / f"{place}.env"
            file.write_text("".join(lines), encoding="utf-8")
            say(f"  {place}: gateway-probe run --env-file {file}")
    except OSError as error:
        raise WrongUse(f"{folder} cannot be written: {error.strerror}") from None


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


def _uvicorn() -> Any:
    try:
        import uvicorn
    except ImportError:
        raise WrongUse("this command needs a server: pip install 'gateway-probe[cli]'") from None
    return uvicorn
