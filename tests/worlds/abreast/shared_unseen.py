"""What both places share is not one key under one name: a team, a model, a wish, a stored credential, a value in another variable."""

from dataclasses import replace

from tests.standin import Gateway, Key, Rule, Token, Where
from tests.worlds import parts
from tests.worlds.abreast.stating import as_paid, by_key, by_other_key, by_token, decided, doubted, preview_by
from tests.worlds.expectation import KEY_IS_BAD, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, ORIGIN
from tests.worlds.usual_places import PREVIEW, PRODUCTION, WELL
from tests.worlds.world import KEY, OTHER_KEY, on_vercel

OTHER = (preview_by(OTHER_KEY), by_other_key(parts.OTHER_PAID))
MODEL = "openai/gpt-5.4-mini"
INVALID_BODY = parts.refusal(400, "invalid_request_error", "Invalid request: parameter 'maxOutputTokens' is too small.")
NO_MODEL = parts.always(parts.GENERATE, parts.unknown_model(MODEL))
ONLY = {"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(only=["azure"])}
NO_ALLOWED = parts.refusal(
    400, "invalid_request_error", "No allowed providers available. Available providers are: openai, azure"
)
ACCOUNT_TOKEN = "vca_FAKE" + "x" * 48


WORLDS = (
    # The key's team is its deployment's, which the same run says is blocked.
    doubted(
        "a key and a token find their team blocked, and another token of the team is served",
        (on_vercel(KEY, Token(parts.BLOCKED)), parts.one_team(parts.BLOCKED)),
        by_token(as_paid(parts.BLOCKED), "preview"),
        not_said=ORIGIN | OTHER_TEAM,
    ),
    # Models are the gateway's, not a team's: the same id is served to another key.
    doubted(
        "the model is unknown to production's key, and served to another key",
        (PRODUCTION, by_key(parts.PAID, NO_MODEL)),
        OTHER,
    ),
    # A body that is invalid is so for every key.
    doubted(
        "production's request is called invalid, and another key's very request is served",
        (PRODUCTION, by_key(parts.PAID, parts.always(parts.GENERATE, INVALID_BODY))),
        OTHER,
    ),
    # One filter, one model: it matches a provider in preview.
    doubted(
        "one filter in both places, which is said to match nothing in production",
        (PRODUCTION.having(ONLY), by_key(parts.PAID, Rule(Where("generate", option="only"), NO_ALLOWED))),
        (PREVIEW.having(ONLY), WELL),
        but="options-refused",
        not_said=ABOUT_KEYS | KEY_IS_BAD | {"options-differ"},
    ),
    # The newer AI SDK sends an account's token with the team's name, and then it is good.
    decided(
        "an account's token alone in production, and with the team's name in preview",
        (on_vercel(ACCOUNT_TOKEN), Gateway()),
        (preview_by(ACCOUNT_TOKEN, GATEWAY_PROBE_TEAM="team_FAKEpaid"), Gateway((Key(ACCOUNT_TOKEN, parts.PAID),))),
        "key-is-account-token-or-jwt named-team-differs",
        certain="",
        not_said=ORIGIN,
    ),
    # Preview failed behind the checkpoint that production says it cannot pass.
    doubted(
        "production's key is refused for its tier, and in preview the same reaches a provider that is down",
        (PRODUCTION, by_key(parts.FREE_WITH_BYOK)),
        (
            PREVIEW,
            by_key(replace(as_paid(parts.FREE_WITH_BYOK), stored={}), system={"openai": "down", "azure": "down"}),
        ),
        outcome="",
    ),
)
