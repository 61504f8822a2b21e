"""What is left of a model where nothing could decide what of it may be shown: facts of closed vocabularies alone."""

from typing import Any, TypeVar

from gateway_probe.disclosure.fingerprint import HIDDEN
from gateway_probe.document import ForeignName, ForeignText, ForeignValues, Hidden, Identifier, IdentifierHeaders, Model

M = TypeVar("M", bound=Model)
_MARKERS = (ForeignName, ForeignText, ForeignValues, Hidden, Identifier, IdentifierHeaders)


def empty(model: M) -> M:
    """The model without any value that a level could hide. It knows the markers and nothing else, so that it stands
    where the levels break."""
    changes: dict[str, Any] = {}
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        if any(isinstance(marker, _MARKERS) for marker in info.metadata):
            changes[name] = _nothing(value) if info.is_required() else info.get_default(call_default_factory=True)
        elif isinstance(value, Model):
            changes[name] = empty(value)
        elif isinstance(value, list):
            changes[name] = [empty(item) if isinstance(item, Model) else item for item in value]
    return model.model_copy(update=changes)


def _nothing(value: Any) -> Any:
    return HIDDEN if isinstance(value, str) else type(value)()
