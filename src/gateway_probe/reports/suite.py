"""A test report of CI: cases that passed or did not, and the facts beside them."""

from dataclasses import dataclass
from typing import Literal

Result = Literal["passed", "failure", "error", "skipped"]


@dataclass(frozen=True)
class Case:
    """One line of the report. The text says what a person needs where it did not pass."""

    name: str
    result: Result
    message: str = ""
    text: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class Suite:
    """What a CI system shows as one group, with when it began and how long it took."""

    name: str
    cases: list[Case]
    facts: dict[str, str]
    started: str
    seconds: float = 0.0
