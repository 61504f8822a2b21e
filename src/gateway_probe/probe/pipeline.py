"""One run, top to bottom: observe, seal, judge. What comes out holds no secret."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from gateway_probe.disclosure import Secrets
from gateway_probe.document import Level
from gateway_probe.gateway import CLIENT, Deadline, GatewayClient, Transport
from gateway_probe.probe.inputs import Inputs
from gateway_probe.probe.inquiry import Inquiry
from gateway_probe.probe.meanwhile import prepare_meanwhile
from gateway_probe.record import record
from gateway_probe.runtime import NamesASecret, RuntimeObservation, observe_runtime
from gateway_probe.settings import DEFAULT_BASE_URL

if TYPE_CHECKING:
    from gateway_probe.document import Document, Evidence

_LOG = logging.getLogger("gateway_probe")
_READERS = ("httpx", "gateway_probe.gateway.checks", "gateway_probe.gateway.lookups", "gateway_probe.gateway.streams")
"""Needed once something is answered, with what they import."""
_NEEDED_LATER = ("gateway_probe.causes", "gateway_probe.probe.evidence", "gateway_probe.probe.conclusion")
"""Needed once all is."""

Progress = Callable[[str, str], None]
"""Called with the id of a check and `started` or its outcome."""


@record(frozen=True)
class Run:
    """A finished run: sealed evidence, and the secrets that the last gate searches for."""

    evidence: Evidence
    salt: str = field(default="", repr=False)
    secrets: Secrets = field(default_factory=Secrets, repr=False)

    def document(self, level: Level) -> Document:
        """The Document at this level, judged from what the level shows."""
        try:
            from gateway_probe.probe.conclusion import conclude

            return conclude(self.evidence, level, self.salt)
        except Exception as error:  # noqa: BLE001 - the same: the run was made
            from gateway_probe.probe.remains import leave_unconcluded

            _note(error)
            return leave_unconcluded(self.evidence, level)


@record
class Begun:
    """A run so far."""

    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    runtime: RuntimeObservation | None = field(default=None, repr=False)
    gateway: GatewayClient | None = field(default=None, repr=False)


async def diagnose(
    inputs: Inputs, progress: Progress = lambda _id, _state: None, needed_later: Iterable[str] = ()
) -> Run:
    """Run every check and, where the baseline fails, the experiments; then seal.

    `needed_later` are modules that the caller needs once the run is finished: they are imported while it waits.
    """
    begun = Begun()
    try:
        return await _run(inputs, begun, progress, needed_later)
    except NamesASecret:
        raise  # before anything was asked
    except Exception as error:  # noqa: BLE001 - whatever it is, what was asked is paid for
        from gateway_probe.probe.remains import remains

        _note(error)
        known = Secrets() if begun.runtime is None else begun.runtime.secrets
        return Run(remains(inputs, begun), inputs.settings.fingerprint_salt, known)


async def _run(inputs: Inputs, begun: Begun, progress: Progress, needed_later: Iterable[str]) -> Run:
    settings = inputs.settings
    deadline = Deadline(inputs.budget_s)
    runtime = begun.runtime = _observe(inputs)
    sent = runtime.row.asks_for(inputs.asked_model)
    if sent != inputs.asked_model:
        inputs = replace(inputs, model=sent)
    async with Transport() as transport:
        team_named = settings.team if runtime.row.names_team else None
        gateway = GatewayClient(transport, settings.base_url, runtime.secrets, deadline, progress, team=team_named)
        begun.gateway = gateway
        inquiry = Inquiry(inputs, runtime, gateway)
        with prepare_meanwhile(_READERS, (*_NEEDED_LATER, *needed_later)):
            checks, experiments, team = await inquiry.ask_all()
    from gateway_probe.probe.evidence import RunRequest, seal

    borrowed = inputs.borrowed_headers is not None
    asked = RunRequest(inputs.asked_model, inputs.experiments, inputs.budget_s, borrowed, inputs.model_origin)
    faults = [*runtime.faults, *inquiry.guard.faults]
    evidence = seal(settings, asked, inquiry.runtime, gateway, begun.started_at, checks, experiments, team, faults)
    return Run(_mark_shadowed(evidence, inputs.shadowed), settings.fingerprint_salt, runtime.secrets)


def _note(error: Exception) -> None:
    # The kind alone: a message may hold what must not leave.
    _LOG.error("probe-fault: the run broke: %s", type(error).__name__)


def _mark_shadowed(evidence: Evidence, names: frozenset[str]) -> Evidence:
    if not names:
        return evidence
    variables = [
        variable.model_copy(update={"shadows_file": True}) if variable.name in names else variable
        for variable in evidence.variables
    ]
    return evidence.model_copy(update={"variables": variables})


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
