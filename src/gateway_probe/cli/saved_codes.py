"""The register as it was saved: every code with what is said of it, without importing the rooms that declare them."""

import json
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from gateway_probe.register import Code, Register, Step

FILE = Path(__file__).with_name("codes.json")
"""One code to a line; steps and sources that many codes name are in it once. `make docs` writes it, and a test holds it
against the register."""


class SavedStep(NamedTuple):
    """One thing to do, and the command for it."""

    text: str
    command: str | None = None


@cache
def _verdict_codes() -> frozenset[str]:
    return frozenset(entry.code for entry in read_saved_codes().entries() if entry.kind in {"cause", "verdict"})


def known_code(code: str) -> str | None:
    """The code of a verdict, where this build knows it: in a Document from elsewhere it may be any text."""
    return code if code in _verdict_codes() else None


def read_saved_codes() -> Register[Code]:
    """Every code, as it was saved."""
    saved = json.loads(FILE.read_bytes())
    steps, sources = [SavedStep(*step) for step in saved["steps"]], saved["sources"]
    return Register(_read(row, steps, sources) for row in saved["codes"])


def write_saved_codes(known: Register[Any]) -> str:
    """The content of the file."""
    entries = list(known.entries())
    steps = list(dict.fromkeys(_step(step) for entry in entries for step in entry.next_steps))
    sources = list(dict.fromkeys(source for entry in entries for source in entry.sources))
    parts = {"steps": steps, "sources": sources, "codes": [_save(entry, steps, sources) for entry in entries]}
    return "{\n" + ",\n".join(f'"{name}": {_lines(rows)}' for name, rows in parts.items()) + "\n}\n"


def _lines(rows: Iterable[Any]) -> str:
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]"


def _read(row: dict[str, Any], steps: list[SavedStep], sources: list[str]) -> Code:
    return Code(
        **row
        | {
            "next_steps": tuple(steps[at] for at in row.get("next_steps", ())),
            "sources": tuple(sources[at] for at in row.get("sources", ())),
            "leads_to": tuple(row.get("leads_to", ())),
        }
    )


def _save(entry: Code, steps: list[tuple[str, ...]], sources: list[str]) -> dict[str, Any]:
    """What is not said is left out."""
    row = {field.name: getattr(entry, field.name) for field in fields(Code)}
    row["next_steps"] = [steps.index(_step(step)) for step in entry.next_steps]
    row["sources"] = [sources.index(source) for source in entry.sources]
    return {name: value for name, value in row.items() if value}


def _step(step: Step) -> tuple[str, ...]:
    return (step.text, step.command) if step.command else (step.text,)
