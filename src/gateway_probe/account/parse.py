"""Answers of the Vercel API, read into facts.

Every field is optional: an older or newer shape gives fewer facts and never an error. Values of variables are dropped
here, and handed back as secrets that the last gate searches for.
"""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from gateway_probe.account.account_facts import (
    Budget,
    ByokCredential,
    CustomEnvironment,
    Deployment,
    Event,
    Key,
    RoutingRule,
    Team,
    VariableSetting,
)
from gateway_probe.account.api_answers import ending, entries, id_of, identifier, moment, used_up, yes_or_no
from gateway_probe.account.calls import CallId
from gateway_probe.account.event_types import EVENTS
from gateway_probe.disclosure import Redactor, Secrets, is_credential, is_random
from gateway_probe.document.base import Model

_WORD = re.compile(r"[A-Za-z0-9_][\w.:/-]{0,127}", re.ASCII)
_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,6}[a-z0-9-]{2,63}")
_PLANS = frozenset({"hobby", "pro", "enterprise"})
_TARGETS = frozenset({"production", "preview", "development"})
_KINDS = frozenset({"encrypted", "plain", "secret", "sensitive", "system"})
_RULES = frozenset({"deny", "rewrite"})
_SCOPES = frozenset({"team", "project", "user", "api-key"})
_STATES = frozenset({"BLOCKED", "BUILDING", "CANCELED", "DELETED", "ERROR", "INITIALIZING", "QUEUED", "READY"})
_SUBSTATES = frozenset({"PROMOTED", "ROLLING", "STAGED"})


