"""Runs that are cut short: by their time, by their number of generations, by the wish for no experiment; and options and own credentials."""

import json
from dataclasses import replace

from tests.standin import Credential, Gateway, Key, Rule, Team, Token, Where, passed_on
from tests.worlds import parts
from tests.worlds.expectation import (
    BAD,
    BLAMES,
    FACTORS,
    KEY_IS_BAD,
    MONEY,
    NOT_HEALTHY,
    OTHER_TEAM,
    STORED_CREDENTIAL,
    May,
)
from tests.worlds.strangers.asked import beside, both, worded
from tests.worlds.world import KEY, World, on_laptop, on_vercel

INNOCENT = FACTORS | OTHER_TEAM | KEY_IS_BAD
ORIGIN = frozenset({"refusal-depends-on-origin"})
FEW = tuple(
    both(team, replace(may, certain=False, generations=(0, most)), f"at most {most} generations: {name}", *rules, GATEWAY_PROBE_MAX_GENERATIONS=str(most))
    for most, name, team, may, rules in (
        (1, "the gate", parts.FREE_WITH_BYOK, May(BAD, names=(("byok-needs-paid-tier",),), not_claimed=INNOCENT), ()),
        (1, "no card", parts.NO_CARD, May(("failing",), ("no-card-on-file",), not_claimed=INNOCENT), ()),
        (1, "all well", parts.PAID, May(("healthy", "degraded", "inconclusive"), not_claimed=BLAMES), ()),
        (2, "the gate", parts.FREE_WITH_BYOK, May(BAD, names=(("byok-needs-paid-tier",),), not_claimed=INNOCENT), ()),
        (3, "deployments are refused", parts.PAID, May(BAD, not_certain=ORIGIN | {"byok-needs-paid-tier"}, not_claimed=KEY_IS_BAD | OTHER_TEAM), (parts.REFUSES_DEPLOYMENTS,)),
        (5, "deployments are refused", parts.PAID, May(BAD, not_certain=ORIGIN, not_claimed=KEY_IS_BAD | OTHER_TEAM), (parts.REFUSES_DEPLOYMENTS,)),
        (7, "deployments are refused", parts.PAID, May(BAD, not_certain=ORIGIN, not_claimed=KEY_IS_BAD | OTHER_TEAM), (parts.REFUSES_DEPLOYMENTS,)),
        (9, "deployments are refused", parts.PAID, May(BAD, not_certain=ORIGIN, not_claimed=KEY_IS_BAD | OTHER_TEAM), (parts.REFUSES_DEPLOYMENTS,)),
    )
)  # fmt: skip
SLOW = tuple(
    both(parts.PAID, May(("healthy", *NOT_HEALTHY), not_claimed=KEY_IS_BAD | OTHER_TEAM, not_certain=certain), f"{budget} s for a run, {each} s for each generation: {name}",
         *rules, Rule(parts.GENERATE, passed_on(delay_s=each)), GATEWAY_PROBE_TIME_BUDGET=str(budget))
    for budget, each, name, rules, certain in (
        (2, 1.2, "all well", (), BLAMES),
        (3, 2.5, "all well", (), BLAMES),
        (3, 1.6, "deployments are refused", (Rule(Where("generate", origin=True), replace(parts.BYOK_REFUSAL, delay_s=1.6)),), ORIGIN),
        (4, 1.6, "deployments are refused", (Rule(Where("generate", origin=True), replace(parts.BYOK_REFUSAL, delay_s=1.6)),), ORIGIN),
        # Asked plain and streamed at once, the gateway says it twice.
        (3, 2.6, "no card", (Rule(parts.GENERATE, replace(worded(403, "customer_verification_required", "Add a card."), delay_s=2.6)),), frozenset()),
        (4, 1.1, "the second half of a stream never comes", (Rule(Where("generate", streamed=True), passed_on(between_events_s=3)),), BLAMES),
    )
)  # fmt: skip


def quietly(name: str, team: Team, may: May, *rules: Rule) -> World:
    """No experiment is wanted: the baseline and the look-ups alone."""
    return World(
        f"no experiments: {name}", on_vercel(KEY, Token(team), experiments="none"), parts.one_team(team, *rules), may
    )


