"""Which one of several options or headers decides, told by a few requests that are asked at once.

Each request leaves out one group of the parts, and none waits for another (group testing with fixed groups). No
part lies in all the groups of another, so that the groups without which the request is served have one part in common
where one alone decides. Where more than one does, no innocent one is named: only what the answers prove counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import combinations, count
from math import comb
from typing import TYPE_CHECKING, Any, cast

from gateway_probe.document.vocabulary import ExperimentId, FactorName
from gateway_probe.experiments.design import Design, Request
from gateway_probe.experiments.plan import Planned
from gateway_probe.experiments.situation import Situation
from gateway_probe.gateway import Generation
from gateway_probe.record import record

if TYPE_CHECKING:
    from gateway_probe.document.exchange import Experiment

MAX_REQUESTS = 4


@record(frozen=True)
class Parts:
    """The parts of a factor, and the request without some of them."""

    names: tuple[str, ...]
    factor: FactorName
    without: Callable[[frozenset[str]], Generation]

    @property
    def requests(self) -> int:
        """How many requests tell them apart; 0 where there is nothing to tell apart."""
        return next(number for number in count() if comb(number, number // 2) >= len(self.names))

    @property
    def groups(self) -> list[frozenset[str]]:
        """What each of these requests leaves out: each part is in half of them, no two parts in the same."""
        places = list(zip(self.names, combinations(range(self.requests), self.requests // 2), strict=False))
        return [frozenset(name for name, of in places if group in of) for group in range(self.requests)]


def parts_of(situation: Situation, experiment: ExperimentId) -> Parts | None:
    """The parts of the factor that the experiment changes, where it has any."""
    asked = situation.asked
    if experiment == "options-none" and asked.provider_options:
        options = asked.provider_options
        names = tuple(f"{provider}.{name}" for provider, values in options.items() for name in values)
        return Parts(names, "options", lambda gone: replace(asked, provider_options=_keep(options, gone)))
    if experiment == "headers-none":
        headers = asked.deployment_headers
        # The project id comes first: alone it would be told by the first request.
        names = tuple(sorted(headers, key=lambda name: (name != "ai-o11y-project-id", name)))
        return Parts(
            names,
            "deployment-headers",
            lambda gone: replace(asked, deployment_headers={k: v for k, v in headers.items() if k not in gone}),
        )
    return None


def plan_parts(situation: Situation, parts: Parts, *, allowance: int) -> list[Planned]:
    """The requests that tell the parts apart, as many as the limit has room for."""
    requests = max(0, min(parts.requests, allowance, MAX_REQUESTS))
    return [_without(situation, parts, number) for number in range(requests)]


def name_part(parts: Parts, results: list[Experiment]) -> str | None:
    """The part that decides, or those of which one does; None where the answers prove neither.

    Served without a group: whatever decides lies in it. Refused without it: something that decides lies outside.
    """
    if len(parts.names) == 1:
        return parts.names[0]
    if not results or any(item.effect not in {"flips", "same"} for item in results):
        return None
    asked = list(zip(parts.groups, results, strict=False))
    within = frozenset(parts.names).intersection(*(group for group, item in asked if item.flips))
    outside = [within - group for group, item in asked if not item.flips]
    fewest = min([within, *outside], key=len)
    named = " or ".join(name for name in parts.names if name in fewest)
    return f"{named}, perhaps with another" if len(fewest) == 1 < len(within) else named or None


def _without(situation: Situation, parts: Parts, number: int) -> Planned:
    gone = parts.groups[number]
    request: Request = (parts.without(gone), situation.authorization)
    design = Design(
        id=cast("ExperimentId", f"part-{number + 1}"),
        factor=parts.factor,
        level="without " + ", ".join(sorted(gone)),
        question="Is the same request served without these of them?",
        change=lambda _: request,
    )
    return Planned(design, request)


def _keep(options: Mapping[str, Any], gone: frozenset[str]) -> dict[str, Any]:
    """The options without these, and without a provider of which nothing is left: an app would not name it either."""
    kept = {
        provider: {name: value for name, value in values.items() if f"{provider}.{name}" not in gone}
        for provider, values in options.items()
    }
    return {provider: values for provider, values in kept.items() if values}
