"""The clock of this machine, by which tokens are judged."""

from gateway_probe.causes.cause import Assessment, Indicated, Supported, cause
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import SET_CLOCK

MAX_SKEW_MS = 30_000


def clock_is_off(seen: Reading) -> bool:
    """By more than half a minute, against the gateway's."""
    offset = seen.evidence.runtime.clock_offset_ms
    return offset is not None and abs(offset) > MAX_SKEW_MS


def clock_is_held_against_the_gateways(seen: Reading) -> bool:
    """An answer of the gateway told its time."""
    return seen.evidence.runtime.clock_offset_ms is not None


@cause(
    "clock-skew", "The clock is off", severity="warning", next_steps=[SET_CLOCK], sources=["panva/openid-client #454"]
)
def clock_skew(seen: Reading) -> Assessment:
    """Tokens carry times; a clock that is off by more than half a minute makes them early or late."""
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
        explains=seen.method == "oidc" and seen.refused_with("authentication_error"),
        decided_by="the same request after the clock is set",
    )
