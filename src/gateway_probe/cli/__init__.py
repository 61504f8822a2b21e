"""The command line."""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

from gateway_probe.cli.commands import COMMANDS
from gateway_probe.cli.exit_codes import NO_DOCUMENT, WRONG_USE, WrongUse
from gateway_probe.cli.parser import parse
from gateway_probe.cli.standard_streams import print_anything, replace_closed
from gateway_probe.cli.stderr_filter import withholding


def command() -> NoReturn:
    """The installed command: run it, and end the process without Python's tidying, which frees all that was imported
    piece by piece: 5 ms of a run."""
    code = main()
    # What cannot be written is left to Python, which says so.
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    if arguments is None:  # a process of its own
        # Nothing that is imported becomes garbage: looking for it, now and at the end, costs a quarter of a short run.
        gc.disable()
        # httpx would load a command line of its own, and `click` for it, wherever that is installed.
        sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
        # pydantic would ask every installed package for plugins, which then see what is read here.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        replace_closed()
    print_anything()
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["run"]:
        # Beside the parser, which imports all that a run asks with.
        from gateway_probe.trust import begin_to_trust

        begin_to_trust()
    with withholding(given):
        return _run(given)


def _run(given: list[str]) -> int:
    try:
        options = parse(given)
    except WrongUse as error:
        return _refuse(error)
    # After the parser, so that `--version` and help go without it.
    from gateway_probe.places.unknown import PlaceUnknown

    try:
        return _dispatch(options.command, options)
    except WrongUse as error:
        return _refuse(error)
    except PlaceUnknown as unknown:
        print(f"gateway-probe: {unknown.with_step}", file=sys.stderr)
        return NO_DOCUMENT
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - a traceback may show what must not leave the process
        print(f"gateway-probe: unexpected {type(error).__name__}; please report it with the command", file=sys.stderr)
        return NO_DOCUMENT


def _refuse(error: WrongUse) -> int:
    print(f"gateway-probe: {error}", file=sys.stderr)
    return WRONG_USE


def _dispatch(command: str, options: object) -> int:
    run_it = COMMANDS[command].part(command)
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
    code: int = run_it(options)
    return code
