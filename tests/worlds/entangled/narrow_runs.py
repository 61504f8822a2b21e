"""Worlds that a run may look at only in part: few generations, no experiments, one way of answering, a door that is not the usual one."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where, error_body
from tests.standin.deciding import unauthorized
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OIDC, OTHER_TEAM, May
from tests.worlds.parts import routed
from tests.worlds.world import ASKED, CONTROL, KEY, REVOKED_KEY, TIER, World, on_laptop, on_vercel

WITH = Where("generate", origin=True)
RULE = Answer(
    403, {"error": {"message": "Request denied by routing rule", "type": "forbidden", "param": {"ruleId": "rule_FAKE"}}}
)
QUOTA = parts.refusal(402, "quota_for_entity_exceeded", 'Quota limit exceeded for "api_key_id_fake".')
CARD = parts.refusal(403, "customer_verification_required", "AI Gateway requires a valid credit card on file.")
TIER_WORD = Answer(
    403,
    error_body(
        "Free tier users do not have access to this model.", "no_providers_available", {"name": "RestrictedModelsError"}
    ),
)
LIST_WORD = Answer(
    403,
    error_body(
        "Your team has restricted access to this provider. Providers considered: openai, azure",
        "no_providers_available",
        {"name": "RestrictedProvidersError"},
    ),
)
WORDS = (
    ("a budget is reached", QUOTA, "budget-reached"),
    ("a card is wanted", CARD, "no-card-on-file"),
    ("the tier does not have the model", TIER_WORD, "free-tier-model-restricted"),
    ("the team's list does not have the provider", LIST_WORD, "provider-or-model-allowlist"),
    ("the model is not known", parts.unknown_model(ASKED), "model-unknown-or-retired"),
    ("the team is blocked", parts.ACCESS_DENIED, "team-blocked"),
    ("there are no funds", parts.NO_FUNDS, "byok-blocked-at-zero-balance"),
    ("the paid tier is wanted", parts.BYOK_REFUSAL, "byok-needs-paid-tier"),
)


def _limited() -> Iterator[World]:
    """What is refused with a deployment's headers alone, seen by runs that may not find that out."""
    for what, answer, code in WORDS[::3]:
        for limit in ("2", "4"):
            yield World(
                f"{limit} generations at most: with a deployment's headers {what}, without them all is served",
                on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_MAX_GENERATIONS=limit),
                parts.one_team(parts.PAID, Rule(WITH, answer)),
                May(
                    BAD,
                    not_certain=BLAMES | {code},
                    not_claimed=(KEY_IS_BAD | OTHER_TEAM) - {code},
                    not_ruled_out=frozenset({"refusal-depends-on-origin"}),
                ),
            )
    for what, answer, code in WORDS:
        yield World(
            f"with a deployment's headers {what}, without them all is served",
            on_vercel(KEY, Token(parts.PAID)),
            parts.one_team(parts.PAID, Rule(WITH, answer)),
            # The word itself is the gateway's, so that it is also named is no fault; that it is all of it would be.
            May(
                ("failing",),
                names=(("refusal-depends-on-origin",),),
                not_certain=frozenset({code}),
                not_claimed=KEY_IS_BAD | OTHER_TEAM,
            ),
        )


def _by_one_door() -> Iterator[World]:
    """What is refused at one door alone, or for one credential alone."""
    for what, answer, code in WORDS[1::3]:
        yield World(
            f"at the AI SDK's door {what}, at every other all is served",
            on_laptop(KEY),
            parts.by_key_alone(parts.PAID, Rule(Where("generate", protocol="ai-sdk"), answer)),
            May(BAD, not_certain=frozenset({code}), not_claimed=KEY_IS_BAD | OTHER_TEAM),
        )
        yield World(
            f"to a stream {what}, a plain answer is served",
            on_laptop(KEY),
            parts.by_key_alone(parts.PAID, Rule(Where("generate", streamed=True), answer)),
            May(NOT_HEALTHY, not_certain=frozenset({code}), not_claimed=KEY_IS_BAD | OTHER_TEAM),
        )
        yield World(
            f"for an option {what}, without it all is served",
            on_laptop(KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(sort="cost", serviceTier="flex")),
            parts.by_key_alone(parts.PAID, Rule(Where("generate", option="serviceTier"), answer)),
            May(BAD, not_certain=frozenset({code}), not_claimed=KEY_IS_BAD | OTHER_TEAM),
        )


