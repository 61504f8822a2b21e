"""Group E of the failure catalogue: what became of the team's own provider credential."""

import re

from gateway_probe.document.exchange import ProviderAttempt
from gateway_probe.findings.options import zero_data_retention
from gateway_probe.findings.reading import Reading
from gateway_probe.findings.rule import Assessment, Excluded, Rule, Supported, step
from gateway_probe.findings.steps import BYOK

_PAGE = step("Open the team's BYOK page and press Test Key; it shows the provider's own words.")


def _silent_fallback(reading: Reading) -> Assessment:
    failed, served = reading.failed_byok, reading.served_by_system
    if failed is None or not reading.baseline_passed:
        return None
    pointers = [failed[0], *([served[0]] if served else [])]
    return Supported(
        "certain",
        tuple(pointers),
        "The team's own provider credential was tried first and failed; the answer came from "
        + ("the gateway's credentials, charged to credits." if served else "another attempt.")
        + " The app sees success."
        + _provider_word(failed[1]),
        explains=False,
    )


def _missing_or_disabled(reading: Reading) -> Assessment:
    served = reading.served_by_system
    if not reading.baseline_passed or served is None or reading.failed_byok is not None or not _asked_for_byok(reading):
        return None
    if zero_data_retention(reading) or reading.evidence.probe.provider_options.order:
        return None
    routing = reading.baseline.routing if reading.baseline else None
    planned_byok = routing is not None and "byok" in routing.planned
    if planned_byok:
        return None
    outright = bool(reading.evidence.probe.provider_options.request_byok)
    return Supported(
        "likely" if outright else "possible",
        (served[0], "/probe/model"),
        "The request names a provider, yet the gateway's own credentials served it and no BYOK attempt was made: the team has no enabled "
        "credential for that provider, or it is not this team's.",
        explains=False,
        decided_by="the BYOK page of the key's team: whether a credential for the provider is there and enabled",
    )


def _asked_for_byok(reading: Reading) -> bool:
    """Whether somebody said that BYOK is wanted: by request options, or by naming the provider in the model id."""
    options = reading.evidence.probe.provider_options
    if options.request_byok:
        return True
    models = reading.check("models")
    listing = models.listing if models else None
    model = reading.evidence.probe.model
    # azure/gpt-5.4-mini is listed as openai/gpt-5.4-mini: the prefix names a provider, not a creator.
    return listing is not None and listing.as_id is not None and listing.as_id != model and "/" in model


def _azure_deployment(reading: Reading) -> Assessment:
    failed = reading.failed_byok
    if failed is None or failed[1].provider != "azure" or failed[1].status != 404:
        return None
    return Supported(
        "likely" if not re.search(r"deployment", failed[1].error or "", re.IGNORECASE) else "certain",
        (failed[0],),
        "Azure knows no deployment under the name that the gateway asks for. A deployment made within the last five minutes answers alike.",
        explains=not reading.baseline_passed,
        decided_by="the name of the deployment in the Azure portal",
    )


def _azure_resource_is_url(reading: Reading) -> Assessment:
    failed = reading.failed_byok
    if failed is None or failed[1].provider != "azure":
        return None
    if not re.search(
        r"getaddrinfo|ENOTFOUND|https?://\S*https?|\.openai\.azure\.com\S*\.openai\.azure\.com", failed[1].error or ""
    ):
        return None
    return Supported(
        "likely",
        (failed[0],),
        "The resource name of the Azure credential looks like a URL, so the host is built twice.",
        explains=not reading.baseline_passed,
        decided_by="the credential's resource name",
    )


def _wrong_key_or_excluded(reading: Reading) -> Assessment:
    return _azure_wrong_key(reading) or _not_the_credential(reading)


def _azure_wrong_key(reading: Reading) -> Assessment:
    failed = reading.failed_byok
    if failed is None or failed[1].status != 401:
        return None
    request = reading.experiment("byok-request")
    proven = request is not None and bool(request.flips)
    return Supported(
        "certain",
        (failed[0], *((reading.at("byok-request", "flips"),) if proven else ())),
        "The provider refuses the team's stored credential with 401. Its words do not tell a wrong key from a wrong resource."
        + (
            " With the credential that you supplied the same request is served: the stored one is at fault."
            if proven
            else ""
        ),
        explains=not reading.baseline_passed,
    )


def _not_the_credential(reading: Reading) -> Excluded | None:
    """Zero provider attempts: no provider credential was ever used, so none of them can have failed."""
    routing = reading.baseline.routing if reading.baseline else None
    if (
        reading.baseline is None
        or reading.baseline.outcome != "refused"
        or routing is None
        or routing.total_provider_attempts != 0
    ):
        return None
    return Excluded(
        "no provider attempt was made, so the provider never saw its credential",
        (reading.at("baseline", "routing/total_provider_attempts"),),
    )


def _malformed_credential(reading: Reading) -> Assessment:
    failed = reading.failed_byok
    if failed is None or not re.search(r"PEM|DECODER|InvalidCharacter|private key|ASN\.?1", failed[1].error or ""):
        return None
    return Supported(
        "likely",
        (failed[0],),
        "The stored credential cannot be read before anything is sent: a key of several lines was probably cut or escaped.",
        explains=not reading.baseline_passed,
        decided_by="the credential entered again with real newlines",
    )


def _provider_word(attempt: ProviderAttempt) -> str:
    return f" The provider answered {attempt.status}." if attempt.status else ""


RULES = (
    Rule(
        "byok-failed-silent-system-fallback",
        "BYOK failed and the gateway's credentials served",
        "warning",
        "byok",
        "The fallback is by design and silent; credits are charged.",
        (step("Repair the credential on the BYOK page."), _PAGE),
        ("https://community.vercel.com/t/22065", BYOK),
        _silent_fallback,
    ),
    Rule(
        "byok-azure-deployment-name",
        "Azure has no deployment of that name",
        "error",
        "byok",
        "Azure deployments with own names need a model mapping.",
        (step("Add modelMappings to the credential, or name the deployment as the model."), _PAGE),
        ("vercel/ai pull request 14310", BYOK),
        _azure_deployment,
    ),
    Rule(
        "byok-azure-resource-name-is-url",
        "The Azure resource name is a URL",
        "error",
        "byok",
        "The field takes the bare name of the resource.",
        (step("Enter the bare resource name."), _PAGE),
        ("Portkey-AI/gateway #160",),
        _azure_resource_is_url,
    ),
    Rule(
        "byok-azure-wrong-key-or-resource",
        "The provider refuses the stored credential",
        "error",
        "byok",
        "A wrong key and a wrong resource get the same words.",
        (step("Copy key and resource from the same page of the provider's console."), _PAGE),
        ("microsoft/chat-copilot #738", BYOK),
        _wrong_key_or_excluded,
    ),
    Rule(
        "byok-structured-credential-malformed",
        "The stored credential cannot be read",
        "error",
        "byok",
        "Keys of several lines lose their newlines on the way.",
        (step("Enter it again with real newlines."), _PAGE),
        ("vercel/ai #5595", "vercel/vercel #14972"),
        _malformed_credential,
    ),
    Rule(
        "byok-credential-missing-or-disabled",
        "BYOK was meant and not used",
        "warning",
        "byok",
        "Without an enabled credential the gateway uses its own and charges credits, without an error.",
        (_PAGE,),
        ("https://community.vercel.com/t/22065", BYOK),
        _missing_or_disabled,
    ),
)
