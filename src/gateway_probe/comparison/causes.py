"""What can explain two outcomes: each explanation declared above the function that holds it against a pair of places.

A function returns what it rests on and never how sure that is; `explain` computes the confidence.
"""

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from gateway_probe.causes.steps import REDEPLOY, WHERE_SET, set_key
from gateway_probe.comparison.align import minutes_apart
from gateway_probe.comparison.pairs import Pair
from gateway_probe.document.judgement import Confidence, NextStep
from gateway_probe.register import Entry, register, step

Basis = Literal["fact", "sign", "hint"]
"""`fact`: a compared field that accounts for the outcome by itself. `sign`: one that accounts for it, as others could.
`hint`: nothing speaks against it."""


@dataclass(frozen=True, kw_only=True)
class Accounts:
    """A difference that accounts for the outcome: in words, the compared fields that show it, and what would decide."""

    text: str
    fields: tuple[str, ...]
    basis: Basis
    test: str = ""
    code: str | None = None
    title: str | None = None
    proven: Confidence | None = None
    """How sure the failing place's own run is of it, where it rests on that run."""
    next_steps: tuple[NextStep, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Difference(Entry):
    """One explanation that only two places can show."""

    assess: Callable[[Pair], Accounts | None] = field(repr=False)
    beside: frozenset[str] = frozenset()


DIFFERENCES: dict[str, Difference] = {}
"""Every declared explanation by its code. Its order means nothing."""

_SET_KEY = set_key("Set the same key in that environment.")
_WHEN_CHANGED = step(
    "Compare when the variable was changed with when the deployment was made.", "gateway-probe account"
)
_ENVIRONMENT = "https://vercel.com/docs/environment-variables"
_THREAD = "https://community.vercel.com/t/44229"


def difference(
    code: str,
    title: str,
    *,
    next_steps: Iterable[NextStep] = (),
    sources: Iterable[str] = (),
    beside: Iterable[str] = (),
) -> Callable[[Callable[[Pair], Accounts | None]], Callable[[Pair], Accounts | None]]:
    """Declare the function below as an explanation; its docstring is the meaning."""

    def declare(assess: Callable[[Pair], Accounts | None]) -> Callable[[Pair], Accounts | None]:
        declared = Difference(
            code=code,
            kind="comparison",
            title=title,
            meaning=" ".join((inspect.getdoc(assess) or "").split()),
            next_steps=tuple(next_steps),
            sources=tuple(sources),
            assess=assess,
            beside=frozenset(beside),
        )
        register(declared)
        DIFFERENCES[code] = declared
        return assess

    return declare


_NO_CREDENTIAL = {"key-absent", "key-empty", "key-name-near-miss"}


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
    if there is None or here is None or not there.present or (here.present and here.shape not in {"empty", "blank"}):
        return None
    if pair.failing.credential.method == "oidc" and pair.failing.verdict.code not in _NO_CREDENTIAL:
        return None
    return Accounts(
        text=f"{pair.served_name} has a key and {pair.failing_name} has none that can be used: the variable is not set for that "
        "environment, or that deployment was made before it was.",
        fields=("key-state", "credential", "baseline"),
        basis="fact",
        test="the environments of the variable, and when it was set",
    )


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
    "The failing place holds a key of another team",
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
    return Accounts(
        text=f"The keys are not the same, by fingerprint, and {pair.failing_name}'s belongs to another team. "
        "Length and presence are the same for any two gateway keys.",
        fields=("key", "granted", "granted-band", "key-team", "baseline"),
        basis="sign",
        test="both runs within five minutes, each at the private level",
    )


@difference(
    "different-key-same-length",
    "The places hold different keys",
    next_steps=[_SET_KEY, REDEPLOY],
    sources=[_THREAD],
)
def different_key_same_length(pair: Pair) -> Accounts | None:
    """Presence and length are the same for any two gateway keys; only a fingerprint tells them apart."""
    if not pair.differs("key") or key_of_other_team(pair) is not None:
        return None
    return Accounts(
        text=f"{pair.served_name} and {pair.failing_name} do not hold the same key, by fingerprint, although any two gateway keys are of "
        "one length.",
        fields=("key", "baseline"),
        basis="sign",
        test=f"the key of {pair.served_name} in {pair.failing_name}, after a new deployment",
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
    if not pair.failing.verdict.code.startswith("key-"):
        return None
    return Accounts(
        text=f"The keys are the same once white space is off, and {pair.failing_name} stores it with a defect.",
        fields=("key", "key-defects"),
        basis="fact",
    )


@difference(
    "credential-differs",
    "One place uses a key, the other its OIDC token",
    next_steps=[step("Use the same credential in both places, and compare again.")],
    sources=["https://vercel.com/docs/ai-gateway/authentication-and-byok"],
)
def credential_differs(pair: Pair) -> Accounts | None:
    """A key stands for the team that made it, an OIDC token for the team of its deployment."""
    if {pair.served.credential.method, pair.failing.credential.method} != {"api-key", "oidc"}:
        return None
    return Accounts(
        text=f"{pair.served_name} authenticates by {_called(pair.served.credential.method)}, "
        f"{pair.failing_name} by {_called(pair.failing.credential.method)}.",
        fields=("credential", "team", "baseline"),
        basis="sign",
        test="both places with the same key",
    )


def _called(method: str) -> str:
    return {"api-key": "a key", "oidc": "its OIDC token"}.get(method, "nothing")


@difference(
    "model-differs",
    "The places ask for different models",
    next_steps=[step("Ask for the same model in both places, and compare again.")],
    sources=["https://vercel.com/ai-gateway/models"],
)
def model_differs(pair: Pair) -> Accounts | None:
    """A model may be open to one tier, provider or team and not to another."""
    return _other_question(pair, "model")


@difference(
    "options-differ",
    "The places send different provider options",
    next_steps=[step("Send the same options from both places, and compare again.")],
    sources=["https://vercel.com/docs/ai-gateway/models-and-providers/provider-options"],
)
def options_differ(pair: Pair) -> Accounts | None:
    """A filter, an order or zero data retention changes who may serve."""
    return _other_question(pair, "options")


@difference(
    "protocol-differs",
    "The places speak different protocols",
    next_steps=[step("Ask by the same client in both places, and compare again.")],
    sources=["cloudflare/ai #548"],
)
def protocol_differs(pair: Pair) -> Accounts | None:
    """Two paths of the gateway are checked by different code."""
    return _other_question(pair, "protocol")


@difference(
    "gateway-differs",
    "The places ask different hosts",
    next_steps=[step("Ask the same host from both places: leave GATEWAY_PROBE_BASE_URL unset.")],
    sources=["vercel/ai #11515"],
)
def gateway_differs(pair: Pair) -> Accounts | None:
    """What one host says is no word of the other."""
    return _other_question(pair, "base-url")


def _other_question(pair: Pair, field_id: str) -> Accounts | None:
    if not pair.differs(field_id):
        return None
    return Accounts(
        text=f"{pair.failing_name} and {pair.served_name} did not ask the same thing.",
        fields=(field_id, "baseline"),
        basis="sign",
        test=f"the same setting in both places ({field_id})",
    )


@difference(
    "changed-between-runs",
    "It may have changed between the runs",
    next_steps=[step("Run both places again, within five minutes of each other.")],
    sources=["https://community.vercel.com/t/41127"],
)
def changed_between_runs(pair: Pair) -> Accounts | None:
    """Tiers, balances and rules move; runs that are far apart say little about a place."""
    moved = pair.differs("key") is False and (pair.differs("granted") or pair.differs("granted-band"))
    if pair.together and not moved:
        return None
    apart = minutes_apart([pair.served, pair.failing])
    what = (
        "the credits of the same key are not the same in both" if moved else "tiers, balances and rules move meanwhile"
    )
    return Accounts(
        text=f"The runs are {apart:.0f} minutes apart, and {what}.",
        fields=("baseline", *(("granted", "granted-band", "credits") if moved else ())),
        basis="sign",
        test="both runs within five minutes",
    )


@difference(
    "own-cause",
    "What the failing place's own run shows",
    next_steps=[step("Follow the steps of that place's own verdict.")],
    sources=[_THREAD],
)
def own_cause(pair: Pair) -> Accounts | None:
    """The run in the failing place named a cause by itself, which the place that is served does not have."""
    verdict = pair.failing.verdict
    if verdict.status not in {"failing", "degraded"} or verdict.code == pair.served.verdict.code:
        return None
    if verdict.code in _NO_CREDENTIAL and env_scope_mismatch(pair) is not None:
        return None
    return Accounts(
        code=verdict.code,
        title=verdict.title or verdict.code,
        text=f"The run in {pair.failing_name} shows it by itself. {verdict.summary}",
        fields=("baseline",),
        basis="fact",
        proven=verdict.confidence,
        next_steps=tuple(verdict.next_steps),
        test="the next steps of that place's own verdict",
    )


@difference(
    "refusal-depends-on-origin",
    "Nothing that was compared differs but the place itself",
    next_steps=[
        step("Send the failing place's headers from the other one: compare local-as:FAILING.json with it."),
    ],
    sources=[_THREAD],
)
def refusal_depends_on_origin(pair: Pair) -> Accounts | None:
    """The same key, model and options at nearly the same time, served in one place and refused in the other."""
    if not pair.together or pair.relevant_differences or pair.not_known:
        return None
    if pair.failing.verdict.confidence != "possible" or not _is_refused(pair):
        return None
    return Accounts(
        text=f"The same key, model and options are served in {pair.served_name} and refused in {pair.failing_name}.",
        fields=("key", "model", "options", "headers", "baseline"),
        basis="hint",
        test=f"the request of {pair.served_name} with {pair.failing_name}'s five ai-o11y-* headers, within minutes",
    )


def _is_refused(pair: Pair) -> bool:
    baseline = pair.failing.baseline
    return baseline is not None and baseline.answer == "refused"


@difference(
    "nothing-accounts-for-it",
    "Nothing that was compared accounts for it",
    next_steps=[step("Run both places again within five minutes, at the private level, and compare.")],
    sources=[_THREAD],
)
def nothing_accounts_for_it(pair: Pair) -> Accounts | None:
    """What differs was not compared, or could not be: another salt, another level, a field that one place lacks."""
    if any(
        assess(pair) is not None
        for assess in (other.assess for other in DIFFERENCES.values() if other.code != "nothing-accounts-for-it")
    ):
        return None
    return Accounts(
        text=f"{pair.served_name} is served and {pair.failing_name} is not; what was compared does not say why.",
        fields=("baseline",),
        basis="hint",
        test="both runs within five minutes, at one level and with one salt",
    )
