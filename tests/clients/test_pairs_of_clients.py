"""Every set-up beside every other, in both orders, named and unnamed: what is only added flips nothing in silence."""

from collections.abc import Callable
from functools import cache

import pytest

from gateway_probe.document import Document
from tests.drawing import some_anew
from tests.standin import Gateway, Key, Token
from tests.worlds import parts
from tests.worlds.client_faults import GATEWAY
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, Place, on_laptop, on_vercel, visit

SET_UPS: dict[str, tuple[str, dict[str, str]]] = {
    "ai-sdk-7": ("AI_GATEWAY_API_KEY", {}),
    "openai": ("OPENAI_API_KEY", {"OPENAI_BASE_URL": f"{GATEWAY}/v1"}),
    "anthropic": ("ANTHROPIC_API_KEY", {"ANTHROPIC_BASE_URL": GATEWAY}),
    "ai-sdk-anthropic": ("ANTHROPIC_API_KEY", {"ANTHROPIC_BASE_URL": f"{GATEWAY}/v1"}),
    "claude-code": ("ANTHROPIC_AUTH_TOKEN", {"ANTHROPIC_BASE_URL": f"{GATEWAY}/claude-code", "ANTHROPIC_API_KEY": ""}),
    "litellm": ("VERCEL_AI_GATEWAY_API_KEY", {"VERCEL_AI_GATEWAY_API_BASE": f"{GATEWAY}/v1"}),
}
"""One of each that are told apart by their variables: the key's, and the others."""
FREE = "vck_FAKE-free-".ljust(60, "x")
KEYS = {"good": KEY, "good, another": OTHER_KEY, "revoked": REVOKED_KEY, "of a free team": FREE}
OWN = ("good", "revoked", "of a free team")
WELL = ("healthy", "degraded")
STANDING = Gateway(
    (
        Key(KEY, parts.PAID),
        Key(OTHER_KEY, parts.PAID),
        Key(REVOKED_KEY, parts.PAID, revoked=True),
        Key(FREE, parts.FREE_WITH_BYOK),
    ),
    (Token(parts.PAID),),
)
PAIRS = [
    (one, other)
    for one, (key, more) in SET_UPS.items()
    for other, (beside, others) in SET_UPS.items()
    if not {key, *more} & {beside, *others}
]
PLACES = {"laptop": on_laptop(), "deployed": on_vercel()}


def variables(client: str, key: str) -> dict[str, str]:
    """What this client's documentation sets, with one of the keys."""
    variable, others = SET_UPS[client]
    return {**others, variable: KEYS[key]}


@cache
def told(where: str, name: str, one: tuple[str, str], other: tuple[str, str] | None) -> Document:
    """The Document of a place with these set-ups, `name` being what the settings call the client."""
    place: Place = PLACES[where].having(variables(*one))
    if other:
        place = place.having(variables(*other))
    return visit(place.having({"GATEWAY_PROBE_CLIENT": name} if name else {}), STANDING).document


@pytest.mark.parametrize(
    ("one", "other", "own", "added"),
    some_anew([(*pair, own, added) for pair in PAIRS for own in OWN for added in KEYS], 3),
)
def test_what_is_added_changes_no_verdict_of_a_client_that_is_named(one: str, other: str, own: str, added: str) -> None:
    where = "laptop" if (added in {"good", "revoked"}) else "deployed"
    alone, both = told(where, one, (one, own), None).verdict, told(where, one, (one, own), (other, added)).verdict
    assert (both.status, both.code, both.confidence) == (alone.status, alone.code, alone.confidence)


@pytest.mark.parametrize(
    ("one", "other", "own", "added"),
    some_anew([(*pair, own, added) for pair in PAIRS for own in OWN for added in KEYS if added != "good"], 3),
)
def test_without_a_name_nothing_is_certain_of_one_where_the_other_comes_out_otherwise(
    one: str, other: str, own: str, added: str
) -> None:
    alone, beside = told("laptop", "", (one, own), None).verdict, told("laptop", "", (other, added), None).verdict
    document = told("laptop", "", (one, own), (other, added))
    verdict = document.verdict
    assert {verdict.status, verdict.code} & {alone.status, beside.status, alone.code, beside.code}
    if (alone.status in WELL) == (beside.status in WELL):
        assert (verdict.status in WELL) == (alone.status in WELL)
        return
    assert verdict.confidence != "certain"
    assert document.probe.client is not None
    assert {one, other} <= {seen.client for seen in document.probe.client.set_ups}
    assert {"other-client-served", "other-client-not-served"} & {finding.code for finding in document.findings}
    assert "--client" in " ".join(step.command or "" for step in verdict.next_steps)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_order_of_the_two_does_not_matter(one: str, other: str) -> None:
    for own, added in (("good", "revoked"), ("of a free team", "good, another")):
        first, second = told("laptop", "", (one, own), (other, added)), told("laptop", "", (other, added), (one, own))
        assert first.verdict.code == second.verdict.code


@pytest.mark.parametrize("other", [name for name in SET_UPS if name != "ai-sdk-7"])
@pytest.mark.parametrize("added", ["revoked", "of a free team", "good"])
@pytest.mark.parametrize(
    "at", [lambda token: on_vercel(None, token), lambda token: on_laptop(env_token=token)], ids=list(reversed(PLACES))
)
def test_beside_a_token_no_set_up_that_is_not_served_is_certain(
    at: Callable[[Token], Place], other: str, added: str
) -> None:
    """The AI SDK needs no key there: an app that asks by the token is well, whatever lies beside it."""
    place = at(Token(parts.PAID)).having(variables(other, added))
    verdict = visit(place, STANDING).document.verdict
    if added == "good":
        assert verdict.status == "healthy"
        return
    assert (verdict.status, verdict.confidence) == ("failing", "likely")
    assert "AI SDK 7" in verdict.summary
    assert "--client ai-sdk-7" in " ".join(step.command or "" for step in verdict.next_steps)
