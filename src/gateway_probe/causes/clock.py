"""The clock of this machine, by which tokens are judged."""

from gateway_probe.causes.cause import Assessment, Indicated, Observed, Supported, cause
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import DEVELOPMENT_TOKEN, PULL, SET_CLOCK
from gateway_probe.document.facts import OidcToken

MAX_SKEW_MS = 30_000


def clock_is_off(seen: Reading) -> bool:
    """By more than half a minute, against the gateway's."""
    offset = seen.evidence.runtime.clock_offset_ms
    return offset is not None and abs(offset) > MAX_SKEW_MS


def clock_is_held_against_the_gateways(seen: Reading) -> bool:
    """An answer of the gateway told its time."""
    return seen.evidence.runtime.clock_offset_ms is not None


def has_expired_by_the_gateways(seen: Reading, token: OidcToken) -> bool:
    """By its clock alone: this machine, whose clock is behind, takes the token for a fresh one."""
    offset = seen.evidence.runtime.clock_offset_ms
    if offset is None or token.validity != "valid" or token.expires_in_s is None:
        return False
    return token.expires_in_s * 1000 + offset < -MAX_SKEW_MS


@cause(
    "clock-skew", "The clock is off", severity="warning", next_steps=[SET_CLOCK], sources=["panva/openid-client #454"]
)
def clock_skew(seen: Reading) -> Assessment:
    """Tokens carry times; a clock that is off by more than half a minute makes them early or late."""
    explains = seen.method == "oidc" and seen.refused_with("authentication_error")
    used = seen.token_in_use
    if explains and used is not None and has_expired_by_the_gateways(seen, used[1]):
        return Supported(
            "This machine's clock is behind the gateway's, by which the token in use has expired. Nothing here renews it before this "
            "clock says so too.",
            "/runtime/clock_offset_ms",
            f"{used[0]}/expires_in_s",
            basis=Observed(),
            next_steps=[SET_CLOCK, DEVELOPMENT_TOKEN, PULL],
        )
    off = clock_is_off(seen)
    future = next((at for at, token in seen.tokens() if token.validity == "not-yet-valid"), None)
    if not off and future is None:
        return None
    told = "does not agree with the gateway's" if off else "says that a token is not active yet"
    return Supported(
        f"This machine's clock {told}. Tokens are then refused now and again; a key knows no time.",
        *(("/runtime/clock_offset_ms",) if off else ()),
        *((f"{future}/validity",) if future else ()),
        basis=Indicated(),
        explains=explains,
        decided_by="the same request after the clock is set",
    )
