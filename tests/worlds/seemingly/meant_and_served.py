"""Served, and something beside it: keys and teams that were meant, answers of an odd status, embeddings."""

from collections.abc import Iterator
from dataclasses import replace

from gateway_probe.disclosure.fingerprint import fingerprint
from tests.standin import Rule, Token, Where, passed_on
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BLAMES, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.seemingly.edits import on_plain
from tests.worlds.world import KEY, World, on_laptop, on_vercel

PAID, OTHER = parts.PAID, parts.OTHER_PAID
PAYING = on_vercel(KEY, Token(PAID))
SURE = May(("healthy",), certain=True, not_claimed=BLAMES)
WELL = May(("healthy",), not_claimed=BLAMES)
DOUBTED = May(("healthy", *NOT_HEALTHY), certain=False, not_claimed=BLAMES)
ILL = May(NOT_HEALTHY, not_claimed=BLAMES - OTHER_TEAM)


def _of_keys() -> Iterator[World]:
    this = str(fingerprint(KEY))
    one, two = parts.one_team(PAID), parts.two_teams(PAID, OTHER)
    elsewhere = {"GATEWAY_PROBE_EXPECT_KEY": this, "GATEWAY_PROBE_CLIENT": "ai-sdk-7", "OPENAI_API_KEY": KEY}
    for name, place, gateway, may in (
        (
            "the team that is meant is the deployment's, the key is of another",
            on_vercel(KEY, Token(OTHER), GATEWAY_PROBE_EXPECT_TEAM=OTHER.id),
            two,
            ILL,
        ),
        (
            "a team is meant, and nothing here tells a team",
            on_laptop(KEY, GATEWAY_PROBE_EXPECT_TEAM=PAID.id),
            parts.by_key_alone(PAID),
            DOUBTED,
        ),
        (
            "a key is meant, and it lies under another client's name",
            on_vercel(None, Token(PAID)).having(elsewhere),
            one,
            ILL,
        ),
        ("an old token lies beside the key on a laptop", on_laptop(KEY, env_token=parts.EXPIRED_PULL), one, WELL),
        (
            "the balance is refused by the key that serves",
            PAYING,
            parts.one_team(PAID, Rule(Where("credits", "key"), parts.refusal(401, "authentication_error"))),
            DOUBTED,
        ),
    ):
        yield World(f"served: {name}", place, gateway, may)


def _of_answers() -> Iterator[World]:
    generate, streams = parts.GENERATE, Where("generate", streamed=True)
    for name, rule, may in (
        ("at the second try alone, nothing before", Rule(generate, parts.SILENCE, last=1), DOUBTED),
        ("within three seconds", Rule(generate, passed_on(delay_s=3.0)), WELL),
        ("with the first token after two seconds", Rule(streams, passed_on(before_body_s=2.0)), WELL),
        # The gateway serves with 200; these say that there is more to come, or that somebody changed it.
        ("as 201", Rule(generate, passed_on(status=201)), DOUBTED),
        ("as 203, changed on the way", Rule(generate, passed_on(status=203)), DOUBTED),
        ("as 206, a part of it", Rule(generate, passed_on(status=206)), DOUBTED),
        ("after early hints", Rule(generate, passed_on(before=(103,))), SURE),
    ):
        yield World(f"served {name}", PAYING, parts.one_team(PAID, rule), may)


def _of_embeddings() -> Iterator[World]:
    model = "openai/text-embedding-3-small"
    sdk = replace(PAYING, model=model)
    openai = replace(set_up("openai", KEY, Token(PAID)), model=model)

    def numbers(*values: object) -> Rule:
        return Rule(parts.GENERATE, on_plain(lambda body: {**body, "embeddings": [list(values)]}))

    def text(value: str) -> Rule:
        told = [{"object": "embedding", "index": 0, "embedding": value}]
        return Rule(parts.GENERATE, on_plain(lambda body: {**body, "data": told}))

    for name, place, rules, may in (
        ("ai-sdk-7: an embedding", sdk, (), SURE),
        ("ai-sdk-7: an embedding of nulls", sdk, (numbers(None, None),), ILL),
        ("ai-sdk-7: an embedding of whole numbers", sdk, (numbers(0, 1, -1),), SURE),
        ("openai: an embedding as text of base64", openai, (text("zczMPc3MTD4="),), SURE),
        ("openai: an embedding of an empty text", openai, (text(""),), ILL),
    ):
        yield World(f"served or not, {name}", place, parts.one_team(PAID, *rules), may)


WORLDS: tuple[World, ...] = (*_of_keys(), *_of_answers(), *_of_embeddings())
