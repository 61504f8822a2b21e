"""Which difference accounts for the different outcomes: one small rule for each cause that only two places can show."""

from collections.abc import Callable, Iterator

from gateway_probe.comparison.align import minutes_apart
from gateway_probe.comparison.fields import FIELDS, KEY, variable
from gateway_probe.comparison.pairs import Pair
from gateway_probe.document.comparison import Explanation
from gateway_probe.document.judgement import SURENESS, Confidence, NextStep
from gateway_probe.findings import BY_CODE

_KEY_MISSING = {"key-absent", "key-empty", "key-name-near-miss", "oidc-expired-locally"}
# Sure statements about a key that leave open why this place has that key: the other place answers it.
_ABOUT_WHICH_KEY = {"key-invalid-revoked-or-expired", "bad-key-shadows-oidc", "key-of-other-team"}
_READ = {item.id: item.read for item in FIELDS}
_REDEPLOY = NextStep(
    text="Set the same key in that environment and deploy again: a change reaches the next deployment only."
)
_ENV_LS = NextStep(text="See in which environments the variable is set (names only).", command="vercel env ls")


def explain(pairs: list[Pair]) -> list[Explanation]:
    """The explanations that the pairs support, the surest first; each code once."""
    found: dict[str, Explanation] = {}
    for pair in pairs:
        for explanation in _of_pair(pair):
            known = found.get(explanation.code)
            if known is None or SURENESS[explanation.confidence] < SURENESS[known.confidence]:
                found[explanation.code] = explanation
    return sorted(
        found.values(), key=lambda item: (SURENESS[item.confidence], _ORDER.get(item.code, len(_ORDER)), item.code)
    )


def _of_pair(pair: Pair) -> Iterator[Explanation]:
    said = [explanation for rule in _RULES for explanation in rule(pair)]
    yield from said or _unexplained(pair)


def _missing_key(pair: Pair) -> Iterator[Explanation]:
    here = variable(pair.served, KEY)
    if pair.failing.verdict.code not in _KEY_MISSING or here is None or not here.present:
        return
    yield _made(
        "env-scope-mismatch",
        pair.failing.verdict.confidence,
        "The key is set in one place and missing in the other",
        f"{pair.served_name} has a key and {pair.failing_name} has none that can be used: the variable is not set for that environment, "
        "or that deployment was made before it was.",
        ("key-state", "credential", "baseline"),
        steps=[_ENV_LS, _REDEPLOY],
    )


def _other_key(pair: Pair) -> Iterator[Explanation]:
    keys = [_READ["key"](document) for document in (pair.served, pair.failing)]
    if None in keys or keys[0] == keys[1]:
        return
    own = pair.failing.verdict
    if _is_own_fault(pair):
        return
    two_teams = pair.failing.identity.key_and_deployment_team.relation == "different"
    credits_differ = pair.together and (
        _both_known_and_differ(pair, "granted") or _both_known_and_differ(pair, "credits")
    )
    if two_teams or (credits_differ and own.code != "key-invalid-revoked-or-expired"):
        yield _made(
            "key-of-other-team",
            own.confidence if own.code == "key-of-other-team" else "likely",
            "The failing place holds a key of another team",
            f"The keys are not the same, by fingerprint, and {pair.failing_name}'s belongs to another team. "
            "Length and presence are the same for any two gateway keys.",
            ("key", "granted", "credits", "key-team", "baseline"),
            steps=[_REDEPLOY],
            test="both runs within five minutes, each at the private level",
        )
    else:
        yield _made(
            "different-key-same-length",
            "likely",
            "The places hold different keys",
            f"{pair.served_name} and {pair.failing_name} do not hold the same key, by fingerprint, although any two gateway keys are of one length.",
            ("key", "key-length", "baseline"),
            steps=[_REDEPLOY],
            test=f"the key of {pair.served_name} in {pair.failing_name}, after a new deployment",
        )
    yield _made(
        "env-changed-not-redeployed",
        "possible",
        "The variable was changed and not deployed again",
        f"{pair.failing_name} may still run with the value of its last deployment.",
        ("key", "commit"),
        steps=[_REDEPLOY],
        test="the time of that deployment against the time of the change",
    )


def _same_key_other_form(pair: Pair) -> Iterator[Explanation]:
    if pair.differs("key") or not pair.differs("key-defects") or not pair.failing.verdict.code.startswith("key-"):
        return
    yield _made(
        pair.failing.verdict.code,
        pair.failing.verdict.confidence,
        "The same key, with something around it in one place",
        f"The keys are the same once white space is off, and {pair.failing_name} stores it with a defect.",
        ("key", "key-defects", "key-length"),
        steps=[_REDEPLOY],
    )


