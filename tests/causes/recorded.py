"""Documents of real runs for laws: of the simulator's scenarios and of worlds of the second stand-in, each made once.

A fixed choice of them by their names, another that is drawn anew with each change of a cause, and all of them.
"""

from collections.abc import Callable, Iterator
from functools import cache

from gateway_simulator import serve
from tests.accuracy.expectations import expectations, run_probe
from tests.causes.changes import Tree
from tests.drawing import is_drawn, seed_of
from tests.worlds.every import find_worlds
from tests.worlds.world import visit

ONE_SCENARIO_OF, ONE_WORLD_OF = 6, 26
"""How few of each are taken: enough that every cause occurs, few enough that the laws are tried on each in time."""

DRAWN_ONE_OF = 16
"""How few are drawn besides."""

HARD = frozenset(
    {
        "a whole file in the key's place",
        "a key that is deleted in the middle of the run",
        "the key's credits move by a top-up between reads 2 and 3, the seed's refusal stays",
        "azure comes first in the order, is down, and another provider serves",
        "served by the own credential, and its stream by the gateway's",
        "an old token in the environment, a fresh one in the header",
        "an empty key and a stale token among a deployment's variables",
        "anthropic: served, and a tool is used that nobody offered",
        "the list of models holds nonsense",
        "no card in the key's team, and the token's team shows the same untouched five dollars and is served",
        "the token is not valid for five minutes yet",
        "the clock of the place is five minutes behind",
        "the stored key is refused, and then the gateway's own is throttled: two faults",
        "a fallback model answers since the asked one's providers are down",
        "the key is unknown for one moment, and the token is not",
        "404 model_not_found for a model that the list still has",
        "a newline behind a revoked key: taking it off does not help",
        "messages: an error inside a 200",
        "Claude Code with Anthropic's own key beside the gateway's",
        "LlamaIndex with the AI SDK's variable alone",
        "Anthropic's SDK with /v1 in its base URL asks /v1/v1/messages",
        "claude-code streams: streams are refused each time, plain answers are served",
        "no model by that name, says the plain answer; the stream is served",
        "a wrong kind of model, says the plain answer; the stream is served",
        "the credits refuse key and token, generations refuse the key alone",
        "one stored key is refused, the other's deployment is not there",
    }
)
"""Worlds in which less evidence once made something surer: always among them."""
HARD_ONE_OF = 3
"""How few of the things that can be missing are taken away there, of others fewer."""


@cache
def recorded() -> dict[str, Tree]:
    """The fixed choice, as JSON, by the name of their scenario or world. A new one changes nothing in the choice of others."""
    chosen = {"scenario": ONE_SCENARIO_OF, "world": ONE_WORLD_OF}
    return dict(_visit(lambda kind, name: name in HARD or is_drawn(name, chosen[kind])))


@cache
def drawn() -> dict[str, Tree]:
    """Others of all of them: the same ones for as long as no cause changes, and then other ones."""
    seed = seed_of("causes")
    return dict(_visit(lambda _, name: is_drawn(name + seed, DRAWN_ONE_OF)))


def every_one(words: str = "") -> Iterator[tuple[str, Tree]]:
    """All of them whose name holds the words, one after the other."""
    return _visit(lambda _, name: words in name)


def _visit(is_wanted: Callable[[str, str], bool]) -> Iterator[tuple[str, Tree]]:
    for expected in expectations():
        name = f"{expected.scenario}, {expected.place}"
        if expected.scenario not in _SLOW and is_wanted("scenario", name):
            with serve(expected.scenario) as simulator:
                yield name, run_probe(simulator.place(expected.place)).model_dump(mode="json")
    for world in find_worlds():
        if "GATEWAY_PROBE_TIME_BUDGET" not in world.place.env and is_wanted("world", world.name):
            yield world.name, visit(world.place, world.gateway).document.model_dump(mode="json")


_SLOW = {"gateway-slow", "slow-endpoints", "gateway-huge"}
"""They wait for a time budget, and what they leave is left by other scenarios too."""
