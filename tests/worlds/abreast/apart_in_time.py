"""Runs at different times, by clocks that are right or not: what changed between them, and what that leaves certain."""

from dataclasses import replace

from tests.standin import Gateway, Key
from tests.standin.account import CATALOGUE
from tests.worlds import parts
from tests.worlds.abreast.stating import INVALID, as_paid, by_key, by_other_key, without_clock
from tests.worlds.places import ABOUT_KEYS, BLAMES_KEYS, ORIGIN, MayExplain, Places, Seen, explained
from tests.worlds.usual_places import PREVIEW, PRODUCTION, WELL
from tests.worlds.world import ASKED, KEY, on_vercel

DAY = 24 * 60
NOT_KEYS = BLAMES_KEYS | ORIGIN
GONE = by_key(parts.PAID, models=tuple(item for item in CATALOGUE if item.id != ASKED))

WORLDS = (
    # Nobody revives a key; half an hour apart it was known and was not.
    Places(
        "a key that was unknown half an hour ago is known now",
        (Seen("production", PRODUCTION, by_other_key(parts.PAID), minutes_ago=30), Seen("preview", PREVIEW, WELL)),
        MayExplain(certain_of={"production": ()}, only_certain=frozenset(), not_likely=frozenset({INVALID})),
    ),
    # Keys are revoked every day; now is after then.
    Places(
        "a key that was known yesterday is unknown now, in one place",
        (
            Seen("yesterday", PRODUCTION, WELL, minutes_ago=DAY),
            Seen("now", PRODUCTION, Gateway((Key(KEY, parts.PAID, revoked=True),))),
        ),
        explained(
            INVALID,
            certain=f"{INVALID} changed-between-runs",
            sure=INVALID,
            not_said=ORIGIN | {"different-key-same-length"},
        ),
    ),
    # The clock of production's machine is an hour slow: in truth it was the same minute.
    Places(
        "an hour apart by the machines' clocks, one minute by the gateway's, and one key is on two tiers",
        (
            Seen("production", PRODUCTION, replace(by_key(parts.FREE_WITH_BYOK), clock_offset_s=3600), minutes_ago=60),
            Seen("preview", PREVIEW, by_key(as_paid(parts.FREE))),
        ),
        MayExplain(certain_of={"production": ()}, only_certain=frozenset(), not_said=ABOUT_KEYS),
    ),
    # The clock of production's machine is two hours fast: in truth its run was two hours before.
    Places(
        "one minute by the machines' clocks, two hours by the gateway's, and the team has bought since",
        (
            Seen("production", PRODUCTION, replace(by_key(parts.FREE_WITH_BYOK), clock_offset_s=-7200)),
            Seen("preview", PREVIEW, by_key(replace(as_paid(parts.FREE), balance="23.80", used="1.20"))),
        ),
        explained(
            "changed-between-runs|purchase-not-effective-yet|byok-needs-paid-tier",
            certain="byok-needs-paid-tier",
            not_said=NOT_KEYS,
        ),
    ),
    Places(
        "the model was served yesterday, and the list lacks it today",
        (Seen("yesterday", PRODUCTION, WELL, minutes_ago=DAY), Seen("now", PRODUCTION, GONE)),
        explained(
            "model-unknown-or-retired",
            certain="model-unknown-or-retired",
            sure="model-unknown-or-retired",
            not_said=NOT_KEYS | {"model-differs"},
        ),
    ),
    # Without the gateway's clock nobody knows whether the runs lie within five minutes.
    Places(
        "a key that is unknown in one place and known in the other, and no answer tells the time",
        (
            Seen("production", PRODUCTION, by_other_key(parts.PAID), edited=without_clock),
            Seen("preview", PREVIEW, WELL, edited=without_clock),
        ),
        MayExplain(certain_of={"production": ()}, only_certain=frozenset()),
    ),
    # A missing variable is a fact of its own place at any hour; that it was there in the other is one of its hour.
    Places(
        "the variable was set yesterday, and the same deployment has none today",
        (Seen("yesterday", PRODUCTION, WELL, minutes_ago=DAY), Seen("now", on_vercel(None), WELL)),
        explained(
            "key-absent|env-scope-mismatch|env-changed-not-redeployed|changed-between-runs",
            certain="key-absent",
            sure="key-absent env-scope-mismatch",
            not_said=ORIGIN | {"different-key-same-length"},
        ),
    ),
)
