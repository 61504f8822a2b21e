"""One run, top to bottom: observe, seal, judge. What comes out holds no secret."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal, TypeVar

from pydantic import SecretStr

from gateway_probe.causes import judge
from gateway_probe.clients import Client
from gateway_probe.disclosure import Redactor, Secrets, disclose, ledger
from gateway_probe.document import Document, Evidence, Level
from gateway_probe.document.exchange import Check, Experiment, Reason
from gateway_probe.document.facts import ChecksMode, Credential, ExperimentsMode, RunPart, TeamRelation
from gateway_probe.document.vocabulary import CheckId
from gateway_probe.experiments import DESIGNS, OTHER_CLIENTS, Design, Situation, first_asking, run_experiments
from gateway_probe.gateway import CLIENT, Authorization, CreditsPair, Deadline, GatewayClient, Generation, Transport
from gateway_probe.gateway.asked import Modality, modality_of
from gateway_probe.probe.evidence import Asked, seal
from gateway_probe.probe.support import support_block
from gateway_probe.probe.team_relation import Pairs, relate_teams
from gateway_probe.runtime import RuntimeObservation, observe_runtime
from gateway_probe.runtime.client_credential import Keyring
from gateway_probe.settings import DEFAULT_BASE_URL, Settings, Streaming

T = TypeVar("T")
Progress = Callable[[str, str], None]
"""Called with the id of a check and `started` or its outcome."""

QUESTION = "Is the request that the app's client would send from here served?"


@dataclass(frozen=True)
class Inputs:
    """All that a run depends on. Nothing of it is taken from anywhere else."""

    settings: Settings
    environ: Mapping[str, str] = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    served: bool = False
    model: str | None = None
    experiments: ExperimentsMode = "auto"
    checks: ChecksMode = "all"
    time_left_s: float | None = None
    from_file: frozenset[str] = frozenset()
    shadowed: frozenset[str] = frozenset()
    """Variables that the shell sets and that the named env file holds with another value."""
    borrowed_headers: Mapping[str, str] | None = None

    @property
    def asked_model(self) -> str:
        """The model under diagnosis: of the request, else of the settings."""
        return self.model or self.settings.model

    @property
    def model_origin(self) -> Literal["set", "default"]:
        """Whether anybody said which model the app uses."""
        return "default" if self.model is None and self.settings.model_is_default else "set"

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
    sent = runtime.row.asks_for(inputs.asked_model)
    if sent != inputs.asked_model:
        inputs = replace(inputs, model=sent)
    async with Transport() as transport:
        team_named = settings.team if runtime.row.names_team else None
        gateway = GatewayClient(
            transport, settings.base_url, Redactor(runtime.secrets), deadline, progress, team=team_named
        )
        asking = _Asking(inputs, runtime, gateway)
        checks, experiments, team = await asking.ask_all()
    borrowed = inputs.borrowed_headers is not None
    asked = Asked(inputs.asked_model, inputs.experiments, inputs.budget_s, borrowed, inputs.model_origin)
    evidence = seal(settings, asked, runtime, gateway, started_at, checks, experiments, team, asking.faults)
    return Run(_mark_shadowed(evidence, inputs.shadowed), settings.fingerprint_salt, runtime.secrets)


def _mark_shadowed(evidence: Evidence, names: frozenset[str]) -> Evidence:
    if not names:
        return evidence
    variables = [
        variable.model_copy(update={"shadows_file": True}) if variable.name in names else variable
        for variable in evidence.variables
    ]
    return evidence.model_copy(update={"variables": variables})


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
        asked_as=settings.client,
        base_url=settings.base_url,
        watch=settings.watch,
        salt=settings.fingerprint_salt,
        provider_options={**(settings.provider_options or {}), "byok": settings.request_byok},
        public=(settings.base_url, DEFAULT_BASE_URL, inputs.asked_model, settings.control_model, settings.tier_model),
        from_file=inputs.from_file,
    )


@dataclass
class _Asking:
    """Everything that one run asks of the gateway, in three steps: look-ups and baseline; experiments; confirmation."""

    inputs: Inputs
    runtime: RuntimeObservation
    gateway: GatewayClient
    modality: Modality = "language"
    faults: list[RunPart] = field(default_factory=list)
    """Parts of the run that this probe failed on."""

    async def ask_all(self) -> tuple[list[Check], list[Experiment], TeamRelation]:
        """Everything that depends on nothing else at once; the baseline first, since the longest chain begins there."""
        settings, gateway = self.inputs.settings, self.gateway
        (baseline, streamed, *record), listing, endpoints, control, by_key, by_oidc = await asyncio.gather(
            self._ask_baseline(),
            gateway.models(self.inputs.asked_model, settings.control_model, settings.tier_model),
            gateway.endpoints(self.inputs.asked_model),
            gateway.control(),
            self._ask_credits_by_key(),
            self._ask_credits("credits-oidc", self.oidc),
        )
        if self._makes_embeddings(listing):
            # The list came beside the baseline: a model that makes no text is asked again for what it makes.
            self.modality = "embedding"
            baseline, streamed, *record = await self._ask_baseline()
        pairs = (by_key[1], by_oidc[1])
        team = self._relate_teams([pairs[0]], [pairs[1]], control)
        checks = [c for c in (listing, endpoints, control, *by_key[0], by_oidc[0], baseline, *record) if c is not None]
        if baseline is None or self.chosen is None or not baseline.asked:
            refused = any(check.answer == "refused" for check in (*by_key[0], by_oidc[0]))
            if baseline is not None and baseline.left_out_by_choice and refused:
                # All that the verdict can rest on: one odd answer of a look-up must wake nobody.
                confirming, team = await self._or("second-readings", self._read_again(pairs), ([], team))
                checks += confirming
            return checks, [], team
        others = await self._or("other-clients", self._ask_as_others(baseline), []) if self.runtime.others else []
        rests_on_credits = baseline.answer != "served" or team.relation == "different"
        again, experiments = await asyncio.gather(
            self._or("second-readings", self._read_again(pairs) if rests_on_credits else _nothing(), None),
            self._or("experiments", self._experiment(baseline, streamed, checks, team), []),
        )
        if again is not None:
            more, team = again
            checks += more
        return checks, [*experiments, *others], team

    async def _or(self, part: RunPart, asking: Awaitable[T], otherwise: T) -> T:
        """What a part of the run found or, where this probe fails on it, what stands for it: the rest goes on."""
        try:
            return await asking
        except Exception:  # noqa: BLE001 - whatever it is, the run is paid for, and the Document names the part
            self.faults.append(part)
            return otherwise

    def _relate_teams(self, by_key: Pairs, by_oidc: Pairs, control: Check) -> TeamRelation:
        try:
            return relate_teams(by_key, by_oidc, control_refused=control.outcome == "passed")
        except Exception:  # noqa: BLE001 - the same
            self.faults.append("team")
            return TeamRelation(relation="unknown", basis="not-comparable")

    def _makes_embeddings(self, listing: Check) -> bool:
        kind = listing.listing.kind if listing.listing is not None else None
        return modality_of(kind) == "embedding" and self.row.embeds is not None

    async def _ask_baseline(self) -> list[Check | None]:
        """The baseline, asked in the client's own way, and the other way beside it; then the baseline's record, which
        waits for nothing else."""
        missing = self._why_no_baseline()
        if missing is not None:
            return [missing, None]
        settings = self.inputs.settings
        both = settings.streaming == "both" and settings.max_generations > 1 and self.modality == "language"
        asked, chosen = self.asked, self.chosen
        if chosen is None:
            raise ValueError("a generation needs a credential")
        other = replace(asked, streaming=not asked.streaming)
        check, another = await asyncio.gather(
            self.gateway.generate("baseline", QUESTION, asked, chosen),
            self.gateway.generate("streaming", DESIGNS["streaming"].question, other, chosen) if both else _nothing(),
        )
        if check.outcome == "passed" and check.generation_id:
            return [check, another, await self.gateway.record(check.generation_id, chosen)]
        return [check, another]

    async def _ask_as_others(self, baseline: Check) -> list[Experiment]:
        """The same question as each other client that this place is set up for (`--client all`), each with its own
        credential and words."""
        settings = self.inputs.settings
        left = settings.max_generations - self.gateway.generations
        asked: list[tuple[Design, Client, Generation, Authorization]] = []
        for design, (client, credential, keyring) in zip(OTHER_CLIENTS, self.runtime.others, strict=False):
            chosen = _chosen(credential, keyring)
            if chosen is not None and len(asked) < left:
                asked.append((design, client, self._asked_as(client, credential.source), chosen))
        checks = await asyncio.gather(
            *(
                self.gateway.generate(design.id, design.question, request, chosen)
                for design, _, request, chosen in asked
            )
        )
        return [
            first_asking(design, check, baseline).model_copy(update={"changed": {"client": client.name}})
            for (design, client, _, _), check in zip(asked, checks, strict=True)
        ]

    def _why_no_baseline(self) -> Check | None:
        credential = self.runtime.credential
        if self.chosen is None and credential.state == "unsendable":
            text = f"{self.row.title} would send no request: {credential.problem}"
            reason = Reason(code="credential-unsendable", text=text)
            return Check(
                id="baseline", question=QUESTION, outcome="errored", answer="none", cost="metered", reason=reason
            )
        if self.chosen is None:
            reason = Reason(code="no-credential", text=f"{self.row.title} would send no request: {credential.problem}")
        elif self.inputs.checks == "free":
            reason = Reason(code="free-checks", text="only checks that cost nothing were wanted")
        elif self.inputs.settings.max_generations < 1:
            text = "GATEWAY_PROBE_MAX_GENERATIONS is 0, so no generation was asked for"
            reason = Reason(code="generation-limit", text=text)
        else:
            return None
        return Check(id="baseline", question=QUESTION, outcome="skipped", cost="metered", reason=reason)

    async def _ask_credits(
        self, check_id: CheckId, authorization: Authorization | None
    ) -> tuple[Check, CreditsPair | None]:
        question = _CREDITS_QUESTIONS[check_id]
        if authorization is None:
            by_token = check_id.startswith("credits-oidc")
            absent = _why_no_token(self.runtime) if by_token else _why_no_key(self.runtime)
            return Check(id=check_id, question=question, outcome="skipped", reason=absent), None
        return await self.gateway.credits(check_id, question, authorization)

    async def _ask_credits_by_key(self) -> tuple[list[Check], CreditsPair | None]:
        """Credits by the key as it is sent and, where something can be taken off it, by what then remains."""
        cleaned = _authorization("api-key", self.runtime.keyring.cleaned_key)
        asked = self._ask_credits("credits-key", self.key)
        if cleaned is None:
            check, pair = await asked
            return [check], pair
        (check, pair), (without, _) = await asyncio.gather(asked, self._ask_credits("credits-key-cleaned", cleaned))
        return [check, without], pair

    async def _read_again(
        self, first: tuple[CreditsPair | None, CreditsPair | None]
    ) -> tuple[list[Check], TeamRelation]:
        """The free answers that a verdict would rest on, a second time and beside the experiments."""
        control, (by_key, key_pair), (by_oidc, oidc_pair) = await asyncio.gather(
            self.gateway.control("credits-control-again"),
            self._ask_credits("credits-key-again", self.key),
            self._ask_credits("credits-oidc-again", self.oidc),
        )
        team = self._relate_teams([first[0], key_pair], [first[1], oidc_pair], control)
        return [check for check in (control, by_key, by_oidc) if check.asked], team

    async def _experiment(
        self, baseline: Check, streamed: Check | None, checks: list[Check], team: TeamRelation
    ) -> list[Experiment]:
        situation = self._situation(baseline, streamed, {check.id: check for check in checks}, team)
        mode = self.inputs.experiments
        if mode == "none":
            return list(situation.asked_before)
        return await run_experiments(
            self.gateway,
            situation,
            everything=mode == "all",
            max_generations=self.inputs.settings.max_generations,
        )

    def _situation(
        self, baseline: Check, streamed: Check | None, checks: Mapping[str, Check], team: TeamRelation
    ) -> Situation:
        endpoints = checks["endpoints"]
        own = checks.get("credits-key" if self.key is not None else "credits-oidc")
        settings = self.inputs.settings
        if self.chosen is None:
            raise ValueError("no experiment without a credential")
        return Situation(
            asked=self.asked,
            authorization=self.chosen,
            baseline=baseline,
            asked_before=(first_asking(DESIGNS["streaming"], streamed, baseline),) if streamed else (),
            oidc=self.oidc,
            deployment_headers=self.headers,
            providers=tuple(item.provider for item in endpoints.endpoints or [] if item.active is not False),
            control_model=settings.control_model,
            tier_model=settings.tier_model,
            request_byok=settings.request_byok,
            team=team,
            credits=own.credits if own is not None else None,
            shapes=settings.shapes,
        )

    @property
    def asked(self) -> Generation:
        return self._asked_as(self.runtime.row, self.runtime.credential.source)

    def _asked_as(self, client: Client, source: str) -> Generation:
        settings = self.inputs.settings
        return Generation(
            model=self.inputs.asked_model,
            client=client.name,
            protocol=client.protocol,
            deployment_headers=self.headers if client.deployment_headers else {},
            provider_options=settings.provider_options if client.carries_options else None,
            modality=self.modality,
            streaming=self.modality == "language" and _streams(client, settings.streaming),
            auth_header=client.carries(source),
            team=settings.team if client.names_team else None,
        )

    @property
    def row(self) -> Client:
        return self.runtime.row

    @property
    def headers(self) -> Mapping[str, str]:
        borrowed = self.inputs.borrowed_headers
        return self.runtime.deployment_headers if borrowed is None else borrowed

    @property
    def key(self) -> Authorization | None:
        return _authorization("api-key", self.runtime.keyring.api_key)

    @property
    def oidc(self) -> Authorization | None:
        return _authorization("oidc", self.runtime.keyring.oidc_token)

    @property
    def chosen(self) -> Authorization | None:
        return _chosen(self.runtime.credential, self.runtime.keyring)


def _streams(client: Client, wanted: Streaming) -> bool:
    """Whether the client's request is asked as a stream: where both ways are, its own way goes first."""
    return wanted == "on" or (wanted == "both" and client.streams)


