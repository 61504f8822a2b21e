"""Every answer that the gateway gives, and each with one field of another kind than it should have."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import SecretStr

from gateway_probe.clients import client_of
from gateway_probe.document.exchange import Check
from gateway_probe.gateway import Authorization, GatewayClient, Generation
from gateway_probe.gateway.generation import Modality
from tests.soaking import SOAKING
from tests.standin import Answer, Credential, Gateway, Key, Rule, Team, Token, Where
from tests.standin.doors import Request
from tests.standin.generation import refused_in_stream
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.world import ASKED, CONTROL, KEY, TIER, Place

KINDS: Mapping[str, Any] = {"null": None, "a number": 7, "text": "word", "a list": ["word"], "an object": {"word": 7}}
_LIKE_EACH_OTHER = (("null",), ("a number", "text"), ("a list", "an object"))
EMBEDDING = "openai/text-embedding-3-small"
BAD_KEYS = Team(stored={"openai": Credential("bad-key"), "azure": Credential("bad-key")})
BOTH_REFUSE = frozenset({"byok-credential-refused", "byok-azure-wrong-key-or-resource"})
NO_SYSTEM = {"openai": "none", "azure": "none"}

Field = tuple[str | int, ...]
"""Where a field stands in an answer. The first entry stands for all of a list; each event of a stream is looked at."""
Change = Callable[[Request, Answer], Answer]


def fields_of(tree: Any, at: Field = ()) -> Iterator[Field]:
    """Every field, the answer as a whole among them."""
    yield at
    members: Any = ()
    if isinstance(tree, dict):
        members = tree.items()
    elif isinstance(tree, list | tuple):
        members = enumerate(tree if isinstance(tree, tuple) else tree[:1])
    for name, member in members:
        yield from fields_of(member, (*at, name))


def kinds_by_turns(number: int) -> list[str]:
    """Null, one kind of value and one of what holds others, by the number of the field; in the long run every kind."""
    return list(KINDS) if SOAKING else [alike[number % len(alike)] for alike in _LIKE_EACH_OTHER]


def with_field(tree: Any, at: Field, value: Any) -> Any:
    """The answer with this in the field; as it is where it has no such field."""
    if not at:
        return value
    name, *rest = at
    if isinstance(tree, dict) and name in tree:
        return {**tree, name: with_field(tree[name], tuple(rest), value)}
    if isinstance(tree, list | tuple) and isinstance(name, int) and name < len(tree):
        changed = [*tree[:name], with_field(tree[name], tuple(rest), value), *tree[name + 1 :]]
        return type(tree)(changed)
    return tree


def unchanged(_request: Request, ordinary: Answer) -> Answer:
    """What the gateway would say."""
    return ordinary


@dataclass(frozen=True)
class Answered:
    """One answer of one gateway: which requests get it, how the probe asks for it, and where a whole run would."""

    name: str
    place: Place
    team: Team
    where: Where
    ask: Callable[[GatewayClient], Awaitable[Check]]
    given: Change = unchanged
    system: Mapping[str, str] = field(default_factory=dict)
    holds: frozenset[str] = frozenset()
    """Causes that hold in this world beside the one that is told first: to be sure of them is no mistake."""

    def gateway(self, change: Change = unchanged) -> Gateway:
        """The gateway that gives it, changed."""
        rule = Rule(self.where, lambda request, ordinary: change(request, self.given(request, ordinary)))
        return Gateway((Key(KEY, self.team),), (Token(self.team),), rules=(rule,), system=self.system, metadata="old")


def changing(at: Field, kind: str) -> Change:
    """The field made one of the kinds. Other answers than the one that has it are passed on."""
    return lambda _request, answer: replace(answer, body=with_field(answer.body, at, KINDS[kind]))


def _key() -> Authorization:
    return Authorization("api-key", "api-key", SecretStr(KEY))


async def _credits(client: GatewayClient, token: Token | None = None) -> Check:
    chosen = _key() if token is None else Authorization("oidc", "oidc", SecretStr(token.jwt()))
    check, _ = await client.credits("credits-key" if token is None else "credits-oidc", "?", chosen)
    return check


def _generate(name: str, model: str, *, streaming: bool) -> Callable[[GatewayClient], Awaitable[Check]]:
    row = client_of(name)
    modality: Modality = "embedding" if model == EMBEDDING else "language"
    asked = Generation(model, row.protocol, streaming=streaming, client=name, modality=modality)
    return lambda client: client.generate("baseline", "?", asked, _key())


def _place(client: str, team: Team, model: str = ASKED) -> Place:
    return replace(set_up(client, KEY, Token(team)), experiments="none", model=model)


def _lookups() -> Iterator[Answered]:
    place, token = _place("ai-sdk-7", parts.PAID), Token(parts.PAID)
    asked: tuple[tuple[str, Where, Callable[[GatewayClient], Awaitable[Check]]], ...] = (
        ("the list of models", Where("models"), lambda client: client.models(ASKED, CONTROL, TIER)),
        ("the endpoints of a model", Where("endpoints"), lambda client: client.endpoints(ASKED)),
        ("credits by key", Where("credits", "key"), _credits),
        ("credits by token", Where("credits", "token"), lambda client: _credits(client, token)),
        ("credits by a made-up key", Where("credits", "made-up"), lambda client: client.control()),
        ("the record", Where("record"), lambda client: client.record("gen_FAKE0000000000000000000001", _key())),
    )
    for name, where, ask in asked:
        yield Answered(name, place, parts.PAID, where, ask, _recorded if name == "the record" else unchanged)
        if name != "credits by a made-up key":
            yield Answered(f"{name}, refused", place, parts.PAID, where, ask, _refused)


def _refused(_request: Request, _ordinary: Answer) -> Answer:
    return parts.ACCESS_DENIED


def _recorded(_request: Request, _ordinary: Answer) -> Answer:
    """The record of a generation of another run, as the gateway words it."""
    fields = {
        "id": "gen_FAKE0000000000000000000001", "total_cost": 0, "usage": 0, "created_at": "2026-11-24T12:00:00.000Z",
        "model": ASKED, "is_byok": False, "provider_name": "openai", "streamed": False, "finish_reason": "stop",
        "latency": 40, "generation_time": 45, "native_tokens_prompt": 9, "native_tokens_completion": 1,
    }  # fmt: skip
    return Answer(200, {"data": fields})


def _generations() -> Iterator[Answered]:
    for client in ("ai-sdk-7", "ai-sdk-5", "openai", "openai-responses", "anthropic"):
        for streaming in (False, True):
            where, ask, place = (
                Where("generate", streamed=streaming),
                _generate(client, ASKED, streaming=streaming),
                _place(client, parts.PAID),
            )
            name = f"{client}, {'a stream' if streaming else 'an answer'}"
            yield Answered(name, place, parts.PAID, where, ask)
            if streaming:
                yield Answered(f"{name} with an error", place, parts.PAID, where, ask, _denied)
    for client in ("ai-sdk-7", "openai"):
        where, ask = Where("generate", streamed=False), _generate(client, EMBEDDING, streaming=False)
        yield Answered(f"{client}, an embedding", _place(client, parts.PAID, EMBEDDING), parts.PAID, where, ask)


def _refusals() -> Iterator[Answered]:
    """They are one form at every door, whether a stream was asked for or not."""
    where = Where("generate", streamed=False)
    for client in ("ai-sdk-7", "anthropic"):
        ask, free = _generate(client, ASKED, streaming=False), parts.FREE_WITH_BYOK
        yield Answered(f"{client}, refused", _place(client, free), free, where, ask)
        name, place = f"{client}, failed at the providers", _place(client, BAD_KEYS)
        yield Answered(name, place, BAD_KEYS, where, ask, system=NO_SYSTEM, holds=BOTH_REFUSE)


def _denied(request: Request, _ordinary: Answer) -> Answer:
    return refused_in_stream(request, "Forbidden.", "access_denied")


ANSWERS: tuple[Answered, ...] = (*_lookups(), *_generations(), *_refusals())
