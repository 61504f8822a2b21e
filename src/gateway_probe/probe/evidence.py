"""What was observed, put into the typed Evidence. Nothing that comes out of here can hold a secret."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Literal

from gateway_probe import __version__
from gateway_probe.disclosure import empty, fingerprint, is_ordinary, public_fingerprint, withhold
from gateway_probe.document import Evidence
from gateway_probe.document.exchange import Check, Experiment, GatewayFacts
from gateway_probe.document.facts import Identity, TeamRelation
from gateway_probe.document.run_facts import OptionsFacts, ProbeFacts
from gateway_probe.document.vocabulary import RunPart
from gateway_probe.gateway import CLIENT, GatewayClient, name_client
from gateway_probe.probe.coverage import list_tested, list_untested
from gateway_probe.record import record
from gateway_probe.runtime import RuntimeObservation
from gateway_probe.runtime.guard import Guard
from gateway_probe.settings import DEFAULT_BASE_URL, Settings
from gateway_probe.trust import whom_is_trusted

_LEFT_OUT = "hidden"
_NAME = re.compile(r"[\w./-]{1,64}")


@record(frozen=True)
class RunRequest:
    """What this run was asked for, once defaults and the platform's deadline are taken into account."""

    model: str
    experiments: Literal["auto", "none", "all"]
    budget_s: float
    borrowed_headers: bool = False
    model_origin: Literal["set", "default"] = "set"


def seal(
    settings: Settings,
    asked: RunRequest,
    runtime: RuntimeObservation,
    gateway: GatewayClient,
    started_at: datetime,
    checks: list[Check],
    experiments: list[Experiment],
    team: TeamRelation,
    faults: Iterable[RunPart] = (),
) -> Evidence:
    """The Evidence at the private level: every id in full, every relation already computed.

    The run is paid for: a relation that cannot be computed costs itself alone, and where the secrets of this place
    cannot be searched for, nothing is kept that a level could hide.
    """
    guard = Guard()
    options = guard.read("sealing", lambda: _options(settings), lambda _: OptionsFacts())
    expected_key = guard.read("sealing", lambda: _expected_key(settings, runtime), lambda _: "not-set")
    expected_team = guard.read("sealing", lambda: _expected_team(settings, runtime), lambda _: "unknown")
    token_and_project = guard.read("sealing", lambda: _token_and_project(runtime), lambda _: "unknown")
    warnings = guard.read("sealing", lambda: _warnings(settings, runtime), lambda _: [])
    asked_for = guard.read("sealing", lambda: list_tested(checks, experiments), lambda _: [])
    ways, row = settings.streaming, runtime.row
    left_out = guard.read("sealing", lambda: list_untested(ways, row, checks, experiments), lambda _: [])
    asked_client = guard.read("sealing", lambda: runtime.client, lambda _: None)
    client = guard.read("sealing", name_client, lambda _: CLIENT)
    evidence = Evidence(
        probe=ProbeFacts(
            version=__version__,
            started_at=started_at,
            duration_ms=gateway.deadline.elapsed_ms(),
            disclosure="private",
            model=asked.model,
            model_origin=asked.model_origin,
            control_model=settings.control_model,
            tier_model=settings.tier_model,
            client=asked_client,
            protocol=runtime.row.protocol,
            deployment_headers="borrowed" if asked.borrowed_headers else "own",
            experiments_mode=asked.experiments,
            provider_options=options,
            time_budget_s=round(asked.budget_s, 3),
            time_budget_reached=any(
                c.reason is not None and c.reason.code == "time-budget" for c in [*checks, *experiments]
            ),
            max_generations=settings.max_generations,
            generations=gateway.generations,
            streaming=settings.streaming,
            expected_key=expected_key,
            expected_credential=settings.expect_credential or "not-set",
            expected_provider=settings.expect_provider,
            expected_team=expected_team,
            faults=sorted({*faults, *guard.faults}),
            warnings=warnings,
        ),
        runtime=runtime.facts.model_copy(update={"client": client, "clock_offset_ms": gateway.clock_offset_ms}),
        variables=runtime.variables,
        identity=Identity(tokens=runtime.tokens, key_and_deployment_team=team, token_and_project=token_and_project),
        credential=runtime.credential,
        gateway=GatewayFacts(
            base_url=settings.base_url,
            base_url_kind=_base_url_kind(settings.base_url),
            trust=whom_is_trusted() if settings.base_url.startswith("https://") else None,
            checks=checks,
        ),
        experiments=experiments,
        tested=asked_for,
        not_tested=left_out,
    )
    return guard.read(
        "disclosure", lambda: withhold(evidence, runtime.secrets), lambda _: empty(evidence).blame(["disclosure"])
    )