QUIET = (
    quietly("all well", parts.PAID, May(("healthy", "degraded", "inconclusive"), not_claimed=BLAMES)),
    quietly("the gate", parts.FREE_WITH_BYOK, May(BAD, names=(("byok-needs-paid-tier",),), certain=False, not_claimed=INNOCENT)),
    # Asked plain and streamed, the gateway says it twice.
    quietly("no card", parts.NO_CARD, May(("failing",), ("no-card-on-file",), not_claimed=INNOCENT)),
    quietly("a fault", parts.PAID, May(BAD, names=(("gateway-5xx",),), certain=False, not_claimed=BLAMES), Rule(parts.GENERATE, parts.UNAVAILABLE)),
    quietly("a block", parts.BLOCKED, May(BAD, ("team-blocked",), not_claimed=INNOCENT)),
    quietly("deployments are refused", parts.PAID, May(BAD, certain=False, not_claimed=KEY_IS_BAD | OTHER_TEAM | ORIGIN), parts.REFUSES_DEPLOYMENTS),
)  # fmt: skip


def opting(
    name: str, may: May, *rules: Rule, client: str = "AI SDK 7", team: Team | None = None, **gateway: object
) -> World:
    """The app sends these options."""
    return both(
        team or Team(),
        may,
        f"options: {name}",
        *rules,
        client=client,
        GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(**gateway),
    )


UNKNOWN_OPTION = worded(400, "invalid_request_error", "Unrecognized key: 'sorting'")
OPTIONS = (
    opting("one key that the gateway does not know", May(("failing",), ("options-refused",), at_least="likely", not_claimed=INNOCENT - {"options-refused"} | MONEY), Rule(Where("generate", option="sorting"), UNKNOWN_OPTION), sorting="cost"),
    opting("one key that the gateway does not know, among three", May(("failing",), ("options-refused",), at_least="likely", said="sorting", not_claimed=INNOCENT - {"options-refused"} | MONEY), Rule(Where("generate", option="sorting"), UNKNOWN_OPTION), sorting="cost", tags=["a"], user="u"),
    opting("two keys, each of which is refused", May(("failing",), ("options-refused",), never_said=("decides is gateway.sorting.", "decides is gateway.filters."), not_claimed=INNOCENT - {"options-refused"} | MONEY), Rule(Where("generate", option="sorting"), UNKNOWN_OPTION), Rule(Where("generate", option="filters"), UNKNOWN_OPTION), client="OpenAI's client", sorting="cost", filters=["a"]),
    opting("two keys of three are refused, and the first one is innocent", May(("failing",), ("options-refused",), never_said=("gateway.tags",), not_claimed=INNOCENT - {"options-refused"} | MONEY), Rule(Where("generate", option="sorting"), UNKNOWN_OPTION), Rule(Where("generate", option="filters"), UNKNOWN_OPTION), tags=["a"], sorting="cost", filters=["a"]),
    opting("a key that is refused by its plan", May(("failing",), ("options-refused",), not_claimed=INNOCENT - {"options-refused"}, not_certain=MONEY), Rule(Where("generate", option="zeroDataRetention"), worded(403, "forbidden", "Zero data retention is not available on the Hobby plan.")), zeroDataRetention=True),
    opting("`only` one provider that is down", May(("failing",), names=(("provider-route-down-for-model", "provider-overloaded-or-slow", "options-refused"),), not_claimed=INNOCENT - {"options-refused"} | MONEY), Rule(Where("generate", option="only"), worded(503, "AI_APICallError", "Service Unavailable")), only=["openai"]),
    opting("`order` puts a provider first that does not serve, and the next one does", May(("healthy", "degraded"), not_claimed=INNOCENT | MONEY), order=["groq", "openai"]),
    opting("tags that are refused at random", May(("healthy", *NOT_HEALTHY), not_certain=frozenset({"options-refused"}), not_claimed=OTHER_TEAM | KEY_IS_BAD), Rule(Where("generate", option="tags"), parts.ACCESS_DENIED, p=0.8), tags=["a"]),
)  # fmt: skip


def lent(name: str, stored: str, given: str, may: May) -> World:
    """The team has stored a credential for Azure, and one of the person's own is given for one experiment."""
    team = Team(stored={"azure": Credential(stored)})
    own = json.dumps(
        {
            "azure": [
                {"apiKey": "FAKE-azure-key-of-a-person-0123456789", "resourceName": "shop-fake", "fakeOutcome": given}
            ]
        }
    )
    gateway = Gateway((Key(KEY, team),), (Token(team),), system=parts.NO_ROUTE)
    return World(
        f"an own credential for Azure is lent: {name}",
        on_vercel(KEY, Token(team), GATEWAY_PROBE_BYOK=own),
        gateway,
        may,
    )