async def _nothing() -> None:
    return None


_CREDITS_QUESTIONS: dict[CheckId, str] = {
    "credits-key": "Does the gateway know the key, and what is its team's balance?",
    "credits-key-again": "Does the gateway say the same of the key a second time?",
    "credits-key-cleaned": "Does the gateway know the key once its defects are taken off?",
    "credits-oidc": "Does the gateway know the OIDC token, and what is its team's balance?",
    "credits-oidc-again": "Does the gateway say the same of the OIDC token a second time?",
}


def _chosen(credential: Credential, keyring: Keyring) -> Authorization | None:
    """The credential that the client would pick: none where it finds none, whatever else lies here."""
    return None if credential.method == "none" else _authorization(credential.method, keyring.chosen)


def _authorization(use: Literal["api-key", "oidc"], secret: SecretStr | None) -> Authorization | None:
    return None if secret is None else Authorization(use, use, secret)


def _why_no_key(runtime: RuntimeObservation) -> Reason:
    if runtime.credential.state == "unsendable":
        return Reason(code="credential-unsendable", text="the key cannot be put into a header")
    return Reason(code="no-key", text=f"{runtime.row.key_variables[0]} is absent or empty")


def _why_no_token(runtime: RuntimeObservation) -> Reason:
    if all(token.state == "absent" for token in runtime.tokens):
        return Reason(code="no-token", text="no OIDC token is in the request header, the file or the environment")
    return Reason(
        code="token-unusable", text="the OIDC token that is here is expired, unreadable, or not from the platform"
    )
