"""The models of the Document: the one thing that leaves a run. They hold no field that could carry a secret."""

from typing import TYPE_CHECKING

from gateway_probe.document.base import (
    SCHEMA_VERSION,
    ByRight,
    Fingerprint,
    ForeignName,
    ForeignText,
    ForeignValues,
    Hidden,
    Identifier,
    IdentifierHeaders,
    Level,
    Model,
    Said,
)
from gateway_probe.document.bounds import UnreadableDocument
from gateway_probe.later import import_later

if TYPE_CHECKING:
    from gateway_probe.document.document import Document, Evidence, Redaction, json_schema, read_document, read_json
else:
    # A run asks before it has a Document to make.
    _WHOLE = ("Document", "Evidence", "Redaction", "json_schema", "read_document", "read_json")
    __getattr__ = import_later(__name__, dict.fromkeys(_WHOLE, "document"))

__all__ = [
    "SCHEMA_VERSION",
    "ByRight",
    "Document",
    "Evidence",
    "Fingerprint",
    "ForeignName",
    "ForeignText",
    "ForeignValues",
    "Hidden",
    "Identifier",
    "IdentifierHeaders",
    "Level",
    "Model",
    "Redaction",
    "Said",
    "UnreadableDocument",
    "json_schema",
    "read_document",
    "read_json",
]
