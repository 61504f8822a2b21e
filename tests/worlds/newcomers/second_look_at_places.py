"""Places beside each other, written once the rules had been read: readings that lag, budgets of one project, options of a provider, proxies."""

from collections.abc import Iterator
from dataclasses import replace

from gateway_probe.document import Level
from tests.standin import Gateway, Key, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import KEY_IS_BAD, MONEY, OTHER_TEAM
from tests.worlds.newcomers.fault_in_one_place import LOCAL, OF_KEYS, OTHER_SALT, PREVIEW, PRODUCTION, SALT, WELL
from tests.worlds.newcomers.second_look import BUDGET, LAGS, ONCE_A_CONNECTION, RULE, lag
from tests.worlds.newcomers.wishes import refuse_options_of, set_options
from tests.worlds.places import ORIGIN, MayExplain, Places, Seen
from tests.worlds.world import ASKED, KEY, OTHER_KEY, REVOKED_KEY, on_vercel

LEVELS: tuple[Level, ...] = ("public", "private")
SECOND = on_vercel(OTHER_KEY, environment="preview")


def _of_lags() -> Iterator[Places]:
    """One team that spends between and during the runs."""
    well = parts.by_key_alone(parts.PAID, *lag(9550, 450, LAGS["use is told a cent before the balance"]))
    for name, settings, others in (("one key", {}, {}), ("one key, two salts", SALT, OTHER_SALT)):
        for level in LEVELS:
            closed = replace(well, rules=(parts.REFUSES_DEPLOYMENTS, *well.rules))
            yield Places(
                f"a team that spends, {name}, {level}: an origin rule in production alone",
                (
                    Seen("production", PRODUCTION.having(settings), closed, level=level),
                    Seen("preview", PREVIEW.having(others), WELL, level=level),
                ),
                MayExplain(of={"production": ("refusal-depends-on-origin", "own-cause")}, not_said=OF_KEYS),
            )
    for level in LEVELS:
        spent = Gateway(
            (Key(KEY, parts.PAID, budget_left=False),),
            rules=lag(9550, 450, LAGS["the balance is told a cent before use"]),
        )
        yield Places(
            f"two keys of a team that spends, {level}: the budget of production's is used up",
            (
                Seen("production", PRODUCTION, spent, level=level),
                Seen("preview", SECOND, Gateway((Key(OTHER_KEY, parts.PAID),)), level=level),
            ),
            MayExplain(
                of={"production": ("budget-reached", "own-cause", "different-key-same-length")},
                not_said=ORIGIN | OTHER_TEAM,
            ),
        )


def _of_cents() -> Iterator[Places]:
    """A cent of one team's use is told to preview before its balance goes down."""
    later = replace(parts.PAID, used="4.51")
    for level in LEVELS:
        stopped = parts.by_key_alone(parts.PAID, Rule(Where("generate", model=ASKED), parts.BYOK_REFUSAL))
        yield Places(
            f"one key, {level}, read a cent apart, and one network is refused whatever is sent",
            (
                Seen("production", PRODUCTION, stopped, level=level),
                Seen("preview", PREVIEW, parts.by_key_alone(later), level=level),
            ),
            MayExplain(not_said=OF_KEYS, not_certain=ORIGIN | MONEY, not_likely=frozenset({"changed-between-runs"})),
        )
        for name, team in (
            ("its budget", parts.PAID),
            ("an allowlist", replace(parts.PAID, models_allowed=frozenset())),
        ):
            yield Places(
                f"two keys of one team, {level}, read a cent apart, and {name} stops production's",
                (
                    Seen(
                        "production",
                        PRODUCTION,
                        Gateway((Key(KEY, team, budget_left=name != "its budget"),)),
                        level=level,
                    ),
                    Seen("preview", SECOND, Gateway((Key(OTHER_KEY, later),)), level=level),
                ),
                MayExplain(not_said=ORIGIN | OTHER_TEAM),
            )


def _of_projects() -> Iterator[Places]:
    for name, answer, code in (("budget", BUDGET, "budget-reached"), ("routing rule", RULE, "routing-rule-denied")):
        stopped = parts.by_key_alone(parts.PAID, Rule(Where("generate", header="ai-o11y-project-id"), answer))
        # A project's budget counts what is asked by token alone (docs, budgets): by a key its words hang on the headers.
        causes = (code, "own-cause", *(("refusal-depends-on-origin",) if name == "budget" else ()))
        yield Places(
            f"a {name} of production's project, one key, a laptop is served",
            (Seen("production", PRODUCTION, stopped), Seen("local", LOCAL, stopped)),
            MayExplain(of={"production": causes}, not_said=OF_KEYS | KEY_IS_BAD, not_certain=ORIGIN),
        )
        yield Places(
            f"a {name} of production's project, one key, another project is served",
            (
                Seen("production", PRODUCTION, stopped),
                Seen("preview", on_vercel(KEY, environment="preview", project="prj_OTHER"), WELL),
            ),
            MayExplain(of={"production": causes}, not_said=OF_KEYS | KEY_IS_BAD, not_certain=ORIGIN),
        )


