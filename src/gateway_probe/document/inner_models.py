"""Models are built when they are first used, or before: by whoever has time until then."""

from collections.abc import Iterator
from typing import Any, get_args

from gateway_probe.document.base import Model


def build(model: type[Model]) -> None:
    """Build it and every model in it, the inner ones first: the outer ones are made of them."""
    for field in model.model_fields.values():
        for inner in models_in(field.annotation):
            build(inner)
    model.model_rebuild()  # which does nothing a second time


def models_in(annotation: Any) -> Iterator[type[Model]]:
    """The models that an annotation names, however deep in it."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)
