"""What may be said in each of these worlds."""

from tests.account.account_api import credential
from tests.account.more_worlds import (
    Expected,
    alike,
    all_of,
    another_login,
    at_run,
    byok,
    emptied,
    endless_keys,
    faults,
    good_then_bad,
    key_elsewhere,
    log,
    many_keys,
    not_used,
    of,
    other_app,
    own,
    personal,
    serves,
    shared,
    system,
    variables,
)  # fmt: skip
from tests.account.worlds import OTHER_TEAM

FREE = {"byok-needs-paid-tier": "likely"}
OFF = {"byok-credential-switched-off": "likely"}
DISAGREE = {"key-setting-and-runtime-disagree": "certain"}
"""Whether a variable is set is documented, and what the runtime holds is known."""
CHANGED = {"env-changed-not-redeployed": "certain"}
BOUGHT = "ai-gateway-credits-purchased"
NO_CHANGE = all_of()
SETTING = {"setting-changed-between-runs": "likely"}

EXPECTED: dict[str, Expected] = {
    # How an account may answer.
    "nothing wrong": Expected(NO_CHANGE, FREE),
    "empty": Expected(emptied, may={**DISAGREE, "byok-credential-missing": "likely", "key-deleted": "likely"}),
    "no right to anything": Expected(faults(v="403", ai="403"), unseen=("activity log", "gateway keys")),
    "no right to the log": Expected(faults(v3="403"), may=FREE, unseen=("activity log",)),
    "no right to keys": Expected(faults(v1__api="403"), may=FREE, unseen=("gateway keys",)),
    "no right to variables": Expected(
        all_of(faults(v10="403"), at_run("variables", "updatedAt", -0.5)), FREE, unseen=("variables of the project",)
    ),
    "no right to teams": Expected(
        all_of(faults(v2__teams="403"), key_elsewhere()), may=FREE, unseen=("teams of this login",)
    ),
    "key on the second page": Expected(many_keys, FREE),
    "keys without an end": Expected(endless_keys, may=FREE, unseen=("gateway keys",)),
    "unknown fields": Expected(faults(v="unknown-fields", ai="unknown-fields"), FREE),
    "older shape": Expected(all_of(faults(v="older", ai="older"), at_run("variables", "updatedAt", -0.5)), may=FREE),
    "slow log": Expected(faults(v3="slow"), may=FREE, unseen=("activity log",)),
    "down": Expected(faults(v="500", ai="500"), unseen=("activity log", "gateway keys")),
    "half down": Expected(faults(v1__api="500", ai="500"), may=FREE, unseen=("gateway keys", "provider credentials")),
    # Whose key, and what was bought.
    "key of another team": Expected(
        all_of(key_elsewhere(), log(BOUGHT, -60)),
        {"key-of-other-team": "likely"},
        may={"byok-credential-of-other-team": "likely"},
    ),
    "key of either of two teams": Expected(
        lambda world, run: (key_elsewhere()(world, run), own("keys", {"activeAt": int(run * 1000)})(world, run)),
        may=FREE,
    ),
    "key used on since": Expected(not_used(-2), may=FREE),
    "bought": Expected(log(BOUGHT, -60), {"purchase-and-refusal-disagree": "likely"}),
    "bought by another team": Expected(log(BOUGHT, -60, OTHER_TEAM), FREE),
    "bought more than a year ago": Expected(log(BOUGHT, -400), FREE, options={"days": 900}),
    "bought after the run": Expected(log(BOUGHT, 0.5), FREE),
    "log read for a week": Expected(NO_CHANGE, FREE, options={"days": 7}),
    "token of the free tier": Expected(not_used(), FREE, may=DISAGREE, made=of("free-tier-oidc")),
    # The key itself.
    "leaked": Expected(at_run("keys", "leakedAt", -3), {"key-leaked": "likely"}, may=FREE),
    "expired": Expected(
        all_of(at_run("keys", "expiresAt", -3), not_used(4)),
        may={"key-expired": "likely", "key-deleted": "likely"},
        made=of("key-revoked"),
    ),
    "expires later": Expected(at_run("keys", "expiresAt", 3), FREE),
    "deleted": Expected(
        all_of(lambda world, _: world.keys.update({world.home: []}), log("ai-gateway-api-key-deleted", -2)),
        {"key-deleted": "likely"},
        made=of("key-revoked"),
    ),
    "deleted after the run": Expected(
        all_of(lambda world, _: world.keys.update({world.home: []}), log("ai-gateway-api-key-deleted", 2)),
        made=of("key-revoked"),
    ),
    "key of another project": Expected(
        own("keys", {"projectId": "prj_FAKEelsewhere"}), {"key-of-other-project": "likely"}, may=FREE
    ),
    "key of this project": Expected(own("keys", {"projectId": "prj_FAKEf948b7668c678b1895e5"}), FREE),
    # Provider credentials.
    "switched off": Expected(
        all_of(byok(credential("azure", active=False)), log("ai-gateway-byok-credential-updated", -5)), OFF, made=system
    ),
    "switched off after the run": Expected(
        all_of(byok(credential("azure", active=False)), log("ai-gateway-byok-credential-updated", 2)),
        made=of("healthy-byok"),
    ),
    "of another provider alone": Expected(
        byok(credential("anthropic")), {"byok-credential-missing": "likely"}, made=system
    ),
    "deleted credential": Expected(
        byok(credential("azure", deleted=True)), {"byok-credential-missing": "likely"}, made=system
    ),
    "credential in another team": Expected(
        byok(elsewhere=(credential("azure"),)), {"byok-credential-of-other-team": "likely"}, made=system
    ),
    "credentials not to be seen": Expected(faults(ai="403"), made=system, unseen=("provider credentials",)),
    # Deployments and variables.
    "changed after deployment": Expected(all_of(at_run("variables", "updatedAt", -0.5), not_used()), CHANGED, may=FREE),
    "changed while it was built": Expected(at_run("variables", "updatedAt", -1 + 30 / 86_400), FREE),
    "changed after the run": Expected(at_run("variables", "updatedAt", 0.5), {**FREE, **CHANGED}),
    "address serves an older deployment": Expected(
        all_of(serves(-20), not_used()), {"alias-serves-other-deployment": "certain"}, may=FREE
    ),
    "address serves one made since": Expected(serves(2), FREE),
    "set for preview alone": Expected(
        variables(("AI_GATEWAY_API_KEY", ["preview"], -9, {})), {"env-scope-mismatch": "certain"}, made=of("key-absent")
    ),
    "set for one branch alone": Expected(
        variables(("AI_GATEWAY_API_KEY", ["preview"], -9, {"gitBranch": "feature-x"})),
        {"env-scope-mismatch": "certain"},
        made=of("key-absent"),
    ),
    "shared by the team": Expected(
        all_of(variables(("DATABASE_URL", ["production"], -9, {})), shared(["production"])),
        made=of("key-absent"),
        may=DISAGREE,
    ),
    "shared for another environment": Expected(
        all_of(variables(("DATABASE_URL", ["production"], -9, {})), shared(["preview"])),
        {"env-scope-mismatch": "certain"},
        made=of("key-absent"),
    ),
    # Budgets and rules.
    "budget spent": Expected(NO_CHANGE, {"budget-used-up": "likely"}, made=of("budget-reached")),
    "budget not spent": Expected(lambda world, _: setattr(world, "spent", 3), made=of("budget-reached")),
    "rule of another name": Expected(NO_CHANGE, made=of("routing-rule-denied")),
    # Between a good run and a bad one.
    **{
        f"{kind} between the runs": Expected(log(f"ai-gateway-{kind}", -4), SETTING, may=FREE, made=good_then_bad)
        for kind in (
            "provider-allowlist-toggled",
            "zero-data-retention-toggled",
            "hipaa-compliance-toggled",
            "scope-budget-updated",
            "rule-created",
        )
    },
    "toggled before both": Expected(log("ai-gateway-hipaa-compliance-toggled", -14), may=FREE, made=good_then_bad),
    "toggled after both": Expected(log("ai-gateway-hipaa-compliance-toggled", 1), may=FREE, made=good_then_bad),
    "toggled in another team": Expected(
        log("ai-gateway-hipaa-compliance-toggled", -4, OTHER_TEAM), may=FREE, made=good_then_bad
    ),
    # Whose account it is.
    "clock two minutes off": Expected(NO_CHANGE, made=of("clock-skew")),
    "slugs alike": Expected(alike, FREE, options={"team": "fake-acme"}),
    "personal account": Expected(personal, may=FREE),
    "another login": Expected(another_login, made=of("untouched-grants", "public"), may=FREE),
    "a project of another app": Expected(
        other_app, FREE, options={"project": "other-app"}, unseen=("those of another project",)
    ),
}
