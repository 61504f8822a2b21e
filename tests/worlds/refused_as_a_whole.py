"""Refusals that hang on a header or a field which one client's requests alone carry: the path is not to blame for certain."""

from collections.abc import Callable

from tests.standin import Rule
from tests.standin.answers import Answer
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.crossings import changed_on_the_way as changes
from tests.worlds.crossings.door_by_door import MESSAGES, RESPONSES
from tests.worlds.expectation import KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.world import KEY, Place, World, on_laptop

ANSWERS = (
    ("a word of tomorrow", changes.UNKNOWN_KIND),
    ("a block", parts.ACCESS_DENIED),
    ("a missing card", changes.NO_CARD),
)
AS_A_WHOLE = May(
    ("failing",),
    ("refusal-depends-on-protocol",),
    said="as a whole",
    never_said=("belongs to one protocol",),
    not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM,
)
"""Asked by the other client at the other path it is served: more than that nobody saw."""


def _whoever(is_meant: Callable[[Request], bool], answer: Answer) -> Rule:
    return Rule(parts.GENERATE, lambda request, ordinary: answer if is_meant(request) else ordinary)


CASES: tuple[tuple[str, Place, Callable[[Request], bool]], ...] = (
    (
        "a field that OpenAI's newer client alone fills in",
        on_laptop().having(RESPONSES),
        lambda request: "input" in (request.body or {}),
    ),
    (
        "the version that Anthropic's client names",
        on_laptop().having(MESSAGES),
        lambda request: "anthropic-version" in request.headers,
    ),
    (
        "the version that the AI SDK names",
        on_laptop(KEY),
        lambda request: "ai-gateway-protocol-version" in request.headers,
    ),
    (
        "the name that the AI SDK gives itself",
        on_laptop(KEY),
        lambda request: "ai-sdk" in request.headers.get("user-agent", ""),
    ),
)

WORLDS = tuple(
    World(f"{whose} gets {name}", place, parts.by_key_alone(parts.PAID, _whoever(is_meant, answer)), AS_A_WHOLE)
    for name, answer in ANSWERS
    for whose, place, is_meant in CASES
)
