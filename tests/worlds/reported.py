"""Worlds of the causes that reports of 2026 speak of and that had no world: shapes of requests, builds, tokens that end."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Gateway, Key, Rule, Team, Token
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import KEY, OTHER_KEY, Place, World, on_laptop, on_vercel

HERE = on_vercel(KEY, Token(parts.PAID))
SERVED = May(("healthy", "degraded"), not_claimed=BLAMES)
SIGNATURE = "Function call is missing a thought_signature in functionCall parts. This is required for tools to work."
UNSUPPORTED = "Tool use is not supported by this model."
SHAPED: dict[str, Callable[[dict[str, Any]], bool]] = {
    "tool": lambda body: bool(body.get("tools")),
    "two-turns": lambda body: len(body.get("prompt") or body.get("messages") or body.get("input") or ()) > 2,
    "json-schema": lambda body: bool({"responseFormat", "response_format", "text", "output_config"} & set(body)),
    "image": lambda body: "image" in str(body),
}


def _shaped(shape: str, answer: Answer) -> Rule:
    """Requests of this shape alone get the answer."""

    def rule(request: Request, ordinary: Answer) -> Answer:
        return answer if isinstance(request.body, dict) and SHAPED[shape](request.body) else ordinary

    return Rule(parts.GENERATE, rule)


def _of_shapes() -> Iterator[World]:
    bad = parts.tried("openai", "system", 400, UNSUPPORTED, {"error": {"message": UNSUPPORTED}})
    lost = parts.tried(
        "openai", "system", 400, SIGNATURE, {"error": {"message": SIGNATURE, "status": "INVALID_ARGUMENT"}}
    )
    shown = May(("degraded", "failing"), names=(("experiment-flips-while-served",),), not_claimed=BLAMES)
    for client in ("ai-sdk-7", "openai"):
        for shape, answer in (
            ("tool", bad),
            # A thought's signature that another provider made: provider-scoped-state-lost of the reports.
            ("two-turns", lost),
            ("json-schema", parts.UNAVAILABLE),
            ("image", parts.refusal(400, "invalid_request_error", "Image input is not supported.")),
        ):
            yield World(
                f"{client}: a request with {shape} is not served each time, the plain one is",
                set_up(client, KEY, Token(parts.PAID)).having({"GATEWAY_PROBE_SHAPES": shape}),
                parts.one_team(parts.PAID, _shaped(shape, answer)),
                # A 503 says nothing of the shape, in either direction.
                replace(shown, status=("healthy", *shown.status), names=(), certain=False)
                if answer is parts.UNAVAILABLE
                else shown,
            )
    well = May(("healthy",), certain=True, not_claimed=BLAMES)
    everything = HERE.having({"GATEWAY_PROBE_SHAPES": "tool,two-turns,json-schema,image"})
    yield World("every shape is asked for, and served", everything, parts.one_team(parts.PAID), well)
    yield World(
        "every shape is asked for, and each is throttled",
        everything,
        parts.one_team(parts.PAID, *(_shaped(shape, parts.THROTTLED) for shape in SHAPED)),
        May(
            ("healthy", "degraded"),
            certain=False,
            not_claimed=BLAMES,
            not_named=frozenset({"request-refused-as-invalid"}),
        ),
    )
    yield World(
        "every shape is asked for on a team that may not use BYOK",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK), GATEWAY_PROBE_SHAPES="tool,two-turns"),
        parts.one_team(parts.FREE_WITH_BYOK),
        May(("failing",), verdict=("byok-needs-paid-tier",), not_claimed=FACTORS | KEY_IS_BAD),
    )


def _of_builds() -> Iterator[World]:
    """A step of a build: there the token is a variable, and rightly so (build-time-only of the reports)."""
    build_token = Token(parts.PAID, lifetime_s=3600, age_s=60)
    variables = {"VERCEL": "1", "CI": "1", "VERCEL_ENV": "production", "VERCEL_TARGET_ENV": "production"}
    build = Place(variables, {}, None, build_token)
    no_removal = ("Remove VERCEL_OIDC_TOKEN",)
    yield World(
        "a build has its token in the variable, as builds have, and no key",
        build,
        Gateway(tokens=(build_token,)),
        replace(
            SERVED, never=no_removal, not_claimed=BLAMES | {"oidc-cached-at-boot-or-build", "oidc-off-or-wrong-link"}
        ),
    )
    yield World(
        "a build has its token in the variable, and a key",
        build.having({"AI_GATEWAY_API_KEY": KEY}),
        Gateway((Key(KEY, parts.PAID),), (build_token,)),
        replace(SERVED, never=no_removal, not_claimed=BLAMES | {"oidc-cached-at-boot-or-build"}),
    )
    yield World(
        "a build of a free team that may not use BYOK, by its token",
        replace(build, env_token=replace(build_token, team=parts.FREE_WITH_BYOK)),
        Gateway(tokens=(replace(build_token, team=parts.FREE_WITH_BYOK),)),
        May(
            ("failing",),
            verdict=("byok-needs-paid-tier",),
            not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM | {"oidc-cached-at-boot-or-build"},
        ),
    )


def _of_tokens_that_end() -> Iterator[World]:
    """A token that is good now and outlives no long work (token-outlives-its-work of the reports)."""
    team = parts.PAID
    for name, token in (("ninety minutes", Token(team, age_s=1800)), ("half an hour", Token(team, age_s=5400))):
        yield World(
            f"a deployment whose token has {name} left, and no key",
            on_vercel(None, token),
            Gateway(tokens=(token,)),
            May(("healthy",), not_claimed=BLAMES | {"oidc-about-to-expire"}),
        )
    last = Token(team, age_s=7140)
    yield World(
        "a deployment whose token has a minute left, and a key that is used",
        on_vercel(KEY, last),
        Gateway((Key(KEY, team),), (last,)),
        replace(SERVED, never=("vercel env pull", "vercel project token")),
    )
    yield World(
        "a deployment whose token has a minute left, and no key",
        on_vercel(None, last),
        Gateway(tokens=(last,)),
        # The next request brings the next token: nothing is to be done about this one.
        replace(SERVED, never=("vercel env pull", "vercel project token")),
    )
    development = Token(team, environment="development", age_s=12 * 3600 - 60, lifetime_s=12 * 3600)
    yield World(
        "a laptop whose pulled token has a minute left, by LiteLLM",
        on_laptop(env_token=development, GATEWAY_PROBE_CLIENT="litellm"),
        Gateway(tokens=(development,)),
        replace(SERVED, names=(("oidc-about-to-expire",),)),
    )


def _of_others() -> Iterator[World]:
    openai_key = {"OPENAI_API_KEY": "sk-proj-FAKE" + "d" * 40}
    yield World(
        "a provider's own key and base URL beside a good key: the app may go past the gateway",
        HERE.having({**openai_key, "OPENAI_BASE_URL": "https://api.openai.com/v1"}),
        parts.one_team(parts.PAID),
        replace(SERVED, not_claimed=BLAMES | {"base-url-wrong-path"}),
    )
    yield World(
        "no key, and an app that would ask for one is served by its token",
        on_vercel(None, Token(parts.PAID)),
        parts.one_team(parts.PAID),
        May(("healthy",), not_claimed=BLAMES | {"key-absent"}),
    )
    yield World(
        "two clients' keys of two teams: the AI SDK's is free, LiteLLM's pays",
        on_vercel(KEY, VERCEL_AI_GATEWAY_API_KEY=OTHER_KEY, GATEWAY_PROBE_CLIENT="ai-sdk-7"),
        Gateway((Key(KEY, parts.FREE_WITH_BYOK), Key(OTHER_KEY, parts.OTHER_PAID))),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",), ("key-of-other-team", "client-resolves-another-credential")),
            not_claimed=KEY_IS_BAD | FACTORS,
        ),
    )
    for setting in ("HipaaComplianceError", "ModelAllowlistError"):
        filtered = Team(filter_name=setting)
        yield World(
            f"no providers by the team's setting, {setting}",
            on_vercel(KEY, Token(filtered)),
            parts.one_team(filtered),
            May(
                # Every model is refused, so no other one shows that it is a setting's name.
                BAD,
                names=(("team-filter-leaves-no-provider", "provider-or-model-allowlist"),),
                not_claimed=KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM,
            ),
        )
    slow = parts.tried("openai", "system", 529, "Overloaded", {"type": "error", "error": {"type": "overloaded_error"}})
    yield World(
        "the provider is overloaded for streams alone",
        HERE,
        parts.one_team(parts.PAID, Rule(replace(parts.GENERATE, streamed=True), slow)),
        May(NOT_HEALTHY, not_claimed=BLAMES - FACTORS),
    )


WORLDS: tuple[World, ...] = (*_of_shapes(), *_of_builds(), *_of_tokens_that_end(), *_of_others())
