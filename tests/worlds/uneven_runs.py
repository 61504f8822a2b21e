"""Runs that do not know the same: experiments here and none there, chance in one place, files that were cut, edited or hidden."""

from typing import Any

from tests.standin import Gateway, Rule, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import KEY_IS_BAD, MONEY, OTHER_TEAM
from tests.worlds.innocent_differences import CLOSED_NETWORK, DOWN
from tests.worlds.places import ABOUT_KEYS, NOTHING, ORIGIN, MayExplain, Places, Seen, explained, pair
from tests.worlds.usual_places import CLOSED, LOCAL, PREVIEW, PRODUCTION, REVOKED, WELL
from tests.worlds.verdicts_beside import FIVE, STRIPPED
from tests.worlds.world import KEY, REVOKED_KEY, on_laptop, on_vercel

FREE = parts.FREE_WITH_BYOK
NOT_OF_KEYS = ABOUT_KEYS | OTHER_TEAM
SILENT_MIND = on_vercel(KEY, experiments="none")
FREE_TWO, FREE_GATEWAY = on_vercel(KEY, Token(FREE)), parts.one_team(FREE)
SALT = {"GATEWAY_PROBE_FINGERPRINT_SALT": "0123456789abcdefFAKE"}
SERVED = Seen("local", LOCAL, WELL)
TWO_NODES = Rule(Where("generate", node=(2, 0)), parts.BYOK_REFUSAL)


def by_chance(p: float, answer: Any, *, seed: int = 3) -> Gateway:
    """Generations get this answer by chance."""
    return parts.by_key_alone(parts.PAID, Rule(Where("generate"), answer, p=p), seed=seed)


def no_experiments(tree: dict[str, Any]) -> None:
    """Somebody took the experiments out."""
    tree["experiments"] = []


def no_credits(tree: dict[str, Any]) -> None:
    """Somebody took out all that was asked of credits."""
    tree["gateway"]["checks"] = [item for item in tree["gateway"]["checks"] if not item["id"].startswith("credits")]


def no_variables(tree: dict[str, Any]) -> None:
    """Somebody took the variables out."""
    tree["variables"] = []


def no_repeat(tree: dict[str, Any]) -> None:
    """Somebody took out what was asked a second time."""
    tree["experiments"] = [item for item in tree["experiments"] if item["id"] != "baseline-repeat"]


def claims(tree: dict[str, Any]) -> None:
    """Somebody wrote another verdict over the file's own."""
    tree["verdict"] |= {"code": "byok-needs-paid-tier", "confidence": "certain", "status": "failing"}


def as_production(tree: dict[str, Any]) -> None:
    """Somebody made it a file of another environment."""
    tree["runtime"]["environment"] = "production"


def other_fingerprint(tree: dict[str, Any]) -> None:
    """Somebody wrote a fingerprint of nothing over the key's."""
    tree["credential"]["fingerprint"] = "fp1:000000000000"
    for variable in tree["variables"]:
        if variable["fingerprint"]:
            variable["fingerprint"] = "fp1:000000000000"


