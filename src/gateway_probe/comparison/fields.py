"""The fields that are compared: each with its title, its class, and what a difference between two places means."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from gateway_probe.comparison import compared_values as values
from gateway_probe.document import Document
from gateway_probe.document.comparison import Stability
from gateway_probe.document.facts import LAG_USD

Difference = Literal["relevant", "expected"]


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


FIELDS: tuple[Field, ...] = (
    Field(
        "key",
        "gateway key",
        "credential",
        "relevant",
        values.of_the_key(values.bare_key),
        same_note="the same key, by fingerprint",
        untold=values.of_the_key(values.why_unnamed),
    ),
    Field(
        "key-state",
        "state of the key",
        "credential",
        "relevant",
        values.of_the_key(lambda v: None if v.shape == "unread" else v.shape),
    ),
    Field(
        "key-length",
        "raw length of the key",
        "credential",
        "relevant",
        values.of_the_key(lambda v: None if v.length is None or not v.present else str(v.length)),
    ),
    Field(
        "key-defects",
        "defects of the key",
        "credential",
        "relevant",
        values.of_the_key(lambda v: ", ".join(sorted({d.kind for d in v.defects})) or "none"),
    ),
    Field(
        "credential",
        "credential in use",
        "credential",
        "relevant",
        lambda d: f"{d.credential.method} ({d.credential.state})",
    ),
    # Each deployment has tokens of its own, and new ones within the hour; two machines may have pulled one.
    Field(
        "token", "OIDC token in use", "volatile", "expected", values.token, same_note="the same token, by fingerprint"
    ),
    Field("team", "team of the deployment", "identity", "relevant", values.team),
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
        values.grant,
        minutes=5,
        same_note="the same sum of credits",
        lag=LAG_USD,
    ),
    Field("granted-band", "band of what was ever granted", "outcome", "relevant", values.granted_band, minutes=5),
    Field("credits", "credits of the key's team", "outcome", "relevant", values.credits_bands, minutes=5),
    Field("model", "model", "configuration", "relevant", lambda d: d.probe.model),
    Field("protocol", "protocol", "configuration", "relevant", lambda d: d.probe.protocol),
    Field(
        "options",
        "provider options",
        "configuration",
        "relevant",
        values.options,
        untold=values.why_options_are_unknown,
    ),
    Field("client", "client", "configuration", "relevant", values.client),
    Field("streaming", "way of answering", "configuration", "relevant", values.streaming),
    Field("named-team", "team that the app names", "configuration", "relevant", values.named_team),
    Field("base-url", "gateway", "configuration", "relevant", values.gateway, vague=values.LOOPBACK),
    Field("way", "way to the gateway", "outcome", "expected", values.way),
    Field("probe-version", "version of the probe", "configuration", "expected", lambda d: d.probe.version),
    Field("headers", "deployment headers sent", "configuration", "expected", values.sent_headers),
    Field("platform", "platform", "identity", "expected", lambda d: d.runtime.platform),
    Field("environment", "environment", "identity", "expected", lambda d: d.runtime.environment),
    Field("region", "region", "identity", "expected", lambda d: d.runtime.region),
    Field("project", "project", "identity", "expected", lambda d: d.runtime.project_id),
    Field("deployment", "deployment", "identity", "expected", lambda d: d.runtime.deployment_id),
    Field("commit", "commit", "identity", "expected", lambda d: d.runtime.commit),
    Field("baseline", "the app's request", "outcome", "relevant", values.outcome_of("baseline")),
    Field("other-way", "the other way of answering", "outcome", "relevant", values.other_way),
    Field("served-by", "served by", "outcome", "relevant", values.provider),
    Field("attempts", "provider attempts", "outcome", "relevant", values.attempts),
    Field("credits-key", "credits by the key", "outcome", "relevant", values.outcome_of("credits-key")),
    Field("credits-control", "a made-up key", "outcome", "relevant", values.outcome_of("credits-control")),
    Field("models", "list of models", "outcome", "relevant", values.outcome_of("models")),
    Field("time", "time of the app's request", "timing", "expected", values.milliseconds),
)
