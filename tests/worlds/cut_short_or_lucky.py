"""Runs that ended early or met chance: what they do not show, another place does not show for them."""

from dataclasses import replace
from functools import partial

from tests.standin import Answer, Gateway, Key, Rule, Where
from tests.worlds import parts
from tests.worlds.places import ABOUT_KEYS, BLAMES_KEYS, ORIGIN, Places, Seen, explained, pair
from tests.worlds.usual_places import CLOSED, LOCAL, PREVIEW, PRODUCTION, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, on_laptop, on_vercel

preview_by = partial(on_vercel, environment="preview")
INVALID = "key-invalid-revoked-or-expired"
BOTH_OTHERS = Gateway((Key(KEY, parts.FREE_WITH_BYOK), Key(OTHER_KEY, parts.OTHER_PAID)))

ENDED_EARLY = (
    pair(
        "the refused place asked once only, the served laptop has the same key",
        (on_vercel(KEY, GATEWAY_PROBE_MAX_GENERATIONS="1"), CLOSED),
        (LOCAL, CLOSED),
        explained(certain="", not_said=ABOUT_KEYS | frozenset({INVALID})),
    ),
    pair(
        "the refused place had no time for its question",
        (
            on_vercel(KEY, GATEWAY_PROBE_TIME_BUDGET="1"),
            parts.by_key_alone(parts.PAID, Rule(parts.EVERYTHING, replace(parts.THROTTLED, delay_s=2.5))),
        ),
        (preview_by(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.PAID),))),
        explained(certain="", not_likely=BLAMES_KEYS, not_said=ORIGIN),
    ),
    pair(
        "no experiment was allowed where BYOK was refused, and the other place has another key",
        (on_vercel(KEY, experiments="none"), BOTH_OTHERS),
        (preview_by(OTHER_KEY), BOTH_OTHERS),
        explained(
            "byok-needs-paid-tier|purchase-not-effective-yet",
            "different-key-same-length|key-of-other-team|credential-differs",
            certain="",
        ),
    ),
    pair(
        "no experiment was allowed where the key is revoked",
        (
            on_vercel(REVOKED_KEY, experiments="none"),
            Gateway((Key(KEY, parts.PAID), Key(REVOKED_KEY, parts.PAID, revoked=True))),
        ),
        (PREVIEW, WELL),
        explained(INVALID, certain=INVALID, sure=INVALID, not_said=ORIGIN),
    ),
    pair(
        "the limit was spent before the flip was confirmed, and the model differs besides",
        (on_vercel(KEY, GATEWAY_PROBE_MAX_GENERATIONS="4"), CLOSED),
        (on_laptop(KEY, model="openai/gpt-4o-mini"), CLOSED),
        explained("refusal-depends-on-origin|model-differs", certain="", not_said=ABOUT_KEYS),
    ),
    pair(
        "the served place asked once only, the refused one proved a rule against deployments",
        (PRODUCTION, CLOSED),
        (on_laptop(KEY, GATEWAY_PROBE_MAX_GENERATIONS="1"), CLOSED),
        explained(
            "refusal-depends-on-origin",
            certain="refusal-depends-on-origin",
            sure="refusal-depends-on-origin",
            not_said=BLAMES_KEYS,
        ),
    ),
    pair(
        "both places asked once only, with two keys",
        (on_vercel(KEY, GATEWAY_PROBE_MAX_GENERATIONS="1"), BOTH_OTHERS),
        (preview_by(OTHER_KEY, GATEWAY_PROBE_MAX_GENERATIONS="1"), BOTH_OTHERS),
        explained(certain="", not_said=ORIGIN),
    ),
)


def at_random(answer: Answer, p: float, seed: int) -> Gateway:
    """Generations of the asked model are refused so at random."""
    rule = Rule(Where("generate", model="openai/gpt-5.4-mini"), answer, p=p)
    return Gateway((Key(KEY, parts.PAID), Key(OTHER_KEY, parts.PAID)), rules=(rule,), seed=seed)


LUCK = "comes-and-goes"
BY_CHANCE = partial(explained, certain=LUCK, outcome="", leads_not=BLAMES_KEYS | ORIGIN)

BY_LUCK = (
    *(
        pair(
            f"refused at random in production alone, p = {p}, {words}",
            (on_vercel(KEY), at_random(answer, p, seed)),
            other,
            BY_CHANCE(),
        )
        for seed, (p, words, answer, other) in enumerate(
            (
                (0.5, "the same key", parts.BYOK_REFUSAL, (PREVIEW, WELL)),
                (
                    0.5,
                    "another key",
                    parts.BYOK_REFUSAL,
                    (preview_by(OTHER_KEY), at_random(parts.BYOK_REFUSAL, 0.0, 0)),
                ),
                (0.7, "another model", parts.ACCESS_DENIED, (preview_by(KEY, model="openai/gpt-4o-mini"), WELL)),
                (0.8, "a laptop beside it", parts.BYOK_REFUSAL, (LOCAL, WELL)),
                (
                    0.6,
                    "options besides",
                    parts.refusal(403, "forbidden"),
                    (preview_by(KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(tags=["a"])), WELL),
                ),
                (
                    0.5,
                    "another client",
                    parts.NO_FUNDS,
                    (preview_by(KEY, GATEWAY_PROBE_CLIENT="openai", OPENAI_API_KEY=KEY), WELL),
                ),
            ),
            start=11,
        )
    ),
    Places(
        "refused at random in two of three places, and the third was lucky",
        (
            Seen("production", PRODUCTION, at_random(parts.BYOK_REFUSAL, 0.6, 3)),
            Seen("staging", preview_by(OTHER_KEY), at_random(parts.BYOK_REFUSAL, 0.6, 4)),
            Seen("local", LOCAL, WELL),
        ),
        BY_CHANCE(leads_not=ORIGIN),
    ),
)

WORLDS = (*ENDED_EARLY, *BY_LUCK)
