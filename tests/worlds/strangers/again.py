"""Places beside each other once more: the same place twice, runs that show less, and places of which each has a trouble of another weight."""

from dataclasses import replace
from typing import Any

from tests.standin import Credential, Gateway, Key, Rule, Team, Token, Where, html_page
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, ORIGIN, MayExplain, Places, Seen
from tests.worlds.strangers.asked import by, worded
from tests.worlds.usual_places import CLOSED, LOCAL, PREVIEW, PRODUCTION, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, Place, on_vercel

KEYS = ABOUT_KEYS | OTHER_TEAM | KEY_IS_BAD
ALL = KEYS | MONEY
OFF = Team(stored={"azure": Credential(enabled=False)})
BAD_OWN = Team(stored={"azure": Credential("bad-key")})
EXPECTS = {"GATEWAY_PROBE_EXPECT_CREDENTIAL": "byok"}
PAGE = by("squid/6.6", 403, html_page("ERR_ACCESS_DENIED"))


def changed(
    name: str,
    before: Gateway,
    after: Gateway,
    codes: tuple[str, ...],
    minutes: float,
    never: frozenset[str] = ORIGIN | ABOUT_KEYS | OTHER_TEAM,
) -> Places:
    """One place, served at first and refused later."""
    seen = (Seen("before", PRODUCTION, before, minutes_ago=minutes), Seen("after", PRODUCTION, after))
    return Places(
        f"again: served {minutes:g} minutes ago, and now {name}",
        seen,
        MayExplain(explains=(("changed-between-runs", *codes),), not_said=never, speaks_of=("after",)),
    )


def rows(name: str, may: MayExplain, *seen: tuple[str, Place, Gateway]) -> Places:
    """Places in a row, within the same minute."""
    return Places(f"again: {name}", tuple(Seen(*row) for row in seen), may)


def in_future(tree: dict[str, Any]) -> None:
    """A clock that is a day ahead wrote it."""
    tree["probe"]["started_at"] = "2099-01-01T00:00:00Z"


def without_look_ups(tree: dict[str, Any]) -> None:
    """Only the generations were kept."""
    tree["gateway"]["checks"] = [check for check in tree["gateway"]["checks"] if check["id"] == "baseline"]


