"""What a place tried besides the request that it began with is heard as well: another credential, another model."""

from dataclasses import replace
from typing import Any

from tests.standin import Credential, Gateway, Key, Team, Token
from tests.worlds import parts
from tests.worlds.abreast.stating import (
    INVALID,
    Edit,
    as_paid,
    by_key,
    by_other_key,
    by_token,
    decided,
    doubted,
    preview_by,
    seen,
)
from tests.worlds.expectation import KEY_IS_BAD
from tests.worlds.places import ABOUT_KEYS, ORIGIN, MayExplain, Places
from tests.worlds.usual_places import PREVIEW, PRODUCTION, REVOKED, SILENT, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, Place, on_laptop, on_vercel

At = tuple[Place, Gateway]
MISSPELT = "openai/gpt-5.4-minni"
SPENT_CARD = replace(parts.NO_CARD, balance="2.10", used="2.90")
ABSENT = "key-absent env-scope-mismatch"
AS_CLAUDE = {"ANTHROPIC_AUTH_TOKEN": KEY, "ANTHROPIC_API_KEY": "", "ANTHROPIC_BASE_URL": "https://ai-gateway.vercel.sh"}
NO_DEPLOYMENT = {"azure": Credential("no-deployment")}


def of_one_team(key: str, team: Team, environment: str, **more: Any) -> At:
    """A deployment with a key and a token of one team, by their sums."""
    token = Token(team, environment=environment)
    return on_vercel(key, token, environment=environment), Gateway((Key(key, team),), (token,), **more)


def bad_key_beside(team: Team) -> At:
    """Preview with a revoked key and a token of this team, which its run tried as well."""
    token = Token(team, environment="preview")
    return preview_by(REVOKED_KEY, token), Gateway(REVOKED.keys, (token,))


def asked_at(host: str) -> Edit:
    """The place asked this host."""

    def edit(tree: dict[str, Any]) -> None:
        tree["gateway"]["base_url"] = f"https://{host}"
        tree["gateway"]["base_url_kind"] = "vercel" if host == "ai-gateway.vercel.sh" else "other"

    return edit


WORLDS = (
    # Preview's run was served the control model by the very key: its team has a card.
    doubted(
        "no card for production's key, and preview, whose model is misspelt, is served the control model by it",
        (PRODUCTION, by_key(parts.NO_CARD)),
        (preview_by(KEY, model=MISSPELT), by_key(replace(parts.NO_CARD, card=True))),
        outcome="",
    ),
    # The token that preview tried beside its bad key is of production's team, and was served.
    doubted(
        "production's token has no card, and preview's token, tried beside a bad key, is served",
        by_token(SPENT_CARD),
        bad_key_beside(as_paid(SPENT_CARD)),
        outcome="",
    ),
    doubted(
        "production's token has no budget, and preview's token, tried beside a bad key, is served",
        by_token(replace(parts.PAID, budget_left=False)),
        bad_key_beside(parts.PAID),
        outcome="",
    ),
    doubted(
        "a rule denies production's token, and preview's token, tried beside a bad key, is served",
        by_token(parts.DENIED),
        bad_key_beside(as_paid(parts.DENIED)),
        outcome="",
    ),
    # Preview is set up for Claude Code as well, was asked as it, and the key that production has was served.
    doubted(
        "production's key is unknown, and preview's run was served by it as another client",
        (PRODUCTION, by_other_key(parts.PAID)),
        (preview_by(OTHER_KEY).having(AS_CLAUDE), Gateway((Key(OTHER_KEY, parts.PAID), Key(KEY, parts.PAID)))),
        not_likely=ABOUT_KEYS,
    ),
    # Refused as that client too, it is unknown in both places, whatever preview's own key is.
    decided(
        "production's key is unknown, and preview's run was refused by it as another client",
        (PRODUCTION, by_other_key(parts.PAID)),
        (preview_by(OTHER_KEY).having(AS_CLAUDE), by_other_key(parts.PAID)),
        INVALID,
        not_said=ORIGIN,
    ),
    # Production was refused by its token as well, and a token of the team is served in preview.
    doubted(
        "no card for production's key and its token, and preview is served by a token of the team",
        of_one_team(KEY, SPENT_CARD, "production"),
        by_token(as_paid(SPENT_CARD), "preview"),
    ),
    doubted(
        "a rule denies production's key and its token, and preview is served by a token of the team",
        of_one_team(KEY, parts.DENIED, "production"),
        by_token(as_paid(parts.DENIED), "preview"),
    ),
    doubted(
        "an allowlist stops production's key and its token, and preview is served by a token of the team",
        of_one_team(KEY, parts.NOT_ALLOWED, "production"),
        by_token(as_paid(parts.NOT_ALLOWED), "preview"),
    ),
    doubted(
        "the budget is used up for production's key and its token, and preview is served by a token of the team",
        of_one_team(KEY, replace(parts.PAID, budget_left=False), "production"),
        by_token(parts.PAID, "preview"),
    ),
    # A mapping is stored with the team's credential, for every key of the team.
    doubted(
        "Azure has no deployment for a team's key, and another key of the team is served by it",
        of_one_team(KEY, Team(stored=NO_DEPLOYMENT), "production", system=parts.NO_ROUTE),
        of_one_team(OTHER_KEY, Team(stored=parts.AZURE), "preview", system=parts.NO_ROUTE),
    ),
    # A key alone would not help where nothing answers.
    Places(
        "the laptop has no key, and nothing answers it",
        (seen("local", (on_laptop(None), SILENT)), seen("preview", (PREVIEW, WELL))),
        MayExplain(
            only_certain=frozenset({"key-absent"}),
            not_said=ORIGIN,
            of={"local": (*ABSENT.split(), "gateway-unreachable")},
        ),
    ),
    # Whatever the other host knows, Vercel's own knows the key.
    Places(
        "a key that a host of the company's own does not know, and Vercel's does",
        (
            seen("production", (PRODUCTION, by_other_key(parts.PAID)), edited=asked_at("gateway.example.com")),
            seen("preview", (PREVIEW, WELL), edited=asked_at("ai-gateway.vercel.sh")),
        ),
        MayExplain(
            explains=(("gateway-differs",),),
            only_certain=frozenset({"gateway-differs"}),
            certain_of={"production": ()},
            not_said=ORIGIN | ABOUT_KEYS,
        ),
    ),
    # The token tells nothing of the key's own budget.
    decided(
        "the key's own budget is used up, its deployment's token is served, and preview uses a token of the team",
        (on_vercel(KEY, Token(parts.PAID)), Gateway((Key(KEY, parts.PAID, budget_left=False),), (Token(parts.PAID),))),
        by_token(parts.PAID, "preview"),
        "budget-reached refusal-depends-on-credential credential-differs",
        certain="budget-reached refusal-depends-on-credential",
        not_said=ORIGIN | KEY_IS_BAD,
    ),
    # The rule is by model, and the control model is no other place's word on it.
    Places(
        "a rule denies production's model, and preview misspells its own with the key",
        (
            seen("production", (PRODUCTION, by_key(parts.DENIED))),
            seen("preview", (preview_by(KEY, model=MISSPELT), by_key(parts.DENIED))),
        ),
        MayExplain(
            outcome="same",
            certain_of={"production": ("routing-rule-denied",), "preview": ("model-unknown-or-retired",)},
            not_said=ORIGIN,
        ),
    ),
)
