"""Public look-ups that tell a part, another order or nothing: what a list leaves out was not said to be missing."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Rule, Token, Where
from tests.worlds import parts
from tests.worlds.crossings import changed_on_the_way as changes
from tests.worlds.expectation import BLAMES, NETWORK, OTHER_TEAM, May
from tests.worlds.world import ASKED, CONTROL, KEY, TIER, World, on_laptop, on_vercel

PLACE = on_vercel(KEY, Token(parts.PAID))
ABOUT_MODELS = frozenset({"model-unknown-or-retired", "model-id-without-creator", "model-of-wrong-kind"})
WELL = ("healthy", "degraded")


def entry(model: str, **more: Any) -> dict[str, Any]:
    """One model of the list, with the fewest fields."""
    return {"id": model, "object": "model", "created": 1, "owned_by": model.partition("/")[0], **more}


def listing(*entries: Any, **more: Any) -> Answer:
    """A list of these."""
    return Answer(200, {"object": "list", "data": list(entries), **more})


FIRST_PAGE = listing(entry("zai/glm-5"), entry("xai/grok-5"), has_more=True, next_cursor="abc")
ALL = tuple(entry(item, type="language") for item in (ASKED, CONTROL, TIER))


def _zipped(answer: Answer) -> Answer:
    content = gzip.compress(json.dumps(answer.body).encode())
    return replace(answer, body=content, headers={"content-type": "application/json", "content-encoding": "gzip"})


def _of_models() -> Iterator[World]:
    whole: tuple[tuple[str, Answer], ...] = (
        ("entries that are null and words among its models", listing(None, "x", 7, *ALL)),
        ("two thousand models", listing(*(entry(f"fake/model-{n}") for n in range(2000)), *ALL)),
        ("no word on the kind of its models", listing(entry(ASKED), entry(CONTROL), entry(TIER))),
        ("each model twice", listing(*ALL, *ALL)),
        ("its fields in another order and new ones", Answer(200, {"version": 3, "data": list(ALL), "object": "list"})),
    )
    for name, answer in whole:
        yield World(
            f"served, and the list has {name}",
            PLACE,
            parts.one_team(parts.PAID, parts.always(parts.MODELS, answer)),
            May(("healthy",), ("healthy",), certain=True, not_claimed=ABOUT_MODELS, generations=(2, 2)),
        )
    partial: tuple[tuple[str, Answer], ...] = (
        ("no model", listing()),
        ("its first page", FIRST_PAGE),
        ("the model in capitals", listing(entry(ASKED.upper()))),
        ("the model with a date behind it", listing(entry(f"{ASKED}-2026-11-01"))),
        ("a name in place of models", Answer(200, {"object": "list", "data": "models"})),
        ("no data", Answer(200, {"object": "list"})),
        ("half of its text", replace(listing(*ALL), cut=True)),
        ("no answer", parts.SILENCE),
        ("too many requests", parts.THROTTLED),
        ("a fault of its own", parts.UNAVAILABLE),
    )
    for name, answer in partial:
        yield World(
            f"served, and the list has {name}",
            PLACE,
            parts.one_team(parts.PAID, parts.always(parts.MODELS, answer)),
            # The generation was served: the list is at most worth a word.
            May(
                WELL, not_claimed=BLAMES | {"model-unknown-or-retired", "model-id-without-creator"}, not_certain=NETWORK
            ),
        )
    yield World(
        "the list has the model as one of another kind",
        PLACE,
        parts.one_team(parts.PAID, parts.always(parts.MODELS, listing(entry(ASKED, type="embedding")))),
        # The list alone tells at which door a model is to be asked, so this one is asked at the wrong one.
        May(("healthy", "degraded", "failing", "inconclusive"), not_claimed=BLAMES, not_certain=ABOUT_MODELS),
    )
    for name, answer in (("its first page", FIRST_PAGE), ("no model", listing()), ("no data", Answer(200, {}))):
        yield World(
            f"refused by the tier, and the list has {name}",
            on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
            parts.one_team(parts.FREE_WITH_BYOK, parts.always(parts.MODELS, answer)),
            May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=ABOUT_MODELS | OTHER_TEAM),
        )
        yield World(
            f"refused by an unknown word, and the list has {name}",
            on_laptop(KEY),
            parts.by_key_alone(
                parts.PAID, parts.always(parts.MODELS, answer), parts.always(parts.GENERATE, changes.UNKNOWN_KIND)
            ),
            May(("failing", "inconclusive"), not_claimed=ABOUT_MODELS, not_certain=BLAMES),
        )


def _of_routes() -> Iterator[World]:
    def routes(*endpoints: dict[str, Any]) -> Answer:
        return Answer(200, {"data": {"id": ASKED, "name": "x", "created": 1, "endpoints": list(endpoints)}})

    for name, answer in (
        ("none", routes()),
        ("not found", parts.unknown_model(ASKED)),
        ("all inactive", routes({"provider_name": "openai", "status": 1, "uptime_last_1h": 0})),
        ("without the provider that serves", routes({"provider_name": "azure", "status": 0})),
        ("without names", routes({"status": 0}, {"status": -1})),
        ("refused with 401", changes.UNAUTHORIZED),
    ):
        yield World(
            f"served, and the routes of the model are {name}",
            PLACE,
            parts.one_team(parts.PAID, parts.always(Where("endpoints"), answer)),
            May(
                WELL,
                not_claimed=BLAMES | ABOUT_MODELS | {"provider-route-down-for-model", "only-filter-matches-nothing"},
            ),
        )
    yield World(
        "a filter names a provider that the routes lack, and that serves",
        PLACE.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(only=["azure"])}),
        parts.one_team(parts.PAID, parts.always(Where("endpoints"), routes({"provider_name": "openai", "status": 0}))),
        May(WELL, not_claimed=BLAMES | {"only-filter-matches-nothing", "options-refused"}),
    )


def _zips() -> Iterator[World]:
    yield World(
        "served, and every answer is zipped",
        PLACE,
        parts.one_team(parts.PAID, Rule(Where(("models", "endpoints", "credits", "record")), lambda _r, a: _zipped(a))),
        May(("healthy",), ("healthy",), certain=True, generations=(2, 2)),
    )
    yield World(
        "refused for a missing card, and the refusal is zipped",
        on_vercel(KEY, Token(parts.NO_CARD)),
        parts.one_team(parts.NO_CARD, changes.refused(_zipped)),
        May(("failing",), ("no-card-on-file",), certain=True, generations=(2, 6)),
    )


WORLDS = (*_of_models(), *_of_routes(), *_zips())