def _warnings(settings: Settings, runtime: RuntimeObservation) -> list[str]:
    """Those of the settings, and what of them this client has no use for."""
    found = list(settings.warnings)
    if settings.team is not None and not runtime.row.names_team:
        found.append(f"GATEWAY_PROBE_TEAM was ignored: {runtime.row.title} names no team")
    return found


def _expected_team(
    settings: Settings, runtime: RuntimeObservation
) -> Literal["matches", "differs", "not-set", "unknown"]:
    if settings.expect_team is None:
        return "not-set"
    for token in runtime.tokens:
        if token.platform_supplied is not False and token.claims is not None and token.claims.owner_id:
            return "matches" if token.claims.owner_id == settings.expect_team else "differs"
    return "unknown"


def _expected_key(
    settings: Settings, runtime: RuntimeObservation
) -> Literal["matches", "differs", "not-set", "no-key"]:
    if settings.expect_key is None:
        return "not-set"
    key = runtime.keyring.api_key
    if key is None:
        return "no-key"
    # The key in quotes is still that key: its defects are told by causes of their own.
    held = [key.get_secret_value()]
    held += [runtime.keyring.cleaned_key.get_secret_value()] if runtime.keyring.cleaned_key is not None else []
    # The expected fingerprint may be one without a salt, although this place has one.
    salt = settings.fingerprint_salt if settings.expect_key.startswith("fp1s-") else ""
    named = {fingerprint(value, salt, name=runtime.credential.source) for value in held}
    # Where there is a fingerprint to expect, a value that has none is another one.
    return "matches" if settings.expect_key in named else "differs"


def _token_and_project(runtime: RuntimeObservation) -> Literal["same", "different", "unknown"]:
    """The project of the platform's token against the project that the deployment says it is."""
    project = runtime.facts.project_id
    for token in runtime.tokens:
        if token.platform_supplied is not False and token.claims is not None and token.claims.project_id and project:
            return "same" if token.claims.project_id == project else "different"
    return "unknown"


def _options(settings: Settings) -> OptionsFacts:
    options = settings.provider_options
    if options is None:
        return OptionsFacts()
    gateway = options.get("gateway", {})
    byok = gateway.get("byok")
    leaves = _canonical(options, settings.fingerprint_salt)
    return OptionsFacts(
        present=True,
        keys=_names(f"{provider}.{name}" for provider, values in options.items() for name in values),
        only=_names(gateway.get("only")),
        order=_names(gateway.get("order")),
        zero_data_retention=gateway.get("zeroDataRetention") is True,
        request_byok=_names(byok) if isinstance(byok, dict) else [],
        fingerprint=public_fingerprint(repr(leaves), settings.fingerprint_salt),
        hides_text=any(shown == _LEFT_OUT for _, shown in leaves),
    )


def _names(values: Any) -> list[str]:
    """Names that are safe to show; anything else in the person's own JSON stays out."""
    if isinstance(values, str) or not hasattr(values, "__iter__"):
        return []
    return sorted({item for item in values if isinstance(item, str) and _NAME.fullmatch(item)})[:50]


def _canonical(options: Mapping[str, Any], salt: str) -> list[tuple[str, str]]:
    """The options, in which the fingerprint of a text that is no ordinary word stands for it, or nothing does.

    What is left is no secret, so a fingerprint of it cannot give one away.
    """
    gateway = options.get("gateway")
    if isinstance(gateway, dict) and "byok" in gateway:
        named = sorted(gateway["byok"]) if isinstance(gateway["byok"], dict) else None
        options = {**options, "gateway": {**gateway, "byok": named}}
    return sorted(_flat(options, "", salt))


def _flat(value: Any, path: str, salt: str) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in _flat(item, f"{path}/{key}", salt)]
    if isinstance(value, list):
        return [leaf for at, item in enumerate(value) for leaf in _flat(item, f"{path}/{at}", salt)]
    if isinstance(value, str) and not is_ordinary(value):
        return [(path, fingerprint(value, salt) or _LEFT_OUT)]
    return [(path, repr(value))]


def _base_url_kind(base_url: str) -> Literal["vercel", "loopback", "other"]:
    if base_url == DEFAULT_BASE_URL:
        return "vercel"
    return "loopback" if base_url.startswith("http://") else "other"
