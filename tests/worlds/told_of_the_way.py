"""Worlds that are served, and whose answers tell oddly of price and way: too little, too much, or in another form."""

from collections.abc import Iterator

from tests.standin import Team
from tests.worlds.expectation import May
from tests.worlds.served_otherwise import NOBODY, PLAIN, WELL, app, routing, telling
from tests.worlds.world import World


def _worlds() -> Iterator[World]:
    yield app(
        "the price is nothing, by the gateway's credential",
        PLAIN,
        telling(lambda told: {**told, "cost": "0", "marketCost": "0"}),
        team=Team(),
    )
    yield app("the price is below nothing", PLAIN, telling(lambda told: {**told, "cost": "-0.0000021"}), team=Team())
    yield app("there is no price", PLAIN, telling(lambda told: {k: v for k, v in told.items() if "ost" not in k}))
    yield app(
        "the price is a number and no text",
        PLAIN,
        telling(lambda told: {**told, "cost": 0.0000021, "marketCost": 0.0000021}),
        team=Team(),
    )
    yield app("the price is no number", PLAIN, telling(lambda told: {**told, "cost": "free", "marketCost": None}))
    yield app(
        "the own credential served, and it cost something",
        May(WELL, not_claimed=NOBODY),
        telling(lambda told: {**told, "cost": "0.0000021"}),
    )
    yield app(
        "the final provider is one that no attempt names",
        May(WELL, not_claimed=NOBODY),
        routing(lambda told: {**told, "finalProvider": "bedrock"}),
    )
    yield app(
        "the attempts say that none was served, and the answer is there",
        May((*WELL, "inconclusive"), not_claimed=NOBODY - {"byok-credential-refused"}),
        routing(
            lambda told: {
                **told,
                "modelAttempts": [
                    {
                        "success": False,
                        "providerAttemptCount": 1,
                        "providerAttempts": [
                            {
                                "provider": "azure",
                                "credentialType": "byok",
                                "success": False,
                                "statusCode": 500,
                                "error": "?",
                            }
                        ],
                    }
                ],
            }
        ),
    )
    yield app("the routing is empty", May((*WELL, "inconclusive"), not_claimed=NOBODY), routing(lambda _told: {}))
    yield app(
        "the routing's attempts are no list",
        May((*WELL, "inconclusive"), not_claimed=NOBODY),
        routing(lambda told: {**told, "modelAttempts": "azure", "attempts": 3}),
    )
    yield app(
        "the routing is a text",
        May((*WELL, "inconclusive"), not_claimed=NOBODY),
        telling(lambda told: {**told, "routing": "azure(byok)"}),
    )
    yield app(
        "more attempts are counted than are told",
        May(WELL, not_claimed=NOBODY),
        routing(lambda told: {**told, "totalProviderAttemptCount": 7}),
    )


WORLDS = tuple(_worlds())
