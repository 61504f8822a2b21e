"""`access_denied`, budgets and names of models in the forms in which they mean less than they seem to."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Credential, Gateway, Key, Model, Rule, Team, Token, Where, error_body
from tests.standin.account import CATALOGUE
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import ASKED, KEY, World, on_laptop, on_vercel

WELL = ("healthy", "degraded")
BLOCK = frozenset({"team-blocked", "card-not-accepted"})
PRODUCTION = on_vercel(KEY, Token(parts.PAID))
SUSPENDED = parts.refusal(403, "access_denied", "Your account has been suspended. Contact support.")
SPENT_HERE = parts.refusal(402, "quota_for_entity_exceeded", 'Quota limit exceeded for "model". Limit: $5.00.')


def _of_blocks() -> Iterator[World]:
    blocked = May(
        ("failing",), verdict=tuple(BLOCK), names=(("team-blocked",), ("card-not-accepted",)), at_least="likely"
    )
    for client in ("ai-sdk-7", "openai", "openai-responses", "anthropic", "litellm"):
        yield World(
            f"{client}: the team is blocked, by key and token alike",
            set_up(client, KEY, Token(parts.BLOCKED)),
            parts.one_team(parts.BLOCKED),
            replace(blocked, not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM | (MONEY - BLOCK)),
        )
    yield World(
        "the team is blocked in words of a suspension",
        PRODUCTION,
        parts.one_team(parts.PAID, Rule(Where(("generate", "credits"), ("key", "token")), SUSPENDED)),
        replace(blocked, not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
    )
    odd = May(BAD, not_claimed=KEY_IS_BAD | OTHER_TEAM, not_certain=BLOCK)
    yield World(
        "generations are denied, and the balance is told",
        PRODUCTION,
        parts.one_team(parts.PAID, Rule(Where("generate"), parts.ACCESS_DENIED)),
        odd,
    )
    yield World(
        "one model is denied, and every other is served",
        PRODUCTION,
        parts.one_team(parts.PAID, Rule(Where("generate", model=ASKED), parts.ACCESS_DENIED)),
        odd,
    )
    yield World(
        "streams are denied, and plain answers are served",
        PRODUCTION,
        parts.one_team(parts.PAID, Rule(Where("generate", streamed=True), parts.ACCESS_DENIED)),
        May(NOT_HEALTHY, not_claimed=KEY_IS_BAD | OTHER_TEAM | BLOCK),
    )
    yield World(
        "a denial that ends within the run",
        PRODUCTION,
        parts.one_team(parts.PAID, Rule(Where("generate"), parts.ACCESS_DENIED, last=2)),
        May(NOT_HEALTHY, not_claimed=KEY_IS_BAD | OTHER_TEAM | FACTORS, not_certain=BLOCK),
    )
    yield World(
        "the key's team is blocked, and the token's is served",
        PRODUCTION,
        parts.two_teams(parts.BLOCKED, parts.PAID),
        May(
            ("failing",),
            names=(("team-blocked",), ("key-of-other-team",)),
            not_claimed=KEY_IS_BAD | {"refusal-depends-on-origin"},
        ),
    )
    yield World(
        "the token's team is blocked, and the key is served",
        PRODUCTION,
        parts.two_teams(parts.PAID, parts.BLOCKED),
        May(WELL, not_claimed=KEY_IS_BAD | BLOCK),
    )
    yield World(
        "a provider says access_denied of the gateway's account",
        PRODUCTION,
        parts.one_team(
            parts.PAID,
            Rule(
                parts.GENERATE, parts.tried("openai", "system", 403, "Forbidden.", {"error": {"type": "access_denied"}})
            ),
        ),
        May(BAD, not_claimed=KEY_IS_BAD | OTHER_TEAM | MONEY | FACTORS),
    )


def _of_budgets() -> Iterator[World]:
    named = May(
        ("failing",), names=(("budget-reached",),), not_claimed=KEY_IS_BAD | OTHER_TEAM | (MONEY - {"budget-reached"})
    )
    yield World(
        "a budget is said of the asked model alone",
        PRODUCTION,
        parts.one_team(parts.PAID, Rule(Where("generate", model=ASKED), SPENT_HERE)),
        named,
    )
    yield World(
        "a budget of the key alone, and the token is served",
        PRODUCTION,
        Gateway((Key(KEY, parts.PAID, budget_left=False),), (Token(parts.PAID),)),
        named,
    )
    for status in (403, 429):
        answer = replace(SPENT_HERE, status=status)
        yield World(
            f"a budget under the status {status}, as of old",
            PRODUCTION,
            parts.one_team(parts.PAID, Rule(parts.GENERATE, answer)),
            replace(named, verdict=("budget-reached",), at_least="likely"),
        )
    yield World(
        "a budget of the project, which counts the token alone",
        on_vercel(None, Token(parts.PAID)),
        parts.one_team(parts.PAID, Rule(Where("generate", credential="token"), SPENT_HERE)),
        replace(named, verdict=("budget-reached",), at_least="likely"),
    )
    yield World(
        "a provider's own quota in the words of a budget",
        on_laptop(KEY),
        parts.by_key_alone(
            parts.PAID,
            Rule(
                parts.GENERATE,
                parts.tried("openai", "byok", 429, "Quota limit exceeded.", {"error": {"code": "insufficient_quota"}}),
            ),
        ),
        May(BAD, not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM | FACTORS),
    )


def _rewriting(slug: str) -> Rule:
    def rewritten(_request: Request, ordinary: Answer) -> Answer:
        def edit(body: Any) -> Any:
            if not isinstance(body, dict):
                return body
            body = {**body, "response": {**body["response"], "modelId": slug}} if "response" in body else body
            told = body.get("providerMetadata", {}).get("gateway", {})
            if "routing" not in told:
                return body
            routing = {**told["routing"], "canonicalSlug": slug}
            return {**body, "providerMetadata": {"gateway": {**told, "routing": routing}}}

        body = tuple(map(edit, ordinary.body)) if isinstance(ordinary.body, tuple) else edit(ordinary.body)
        return replace(ordinary, body=body)

    return Rule(parts.GENERATE, rewritten)


def _of_models() -> Iterator[World]:
    for slug, provider in (("microsoft/gpt-5.4-mini", False), ("azure/gpt-5.4-mini", True)):
        yield World(
            f"served as {slug}, which has the same name under another creator",
            PRODUCTION,
            parts.one_team(parts.PAID, _rewriting(slug)),
            May(
                WELL,
                not_claimed=BLAMES | {"model-unknown-or-retired"},
                not_named=frozenset({"another-model-served"}) if provider else frozenset(),
                names=() if provider else (("another-model-served",),),
            ),
        )
    twice = (*CATALOGUE, Model("mirror/gpt-5.4-mini", ("deepinfra",)))
    yield World(
        "two creators list a model of this name, and the id lacks its creator",
        replace(PRODUCTION, model="gpt-5.4-mini"),
        replace(parts.one_team(parts.PAID), models=twice),
        May(("failing",), names=(("model-id-without-creator", "model-unknown-or-retired"),), not_claimed=BLAMES),
    )
    yield World(
        "a stored credential of Azure's, and the id names OpenAI as provider",
        replace(PRODUCTION, model=ASKED),
        parts.one_team(Team(stored={"azure": Credential()})),
        May(WELL, not_claimed=BLAMES | {"byok-credential-missing-or-disabled"}),
    )
    for kind, words in (("model_not_found", "No such model"), ("not_found", "Model not found")):
        yield World(
            f"404 {kind} for a model that the list has, by every credential",
            PRODUCTION,
            parts.one_team(parts.PAID, Rule(Where("generate", model=ASKED), Answer(404, error_body(words, kind)))),
            May(BAD, not_claimed=BLAMES, not_certain=frozenset({"model-unknown-or-retired"})),
        )


WORLDS = (*_of_blocks(), *_of_budgets(), *_of_models())
