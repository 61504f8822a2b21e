"""What a run costs whatever is asked, by whichever client and credential, and however it is refused.

Every client meets every answer, in CI all of them and otherwise half; models, credentials and settings take turns beside them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from gateway_probe.clients import CLIENTS
from tests.drawing import some_anew
from tests.standin import Answer, Credential, Gateway, Key, Model, Rule, Team, Token, Where
from tests.standin.account import CATALOGUE, Kind
from tests.worlds import parts
from tests.worlds.expectation import FACTORS
from tests.worlds.test_cost import LATENCY_S, REQUESTS_IN_TIME, run, slowly
from tests.worlds.virtual_time import run_in_virtual_time
from tests.worlds.world import KEY, Place, on_vercel

MODELS: dict[str, Kind] = {
    "openai/gpt-5.4-mini": "language",
    "acme/writer-9": "language",
    "openai/text-embedding-3-small": "embedding",
    "acme/vectors-9": "embedding",
    "bfl/flux-9": "image",
    "google/veo-9": "video",
    "openai/tts-9": "speech",
    "openai/whisper-9": "transcription",
    "cohere/rerank-9": "reranking",
    "openai/realtime-9": "realtime",
}
LISTED = (*CATALOGUE, *(Model(name, ("openai", "azure"), kind=kind) for name, kind in MODELS.items()))
STORED = {"azure": Credential(), "openai": Credential()}
GENERATE = Where("generate")
OPTIONS = {"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(only=["azure"], tags=["shop"])}
OWN_CREDENTIAL = {"GATEWAY_PROBE_BYOK": '{"openai": [{"apiKey": "FAKE-provider-key-of-the-request"}]}'}


@dataclass(frozen=True)
class Refused:
    """How a team is refused, in the gateway's own words."""

    team: Team
    rules: tuple[Rule, ...] = ()
    revoked: bool = False


def _of(answer: Answer) -> tuple[Rule, ...]:
    return (Rule(GENERATE, answer),)


ANSWERS = {
    "served": Refused(Team(stored=STORED)),
    "BYOK on a free team": Refused(Team("team_FAKEfree", "free", "3.80", "1.20", stored=STORED)),
    "BYOK, bought just now": Refused(Team("team_FAKEfree", "free", "105.00", "0.00", stored=STORED)),
    "no card": Refused(replace(parts.NO_CARD, stored=STORED)),
    "no money": Refused(parts.NO_MONEY),
    "a budget": Refused(parts.SPENT),
    "a block": Refused(parts.BLOCKED),
    "a revoked key": Refused(parts.PAID, revoked=True),
    "an allowlist": Refused(parts.NOT_ALLOWED),
    "a rule": Refused(Team(denied_by=dict.fromkeys(MODELS, "rule_FAKE"))),
    "a region": Refused(parts.PAID, _of(parts.refusal(403, "model_unavailable_in_region"))),
    "a throttle": Refused(parts.PAID, _of(parts.THROTTLED)),
    "BYOK at every provider": Refused(
        Team("team_FAKEfree", "free", "3.80", "1.20", stored={**STORED, "anthropic": Credential()})
    ),
}
SETTINGS: tuple[dict[str, str], ...] = ({}, OPTIONS, OWN_CREDENTIAL)


def _at(client: str, model: str, answer: Refused, credential: int, settings: int) -> tuple[Place, Gateway]:
    """A place of this client, with the key alone, the token alone or both, or with the key under the name of the library
    below it, and the gateway that it asks."""
    row = next(item for item in CLIENTS if item.name == client)
    names = ((row.key_variables[:1]), (), row.key_variables[:1], row.keys_after_token)[credential]
    keys = dict.fromkeys(names, KEY)
    token = Token(answer.team) if credential in {1, 2} else None
    place = on_vercel(None, token, env_token=token, model=model, GATEWAY_PROBE_CLIENT=client)
    held = Key(KEY, answer.team, revoked=answer.revoked)
    gateway = Gateway((held,), (Token(answer.team, refused=answer.revoked),), rules=answer.rules, models=LISTED)
    return place.having({**keys, **SETTINGS[settings]}), gateway


def rows() -> Iterator[tuple[str, str, str, int, int]]:
    """Client, model, answer, and which credential and settings."""
    for one, client in enumerate(CLIENTS):
        for two, answer in enumerate(ANSWERS):
            model = list(MODELS)[(one + two * 3) % len(MODELS)]
            yield client.name, model, answer, (one + two) % 3, (one + 2 * two) % 3


@pytest.mark.parametrize(("client", "model", "answer", "credential", "settings"), some_anew(list(rows()), 2))
def test_a_run_costs_two_served_and_six_refused(
    client: str, model: str, answer: str, credential: int, settings: int
) -> None:
    place, gateway = _at(client, model, ANSWERS[answer], credential, settings)
    document, asked, seconds = run_in_virtual_time(run(place, slowly(gateway)))
    assert asked <= (2 if document.verdict.status in {"healthy", "degraded"} else 6)
    assert seconds <= REQUESTS_IN_TIME * LATENCY_S


FLIPS = {
    "its headers": Where("generate", origin=True),
    "its key": Where("generate", credential="key"),
    "its streams": Where("generate", streamed=True),
    "its plain answers": Where("generate", streamed=False),
    "its options": Where("generate", option="only"),
    "the AI SDK's door": Where("generate", protocol=("ai-sdk", "ai-sdk-embedding")),
    "chat completions": Where("generate", protocol="chat-completions"),
    "Messages": Where("generate", protocol="messages"),
}
WORDS = {
    "BYOK": parts.BYOK_REFUSAL,
    "a block": parts.ACCESS_DENIED,
    "words nobody knows": parts.refusal(403, "not_entitled", "This is not allowed."),
}


def flips() -> Iterator[tuple[str, str, str, str, int, int]]:
    """Client, what is refused, in which words, the model, which credential and which settings."""
    for one, client in enumerate(CLIENTS):
        for two, where in enumerate(FLIPS):
            words = list(WORDS)[(one + two) % len(WORDS)]
            for credential in (2, 3)[: 1 + bool(client.keys_after_token)]:
                model = list(MODELS)[(one + two * 2) % 4 if credential == 2 else 1 + two % 2 * 2]
                yield client.name, where, words, model, credential, (one * 2 + two) % len(SETTINGS)


@pytest.mark.parametrize(("client", "where", "words", "model", "credential", "settings"), some_anew(list(flips()), 2))
def test_a_flip_costs_fourteen_and_three_requests_of_time(
    client: str, where: str, words: str, model: str, credential: int, settings: int
) -> None:
    refused = Refused(parts.PAID, (Rule(FLIPS[where], WORDS[words]),))
    place, gateway = _at(client, model, refused, credential, settings)
    document, asked, seconds = run_in_virtual_time(run(place, slowly(gateway)))
    assert document.verdict.confidence != "possible" or document.verdict.code not in FACTORS
    assert asked <= 14
    assert seconds <= REQUESTS_IN_TIME * LATENCY_S
