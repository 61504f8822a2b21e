"""What a refusal for money or tier shows, where the rules of several topics read it."""

from gateway_probe.document.judgement import Confidence
from gateway_probe.findings.reading import Reading, refused_with

BYOK_GATE = "byok_requires_paid_credits"


def is_free_tier(reading: Reading) -> bool:
    """The tier oracle was refused as the free tier is: that proves the tier of the key's team (failure catalogue, Q12)."""
    tier = reading.experiment("model-tier")
    error = tier.response.error if tier is not None and tier.response is not None else None
    return (
        refused_with(tier, "no_providers_available")
        and error is not None
        and error.param_name == "RestrictedModelsError"
    )


def origin_flip(reading: Reading) -> tuple[str, ...]:
    """The pointers that show the deployment headers flipping the answer; none where the baseline itself is unsteady."""
    repeat = reading.experiment("baseline-repeat")
    if repeat is not None and repeat.flips:
        return ()
    names = ("headers-none", "headers-all", "headers-project")
    return tuple(reading.at(name, "flips") for name in names if (e := reading.experiment(name)) is not None and e.flips)


def team_is_known_to_be_ours(reading: Reading) -> bool:
    """The refusal is about the deployment's own team: by its own token, or by equal credits."""
    own = reading.evidence.identity.key_and_deployment_team.relation == "same"
    return own or reading.evidence.credential.method == "oidc"


def surely(reading: Reading) -> Confidence:
    """An explicit error type decides what refuses, unless the key is another team's: then that is the likelier cause."""
    return "likely" if reading.evidence.identity.key_and_deployment_team.relation == "different" else "certain"
