"""Worlds of accounts at those who make models: what OpenAI, Anthropic and smaller ones say to a stored credential."""

from collections.abc import Iterator

from tests.standin import Credential, Gateway, Key, Rule, Team, Token, Words
from tests.worlds import parts
from tests.worlds.cloud_accounts import BUSY, CREDENTIAL, FUNDS, IN_ITS_WORDS, LIMIT, NOT_A_PROVIDERS, REFUSED, account
from tests.worlds.expectation import BAD, STORED_CREDENTIAL, May
from tests.worlds.world import ASKED, KEY, World, on_vercel

_CLAUDE_CODE = "This credential is only authorized for use with Claude Code and cannot be used for other API requests."
_USAGE_LIMIT = "You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC."
_ARREARS = "Access denied, please make sure your account is in good standing."
_SPENDING = (
    "Account fake is suspended, possibly due to reaching the monthly spending limit or failure to pay past invoices."
)
_NO_ACCESS = "Project `proj_FAKE` does not have access to model `gpt-5.4-mini`"


def _openai(status: int, message: str, kind: str, code: str | None = None) -> Words:
    return Words(status, message, kind, code)


def _anthropic(status: int, message: str, kind: str) -> Words:
    return Words(status, message, kind)


def _two(name: str, first: str, second: str, *groups: tuple[str, ...], model: str = ASKED) -> World:
    """Two stored credentials, tried one after the other, and nothing else."""
    providers = {"azure": ("azure", "openai"), "anthropic": ("anthropic", "bedrock")}
    one, other = providers["anthropic" if model.startswith("anthropic") else "azure"]
    team = Team(stored={one: Credential(first), other: Credential(second)})
    system = dict.fromkeys(("azure", "openai", "anthropic", "bedrock", "vertexAnthropic"), "none")
    gateway = Gateway((Key(KEY, team),), (Token(team),), system=system)
    may = May(("failing",), names=groups, not_claimed=NOT_A_PROVIDERS)
    return World(name, on_vercel(KEY, Token(team), model=model), gateway, may)


def _by_system(name: str, words: Words, *groups: tuple[str, ...]) -> World:
    """The team has no credential; the gateway's own is refused by every provider of the model."""
    gateway = parts.one_team(Team(), system={"openai": words, "azure": words})
    never = NOT_A_PROVIDERS | STORED_CREDENTIAL | {"byok-failed-silent-system-fallback"}
    return World(name, on_vercel(KEY, Token(Team())), gateway, May(BAD, names=groups, not_claimed=never))


def _without_fields(name: str, whose: str, status: int, words: str, body: object, *groups: tuple[str, ...]) -> World:
    """Bodies as gateways of other ages pass them on: some fields are not there."""
    answer = parts.tried("openai", whose, status, words, body)
    team = Team(stored={"openai": Credential()} if whose == "byok" else {})
    never = NOT_A_PROVIDERS | {"model-unknown-or-retired"}
    gateway = parts.one_team(team, Rule(parts.GENERATE, answer))
    return World(name, on_vercel(KEY, Token(team)), gateway, May(BAD, names=groups, not_claimed=never))


