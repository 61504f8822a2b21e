"""Everything that one run asks of the gateway, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from gateway_probe.clients import Client
from gateway_probe.document.facts import TeamRelation
from gateway_probe.experiments import (
    DESIGNS,
    OTHER_CLIENTS,
    Planned,
    Situation,
    ask_planned,
    early_round,
    first_asking,
    run_experiments,
)
from gateway_probe.gateway import Authorization, GatewayClient, Generation
from gateway_probe.gateway.generation import Modality, kind_in_name, modality_of
from gateway_probe.probe.app_request import request_of
from gateway_probe.probe.authorizations import authorization_of, chosen_by_client, leave_out, why_no_baseline
from gateway_probe.probe.credits import CreditChecks
from gateway_probe.probe.inputs import Inputs
from gateway_probe.probe.team_relation import Pairs, relate_teams
from gateway_probe.record import record
from gateway_probe.runtime import RuntimeObservation
from gateway_probe.runtime.guard import Guard, all_of

if TYPE_CHECKING:
    from gateway_probe.document.exchange import Check, Experiment
    from gateway_probe.gateway import CreditsPair

T = TypeVar("T")

Beside: TypeAlias = "list[tuple[Planned, Check]]"
"""What was asked together with the baseline, and the answers."""

QUESTION = "Is the request that the app's client would send from here served?"


@record
class Inquiry:
    """Everything that one run asks of the gateway, in three steps: look-ups and baseline; experiments; confirmation."""

    inputs: Inputs
    runtime: RuntimeObservation
    gateway: GatewayClient
    kind: str | None = None
    """What kind of model is asked, by its name or, once that was read, by the public list; None while nobody knows."""
    modality: Modality = "language"
    guard: Guard = field(default_factory=Guard)

    async def ask_all(self) -> tuple[list[Check], list[Experiment], TeamRelation]:
        """Everything that depends on nothing else at once; the baseline first, since the longest chain begins there."""
        gateway = self.gateway
        self._ask_for(kind_in_name(self.inputs.asked_model))
        unsure = self.kind is None and self.runtime.key_may_be_of_another and self.row.embeds is not None
        listed = await self._list_models() if unsure else None
        if listed is not None:
            # Another service's key may not be sent where the client would not, which is for text alone: what the model
            # makes is asked first.
            self._ask_for(listed.model_kind)
        first, listing, endpoints, control, by_keys, by_token = await all_of(
            self._ask_baseline(),
            self._list_models() if listed is None else _give(listed),
            gateway.endpoints(self.inputs.asked_model),
            gateway.control(),
            self.credits.by_key(),
            self.credits.ask("credits-oidc", self.oidc),
        )
        (baseline, before), (by_key, cleaned, key_pair), (by_oidc, oidc_pair) = first, by_keys, by_token
        pairs = (key_pair, oidc_pair)
        team = self._relate_teams([key_pair], [oidc_pair], control)
        known = [self.credits.tell("credits-key", by_key), *cleaned, self.credits.tell("credits-oidc", by_oidc)]
        checks: list[Check] = [listing, endpoints, control, *known]
        if self._ask_for(listing.model_kind):
            # The list came beside the baseline: the model is asked again for what it makes.
            baseline, before = await self._ask_baseline(self._plan_early(baseline, checks, team))
        checks.append(baseline)
        if self.chosen is None or not baseline.asked:
            refused = any(check.answer == "refused" for check in known)
            if baseline.left_out_by_choice and refused:
                # All that the verdict can rest on: one odd answer of a look-up must wake nobody.
                confirming, team = await self.guard.wait("second-readings", self._read_again(pairs), ([], team))
                checks += confirming
            return checks, [], team
        rests_on_credits = baseline.answer != "served" or team.relation == "different"
        record, again, experiments = await all_of(
            self._ask_for_record(baseline, self.chosen),
            self.guard.wait("second-readings", self._read_again(pairs) if rests_on_credits else _give(None), None),
            self.guard.wait("experiments", self._experiment(baseline, before, checks, team), []),
        )
        checks += record
        if again is not None:
            more, team = again
            checks += more
        return checks, experiments, team

    async def _list_models(self) -> Check:
        settings = self.inputs.settings
        return await self.gateway.models(self.inputs.asked_model, settings.control_model, settings.tier_model)

    def _relate_teams(self, by_key: Pairs, by_oidc: Pairs, control: Check) -> TeamRelation:
        return self.guard.read(
            "team",
            lambda: relate_teams(by_key, by_oidc, control_refused=control.outcome == "passed"),
            lambda _: TeamRelation(relation="unknown", basis="not-comparable"),
        )

    def _ask_for(self, kind: str | None) -> bool:
        """Ask for what a model of this kind makes; whether that is another thing than before."""
        before = self.modality
        self.kind = kind or self.kind
        self.modality = modality_of(self.row, self.kind)
        if self.modality != before:
            self.runtime = self.runtime.turn_to_other_kind()
        return self.modality != before

    async def _ask_baseline(self, early: Sequence[Planned] = ()) -> tuple[Check, Beside]:
        """The baseline, asked in the client's own way, and beside it the other way and what else can be told early."""
        why = why_no_baseline(self.inputs, self.runtime)
        if why is not None:
            return leave_out(why, QUESTION), []
        asked, chosen = self.asked, self.chosen
        if chosen is None:
            raise ValueError("a generation needs a credential")
        other = Planned(DESIGNS["streaming"], (replace(asked, streaming=not asked.streaming), chosen))
        # A model that may make no text is asked for it once: the other way follows when the list has been read.
        both = self._wants_both and self.kind is not None
        beside = [other, *early] if both else early
        baseline, *told = await all_of(
            self.gateway.generate("baseline", QUESTION, asked, chosen),
            *(ask_planned(self.gateway, item) for item in beside),
        )
        return baseline, list(zip(beside, told, strict=True))

    def _plan_early(self, text: Check, checks: list[Check], team: TeamRelation) -> list[Planned]:
        """What would be asked if the model were refused as it was when asked for text."""
        if self.inputs.experiments != "auto" or self.chosen is None:
            return []
        asked = self.gateway.generations + 1
        allowance = self.inputs.settings.max_generations - asked
        return self.guard.read(
            "experiments",
            lambda: early_round(self._situation(text, [], checks, team), asked=asked, allowance=allowance),
            lambda _: [],
        )

    @property
    def _wants_both(self) -> bool:
        settings = self.inputs.settings
        return settings.streaming == "both" and settings.max_generations > 1 and self.modality == "language"

    async def _ask_for_record(self, baseline: Check, chosen: Authorization) -> list[Check]:
        found = baseline.generation_id if baseline.outcome == "passed" else None
        return [await self.gateway.record(found, chosen)] if found else []

    def _plan_others(self) -> list[Planned]:
        """The same question as each other client that this place is set up for, with its own credential and words."""
        if self.inputs.experiments == "none" and not self.runtime.each:
            return []
        left = max(0, self.inputs.settings.max_generations - self.gateway.generations)
        planned: list[Planned] = []
        for design, (client, credential, keyring) in zip(OTHER_CLIENTS, self.runtime.others, strict=False):
            chosen = chosen_by_client(credential, keyring)
            modality = modality_of(client, self.kind)
            takes = modality == "language" or credential.source not in client.keys_after_token
            if chosen is not None and takes and client.makes(self.kind):
                request = (request_of(client, credential.source, modality, self.inputs, self.headers), chosen)
                planned.append(Planned(replace(design, level=client.name), request))
        return planned[:left]

    async def _read_again(
        self, first: tuple[CreditsPair | None, CreditsPair | None]
    ) -> tuple[list[Check], TeamRelation]:
        """The free answers that a verdict would rest on, a second time and beside the experiments."""
        control, (by_key, key_pair), (by_oidc, oidc_pair) = await all_of(
            self.gateway.control("credits-control-again"),
            self.credits.ask("credits-key-again", self.key),
            self.credits.ask("credits-oidc-again", self.oidc),
        )
        team = self._relate_teams([first[0], key_pair], [first[1], oidc_pair], control)
        return [check for check in (control, by_key, by_oidc) if check is not None and check.asked], team

    async def _experiment(
        self, baseline: Check, before: Beside, checks: list[Check], team: TeamRelation
    ) -> list[Experiment]:
        return await run_experiments(
            self.gateway,
            self._situation(baseline, before, checks, team),
            mode=self.inputs.experiments,
            max_generations=self.inputs.settings.max_generations,
            others=self.guard.read("other-clients", self._plan_others, lambda _: []),
        )

    def _situation(self, baseline: Check, before: Beside, checks: list[Check], team: TeamRelation) -> Situation:
        found = {str(check.id): check for check in checks}
        endpoints, listing = found["endpoints"], found["models"].listing
        own = found.get("credits-key" if self.key is not None else "credits-oidc")
        settings = self.inputs.settings
        if self.chosen is None:
            raise ValueError("no experiment without a credential")
        return Situation(
            asked=self.asked,
            authorization=self.chosen,
            baseline=baseline,
            asked_before=tuple(first_asking(item.design, check, baseline) for item, check in before),
            owes_other_way=self._wants_both and not before,
            oidc=self.oidc,
            cleaned_key=authorization_of("api-key", self.runtime.keyring.cleaned_key),
            deployment_headers=self.headers,
            providers=tuple(item.provider for item in endpoints.endpoints or [] if item.active is not False),
            control_model=settings.control_model,
            tier_model=settings.tier_model,
            request_byok=settings.request_byok,
            team=team,
            own_credits=own,
            model_is_listed=listing is not None and listing.names(self.inputs.asked_model),
            shapes=settings.shapes,
        )

    @property
    def credits(self) -> CreditChecks:
        return CreditChecks(self.runtime, self.gateway)

    @property
    def asked(self) -> Generation:
        return request_of(self.row, self.runtime.credential.source, self.modality, self.inputs, self.headers)

    @property
    def row(self) -> Client:
        return self.runtime.row

    @property
    def headers(self) -> Mapping[str, str]:
        borrowed = self.inputs.borrowed_headers
        return self.runtime.deployment_headers if borrowed is None else borrowed

    @property
    def key(self) -> Authorization | None:
        return authorization_of("api-key", self.runtime.keyring.api_key)

    @property
    def oidc(self) -> Authorization | None:
        return authorization_of("oidc", self.runtime.keyring.oidc_token)

    @property
    def chosen(self) -> Authorization | None:
        return chosen_by_client(self.runtime.credential, self.runtime.keyring)


async def _give(value: T) -> T:
    return value
