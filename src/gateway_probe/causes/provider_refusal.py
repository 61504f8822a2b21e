"""A provider's refusal of which nothing else is known than its words."""

from gateway_probe.causes.cause import Assessment, Hinted, Supported, cause, step
from gateway_probe.causes.provider import DOWN, last_failed
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.when import provider_was_tried_in_vain
from gateway_probe.document.answer import ProviderAttempt
from gateway_probe.document.vocabulary import ProviderSaying

_TOLD_ELSEWHERE = {402, 429, 529} | DOWN
_SAID_ELSEWHERE: set[ProviderSaying] = {"deployment-missing", "host-not-resolved", "out-of-funds", "overloaded", "rate", "region"}  # fmt: skip
"""What other causes are told by. Where an attempt failed for one of these, that a provider refused is told beside it."""


def _is_told_elsewhere(attempt: ProviderAttempt) -> bool:
    """That a credential is refused is told by other causes where it is the team's own."""
    says = set(attempt.says)
    of_it = attempt.status in {401, 403} or {"credential-invalid", "credential-unreadable"} & says
    return bool(
        attempt.status in _TOLD_ELSEWHERE or _SAID_ELSEWHERE & says or (of_it and attempt.credential_type != "system")
    )


@cause(
    "provider-refuses",
    "The provider refuses the request in its own words",
    when=provider_was_tried_in_vain,
    severity="warning",
    names_no_cause=True,
    next_steps=[step("Read the attempts of the baseline in this Document: the provider's status and words are there.")],
    sources=["https://vercel.com/docs/ai-gateway/models-and-providers/provider-options"],
)
def provider_refuses(seen: Reading) -> Assessment:
    """The gateway tried a provider, and what came back are the provider's words and not the gateway's own."""
    hit = last_failed(seen)
    if hit is None or hit[1].status is None or not 400 <= hit[1].status < 500 or hit[1].status in {408, 429}:
        return None
    provider = hit[1].provider or "the provider"
    told = any(_is_told_elsewhere(attempt) for _, attempt in seen.attempts)
    return Supported(
        f"The gateway let the request through and {provider} answered {hit[1].status}. The words of the error are the provider's.",
        hit[0],
        basis=Hinted(),
        explains=not told,
        remark=told,
        decided_by="the same request by another provider (the experiment route-other)",
    )
