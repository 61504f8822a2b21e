"""One run, top to bottom: observe, seal, judge. What comes out holds no secret."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from pydantic import SecretStr

from gateway_probe.disclosure import Redactor, Secrets, disclose, ledger
from gateway_probe.document import Document, Evidence, Level
from gateway_probe.document.exchange import Check, Experiment, Reason
from gateway_probe.document.facts import ExperimentsMode, TeamRelation
from gateway_probe.experiments import Situation, run_experiments
from gateway_probe.findings import judge, support_block
from gateway_probe.gateway import (
    CLIENT,
    Authorization,
    CreditsPair,
    Deadline,
    GatewayClient,
    Generation,
    Transport,
    team_relation,
)
from gateway_probe.runtime import RuntimeObservation, observe_runtime
from gateway_probe.sealing import Asked, seal
from gateway_probe.settings import DEFAULT_BASE_URL, Settings

Progress = Callable[[str, str], None]
"""Called with the id of a check and `started` or its outcome."""

QUESTION = "Is the request that the AI SDK would send from here served?"


@dataclass(frozen=True)
class Inputs:
    """All that a run depends on. Nothing of it is taken from anywhere else."""

    settings: Settings
    environ: Mapping[str, str] = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    served: bool = False
    model: str | None = None
    experiments: ExperimentsMode = "auto"
    time_left_s: float | None = None
    from_file: frozenset[str] = frozenset()
    borrowed_headers: Mapping[str, str] | None = None

    @property
    def asked_model(self) -> str:
        """The model under diagnosis: of the request, else of the settings."""
        return self.model or self.settings.model

    @property
    def budget_s(self) -> float:
        """The time budget, never past the platform's own deadline: a second is kept for the answer."""
        if self.time_left_s is None:
            return self.settings.time_budget_s
        return max(0.5, min(self.settings.time_budget_s, self.time_left_s - 1.0))


@dataclass(frozen=True)
class Run:
    """A finished run: sealed evidence, and the secrets that the last gate searches for."""

    evidence: Evidence
    salt: str = field(default="", repr=False)
    secrets: Secrets = field(default_factory=Secrets, repr=False)

    def document(self, level: Level) -> Document:
        """The Document at this level, judged from what the level shows."""
        return conclude(self.evidence, level, self.salt)


async def diagnose(inputs: Inputs, progress: Progress = lambda _id, _state: None) -> Run:
    """Run every check and, where the baseline fails, the experiments; then seal."""
    settings = inputs.settings
    deadline = Deadline(inputs.budget_s)
    started_at = datetime.now(UTC)
    runtime = _observe(inputs)
    async with Transport() as transport:
        gateway = GatewayClient(transport, settings.base_url, Redactor(runtime.secrets), deadline, progress)
        checks, situation, team = await _run_checks(inputs, runtime, gateway)
        experiments = await _experiments(inputs, gateway, situation) if situation else []
    borrowed = inputs.borrowed_headers is not None
    asked = Asked(inputs.asked_model, inputs.experiments, inputs.budget_s, borrowed_headers=borrowed)
    evidence = seal(settings, asked, runtime, gateway, started_at, checks, experiments, team)
    return Run(evidence, settings.fingerprint_salt, runtime.secrets)


def conclude(evidence: Evidence, level: Level, salt: str = "") -> Document:
    """Judge sealed evidence at a disclosure level. Works on a Document as well: its judgement is made anew."""
    probe = evidence.probe.model_copy(update={"disclosure": level})
    whole = evidence.model_copy(update={"probe": probe})
    shown = disclose(whole, level, salt)
    findings, verdict = judge(shown)
    parts = set(Evidence.model_fields)
    return Document(
        **{name: getattr(shown, name) for name in parts},
        findings=findings,
        verdict=verdict,
        support=support_block(shown, verdict),
        redactions=ledger(whole, shown),
    )


def _observe(inputs: Inputs) -> RuntimeObservation:
    settings = inputs.settings
    return observe_runtime(
        inputs.environ,
        inputs.headers,
        now=time.time(),
        served=inputs.served,
        client=CLIENT,
        protocol=settings.protocol,
        watch=settings.watch,
        salt=settings.fingerprint_salt,
        provider_options={**(settings.provider_options or {}), "byok": settings.request_byok},
        public=(settings.base_url, DEFAULT_BASE_URL, inputs.asked_model, settings.control_model, settings.tier_model),
        from_file=inputs.from_file,
    )


