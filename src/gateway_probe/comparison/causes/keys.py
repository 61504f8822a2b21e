"""Explanations by the key: set in one place alone, another one, or the same with something around it."""

from gateway_probe.causes.key_place import other_gateway_key
from gateway_probe.causes.steps import REDEPLOY, WHERE_SET, set_key
from gateway_probe.comparison.difference import Accounts, difference
from gateway_probe.comparison.pairs import Pair
from gateway_probe.register import step

_SET_KEY = set_key("Set the same key in that environment.")
_WHEN_CHANGED = step(
    "Compare when the variable was changed with when the deployment was made.", "gateway-probe account"
)
_ENVIRONMENT = "https://vercel.com/docs/environment-variables"
_THREAD = "https://community.vercel.com/t/44229"

_NO_CREDENTIAL = {"key-absent", "key-name-near-miss"}
_OF_A_DEFECT = {"key-trailing-newline", "key-quoted-or-prefixed", "key-invisible-unicode", "key-too-long"}
"""What the failing place's own run lays on what is around its key."""
_NOTHING = {"empty", "blank"}
"""Forms of a variable that is set and holds no key."""


@difference(
    "env-scope-mismatch",
    "The key is set in one place and missing in the other",
    next_steps=[WHERE_SET, _SET_KEY, REDEPLOY],
    sources=[_ENVIRONMENT],
    beside=["credential-differs"],
)
def env_scope_mismatch(pair: Pair) -> Accounts | None:
    """A variable is set for each environment by itself, and reaches a deployment only if it was set before that was made."""
    there, here = pair.served.key, pair.failing.key
    if there is None or here is None or not there.present or there.shape in _NOTHING or here.present:
        return None
    if (same := pair.failing.variable(there.name)) is not None and same.present:
        # It is set in both, and the failing place's client looks elsewhere.
        return None
    if pair.failing.credential.method == "oidc" and pair.failing.verdict.code not in _NO_CREDENTIAL:
        return None
    return Accounts(
        text=f"{pair.served_name} has a key and {pair.failing_name} has none: the variable is not set for that environment, or that "
        "deployment was made before it was.",
        fields=("key-state", "credential", "baseline"),
        basis="fact" if _holds_no_key_at_all(pair) else "hint",
        test="the environments of the variable, and when it was set",
    )


def _holds_no_key_at_all(pair: Pair) -> bool:
    """Whether no key lies in the failing place under another name either, as far as all such names were looked at."""
    return pair.seen.lists_every_place and other_gateway_key(pair.seen) is None


@difference(
    "env-changed-not-redeployed",
    "The variable was changed and not deployed again",
    next_steps=[_WHEN_CHANGED, REDEPLOY],
    sources=[_ENVIRONMENT],
    beside=["different-key-same-length", "key-of-other-team"],
)
def env_changed_not_redeployed(pair: Pair) -> Accounts | None:
    """A deployment keeps the values that it was made with; promoting an old one brings its old values back."""
    if not pair.differs("key") and env_scope_mismatch(pair) is None:
        return None
    if pair.failing.runtime.platform == "local":
        return None
    return Accounts(
        text=f"{pair.failing_name} may still run with what was set when its deployment was made.",
        fields=("key", "key-state", "commit"),
        basis="hint",
        test="the time of that deployment against the time of the change",
    )


@difference(
    "key-of-other-team",
    "The places hold keys of two teams",
    next_steps=[step("Check which team the CLI works for.", "vercel whoami --json"), _SET_KEY, REDEPLOY],
    sources=[_THREAD],
    beside=["different-key-same-length"],
)
def key_of_other_team(pair: Pair) -> Accounts | None:
    """Keys of two teams: what one team has bought or stored does not count for the other's."""
    if not pair.differs("key"):
        return None
    two_teams = pair.failing.identity.key_and_deployment_team.relation == "different"
    sums = pair.together and (pair.differs("granted") or pair.differs("granted-band"))
    if not two_teams and not sums:
        return None
    told = "has other credits than its deployment's token" if two_teams else "has other credits"
    return Accounts(
        text=f"The keys are not the same, by fingerprint, and {pair.failing_name}'s {told}, as the key of another team has. "
        "Length and presence are the same for any two gateway keys.",
        fields=("key", "granted", "granted-band", "key-team", "baseline"),
        basis="sign" if pair.is_about_the_credential else "hint",
        test="both runs within five minutes, each at the private level",
    )


@difference(
    "different-key-same-length", "The places hold different keys", next_steps=[_SET_KEY, REDEPLOY], sources=[_THREAD]
)
def different_key_same_length(pair: Pair) -> Accounts | None:
    """Presence and length are the same for any two gateway keys; only a fingerprint tells them apart."""
    if not pair.differs("key") or key_of_other_team(pair) is not None:
        return None
    alike = "." if pair.differs("key-length") else ", although any two gateway keys are of one length."
    return Accounts(
        text=f"{pair.served_name} and {pair.failing_name} do not hold the same key, by fingerprint{alike}",
        fields=("key", "baseline"),
        basis="sign" if pair.is_about_the_credential else "hint",
        test=f"the key of {pair.served_name} in {pair.failing_name}"
        + ("" if pair.failing.runtime.platform == "local" else ", after a new deployment"),
    )


@difference(
    "same-key-with-a-defect",
    "The same key, with something around it in one place",
    next_steps=[_SET_KEY, REDEPLOY],
    sources=["vercel/vercel #14371"],
)
def same_key_with_a_defect(pair: Pair) -> Accounts | None:
    """Quotes, a prefix or a newline that travel with the key make another key of it for some clients."""
    if pair.differs("key") is not False or not pair.differs("key-defects"):
        return None
    if pair.failing.verdict.code not in _OF_A_DEFECT:
        return None
    return Accounts(
        text=f"The keys are the same once what is around them is off, and {pair.failing_name} stores it with a defect.",
        fields=("key", "key-defects"),
        basis="fact",
    )
