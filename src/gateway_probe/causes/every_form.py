"""Whether the gateway's word hangs on one thing about the request: its path, headers, options, way of answering, credential.

What is said of a team, a budget or a model is so in whatever form it is asked for. Each respect that could be changed
here, alone or together with the model, has to have been changed, and to have left the refusal as it was.
"""

from gateway_probe.causes.factors import PROTOCOLS
from gateway_probe.causes.free_tier import free_tier_refusal
from gateway_probe.causes.reading import Reading
from gateway_probe.document.vocabulary import ExperimentId

_RESPECTS: tuple[tuple[ExperimentId, ...], ...] = (("headers-none",), PROTOCOLS, ("auth-header-other",), ("team-none",))
_WHERE_ASKED: tuple[ExperimentId, ...] = ("streaming", "headers-all", "options-none")
"""Who wants one way of answering has no other, and a client that sends no headers is not told by them."""


def is_said_in_every_form(seen: Reading, *, of_every_model: bool) -> bool:
    """Whether the refusal stayed as it was, in whatever respect the request was changed; and for another model too."""
    other_model = _is_said_again(seen, "model-tier" if seen.changes_nothing("model-control") else "model-control")
    # Other models are asked for without the app's options.
    without_options = other_model or bool(free_tier_refusal(seen)) or _stays(seen, "options-none")
    return (
        all(_stays(seen, *names) for names in _RESPECTS)
        and all(_is_said_again(seen, name) for name in _WHERE_ASKED if seen.experiment(name) is not None)
        and without_options
        and (other_model or not of_every_model)
        and _is_heard_by_the_token(seen)
    )


def _stays(seen: Reading, *names: ExperimentId) -> bool:
    """What was asked of these was refused alike, and of what was not asked nothing could be changed here."""
    asked = [name for name in names if seen.experiment(name) is not None]
    return all(_is_said_again(seen, name) for name in asked) and (
        bool(asked) or all(seen.changes_nothing(name) for name in names)
    )


def _is_said_again(seen: Reading, name: ExperimentId) -> bool:
    """In the gateway's own words, whatever name inside it they have at another path."""
    found = seen.experiment(name)
    error = seen.error
    return found is not None and error is not None and found.refused_with(str(error.type)) and seen.by_gateway(found)


def _is_heard_by_the_token(seen: Reading) -> bool:
    """That the token is served tells of the key's team or of the key; that it was not heard leaves that open."""
    found = seen.experiment("credential-oidc")
    return seen.changes_nothing("credential-oidc") if found is None else found.answer in {"served", "refused"}
