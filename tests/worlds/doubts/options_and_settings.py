"""Options of the request, and settings of the team, that leave no provider, or another one."""

from typing import Any

from tests.standin import Answer, Credential, Rule, Team, Token, Where, error_body
from tests.worlds import parts
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, MONEY, STORED_CREDENTIAL, May
from tests.worlds.world import ASKED, KEY, World, on_vercel

NOT_THE_TEAMS = frozenset({"provider-or-model-allowlist", "team-filter-leaves-no-provider"})
OF_REQUEST = frozenset({"options-refused", "only-filter-matches-nothing"})
CLAUDE = "anthropic/claude-sonnet-4.5"


def _with(name: str, team: Team, may: May, *rules: Rule, model: str = ASKED, **gateway_options: Any) -> World:
    """A request with these options, to a gateway that has these rules."""
    place = on_vercel(KEY, Token(team), model=model)
    if gateway_options:
        place = place.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(**gateway_options)})
    return World(name, place, parts.one_team(team, *rules), may)


def _option(option: str, status: int, kind: str, words: str, name: str | None = None) -> Rule:
    """A request with this option is refused so."""
    param = {"statusCode": status, "name": name, "message": words} if name else None
    return Rule(Where("generate", option=option), Answer(status, error_body(words, kind, param)))


def _model(status: int, kind: str, words: str, name: str | None = None) -> Rule:
    """The asked model is refused so, whatever else the request holds."""
    param = {"statusCode": status, "name": name, "message": words} if name else None
    return Rule(Where("generate", model=ASKED), Answer(status, error_body(words, kind, param)))


WORLDS = (
    _with(
        "a provider's name in `only` is misspelt",
        parts.PAID,
        May(("failing",), verdict=("only-filter-matches-nothing",), certain=True),
        only=["azur"],
    ),
    _with(
        "`only` names OpenAI, the team's list Azure: each for itself leaves one",
        Team(providers_allowed=frozenset({"azure"})),
        # The words count both providers as available, so a misspelling is not all there is to think of.
        May(
            ("failing",),
            names=(("only-filter-matches-nothing", "options-refused"), ("provider-or-model-allowlist",)),
            certain=False,
        ),
        only=["openai"],
    ),
    _with(
        "the team's list of providers leaves none",
        parts.NOT_ALLOWED,
        May(("failing",), verdict=("provider-or-model-allowlist",), certain=True, generations=(0, 6)),
    ),
    _with(
        "the team's list of models leaves this one out",
        Team(models_allowed=frozenset({"openai/gpt-4o-mini"})),
        May(
            ("failing",),
            verdict=("provider-or-model-allowlist", "team-filter-leaves-no-provider"),
            not_claimed=frozenset({"free-tier-model-restricted"}),
        ),
    ),
    _with(
        "a setting of the team leaves no provider for any model",
        Team(filter_name="HipaaComplianceError"),
        May(("failing",), names=(("team-filter-leaves-no-provider",),), not_claimed=MONEY | OF_REQUEST),
    ),
    _with(
        "a routing rule of the team denies the asked model",
        parts.DENIED,
        May(("failing",), verdict=("routing-rule-denied",), certain=True, generations=(0, 6)),
    ),
    _with(
        "routing rules of the team lead in a circle",
        parts.PAID,
        May(BAD, not_certain=frozenset({"model-of-wrong-kind", "only-filter-matches-nothing"}), not_claimed=MONEY),
        _model(400, "invalid_request_error", "Routing rules: more than ten rewrites for this model."),
    ),
    _with(
        "forbidding the use for training leaves no provider: the request's wish, not the team's",
        parts.PAID,
        May(("failing",), names=(("options-refused",),), not_certain=NOT_THE_TEAMS),
        _option(
            "disallowPromptTraining",
            403,
            "no_providers_available",
            "No providers available that disallow prompt training.",
            "NoPromptTrainingProvidersError",
        ),
        disallowPromptTraining=True,
    ),
    _with(
        "zero retention leaves no provider of the model",
        parts.PAID,
        May(
            ("failing",),
            names=(("options-refused", "only-filter-matches-nothing", "zdr-skips-byok"),),
            not_certain=NOT_THE_TEAMS,
        ),
        model="zai/glm-5",
        zeroDataRetention=True,
    ),
    _with(
        "a budget that the request itself names is reached",
        parts.PAID,
        May(("failing",), names=(("budget-reached",),), not_claimed=KEY_IS_BAD, said="quotaEntityId"),
        _option(
            "quotaEntityId",
            402,
            "quota_for_entity_exceeded",
            'Quota limit exceeded for "customer_fake". Current spend: $5.00, limit: $5.00.',
        ),
        quotaEntityId="customer_fake",
    ),
    _with(
        "a region that the request wants does not have the model",
        parts.PAID,
        May(
            ("failing",),
            names=(("options-refused",),),
            not_certain=frozenset({"region-refused-by-provider", "refusal-depends-on-origin"}),
        ),
        _option("inferenceRegion", 403, "model_unavailable_in_region", "Model is not available in region eu."),
        inferenceRegion="eu",
    ),
    _with(
        "the cheap tier of service has no room, for as long as it is asked for",
        parts.PAID,
        May(BAD, certain=False, not_claimed=MONEY | KEY_IS_BAD),
        _option("serviceTier", 429, "rate_limit_exceeded", "Resource unavailable for flex processing."),
        serviceTier="flex",
    ),
    _with(
        "tags that are too long, told as a list of what is wrong",
        parts.PAID,
        May(("failing",), names=(("options-refused", "request-refused-as-invalid"),), not_claimed=MONEY | KEY_IS_BAD),
        Rule(
            Where("generate", option="tags"),
            Answer(
                400,
                error_body(
                    "Invalid request body.", "invalid_request_error", [{"code": "too_big", "path": ["tags", 0]}]
                ),
            ),
        ),
        tags=["shop" * 100],
    ),
    _with(
        "`only` keeps the request at a stored credential that Azure refuses",
        Team(stored={"azure": Credential("bad-key")}),
        May(
            ("failing", "degraded"), names=(tuple(sorted(STORED_CREDENTIAL | {"byok-failed-silent-system-fallback"})),)
        ),
        only=["azure"],
    ),
    _with("tags and a user, and all is well", Team(), May(("healthy",), certain=True), tags=["shop"], user="u1"),
    _with("caching as the gateway sees fit, and all is well", Team(), May(("healthy",), certain=True), caching="auto"),
    World(
        "the request wants a provider first that is down, and the next one serves",
        on_vercel(KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(order=["azure", "openai"])),
        parts.by_key_alone(Team(), system={"azure": "down"}),
        May(("healthy", "degraded"), not_claimed=MONEY | FACTORS),
    ),
    _with(
        "`only` and a team of the free tier: the model is not open to it either way",
        parts.FREE,
        May(("failing",), names=(("free-tier-model-restricted",),), not_claimed=OF_REQUEST | KEY_IS_BAD),
        model=CLAUDE,
        only=["anthropic"],
    ),
    _with(
        "a model that only the paid tier has, and twenty dollars that may be a gift",
        Team("team_FAKEgift", "free", "20.00", "0.00"),
        May(
            ("failing",),
            verdict=("free-tier-model-restricted", "purchase-not-effective-yet", "positive-balance-is-free-credit"),
            names=(("free-tier-model-restricted",), ("purchase-not-effective-yet",)),
            first_never=("vercel buy",),
        ),
        model=CLAUDE,
    ),
)
