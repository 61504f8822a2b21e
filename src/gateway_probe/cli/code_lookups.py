"""`gateway-probe schema` and `gateway-probe explain`: what the Document and its codes mean."""

import argparse
import json
import sys
from collections.abc import Iterator
from itertools import groupby

from gateway_probe.cli.columns import rows, wrap
from gateway_probe.cli.exit_codes import HEALTHY, WrongUse
from gateway_probe.cli.saved_codes import read_saved_codes
from gateway_probe.cli.standard_streams import say, tell
from gateway_probe.explaining import MAX_TEXT, Explained, tell_whose
from gateway_probe.explaining import explain as explained
from gateway_probe.register import Code, Register


def add_schema_options(parser: argparse.ArgumentParser) -> None:
    parser.description = "Prints the JSON Schema (2020-12) of the Document."


def schema(_options: argparse.Namespace) -> int:
    from gateway_probe.document import json_schema

    tell(json.dumps(json_schema(), indent=2, sort_keys=True))
    return HEALTHY


def add_explain_options(parser: argparse.ArgumentParser) -> None:
    parser.description = """Explains a code of any kind (verdict, finding, reason, problem), an error type, a
status, a class of a client, or an error text; without one it lists all codes. Nothing is
asked and nothing kept.

examples:
  gateway-probe explain byok_requires_paid_credits
  npm start 2>&1 | gateway-probe explain -"""
    parser.add_argument(
        "code", nargs="?", metavar="CODE|TEXT|-", help="for example byok-needs-paid-tier; - reads a text"
    )


def explain(options: argparse.Namespace) -> int:
    """Print what a code or an error text means and what to do, or list all codes. Raises `WrongUse`."""
    known = read_saved_codes()
    if options.code is None:
        for kind, entries in groupby(known.entries(), key=lambda entry: entry.kind):
            tell(f"{kind}:", *rows(((entry.code, entry.title) for entry in entries), "  "))
        return HEALTHY
    asked = _read_pasted() if options.code == "-" else options.code
    found = explained(asked, known)
    if not found.entries:
        raise WrongUse(_unknown(_find_near(asked, known)))
    tell(*_lines(found))
    return HEALTHY


def _read_pasted() -> str:
    if sys.stdin.isatty():
        say("paste the error text, then press Ctrl-D on a line of its own; it is looked at here and goes nowhere")
    text = sys.stdin.buffer.read(MAX_TEXT).decode("utf-8", "replace")
    if not text.strip():
        raise WrongUse(
            "nothing came on standard input: npm start 2>&1 | gateway-probe explain - brings what is said on stderr too"
        )
    return text


def _find_near(text: str, known: Register[Code]) -> list[str]:
    """Codes that are written nearly so. A status near another one means something else."""
    from difflib import get_close_matches  # most codes are written right

    name = text.strip()[:80]
    return [] if name.isdigit() else get_close_matches(name, sorted({entry.code for entry in known.entries()}), n=3)


def _unknown(close: list[str]) -> str:
    hint = f" Did you mean {', '.join(close)}?" if close else " `gateway-probe explain` lists them all."
    return f"no such code, and no known word of an error in it.{hint}"


def _lines(found: Explained[Code]) -> Iterator[str]:
    first, *others = found.entries
    same = [entry for entry in others if entry.code == first.code]
    for at, entry in enumerate([first, *same]):
        yield from ([""] if at else [])
        yield from _entry(entry)
    for entry in (entry for entry in others if entry.code != first.code):
        yield from wrap(
            f"Also in it: {entry.code} ({entry.kind}, {tell_whose(entry.kind, entry.whose)}). {entry.title}.", "", "  "
        )
    if found.causes and first.kind != "cause":
        yield "\nCauses that it may have (gateway-probe explain CODE):"
        for cause in found.causes:
            yield from wrap(f"{cause.code}: {cause.title}", "  ", "      ")


def _entry(entry: Code) -> Iterator[str]:
    yield f"{entry.code} ({entry.kind})"
    yield entry.title
    if entry.kind not in {"cause", "verdict", "comparison"}:
        yield from wrap(f"It is {tell_whose(entry.kind, entry.whose)}.")
    yield ""
    yield from wrap(entry.meaning)
    yield "\nWhat to do:"
    for item in entry.next_steps:
        yield from wrap(f"- {item.text}", "", "  ")
        if item.command:
            yield f"    $ {item.command}"
    if entry.sources:
        yield from wrap(f"Sources: {'; '.join(entry.sources)}", "\n", "  ")
