"""D9, D13, F4 and H5 of the failure catalogue: what a provider's own answer means."""

import re

from gateway_probe.document.exchange import ProviderAttempt
from gateway_probe.findings.reading import Reading
from gateway_probe.findings.rule import Assessment, Open, Rule, Supported, step


def _provider_rate_limit(reading: Reading) -> Assessment:
    hit = _provider_refuses(reading, 429)
    if hit is None and reading.baseline is not None and reading.status == 429 and not reading.attempts:
        said = (reading.error.message or "" if reading.error else "").lower()
        return None if "free tier" in said else Open("the attempts of the same request a minute later")
    if hit is None or _out_of_funds_words(hit[1]):
        return None
    return Supported("certain", (hit[0],), "The provider, not the gateway, limits the rate." + _whose(hit[1]))


def _upstream_funds(reading: Reading) -> Assessment:
    hit = _provider_refuses(reading, 402, 429)
    if hit is None or (hit[1].status != 402 and not _out_of_funds_words(hit[1])):
        return None
    return Supported(
        "likely",
        (hit[0],),
        "The provider says that its account is out of funds." + _whose(hit[1]),
        decided_by="the provider's console",
    )


def _provider_down(reading: Reading) -> Assessment:
    hit = _provider_refuses(reading, 500, 502, 503, 504, 529)
    if hit is None:
        return None
    other = reading.experiment("route-other")
    served = other is not None and other.outcome == "passed"
    return Supported(
        "certain" if served else "likely",
        (hit[0], *((reading.at("route-other", "outcome"),) if served else ())),
        "The provider fails for this model" + (", while another provider serves it." if served else "."),
        decided_by="the same request by another provider (the experiment route-other)",
    )


def _region(reading: Reading) -> Assessment:
    hit = _provider_refuses(reading, 403, 451)
    said = hit is not None and re.search(r"unsupported_country|region|territory", hit[1].error or "", re.IGNORECASE)
    if not said and not reading.baseline_refused_with("model_unavailable_in_region"):
        return None
    pointers = (hit[0],) if hit is not None and said else (reading.at("baseline", "response/error/type"),)
    return Supported(
        "likely",
        (*pointers, "/runtime/region"),
        "The provider refuses requests from the region that this one came from.",
        decided_by="the same deployment in another region",
    )


def _provider_refuses(reading: Reading, *statuses: int) -> tuple[str, ProviderAttempt] | None:
    if reading.baseline_passed:
        return None
    return next(((at, a) for at, a in reversed(reading.attempts) if a.success is False and a.status in statuses), None)


def _out_of_funds_words(attempt: ProviderAttempt) -> bool:
    return bool(
        re.search(r"insufficient (balance|funds|quota)|billing|credit balance", attempt.error or "", re.IGNORECASE)
    )


def _whose(attempt: ProviderAttempt) -> str:
    whose = {"byok": " The account is the team's own.", "system": " The account is the gateway's."}
    return whose.get(attempt.credential_type or "", "")


RULES = (
    Rule(
        "upstream-account-out-of-funds",
        "The provider's account is out of funds",
        "error",
        "money",
        "The gateway passes the provider's words on.",
        (step("Look at the provider's billing page."),),
        ("vercel/ai #9290",),
        _upstream_funds,
    ),
    Rule(
        "provider-rate-limit",
        "The provider limits the rate",
        "error",
        "money",
        "The provider's own quota, seen through the gateway.",
        (step("Raise the provider's quota or slow down."),),
        ("https://vercel.com/docs/ai-gateway/rate-limits",),
        _provider_rate_limit,
    ),
    Rule(
        "provider-route-down-for-model",
        "The provider fails for this model",
        "error",
        "model",
        "One provider's route may be down while others serve the model.",
        (step("Drop `only`, or name another provider, until it is back."),),
        ("vercel/ai #19866, #13963",),
        _provider_down,
    ),
    Rule(
        "region-refused-by-provider",
        "The provider refuses this region",
        "error",
        "place",
        "Some providers refuse requests from some countries.",
        (step("Run the function in another region (`regions` in vercel.json)."),),
        ("lobehub/lobehub #3203",),
        _region,
    ),
)
