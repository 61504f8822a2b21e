"""The fields that are compared: each with its title, its class, and what a difference between two places means."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from gateway_probe.causes.key_defects import WHITE_SPACE_AROUND
from gateway_probe.clients import DEFAULT_CLIENT
from gateway_probe.document import Document
from gateway_probe.document.comparison import Stability
from gateway_probe.document.exchange import Check
from gateway_probe.document.facts import LAG_USD, TEAM_HEADER, Variable
from gateway_probe.document.vocabulary import CheckId

Difference = Literal["relevant", "expected"]
LOOPBACK = "loopback"


@dataclass(frozen=True)
class Field:
    """One compared field. `read` gives None where the place does not have it; `minutes` bounds what may be compared."""

    id: str
    title: str
    stability: Stability
    difference: Difference
    read: Callable[[Document], str | None]
    minutes: float | None = None
    same_note: str | None = None
    vague: str | None = None
    """A value that two places may have in common and mean two things by."""
    lag: int | None = None
    """Numbers that are apart by less may be two readings of one."""
    untold: Callable[[Document], str | None] = lambda _: None
    """Why a place that has it does not tell it."""


def _key(read: Callable[[Variable], str | None]) -> Callable[[Document], str | None]:
    def of(document: Document) -> str | None:
        found = document.key
        return read(found) if found is not None else None

    return of


def _of_the_bare_key(key: Variable) -> str | None:
    """The fingerprint without what is around the key. White space is in none: they are of values as they are sent."""
    around = [one for one in key.defects if one.kind != "equal-to-variable" and one.kind not in WHITE_SPACE_AROUND]
    return key.bare_fingerprint or (None if around else key.fingerprint)


def _why_unnamed(key: Variable) -> str | None:
    needed = "a key that could be guessed is compared by GATEWAY_PROBE_FINGERPRINT_SALT alone, set alike in each place"
    return needed if key.needs_salt else None


def _token(document: Document) -> str | None:
    return document.credential.fingerprint if document.credential.method == "oidc" else None


def _outcome(check_id: CheckId) -> Callable[[Document], str | None]:
    return lambda document: _tell_outcome(document.check(check_id))


def _tell_outcome(found: Check | None) -> str | None:
    if found is None or not found.asked:
        return None
    status = f" {found.response.status}" if found.response else ""
    error = found.response.error if found.response else None
    return f"{found.outcome}{status}" + (f" {error.type}" if error and error.type else "")


def _other_way(document: Document) -> str | None:
    """What became of the way of answering that is not the client's own, which is asked beside it."""
    found = document.experiment("streaming")
    told = _tell_outcome(found)
    if found is None or found.request is None or told is None:
        return None
    return f"{'streamed' if found.request.streaming else 'plain'}: {told}"


def _grant_of(document: Document) -> str | None:
    """Balance plus usage, which spending does not move; the private level alone has it."""
    found = document.check("credits-key")
    credits_ = found.credits if found else None
    if credits_ is None or credits_.balance is None or credits_.total_used is None:
        return None
    try:
        return f"{Decimal(credits_.balance) + Decimal(credits_.total_used):f} dollars"
    except InvalidOperation:
        return None


def _granted_band(document: Document) -> str | None:
    found = document.check("credits-key")
    return found.credits.granted_band if found and found.credits else None


def _credits_bands(document: Document) -> str | None:
    found = document.check("credits-key")
    credits_ = found.credits if found else None
    return None if credits_ is None else f"balance {credits_.balance_band}, granted {credits_.granted_band}"


def _sent_headers(document: Document) -> str | None:
    baseline = document.baseline
    if baseline is None or baseline.request is None:
        return None
    return ", ".join(sorted(name for name in baseline.request.headers if name.startswith("ai-o11y-"))) or "none"


def _streaming(document: Document) -> str | None:
    asked = document.baseline.request if document.baseline else None
    return None if asked is None else "streamed" if asked.streaming else "plain"


def _named_team(document: Document) -> str | None:
    """The team that the app names to the gateway: who reads a public Document sees only that it names one."""
    asked = document.baseline.request if document.baseline else None
    if asked is None:
        return None
    named = asked.headers.get(TEAM_HEADER)
    return "none" if named is None else f"named {named}"


def _provider_of(document: Document) -> str | None:
    baseline = document.baseline
    by = baseline.routing.served_by if baseline and baseline.routing else None
    return f"{by.provider} ({by.credential_type})" if by else None


def _attempts(document: Document) -> str | None:
    baseline = document.baseline
    count = baseline.routing.total_provider_attempts if baseline and baseline.routing else None
    return None if count is None else str(count)


def _team(document: Document) -> str | None:
    claims = (token.claims for token in document.identity.tokens if token.platform_supplied is not False)
    return next((c.owner_id for c in claims if c is not None and c.owner_id), None)


def _options(document: Document) -> str | None:
    options = document.probe.provider_options
    return f"{', '.join(options.keys) or 'none'} {options.fingerprint or ''}".strip() if options.present else "none"


