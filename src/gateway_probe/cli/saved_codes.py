"""The register as it was saved: every code with what is said of it, without importing the rooms that declare them."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any, NamedTuple

from gateway_probe.register import Code, Register

FILE = Path(__file__).with_name("codes.json")
"""One code to a line. `make docs` writes it, and a test holds it against the register."""
_LISTS = ("leads_to", "sources")


class SavedStep(NamedTuple):
    """One thing to do, and the command for it."""

    text: str
    command: str | None = None


def read_saved_codes() -> Register[Code]:
    """Every code, as it was saved."""
    return Register(_read(row) for row in json.loads(FILE.read_bytes()))


def write_saved_codes(known: Register[Any]) -> str:
    """The content of the file."""
    rows = (json.dumps(_saved(entry), ensure_ascii=False) for entry in known.entries())
    return "[\n" + ",\n".join(rows) + "\n]\n"


def _read(row: dict[str, Any]) -> Code:
    steps = tuple(SavedStep(*step) for step in row.pop("next_steps", ()))
    return Code(**row | {name: tuple(row[name]) for name in _LISTS if name in row}, next_steps=steps)


def _saved(entry: Code) -> dict[str, Any]:
    """What is not said is left out."""
    row = {field.name: getattr(entry, field.name) for field in fields(Code)}
    row["next_steps"] = [[step.text, step.command] if step.command else [step.text] for step in entry.next_steps]
    return {name: value for name, value in row.items() if value}
