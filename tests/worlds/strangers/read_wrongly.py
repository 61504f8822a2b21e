"""Look-ups that are stale, oddly formed, failing or flapping: what they say of money and keys may not be taken at its word."""

from dataclasses import replace

from tests.standin import Answer, Credential, Gateway, Key, Rule, Team, Token, Where, html_page
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.strangers.asked import beside, both, by, worded
from tests.worlds.world import KEY, World, on_vercel

WELL = May(("healthy", "degraded"), not_claimed=BLAMES)
NO_AUTH = worded(401, "authentication_error", "Authentication failed.")
ZERO = frozenset({"byok-blocked-at-zero-balance", "free-credit-used-up"})
BY_KEY, BY_TOKEN, MADE_UP = (Where("credits", credential=who) for who in ("key", "token", "made-up"))


def sums(balance: object, used: object = "4.50") -> Answer:
    """What a look-up of credits answers."""
    return Answer(200, {"balance": balance, "total_used": used})


FORMS: dict[str, Answer] = {
    "a sign of currency": sums("$95.50", "$4.50"),
    "a comma for the cents": sums("95,50", "4,50"),
    "numbers, no texts": sums(95.5, 4.5),
    "a power of ten": sums("9.55e1", "4.5e0"),
    "nothing in place of a sum": sums(None, None),
    "not a number": sums("NaN"),
    "no end": sums("Infinity"),
    "an object": sums({"amount": "95.50", "currency": "USD"}),
    "no use": Answer(200, {"balance": "95.50"}),
    "other names": Answer(200, {"data": {"total_credits": 100, "total_usage": 4.5}}),
    "spaces around": sums(" 95.50 ", " 4.50 "),
    "thousands apart": sums("1,095.50"),
    "a list": Answer(200, []),
    "an empty body": Answer(200, None),
}
FORMED = tuple(
    both(
        parts.PAID,
        WELL,
        f"served, and the credits have {name}",
        Rule(Where("credits", credential=("key", "token")), answer),
    )
    for name, answer in FORMS.items()
)
FORMED_AND_REFUSED = tuple(
    both(parts.FREE_WITH_BYOK, May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD | OTHER_TEAM | FACTORS, not_certain=ZERO), f"refused by the tier, and the credits have {name}",
         Rule(Where("credits", credential=("key", "token")), FORMS[name]))
    for name in ("a sign of currency", "numbers, no texts", "nothing in place of a sum", "other names", "an empty body")
)  # fmt: skip
MONEY_AGAINST = (
    both(parts.PAID, replace(WELL, not_named=ZERO), "served, and the credits say nought", Rule(Where("credits", credential=("key", "token")), sums("0.00", "40.00"))),
    both(parts.PAID, replace(WELL, not_named=ZERO), "served, and the credits are below nought", Rule(Where("credits", credential=("key", "token")), sums("-0.0000012", "40.00"))),
    both(parts.NO_MONEY, May(("failing",), not_certain=ZERO, not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM), "no funds, and stale credits say 40 dollars", Rule(Where("credits", credential=("key", "token")), sums("40.00", "0.00"))),
    both(parts.NO_MONEY, May(("failing",), tuple(sorted(ZERO)), at_least="likely", not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM), "no funds, and credits of a ten thousandth below nought", Rule(Where("credits", credential=("key", "token")), sums("-0.0001", "40.0001"))),
    both(parts.NO_MONEY, May(("failing",), names=(tuple(sorted(ZERO)),), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM), "no funds, and a balance of less than a generation costs", Rule(Where("credits", credential=("key", "token")), sums("0.0000001", "39.9999999"))),
    beside("two teams, by coincidence with one sum, both served", on_vercel(KEY, Token(replace(parts.OTHER_PAID, balance="95.50", used="4.50"))), parts.two_teams(parts.PAID, replace(parts.OTHER_PAID, balance="95.50", used="4.50")), WELL),
    beside("two untouched free teams with one sum, refused by the tier alike", on_vercel(KEY, Token(replace(parts.FREE_WITH_BYOK, id="team_FAKEb", balance="5.00", used="0.00"))),
           parts.two_teams(replace(parts.FREE_WITH_BYOK, balance="5.00", used="0.00"), replace(parts.FREE_WITH_BYOK, id="team_FAKEb", balance="5.00", used="0.00")),
           May(("failing",), names=(("byok-needs-paid-tier",),), not_ruled_out=frozenset({"key-of-other-team"}), not_claimed=KEY_IS_BAD | FACTORS)),
    beside("traffic moves the sum between two reads of one team, which the tier refuses", on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
           parts.one_team(parts.FREE_WITH_BYOK, Rule(BY_KEY, sums("3.79", "1.21"), last=1), Rule(BY_KEY, sums("3.77", "1.23")), Rule(BY_TOKEN, sums("3.78", "1.22"))),
           May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM, not_certain=OTHER_TEAM)),
    beside("a purchase lands between the two reads of the credits, the tier refuses still", on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
           parts.one_team(parts.FREE_WITH_BYOK, Rule(Where("credits", credential=("key", "token")), sums("3.80", "1.20"), last=2), Rule(Where("credits", credential=("key", "token")), sums("23.80", "1.20"))),
           May(("failing",), names=(("byok-needs-paid-tier", "purchase-not-effective-yet"),), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM, not_certain=OTHER_TEAM)),
)  # fmt: skip
AGAINST: dict[str, tuple[Where, Answer]] = {
    "credits by the key get 500": (BY_KEY, worded(500, "internal_server_error", "Internal server error")),
    "credits by the key get 504 by a box": (BY_KEY, by("nginx", 504, html_page("504"))),
    "credits by the key get 404": (BY_KEY, worded(404, "not_found", "Not found")),
    "credits by the key get 403 for this plan": (BY_KEY, worded(403, "forbidden", "This endpoint requires a paid plan.")),
    "credits by the key are silent": (BY_KEY, parts.SILENCE),
    "credits by the token get 401": (BY_TOKEN, NO_AUTH),
    "credits by the token get 500": (BY_TOKEN, worded(500, "internal_server_error", "Internal server error")),
    "credits by anybody get 503": (Where("credits"), worded(503, "internal_server_error", "Service temporarily unavailable")),
    "the made-up key gets the key's credits": (MADE_UP, sums("95.50")),
    "the made-up key gets 403": (MADE_UP, worded(403, "forbidden", "Forbidden")),
    "the made-up key gets 500": (MADE_UP, worded(500, "internal_server_error", "Internal server error")),
    "the list of models gets 500": (parts.MODELS, worded(500, "internal_server_error", "Failed to initialize model database")),
    "the list of models is empty": (parts.MODELS, Answer(200, {"object": "list", "data": []})),
    "the list of models does not have the model yet": (parts.MODELS, Answer(200, {"object": "list", "data": [{"id": "openai/gpt-4o-mini", "object": "model", "type": "language", "owned_by": "openai"}]})),
    "the list of models is a text": (parts.MODELS, Answer(200, "models")),
    "the model's endpoints get 404": (Where("endpoints"), worded(404, "not_found", "Not found")),
    "the model's endpoints are empty": (Where("endpoints"), Answer(200, {"data": {"id": "openai/gpt-5.4-mini", "endpoints": []}})),
    "the record gets 404": (Where("record"), worded(404, "not_found", "Not found")),
    "the record gets 500": (Where("record"), worded(500, "internal_server_error", "Internal server error")),
    "the record is a page": (Where("record"), by("nginx", 200, html_page("Welcome"))),
    "the record tells of another generation": (Where("record"), Answer(200, {"data": {"id": "gen_FAKEother", "is_byok": False, "provider_name": "groq", "model": "meta/llama-4"}})),
}  # fmt: skip
SERVED_ALL_THE_SAME = tuple(
    both(parts.PAID, WELL, f"served, and {name}", Rule(where, answer)) for name, (where, answer) in AGAINST.items()
)
FLAPS = (
    both(parts.PAID, WELL, "served, and the credits by the key get 401 the first time and 200 after", Rule(BY_KEY, NO_AUTH, last=1)),
    both(parts.PAID, WELL, "served, and the made-up key is taken the first time", Rule(MADE_UP, sums("95.50"), last=1)),
    both(parts.PAID, May(BAD, not_certain=KEY_IS_BAD, not_claimed=MONEY | FACTORS), "generations get 401 for ever, and the credits by the key 401 and 200 in turn",
         Rule(parts.GENERATE, NO_AUTH), Rule(BY_KEY, NO_AUTH, last=1), Rule(BY_KEY, NO_AUTH, first=3, last=3)),
    both(parts.PAID, May(BAD, not_certain=KEY_IS_BAD | {"oidc-refused"}, not_claimed=MONEY | {"refusal-depends-on-origin"}), "generations get 401 by key and by token, and the credits are shown to both", Rule(parts.GENERATE, NO_AUTH)),
    both(parts.PAID, May(BAD, not_certain=KEY_IS_BAD, not_claimed=MONEY), "generations by the key get 401, and its credits are shown", Rule(Where("generate", credential="key"), NO_AUTH)),
    both(parts.BLOCKED, May(BAD, names=(("team-blocked",),), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM), "a blocked team, and the credits are shown the first time", Rule(Where("credits", credential=("key", "token")), sums("95.50"), last=2)),
    both(parts.PAID, May(BAD, not_certain=frozenset({"team-blocked"}), not_claimed=KEY_IS_BAD | OTHER_TEAM), "generations get access_denied, and credits are shown to key and token", Rule(parts.GENERATE, parts.ACCESS_DENIED)),
)  # fmt: skip
OWN = Team(stored={"azure": Credential()})
RECORDS: tuple[World, ...] = (
    both(OWN, May(("healthy", "degraded"), not_claimed=BLAMES - {"byok-credential-refused"}), "served with the own credential by the routing, and the record says that it was not", Rule(Where("record"), Answer(200, {"data": {"id": "gen_FAKE0000000000000000000001", "is_byok": False, "provider_name": "openai", "model": "openai/gpt-5.4-mini"}})),
         GATEWAY_PROBE_EXPECT_CREDENTIAL="byok"),
    beside("no routing at all, BYOK is expected, and the record says that it was used", on_vercel(KEY, Token(OWN), GATEWAY_PROBE_EXPECT_CREDENTIAL="byok"), Gateway((Key(KEY, OWN),), (Token(OWN),), metadata="none"),
           May(("healthy", "degraded", "inconclusive"), not_claimed=BLAMES)),
    beside("no routing at all, BYOK is expected, and no record is kept", on_vercel(KEY, Token(OWN), GATEWAY_PROBE_EXPECT_CREDENTIAL="byok"),
           Gateway((Key(KEY, OWN),), (Token(OWN),), metadata="none", rules=(Rule(Where("record"), worded(404, "not_found", "Not found")),)),
           May(("degraded", "inconclusive", "healthy"), certain=None, not_silent=True, not_claimed=BLAMES)),
)  # fmt: skip
WORLDS = (*FORMED, *FORMED_AND_REFUSED, *MONEY_AGAINST, *SERVED_ALL_THE_SAME, *FLAPS, *RECORDS)
