"""A stranger whose requests another program on this machine passes on: whoever asks seems to be this machine itself."""

import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx
import pytest

from gateway_simulator import Simulator, serve
from tests.cli.commands import running, said
from tests.listening import Server, free_port, listening, listening_at
from tests.missing import give_up

pytestmark = pytest.mark.proxy

# `proxy_pass` as it comes: Host becomes the upstream's address, and nothing is added that tells of a caller.
NGINX = """
daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass http://127.0.0.1:{upstream}; }} }}
}}
"""
HAPROXY = """
defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 30s
listen front
  bind 127.0.0.1:{port}
  server probe 127.0.0.1:{upstream}
"""
HOSTS = ("probe.example", "localhost", "127.0.0.1", "[::1]")
PATHS = ("/api/diagnose", "/api/diagnose?format=json", "/api/diagnose?format=events", "/api/diagnose?experiments=all")
Proxy = Callable[[int, Path], AbstractContextManager[Server]]


def tool(name: str) -> str:
    """Where the program is: Debian keeps servers where only root's path leads."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    return found or give_up(f"{name} is needed: apt-get install {name}")


def nginx(upstream: int, folder: Path) -> AbstractContextManager[Server]:
    port = free_port()
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port, upstream=upstream))
    return listening_at(
        port, [tool("nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")], {}
    )


def haproxy(upstream: int, folder: Path) -> AbstractContextManager[Server]:
    port = free_port()
    (folder / "haproxy.cfg").write_text(HAPROXY.format(port=port, upstream=upstream))
    return listening_at(port, [tool("haproxy"), "-f", str(folder / "haproxy.cfg")], {})


def socat(upstream: int, _folder: Path) -> AbstractContextManager[Server]:
    """Bytes passed on as they are, as port forwarding of a container, an SSH tunnel or a cloud shell does."""
    port = free_port()
    return listening_at(
        port, [tool("socat"), f"TCP-LISTEN:{port},bind=127.0.0.1,fork,reuseaddr", f"TCP:127.0.0.1:{upstream}"], {}
    )


@contextmanager
def served_by_the_command(simulator: Simulator) -> Iterator[int]:
    with running("serve", "--port", "0", **simulator.place("local").env) as process:
        yield int(said(process, "gateway-probe at ").split(":")[2].split("/")[0])


@contextmanager
def served_by_uvicorn(simulator: Simulator) -> Iterator[int]:
    command = [sys.executable, "-m", "uvicorn", "--factory", "gateway_probe.web:create_app"]
    with listening(command, simulator.place("local").env) as server:
        yield server.port


@pytest.mark.parametrize("served", [served_by_the_command, served_by_uvicorn], ids=["serve", "uvicorn"])
@pytest.mark.parametrize("proxy", [nginx, haproxy, socat])
def test_a_stranger_behind_it_gets_nothing_and_nothing_is_spent(
    proxy: Proxy, served: Callable[[Simulator], AbstractContextManager[int]], tmp_path: Path
) -> None:
    with serve("healthy-byok") as simulator, served(simulator) as upstream, proxy(upstream, tmp_path) as front:
        with httpx.Client(base_url=f"http://127.0.0.1:{front.port}", trust_env=False, timeout=30) as stranger:
            assert stranger.get("/api/diagnose?ping").json()["status"] == "up", "the proxy passes nothing on"
            for host in HOSTS:
                for path in PATHS:
                    for method, body in (("GET", None), ("POST", b"{}"), ("POST", b"[" * 1_000)):
                        answer = stranger.request(method, path, content=body, headers={"host": host})
                        assert answer.status_code in {401, 403}, f"{method} {path} as {host}"
                        said_there = json.loads(answer.content)
                        assert re.fullmatch(
                            r"urn:gateway-probe:problem:access-(denied|not-configured)", said_there["type"]
                        )
        assert simulator.requests == []
