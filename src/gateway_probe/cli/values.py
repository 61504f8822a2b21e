"""Values of options, as argparse reads them: what is wrong is said in words that tell what to write."""

import argparse
import re


def port(value: str) -> int:
    """A port; 0 for any free one."""
    if not value.isascii() or not value.isdigit() or not 0 <= int(value[:6]) <= 65_535:
        raise argparse.ArgumentTypeError("must be a port from 0 to 65535")
    return int(value)


def timeout(value: str) -> float:
    """Seconds in which an answer must come."""
    return _seconds(value, 1, 900)


def wait(value: str) -> float:
    """Seconds to wait for a deployment."""
    return _seconds(value, 0, 86_400)


def every(value: str) -> float:
    """Seconds between two looks."""
    return _seconds(value, 0.1, 3_600)


def _seconds(value: str, least: float, most: float) -> float:
    try:
        seconds = float(value)
    except ValueError:
        raise argparse.ArgumentTypeError("must be a number of seconds") from None
    if not least <= seconds <= most:
        raise argparse.ArgumentTypeError(f"must be between {least:g} and {most:,.0f} seconds")
    return seconds


def commit(value: str) -> str:
    """A commit, whole or abbreviated."""
    if not re.fullmatch(r"[0-9a-fA-F]{7,40}", value):
        raise argparse.ArgumentTypeError("must be 7 to 40 hex digits of a commit: git rev-parse HEAD")
    return value.lower()
