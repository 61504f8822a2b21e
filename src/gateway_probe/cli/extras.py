"""What a command needs beyond what a function runs: a plain installation goes without, and each says what it lacks."""

from importlib import import_module
from typing import Any

from gateway_probe.cli.exit_codes import WrongUse

DISTRIBUTIONS = {"dotenv": "python-dotenv", "tomlkit": "tomlkit", "uvicorn": "uvicorn"}
"""By module: what an index calls the distribution."""


def load(module: str, purpose: str) -> Any:
    """The module. Raises `WrongUse` where it is not installed."""
    try:
        return import_module(module)
    except ImportError:
        raise lacking(module, purpose) from None


def lacking(module: str, purpose: str) -> WrongUse:
    """What to say where it is not there."""
    name = DISTRIBUTIONS[module]
    return WrongUse(
        f"{purpose} needs {name} of the extra `cli`, which is not installed here: "
        f"pip install '.[cli]' in a checkout of gateway-probe, or pip install {name}"
    )