WORLDS = (
    pair(
        "the tier's word without one experiment, and the same key is served after all of them",
        (SILENT_MIND, parts.by_key_alone(FREE)),
        (on_laptop(KEY, experiments="all"), WELL),
        explained(certain="", not_said=ABOUT_KEYS),
    ),
    pair(
        "the headers without one experiment, and the laptop made all of them",
        (SILENT_MIND, CLOSED),
        (on_laptop(KEY, experiments="all"), WELL),
        explained(certain="", not_said=NOT_OF_KEYS, not_certain=ORIGIN),
    ),
    pair(
        "the headers are proved in production, and the laptop asked free questions alone",
        (PRODUCTION, CLOSED),
        (LOCAL.having({"GATEWAY_PROBE_MAX_GENERATIONS": "0"}), WELL),
        explained(certain="refusal-depends-on-origin", outcome="", not_said=NOT_OF_KEYS),
    ),
    pair(
        "production asked free questions alone, and the laptop is refused as unknown with the same key",
        (PRODUCTION.having({"GATEWAY_PROBE_MAX_GENERATIONS": "0"}), WELL),
        (LOCAL, STRIPPED),
        explained(certain="", outcome="", not_said=ABOUT_KEYS, not_certain=KEY_IS_BAD),
    ),
    pair(
        "half of production's generations fail with 503, and the laptop's do not",
        (PRODUCTION, by_chance(0.5, FIVE)),
        (LOCAL, WELL),
        explained(certain="comes-and-goes gateway-5xx", outcome="", not_said=NOT_OF_KEYS),
    ),
    pair(
        "half of production's generations are refused for the tier, and the laptop's are not",
        (PRODUCTION, by_chance(0.5, parts.BYOK_REFUSAL)),
        (LOCAL, WELL),
        explained(certain="comes-and-goes", outcome="", not_said=NOT_OF_KEYS),
    ),
    pair(
        "most of production's generations are refused as of an unknown key by chance",
        (PRODUCTION, by_chance(0.8, parts.refusal(401, "authentication_error"), seed=5)),
        (LOCAL, WELL),
        explained(certain="comes-and-goes", outcome="", not_said=ABOUT_KEYS, not_certain=KEY_IS_BAD),
    ),
    pair(
        "production is forbidden always, and the laptop was lucky two times of three",
        (PRODUCTION, CLOSED_NETWORK),
        (LOCAL, by_chance(0.3, parts.refusal(403, "forbidden"), seed=8)),
        explained(certain="comes-and-goes", outcome="", not_said=NOT_OF_KEYS),
    ),
    pair(
        "one of two nodes refuses, which production meets and the laptop too",
        (PRODUCTION, parts.by_key_alone(parts.PAID, TWO_NODES)),
        (LOCAL, parts.by_key_alone(parts.PAID, TWO_NODES)),
        MayExplain("", only_certain=frozenset({"comes-and-goes"}), not_said=NOT_OF_KEYS),
    ),
    Places(
        "the experiments were taken out of the file that proved the headers",
        (Seen("production", PRODUCTION, CLOSED, edited=no_experiments), SERVED),
        explained(certain="", not_said=NOT_OF_KEYS),
    ),
    Places(
        "what was asked of credits was taken out of the file of a revoked key",
        (Seen("production", on_vercel(REVOKED_KEY), REVOKED, edited=no_credits), SERVED),
        explained(certain="", not_said=ORIGIN),
    ),
    Places(
        "the variables were taken out of the file of a revoked key",
        (Seen("production", on_vercel(REVOKED_KEY), REVOKED, edited=no_variables), SERVED),
        explained(certain="", not_said=ORIGIN | {"env-scope-mismatch"}),
    ),
    Places(
        "the variables were taken out of the served file",
        (Seen("production", on_vercel(REVOKED_KEY), REVOKED), Seen("local", LOCAL, WELL, edited=no_variables)),
        explained(
            "key-invalid-revoked-or-expired",
            certain="key-invalid-revoked-or-expired",
            not_said=ORIGIN | {"env-scope-mismatch"},
        ),
    ),
    Places(
        # The stream, another protocol and the request without the headers say the same once more.
        "the second asking was taken out of the file that has the tier's word",
        (Seen("production", FREE_TWO, FREE_GATEWAY, edited=no_repeat), SERVED),
        explained(certain="byok-needs-paid-tier", not_said=ABOUT_KEYS),
    ),
    Places(
        "the tier is written over the verdict of a file that was throttled",
        (
            Seen(
                "production",
                PRODUCTION,
                parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, parts.THROTTLED)),
                edited=claims,
            ),
            SERVED,
        ),
        MayExplain(not_said=ABOUT_KEYS | {"byok-needs-paid-tier"}, not_certain=MONEY),
    ),
    Places(
        "the tier is written over the verdict of a healthy file",
        (Seen("production", PRODUCTION, WELL, edited=claims), SERVED),
        NOTHING,
    ),
    Places(
        "another fingerprint is written into the file that was down",
        (Seen("production", PRODUCTION, DOWN, edited=other_fingerprint), SERVED),
        explained(certain="gateway-5xx", not_likely=ABOUT_KEYS),
    ),
    Places(
        # What the first build did not write is computed from what it did.
        "the first build's file of production, which has the tier's word, beside today's laptop",
        (Seen("production", FREE_TWO, FREE_GATEWAY, recorded=True), SERVED),
        explained(certain="byok-needs-paid-tier", not_said=ABOUT_KEYS),
    ),
    Places(
        "the first build's file of a laptop that is served, beside a revoked key",
        (Seen("production", on_vercel(REVOKED_KEY), REVOKED), Seen("local", LOCAL, WELL, recorded=True)),
        explained(
            "key-invalid-revoked-or-expired", certain="key-invalid-revoked-or-expired", not_said=ORIGIN | OTHER_TEAM
        ),
    ),
    Places(
        "a failing file beside itself",
        (Seen("production", FREE_TWO, FREE_GATEWAY), Seen("copy", FREE_TWO, FREE_GATEWAY, again="production")),
        MayExplain("same", not_said=NOT_OF_KEYS | ORIGIN | {"changed-between-runs"}),
    ),
    Places(
        "a private file beside a public one, the same key unknown in one of them",
        (Seen("production", PRODUCTION, STRIPPED, level="private"), SERVED),
        explained(certain="", not_likely=KEY_IS_BAD, not_said=ABOUT_KEYS),
    ),
    Places(
        "salted alike in both places, one key with two answers",
        (Seen("production", PRODUCTION.having(SALT), STRIPPED), Seen("local", LOCAL.having(SALT), WELL)),
        explained(certain="", not_likely=KEY_IS_BAD, not_said=ABOUT_KEYS),
    ),
    Places(
        "salted in production alone, and its key is unknown: it may be the laptop's",
        (Seen("production", PRODUCTION.having(SALT), STRIPPED), SERVED),
        MayExplain(not_certain=ABOUT_KEYS | OTHER_TEAM, not_said=ORIGIN),
    ),
    Places(
        "salted in production alone, and its revoked key is another than the laptop's",
        (Seen("production", on_vercel(REVOKED_KEY).having(SALT), REVOKED), SERVED),
        explained(
            "key-invalid-revoked-or-expired",
            certain="key-invalid-revoked-or-expired",
            not_certain=ABOUT_KEYS,
            not_said=ORIGIN,
        ),
    ),
    Places(
        "three salts, three places, one key, one of them forbidden",
        (
            Seen("production", PRODUCTION.having(SALT), CLOSED_NETWORK),
            Seen("preview", PREVIEW.having({"GATEWAY_PROBE_FINGERPRINT_SALT": "fedcba9876543210FAKE"}), WELL),
            SERVED,
        ),
        explained(certain="", not_said=OTHER_TEAM, not_likely=ABOUT_KEYS | ORIGIN),
    ),
    pair(
        "production ran out of time before its experiments, and is forbidden",
        (
            PRODUCTION.having({"GATEWAY_PROBE_MAX_GENERATIONS": "1"}),
            parts.by_key_alone(parts.PAID, parts.REFUSES_DEPLOYMENTS),
        ),
        (LOCAL, WELL),
        explained(certain="", not_said=NOT_OF_KEYS),
    ),
    pair(
        "production was asked for plain answers alone, and it is streams that are refused there",
        (PRODUCTION.having({"GATEWAY_PROBE_STREAMING": "off"}), parts.by_key_alone(parts.PAID, parts.STREAM_DENIED)),
        (PREVIEW.having({"GATEWAY_PROBE_STREAMING": "on"}), parts.by_key_alone(parts.PAID, parts.STREAM_DENIED)),
        MayExplain("", not_said=NOT_OF_KEYS, not_certain=ORIGIN | MONEY),
    ),
)
