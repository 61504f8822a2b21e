"""Both places are in trouble: each for a reason of its own, or one refused and the other only worse than it could be."""

from dataclasses import replace

from tests.standin import Credential, Gateway, Key, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import KEY_IS_BAD, MONEY, OTHER_TEAM
from tests.worlds.innocent_differences import DOWN, SLOWED, sends
from tests.worlds.places import ABOUT_KEYS, NOBODYS_FAULT, ORIGIN, MayExplain, Places, Seen, explained, pair
from tests.worlds.usual_places import LOCAL, PREVIEW, PRODUCTION, REVOKED, SILENT, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, on_laptop, on_vercel

FREE = parts.FREE_WITH_BYOK
FREE_TWO = on_vercel(KEY, Token(FREE))
CLOSED = parts.by_key_alone(parts.PAID, parts.REFUSES_DEPLOYMENTS)
STALE = parts.EXPIRED_PULL
BAD_AZURE = Team(stored={"azure": Credential("bad-key")})

WORLDS = (
    pair(
        "a key that nobody knows here, none at all there",
        (on_vercel(REVOKED_KEY), REVOKED),
        (on_vercel(None, environment="preview"), WELL),
        MayExplain(
            "",
            not_said=ORIGIN | OTHER_TEAM,
            certain_of={
                "production": ("key-invalid-revoked-or-expired",),
                "preview": ("key-absent", "oidc-off-or-wrong-link"),
            },
        ),
    ),
    pair(
        "no card here, no answer there",
        (PRODUCTION, parts.by_key_alone(parts.NO_CARD)),
        (LOCAL.having({"GATEWAY_PROBE_TIME_BUDGET": "2"}), SILENT),
        MayExplain("", not_said=ORIGIN | ABOUT_KEYS, certain_of={"local": ("gateway-unreachable",)}),
    ),
    pair(
        "a key that nobody knows here, yesterday's token there",
        (on_vercel(REVOKED_KEY), REVOKED),
        (on_laptop(env_token=STALE), Gateway(tokens=(STALE,))),
        MayExplain(
            "",
            not_said=ORIGIN | OTHER_TEAM,
            certain_of={
                "production": ("key-invalid-revoked-or-expired",),
                "local": ("oidc-expired-locally", "key-absent", "oidc-refused"),
            },
        ),
    ),
    pair(
        "the tier here, a rate limit there, with one key",
        (FREE_TWO, parts.one_team(FREE)),
        (PREVIEW, parts.by_key_alone(FREE, parts.always(parts.GENERATE, parts.THROTTLED))),
        MayExplain(
            "",
            not_said=ORIGIN | ABOUT_KEYS,
            certain_of={"production": ("byok-needs-paid-tier",)},
            not_certain=OTHER_TEAM,
        ),
    ),
    pair(
        "the headers here, a proxy there",
        (PRODUCTION, CLOSED),
        (LOCAL, parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, parts.SQUID))),
        MayExplain(
            "",
            not_said=NOBODYS_FAULT,
            certain_of={
                "production": ("refusal-depends-on-origin",),
                "local": ("proxy-or-egress-filter", "not-the-gateway"),
            },
        ),
    ),
    pair(
        "the headers here, a bad moment of the gateway there",
        (PRODUCTION, CLOSED),
        (LOCAL, DOWN),
        MayExplain(
            "",
            not_said=NOBODYS_FAULT,
            certain_of={"production": ("refusal-depends-on-origin",), "local": ("gateway-5xx",)},
        ),
    ),
    pair(
        "a misspelt model here, a revoked key there",
        (on_vercel(KEY, model="openai/gpt-9-nowhere"), WELL),
        (on_laptop(REVOKED_KEY), REVOKED),
        MayExplain(
            "",
            not_said=ORIGIN,
            certain_of={"production": ("model-unknown-or-retired",), "local": ("key-invalid-revoked-or-expired",)},
        ),
    ),
    pair(
        "a misspelt model here, which the other place asks for with a key that nobody knows",
        (on_vercel(KEY, model="openai/gpt-9-nowhere"), WELL),
        (on_laptop(REVOKED_KEY, model="openai/gpt-9-nowhere"), REVOKED),
        MayExplain("", not_said=ORIGIN, certain_of={"production": ("model-unknown-or-retired",)}),
    ),
    pair(
        "refused for the tier here, served past a bad credential at azure there",
        (FREE_TWO, parts.one_team(FREE)),
        (on_laptop(OTHER_KEY), Gateway((Key(OTHER_KEY, BAD_AZURE),))),
        MayExplain(not_said=ORIGIN, certain_of={"production": ("byok-needs-paid-tier",)}),
    ),
    pair(
        "refused with quotes around the key, served bare with a newline behind it",
        (on_vercel(f'"{KEY}"'), WELL),
        (on_laptop(f"{KEY}\n"), WELL),
        explained(
            "key-quoted-or-prefixed|same-key-with-a-defect",
            certain="key-quoted-or-prefixed same-key-with-a-defect",
            not_said=ORIGIN | OTHER_TEAM | {"different-key-same-length"},
        ),
    ),
    pair(
        "throttled here, and another provider than the declared one there",
        (PRODUCTION, SLOWED),
        (LOCAL.having({"GATEWAY_PROBE_EXPECT_PROVIDER": "openai"}), WELL),
        MayExplain(not_said=ABOUT_KEYS | OTHER_TEAM, not_certain=MONEY),
    ),
    pair(
        "the whole request is refused here, streams alone there, with one key",
        (PRODUCTION, parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, parts.ACCESS_DENIED))),
        (PREVIEW, parts.by_key_alone(parts.PAID, parts.STREAM_DENIED)),
        MayExplain("", not_said=ABOUT_KEYS, not_certain=MONEY | OTHER_TEAM | {"stream-refused"}),
    ),
    pair(
        "both are refused by the tier's word, and only one of them asked what the tier is",
        (FREE_TWO, parts.one_team(FREE)),
        (replace(LOCAL, experiments="none"), parts.by_key_alone(FREE)),
        MayExplain("same", not_said=ORIGIN | ABOUT_KEYS),
    ),
    pair(
        "both are refused by one word, here for the headers and there for the tier",
        (PRODUCTION, CLOSED),
        (
            on_vercel(OTHER_KEY, Token(FREE, environment="preview"), environment="preview"),
            Gateway((Key(OTHER_KEY, FREE),), (Token(FREE, environment="preview"),)),
        ),
        MayExplain("", certain_of={"production": ("refusal-depends-on-origin",), "preview": ("byok-needs-paid-tier",)}),
    ),
    pair(
        "both without money, in two teams",
        (PRODUCTION, parts.by_key_alone(parts.NO_MONEY)),
        (on_laptop(OTHER_KEY), Gateway((Key(OTHER_KEY, replace(parts.NO_MONEY, id="team_FAKEtwo", used="7.00")),))),
        MayExplain("same", not_said=ORIGIN),
    ),
    pair(
        "both keys are unknown, and they differ",
        (PRODUCTION, Gateway()),
        (on_laptop(OTHER_KEY), Gateway()),
        MayExplain("same", not_certain=ABOUT_KEYS | OTHER_TEAM, not_said=ORIGIN),
    ),
    pair(
        "a filter that matches nothing here, zero retention that nobody gives there",
        (PRODUCTION.having(sends(only=["mistral"])), WELL),
        (
            on_vercel(KEY, environment="preview", model="zai/glm-5").having(sends(zeroDataRetention=True)),
            parts.by_key_alone(parts.PAID),
        ),
        MayExplain("", not_said=ORIGIN | ABOUT_KEYS | OTHER_TEAM),
    ),
    pair(
        "the key that is refused here is served there for a small model, where the asked one is forbidden",
        (
            PRODUCTION,
            parts.by_key_alone(
                parts.PAID,
                Rule(Where("generate", credential="key"), parts.refusal(401, "authentication_error")),
                Rule(Where("credits", credential="key"), parts.refusal(401, "authentication_error")),
            ),
        ),
        (PREVIEW, parts.by_key_alone(parts.DENIED)),
        MayExplain("", not_said=ABOUT_KEYS, not_certain=KEY_IS_BAD),
    ),
    Places(
        "three fail in three ways with one key, and none is served",
        (
            Seen("production", PRODUCTION, CLOSED),
            Seen("preview", PREVIEW, DOWN),
            Seen("local", LOCAL, parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, parts.UVICORN_401))),
        ),
        MayExplain(
            "",
            not_said=NOBODYS_FAULT,
            certain_of={"production": ("refusal-depends-on-origin",), "preview": ("gateway-5xx",)},
        ),
    ),
)
