"""A rule that the gateway names, and a provider's own words, where they come with a deployment's headers alone.

The words are true of that request and of no other: what they name is not all that it takes.
"""

from collections.abc import Iterator

from tests.standin import Answer, Rule, Token, Where, error_body
from tests.standin.provider_refusals import WORDS as SAID
from tests.worlds import parts
from tests.worlds.expectation import KEY_IS_BAD, MONEY, STORED_CREDENTIAL, May
from tests.worlds.world import ASKED, KEY, Place, World, on_laptop, on_vercel

TOKEN = Token(parts.PAID)
PLACES: dict[str, Place] = {
    "a key alone": on_vercel(KEY),
    "a key and a token": on_vercel(KEY, TOKEN),
    "a token alone": on_vercel(None, TOKEN),
}
NAMED = frozenset({"routing-rule-denied"}) | STORED_CREDENTIAL
RULE = Answer(
    403, error_body(f"Access to model {ASKED} is denied by a routing rule.", "forbidden", {"ruleId": "rule_FAKE"})
)


def own(provider: str, outcome: str) -> Answer:
    """The team's own credential at the provider is tried alone, and comes out so."""
    words = SAID[provider, outcome]
    return parts.tried(provider, "byok", words.status or 500, words.message, words.body(provider))


ANSWERS: dict[str, tuple[Answer, str]] = {
    "a routing rule": (RULE, "routing-rule-denied"),
    "an Azure deployment that is not there": (own("azure", "no-deployment"), "byok-azure-deployment-name"),
    "a key that Azure refuses": (own("azure", "bad-key"), "byok-azure-wrong-key-or-resource"),
    "a key that OpenAI refuses": (own("openai", "bad-key"), "byok-credential-refused"),
}


def _worlds() -> Iterator[World]:
    for said, (answer, code) in ANSWERS.items():
        for held, place in PLACES.items():
            yield World(
                f"{said} comes with a deployment's headers alone, beside {held}",
                place,
                parts.one_team(parts.PAID, Rule(Where("generate", origin=True, model=ASKED), answer)),
                May(
                    ("failing",),
                    names=((code,), ("refusal-depends-on-origin",)),
                    not_certain=NAMED,
                    not_ruled_out=frozenset({code}),
                    not_claimed=KEY_IS_BAD | MONEY,
                ),
            )
            yield World(
                f"{said} stands in the way of every form, beside {held}",
                place,
                parts.one_team(parts.PAID, Rule(Where("generate", model=ASKED), answer)),
                May(("failing",), (code,), certain=True, generations=(0, 6)),
            )
        yield World(
            f"{said} stands in the way on a laptop, which sends no such headers",
            on_laptop(KEY),
            parts.by_key_alone(parts.PAID, Rule(Where("generate", model=ASKED), answer)),
            May(("failing",), (code,), certain=True, generations=(0, 6)),
        )


WORLDS = tuple(_worlds())
