"""Places beside each other: luck in one of them, clocks that tell another hour than it was, clients and kinds that differ, four at once."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Token, Where, error_body
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import KEY_IS_BAD, MONEY, OTHER_TEAM
from tests.worlds.newcomers.fault_in_one_place import FAULTS, LOCAL, OF_KEYS, PREVIEW, PRODUCTION, WELL, generations
from tests.worlds.places import ORIGIN, MayExplain, Places, Seen
from tests.worlds.world import KEY, REVOKED_KEY, TIER, on_vercel


def _by_luck() -> Iterator[Places]:
    for p in (0.3, 0.5, 0.7):
        for seed in range(5):
            rule = Rule(parts.GENERATE, parts.BYOK_REFUSAL, p=p)
            yield Places(
                f"both places are refused at random, p = {p}, lot {seed}",
                (
                    Seen("production", PRODUCTION, replace(parts.by_key_alone(parts.PAID, rule), seed=seed)),
                    Seen("preview", PREVIEW, replace(parts.by_key_alone(parts.PAID, rule), seed=seed + 100)),
                ),
                MayExplain("", not_said=OF_KEYS, not_certain=ORIGIN | MONEY, not_likely=frozenset({"options-differ"})),
            )
    for name, where in (
        ("one node of two", Where("generate", node=(2, 0))),
        ("the first request of each connection", Where("generate", kept=False)),
    ):
        for answered, answer in (("the BYOK refusal", parts.BYOK_REFUSAL), ("a denial", parts.ACCESS_DENIED)):
            yield Places(
                f"{name} answers {answered} in production, none in preview",
                (
                    Seen("production", PRODUCTION, parts.by_key_alone(parts.PAID, Rule(where, answer))),
                    Seen("preview", PREVIEW, WELL),
                ),
                MayExplain("", not_said=OF_KEYS, not_certain=ORIGIN | MONEY),
            )


def _of_hours() -> Iterator[Places]:
    bought = parts.by_key_alone(replace(parts.PAID, id="team_FAKEfree", balance="23.80", used="1.20"))
    yield Places(
        "production ran five hours before, by a clock five hours ahead; credits were bought since",
        (
            # Its clock says now; the gateway's answers, kept in it, say what hour it was.
            Seen("production", PRODUCTION, replace(parts.by_key_alone(parts.FREE_WITH_BYOK), clock_offset_s=-5 * 3600)),
            Seen("preview", PREVIEW, bought),
        ),
        MayExplain(
            explains=(("changed-between-runs", "byok-needs-paid-tier", "own-cause"),),
            not_said=OF_KEYS,
            leads_not=ORIGIN,
            not_likely=ORIGIN,
        ),
    )
    yield Places(
        "both ran at once, one by a clock six hours behind; one network is refused whatever is sent",
        (
            Seen(
                "production",
                PRODUCTION,
                replace(generations(parts.BYOK_REFUSAL, model="openai/gpt-5.4-mini"), clock_offset_s=6 * 3600),
                minutes_ago=360,
            ),
            Seen("preview", PREVIEW, WELL),
        ),
        MayExplain(not_said=OF_KEYS, not_certain=ORIGIN | MONEY | {"changed-between-runs"}),
    )


def _of_clients() -> Iterator[Places]:
    messages = parts.by_key_alone(parts.PAID, Rule(Where("generate", protocol="messages"), parts.ACCESS_DENIED))
    yield Places(
        "Claude Code is refused in production, the AI SDK is served on a laptop, one key",
        (Seen("production", set_up("claude-code", KEY), messages), Seen("local", LOCAL, messages)),
        MayExplain(
            of={"production": ("protocol-differs", "refusal-depends-on-protocol", "own-cause")},
            not_said=OF_KEYS,
            # A block that the same key contradicts elsewhere is told with that, as possible.
            not_likely=MONEY,
        ),
    )
    yield Places(
        "LiteLLM has a revoked key in production, the AI SDK a good one on a laptop",
        (
            Seen("production", set_up("litellm", REVOKED_KEY), Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),))),
            Seen("local", LOCAL, WELL),
        ),
        MayExplain(
            of={"production": ("key-invalid-revoked-or-expired", "own-cause", "different-key-same-length")},
            not_said=ORIGIN | OTHER_TEAM | {"protocol-differs"},
        ),
    )
    free = parts.by_key_alone(parts.FREE)
    yield Places(
        "production asks for a model for payers, preview for a free one, one key of a free team",
        (Seen("production", replace(PRODUCTION, model=TIER), free), Seen("preview", PREVIEW, free)),
        MayExplain(
            of={"production": ("model-differs", "free-tier-model-restricted", "own-cause")}, not_said=OF_KEYS | ORIGIN
        ),
    )
    embedding = replace(PRODUCTION, model="openai/text-embedding-3-small")
    yield Places(
        "production asks for an embedding and a laptop for words, both are served",
        (Seen("production", embedding, WELL), Seen("local", LOCAL, WELL)),
        MayExplain("", nothing=True),
    )
    yield Places(
        "production asks for an image, preview for words",
        (Seen("production", replace(PRODUCTION, model="google/imagen-5"), WELL), Seen("preview", PREVIEW, WELL)),
        MayExplain(
            of={"production": ("model-differs", "model-of-wrong-kind", "own-cause")}, not_said=OF_KEYS | ORIGIN | MONEY
        ),
    )
    scoped = Answer(403, error_body("This API key is restricted to another project.", "forbidden"))
    yield Places(
        "one key for one project, refused in another",
        (
            Seen(
                "production",
                on_vercel(KEY, project="prj_OTHER"),
                parts.by_key_alone(parts.PAID, Rule(parts.GENERATE, scoped)),
            ),
            Seen("preview", PREVIEW, WELL),
        ),
        MayExplain(
            not_said=OF_KEYS | MONEY | KEY_IS_BAD,
            not_certain=ORIGIN | {"routing-rule-denied"},
            speaks_of=("production",),
        ),
    )


def _of_four() -> Iterator[Places]:
    revoked, portal, free, model = FAULTS[5], FAULTS[2], FAULTS[7], FAULTS[0]
    yield Places(
        "a laptop that is served and four places that fail for four reasons",
        (
            Seen("local", LOCAL, WELL),
            Seen("revoked", revoked.place, revoked.gateway),
            Seen("portal", portal.place, portal.gateway),
            Seen("free", free.place, free.gateway),
            Seen("model", model.place, model.gateway),
        ),
        MayExplain(
            of={"revoked": revoked.codes, "portal": portal.codes, "free": free.codes, "model": model.codes},
            not_certain=ORIGIN,
        ),
    )
    yield Places(
        "four places, of which none is served, each for another reason",
        (
            Seen("revoked", revoked.place, revoked.gateway),
            Seen("portal", portal.place, portal.gateway),
            Seen("free", free.place, free.gateway),
            Seen("model", model.place, model.gateway),
        ),
        MayExplain("", not_certain=ORIGIN | OTHER_TEAM),
    )
    for first, second in ((0, 6), (1, 5), (2, 8), (3, 7), (4, 9), (0, 4), (5, 6)):
        one, two = FAULTS[first], FAULTS[second]
        yield Places(
            f"served on a laptop; in production {one.name}, in preview {two.name}",
            (
                Seen("local", LOCAL, WELL),
                Seen("production", one.place, one.gateway),
                Seen("preview", replace(two.place, env={**two.place.env, "VERCEL_ENV": "preview"}), two.gateway),
            ),
            MayExplain(of={"production": one.codes, "preview": two.codes}, not_said=OTHER_TEAM - {"key-of-other-team"}),
        )
    token = Token(parts.PAID, environment="preview")
    yield Places(
        "production by a revoked key, preview by its token alone",
        (
            Seen(
                "production",
                on_vercel(REVOKED_KEY, Token(parts.PAID)),
                Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),), (Token(parts.PAID),)),
            ),
            Seen("preview", on_vercel(None, token, environment="preview"), Gateway((), (token,))),
        ),
        MayExplain(
            of={
                "production": (
                    "key-invalid-revoked-or-expired",
                    "bad-key-shadows-oidc",
                    "own-cause",
                    "credential-differs",
                )
            },
            not_said=ORIGIN | OTHER_TEAM,
        ),
    )


WORLDS: tuple[Places, ...] = (*_by_luck(), *_of_hours(), *_of_clients(), *_of_four())
