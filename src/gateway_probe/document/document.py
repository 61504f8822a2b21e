"""Evidence, and the Document that adds the judgement to it."""

import re
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import ValidationError

from gateway_probe.document.base import SCHEMA_VERSION, Count, Model, Said
from gateway_probe.document.bounds import UnreadableDocument, check_model, check_tree, parse
from gateway_probe.document.embedded import find_embedded
from gateway_probe.document.exchange import Check, Experiment, GatewayFacts
from gateway_probe.document.facts import Credential, Identity, RuntimeFacts, Variable
from gateway_probe.document.judgement import Finding, Support, Verdict
from gateway_probe.document.run_facts import ProbeFacts
from gateway_probe.document.versions import NewerVersion, brought_up
from gateway_probe.document.vocabulary import CheckId, ExperimentId, RunPart

SCHEMA_ID = "urn:gateway-probe:document:1"
_VERSION = re.compile(r"\d{1,4}(\.\d{1,4})?")


class Redaction(Model):
    """One removal: where, by which rule, and how many characters went."""

    pointer: str
    rule: str
    removed: Count


class Evidence(Model):
    """Everything that was observed. Rules read this and nothing else."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    probe: ProbeFacts
    runtime: RuntimeFacts
    variables: list[Variable]
    identity: Identity
    credential: Credential
    gateway: GatewayFacts
    experiments: list[Experiment] = []
    tested: Annotated[list[str], Said()] = []
    not_tested: Annotated[list[str], Said()] = []

    def check(self, check_id: CheckId) -> Check | None:
        """A check, or None where it is not in this Document."""
        return next((check for check in self.gateway.checks if check.id == check_id), None)

    def experiment(self, experiment_id: ExperimentId) -> Experiment | None:
        """An experiment that was run; one that was left out is no evidence."""
        return next((item for item in self.experiments if item.id == experiment_id and item.asked), None)

    @property
    def baseline(self) -> Check | None:
        """The request that the app's client would send from here."""
        return self.check("baseline")

    @property
    def served(self) -> bool:
        """Whether the baseline was served."""
        return self.baseline is not None and self.baseline.answer == "served"

    @property
    def began(self) -> datetime:
        """When the run began by the gateway's clock, where this Document knows how far its own was off."""
        try:
            return self.probe.started_at - timedelta(milliseconds=self.runtime.clock_offset_ms or 0)
        except OverflowError:
            # No run is of the year 1 or 9999; a Document that somebody made up may say so.
            return self.probe.started_at

    def blame(self, parts: Collection[RunPart]) -> Self:
        """The same, with these parts of the run blamed: named as ones on which the probe itself failed."""
        faults = sorted({*self.probe.faults, *parts})
        return self.model_copy(update={"probe": self.probe.model_copy(update={"faults": faults})}) if parts else self

    def variable(self, name: str) -> Variable | None:
        """A watched variable, present or not."""
        return next((variable for variable in self.variables if variable.name == name), None)

    @property
    def key(self) -> Variable | None:
        """The variable that the asked client's key comes from, present or not; None where it is not listed."""
        if self.credential.method == "api-key":
            return self.variable(self.credential.source)
        return next((variable for variable in self.variables if variable.role == "gateway-key"), None)


class Judged(Model):
    """The answer. A base of its own, so that it is written first: readers who stop early have what they came for."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    verdict: Verdict


class Document(Evidence, Judged):
    """Evidence with its judgement, at one disclosure level. It holds no secret at either level."""

    findings: list[Finding]
    support: Support
    redactions: list[Redaction] = []


def read_json(content: bytes, documents: int = 1) -> Any:
    """The JSON value in the bytes, or in the HTML report that carries one, of no more than so many Documents.

    Raises `UnreadableDocument`.
    """
    return parse(find_embedded(content) or content, documents)


def read_document(content: Any) -> Document:
    """Read a Document from bytes as `read_json` takes them, or from a JSON value that it gave.

    One of an older schema version is brought up to this one first. Raises `UnreadableDocument` where it is no JSON, of
    a newer schema version, not a Document, or holds what none can: more values than a run has, text that is no Unicode,
    a time without a zone, a number that is not finite.
    """
    parsed = read_json(content) if isinstance(content, bytes) else content
    check_tree(parsed)
    version = parsed.get("schema_version") if isinstance(parsed, dict) else None
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        raise UnreadableDocument("JSON without a schema_version: not a Document of this probe")
    try:
        document = Document.model_validate(brought_up(parsed))
    except NewerVersion:
        raise UnreadableDocument(
            f"of a newer schema version than {SCHEMA_VERSION}: update gateway-probe to read it"
        ) from None
    except ValidationError as error:
        count = error.error_count()
        fields = f"{count} fields do" if count > 1 else "a field does"
        raise UnreadableDocument(f"not a complete Document: {fields} not fit the schema") from error
    except Exception as error:  # what breaks a validator of ours is no Document either
        raise UnreadableDocument("not a complete Document: a field is of another kind") from error
    check_model(document)
    return document


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the Document, as published in `docs/`."""
    schema = Document.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **schema}
