"""Worlds of answers that are less than they look at the doors of other clients, and of what those clients never read."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Gateway, Key, Rule, Token, Where
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, Place, World, on_laptop, on_vercel

HOST = "https://ai-gateway.vercel.sh"
TOKEN = Token(parts.PAID)
WELL = ("healthy", "degraded")
NO_BLAME = KEY_IS_BAD | MONEY | OTHER_TEAM | FACTORS
GOOD = Gateway((Key(KEY, parts.PAID), Key(REVOKED_KEY, parts.PAID, revoked=True)), (TOKEN,))
PLAIN = Where("generate", streamed=False)

OPENAI = {"GATEWAY_PROBE_CLIENT": "openai", "OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": f"{HOST}/v1"}
RESPONSES = {**OPENAI, "GATEWAY_PROBE_CLIENT": "openai-responses"}
ANTHROPIC = {"GATEWAY_PROBE_CLIENT": "anthropic", "ANTHROPIC_API_KEY": KEY, "ANTHROPIC_BASE_URL": HOST}
LITELLM = {"GATEWAY_PROBE_CLIENT": "litellm", "VERCEL_AI_GATEWAY_API_KEY": KEY}


def body(edit: Callable[[dict[str, Any]], dict[str, Any]]) -> Rule:
    """A served plain answer, edited."""

    def answer(_request: Request, ordinary: Answer) -> Answer:
        good = ordinary.status == 200 and isinstance(ordinary.body, dict)
        return replace(ordinary, body=edit(ordinary.body)) if good else ordinary

    return Rule(PLAIN, answer)


def less(name: str, variables: dict[str, str], may: May, *rules: Rule) -> World:
    """A paid team; the client is named, and the rules say what its answer lacks."""
    return World(name, on_laptop().having(variables), parts.by_key_alone(parts.PAID, *rules), may)


def reads(name: str, place: Place, variables: dict[str, str], may: May, gateway: Gateway = GOOD) -> World:
    """What the named client reads here, and what it never sees."""
    return World(name, place.having(variables), gateway, may)


def _chat(content: object, reason: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def edit(whole: dict[str, Any]) -> dict[str, Any]:
        choice = whole["choices"][0]
        message = {**choice["message"], "content": content}
        return {**whole, "choices": [{**choice, "message": message, "finish_reason": reason}]}

    return edit


EMPTY = May(NOT_HEALTHY, not_claimed=NO_BLAME)
NOT_SURE = May((*NOT_HEALTHY, "healthy"), not_silent=True, not_claimed=NO_BLAME)
SERVED = May(WELL, not_claimed=NO_BLAME | {"key-absent", "client-does-not-see-token"})
NEVER_READ = frozenset({"bad-key-shadows-oidc"})
REVOKED = May(
    ("failing",),
    verdict=("key-invalid-revoked-or-expired",),
    not_named=NEVER_READ,
    not_claimed=MONEY | FACTORS | OTHER_TEAM,
)

WORLDS = (
    less("openai: white space for an answer", OPENAI, EMPTY, body(_chat(" \n", "stop"))),
    less(
        "openai: null for an answer, cut at the limit after thought",
        OPENAI,
        May((*WELL, "inconclusive"), not_claimed=NO_BLAME),
        body(_chat(None, "length")),
    ),
    less("openai: an answer in pieces", OPENAI, SERVED, body(_chat([{"type": "text", "text": "pong"}], "stop"))),
    less("openai: an answer that a filter cut", OPENAI, NOT_SURE, body(_chat("po", "content_filter"))),
    less("openai: no choices", OPENAI, EMPTY, body(lambda whole: {**whole, "choices": []})),
    less(
        "openai-responses: incomplete for a filter",
        RESPONSES,
        NOT_SURE,
        body(lambda whole: {**whole, "status": "incomplete", "incomplete_details": {"reason": "content_filter"}}),
    ),
    less(
        "openai-responses: incomplete at the limit",
        RESPONSES,
        SERVED,
        body(lambda whole: {**whole, "status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}}),
    ),
    less(
        "openai-responses: failed inside the 200",
        RESPONSES,
        EMPTY,
        body(
            lambda whole: {
                **whole,
                "status": "failed",
                "output": [],
                "error": {"code": "server_error", "message": "failed"},
            }
        ),
    ),
    less(
        "anthropic: white space for an answer",
        ANTHROPIC,
        EMPTY,
        body(lambda whole: {**whole, "content": [{"type": "text", "text": "  "}]}),
    ),
    less(
        "anthropic: a refusal of the model's own",
        ANTHROPIC,
        NOT_SURE,
        body(lambda whole: {**whole, "content": [{"type": "text", "text": "I"}], "stop_reason": "refusal"}),
    ),
    less(
        "anthropic: thought alone, cut at the limit",
        ANTHROPIC,
        May((*WELL, "inconclusive"), not_claimed=NO_BLAME),
        body(
            lambda whole: {
                **whole,
                "content": [{"type": "thinking", "thinking": "Let", "signature": "RkFLRQ"}],
                "stop_reason": "max_tokens",
            }
        ),
    ),
    reads(
        "anthropic: a revoked key beside a token that it never reads",
        on_vercel(None, TOKEN),
        {**ANTHROPIC, "ANTHROPIC_API_KEY": REVOKED_KEY},
        REVOKED,
    ),
    reads(
        "claude-code: a revoked key beside a token that it never reads",
        on_vercel(None, TOKEN),
        {
            "GATEWAY_PROBE_CLIENT": "claude-code",
            "ANTHROPIC_AUTH_TOKEN": REVOKED_KEY,
            "ANTHROPIC_API_KEY": "",
            "ANTHROPIC_BASE_URL": HOST,
        },
        REVOKED,
    ),
    reads(
        "litellm: a revoked key, and a token in the header that it never reads",
        on_vercel(None, TOKEN),
        {**LITELLM, "VERCEL_AI_GATEWAY_API_KEY": REVOKED_KEY},
        REVOKED,
    ),
    reads(
        "ai-python: a revoked key, and a token in the header that it never reads",
        on_vercel(REVOKED_KEY, TOKEN),
        {"GATEWAY_PROBE_CLIENT": "ai-python"},
        REVOKED,
    ),
    reads(
        "openai: a placeholder beside a token that it never reads",
        on_vercel(None, TOKEN),
        {**OPENAI, "OPENAI_API_KEY": "[SENSITIVE]"},
        May(
            ("failing",),
            names=(("key-redacted-placeholder",),),
            not_named=NEVER_READ,
            not_claimed=MONEY | FACTORS | OTHER_TEAM,
            never_said=("hides an OIDC token", "The AI SDK"),
        ),
    ),
    reads(
        "openai: a key of blanks beside a token that it never reads",
        on_vercel(None, TOKEN),
        {**OPENAI, "OPENAI_API_KEY": "  "},
        May(
            ("failing",),
            not_named=NEVER_READ,
            not_claimed=MONEY | FACTORS | OTHER_TEAM,
            never_said=("no OIDC token is used",),
        ),
    ),
    reads(
        "openai: an empty key beside a token that it never reads",
        on_vercel(None, TOKEN),
        {**OPENAI, "OPENAI_API_KEY": ""},
        May(
            ("failing", "inconclusive"),
            not_named=NEVER_READ,
            not_claimed=MONEY | FACTORS | OTHER_TEAM,
            never_said=("uses the OIDC token", "uses OIDC"),
        ),
    ),
    reads(
        "ai-sdk-6: a revoked key before a token that it would read",
        on_vercel(REVOKED_KEY, TOKEN),
        {"GATEWAY_PROBE_CLIENT": "ai-sdk-6"},
        May(
            ("failing",),
            names=(("bad-key-shadows-oidc",), ("key-invalid-revoked-or-expired",)),
            not_claimed=MONEY | FACTORS | OTHER_TEAM,
        ),
    ),
    reads(
        "openai: the key of another team than the deployment's, served",
        on_vercel(None, TOKEN),
        OPENAI,
        May(WELL, not_silent=True, not_claimed=MONEY | FACTORS | KEY_IS_BAD),
        Gateway((Key(KEY, parts.OTHER_PAID),), (TOKEN,)),
    ),
    reads(
        "openai: the tier of its key, beside a token of a team that has paid",
        on_vercel(None, TOKEN),
        OPENAI,
        May(("failing",), names=(("byok-needs-paid-tier",), ("key-of-other-team",)), not_claimed=KEY_IS_BAD | FACTORS),
        Gateway((Key(KEY, parts.FREE_WITH_BYOK),), (TOKEN,)),
    ),
    reads(
        "litellm: its own key is good, OpenAI's variable holds another gateway key",
        on_laptop(),
        {**LITELLM, "OPENAI_API_KEY": OTHER_KEY},
        May(WELL, not_claimed=NO_BLAME),
        Gateway((Key(KEY, parts.PAID), Key(OTHER_KEY, parts.FREE_WITH_BYOK))),
    ),
)
