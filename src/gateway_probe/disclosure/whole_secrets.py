"""Whole secrets in a finished model, hidden before the last gate would withhold the answer for them."""

from typing import Any, TypeVar

from gateway_probe.disclosure.fingerprint import HIDDEN
from gateway_probe.disclosure.secrets import Secrets
from gateway_probe.document import Model

M = TypeVar("M", bound=Model)


def withhold(model: M, secrets: Secrets) -> M:
    """The model without any text that holds a whole secret: what the last gate would withhold the answer for.

    Foreign text has lost its secrets before. What is left are the place's own values, such as a host's name that is
    watched under another name as well.
    """
    if not len(secrets) or not secrets.held_in(model.model_dump_json()):
        return model
    return _without(model, secrets)


def _without(model: M, secrets: Secrets) -> M:
    values = {name: getattr(model, name) for name in type(model).model_fields}
    changes = {name: shown for name, value in values.items() if (shown := _withheld(value, secrets)) is not value}
    return model.model_copy(update=changes) if changes else model


def _withheld(value: Any, secrets: Secrets) -> Any:
    if isinstance(value, str):
        return HIDDEN if secrets.held_in(value) else value
    if isinstance(value, Model):
        return _without(value, secrets)
    if isinstance(value, list):
        return [_withheld(item, secrets) for item in value]
    if isinstance(value, dict):
        return {_withheld(name, secrets): _withheld(item, secrets) for name, item in value.items()}
    return value
