"""What the experiments know when they are planned: the baseline, its answer, and what else could be asked with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Any

from gateway_probe.clients import Shape
from gateway_probe.document.facts import TeamRelation
from gateway_probe.gateway import Authorization, Generation
from gateway_probe.record import record

if TYPE_CHECKING:
    from gateway_probe.document.answer import Credits
    from gateway_probe.document.exchange import Check, Experiment


@record(frozen=True)
class Situation:
    """The inputs of the plan. A factor is varied from here and nowhere else."""

    asked: Generation
    authorization: Authorization
    baseline: Check
    asked_before: tuple[Experiment, ...] = ()
    """Experiments that were asked together with the baseline."""
    owes_other_way: bool = False
    """Whether the baseline's other way of answering is wanted and was not asked beside it."""
    oidc: Authorization | None = None
    cleaned_key: Authorization | None = None
    """The key that is asked with, without what is no part of it, where that is another one."""
    deployment_headers: Mapping[str, str] = field(default_factory=dict)
    providers: tuple[str, ...] = ()
    control_model: str = ""
    tier_model: str = ""
    request_byok: Mapping[str, Any] | None = field(default=None, repr=False)
    team: TeamRelation | None = None
    own_credits: Check | None = None
    """The look-up of the credits of the credential that is asked with."""
    model_is_listed: bool = False
    """Whether the public list of models names the very id that is asked for."""
    shapes: tuple[Shape, ...] = ()
    """What else the app's requests hold, to be asked once each where the baseline is served."""

    @property
    def gateway_options(self) -> dict[str, Any]:
        """The `gateway` part of the app's provider options."""
        options = (self.asked.provider_options or {}).get("gateway")
        return dict(options) if isinstance(options, dict) else {}

    @property
    def has_funds(self) -> bool:
        """The gateway shows a positive balance."""
        return self._credits is not None and self._credits.is_positive

    @property
    def may_have_paid(self) -> bool:
        """The gateway shows a balance that no free credit reaches, or none."""
        return self._credits is None or self._credits.balance_band not in {"negative", "zero", "up-to-5"}

    @property
    def _credits(self) -> Credits | None:
        return self.own_credits.credits if self.own_credits is not None else None

    @property
    def credits_are_denied(self) -> bool:
        """The team is refused even its own balance."""
        return self.own_credits is not None and self.own_credits.refused_with("access_denied")

    @property
    def provider(self) -> str | None:
        """The provider that the baseline was, or would have been, routed to."""
        routing = self.baseline.routing
        if routing is None:
            return None
        return routing.final_provider or routing.resolved_provider