LATER = (
    changed("no card", WELL, parts.by_key_alone(parts.NO_CARD), ("no-card-on-file",), 30),
    changed("a block", WELL, parts.by_key_alone(parts.BLOCKED), ("team-blocked", "card-not-accepted"), 2),
    changed("no money", WELL, parts.by_key_alone(parts.NO_MONEY), ("byok-blocked-at-zero-balance", "free-credit-used-up"), 600),
    changed("a rule", WELL, parts.by_key_alone(parts.DENIED), ("routing-rule-denied",), 3),
    changed("a revoked key", WELL, Gateway((Key(KEY, parts.PAID, revoked=True),)), ("key-invalid-revoked-or-expired",), 3),
    changed("a fault of the gateway", WELL, parts.by_key_alone(parts.PAID, Rule(parts.GENERATE, parts.UNAVAILABLE)), ("gateway-5xx",), 1),
    changed("a proxy", WELL, parts.by_key_alone(parts.PAID, Rule(parts.EVERYTHING, PAGE)), ("proxy-or-egress-filter", "not-the-gateway"), 1),
    changed("words that nobody knows", WELL, parts.by_key_alone(parts.PAID, Rule(parts.GENERATE, worded(403, "residency_required", "Choose."))), ("refusal-of-unknown-kind", "own-cause", "nothing-accounts-for-it"), 4),
    changed("a throttled provider", WELL, parts.by_key_alone(parts.PAID, Rule(parts.GENERATE, parts.THROTTLED)), ("provider-rate-limit", "free-tier-rate-limit", "own-cause", "nothing-accounts-for-it", "comes-and-goes"), 4),
)  # fmt: skip
LESS = (
    Places("again: deployments are refused, and the laptop's run wanted no experiment", (Seen("production", PRODUCTION, CLOSED), Seen("local", replace(LOCAL, experiments="none"), WELL)), MayExplain(leads=("refusal-depends-on-origin",), not_said=KEYS)),
    Places("again: deployments are refused, and production's run wanted no experiment", (Seen("production", replace(PRODUCTION, experiments="none"), CLOSED), Seen("local", LOCAL, WELL)), MayExplain(not_said=KEYS, not_certain=ORIGIN | MONEY, speaks_of=("production",))),
    Places("again: deployments are refused, and production had one generation", (Seen("production", PRODUCTION.having({"GATEWAY_PROBE_MAX_GENERATIONS": "1"}), CLOSED), Seen("local", LOCAL, WELL)), MayExplain(not_said=KEYS, not_certain=ORIGIN | MONEY, speaks_of=("production",))),
    Places("again: the laptop's clock is decades ahead, deployments are refused", (Seen("production", PRODUCTION, CLOSED), Seen("local", LOCAL, WELL, edited=in_future)), MayExplain(explains=(("refusal-depends-on-origin", "changed-between-runs"),), not_said=KEYS)),
    Places("again: the look-ups of the tier's refusal were lost", (Seen("production", on_vercel(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.FREE_WITH_BYOK),)), edited=without_look_ups), Seen("preview", PREVIEW, WELL)),
           MayExplain(of={"production": ("byok-needs-paid-tier", "key-of-other-team", "different-key-same-length", "env-changed-not-redeployed")}, not_said=ORIGIN | KEY_IS_BAD)),
    Places("again: the look-ups of a revoked key were lost", (Seen("production", on_vercel(REVOKED_KEY), Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),)), edited=without_look_ups), Seen("preview", PREVIEW, WELL)),
           MayExplain(of={"production": ("key-invalid-revoked-or-expired", "different-key-same-length", "env-changed-not-redeployed")}, not_said=ORIGIN | MONEY | OTHER_TEAM)),
)  # fmt: skip
WEIGHTS = (
    rows("BYOK is expected in both, and served in one alone: two teams", MayExplain("", not_said=ORIGIN | KEY_IS_BAD | MONEY), ("production", on_vercel(OTHER_KEY).having(EXPECTS), Gateway((Key(OTHER_KEY, replace(OFF, id="team_FAKEoff")),))), ("preview", PREVIEW.having(EXPECTS), WELL)),
    rows("the own credential is bad in the team of both", MayExplain("same", not_said=ORIGIN | ALL), ("production", PRODUCTION, parts.by_key_alone(BAD_OWN)), ("preview", PREVIEW, parts.by_key_alone(BAD_OWN))),
    rows("one is degraded, one is refused by a rule about its model", MayExplain(of={"preview": ("routing-rule-denied", "model-differs")}, not_said=ORIGIN | KEYS | MONEY), ("production", on_vercel(KEY, model="google/gemini-3-flash"), parts.by_key_alone(replace(parts.DENIED, stored={"google": Credential("bad-key")}))), ("preview", PREVIEW, parts.by_key_alone(parts.DENIED))),
    rows("production is refused for one door's sake, the laptop asks at the same door from nowhere and is served", MayExplain(leads=("refusal-depends-on-origin",), not_said=KEYS, not_certain=FACTORS - ORIGIN), ("production", PRODUCTION, parts.by_key_alone(parts.PAID, Rule(Where("generate", origin=True, protocol="ai-sdk"), parts.ACCESS_DENIED))), ("local", LOCAL, parts.by_key_alone(parts.PAID, Rule(Where("generate", origin=True, protocol="ai-sdk"), parts.ACCESS_DENIED)))),
    rows("streams alone are refused, in two places alike", MayExplain("same", not_said=ORIGIN | ALL), ("production", PRODUCTION, parts.by_key_alone(parts.PAID, parts.STREAM_DENIED)), ("preview", PREVIEW, parts.by_key_alone(parts.PAID, parts.STREAM_DENIED))),
    rows("streams alone are refused, in one of two places", MayExplain("", not_said=ALL), ("production", PRODUCTION, parts.by_key_alone(parts.PAID, parts.STREAM_DENIED)), ("preview", PREVIEW, WELL)),
    rows("a revoked key in one, the tier in another, a third is served", MayExplain(of={"production": ("key-invalid-revoked-or-expired", "different-key-same-length", "env-changed-not-redeployed"), "preview": ("byok-needs-paid-tier", "key-of-other-team", "different-key-same-length")}, not_said=ORIGIN),
         ("production", on_vercel(REVOKED_KEY), Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),))), ("preview", on_vercel(OTHER_KEY, environment="preview"), Gateway((Key(OTHER_KEY, parts.FREE_WITH_BYOK),))), ("local", LOCAL, WELL)),
    rows("nothing to ask with in two places, a key in the third", MayExplain(of={"preview": ("env-scope-mismatch", "key-absent", "env-changed-not-redeployed"), "staging": ("env-scope-mismatch", "key-absent", "env-changed-not-redeployed")}, not_said=ORIGIN | MONEY | OTHER_TEAM),
         ("production", PRODUCTION, WELL), ("preview", on_vercel(None, environment="preview"), WELL), ("staging", on_vercel(None, environment="staging"), WELL)),
    rows("the token of preview is refused, production's key is served", MayExplain(of={"preview": ("oidc-refused", "credential-differs")}, not_said=ORIGIN | MONEY | OTHER_TEAM), ("production", PRODUCTION, WELL), ("preview", on_vercel(None, Token(parts.PAID, environment="preview", refused=True), environment="preview"), Gateway((), (Token(parts.PAID, environment="preview", refused=True),)))),
    rows("both asked by tokens of one team, preview's project is refused by words that nobody knows", MayExplain(not_said=KEYS | MONEY, not_certain=ORIGIN, speaks_of=("preview",)), ("production", on_vercel(None, Token(parts.PAID)), Gateway((), (Token(parts.PAID),))), ("preview", on_vercel(None, Token(parts.PAID, environment="preview"), environment="preview"), Gateway((), (Token(parts.PAID, environment="preview"),), rules=(Rule(parts.GENERATE, worded(403, "environment_blocked", "No.")),)))),
    rows("one model in all, and a filter of options that differs in two ways", MayExplain(of={"production": ("only-filter-matches-nothing", "options-refused", "options-differ")}, not_said=ORIGIN | ALL), ("production", PRODUCTION.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(only=["groq"])}), WELL), ("preview", PREVIEW.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(only=["azure"])}), WELL)),
)  # fmt: skip
WORLDS = (*LATER, *LESS, *WEIGHTS)