def _why_options_are_unknown(document: Document) -> str | None:
    hidden = "a text in them could be guessed, and is compared by GATEWAY_PROBE_FINGERPRINT_SALT alone"
    return hidden if document.probe.provider_options.hides_text else None


def _client(document: Document) -> str:
    """Who was asked as; a Document of an earlier build was always the AI SDK's."""
    client = document.probe.client
    return client.name if client is not None else DEFAULT_CLIENT


def _gateway(document: Document) -> str:
    """Where the gateway is: any host that is neither Vercel's nor this machine's is one of its own."""
    gateway = document.gateway
    return LOOPBACK if gateway.base_url_kind == LOOPBACK else gateway.base_url


def _way(document: Document) -> str:
    answers = (item.response for item in (*document.gateway.checks, *document.experiments))
    marked = any(answer is not None and answer.handed_on for answer in answers)
    return "through something in between" if marked else "nothing in between is seen"


def _milliseconds(document: Document) -> str | None:
    baseline = document.baseline
    return f"{baseline.timing.total:.0f} ms" if baseline and baseline.timing else None


FIELDS: tuple[Field, ...] = (
    Field(
        "key",
        "gateway key",
        "credential",
        "relevant",
        _key(_of_the_bare_key),
        same_note="the same key, by fingerprint",
        untold=_key(_why_unnamed),
    ),
    Field(
        "key-state",
        "state of the key",
        "credential",
        "relevant",
        _key(lambda v: None if v.shape == "unread" else v.shape),
    ),
    Field(
        "key-length",
        "raw length of the key",
        "credential",
        "relevant",
        _key(lambda v: None if v.length is None or not v.present else str(v.length)),
    ),
    Field(
        "key-defects",
        "defects of the key",
        "credential",
        "relevant",
        _key(lambda v: ", ".join(sorted({d.kind for d in v.defects})) or "none"),
    ),
    Field(
        "credential",
        "credential in use",
        "credential",
        "relevant",
        lambda d: f"{d.credential.method} ({d.credential.state})",
    ),
    # Each deployment has tokens of its own; two machines may have pulled one.
    Field("token", "OIDC token in use", "credential", "expected", _token, same_note="the same token, by fingerprint"),
    Field("team", "team of the deployment", "identity", "relevant", _team),
    Field(
        "key-team",
        "key's team and deployment's team",
        "identity",
        "relevant",
        lambda d: (
            d.identity.key_and_deployment_team.relation
            if d.identity.key_and_deployment_team.relation != "unknown"
            else None
        ),
    ),
    Field(
        "granted",
        "ever granted to the key's team",
        "outcome",
        "relevant",
        _grant_of,
        minutes=5,
        same_note="the same sum of credits",
        lag=LAG_USD,
    ),
    Field("granted-band", "band of what was ever granted", "outcome", "relevant", _granted_band, minutes=5),
    Field("credits", "credits of the key's team", "outcome", "relevant", _credits_bands, minutes=5),
    Field("model", "model", "configuration", "relevant", lambda d: d.probe.model),
    Field("protocol", "protocol", "configuration", "relevant", lambda d: d.probe.protocol),
    Field("options", "provider options", "configuration", "relevant", _options, untold=_why_options_are_unknown),
    Field("client", "client", "configuration", "relevant", _client),
    Field("streaming", "way of answering", "configuration", "relevant", _streaming),
    Field("named-team", "team that the app names", "configuration", "relevant", _named_team),
    Field("base-url", "gateway", "configuration", "relevant", _gateway, vague=LOOPBACK),
    Field("way", "way to the gateway", "outcome", "expected", _way),
    Field("probe-version", "version of the probe", "configuration", "expected", lambda d: d.probe.version),
    Field("headers", "deployment headers sent", "configuration", "expected", _sent_headers),
    Field("platform", "platform", "identity", "expected", lambda d: d.runtime.platform),
    Field("environment", "environment", "identity", "expected", lambda d: d.runtime.environment),
    Field("region", "region", "identity", "expected", lambda d: d.runtime.region),
    Field("project", "project", "identity", "expected", lambda d: d.runtime.project_id),
    Field("deployment", "deployment", "identity", "expected", lambda d: d.runtime.deployment_id),
    Field("commit", "commit", "identity", "expected", lambda d: d.runtime.commit),
    Field("baseline", "the app's request", "outcome", "relevant", _outcome("baseline")),
    Field("other-way", "the other way of answering", "outcome", "relevant", _other_way),
    Field("served-by", "served by", "outcome", "relevant", _provider_of),
    Field("attempts", "provider attempts", "outcome", "relevant", _attempts),
    Field("credits-key", "credits by the key", "outcome", "relevant", _outcome("credits-key")),
    Field("credits-control", "a made-up key", "outcome", "relevant", _outcome("credits-control")),
    Field("models", "list of models", "outcome", "relevant", _outcome("models")),
    Field("time", "time of the app's request", "timing", "expected", _milliseconds),
)
