"""What is held of the account while it is read: the reply of each call, joined into facts."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from gateway_probe.account.account_facts import (
    Account,
    Budget,
    ByokCredential,
    CallAnswer,
    Deployment,
    Event,
    Key,
    RoutingRule,
    Team,
    VariableSetting,
)
from gateway_probe.account.calls import CALLS, CallId
from gateway_probe.account.places import Place, is_id
from gateway_probe.account.source import ApiAnswer, Source
from gateway_probe.document.base import Model

F = TypeVar("F", bound=Model)
_ANSWERED = frozenset({"known", "absent"})


@dataclass(frozen=True)
class Scope:
    """Which part of the account is meant, as far as it was said: a team by id or slug, a project by id or name."""

    since: datetime
    team: str | None = None
    project: str | None = None
    salt: str = ""


@dataclass(frozen=True)
class Ask:
    """One call with its parameters; `subject` is the host, id or project in its path."""

    call: CallId
    team: str | None = None
    subject: str | None = None
    cursor: str | None = None


@dataclass
class Reply:
    """What became of an ask. Facts only: the answer itself is gone."""

    answer: ApiAnswer
    facts: list[Model] = field(default_factory=list)
    cursor: str | None = None


class Held:
    """Every reply by its ask, and what follows from them: the team, the project, the facts."""

    def __init__(self, places: list[Place], scope: Scope) -> None:
        self.places, self.scope = places, scope
        self.replies: dict[Ask, Reply] = {}

    @property
    def named_team(self) -> str | None:
        """The team's id as it was given, or from a Document at the private level."""
        given = self.scope.team
        if given is None:
            return next((place.team for place in self.places if is_id(place.team, "team_")), None)
        if is_id(given, "team_"):
            return given
        return next((team.id for team in self.facts("teams", Team) if team.slug == given), None)

    @property
    def team(self) -> str | None:
        """The team that is asked about: as named, else that of the deployment; None for the login's own choice."""
        found = (item.team for item in self.facts("deployment", Deployment) if is_id(item.team, "team_"))
        return self.named_team or (None if self.scope.team is not None else next(found, None))

    @property
    def team_is_lost(self) -> bool:
        """A team was named, and its id is not known: asking on would answer for another team."""
        return self.scope.team is not None and self.team is None

    @property
    def project(self) -> str | None:
        """The project, as it was given, from a Document at the private level, or from the deployment."""
        if self.scope.project is not None:
            return self.scope.project
        private = next((place.project for place in self.places if is_id(place.project, "prj_")), None)
        return private or next((item.project for item in self.facts("deployment", Deployment) if item.project), None)

    def facts(self, call: CallId, kind: type[F]) -> list[F]:
        """Every fact that one call gave, for whatever team or host."""
        found = (item for ask, held in self.replies.items() if ask.call == call for item in held.facts)
        return [item for item in found if isinstance(item, kind)]

    def account(self, source: Source | None, read_at: datetime, duration_ms: float) -> Account:
        """Everything that is held, as facts."""
        no_team = "the team that was named is not among those of this login" if self.team_is_lost else None
        no_project = no_team or "the project is not known: name it with --project"
        nobody = "the account was not asked" if source is None else None
        variables = self._one("variables", VariableSetting, nobody or no_project, missed=source is not None)
        return Account(
            read_at=read_at,
            since=self.scope.since,
            source=source.kind if source else None,
            cli=source.version if source else None,
            requests=source.asked if source else 0,
            duration_ms=round(duration_ms, 1),
            project=self.project,
            team=self.team,
            teams=self._one("teams", Team, nobody or "the first answers say enough"),
            deployments=self._each("deployment", Deployment),
            variables=variables,
            shared_variables=self._one("shared-variables", VariableSetting, nobody or _why_not_shared(variables)),
            keys=self._each("keys", Key),
            byok=self._each("byok", ByokCredential),
            events=self._each("events", Event),
            budgets=self._one("budgets", Budget, nobody or "nothing was refused for a budget"),
            rules=self._one("rules", RoutingRule, nobody or "nothing was refused for a rule"),
        )

    def _one(self, call: CallId, kind: type[F], not_asked: str, *, missed: bool = False) -> CallAnswer[F]:
        """The list of one call; where nothing led to it, why not, and whether the question `missed` it."""
        found = next(iter(self._each(call, kind)), None)
        return found or _answer_of(call, kind, ApiAnswer("not-asked", because=not_asked), missed=missed)

    def _each(self, call: CallId, kind: type[F]) -> list[CallAnswer[F]]:
        """The answers to one call in the order in which they were asked for, the pages of each joined."""
        firsts = [ask for ask in self.replies if ask.call == call and ask.cursor is None]
        return [self._join_pages(ask, kind) for ask in firsts]

    def _join_pages(self, first: Ask, kind: type[F]) -> CallAnswer[F]:
        pages = {ask.cursor: held for ask, held in self.replies.items() if replace(ask, cursor=None) == first}
        first_answer = pages[None].answer
        answered = all(held.answer.state in _ANSWERED for held in pages.values())
        followed = all(held.cursor is None or held.cursor in pages for held in pages.values())
        facts = [item for held in pages.values() for item in held.facts if isinstance(item, kind)]
        if len(pages) > 1:
            # Two pages of the log share the entries of one moment. Each is looked up and not held against all before.
            facts = list({item.model_dump_json(): item for item in facts}.values())
        # Of a list that gave no answer there are no pages that could have been left out.
        complete = first_answer.state not in _ANSWERED or (answered and followed)
        missed = first_answer.state == "not-asked"
        return _answer_of(first.call, kind, first_answer, first.team, facts, complete=complete, missed=missed)


def _why_not_shared(own: CallAnswer[VariableSetting]) -> str:
    """Why the shared variables were not asked for: only where the project's own were read can they say enough."""
    if own.state in _ANSWERED:
        return "the project's own variables say enough"
    return own.because if own.state == "not-asked" and own.because else "the project's own variables were not read"


def _answer_of(
    call: CallId,
    kind: type[F],
    answer: ApiAnswer,
    team: str | None = None,
    facts: list[Any] | None = None,
    *,
    complete: bool = True,
    missed: bool = False,
) -> CallAnswer[F]:
    return CallAnswer[kind](  # type: ignore[valid-type]
        call=call,
        path=CALLS[call].path.split("?")[0],
        state=answer.state,
        asked_at=answer.asked_at,
        team=team,
        permission=answer.permission,
        because=answer.because,
        missed=missed,
        complete=complete,
        documented=CALLS[call].documented,
        facts=facts or [],
    )
