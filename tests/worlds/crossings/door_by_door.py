"""Credentials and protocols that one door takes and another does not."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Gateway, Key, Rule, Token, Where
from tests.worlds import parts
from tests.worlds.crossings import changed_on_the_way as changes
from tests.worlds.expectation import BAD, KEY_IS_BAD, MONEY, NOT_HEALTHY, OIDC, OTHER_TEAM, STORED_CREDENTIAL, May
from tests.worlds.world import KEY, OTHER_KEY, World, on_laptop, on_vercel

LAPTOP = on_laptop(KEY)
BASE = "https://ai-gateway.vercel.sh"
CHAT = {"GATEWAY_PROBE_CLIENT": "openai", "OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": f"{BASE}/v1"}
RESPONSES = {**CHAT, "GATEWAY_PROBE_CLIENT": "openai-responses"}
MESSAGES = {"GATEWAY_PROBE_CLIENT": "anthropic", "ANTHROPIC_API_KEY": KEY, "ANTHROPIC_BASE_URL": BASE}
SDK_MESSAGES = {
    "GATEWAY_PROBE_CLIENT": "ai-sdk-anthropic",
    "ANTHROPIC_API_KEY": KEY,
    "ANTHROPIC_BASE_URL": f"{BASE}/v1",
}
ANSWERS = (
    ("the BYOK words", parts.BYOK_REFUSAL),
    ("a block", parts.ACCESS_DENIED),
    ("no funds", parts.NO_FUNDS),
    ("a missing card", changes.NO_CARD),
    ("a word of tomorrow", changes.UNKNOWN_KIND),
    ("401", changes.UNAUTHORIZED),
)


def _protocols() -> Iterator[World]:
    for door, place in (
        ("ai-sdk", LAPTOP),
        ("responses", on_laptop().having(RESPONSES)),
        ("messages", on_laptop().having(MESSAGES)),
    ):
        for name, answer in ANSWERS:
            yield World(
                f"the door {door} alone refuses with {name}",
                place,
                parts.by_key_alone(parts.PAID, parts.always(Where("generate", protocol=door), answer)),
                # Chat completions serve the same key, model and body, four times of four.
                May(
                    ("failing",),
                    ("refusal-depends-on-protocol",),
                    certain=True,
                    not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM,
                ),
            )


def _forms() -> Iterator[World]:
    for name, answer in ANSWERS[-3:]:
        yield World(
            f"x-api-key is refused with {name}, Authorization is served",
            on_laptop().having(SDK_MESSAGES),
            parts.by_key_alone(parts.PAID, parts.always(Where("generate", header="x-api-key"), answer)),
            May(
                ("failing",),
                ("refusal-depends-on-auth-header", "refusal-depends-on-protocol"),
                not_certain=KEY_IS_BAD | MONEY,
            ),
        )
    for name, answer in (
        ("a word of tomorrow", changes.UNKNOWN_KIND),
        ("a block", parts.ACCESS_DENIED),
        ("404", parts.refusal(404, "not_found")),
    ):
        yield World(
            f"the named team is refused with {name}",
            LAPTOP.having({"GATEWAY_PROBE_TEAM": "team_FAKEwrong"}),
            parts.by_key_alone(parts.PAID, parts.always(Where("generate", header="x-vercel-ai-gateway-team"), answer)),
            May(("failing",), ("refusal-depends-on-named-team",), certain=True, not_claimed=KEY_IS_BAD | MONEY),
        )


def _credits() -> Iterator[World]:
    token = Token(parts.PAID)
    by_token = on_vercel(None, token)
    yield World(
        "the token is served, and its balance refused with 401",
        by_token,
        parts.one_team(parts.PAID, changes.unauthorized_where(Where("credits", "token"))),
        May(("healthy", "degraded"), not_claimed=OIDC, not_silent=True),
    )
    yield World(
        "the token's balance is told, and its generations refused with 401",
        by_token,
        parts.one_team(parts.PAID, changes.unauthorized_where(Where("generate", "token"))),
        May(BAD, not_certain=OIDC | MONEY, not_claimed=KEY_IS_BAD),
    )
    for name, answer in (("access_denied", parts.ACCESS_DENIED), ("a word about its scope", changes.SCOPED)):
        yield World(
            f"a key whose balance is refused with {name} and that is served",
            on_laptop(KEY),
            parts.by_key_alone(parts.PAID, parts.always(Where("credits", "key"), answer)),
            May(("healthy", "degraded"), not_claimed=MONEY | KEY_IS_BAD),
        )
    yield World(
        "a key that every door but its client's takes: 401 at the door, its balance told",
        on_laptop().having(CHAT),
        parts.by_key_alone(parts.PAID, changes.unauthorized_where(Where("generate", protocol="chat-completions"))),
        May(BAD, not_certain=KEY_IS_BAD | MONEY),
    )
    yield World(
        "the key is of one team at the look-ups and of another at generations",
        on_vercel(KEY, token),
        parts.one_team(parts.PAID, parts.always(Where("generate", "key"), parts.BYOK_REFUSAL)),
        # One balance for both, and yet the token is served: the credential decides, whyever it does.
        May(("failing",), ("refusal-depends-on-credential", "key-of-other-team"), not_certain=OTHER_TEAM | MONEY),
    )


def _kinds() -> Iterator[World]:
    embedding = "openai/text-embedding-3-small"
    for name, answer in (
        ("a block", parts.ACCESS_DENIED),
        ("no funds", parts.NO_FUNDS),
        ("a word of tomorrow", changes.UNKNOWN_KIND),
    ):
        yield World(
            f"embeddings alone are refused with {name}",
            on_laptop(KEY, model=embedding),
            parts.by_key_alone(parts.PAID, parts.always(Where("generate", model=embedding), answer)),
            May(BAD, not_certain=MONEY | {"refusal-depends-on-protocol"}, not_claimed=KEY_IS_BAD | OTHER_TEAM),
        )
    for name, team, codes in (
        ("without a card", parts.NO_CARD, ("no-card-on-file",)),
        ("whose budget is used up", parts.SPENT, ("budget-reached",)),
        ("without funds", parts.NO_MONEY, ("byok-blocked-at-zero-balance", "free-credit-used-up")),
    ):
        yield World(
            f"an embedding for a team {name}",
            on_laptop(KEY, model=embedding),
            parts.by_key_alone(team),
            May(("failing",), codes, certain=True, not_claimed=KEY_IS_BAD, generations=(1, 6)),
        )
    for model in ("google/imagen-5", embedding):
        client = {"GATEWAY_PROBE_CLIENT": "pydantic-ai", "VERCEL_AI_GATEWAY_API_KEY": KEY}
        yield World(
            f"{model} asked for by a client that cannot",
            on_laptop(model=model).having(client),
            parts.by_key_alone(parts.PAID),
            # How the app asks for such a model is not seen here.
            May(BAD, certain=False, not_claimed=KEY_IS_BAD | MONEY | STORED_CREDENTIAL),
        )


def _clients_together() -> Iterator[World]:
    both = {"OPENAI_API_KEY": OTHER_KEY, "OPENAI_BASE_URL": f"{BASE}/v1"}
    gateway = Gateway((Key(KEY, parts.PAID), Key(OTHER_KEY, parts.NO_CARD)))
    for name, place, served in (
        ("nobody named one", on_laptop(KEY).having(both), None),
        ("the AI SDK is named", on_laptop(KEY, GATEWAY_PROBE_CLIENT="ai-sdk-7").having(both), True),
        ("OpenAI's is named", on_laptop(KEY, GATEWAY_PROBE_CLIENT="openai").having(both), False),
    ):
        if served is None:
            # The verdict is about the first, and what became of the other is told beside it.
            may = May(("healthy", *NOT_HEALTHY), found=(("other-client-not-served",),), certain=False)
        elif served:
            may = May(("healthy",), ("healthy",), certain=True, generations=(2, 2))
        else:
            may = May(("failing",), ("no-card-on-file",), certain=True, generations=(2, 6))
        yield World(f"two clients with keys of two teams, one without a card: {name}", place, gateway, may)
    alike = Gateway((Key(KEY, parts.NO_CARD), Key(OTHER_KEY, parts.NO_CARD)))
    yield World(
        "two clients with two keys of one team, both refused for the same reason",
        on_laptop(KEY).having(both),
        alike,
        May(("failing",), ("no-card-on-file",), certain=True, generations=(2, 8)),
    )
    revoked = Gateway((replace(Key(KEY, parts.PAID), revoked=True), Key(OTHER_KEY, parts.PAID)))
    yield World(
        "two clients, the first one's key revoked, nobody named one",
        on_laptop(KEY).having(both),
        revoked,
        May(NOT_HEALTHY, certain=False, names=(("key-invalid-revoked-or-expired",),)),
    )
    slow = Rule(Where("generate", protocol="chat-completions"), parts.SILENCE)
    yield World(
        "two clients, the second one gets no answer, nobody named one",
        on_laptop(KEY).having(both),
        Gateway((Key(KEY, parts.PAID), Key(OTHER_KEY, parts.PAID)), rules=(slow,)),
        May(("healthy", *NOT_HEALTHY), certain=False, not_claimed=KEY_IS_BAD | MONEY),
    )


WORLDS = (*_protocols(), *_forms(), *_credits(), *_kinds(), *_clients_together())
