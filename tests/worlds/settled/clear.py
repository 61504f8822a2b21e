"""Places whose cause the facts decide, each beside something odd that decides nothing: it is told, and for certain."""

from tests.standin import Answer, Credential, Gateway, Key, Rule, Team, Token, Where, error_body, passed_on
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, NOT_THE_GATEWAY, OTHER_TEAM, STORED_CREDENTIAL, May
from tests.worlds.settled.turning import once
from tests.worlds.world import KEY, REVOKED_KEY, Place, World, on_vercel

CLEAR = FACTORS | OTHER_TEAM | NOT_THE_GATEWAY
PULLED = Token(parts.PAID, age_s=600, lifetime_s=43_200, environment="development")
REVOKED = Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),), (Token(parts.PAID), PULLED))
LOOKUP = Where(("models", "endpoints", "record"))
MADE_UP = Where("credits", "made-up")
NOT_FOUND = parts.refusal(404, "not_found", "Not found")


def decided(*codes: str, status: str = "failing", names: tuple[tuple[str, ...], ...] = (), **more: object) -> May:
    """One of these is the verdict, for certain, and nobody is sent after a key, a team or a header."""
    unjust = (CLEAR | KEY_IS_BAD | MONEY | STORED_CREDENTIAL) - set(codes) - {code for group in names for code in group}
    return May((status,), codes, names, certain=True, not_claimed=frozenset(unjust), **more)  # type: ignore[arg-type]


def sure(*codes: str, **more: object) -> May:
    """As decided, but a pair that nothing separates, or a provider's word, leaves it likely."""
    may = decided(*codes, **more)  # type: ignore[arg-type]
    return May(may.status, may.verdict, may.names, not_claimed=may.not_claimed, at_least="likely", step=may.step)


def card(*rules: Rule) -> Gateway:
    """A team without a card: the gateway says so in a type of its own (facts: 403 customer_verification_required)."""
    return parts.one_team(parts.NO_CARD, *rules)


def typed(status: int, kind: str, words: str, name: str = "", **more: object) -> Rule:
    """Generations of the asked model get this."""
    param = {"statusCode": status, "name": name, "message": words} if name else None
    answer = Answer(status, {**error_body(words, kind, param), **more})
    return Rule(parts.GENERATE, answer)


BOTH = on_vercel(KEY, Token(parts.PAID))
NEW = on_vercel(KEY, Token(parts.NO_CARD))
NO_CARD = decided("no-card-on-file")
BUDGET = decided("budget-reached")
QUOTA = 'Quota limit exceeded for "api_key_id_fake". Current spend: $20.00, limit: $20.00.'
LATE = passed_on(delay_s=2.0)

MONEY_AND_CARDS = (
    # What a made-up key gets says nothing of a card: the gateway knew this key when it spoke of the card.
    World("no card, and the look-up with a made-up key is throttled", NEW, card(Rule(MADE_UP, parts.THROTTLED)), NO_CARD),
    # The type decides, whatever status came with it in older answers (facts: 402, older 429 and 403).
    # A limit by that status may pass within seconds: however often it is said, it is said once.
    World("a budget is reached, told with the older 429", BOTH, parts.one_team(parts.PAID, typed(429, "quota_for_entity_exceeded", QUOTA)), sure("budget-reached")),
    World("a budget is reached, told with the older 403", BOTH, parts.one_team(parts.PAID, typed(403, "quota_for_entity_exceeded", QUOTA)), BUDGET),
)  # fmt: skip

GONE = "key-invalid-revoked-or-expired"
KEYS = (
    World("a revoked key hides a good token, and one look-up of the token's credits is throttled", on_vercel(REVOKED_KEY, Token(parts.PAID)), Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),), (Token(parts.PAID),), rules=(once(Where("credits", "token"), parts.THROTTLED),)), decided("bad-key-shadows-oidc", GONE, names=((GONE, "bad-key-shadows-oidc"),))),
    World("the key's variable is empty in Production, no token", on_vercel("", VERCEL_GIT_COMMIT_REF="main"), Gateway(), decided("key-empty")),
    # Two sums that differ, the key's team gated, the token's served four times of four.
    World("the key is of a free team, the deployment's team pays, and its credits are told late", on_vercel(KEY, Token(parts.OTHER_PAID)), parts.two_teams(parts.FREE_WITH_BYOK, parts.OTHER_PAID, Rule(Where("credits", "token"), passed_on(delay_s=1.5))), decided("key-of-other-team", "byok-needs-paid-tier", "refusal-depends-on-credential", names=(("key-of-other-team",), ("byok-needs-paid-tier",)))),
)  # fmt: skip


def stored(
    provider: str, outcome: str, *rules: Rule, model: str = "openai/gpt-5.4-mini", **settings: str
) -> tuple[Place, Gateway]:
    """A place whose team's own credential comes out so, with nothing to fall back on."""
    found = parts.without_fallback(provider, outcome, model)
    return on_vercel(KEY, model=model).having(settings), Gateway(found.keys, rules=rules, system=found.system)


DENIED = on_vercel(KEY, Token(parts.DENIED))
ROUTES = (
    # An app that uses it asks at another path (facts: `/image-model`), so what text is answered tells nothing of that app.
    World("an image model is asked to talk", on_vercel(KEY, Token(parts.PAID), model="google/imagen-5"), parts.one_team(parts.PAID), May(("inconclusive",), names=(("model-of-wrong-kind",),), not_claimed=CLEAR | KEY_IS_BAD | MONEY)),
    World("Azure has no such deployment, and the look-up of endpoints is throttled", *stored("azure", "no-deployment", Rule(Where("endpoints"), parts.THROTTLED)), decided("byok-azure-deployment-name")),
    World("the stored key of Azure fails and the gateway's own serves", BOTH, parts.one_team(Team(stored={"azure": Credential("bad-key")})), May(("degraded", "failing"), ("byok-failed-silent-system-fallback", "byok-azure-wrong-key-or-resource"), certain=True, not_claimed=CLEAR | KEY_IS_BAD | MONEY)),
    World("streams are refused inside a 200, every time, and the plain answer is served", BOTH, parts.one_team(parts.PAID, parts.STREAM_DENIED), decided("stream-refused", "error-inside-200-stream", status="degraded")),
    World("deployments are refused by their headers, and one look-up with a made-up key is throttled", BOTH, parts.one_team(parts.PAID, parts.REFUSES_DEPLOYMENTS, once(MADE_UP, parts.THROTTLED)), decided("refusal-depends-on-origin")),
    World("one option is refused of three, and the others are innocent", BOTH.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(sort="ttft", tags=["shop"], user="u1")}), parts.one_team(parts.PAID, Rule(Where("generate", option="sort"), parts.refusal(400, "sort_not_allowed", "No."))), decided("options-refused", said="sort")),
)  # fmt: skip
WORLDS = (*MONEY_AND_CARDS, *KEYS, *ROUTES)
