"""Values of options, as argparse reads them: what is wrong is said in words that tell what to write."""

import argparse
import re
from datetime import UTC, datetime, timedelta


def port(value: str) -> int:
    """A port; 0 for any free one."""
    return _number(value, 0, 65_535, "must be a port from 0 to 65535")


def timeout(value: str) -> float:
    """Seconds in which an answer must come."""
    return _seconds(value, 1, 900)


def wait(value: str) -> float:
    """Seconds to wait for a deployment."""
    return _seconds(value, 0, 86_400)


def every(value: str) -> float:
    """Seconds between two looks."""
    return _seconds(value, 0.1, 3_600)


def times(value: str) -> int:
    """How many looks."""
    return _number(value, 1, 1_000_000, "must be a number from 1 to 1,000,000")


def _number(value: str, least: int, most: int, hint: str) -> int:
    if not value.isascii() or not value.isdigit() or len(value) > 8 or not least <= int(value) <= most:
        raise argparse.ArgumentTypeError(hint)
    return int(value)


def _seconds(value: str, least: float, most: float) -> float:
    try:
        seconds = float(value)
    except ValueError:
        raise argparse.ArgumentTypeError("must be a number of seconds") from None
    if not least <= seconds <= most:
        raise argparse.ArgumentTypeError(f"must be between {least:g} and {most:,.0f} seconds")
    return seconds


def project(value: str) -> str:
    """The name of a project, or its id."""
    from gateway_probe.account.calls import can_be  # the other options do without

    if not can_be("project", value):
        raise argparse.ArgumentTypeError("must be the name of a project or its id, without spaces or slashes")
    return value


def since(value: str) -> timedelta:
    """How far back to look: `90d`, `12h`, or a date."""
    found = re.fullmatch(r"(\d{1,4})([dh])", value)
    if found:
        back = timedelta(**{"d": {"days": int(found[1])}, "h": {"hours": int(found[1])}}[found[2]])
    else:
        try:
            day = datetime.fromisoformat(value)
        except ValueError:
            raise argparse.ArgumentTypeError("must be like 90d, 12h or 2026-05-01") from None
        back = datetime.now(UTC) - (day if day.tzinfo else day.replace(tzinfo=UTC))
    if not timedelta(0) < back <= timedelta(days=3_660):
        raise argparse.ArgumentTypeError("must lie in the past, at most ten years back")
    return back


def commit(value: str) -> str:
    """A commit, whole or abbreviated."""
    from gateway_probe.document.facts import COMMIT  # its room imports pydantic, which most commands go without

    if not re.fullmatch(COMMIT, value):
        raise argparse.ArgumentTypeError("must be 7 to 40 hex digits of a commit: git rev-parse HEAD")
    return value.lower()
