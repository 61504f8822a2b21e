"""Figures: samples, their middle and spread, and a bar that they are held against."""

import statistics
from dataclasses import dataclass, field


def figure(value: float) -> str:
    """Three digits that count."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


@dataclass(frozen=True)
class Sample:
    """What one subject gave, in one unit."""

    name: str
    unit: str
    values: list[float]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.values)

    def row(self) -> list[str]:
        """For a table: name, median, least, most."""
        shown = (self.median, min(self.values), max(self.values))
        return [self.name, *(f"{figure(value)} {self.unit}".rstrip() for value in shown)]


@dataclass(frozen=True)
class Bar:
    """A measure that has a limit. The ratio or value is a median; least and most are of the same measure."""

    measure: str
    at_most: float
    value: float
    least: float
    most: float
    unit: str = "x"

    @property
    def met(self) -> bool:
        """Whether the median is within the limit."""
        return self.value <= self.at_most

    def row(self) -> list[str]:
        """For a table."""
        spread = f"{figure(self.least)} to {figure(self.most)}"
        verdict = "met" if self.met else f"**missed** by {figure(self.value - self.at_most)} {self.unit}"
        return [self.measure, f"{self.at_most:g} {self.unit}", f"{figure(self.value)} {self.unit}", spread, verdict]


@dataclass(frozen=True)
class Part:
    """One part of the bench: what was measured how, the samples, and the bars it answers."""

    title: str
    how: str
    samples: list[Sample]
    bars: list[Bar] = field(default_factory=list)


def paired(measure: str, at_most: float, ours: list[float], theirs: list[float]) -> Bar:
    """The ratio of two subjects measured in turns: the median of the ratios of neighbours, and their spread."""
    ratios = [one / other for one, other in zip(ours, theirs, strict=True)]
    return Bar(measure, at_most, statistics.median(ratios), min(ratios), max(ratios))


def single(measure: str, at_most: float, values: list[float], unit: str) -> Bar:
    """A value by itself."""
    return Bar(measure, at_most, statistics.median(values), min(values), max(values), unit)
