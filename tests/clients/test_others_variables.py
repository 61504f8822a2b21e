"""Variables of another client change no verdict about this one: not its status, its code or how sure it is."""

from typing import Any

import pytest

from gateway_probe.clients import CLIENTS, Client, client_of
from gateway_probe.document import Document
from tests.clients.test_inference import SET_UPS
from tests.drawing import some_anew
from tests.standin import Gateway, Key, Team, Token
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, Place, on_laptop, visit

BY_NAME: dict[str, Any] = {"argvalues": CLIENTS, "ids": lambda client: client.name}
WORLDS: dict[str, tuple[str, Gateway]] = {
    "served": (KEY, parts.one_team(parts.PAID)),
    "refused": (KEY, parts.one_team(parts.FREE_WITH_BYOK)),
    "revoked": (REVOKED_KEY, Gateway((Key(REVOKED_KEY, Team(), revoked=True), Key(KEY, Team())), (Token(parts.PAID),))),
    "refused as a stream": (KEY, parts.one_team(parts.PAID, parts.STREAM_DENIED)),
}
FOR_THE_GATEWAY = {"AI_GATEWAY_API_KEY", "VERCEL_AI_GATEWAY_API_KEY"}
KEYS = {"a provider's key": "sk-proj-FAKE" + "p" * 40, "a good key": OTHER_KEY, "no good key": "vck_FAKE" + "n" * 52}


def told(place: Place, gateway: Gateway) -> tuple[str, str, str]:
    verdict = _document(place, gateway).verdict
    return verdict.status, verdict.code, verdict.confidence


def _document(place: Place, gateway: Gateway) -> Document:
    return visit(place, gateway).document


def of_others(client: Client, key: str) -> dict[str, dict[str, str]]:
    """What each other set-up would add, none of it read by this client."""
    own = {
        *client.key_variables,
        *client.keys_in_code,
        *client.keys_after_token,
        *client.base_url_variables,
        *client.left_empty,
    }
    added = {
        name: {variable: value if "BASE" in variable or not value else key for variable, value in variables.items()}
        for name, variables in SET_UPS.items()
    }
    return {name: variables for name, variables in added.items() if not own & set(variables)}


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("client", **BY_NAME)
def test_of_a_client_that_is_named(client: Client, world: str) -> None:
    key, gateway = WORLDS[world]
    place = set_up(client.name, key, Token(parts.PAID if world != "refused" else parts.FREE_WITH_BYOK))
    alone = told(place, gateway)
    added = {(name, other): of for name, key in KEYS.items() for other, of in of_others(client, key).items()}
    for _, _, *which in some_anew([(client.name, world, *which) for which in added], 3):
        assert told(place.having(added[which[0], which[1]]), gateway) == alone, which


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("name", SET_UPS)
def test_of_a_client_that_is_told_from_its_own_variables(name: str, world: str) -> None:
    """Providers' keys, whoever reads them; and the set-up of a client that less speaks for than for this one.

    One that comes out otherwise takes certainty away and nothing else: nobody said which of the two the app uses.
    """
    key, gateway = WORLDS[world]
    own = {variable: value if "BASE" in variable or not value else key for variable, value in SET_UPS[name].items()}
    place = on_laptop().having(own)
    alone, named = told(place, gateway), _asked_as(place, gateway)
    in_order = sorted(CLIENTS, key=lambda client: client.is_a_tool)
    later = [client.name for client in in_order[in_order.index(client_of(name)) + 1 :]]
    for_a_provider = of_others(client_of(name), KEYS["a provider's key"])
    added = {other: of for other, of in for_a_provider.items() if not FOR_THE_GATEWAY & set(of)} | {
        other: variables for other, variables in of_others(client_of(name), OTHER_KEY).items() if other in later
    }
    for other, variables in added.items():
        if set(variables) & set(own):
            continue
        document = _document(place.having(variables), gateway)
        verdict, asked = document.verdict, document.probe.client
        assert asked is not None
        doubted = "nobody said which client the app uses" in verdict.summary
        sure = "likely" if doubted and alone[2] == "certain" else alone[2]
        assert (verdict.status, verdict.code, verdict.confidence, asked.name) == (*alone[:2], sure, named), other


def _asked_as(place: Place, gateway: Gateway) -> str | None:
    client = _document(place, gateway).probe.client
    return client.name if client else None
