"""Writes into pyproject.toml which version of everything a function holds, or is built with, was tested: `make lock` calls it.

The pins come from standard input, one requirement a line, and the one argument says of what: `function` or `build`. They stand in pyproject.toml because that is what Vercel's
builder reads; a lock file would say the same, and where the machine that wrote it gets its packages from.
"""

import sys
from pathlib import Path

import tomlkit

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"


def write_pins(of: str, pins: list[str]) -> None:
    """Replace what is required exactly, and nothing else."""
    document = tomlkit.parse(PYPROJECT.read_text(encoding="utf-8"))
    written = tomlkit.array()
    written.extend(pins)
    table, key = {
        "function": (document["tool"]["uv"], "constraint-dependencies"),
        "build": (document["build-system"], "requires"),
    }[of]
    table[key] = written.multiline(multiline=True)
    PYPROJECT.write_text(tomlkit.dumps(document), encoding="utf-8")


if __name__ == "__main__":
    write_pins(sys.argv[1], [line.strip() for line in sys.stdin if line.strip()])