def _thinking() -> Iterator[World]:
    """The few tokens that the probe asks for are spent on thinking: nothing is said, and the app would be answered."""

    def nothing(request: Request, ordinary: Answer) -> Answer:
        emptied = parts.emptied(request, ordinary)
        text = str(emptied.body)
        if isinstance(emptied.body, dict) and "'finishReason'" in text:
            return replace(emptied, body={**emptied.body, "finishReason": {"unified": "length", "raw": "length"}})
        if isinstance(emptied.body, dict) and "choices" in emptied.body:
            choice = {**emptied.body["choices"][0], "finish_reason": "length"}
            return replace(emptied, body={**emptied.body, "choices": [choice]})
        if isinstance(emptied.body, tuple):
            events = tuple(
                {**event, "finishReason": {"unified": "length", "raw": "length"}}
                if isinstance(event, dict) and event.get("type") == "finish"
                else event
                for event in emptied.body
            )
            return replace(emptied, body=events)
        return emptied

    for how, place in (
        ("the AI SDK", on_vercel(KEY, Token(parts.PAID))),
        ("a chat client, plain alone", on_laptop(KEY, GATEWAY_PROBE_CLIENT="openai", GATEWAY_PROBE_STREAMING="off")),
    ):
        yield World(
            f"all tokens went into thinking, and the limit was reached: {how}",
            place,
            parts.one_team(parts.PAID, Rule(parts.GENERATE, nothing)),
            # That the limit was reached shows that the model wrote as much as it might.
            May(("healthy", *NOT_HEALTHY), not_claimed=BLAMES),
        )


def _of_providers() -> Iterator[World]:
    """A provider's words about its own key, account and limits, in a form in which they may pass for the gateway's."""
    for what, status, words in (
        ("its key", 401, "Unauthorized"),
        ("its key, by 403", 403, "Invalid API key"),
        ("its account", 402, "Insufficient credits"),
        ("its limit", 429, "Rate limit exceeded"),
        ("the model", 404, "The model does not exist"),
        ("the team", 403, "Your team has restricted access"),
    ):
        for whose in ("byok",) if status == 403 else ("system",):
            yield World(
                f"a provider refuses over {what}, asked with the credential called {whose}",
                on_vercel(KEY, Token(parts.PAID)),
                parts.one_team(
                    parts.PAID,
                    Rule(
                        Where("generate", model=ASKED),
                        Answer(
                            status,
                            error_body(
                                words,
                                "AI_APICallError",
                                {"name": "AI_APICallError", "statusCode": status, "message": words},
                                routed("openai", whose, statusCode=status, error=words),
                            ),
                        ),
                    ),
                ),
                May(
                    BAD,
                    not_certain=KEY_IS_BAD
                    | OTHER_TEAM
                    | {"team-blocked", "budget-reached", "model-unknown-or-retired", "provider-or-model-allowlist"},
                    not_claimed=KEY_IS_BAD | OTHER_TEAM | FACTORS | (MONEY - {"free-tier-rate-limit"}),
                ),
            )


def _beside() -> Iterator[World]:
    """A finding that is true and innocent beside a fault that it does not explain."""
    for what, variables in (
        ("a variable of OpenAI's is empty", {"OPENAI_API_KEY": ""}),
        ("a variable of near the name holds another key", {"AI_GATEWAY_KEY": "vck_FAKE" + "n" * 52}),
        ("the key of a provider lies beside", {"ANTHROPIC_API_KEY": "sk-ant-FAKE" + "a" * 90}),
        ("a base URL of another client is set", {"OPENAI_BASE_URL": "https://api.openai.com/v1"}),
        ("a bundle of certificates is set by the image", {"SSL_CERT_FILE": "/opt/conda/ssl/cacert.pem"}),
        ("the platform's own variables are not exposed", {"VERCEL_ENV": "", "VERCEL_PROJECT_ID": ""}),
    ):
        yield World(
            f"a budget is reached, and {what}",
            on_vercel(KEY, Token(parts.SPENT)).having(variables),
            parts.one_team(parts.SPENT),
            May(("failing",), verdict=("budget-reached",), not_claimed=KEY_IS_BAD | OTHER_TEAM | FACTORS),
        )
        yield World(
            f"a key is revoked, and {what}",
            on_laptop(REVOKED_KEY).having(
                {name: value for name, value in variables.items() if value or name[0] == "O"}
            ),
            Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),)),
            May(
                ("failing",),
                verdict=("key-invalid-revoked-or-expired",),
                not_claimed=MONEY | OTHER_TEAM | FACTORS | {"key-absent"},
            ),
        )


