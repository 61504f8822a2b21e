"""What stops production another place gets past in the same minutes, with what both share: then it is no more than likely."""

from dataclasses import replace

from tests.standin import Gateway, Key, Rule, Token, Where
from tests.worlds import parts
from tests.worlds.abreast.stating import INVALID, as_paid, by_key, by_other_key, by_token, doubted, preview_by
from tests.worlds.expectation import KEY_IS_BAD, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, ORIGIN, MayExplain, Places, Seen
from tests.worlds.usual_places import CLOSED, LAMBDA, LOCAL, PREVIEW, PRODUCTION, WELL
from tests.worlds.world import KEY, OTHER_KEY, TIER, on_laptop, on_vercel

QUOTED = f'"{KEY}"'
ZERO = parts.options(zeroDataRetention=True)
PROJECT_BUDGET = parts.refusal(
    402, "quota_for_entity_exceeded", "Project budget exceeded. Current spend: $200.00, limit: $200.00."
)
SCOPED = Rule(
    Where("generate", credential="key"), parts.refusal(403, "key_out_of_scope", "This key is for another project.")
)
FREE_TOKEN = Token(parts.FREE_WITH_BYOK)
PREVIEW_TOKEN = Token(parts.FREE_WITH_BYOK, environment="preview")

PULLED = Token(parts.PAID, environment="development", lifetime_s=12 * 3600)
AS_PULLED = on_laptop(VERCEL_OIDC_TOKEN=PULLED.jwt())

