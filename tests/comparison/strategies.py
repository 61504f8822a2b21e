"""Places for the laws of comparing: Documents of real runs, at hours of their own, under names of their own."""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from hypothesis import strategies as st

from gateway_probe.causes import judge
from gateway_probe.document import Document, Evidence
from tests.causes.changes import Tree
from tests.causes.recorded import recorded

Named = list[tuple[str, Document]]
NAMES = ("alpha", "beta", "gamma", "delta")
MINUTES = (0, 0, 0, 2, 4, 6, 360)
"""Mostly together, and now and then too far apart to be compared."""
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def at_minute(document: Document, minutes: float) -> Document:
    """The Document of the same run at another time, by the gateway's clock: a place's own may be wrong."""
    started = NOON + timedelta(minutes=minutes, milliseconds=document.runtime.clock_offset_ms or 0)
    return document.model_copy(update={"probe": document.probe.model_copy(update={"started_at": started})})


def judged(tree: Tree) -> Document:
    """A changed Document with the verdict that it has now."""
    evidence = Evidence.model_validate(tree)
    findings, verdict = judge(evidence)
    told = {"findings": [item.model_dump() for item in findings], "verdict": verdict.model_dump()}
    return Document.model_validate({**tree, **told})


@cache
def of_run(name: str) -> Document:
    """The Document of a recorded run."""
    return Document.model_validate(recorded()[name])


def changed(document: Document, change: Callable[[Tree], None]) -> Document:
    """The Document with a change made in its JSON, judged again."""
    tree = copy.deepcopy(document.model_dump(mode="json"))
    change(tree)
    return judged(tree)


@dataclass(frozen=True)
class Company:
    """Places beside each other: which recorded run each is, and its minute. Few words, for the report of a failure."""

    members: tuple[tuple[str, int], ...]

    @property
    def named(self) -> Named:
        """The places with their Documents."""
        made = [at_minute(of_run(run), minutes) for run, minutes in self.members]
        return list(zip(NAMES, made, strict=False))

    @property
    def differ(self) -> bool:
        """Whether one is served and another is not."""
        return len({of_run(run).served for run, _ in self.members}) == 2


def runs() -> st.SearchStrategy[str]:
    """The name of a recorded run."""
    return st.deferred(lambda: st.sampled_from(sorted(recorded())))


def companies(least: int = 2, most: int = 4) -> st.SearchStrategy[Company]:
    """Two or more places, each a recorded run at an hour of its own."""
    members = st.lists(st.tuples(runs(), st.sampled_from(MINUTES)), min_size=least, max_size=most)
    return members.map(lambda drawn: Company(tuple(drawn)))


def unlike(least: int = 2, most: int = 4) -> st.SearchStrategy[Company]:
    """Places of which one is served and one is not."""
    return companies(least, most).filter(lambda company: company.differ)