async def _run_checks(
    inputs: Inputs, runtime: RuntimeObservation, gateway: GatewayClient
) -> tuple[list[Check], Situation | None, TeamRelation]:
    """Everything that depends on nothing else, at once. The baseline goes first: the longest chain begins with it."""
    settings, keyring = inputs.settings, runtime.keyring
    key = _authorization("api-key", keyring.api_key)
    oidc = _authorization("oidc", keyring.oidc_token)
    headers = runtime.deployment_headers if inputs.borrowed_headers is None else inputs.borrowed_headers
    asked = Generation(
        model=inputs.asked_model,
        protocol=settings.protocol,
        # An OpenAI client adds none: the five headers are the AI SDK's alone.
        deployment_headers={} if settings.protocol == "chat-completions" else headers,
        provider_options=settings.provider_options,
    )
    chosen = key if runtime.credential.method == "api-key" else oidc
    (baseline, *record), listing, endpoints, control, by_key, by_oidc = await asyncio.gather(
        _baseline_and_record(gateway, asked, chosen, runtime, settings),
        gateway.models(inputs.asked_model, settings.control_model, settings.tier_model),
        gateway.endpoints(inputs.asked_model),
        gateway.control(),
        _credits_by_key(gateway, key, _authorization("api-key", keyring.cleaned_key), _why_no_key(runtime)),
        _credits(
            gateway,
            "credits-oidc",
            "Does the gateway know the OIDC token, and what is its team's balance?",
            oidc,
            _why_no_token(runtime),
        ),
    )
    team = team_relation(by_key[1], by_oidc[1])
    checks = [listing, endpoints, control, *by_key[0], by_oidc[0], baseline, *record]
    if chosen is None or baseline.outcome == "skipped":
        return checks, None, team
    situation = Situation(
        asked=asked,
        authorization=chosen,
        baseline=baseline,
        oidc=oidc,
        deployment_headers=headers,
        providers=tuple(item.provider for item in endpoints.endpoints or [] if item.active is not False),
        control_model=settings.control_model,
        tier_model=settings.tier_model,
        request_byok=settings.request_byok,
        team=team,
    )
    return checks, situation, team


async def _credits(
    gateway: GatewayClient, check_id: str, question: str, authorization: Authorization | None, absent: Reason
) -> tuple[Check, CreditsPair | None]:
    if authorization is None:
        return Check(id=check_id, question=question, outcome="skipped", reason=absent), None
    return await gateway.credits(check_id, question, authorization)


async def _credits_by_key(
    gateway: GatewayClient, key: Authorization | None, cleaned: Authorization | None, absent: Reason
) -> tuple[list[Check], CreditsPair | None]:
    """Credits by the key as it is sent and, where something can be taken off it, by what then remains."""
    question = "Does the gateway know the key, and what is its team's balance?"
    asked = _credits(gateway, "credits-key", question, key, absent)
    if cleaned is None:
        check, pair = await asked
        return [check], pair
    question = "Does the gateway know the key once its defects are taken off?"
    (check, pair), (without, _) = await asyncio.gather(asked, gateway.credits("credits-key-cleaned", question, cleaned))
    return [check, without], pair


async def _baseline_and_record(
    gateway: GatewayClient,
    asked: Generation,
    chosen: Authorization | None,
    runtime: RuntimeObservation,
    settings: Settings,
) -> list[Check]:
    """The baseline and, where it was served, its record, which waits for nothing else."""
    check = await _baseline(gateway, asked, chosen, runtime, settings)
    if check.outcome == "passed" and check.generation_id and chosen:
        return [check, await gateway.record(check.generation_id, chosen)]
    return [check]


async def _baseline(
    gateway: GatewayClient,
    asked: Generation,
    chosen: Authorization | None,
    runtime: RuntimeObservation,
    settings: Settings,
) -> Check:
    if chosen is None:
        unsendable = runtime.credential.state == "unsendable"
        code = "credential-unsendable" if unsendable else "no-credential"
        reason = Reason(code=code, text=f"the AI SDK would send no request: {runtime.credential.problem}")
        return Check(
            id="baseline",
            question=QUESTION,
            outcome="errored" if unsendable else "skipped",
            cost="metered",
            reason=reason,
        )
    if settings.max_generations < 1:
        reason = Reason(
            code="generation-limit", text="GATEWAY_PROBE_MAX_GENERATIONS is 0, so no generation was asked for"
        )
        return Check(id="baseline", question=QUESTION, outcome="skipped", cost="metered", reason=reason)
    return await gateway.generate("baseline", QUESTION, asked, chosen)


async def _experiments(inputs: Inputs, gateway: GatewayClient, situation: Situation) -> list[Experiment]:
    if inputs.experiments == "none":
        return []
    everything = inputs.experiments == "all"
    return await run_experiments(
        gateway, situation, everything=everything, max_generations=inputs.settings.max_generations
    )


def _authorization(use: Literal["api-key", "oidc"], secret: SecretStr | None) -> Authorization | None:
    return None if secret is None else Authorization(use, use, secret)


def _why_no_key(runtime: RuntimeObservation) -> Reason:
    if runtime.credential.state == "unsendable":
        return Reason(code="credential-unsendable", text="the key cannot be put into a header")
    return Reason(code="no-key", text="AI_GATEWAY_API_KEY is absent or empty")


def _why_no_token(runtime: RuntimeObservation) -> Reason:
    if all(token.state == "absent" for token in runtime.tokens):
        return Reason(code="no-token", text="no OIDC token is in the request header, the file or the environment")
    return Reason(
        code="token-unusable", text="the OIDC token that is here is expired, unreadable, or not from the platform"
    )


__all__ = ["Inputs", "Progress", "Run", "conclude", "diagnose"]