def _other_question(pair: Pair) -> Iterator[Explanation]:
    for field_id, code, title in (
        ("model", "model-differs", "The places ask for different models"),
        ("options", "options-differ", "The places send different provider options"),
        ("protocol", "protocol-differs", "The places speak different protocols"),
        ("base-url", "gateway-differs", "The places ask different hosts"),
    ):
        if pair.differs(field_id):
            yield _made(
                code,
                "likely",
                title,
                f"{pair.failing_name} and {pair.served_name} did not ask the same thing.",
                (field_id, "baseline"),
                test=f"the same setting in both places ({field_id})",
            )


def _other_method(pair: Pair) -> Iterator[Explanation]:
    methods = {pair.served.credential.method, pair.failing.credential.method}
    if methods != {"api-key", "oidc"}:
        return
    yield _made(
        "credential-differs",
        "likely",
        "One place uses a key, the other its OIDC token",
        "A key stands for the team that made it, an OIDC token for the team of its deployment.",
        ("credential", "team", "baseline"),
        test="both places with the same key",
    )


def _own_fault(pair: Pair) -> Iterator[Explanation]:
    """A fault of the failing place alone: its own run is sure of it, and the other place does not share it."""
    if _is_own_fault(pair):
        rule, verdict = BY_CODE[pair.failing.verdict.code], pair.failing.verdict
        yield _made(
            verdict.code,
            verdict.confidence,
            rule.title,
            f"{pair.failing_name}: {verdict.summary}",
            ("baseline",),
            steps=list(rule.next_steps),
        )


def _is_own_fault(pair: Pair) -> bool:
    verdict = pair.failing.verdict
    rule = BY_CODE.get(verdict.code)
    if rule is None or verdict.code in _KEY_MISSING | _ABOUT_WHICH_KEY:
        return False
    sure = verdict.confidence == "certain" or (rule.topic == "wire" and verdict.confidence == "likely")
    return sure and rule.topic in {"wire", "credential", "oidc", "place"}


def _both_known_and_differ(pair: Pair, field_id: str) -> bool:
    values = [_READ[field_id](document) for document in (pair.served, pair.failing)]
    return None not in values and values[0] != values[1]


def _origin(pair: Pair) -> Iterator[Explanation]:
    if any(pair.differs(name) for name in ("key", "model", "options", "protocol", "credential")):
        return
    verdict = pair.failing.verdict
    if verdict.code == "refusal-depends-on-origin":
        yield _made(
            verdict.code,
            verdict.confidence,
            "The refusal depends on where the request says it comes from",
            f"The same key, model and options. {verdict.summary}",
            ("key", "granted", "credits", "headers", "baseline"),
            steps=list(verdict.next_steps),
        )


_RULES: tuple[Callable[[Pair], Iterator[Explanation]], ...] = (
    _missing_key,
    _other_key,
    _same_key_other_form,
    _other_method,
    _other_question,
    _origin,
    _own_fault,
)
_ORDER = {
    code: at
    for at, code in enumerate(
        (
            "env-scope-mismatch",
            "key-of-other-team",
            "different-key-same-length",
            "refusal-depends-on-origin",
            "options-differ",
            "model-differs",
        )
    )
}


def _unexplained(pair: Pair) -> Iterator[Explanation]:
    """Nothing that was compared accounts for it: say what would."""
    if not pair.together:
        yield _made(
            "changed-between-runs",
            "possible",
            "It may have changed between the runs",
            f"The runs are {minutes_apart([pair.served, pair.failing]):.0f} minutes apart: tiers, balances and rules move, so the places are not comparable.",
            ("baseline",),
            test="both runs within five minutes",
        )
        return
    yield _made(
        "refusal-depends-on-origin",
        "possible",
        "Nothing that was compared differs but the place itself",
        f"The same key, model and options are served in {pair.served_name} and refused in {pair.failing_name}; {pair.failing_name} calls it "
        f"{pair.failing.verdict.code}.",
        ("key", "model", "options", "headers", "baseline"),
        test=f"the request of {pair.served_name} with {pair.failing_name}'s five ai-o11y-* headers, within minutes",
    )


def _made(
    code: str,
    confidence: Confidence,
    title: str,
    explanation: str,
    fields: tuple[str, ...],
    *,
    steps: list[NextStep] | None = None,
    test: str | None = None,
) -> Explanation:
    return Explanation(
        code=code,
        confidence=confidence,
        title=title,
        explanation=explanation,
        fields=list(fields),
        next_steps=steps or [],
        next_test=None if confidence == "certain" else test,
    )