class FactReader:
    """Reads answers; foreign text passes the redactor, which knows the secrets that were at hand before."""

    def __init__(self, known: Secrets, team: str | None = None, asked_as: str = "") -> None:
        self._redactor = Redactor(known)
        self._known = known
        self._team = team
        self._asked_as = asked_as

    def read(self, call: CallId, answer: Any) -> list[Model]:
        """The facts in an answer. Raises `UnreadableAnswer`."""
        return [fact for entry in entries(call, answer) if (fact := _READERS[call](self, entry)) is not None]

    def word(self, value: object) -> str | None:
        """The name of a variable, or None where it is none, or may be a credential.

        The secrets are not searched for: a name may stand inside a value (`process.env.AI_GATEWAY_API_KEY`) and is a
        name all the same. A value that comes as a name is held back by the last gate.
        """
        return value if isinstance(value, str) and _WORD.fullmatch(value) and not is_random(value) else None

    def name(self, value: object) -> str | None:
        """A short name of a thing, or None where it is none, may be a credential, or holds a piece of a secret."""
        found = self.word(value)
        return None if found is None or self._known.spans(found) else found

    def host(self, value: object) -> str | None:
        """A host, or None where it is none. That of a deployment has a random part."""
        return value if isinstance(value, str) and _HOST.fullmatch(value) and not is_credential(value) else None

    def words(self, value: object) -> list[str]:
        """A list of names, given as a list or as one name."""
        items = value if isinstance(value, list) else [value]
        return [word for item in items[:50] if (word := self.word(item)) is not None]

    def text(self, value: object) -> str | None:
        """A sentence of somebody else's, made inert."""
        return self._redactor.text(value)

    def team(self, entry: Mapping[str, Any]) -> Team | None:
        found = id_of(entry)
        billing = entry.get("billing")
        plan = billing.get("plan") if isinstance(billing, dict) else None
        if found is None:
            return None
        return Team(id=found, slug=self.name(entry.get("slug")), plan=_one_of(_PLANS, plan))

    def variable(self, entry: Mapping[str, Any]) -> VariableSetting | None:
        """A variable, without its value."""
        name = self.word(entry.get("key"))
        if name is None or moment(entry.get("deletedAt")) is not None:
            return None
        return VariableSetting(
            name=name,
            environments=[target for target in self.words(entry.get("target")) if target in _TARGETS],
            custom_environments=[CustomEnvironment(id=item) for item in _ids(entry.get("customEnvironmentIds"))],
            branch=self.text(entry.get("gitBranch")),
            kind=_one_of(_KINDS, entry.get("type")),
            created_at=moment(entry.get("createdAt")),
            updated_at=moment(entry.get("updatedAt")),
        )

    def shared_variable(self, entry: Mapping[str, Any]) -> VariableSetting | None:
        """A variable that the team shares with the project."""
        found = self.variable(entry)
        return found and found.model_copy(update={"shared": True})

    def deployment(self, entry: Mapping[str, Any]) -> Deployment | None:
        """A deployment; one of no target is a preview."""
        found = id_of(entry)
        custom = entry.get("customEnvironment")
        custom = custom if isinstance(custom, dict) else {}
        project = entry.get("project")
        project_name = project.get("name") if isinstance(project, dict) else entry.get("name")
        if found is None:
            return None
        return Deployment(
            asked_as=self._asked_as,
            id=found,
            team=identifier(entry.get("ownerId")),
            project=identifier(entry.get("projectId")),
            project_name=self.name(project_name),
            environment=self.name(custom.get("slug")) or self.name(entry.get("target")) or "preview",
            custom_environment=identifier(custom.get("id")),
            host=self.host(entry.get("url")),
            state=_one_of(_STATES, entry.get("readyState")),
            substate=_one_of(_SUBSTATES, entry.get("readySubstate")),
            created_at=moment(entry.get("createdAt")),
            ready_at=moment(entry.get("ready")),
        )

    def key(self, entry: Mapping[str, Any]) -> Key | None:
        found = id_of(entry) if entry.get("purpose", "ai-gateway") == "ai-gateway" else None
        metadata = entry.get("metadata")
        quota = entry.get("quota")
        quota = quota if isinstance(quota, dict) else {}
        if found is None:
            return None
        return Key(
            id=found,
            team=identifier(entry.get("teamId")) or self._team,
            project=identifier(entry.get("projectId")),
            ending=ending(entry.get("partialKey")),
            name=self.text(entry.get("name")),
            environment=self.name(metadata.get("environment")) if isinstance(metadata, dict) else None,
            created_at=moment(entry.get("createdAt")),
            expires_at=moment(entry.get("expiresAt")),
            last_used_at=moment(entry.get("activeAt")),
            leaked_at=moment(entry.get("leakedAt")),
            budget_active=yes_or_no(quota.get("active")),
            budget_used_up=used_up(quota),
        )

    def byok(self, entry: Mapping[str, Any]) -> ByokCredential | None:
        """A provider credential. An entry that names no provider says nothing."""
        provider = self.name(entry.get("providerSlug")) or self.name(entry.get("provider"))
        if provider is None:
            return None
        return ByokCredential(
            id=identifier(entry.get("id")) or identifier(entry.get("credentialId")),
            team=identifier(entry.get("ownerId")) or self._team,
            provider=provider,
            name=self.text(entry.get("name")),
            active=yes_or_no(entry.get("active")),
            deleted=yes_or_no(entry.get("deleted")) is True or moment(entry.get("deletedAt")) is not None,
            created_at=moment(entry.get("createdAt")),
            updated_at=moment(entry.get("updatedAt")),
        )

    def event(self, entry: Mapping[str, Any]) -> Event | None:
        """An event; one without a type or a time says nothing."""
        kind, at = _one_of(EVENTS, entry.get("type")), moment(entry.get("createdAt"))
        if kind is None or at is None:
            return None
        return Event(type=kind, at=at, team=self._team, text=self.text(entry.get("text")))

    def budget(self, entry: Mapping[str, Any]) -> Budget:
        scope = _one_of(_SCOPES, entry.get("scopeType"))
        return Budget(scope=scope, active=yes_or_no(entry.get("active")), used_up=used_up(entry))

    def rule(self, entry: Mapping[str, Any]) -> RoutingRule | None:
        found, kind = identifier(entry.get("ruleId")) or identifier(entry.get("id")), _one_of(_RULES, entry.get("type"))
        match = entry.get("match")
        if found is None or kind is None or entry.get("deleted") is True:
            return None
        return RoutingRule(
            id=found,
            type=kind,
            enabled=yes_or_no(entry.get("enabled")),
            model=self.text(match.get("model")) if isinstance(match, dict) else None,
            updated_at=moment(entry.get("updatedAt")),
        )


def _ids(value: object) -> list[str]:
    items = value[:50] if isinstance(value, list) else []
    return [found for item in items if (found := identifier(item)) is not None]


def _one_of(known: Collection[str], value: object) -> str | None:
    """A word of a closed list; a newer one is not shown."""
    return value if isinstance(value, str) and value in known else None


_READERS: Mapping[CallId, Callable[[FactReader, Mapping[str, Any]], Model | None]] = {
    "teams": FactReader.team,
    "deployment": FactReader.deployment,
    "variables": FactReader.variable,
    "shared-variables": FactReader.shared_variable,
    "keys": FactReader.key,
    "byok": FactReader.byok,
    "events": FactReader.event,
    "budgets": FactReader.budget,
    "rules": FactReader.rule,
}


def without(facts: list[Model], secrets: Secrets) -> list[Model]:
    """The facts with their foreign sentences searched once more, for secrets that came to be known after them."""
    redactor = Redactor(secrets)
    return [_search_again(fact, secrets, redactor) for fact in facts]


def _search_again(fact: Model, secrets: Secrets, redactor: Redactor) -> Model:
    told = {name: text for name in ("text", "name", "branch") if isinstance(text := getattr(fact, name, None), str)}
    if isinstance(fact, VariableSetting):
        del told["name"]
    # Only what holds one is written anew: what was masked before would not be known for a mask again.
    held = {name: redactor.text(text) for name, text in told.items() if secrets.spans(text)}
    return fact.model_copy(update=held) if held else fact
