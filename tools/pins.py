"""Writes into pyproject.toml which version of everything a function holds was tested: `make lock` calls it.

The pins come from standard input, one requirement a line. They stand in pyproject.toml because that is what Vercel's
builder reads; a lock file would say the same, and where the machine that wrote it gets its packages from.
"""

import sys
from pathlib import Path

import tomlkit

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"


def write_pins(pins: list[str]) -> None:
    """Replace `[tool.uv] constraint-dependencies`, and nothing else."""
    document = tomlkit.parse(PYPROJECT.read_text(encoding="utf-8"))
    written = tomlkit.array()
    written.extend(pins)
    document["tool"]["uv"]["constraint-dependencies"] = written.multiline(multiline=True)
    PYPROJECT.write_text(tomlkit.dumps(document), encoding="utf-8")


if __name__ == "__main__":
    write_pins([line.strip() for line in sys.stdin if line.strip()])