WORLDS = (
    # A token is as good on one machine as on another.
    doubted(
        "one and the same pulled token is unknown on one machine and known on another",
        (AS_PULLED, Gateway((), (replace(PULLED, refused=True),))),
        (AS_PULLED, Gateway((), (PULLED,))),
        "oidc-refused clock-skew",
    ),
    # A block is on the whole team, and tokens name their team.
    doubted(
        "the team's token meets a block in production and none in preview",
        by_token(parts.BLOCKED),
        by_token(as_paid(parts.BLOCKED), "preview"),
        "team-blocked card-not-accepted",
    ),
    # One key is of one team, which is on one tier.
    doubted(
        "a model for payers is refused to the key as one of the free tier, and served to it beside",
        (on_vercel(KEY, model=TIER), by_key(parts.FREE)),
        (preview_by(KEY, model=TIER), by_key(as_paid(parts.FREE))),
        "free-tier-model-restricted changed-between-runs purchase-not-effective-yet",
    ),
    # A project's budget counts its tokens' requests, and both are tokens of one project.
    doubted(
        "the project's budget is reached for production's token and not for preview's",
        by_token(parts.PAID, "production", parts.always(parts.GENERATE, PROJECT_BUDGET)),
        by_token(parts.PAID, "preview"),
        "budget-reached",
    ),
    # Whichever the gateway asks after first, one key and one request cannot meet both.
    doubted(
        "no card in production, and one key is past that question in preview, where the tier stops it",
        (PRODUCTION, by_key(replace(parts.NO_CARD, id="team_FAKEfree"))),
        (PREVIEW, by_key(parts.FREE_WITH_BYOK)),
        outcome="",
    ),
    # Funds are checked before the tier: the 403 says that there is money.
    doubted(
        "no money for the key in production, and its tier is asked after in preview",
        (PRODUCTION, by_key(replace(parts.FREE_WITH_BYOK, balance="0.00", used="5.00"))),
        (PREVIEW, by_key(parts.FREE_WITH_BYOK)),
        outcome="",
    ),
    # The options are the same, so they alone are not what stops production.
    doubted(
        "zero retention leaves no provider in production, and the same wish is met in preview",
        (on_vercel(KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=ZERO), by_key(parts.PAID, zero_retention_providers=frozenset())),
        (preview_by(KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=ZERO), WELL),
        not_said=frozenset({"options-differ"}),
    ),
    # With its quotes the same value is known elsewhere, so quotes are not what makes it unknown.
    doubted(
        "quotes round the key in both places, and preview's are no trouble",
        (on_vercel(QUOTED), WELL),
        (preview_by(QUOTED), Gateway((Key(QUOTED, parts.PAID), Key(KEY, parts.PAID)))),
        not_said=ORIGIN | {"same-key-with-a-defect"},
    ),
    # The deployment's token is served and the key refused: that is proven; whose the key is, or that it is bad, is not.
    doubted(
        "a key is refused beside its deployment's token, and a laptop is served with it",
        (on_vercel(KEY, Token(parts.PAID)), parts.one_team(parts.PAID, SCOPED)),
        (LOCAL, WELL),
        but="refusal-depends-on-credential",
        not_certain=OTHER_TEAM | KEY_IS_BAD,
    ),
    # Both keys are of the team that both tokens are of, and one team is not on two tiers.
    doubted(
        "two keys of one team, of which one is refused as unpaid and one served with its own credential",
        (on_vercel(KEY, FREE_TOKEN), Gateway((Key(KEY, parts.FREE_WITH_BYOK),), (FREE_TOKEN,))),
        (
            preview_by(OTHER_KEY, PREVIEW_TOKEN),
            Gateway(
                (Key(OTHER_KEY, replace(parts.FREE_WITH_BYOK, tier="paid")),),
                (replace(PREVIEW_TOKEN, team=replace(parts.FREE_WITH_BYOK, tier="paid")),),
            ),
        ),
        not_said=frozenset({"key-of-other-team"}),
    ),
    # Preview's key is known, whatever happens to its requests then.
    doubted(
        "the key is unknown in production, and in preview it is known and all generations fail",
        (PRODUCTION, by_other_key(parts.PAID)),
        (PREVIEW, by_key(parts.PAID, parts.always(parts.GENERATE, parts.UNAVAILABLE))),
        outcome="",
    ),
    # What production's own run asked in turns decides there and then; the laptop's tier it speaks against.
    Places(
        "production is served without its headers, and the laptop, which has none, is refused for its tier",
        (Seen("production", PRODUCTION, CLOSED), Seen("local", LOCAL, by_key(parts.FREE_WITH_BYOK))),
        MayExplain(outcome="", certain_of={"production": ("refusal-depends-on-origin",), "local": ()}),
    ),
    # Three places: the odd key of preview says nothing, and the laptop has production's own key.
    Places(
        "production's key is unknown, preview has another, and the laptop is served with production's",
        (
            Seen("production", PRODUCTION, by_other_key(parts.PAID)),
            Seen("preview", preview_by(OTHER_KEY), by_other_key(parts.PAID)),
            Seen("local", LOCAL, WELL),
        ),
        MayExplain(
            of={"production": (INVALID, "different-key-same-length", "credential-differs", "changed-between-runs")},
            certain_of={"production": ()},
            only_certain=frozenset(),
            not_said=frozenset({"env-scope-mismatch"}),
        ),
    ),
    # Preview passes with the bare value of the very key, and is stopped by the tier as production would be.
    Places(
        "quotes round the key in production, and without them preview's tier is too low",
        (
            Seen("production", on_vercel(QUOTED), by_key(parts.FREE_WITH_BYOK)),
            Seen("preview", PREVIEW, by_key(parts.FREE_WITH_BYOK)),
        ),
        MayExplain(
            outcome="",
            certain_of={"production": ("key-quoted-or-prefixed",), "preview": ("byok-needs-paid-tier",)},
            not_said=ORIGIN | ABOUT_KEYS,
        ),
    ),
    Places(
        "a block, a missing card and a missing key, in three places",
        (
            Seen("production", PRODUCTION, by_key(parts.BLOCKED)),
            Seen("preview", preview_by(OTHER_KEY), by_other_key(parts.NO_CARD)),
            Seen("lambda", on_laptop(None).having(LAMBDA), WELL),
        ),
        MayExplain(
            outcome="",
            certain_of={
                "production": ("team-blocked",),
                "preview": ("no-card-on-file",),
                "lambda": ("key-absent", "env-scope-mismatch"),
            },
            speaks_of=("production", "preview", "lambda"),
            not_said=ORIGIN,
        ),
    ),
    # Whichever the gateway asks after first, one key and one request cannot meet both.
    Places(
        "one key, stopped by its budget in production and by a rule in preview",
        (
            Seen("production", PRODUCTION, Gateway((Key(KEY, parts.DENIED, budget_left=False),))),
            Seen("preview", PREVIEW, by_key(parts.DENIED)),
        ),
        MayExplain(outcome="", certain_of={"production": (), "preview": ()}, not_said=ORIGIN),
    ),
)