LENT = (
    lent("the stored one is bad, the lent one is good", "bad-key", "served", May(("failing",), names=(("byok-azure-wrong-key-or-resource", "stored-credential-decides"),), at_least="likely", not_claimed=INNOCENT | MONEY)),
    lent("both are bad", "bad-key", "bad-key", May(("failing",), ("byok-azure-wrong-key-or-resource",), not_claimed=INNOCENT | MONEY | {"stored-credential-decides"})),
    lent("Azure is throttled for both", "rate-limit", "rate-limit", May(("failing",), ("provider-rate-limit",), not_claimed=INNOCENT | MONEY | STORED_CREDENTIAL | {"stored-credential-decides"})),
    lent("Azure is down for both", "down", "down", May(("failing",), not_claimed=INNOCENT | MONEY | STORED_CREDENTIAL | {"stored-credential-decides"})),
    lent("both are good", "served", "served", May(("healthy", "degraded"), not_claimed=INNOCENT | MONEY | STORED_CREDENTIAL)),
)  # fmt: skip
ELSEWHERE = (
    beside("OpenAI's client goes straight to OpenAI with OpenAI's key", on_laptop(None, GATEWAY_PROBE_CLIENT="openai", OPENAI_API_KEY="sk-proj-FAKE" + "x" * 100, OPENAI_BASE_URL="https://api.openai.com/v1"), Gateway(),
           May(("failing", "inconclusive"), names=(("base-url-wrong-host", "key-is-provider-key", "provider-env-diverts-routing"),), not_claimed=MONEY | OTHER_TEAM | FACTORS)),
    beside("OpenAI's client has the gateway's key and OpenAI's address", on_laptop(None, GATEWAY_PROBE_CLIENT="openai", OPENAI_API_KEY=KEY, OPENAI_BASE_URL="https://api.openai.com/v1"), Gateway((Key(KEY, parts.PAID),)),
           May(NOT_HEALTHY, names=(("base-url-wrong-host",),), not_claimed=MONEY | OTHER_TEAM | FACTORS | KEY_IS_BAD)),
    beside("OpenAI's client has the gateway's key and no address", on_laptop(None, GATEWAY_PROBE_CLIENT="openai", OPENAI_API_KEY=KEY), Gateway((Key(KEY, parts.PAID),)),
           May(("healthy", *NOT_HEALTHY), names=(("base-url-not-set",),), certain=None, not_claimed=MONEY | OTHER_TEAM | FACTORS | KEY_IS_BAD)),
    beside("Claude Code's address ends in /v1", on_laptop(KEY, GATEWAY_PROBE_CLIENT="claude-code", ANTHROPIC_AUTH_TOKEN=KEY, ANTHROPIC_API_KEY="", ANTHROPIC_BASE_URL="https://ai-gateway.vercel.sh/v1"), Gateway((Key(KEY, parts.PAID),)),
           May(NOT_HEALTHY, names=(("base-url-wrong-path",),), not_claimed=MONEY | OTHER_TEAM | FACTORS | KEY_IS_BAD)),
    beside("Claude Code's other variable holds a key of Anthropic", on_laptop(KEY, GATEWAY_PROBE_CLIENT="claude-code", ANTHROPIC_AUTH_TOKEN=KEY, ANTHROPIC_API_KEY="sk-ant-api03-FAKE" + "x" * 80, ANTHROPIC_BASE_URL="https://ai-gateway.vercel.sh"), Gateway((Key(KEY, parts.PAID),)),
           May(("healthy", *NOT_HEALTHY), not_silent=True, not_claimed=MONEY | OTHER_TEAM)),
    beside("the AI SDK beside an empty variable of Anthropic", on_vercel(KEY, Token(parts.PAID), ANTHROPIC_API_KEY=""), parts.one_team(parts.PAID), May(("healthy", "degraded"), not_claimed=BLAMES)),
)  # fmt: skip
WORLDS = (*FEW, *SLOW, *QUIET, *OPTIONS, *LENT, *ELSEWHERE)
