"""A plain answer and a streamed one: the client's own way is the baseline, the other is asked beside it."""

from gateway_probe.causes.cause import Assessment, Basis, Flipped, Hinted, Indicated, Supported, cause, step
from gateway_probe.causes.factors import tell_repeats
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import RETRY
from gateway_probe.document.effect import BROKEN, WANTED_REPEATS
from gateway_probe.document.exchange import Check

_TICKET = step("Make a ticket with both generation ids.", "gateway-probe run --disclosure private --format text")


@cause(
    "stream-refused",
    "Refused as a stream, served as a plain answer",
    severity="warning",
    beside=["error-inside-200-stream"],
    next_steps=[step("If the app streams, ask for plain answers until this is settled."), _TICKET],
    sources=["vercel/ai #18303", "https://community.vercel.com/t/41127"],
)
def stream_refused(seen: Reading) -> Assessment:
    """Most apps stream; a plain answer that is served says nothing about a stream that is refused."""
    flip, (plain, streamed) = seen.flip("streaming"), ways(seen)
    if flip is None or plain is None or streamed is None or plain.answer != "served":
        return None
    kind = f" ({streamed.error.type})" if streamed.error and streamed.error.type else ""
    return Supported(
        f"The same request is served as a plain answer and refused as a stream{kind}.{tell_repeats(flip)}",
        seen.at("streaming", "effect"),
        basis=_basis_of(seen),
        explains=not seen.served,
        decided_by="both ways of answering repeated until each has four answers",
    )


@cause(
    "plain-answer-refused",
    "Refused as a plain answer, served as a stream",
    next_steps=[step("Let the app stream until this is settled."), _TICKET],
    sources=["vercel/ai #18303"],
)
def plain_answer_refused(seen: Reading) -> Assessment:
    """The refusal belongs to one way of answering."""
    flip, (_, streamed) = seen.flip("streaming"), ways(seen)
    if flip is None or streamed is None or streamed.answer != "served" or not (seen.refused or seen.served):
        return None
    return Supported(
        "The same request is refused as a plain answer and served as a stream." + tell_repeats(flip),
        seen.at("streaming", "effect"),
        basis=_basis_of(seen),
        explains=not seen.served,
        decided_by="both ways of answering repeated until each has four answers",
    )


@cause(
    "stream-broken",
    "The streamed answer fails while the plain one is served",
    severity="warning",
    next_steps=[RETRY],
    sources=["vercel/ai #18303"],
)
def stream_broken(seen: Reading) -> Assessment:
    """A stream that is cut, ends in an error of the server or over a limit of rate, or is no stream at all."""
    plain, streamed = ways(seen)
    if plain is None or plain.answer != "served" or streamed is None:
        return None
    if streamed.answer not in {*BROKEN, "throttled"}:
        return None
    if streamed.reason is not None and streamed.reason.code in {"time-budget", "probe-fault"}:
        return None
    if seen.stops_being_served and [answer for _, answer in seen.same_request_answers].count("served") == 1:
        # The plain answer is not served any more either.
        return None
    limited = streamed.answer == "throttled"
    why = f": {streamed.reason.text}" if streamed.reason else ", for a limit of rate" if limited else ""
    always = _breaks_always(seen)
    again = (
        f" Asked again: {WANTED_REPEATS} of {WANTED_REPEATS} failed, as many plain ones were served." if always else ""
    )
    return Supported(
        f"The plain answer was served, and the streamed one was not{why}.{again}",
        seen.at(streamed.id, "answer"),
        basis=Indicated() if always else Hinted(),
        explains=not seen.served,
        decided_by="the streamed request again",
        # A limit of rate would meet plain answers as well.
        next_steps=() if limited else (RETRY, step("Ask for plain answers meanwhile.")),
    )


def _breaks_always(seen: Reading) -> bool:
    """Whether each further stream failed too, and each further plain answer was served: as many of each as are asked."""
    other = seen.experiment("streaming")
    told = [(item.arm, item.answer) for item in other.repeats] if other is not None else []
    failed = sum(arm == "variant" and answer in BROKEN for arm, answer in told)
    return failed == told.count(("baseline", "served")) == WANTED_REPEATS


def gets_by(seen: Reading) -> bool:
    """Whether the client comes to an answer all the same: behind a stream that failed it asks for a plain answer."""
    plain, streamed = ways(seen)
    if plain is None or plain.answer != "served" or streamed is None or streamed is not seen.baseline:
        return False
    return seen.client.asks_again_plain and streamed.status == 200 and streamed.answer != "served"


def _basis_of(seen: Reading) -> tuple[Basis, ...]:
    """The flip; and no more than a sign where the baseline's request was not read, which says which of the two ways is
    refused, or where an invalid request does not name what is invalid: that may be the model."""
    baseline = seen.baseline
    known = baseline is not None and baseline.request is not None and not seen.names_nothing_invalid
    return (Flipped("streaming"), *(() if known else (Indicated(),)))


def ways(seen: Reading) -> tuple[Check | None, Check | None]:
    """The plain asking of the app's request, and the streamed one."""
    baseline, other = seen.baseline, seen.experiment("streaming")
    streams = baseline is not None and baseline.request is not None and baseline.request.streaming
    return (other, baseline) if streams else (baseline, other)
