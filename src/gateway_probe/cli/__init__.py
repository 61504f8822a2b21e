"""The command line."""

import os
import sys
from collections.abc import Callable
from importlib import import_module

from gateway_probe.cli.exit_codes import WRONG_USE, WrongUse
from gateway_probe.cli.parser import build_parser

COMMANDS = {
    "run": ("run", "run"),
    "fetch": ("fetch", "fetch"),
    "compare": ("compare", "compare"),
    "serve": ("serve", "serve"),
    "simulate": ("serve", "simulate"),
    "demo": ("demo", "demo"),
    "schema": ("lookups", "schema"),
    "explain": ("lookups", "explain"),
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = build_parser().parse_args(arguments)
    try:
        return _dispatch(options.command, options)
    except WrongUse as error:
        print(f"gateway-probe: {error}", file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read the output has seen enough; stdout must not be flushed again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _dispatch(command: str, options: object) -> int:
    # Each command is imported when it is run: `schema` needs no HTTP client, `run` no server.
    module, name = COMMANDS[command]
    handler: Callable[[object], int] = getattr(import_module(f"gateway_probe.cli.{module}"), name)
    return handler(options)
