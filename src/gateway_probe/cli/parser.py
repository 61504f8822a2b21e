"""The command line as a whole, and help that teaches."""

import argparse
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

from gateway_probe import __version__
from gateway_probe.cli.columns import fill, terminal_width
from gateway_probe.cli.commands import COMMANDS
from gateway_probe.cli.exit_codes import TABLE, WRONG_USE
from gateway_probe.cli.standard_streams import tell

_DESCRIPTION = """Finds out why calls to Vercel AI Gateway work in one place and fail in another.

It sends the request that your app's client would send, changes one thing at
a time until the outcome flips, and answers with a document that is safe to
share.

first steps:
  gateway-probe run                            diagnose this machine
  gateway-probe fetch https://NAME.vercel.app  diagnose a deployed probe
  gateway-probe explain byok-needs-paid-tier   what a verdict means, what to do
  gateway-probe init                           add the probe to a project
  gateway-probe demo                           see it all on a simulated gateway"""


class _Help(argparse.HelpFormatter):
    """Help no wider than the terminal; examples stay as they are written."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=terminal_width())

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in fill(text, width))


class _Parser(argparse.ArgumentParser):
    """Says what is wrong, what was meant, and where help is, and not a page of options above it."""

    def _print_message(self, message: str, file: Any = None) -> None:
        """Help and version go to stdout, and argparse passes over what becomes of them there."""
        if file is sys.stdout:
            tell(message.removesuffix("\n"))
        else:
            super()._print_message(message, file)

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_USE, f"{self.prog}: error: {message}\n  next: {self.prog} --help\n")

    def refuse(self, unknown: str) -> NoReturn:
        """End where an argument is none of this command's."""
        name = unknown.partition("=")[0]
        if name.startswith("-"):
            self.error(f"no such option: {name}{_guess(name, self._option_string_actions)}")
        self.error(f"one argument too many: {unknown}")


def parse(arguments: list[str]) -> argparse.Namespace:
    """What the arguments ask for. Ends the process where that is nothing, or help."""
    first = arguments[0] if arguments else ""
    parser, called = _build(first)
    if first and not first.startswith("-") and called is None:
        parser.error(f"no such command: {first}{_guess(first, COMMANDS)}")
    options, unknown = parser.parse_known_args(arguments)
    if unknown:
        (called or parser).refuse(unknown[0])
    return options


def _guess(name: str, known: Iterable[str]) -> str:
    """The name that is nearest, as a question; nothing where none is near."""
    from difflib import get_close_matches  # most command lines are right

    return "".join(f"; did you mean {nearest}?" for nearest in get_close_matches(name, list(known), n=1))


def _build(first: str) -> tuple[_Parser, _Parser | None]:
    """The parser of the whole command line, and that of the one command which the first argument calls, if it does.

    Its options stand in that command's own file, which is imported for them: all would cost more than help itself.
    """
    parser = _Parser(prog="gateway-probe", description=_DESCRIPTION, epilog=TABLE, formatter_class=_Help)
    parser.add_argument("--version", action="version", version=f"gateway-probe {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    called = None
    # Where one is called, nobody is shown the others.
    shown = {first: COMMANDS[first]} if first in COMMANDS else COMMANDS
    for name, command in shown.items():
        listed = commands.add_parser(name, help=command.summary, epilog=TABLE, formatter_class=_Help)
        if name == first:
            called = listed
            command.part(f"add_{name}_options")(called)
    return parser, called