def _of_wishes() -> Iterator[Places]:
    refusing = parts.by_key_alone(parts.PAID, refuse_options_of("openai", "Unsupported value: 'reasoning_effort'."))
    option = set_options(openai={"reasoningEffort": "xxhigh"})
    yield Places(
        "a provider refuses the option that production alone sends",
        (Seen("production", PRODUCTION.having(option), refusing), Seen("preview", PREVIEW, refusing)),
        MayExplain(of={"production": ("options-refused", "options-differ")}, not_said=OF_KEYS | ORIGIN | MONEY),
    )
    yield Places(
        "a provider refuses the option that both places send, in production alone",
        (Seen("production", PRODUCTION.having(option), refusing), Seen("preview", PREVIEW.having(option), WELL)),
        MayExplain(of={"production": ("options-refused", "own-cause")}, not_said=OF_KEYS | MONEY),
    )
    for p in (0.4, 0.7):
        rule = replace(refuse_options_of("openai", "Unsupported value."), p=p)
        yield Places(
            f"a provider refuses at random, p = {p}, and both places send it an option",
            (
                Seen("production", PRODUCTION.having(option), replace(parts.by_key_alone(parts.PAID, rule), seed=3)),
                Seen("preview", PREVIEW.having(option), replace(parts.by_key_alone(parts.PAID, rule), seed=14)),
            ),
            MayExplain("", not_said=OF_KEYS, not_certain=ORIGIN | {"options-refused", "options-differ"}),
        )


def _of_ways() -> Iterator[Places]:
    login = parts.by_key_alone(parts.PAID, Rule(Where(kept=False), ONCE_A_CONNECTION))
    yield Places(
        "a proxy on a laptop wants a login with each connection, production is served",
        (Seen("local", LOCAL, login), Seen("production", PRODUCTION, WELL)),
        MayExplain(
            of={
                "local": (
                    "proxy-or-egress-filter",
                    "not-the-gateway",
                    "own-cause",
                    "gateway-unreachable",
                    "comes-and-goes",
                )
            },
            not_said=OF_KEYS | ORIGIN,
        ),
    )
    stripping = Rule(parts.EVERYTHING, lambda _, it: replace(it, by_gateway=False))
    yield Places(
        "a proxy strips every mark in preview, production has a revoked key",
        (
            Seen("production", on_vercel(REVOKED_KEY), Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),))),
            Seen("preview", PREVIEW, parts.by_key_alone(parts.PAID, stripping)),
        ),
        MayExplain(
            of={"production": ("key-invalid-revoked-or-expired", "own-cause", "different-key-same-length")},
            not_said=ORIGIN | OTHER_TEAM,
        ),
    )
    for hours in (-9, 9):
        yield Places(
            f"a laptop whose clock is {hours} hours off is served, production is of a free team by its own key",
            (
                Seen("local", LOCAL, replace(WELL, clock_offset_s=-3600 * hours), minutes_ago=-60 * hours),
                Seen("production", on_vercel(OTHER_KEY), ask_of_free_team()),
            ),
            MayExplain(
                of={
                    "production": (
                        "key-of-other-team",
                        "different-key-same-length",
                        "byok-needs-paid-tier",
                        "own-cause",
                    )
                },
                not_said=ORIGIN | {"clock-skew"},
                not_certain=frozenset({"changed-between-runs"}),
            ),
        )


def ask_of_free_team() -> Gateway:
    """Another team, on the free tier."""
    return Gateway((Key(OTHER_KEY, Team("team_FAKEfree", "free", "3.80", "1.20", stored=parts.AZURE)),))


def _of_three() -> Iterator[Places]:
    token = Token(parts.PAID, environment="preview")
    yield Places(
        "LiteLLM with a revoked key, an embedding on a free team, and a laptop that is served",
        (
            Seen("worker", set_up("litellm", REVOKED_KEY), Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),))),
            Seen("search", replace(on_vercel(OTHER_KEY), model="openai/text-embedding-3-small"), ask_of_free_team()),
            Seen("local", LOCAL, WELL),
        ),
        MayExplain(
            of={
                "worker": ("key-invalid-revoked-or-expired", "own-cause"),
                "search": (
                    "key-of-other-team",
                    "different-key-same-length",
                    "byok-needs-paid-tier",
                    "own-cause",
                    "model-differs",
                ),
            },
            not_said=ORIGIN,
        ),
    )
    yield Places(
        "one by key over its budget, one by the token of the same team, one by a good key",
        (
            Seen("production", on_vercel(KEY), Gateway((Key(KEY, parts.PAID, budget_left=False),))),
            Seen("preview", on_vercel(None, token, environment="preview"), Gateway((), (token,))),
            Seen(
                "local", replace(LOCAL, env={"AI_GATEWAY_API_KEY": OTHER_KEY}), Gateway((Key(OTHER_KEY, parts.PAID),))
            ),
        ),
        MayExplain(of={"production": ("budget-reached", "own-cause")}, not_said=ORIGIN | OTHER_TEAM),
    )


WORLDS: tuple[Places, ...] = (*_of_lags(), *_of_cents(), *_of_projects(), *_of_wishes(), *_of_ways(), *_of_three())
