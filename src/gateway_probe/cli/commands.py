"""The commands: where each stands, and what it is for in one line."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple


class Command(NamedTuple):
    """A command: the module that holds its function, of its own name, and `add_NAME_options`, which describes it."""

    module: str
    summary: str

    def part(self, name: str) -> Callable[..., Any]:
        """A function of its module, which is imported now: a look-up needs no HTTP client, a run no server."""
        found: Callable[..., Any] = getattr(import_module(f"gateway_probe.cli.{self.module}"), name)
        return found


COMMANDS = {
    "run": Command("run", "diagnose this machine"),
    "fetch": Command("fetch", "diagnose a deployment that holds the probe"),
    "compare": Command("compare", "places side by side: why here and not there"),
    "watch": Command("watch", "wait for a new deployment and diagnose it, or tell when a verdict changes"),
    "timeline": Command("timeline", "when the verdict of a place changed, from the Documents of a history"),
    "account": Command(
        "account", "what the Vercel account knows: when a key was changed, whose it is, what was bought"
    ),
    "judge": Command("judge", "judge Documents again, and say what changed"),
    "serve": Command("serve", "serve the probe on this machine"),
    "simulate": Command("serve", "run a simulated AI Gateway"),
    "init": Command("init", "add the probe to a project that exists"),
    "explain": Command("code_lookups", "what a code or an error text means"),
    "schema": Command("code_lookups", "print the JSON Schema of the Document"),
    "demo": Command("demo", "the whole story on a simulated gateway"),
}
