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
    limit: float
    value: float
    least: float
    most: float
    unit: str = "x"
    more_is_better: bool = False

    @property
    def met(self) -> bool:
        """Whether the median is within the limit."""
        return self.value >= self.limit if self.more_is_better else self.value <= self.limit

    def row(self) -> list[str]:
        """For a table."""
        spread = f"{figure(self.least)} to {figure(self.most)}"
        verdict = "met" if self.met else f"**missed** by {figure(abs(self.value - self.limit))} {self.unit}"
        limit = f"at {'least' if self.more_is_better else 'most'} {self.limit:,g} {self.unit}"
        return [self.measure, limit, f"{figure(self.value)} {self.unit}", spread, verdict]


@dataclass(frozen=True)
class Part:
    """One part of the bench: what was measured how, the samples, and the bars it answers."""

    title: str
    how: str
    samples: list[Sample]
    bars: list[Bar] = field(default_factory=list)


def paired(measure: str, limit: float, ours: list[float], theirs: list[float], *, more_is_better: bool = False) -> Bar:
    """The ratio of two subjects measured in turns: the median of the ratios of neighbours, and their spread."""
    ratios = [one / other for one, other in zip(ours, theirs, strict=True)]
    return Bar(measure, limit, statistics.median(ratios), min(ratios), max(ratios), more_is_better=more_is_better)


def single(measure: str, limit: float, values: list[float], unit: str, *, more_is_better: bool = False) -> Bar:
    """A value by itself."""
    return Bar(measure, limit, statistics.median(values), min(values), max(values), unit, more_is_better)