WORLDS = (
    *_limited(),
    *_by_one_door(),
    *_thinking(),
    *_of_providers(),
    *_beside(),
    World(
        "no experiments: the key is refused, and nothing may be tried",
        on_vercel(REVOKED_KEY, Token(parts.PAID), experiments="none"),
        Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),), (Token(parts.PAID),)),
        May(("failing",), names=(tuple(KEY_IS_BAD),), not_claimed=MONEY | OTHER_TEAM | FACTORS),
    ),
    World(
        "no experiments: with a deployment's headers the paid tier is wanted",
        on_vercel(KEY, Token(parts.PAID), experiments="none"),
        parts.one_team(parts.PAID, Rule(WITH, parts.BYOK_REFUSAL)),
        May(BAD, certain=False, not_certain=BLAMES, not_claimed=KEY_IS_BAD | OTHER_TEAM),
    ),
    World(
        "the team that the app names is not the key's, and every word is of access",
        on_laptop(KEY, GATEWAY_PROBE_TEAM="team_FAKEnamed"),
        parts.by_key_alone(
            parts.PAID,
            Rule(Where("generate", header="x-vercel-ai-gateway-team"), parts.refusal(403, "forbidden", "Forbidden")),
        ),
        May(BAD, not_certain=frozenset({"routing-rule-denied", "team-blocked"}), not_claimed=KEY_IS_BAD | MONEY),
    ),
    World(
        "the team that the app names is not the key's, and the key is refused for it alone",
        on_laptop(KEY, GATEWAY_PROBE_TEAM="team_FAKEnamed"),
        parts.by_key_alone(
            parts.PAID, Rule(Where(("generate", "credits"), header="x-vercel-ai-gateway-team"), unauthorized())
        ),
        May(BAD, not_certain=KEY_IS_BAD, not_claimed=MONEY),
    ),
    World(
        "the control model and the paid one are served, the asked one wants the paid tier each time",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, Rule(Where("generate", model=ASKED), parts.BYOK_REFUSAL)),
        May(("failing",), not_certain=frozenset({"byok-needs-paid-tier"}), not_claimed=KEY_IS_BAD | OTHER_TEAM),
    ),
    World(
        "every model but the control is said to be unknown",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(
            parts.PAID,
            Rule(
                parts.GENERATE,
                lambda request, ordinary: ordinary if request.model == CONTROL else parts.unknown_model(request.model),
            ),
        ),
        May(("failing",), not_certain=frozenset({"model-unknown-or-retired"}), not_claimed=BLAMES),
    ),
    World(
        "every model is said to be unknown, by the id of another",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, Rule(parts.GENERATE, parts.unknown_model(TIER))),
        May(("failing",), not_certain=frozenset({"model-unknown-or-retired"}), not_claimed=BLAMES),
    ),
    World(
        "an answer of each kind in turn: unknown, denied, throttled, down",
        on_vercel(KEY, Token(Team())),
        parts.one_team(
            Team(),
            Rule(parts.GENERATE, parts.unknown_model(ASKED), last=1),
            Rule(parts.GENERATE, RULE, last=1),
            Rule(parts.GENERATE, parts.THROTTLED, last=1),
            Rule(parts.GENERATE, parts.UNAVAILABLE),
        ),
        May(BAD, certain=False, not_claimed=BLAMES | OIDC),
    ),
)
