"""Places beside each other: one fault, and a difference that is innocent of it; luck in one place; clocks that tell another hour than it was."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.standin import Answer, Gateway, Key, Rule, Token, Where, error_body
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import KEY_IS_BAD, MONEY, NETWORK, NOT_THE_GATEWAY, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, ORIGIN, MayExplain, Places, Seen
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, TIER, Place, on_laptop, on_vercel

PRODUCTION, PREVIEW, LOCAL = on_vercel(KEY), on_vercel(KEY, environment="preview"), on_laptop(KEY)
WELL = parts.by_key_alone(parts.PAID)
OPTIONS = "GATEWAY_PROBE_PROVIDER_OPTIONS"
SALT = {"GATEWAY_PROBE_FINGERPRINT_SALT": "FAKE-salt-of-one-place-0001"}
OTHER_SALT = {"GATEWAY_PROBE_FINGERPRINT_SALT": "FAKE-salt-of-the-other-0002"}
OF_KEYS = ABOUT_KEYS | OTHER_TEAM
WAY = tuple(sorted(NETWORK | NOT_THE_GATEWAY | {"own-cause", "gateway-differs"}))
FREE_OTHER = replace(parts.FREE_WITH_BYOK, id="team_FAKEfreeother")


@dataclass(frozen=True)
class Fault:
    """What is wrong in production, and what may explain it."""

    name: str
    place: Place
    gateway: Gateway
    codes: tuple[str, ...]
    not_said: frozenset[str] = frozenset()


def _generations(answer: Answer, **where: object) -> Gateway:
    return parts.by_key_alone(parts.PAID, Rule(Where("generate", **where), answer))  # type: ignore[arg-type]


FAULTS = (
    Fault(
        "a model that never was",
        replace(PRODUCTION, model="openai/gpt-9-nowhere"),
        WELL,
        ("model-differs", "model-unknown-or-retired", "own-cause"),
        OF_KEYS | ORIGIN,
    ),
    Fault(
        "a filter that matches nothing",
        PRODUCTION.having({OPTIONS: parts.options(only=["mistral"])}),
        WELL,
        ("options-differ", "only-filter-matches-nothing", "options-refused", "own-cause"),
        OF_KEYS | ORIGIN,
    ),
    Fault(
        "a portal in the way",
        PRODUCTION,
        parts.by_key_alone(parts.PAID, Rule(parts.EVERYTHING, parts.FOREIGN_PAGE)),
        WAY,
        OF_KEYS | ORIGIN,
    ),
    Fault(
        "a fault of the gateway",
        PRODUCTION,
        _generations(parts.UNAVAILABLE),
        ("gateway-5xx", "own-cause", "changed-between-runs"),
        OF_KEYS,
    ),
    Fault(
        "an origin rule",
        PRODUCTION,
        parts.by_key_alone(parts.PAID, parts.REFUSES_DEPLOYMENTS),
        ("refusal-depends-on-origin",),
        OF_KEYS,
    ),
    Fault(
        "a revoked key",
        on_vercel(REVOKED_KEY),
        Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),)),
        ("key-invalid-revoked-or-expired", "own-cause", "different-key-same-length", "env-changed-not-redeployed"),
        ORIGIN | OTHER_TEAM,
    ),
    Fault(
        "a key in quotes",
        on_vercel(f'"{KEY}"'),
        WELL,
        ("key-quoted-or-prefixed", "same-key-with-a-defect", "own-cause"),
        ORIGIN | OTHER_TEAM,
    ),
    Fault(
        "a key of a free team",
        on_vercel(OTHER_KEY),
        Gateway((Key(OTHER_KEY, FREE_OTHER),)),
        (
            "key-of-other-team",
            "different-key-same-length",
            "env-changed-not-redeployed",
            "byok-needs-paid-tier",
            "own-cause",
        ),
        ORIGIN,
    ),
    Fault("no key", on_vercel(None), WELL, ("env-scope-mismatch", "key-absent", "own-cause"), ORIGIN | OTHER_TEAM),
    Fault(
        "a budget that is used up since",
        PRODUCTION,
        parts.by_key_alone(replace(parts.PAID, budget_left=False)),
        ("budget-reached", "own-cause", "changed-between-runs"),
        OF_KEYS | ORIGIN,
    ),
)


@dataclass(frozen=True)
class Innocent:
    """What else differs between the two places; `of_first` and `of_second` are settings of either."""

    name: str
    of_first: dict[str, str] | None = None
    of_second: dict[str, str] | None = None
    private: bool = False
    minutes_ago: float = 0
    clock_s: float = 0
    """How far the gateway's clock is from that of production."""
    recorded: bool = False
    unsalted: bool = False


INNOCENTS = (
    Innocent("nothing else"),
    Innocent("the level", private=True),
    Innocent("a salt in one place", of_first=SALT, unsalted=True),
    Innocent("two salts", of_first=SALT, of_second=OTHER_SALT, unsalted=True),
    Innocent("the region and the branch", of_first={"VERCEL_REGION": "hnd1", "VERCEL_GIT_COMMIT_REF": "main"}),
    Innocent("a clock three hours behind, which the gateway's answers show", minutes_ago=180, clock_s=3 * 3600),
    Innocent("a clock two minutes ahead, which the gateway's answers show", minutes_ago=-2, clock_s=-120),
    Innocent("the age of the Document", recorded=True),
)


def _with_innocents() -> Iterator[Places]:
    for fault in FAULTS:
        for innocent in INNOCENTS:
            first = Seen(
                "production",
                fault.place.having(innocent.of_first or {}),
                replace(fault.gateway, clock_offset_s=innocent.clock_s),
                minutes_ago=innocent.minutes_ago,
                level="private" if innocent.private else "public",
                recorded=innocent.recorded,
            )
            second = Seen("preview", PREVIEW.having(innocent.of_second or {}), WELL)
            keys = OF_KEYS if innocent.unsalted and fault.name != "no key" else frozenset()
            # An origin rule that production proved in time is one whatever the clocks say.
            yield Places(
                f"{fault.name} in production, and {innocent.name} differs",
                (first, second),
                MayExplain(of={"production": fault.codes}, not_said=fault.not_said | keys),
            )


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
                replace(_generations(parts.BYOK_REFUSAL, model="openai/gpt-5.4-mini"), clock_offset_s=6 * 3600),
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
            not_said=OF_KEYS | MONEY,
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


WORLDS: tuple[Places, ...] = (*_with_innocents(), *_by_luck(), *_of_hours(), *_of_clients(), *_of_four())
