"""What may be said of a world. It is written from the facts of the world, never from what the product says."""

from collections.abc import Iterable
from dataclasses import dataclass

from gateway_probe.document import Document
from gateway_probe.document.judgement import SURENESS, Confidence, Finding

Codes = frozenset[str]

FACTORS: Codes = frozenset(
    {
        "refusal-depends-on-origin",
        "refusal-depends-on-credential",
        "refusal-depends-on-protocol",
        "refusal-depends-on-streaming",
        "stream-refused",
        "options-refused",
    }
)
"""Causes that blame one factor of the request."""

KEY_IS_BAD: Codes = frozenset(
    {
        "key-invalid-revoked-or-expired",
        "bad-key-shadows-oidc",
        "key-quoted-or-prefixed",
        "key-is-provider-key",
        "key-is-account-token-or-jwt",
        "key-redacted-placeholder",
        "key-too-long",
    }
)
MONEY: Codes = frozenset(
    {
        "byok-needs-paid-tier",
        "purchase-not-effective-yet",
        "positive-balance-is-free-credit",
        "free-tier-model-restricted",
        "free-tier-rate-limit",
        "byok-blocked-at-zero-balance",
        "free-credit-used-up",
        "no-card-on-file",
        "team-blocked",
        "card-not-accepted",
        "budget-reached",
    }
)
STORED_CREDENTIAL: Codes = frozenset(
    {
        "byok-credential-refused",
        "byok-azure-wrong-key-or-resource",
        "byok-azure-deployment-name",
        "byok-azure-resource-name-is-url",
        "byok-structured-credential-malformed",
    }
)
"""Causes about a provider credential that the team has stored."""

NETWORK: Codes = frozenset({"dns-failure", "connect-timeout", "gateway-unreachable"})
NOT_THE_GATEWAY: Codes = frozenset(
    {
        "not-the-gateway",
        "proxy-or-egress-filter",
        "firewall-blocks-gateway",
        "firewall-challenge",
        "unparseable-error-body",
        "base-url-wrong-host",
    }
)
OIDC: Codes = frozenset(
    {
        "oidc-expired-locally",
        "oidc-malformed",
        "oidc-refused",
        "oidc-off-or-wrong-link",
        "oidc-cached-at-boot-or-build",
        "clock-skew",
        "oidc-about-to-expire",
    }
)
OTHER_TEAM: Codes = frozenset({"key-of-other-team", "expected-team-differs"})
BLAMES: Codes = FACTORS | KEY_IS_BAD | MONEY | STORED_CREDENTIAL | OTHER_TEAM
"""Causes that somebody would act on: spend money, change a key, open a ticket."""

BAD = ("failing", "inconclusive")
NOT_HEALTHY = ("degraded", "failing", "inconclusive")


