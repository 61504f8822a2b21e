"""What this place holds: the client, its key, the tokens, the money."""

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from gateway_probe.causes.reading.answerers import CREDITS_CHECKS, Answerers
from gateway_probe.clients import CLIENT_NAMES, DEFAULT_CLIENT, NEAR_MISSES, PROVIDER_KEYS, Client, client_of
from gateway_probe.clients.table import GATEWAY_KEY
from gateway_probe.document.answer import Credits
from gateway_probe.document.facts import DefectKind, OidcToken, Variable


class Holdings(Answerers):
    """The client and what it may authenticate with."""

    @cached_property
    def client(self) -> Client:
        """The client that was asked as; a Document of an earlier build was always the AI SDK's."""
        asked = self.probe.client
        return client_of(asked.name) if asked is not None and asked.name in CLIENT_NAMES else client_of(DEFAULT_CLIENT)

    @property
    def client_is_guessed(self) -> bool:
        """The client was told from variables that other clients read too, and each of them asks in its own way.

        The lines of the AI SDK read one variable and ask alike; which of them it is matters little.
        """
        asked = self.probe.client
        if asked is None or asked.name == DEFAULT_CLIENT:
            return False
        return asked.origin == "inferred" and asked.confidence == "possible"

    def variable(self, name: str) -> Variable | None:
        """A watched variable, present or not."""
        index = self._variables.get(name)
        return None if index is None else self.evidence.variables[index]

    @cached_property
    def key(self) -> Variable | None:
        """The variable of the gateway key; where none is sent, the one of its own that the client found unusable."""
        if self.method != "api-key":
            own = (self.variable(name) for name in self.client.key_variables if name not in self.client.left_empty)
            found = next((variable for variable in own if variable is not None and variable.present), None)
            if found is not None:
                return found
        return self.evidence.key

    @property
    def proxies(self) -> tuple[str, ...]:
        """Pointers of the variables that name a proxy here, or whom to trust on the way."""
        found = (item for item in self.evidence.variables if item.role in {"proxy", "trust"} and item.present)
        return tuple(self.variable_at(item.name) for item in found)

    def key_at(self, inside: str = "") -> str:
        """The JSON pointer of the key's variable, or of something inside it."""
        key = self.key
        return self.variable_at(key.name, inside) if key is not None else "/variables"

    def key_defect(self, *kinds: DefectKind) -> str | None:
        """The pointer of the key's first defect of these kinds."""
        defects = self.key.defects if self.key else []
        index = next((at for at, defect in enumerate(defects) if defect.kind in kinds), None)
        return None if index is None else self.key_at(f"defects/{index}")

    def tokens(self) -> Iterator[tuple[str, OidcToken]]:
        """The tokens in the places where the client looks, each with its pointer; one that any caller could have sent is
        left out."""
        for at, token in self.all_tokens():
            if token.source in self.client.oidc_places:
                yield at, token

    def all_tokens(self) -> Iterator[tuple[str, OidcToken]]:
        """The tokens of the platform or the environment, whether the client looks there or not."""
        for index, token in enumerate(self.evidence.identity.tokens):
            if token.platform_supplied is not False:
                yield f"/identity/tokens/{index}", token

    @property
    def token_in_use(self) -> tuple[str, OidcToken] | None:
        """The token that the client's credential was taken from, with its pointer; None for a key."""
        source = self.evidence.credential.source
        return next(((at, token) for at, token in self.tokens() if token.source == source), None)

    @property
    def lists_every_place(self) -> bool:
        """Whether the Document lists all that this client reads its credential from, every other name under which a key
        has been found, and every place of a token.

        What is absent is listed as absent: of a place that is not listed nobody knows.
        """
        names = {*self.client.reads_a_key_from, GATEWAY_KEY, *NEAR_MISSES, *PROVIDER_KEYS}
        return names <= set(self._variables) and self.lists_every_token

    @property
    def lists_every_token(self) -> bool:
        """Whether the Document lists every place in which a token may lie, an empty one too, as each run does."""
        return {token.source for token in self.evidence.identity.tokens} >= {"header", "environment", "file"}

    @property
    def is_whole(self) -> bool:
        """Whether this Document lists all that each run lists, asked or left out: what is not listed was not looked at."""
        return self.lists_every_question and self.lists_every_token

    @property
    def method(self) -> Literal["api-key", "oidc", "none"]:
        """How the client authenticates here."""
        return self.evidence.credential.method

    @property
    def has_no_credential(self) -> bool:
        """Whether the client surely finds none here."""
        return self.method == "none" and self.evidence.credential.state != "unread"

    @property
    def team_relation(self) -> Literal["same", "different", "unknown"]:
        """Whether key and token are of one team, as far as their credits tell."""
        return self.evidence.identity.key_and_deployment_team.relation

    @property
    def own_credits(self) -> tuple[str, Credits] | None:
        """The credits of the credential in use, with their pointer; None where two readings disagree in their bands."""
        found = self.balances
        bands = {(credits_.balance_band, credits_.granted_band) for _, credits_ in found}
        return found[0] if len(bands) == 1 else None

    @property
    def own_credits_are_told(self) -> bool:
        """Whether a look-up of the credits of the credential in use was served by the gateway, whatever it holds."""
        names = CREDITS_CHECKS[self.method] if self.method != "none" else ()
        found = [check for name in names if (check := self.check(name)) is not None]
        return any(check.answer == "served" and self.by_gateway(check) for check in found)

    @property
    def every_balance_is_told(self) -> bool:
        """Whether each look-up of these credits that was served tells them, and the gateway gave it."""
        names = CREDITS_CHECKS[self.method] if self.method != "none" else ()
        found = [check for name in names if (check := self.check(name)) is not None]
        return sum(check.answer == "served" for check in found) == len(self.balances)

    @property
    def read_twice(self) -> bool:
        """Whether the credits of the credential in use were read a second time, as where a verdict rests on them."""
        return len(self.balances) > 1

    @cached_property
    def balances(self) -> list[tuple[str, Credits]]:
        """The credits of the credential in use, as often as they were read, with their pointers."""
        if self.method == "none":
            return []
        return [
            (self.at(name, "credits"), check.credits)
            for name in CREDITS_CHECKS[self.method]
            if (check := self.check(name)) is not None
            and check.credits is not None
            and check.answer == "served"
            and self.by_gateway(check)
        ]