def _worlds() -> Iterator[World]:
    yield from account(
        "OpenAI's account is deactivated",
        "openai",
        _openai(401, "Your OpenAI account has been deactivated.", "invalid_request_error", "account_deactivated"),
        REFUSED,
    )
    yield from account(
        "OpenAI takes the key from other addresses only",
        "openai",
        _openai(401, "Your IP is not allowed to use this key.", "invalid_request_error", "ip_not_authorized"),
        REFUSED,
    )
    yield from account(
        "OpenAI's project has no access to the model",
        "openai",
        _openai(403, _NO_ACCESS, "invalid_request_error", "model_not_found"),
        (*REFUSED, *IN_ITS_WORDS),
    )
    yield from account(
        "OpenAI's hard limit of spending is reached",
        "openai",
        _openai(400, "Billing hard limit has been reached", "invalid_request_error", "billing_hard_limit_reached"),
        (*FUNDS, *LIMIT),
    )
    yield from account(
        "OpenAI finds the request too large for its tier",
        "openai",
        _openai(
            429, "Request too large for gpt-5.4-mini on tokens per min (TPM): Limit 0", "tokens", "rate_limit_exceeded"
        ),
        LIMIT,
        never=CREDENTIAL,
    )
    yield from account(
        "Anthropic takes a token for no key",
        "anthropic",
        _anthropic(401, "OAuth authentication is currently not supported.", "authentication_error"),
        REFUSED,
    )
    yield from account(
        "Anthropic lets the credential to Claude Code alone",
        "anthropic",
        _anthropic(400, _CLAUDE_CODE, "invalid_request_error"),
        (*REFUSED, *IN_ITS_WORDS),
    )
    yield from account(
        "Anthropic's usage limit is reached, says a 400",
        "anthropic",
        _anthropic(400, _USAGE_LIMIT, "invalid_request_error"),
        (*FUNDS, *LIMIT, *IN_ITS_WORDS),
    )
    yield from account(
        "Anthropic has a fault of its own",
        "anthropic",
        _anthropic(500, "Internal server error", "api_error"),
        BUSY,
        never=CREDENTIAL,
    )
    yield from account(
        "Anthropic does not know the model",
        "anthropic",
        _anthropic(404, "model: claude-sonnet-4.5", "not_found_error"),
        IN_ITS_WORDS,
    )
    yield from account(
        "Anthropic wants its bill paid, says a 402",
        "anthropic",
        _anthropic(402, "There is an issue with your billing. Please check your payment details.", "billing_error"),
        FUNDS,
        never=CREDENTIAL,
    )
    yield from account(
        "Mistral's own tier is full",
        "mistral",
        Words(429, "Service tier capacity exceeded for this model.", "service_tier_capacity_exceeded", "3505"),
        (*LIMIT, *BUSY),
        never=CREDENTIAL,
    )
    yield from account(
        "Fireworks has suspended the account over money, says a 412",
        "fireworks",
        Words(412, _SPENDING, "", "PRECONDITION_FAILED"),
        FUNDS,
    )
    yield from account(
        "Alibaba's account is in arrears, says a 400", "alibaba", Words(400, _ARREARS, "Arrearage", "Arrearage"), FUNDS
    )
    yield from account(
        "Alibaba's account has not bought the model",
        "alibaba",
        Words(403, "Access to model denied. Please make sure you are eligible.", "AccessDenied.Unpurchased"),
        (*FUNDS, *REFUSED, *IN_ITS_WORDS),
    )
    yield from account(
        "Moonshot's account is suspended over its bill, says a 429",
        "moonshotai",
        Words(
            429,
            "Your account is suspended, please check your plan and billing details.",
            "exceeded_current_quota_error",
        ),
        (*FUNDS, *LIMIT),
    )
    yield from account(
        "Baseten answers the stored key with nothing but a status", "baseten", Words(401, "", form=""), REFUSED
    )
    yield _two("Azure and OpenAI both refuse the stored keys", "bad-key", "bad-key", REFUSED)
    yield _two(
        "Azure has no deployment and OpenAI has no funds", "no-deployment", "no-funds", REFUSED, (*FUNDS, *LIMIT)
    )
    yield _two(
        "Anthropic is overloaded and Bedrock refuses the stored key",
        "overloaded",
        "bad-key",
        BUSY,
        REFUSED,
        model="anthropic/claude-sonnet-4.5",
    )
    yield _two(
        "Anthropic has no funds and Bedrock throttles",
        "no-funds",
        "rate-limit",
        FUNDS,
        LIMIT,
        model="anthropic/claude-sonnet-4.5",
    )
    yield _by_system(
        "the gateway's own credential is refused everywhere", Words(401, "Incorrect API key", "", "invalid_api_key")
    )
    yield _by_system(
        "the gateway's own account is empty everywhere",
        _openai(429, "You exceeded your current quota", "insufficient_quota", "insufficient_quota"),
        (*FUNDS, *LIMIT),
    )
    yield _by_system(
        "every provider filters the text of the gateway's own request",
        Words(400, "The response was filtered", "", "content_filter"),
        (*IN_ITS_WORDS, *BUSY),
    )
    yield _without_fields(
        "a provider's refusal of the stored key as a text in `param.error`",
        "byok",
        401,
        "Incorrect API key provided",
        '{"error":{"message":"Incorrect API key provided","code":"invalid_api_key"}}',
        REFUSED,
    )
    yield _without_fields("a provider's limit with no body at all", "byok", 429, "Too Many Requests", None, LIMIT)
    yield _without_fields(
        "a provider's page in place of a refusal", "system", 502, "<html><h1>502 Bad Gateway</h1></html>", None, BUSY
    )


WORLDS = tuple(_worlds())
