"""The other clients that this place is set up for, where nobody named the one that the app uses."""

from functools import cached_property

from gateway_probe.causes.reading.holdings import Holdings
from gateway_probe.clients import CLIENT_NAMES, DEFAULT_CLIENT, Client, client_of
from gateway_probe.document.exchange import Experiment
from gateway_probe.document.facts import Variable


class SetUps(Holdings):
    """Whose request the baseline is, and whether another client's would come out otherwise."""

    @cached_property
    def in_doubt(self) -> list[tuple[Client, Experiment | None]]:
        """The clients whose request comes out otherwise than this run's, or was not asked with a key of their own.

        Two set-ups in one environment are symmetrical: nothing in it tells which of them the app imports, so nothing
        that is said of one is certain for the app unless it holds for the other. Who asks as each of them has no doubt.
        """
        asked = self.probe.client
        if asked is None or asked.origin != "inferred" or asked.each:
            return []
        found = [(client, self._asking_as(client)) for client in self._others]
        open_ = [(client, asking) for client, asking in found if not self._is_settled(client, asking)]
        return [*open_, *([(client_of(DEFAULT_CLIENT), None)] if self._is_asked_by_token else [])]

    @property
    def not_asked_as(self) -> list[Client]:
        """Where each client was to be asked as: those with a key for such a model that were not."""
        if self.probe.client is None or not self.probe.client.each:
            return []
        return [client for client in self._others if self._may_ask(client) and self._asking_as(client) is None]

    @property
    def _others(self) -> list[Client]:
        """The clients of the other set-ups."""
        names = [item.client for item in self.probe.client.set_ups] if self.probe.client is not None else []
        return [client_of(name) for name in names if name in CLIENT_NAMES and name != self.client.name]

    @property
    def _is_asked_by_token(self) -> bool:
        """Whether the AI SDK, which needs no key for it, would ask by a token of this place, where this client is not served."""
        ai_sdk = client_of(DEFAULT_CLIENT)
        if self.served or self.client.oidc_places == ai_sdk.oidc_places or self.method == "oidc":
            return False
        places = ai_sdk.oidc_places
        return any(token.source in places and token.validity == "valid" for _, token in self.all_tokens())

    @property
    def kind_not_asked(self) -> str | None:
        """The kind of a model that is listed and that this probe does not ask as this client would; None of any other."""
        return None if self.client.makes(self.model_kind) else self.model_kind

    def _asking_as(self, client: Client) -> Experiment | None:
        """The asking as this client, where there was one."""
        of_client = (item for item in self.evidence.experiments if item.changed.get("client") == client.name)
        return next((item for item in of_client if item.asked), None)

    def _is_settled(self, client: Client, asking: Experiment | None) -> bool:
        """Whether this client can change nothing: it has no key, or the same one, no request for such a model, or came out alike."""
        if asking is not None:
            return self._comes_out_alike(asking)
        if not self._may_ask(client):
            return True
        key, own = self._key_of(client), self.key if self.method == "api-key" else None
        return key is not None and own is not None and key.fingerprint == own.fingerprint is not None

    def _comes_out_alike(self, asking: Experiment) -> bool:
        baseline = self.baseline
        return baseline is not None and (asking.answer, asking.error_type) == (baseline.answer, baseline.error_type)

    def _may_ask(self, client: Client) -> bool:
        """Whether it has a request for such a model, and a key: or a variable is not listed, so that nobody knows."""
        unlisted = any(self.variable(name) is None for name in client.key_variables)
        return client.makes(self.model_kind) and (self._key_of(client) is not None or unlisted)

    def _key_of(self, client: Client) -> Variable | None:
        found = (self.variable(name) for name in client.key_variables)
        return next((item for item in found if item is not None and item.shape not in {"absent", "empty"}), None)
