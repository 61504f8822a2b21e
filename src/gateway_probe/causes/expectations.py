"""What was declared about this place, and whether it holds here."""

from collections.abc import Iterator
from typing import Literal

from gateway_probe.causes.cause import Assessment, Basis, Indicated, Observed, Supported, cause, step
from gateway_probe.causes.generation_record import is_borne_out, record_of
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import CREDENTIALS, KEYS, MARK_FOR_RETENTION, REDEPLOY, WHICH_TEAM, set_key
from gateway_probe.causes.when import served
from gateway_probe.document.answer import ProviderAttempt
from gateway_probe.document.exchange import Check

THE_OTHER_WAY = " for the other way of answering"
_BY_THE_LOG = "the gateway's log of the team: what it says of this generation"


@cause(
    "different-key-same-length",
    "Another key than expected",
    severity="warning",
    next_steps=[set_key("Set the right key."), REDEPLOY],
    sources=["https://community.vercel.com/t/44229"],
)
def different_key_same_length(seen: Reading) -> Assessment:
    """Presence and length are the same for any two gateway keys; only a fingerprint tells them apart."""
    if seen.probe.expected_key != "differs":
        return None
    return Supported(
        "The key in this runtime is not the one that GATEWAY_PROBE_EXPECT_KEY names. Length alone cannot show that: gateway keys are all of one length.",
        "/probe/expected_key",
        seen.key_at("fingerprint"),
        basis=Observed(),
        explains=False,
    )


@cause(
    "expected-key-absent",
    "The key that is expected here is not there",
    severity="warning",
    next_steps=[set_key("Set it for this environment."), REDEPLOY],
    sources=["https://vercel.com/docs/environment-variables"],
)
def expected_key_absent(seen: Reading) -> Assessment:
    """GATEWAY_PROBE_EXPECT_KEY says which key this place has; there is none, and requests run by other means."""
    if seen.probe.expected_key != "no-key":
        return None
    return Supported(
        "GATEWAY_PROBE_EXPECT_KEY names a key, and no key is in this runtime"
        + (": requests run by the deployment's OIDC token." if seen.method == "oidc" else "."),
        "/probe/expected_key",
        "/credential/method",
        basis=Observed(),
        explains=False,
    )


@cause(
    "expected-credential-not-used",
    "Another provider credential served than expected",
    severity="warning",
    when=served,
    beside=["byok-credential-missing-or-disabled"],
    next_steps=[CREDENTIALS, KEYS],
    sources=["https://community.vercel.com/t/22065"],
)
def expected_credential_not_used(seen: Reading) -> Assessment:
    """GATEWAY_PROBE_EXPECT_CREDENTIAL says whose provider account is to pay."""
    wanted = seen.probe.expected_credential
    if wanted == "not-set":
        return None
    whose = {"byok": "the team's own", "system": "the gateway's"}
    for at, used in _credentials_used(seen):
        if used != wanted:
            return Supported(
                f"The request was served with {whose[used]} provider credential{_in_the_other_way(at)}, and GATEWAY_PROBE_EXPECT_CREDENTIAL asks for {whose[wanted]}.",
                at,
                "/probe/expected_credential",
                basis=_basis_of(seen),
                explains=False,
                decided_by=_BY_THE_LOG,
                next_steps=(MARK_FOR_RETENTION,)
                if wanted == "byok" and seen.probe.provider_options.zero_data_retention
                else (),
            )
    return None


def _in_the_other_way(at: str) -> str:
    """Of what served a request, an experiment alone tells of the other way of answering."""
    return THE_OTHER_WAY if at.startswith("/experiments/") else ""


def _credentials_used(seen: Reading) -> Iterator[tuple[str, str]]:
    """Whose provider credential served, plain and streamed; by the record where the routing does not say."""
    served_by = [found for found in (seen.serving, seen.serving_the_stream) if found is not None]
    told = [(at, attempt.credential_type) for at, attempt in served_by if attempt.credential_type in {"byok", "system"}]
    yield from ((at, str(used)) for at, used in told)
    record = record_of(seen)
    if not told and record is not None and record.is_byok is not None:
        yield seen.at("generation-record", "record/is_byok"), "byok" if record.is_byok else "system"


def _basis_of(seen: Reading) -> Basis:
    """Two have to say so, the answer and the record, and neither may speak against it; else it is a sign."""
    return Observed() if seen.serving is not None and is_borne_out(seen) else Indicated()


@cause(
    "expected-provider-not-used",
    "Another provider served than expected",
    severity="warning",
    when=served,
    next_steps=[step("Restrict the request with the provider option `only`.")],
    sources=["https://vercel.com/docs/ai-gateway/models-and-providers/provider-filtering-and-ordering"],
)
def expected_provider_not_used(seen: Reading) -> Assessment:
    """GATEWAY_PROBE_EXPECT_PROVIDER says which provider is to serve."""
    wanted = seen.probe.expected_provider
    other = next(((at, used) for at, used in providers_used(seen) if used != wanted), None)
    if wanted is None or other is None:
        return None
    return Supported(
        f"{other[1]} served the request{_in_the_other_way(other[0])}, and GATEWAY_PROBE_EXPECT_PROVIDER asks for {wanted}.",
        other[0],
        "/probe/expected_provider",
        basis=_basis_of(seen),
        explains=False,
        decided_by=_BY_THE_LOG,
    )


def providers_used(seen: Reading) -> Iterator[tuple[str, str]]:
    """Which provider served, plain and streamed; by the routing's last word where it tells no attempts, then by the record."""
    asked: tuple[tuple[Literal["baseline", "streaming"], Check | None, tuple[str, ProviderAttempt] | None], ...]
    asked = (
        ("baseline", seen.baseline, seen.serving),
        ("streaming", seen.experiment("streaming"), seen.serving_the_stream),
    )
    for name, check, attempt in asked:
        record = record_of(seen) if name == "baseline" else None
        if attempt is not None and attempt[1].provider is not None:
            yield attempt[0], attempt[1].provider
        elif check is not None and check.answer == "served" and check.routing and check.routing.final_provider:
            yield seen.at(name, "routing"), check.routing.final_provider
        elif record is not None and record.provider is not None:
            yield seen.at("generation-record", "record/provider"), record.provider


@cause(
    "expected-team-differs",
    "The deployment is of another team than expected",
    severity="warning",
    next_steps=[WHICH_TEAM, step("Check which project this folder is linked to.", "vercel project inspect")],
    sources=["https://vercel.com/docs/oidc/reference"],
)
def expected_team_differs(seen: Reading) -> Assessment:
    """GATEWAY_PROBE_EXPECT_TEAM names the team; the OIDC token of this deployment names another one."""
    if seen.probe.expected_team != "differs":
        return None
    return Supported(
        "The OIDC token of this deployment names another team than GATEWAY_PROBE_EXPECT_TEAM.",
        "/probe/expected_team",
        basis=Observed(),
        explains=False,
    )
