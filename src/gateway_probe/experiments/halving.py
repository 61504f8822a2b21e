"""Which one of several options or headers decides, told by a few requests that are asked at once.

The parts are numbered, and request j leaves out those whose number has bit j set. If one part alone decides, the
answers spell its number: log2(n) requests, and none of them waits for another (group testing with fixed groups).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from gateway_probe.document.exchange import Experiment
from gateway_probe.document.vocabulary import ExperimentId, FactorName
from gateway_probe.experiments.design import Design, Request
from gateway_probe.experiments.plan import Planned
from gateway_probe.experiments.situation import Situation
from gateway_probe.gateway import Generation

MAX_REQUESTS = 4


@dataclass(frozen=True)
class Parts:
    """The parts of a factor, and the request without some of them."""

    names: tuple[str, ...]
    factor: FactorName
    without: Callable[[frozenset[str]], Generation]

    @property
    def requests(self) -> int:
        """How many requests tell them apart; 0 where there is nothing to tell apart."""
        return (len(self.names) - 1).bit_length() if self.names else 0


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
    """The requests that tell the parts apart, as many as the limit has room for: each halves what is left."""
    requests = max(0, min(parts.requests, allowance, MAX_REQUESTS))
    return [_without(situation, parts, bit) for bit in range(requests)]


def name_part(parts: Parts, results: list[Experiment]) -> str | None:
    """The part that decides, or those that are left where the limit had no room for every request; None where the
    answers spell none."""
    if len(parts.names) == 1:
        return parts.names[0]
    if not results or any(item.effect not in {"flips", "same"} for item in results):
        return None
    left = [
        name
        for number, name in enumerate(parts.names)
        if all(bool(number >> bit & 1) == item.flips for bit, item in enumerate(results))
    ]
    return " or ".join(left) or None


def _without(situation: Situation, parts: Parts, bit: int) -> Planned:
    gone = frozenset(name for number, name in enumerate(parts.names) if number >> bit & 1)
    request: Request = (parts.without(gone), situation.authorization)
    design = Design(
        id=cast("ExperimentId", f"part-{bit + 1}"),
        factor=parts.factor,
        level="without " + ", ".join(sorted(gone)),
        question="Is the same request served without these of them?",
        change=lambda _: request,
    )
    return Planned(design, request)


def _keep(options: Mapping[str, Any], gone: frozenset[str]) -> dict[str, Any]:
    return {
        provider: {name: value for name, value in values.items() if f"{provider}.{name}" not in gone}
        for provider, values in options.items()
    }
