"""Places beside each other of which a Document was edited, cut down, or written by an older build."""

from typing import Any

from tests.standin import Gateway, Key
from tests.worlds import parts
from tests.worlds.expectation import KEY_IS_BAD, MONEY, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, BLAMES_KEYS, NOTHING, ORIGIN, MayExplain, Places, Seen
from tests.worlds.usual_places import CLOSED, LOCAL, PREVIEW, PRODUCTION, REVOKED, WELL
from tests.worlds.world import OTHER_KEY, REVOKED_KEY, on_vercel

Tree = dict[str, Any]


def says_healthy(tree: Tree) -> None:
    tree["verdict"] |= {"status": "healthy", "code": "healthy", "confidence": "certain", "summary": "All is well."}
    tree["findings"] = []


def says_that_keys_are_bad(tree: Tree) -> None:
    tree["verdict"] |= {"code": "key-invalid-revoked-or-expired", "confidence": "certain"}
    tree["findings"] = [
        {**item, "code": "key-invalid-revoked-or-expired", "confidence": "certain"} for item in tree["findings"]
    ]


def without_experiments(tree: Tree) -> None:
    tree["experiments"] = []


def without_repeats(tree: Tree) -> None:
    for experiment in tree["experiments"]:
        experiment |= {"repeats": [], "chance": None}


def without_fingerprint(tree: Tree) -> None:
    for variable in tree["variables"]:
        variable |= {"fingerprint": None, "bare_fingerprint": None}


def baseline_alone(tree: Tree) -> None:
    tree["gateway"]["checks"] = [check for check in tree["gateway"]["checks"] if check["id"] == "baseline"]
    tree["experiments"] = []


def without_baseline(tree: Tree) -> None:
    tree["gateway"]["checks"] = [check for check in tree["gateway"]["checks"] if check["id"] != "baseline"]


def without_variables(tree: Tree) -> None:
    tree["variables"] = []


def of_a_later_build(tree: Tree) -> None:
    tree["a_field_of_tomorrow"] = {"x": 1}
    tree["probe"]["another"] = "word"
    for check in tree["gateway"]["checks"]:
        check["one_more"] = [1]


def surely_an_origin_rule(tree: Tree) -> None:
    tree["verdict"] |= {"code": "refusal-depends-on-origin", "confidence": "certain"}
    tree["experiments"] = []


WORLDS = (
    Places(
        "a refused Document that somebody made to say that it is healthy",
        (Seen("production", on_vercel(REVOKED_KEY), REVOKED, edited=says_healthy), Seen("preview", PREVIEW, WELL)),
        MayExplain(not_said=ORIGIN | OTHER_TEAM | MONEY, speaks_of=("production",), not_certain=ABOUT_KEYS),
    ),
    Places(
        "a Document of an origin rule that somebody made to blame its key",
        (Seen("production", PRODUCTION, CLOSED, edited=says_that_keys_are_bad), Seen("local", LOCAL, WELL)),
        MayExplain(not_certain=KEY_IS_BAD, not_said=ABOUT_KEYS | OTHER_TEAM | MONEY),
    ),
    Places(
        "a Document that says for certain that its origin decides, and whose experiments somebody took out",
        (Seen("production", PRODUCTION, CLOSED, edited=surely_an_origin_rule), Seen("local", LOCAL, WELL)),
        MayExplain(not_certain=ORIGIN, not_said=BLAMES_KEYS),
    ),
    Places(
        "an origin rule whose Document lost its experiments",
        (Seen("production", PRODUCTION, CLOSED, edited=without_experiments), Seen("local", LOCAL, WELL)),
        MayExplain(not_certain=ORIGIN, not_said=BLAMES_KEYS),
    ),
    Places(
        "an origin rule whose Document lost the repeats of its experiments",
        (Seen("production", PRODUCTION, CLOSED, edited=without_repeats), Seen("local", LOCAL, WELL)),
        MayExplain(not_certain=ORIGIN, not_said=BLAMES_KEYS),
    ),
    Places(
        "the fingerprints were taken out of one Document, and its key is another one, of a free team",
        (
            Seen(
                "production",
                on_vercel(OTHER_KEY),
                Gateway((Key(OTHER_KEY, parts.FREE_WITH_BYOK),)),
                edited=without_fingerprint,
            ),
            Seen("preview", PREVIEW, WELL),
        ),
        MayExplain(
            explains=(("byok-needs-paid-tier", "key-of-other-team"),),
            not_said=ORIGIN | KEY_IS_BAD | {"different-key-same-length"},
            differs_not=("key",),
        ),
    ),
    Places(
        "the baseline alone was left of a Document that the tier refuses, one key",
        (
            Seen("production", PRODUCTION, parts.by_key_alone(parts.FREE_WITH_BYOK), edited=baseline_alone),
            Seen("preview", PREVIEW, parts.by_key_alone(parts.PAID)),
        ),
        MayExplain(not_said=BLAMES_KEYS, not_certain=ORIGIN | MONEY),
    ),
    Places(
        "the baseline was taken out of a Document, the other is served",
        (Seen("production", on_vercel(REVOKED_KEY), REVOKED, edited=without_baseline), Seen("preview", PREVIEW, WELL)),
        MayExplain("", not_said=ORIGIN | OTHER_TEAM | MONEY, never_told=("production is served",)),
    ),
    Places(
        "the variables were taken out of a refused Document",
        (Seen("production", PRODUCTION, CLOSED, edited=without_variables), Seen("local", LOCAL, WELL)),
        MayExplain(not_said=BLAMES_KEYS | {"env-scope-mismatch", "key-absent"}),
    ),
    Places(
        "the variables were taken out of a served Document, the other has a revoked key",
        (Seen("production", on_vercel(REVOKED_KEY), REVOKED), Seen("preview", PREVIEW, WELL, edited=without_variables)),
        MayExplain(
            leads=("key-invalid-revoked-or-expired",),
            not_said=ORIGIN | OTHER_TEAM | MONEY | {"different-key-same-length", "env-scope-mismatch"},
        ),
    ),
    Places(
        "a Document of a later build with fields that nobody knows, an origin rule, one key",
        (Seen("production", PRODUCTION, CLOSED, edited=of_a_later_build), Seen("local", LOCAL, WELL)),
        MayExplain(leads=("refusal-depends-on-origin",), not_said=BLAMES_KEYS | MONEY),
    ),
    Places(
        "three Documents, of the first build, of a later one, and of now: a free team's key in the oldest",
        (
            Seen("production", on_vercel(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.FREE_WITH_BYOK),)), recorded=True),
            Seen("preview", PREVIEW, WELL, edited=of_a_later_build),
            Seen("local", LOCAL, WELL),
        ),
        MayExplain(
            of={"production": ("byok-needs-paid-tier", "key-of-other-team", "different-key-same-length")},
            explains=(("different-key-same-length", "key-of-other-team"),),
            not_said=ORIGIN | KEY_IS_BAD,
            not_certain=frozenset({"byok-needs-paid-tier", "key-of-other-team"}),
        ),
    ),
    Places(
        "a Document that says that it is healthy beside one that is, nothing amiss in either",
        (Seen("production", PRODUCTION, WELL, edited=says_healthy), Seen("preview", PREVIEW, WELL)),
        NOTHING,
    ),
)
