"""The worlds of one place that `make test` tries. CI, `make soak` and `python -m tests.worlds` try all.

Worlds of one file of which the same may be said are rows of one table: one in nine is taken, and one at least. They are
drawn anew with each change of the product.
"""

from collections.abc import Iterable

from tests.drawing import seed_of, so_many_of
from tests.soaking import one_in
from tests.worlds.every import find_worlds_by_file
from tests.worlds.expectation import May
from tests.worlds.world import World

ALONE = frozenset(
    {
        "a 200 with an error inside, plain and streamed",
        "a call of a tool and no word, plain and streamed",
        "a model without its creator: 400, wording 2, asked as AI SDK 6",
        "an app of one's own on Vercel stands at the address, and wants its own password",
        "an app of somebody's own answers all with its JSON, to everything",
        "each plain answer is that of one generation, kept in a store without a mark",
        "everything gets 200 with a line of JSON by a health page, asked as AI SDK 7",
        "fallbacks are named and none is needed",
        "https at a port that does not encrypt",
        "in the key's place its own name",
        "litellm: its own proxy on this machine",
        "served, and every answer has no date at all",
        "served, and the AI SDK's body has a finish reason of null",
        "served: byok is wanted, only the record tells, and says system",
        "served: byok is wanted, the record is not written yet",
        "served: the record tells of another model",
        "the first words of TLS are never answered",
    }
)
"""Rows that alone run a line of the causes, or that alone were told otherwise when one of them was broken: always among them."""


def chosen_worlds() -> tuple[World, ...]:
    """In the order of their files."""
    return tuple(world for worlds in find_worlds_by_file().values() for world in _few(worlds))


def _few(worlds: Iterable[World]) -> list[World]:
    tables: dict[May, list[str]] = {}
    for world in worlds:
        tables.setdefault(world.may, []).append(world.name)
    seed = seed_of("")
    drawn = ALONE.union(*(so_many_of(names, 1 + (len(names) - 1) // one_in(9), seed) for names in tables.values()))
    return [world for world in worlds if world.name in drawn]