@dataclass(frozen=True)
class May:
    """What may be said.

    *Named* is a verdict, an alternative or a finding; *claimed* is a verdict, or an error or warning finding.
    `names`: of each group at least one is named. `certain`: True, and the verdict has to be certain (a decided world);
    False, and it must not be; None leaves it open.
    """

    status: tuple[str, ...]
    verdict: tuple[str, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()
    found: tuple[tuple[str, ...], ...] = ()
    """As `names`, but being left open as an alternative is not enough."""
    not_claimed: Codes = frozenset()
    not_named: Codes = frozenset()
    certain: bool | None = None
    at_least: Confidence = "possible"
    """The verdict has to be as sure as this, or surer."""
    not_certain: Codes = frozenset()
    not_ruled_out: Codes = frozenset()
    not_silent: bool = False
    """Healthy and certain without a single finding would hide something."""
    step: str = ""
    """Words that some next step has to hold."""
    never: tuple[str, ...] = ()
    """Words that no next step of the verdict may hold."""
    first_never: tuple[str, ...] = ()
    """Words that the first next step may not hold."""
    said: str = ""
    """Words that the verdict, a finding or a step has to hold."""
    never_said: tuple[str, ...] = ()
    """Words that neither the verdict nor a finding may hold."""
    generations: tuple[int, int] = (0, 14)
    """The fewest and the most generations that may be asked for."""

    def told(self) -> str:
        """What may be said, on one line."""
        sureness = {True: "certain", False: "not certain", None: ""}[self.certain]
        groups = ["|".join(sorted(group)) for group in (*self.names, *self.found)]
        parts = [
            "/".join(self.status),
            sureness,
            "|".join(sorted(self.verdict)),
            *(f"names {group}" for group in groups),
        ]
        return ", ".join(part for part in parts if part)

    def faults(self, document: Document, generations: int) -> list[str]:
        """What was said that may not be, or not said that must be."""
        return [*self._of_status(document, generations), *self._of_codes(document), *self._of_advice(document)]

    def _of_status(self, document: Document, generations: int) -> Iterable[str]:
        verdict = document.verdict
        if verdict.status not in self.status:
            yield f"status {verdict.status}, allowed: {', '.join(self.status)}"
        if self.certain is not None and (verdict.confidence == "certain") != self.certain:
            yield f"{verdict.confidence}, and it has to be {'certain' if self.certain else 'less than certain'}"
        if SURENESS[verdict.confidence] > SURENESS[self.at_least]:
            yield f"{verdict.confidence}, and it has to be {self.at_least} at least"
        least, most = self.generations
        if not least <= generations <= most:
            yield f"{generations} generations asked for, allowed: {least} to {most}"
        sure_of_health = verdict.status == "healthy" and verdict.confidence == "certain"
        if self.not_silent and sure_of_health and not document.findings:
            yield "healthy (certain) without a single finding"

    def _of_codes(self, document: Document) -> Iterable[str]:
        verdict = document.verdict
        if self.verdict and verdict.code not in self.verdict:
            yield f"verdict {verdict.code}, allowed: {', '.join(sorted(self.verdict))}"
        spoken = named(document)
        for group in self.names:
            if not spoken & set(group):
                yield f"none of these is named: {', '.join(sorted(group))}"
        stated = {verdict.code} | {item.code for item in document.findings}
        for group in self.found:
            if not stated & set(group):
                yield f"none of these is the verdict or a finding: {', '.join(group)}"
        for code in sorted(claimed(document) & self.not_claimed):
            yield f"claims {code}"
        for code in sorted(spoken & self.not_named):
            yield f"names {code}"
        sure = {item.code for item in document.findings if item.severity == "error" and item.confidence == "certain"}
        if verdict.confidence == "certain":
            sure.add(verdict.code)
        for code in sorted(sure & self.not_certain):
            yield f"certain of {code}"
        told = [item.code for item in verdict.alternatives]
        for code in sorted({code for code in told if told.count(code) > 1}):
            yield f"names the alternative {code} twice"
        for code in sorted({item.code for item in verdict.ruled_out} & self.not_ruled_out):
            yield f"rules out {code}"

    def _of_advice(self, document: Document) -> Iterable[str]:
        steps = [f"{step.text} {step.command or ''}" for step in document.verdict.next_steps]
        if self.step and not any(self.step in step for step in steps):
            yield f"no step says {self.step!r}"
        for words in self.never:
            if any(words.lower() in step.lower() for step in steps):
                yield f"a step says {words!r}"
        for words in self.first_never:
            if steps and words.lower() in steps[0].lower():
                yield f"the first step says {words!r}"
        findings = [f"{item.title} {item.explanation}" for item in document.findings]
        told = [document.verdict.summary, *findings]
        for words in self.never_said:
            if any(words in text for text in told):
                yield f"says {words!r}"
        if self.said and not any(self.said in text for text in (*told, *steps)):
            yield f"nowhere said: {self.said}"


def named(document: Document) -> set[str]:
    """Codes that the Document speaks of as possible."""
    verdict = document.verdict
    others = {item.code for item in verdict.alternatives}
    return {verdict.code} | others | {item.code for item in document.findings}


def claimed(document: Document) -> set[str]:
    """Codes that somebody would act on."""
    return {document.verdict.code} | {item.code for item in document.findings if _weighty(item)}


def _weighty(finding: Finding) -> bool:
    return finding.severity in {"error", "warning"}
