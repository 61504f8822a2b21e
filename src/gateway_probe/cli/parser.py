"""The command line as a whole, and help that teaches."""

import argparse
from typing import NoReturn

from gateway_probe import __version__
from gateway_probe.cli.commands import COMMANDS
from gateway_probe.cli.exit_codes import TABLE, WRONG_USE

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


class _Parser(argparse.ArgumentParser):
    """Says what is wrong and where help is, and not a page of options above it."""

    helped_by: str | None = None

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_USE, f"{self.prog}: error: {message}\n  next: {self.helped_by or self.prog} --help\n")


def build_parser(first: str | None = None) -> argparse.ArgumentParser:
    """The parser of the whole command line, with the options of the one command that the first argument calls.

    They stand in that command's own file, which is imported for them: all of those would cost more than help itself.
    """
    parser = _Parser(
        prog="gateway-probe",
        description=_DESCRIPTION,
        epilog=TABLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    if first in COMMANDS:  # an option that the command does not know is refused by the whole line's parser
        parser.helped_by = f"gateway-probe {first}"
    parser.add_argument("--version", action="version", version=f"gateway-probe {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, command in COMMANDS.items():
        called = commands.add_parser(
            name, help=command.summary, epilog=TABLE, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        if name == first:
            command.part(f"add_{name}_options")(called)
    return parser
