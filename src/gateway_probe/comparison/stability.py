"""The stability class of every field of the Document. A test fails when a new field has none."""

from fnmatch import fnmatchcase

from gateway_probe.document.comparison import Stability

# Patterns over dotted paths, indexes left out; the first match wins, so exceptions come before the rule.
_CLASSES: tuple[tuple[str, Stability], ...] = (
    ("schema_version", "configuration"),
    ("probe.started_at", "volatile"),
    ("probe.duration_ms", "timing"),
    ("probe.generations", "outcome"),
    ("probe.time_budget_reached", "outcome"),
    ("probe.expected_key", "credential"),
    ("probe.*", "configuration"),
    ("runtime.request_id", "volatile"),
    ("runtime.clock_offset_ms", "volatile"),
    ("runtime.*", "identity"),
    ("variables.name", "configuration"),
    ("variables.*", "credential"),
    ("identity.tokens.expires_in_s", "volatile"),
    ("identity.tokens.fingerprint", "volatile"),
    ("identity.tokens.claims.issued_at", "volatile"),
    ("identity.tokens.claims.not_before", "volatile"),
    ("identity.tokens.claims.expires_at", "volatile"),
    ("identity.*", "identity"),
    ("credential.*", "credential"),
    ("gateway.base_url*", "configuration"),
    ("*.timing.*", "timing"),
    ("*.stream.first_event_ms", "timing"),
    ("*.stream.last_event_ms", "timing"),
    ("*.generation_id", "volatile"),
    ("*.response.headers", "volatile"),
    ("*.response.body_bytes", "volatile"),
    ("*.request.*", "configuration"),
    ("gateway.checks.*", "outcome"),
    ("experiments.*", "outcome"),
    ("findings.*", "outcome"),
    ("verdict.*", "outcome"),
    ("support.*", "volatile"),
    ("redactions.*", "volatile"),
)


def stability_of(path: str) -> Stability | None:
    """The class of a field by its dotted path, or None where it has none yet."""
    return next((stability for pattern, stability in _CLASSES if fnmatchcase(path, pattern)), None)
