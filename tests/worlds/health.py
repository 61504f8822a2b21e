"""Worlds in which nothing is wrong. Most of them have to be healthy for sure: a verdict that never is helps nobody."""

from dataclasses import replace

from tests.standin import Answer, Credential, Gateway, Key, Model, Rule, Team, Token, Where, passed_on
from tests.standin.account import CATALOGUE
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, May
from tests.worlds.world import KEY, World, on_laptop, on_vercel

SURE = May(("healthy",), certain=True, not_claimed=BLAMES, generations=(1, 2))
WELL = May(("healthy",), not_claimed=BLAMES)
NOT_ILL = May(("healthy", "degraded"), not_claimed=BLAMES)

BOTH = on_vercel(KEY, Token(parts.PAID))
WITH_BYOK = parts.one_team(parts.PAID)
PREVIEW_TOKEN = Token(parts.PAID, environment="preview")
RENAMED = tuple(replace(model, id=model.id.replace("gpt-5.4-mini", "thing-1")) for model in CATALOGUE)


def _with_unknown_fields(_request: object, ordinary: Answer) -> Answer:
    body = ordinary.body
    return replace(ordinary, body={**body, "added_tomorrow": {"x": [None]}}) if isinstance(body, dict) else ordinary


WORLDS = (
    World(
        "azure by the team's own credential, key and token of one team",
        replace(BOTH, model="azure/gpt-5.4-mini"),
        WITH_BYOK,
        SURE,
    ),
    World(
        "a laptop with a key of a paid team and no stored credential", on_laptop(KEY), parts.by_key_alone(Team()), SURE
    ),
    World(
        "a deployment that has its OIDC token alone",
        on_vercel(None, Token(Team())),
        Gateway(tokens=(Token(Team()),)),
        SURE,
    ),
    World(
        "a preview with key and token of one team",
        on_vercel(KEY, PREVIEW_TOKEN, environment="preview"),
        Gateway((Key(KEY, parts.PAID),), (PREVIEW_TOKEN,)),
        SURE,
    ),
    World(
        "chat completions, whole and streamed",
        on_vercel(KEY, Token(Team()), GATEWAY_PROBE_PROTOCOL="chat-completions"),
        parts.one_team(Team()),
        SURE,
    ),
    World(
        "line 6 of the AI SDK", on_vercel(KEY, Token(Team()), GATEWAY_PROBE_PROTOCOL="v3"), parts.one_team(Team()), SURE
    ),
    World("routing metadata of the older shape", BOTH, parts.one_team(parts.PAID, metadata="old"), SURE),
    World(
        "a free team and a model that is open to it",
        on_vercel(KEY, Token(parts.FREE)),
        parts.one_team(parts.FREE),
        SURE,
    ),
    World(
        "the record of the generation is never found",
        BOTH,
        parts.one_team(parts.PAID, parts.always(Where("record"), parts.refusal(404, "not_found"))),
        SURE,
    ),
    World(
        "every answer takes a fifth of a second",
        BOTH,
        parts.one_team(parts.PAID, Rule(parts.EVERYTHING, passed_on(delay_s=0.2))),
        SURE,
    ),
    World(
        "only azure, by the team's own credential",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["azure"])),
        WITH_BYOK,
        SURE,
    ),
    World(
        "own credential and provider are declared, and it is so",
        on_vercel(
            KEY,
            Token(parts.PAID),
            model="azure/gpt-5.4-mini",
            GATEWAY_PROBE_EXPECT_CREDENTIAL="byok",
            GATEWAY_PROBE_EXPECT_PROVIDER="azure",
        ),
        WITH_BYOK,
        SURE,
    ),
    World(
        "the gateway's credential and provider are declared, and it is so",
        on_vercel(KEY, Token(Team()), GATEWAY_PROBE_EXPECT_CREDENTIAL="system", GATEWAY_PROBE_EXPECT_PROVIDER="openai"),
        parts.one_team(Team()),
        SURE,
    ),
    World(
        "the team is declared, and it is so",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_EXPECT_TEAM="team_FAKEpaid"),
        WITH_BYOK,
        WELL,
    ),
    World(
        "a model of a name that nobody has heard of",
        on_vercel(KEY, Token(parts.PAID), model="azure/thing-1"),
        parts.one_team(parts.PAID, models=RENAMED),
        SURE,
    ),
    World("ten seconds between the clocks", BOTH, parts.one_team(parts.PAID, clock_offset_s=10), SURE),
    World(
        "a balance with seven decimals",
        BOTH,
        parts.one_team(replace(parts.PAID, balance="1204.5512345", used="0.0000001")),
        SURE,
    ),
    World(
        "fields that nobody knows yet, in every answer",
        BOTH,
        parts.one_team(parts.PAID, Rule(parts.EVERYTHING, _with_unknown_fields)),
        SURE,
    ),
    World(
        "every experiment is asked for, and every one is served",
        replace(BOTH, experiments="all"),
        WITH_BYOK,
        replace(SURE, generations=(3, 14)),
    ),
    World(
        "one route of two is down, and the one that serves is the one wanted",
        on_vercel(KEY, Token(Team())),
        parts.one_team(Team(), system={"azure": "down"}),
        SURE,
    ),
    World(
        "no metadata at all in a served answer",
        on_vercel(KEY, Token(Team())),
        parts.one_team(Team(), metadata="none"),
        WELL,
    ),
    World(
        "an app that does not stream",
        on_vercel(KEY, Token(Team()), GATEWAY_PROBE_STREAMING="off"),
        parts.one_team(Team()),
        WELL,
    ),
    World(
        "an app that streams only",
        on_vercel(KEY, Token(Team()), GATEWAY_PROBE_STREAMING="on"),
        parts.one_team(Team()),
        WELL,
    ),
    World(
        "one generation is all that may be asked for",
        on_vercel(KEY, Token(Team()), GATEWAY_PROBE_MAX_GENERATIONS="1"),
        parts.one_team(Team()),
        replace(WELL, generations=(1, 1)),
    ),
    World(
        "the project has keys of providers as well, as many have",
        on_vercel(
            KEY, Token(Team()), OPENAI_API_KEY="sk-proj-FAKE" + "a" * 40, ANTHROPIC_API_KEY="sk-ant-FAKE" + "b" * 40
        ),
        parts.one_team(Team()),
        NOT_ILL,
    ),
    World(
        "the public list of endpoints does not know the id with a provider's name",
        replace(BOTH, model="azure/gpt-5.4-mini"),
        parts.one_team(parts.PAID, parts.always(Where("endpoints"), parts.refusal(404, "model_not_found"))),
        WELL,
    ),
    World(
        "a team that pays by invoice shows a balance of zero and is served",
        on_vercel(KEY, Token(Team())),
        parts.one_team(
            Team(),
            parts.always(Where("credits", ("key", "token")), Answer(200, {"balance": "0.00", "total_used": "812.44"})),
        ),
        NOT_ILL,
    ),
    World(
        "a private model that the public list does not show is served",
        on_vercel(KEY, Token(Team()), model="shop/private-1"),
        Gateway(
            (Key(KEY, Team()),),
            (Token(Team()),),
            models=(*CATALOGUE, Model("shop/private-1", ("openai",))),
            rules=(
                Rule(
                    parts.MODELS,
                    lambda _request, ordinary: replace(
                        ordinary, body={**ordinary.body, "data": ordinary.body["data"][:-1]}
                    ),
                ),
            ),
        ),
        NOT_ILL,
    ),
    World(
        "one bad stored credential among two, of a provider that the request does not use",
        on_vercel(
            KEY, Token(Team(stored={"anthropic": Credential("bad-key"), **parts.AZURE})), model="azure/gpt-5.4-mini"
        ),
        parts.one_team(Team(stored={"anthropic": Credential("bad-key"), **parts.AZURE})),
        SURE,
    ),
)
