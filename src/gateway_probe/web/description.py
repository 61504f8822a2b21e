"""The OpenAPI description of the HTTP contract, made from the models that it promises.

It is written out here and not derived from the routes: a route that declares its parameters and answers makes FastAPI
build models of them in every cold start, for a description that no request asks for.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, get_args

from pydantic.json_schema import models_json_schema

from gateway_probe import __version__
from gateway_probe.clients import ALL, AUTO, CLIENT_NAMES
from gateway_probe.document import Document, Level
from gateway_probe.document.comparison import Comparison
from gateway_probe.document.vocabulary import ChecksMode, ExperimentsMode
from gateway_probe.reports import MEDIA_TYPES
from gateway_probe.settings import MODEL_ID
from gateway_probe.web.problems import MEANINGS, MEDIA_TYPE, ProblemDocument
from gateway_probe.web.question import ANSWER_FORMS, COMMIT, StatusFrom

_SCHEMAS = "#/components/schemas/"
_OF_UPLOADS, _OF_THE_PATH = {413}, {404, 405}
"""Statuses of problems that a request without a body does not meet, and those of another path or method."""
_OF_VERDICTS = "With `status=verdict` or `strict` also a Document that tells of bad news."


_PING = {
    "type": "object",
    "required": ["status", "version", "commit", "access", "settings"],
    "properties": {
        "status": {"const": "up"},
        "version": {"type": "string"},
        "commit": {"type": ["string", "null"], "maxLength": 7},
        "access": {"enum": ["configured", "not-configured"]},
        "settings": {"enum": ["valid", "invalid"]},
    },
    "additionalProperties": False,
}
_PING_PARAMETER = {
    "name": "ping",
    "in": "query",
    "required": False,
    "description": "the probe itself is up; needs no token and asks the gateway nothing",
    "schema": {"type": "string"},
}
_BRIEF = {
    "type": "object",
    "description": "`format=brief`: of a Document its verdict, of a comparison its explanations; long texts are cut",
    "required": ["schema_version", "more"],
    "properties": {
        "schema_version": {"type": "string"},
        "verdict": {"type": "object", "required": ["status", "code", "confidence", "summary"]},
        "beside": {"type": "array", "items": {"type": "object", "required": ["code", "confidence"]}},
        "path": {"type": ["string", "null"]},
        "asked": {"type": "object"},
        "not_tested": {"type": "string"},
        "outcome": {"type": "string"},
        "summary": {"type": "string"},
        "key": {"type": ["string", "null"]},
        "places": {"type": "array", "items": {"type": "object"}},
        "explanations": {"type": "array", "items": {"type": "object"}},
        "more": {"type": "string"},
    },
    "additionalProperties": False,
}


def description() -> dict[str, Any]:
    """OpenAPI 3.1, with the JSON Schemas of the Document, the Comparison and the problem."""
    _, schemas = models_json_schema(
        [(Document, "serialization"), (Comparison, "serialization"), (ProblemDocument, "serialization")],
        ref_template=_SCHEMAS + "{model}",
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "gateway-probe",
            "version": __version__,
            "summary": "Why calls to Vercel AI Gateway work in one place and fail in another.",
        },
        "paths": {
            "/api/diagnose": {"get": _diagnose(), "head": _look(), "post": _compare()},
            "/api/health": {"get": {"summary": "The same as `?ping`.", "responses": {"200": _pong(), **_others()}}},
        },
        "components": {
            "schemas": {**schemas["$defs"], "Ping": _PING, "Brief": _BRIEF},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _diagnose() -> dict[str, Any]:
    return {
        "summary": "Run the checks here and answer with the Document.",
        "security": [{"token": []}, {}],
        "parameters": [*_parameters(), _PING_PARAMETER],
        "responses": {"200": _answer("Document", "Brief", "Ping"), **_problems("Document", "Brief"), **_others()},
    }


def _look() -> dict[str, Any]:
    """A HEAD is a GET without its body, which asks for what costs nothing."""
    answers = {**_diagnose()["responses"]}
    return {
        "summary": "Run the checks that cost nothing, and answer with the headers alone.",
        "security": [{"token": []}, {}],
        "parameters": [
            *_parameters(checks=("free",), formats=[name for name in ANSWER_FORMS if name != "events"]),
            _PING_PARAMETER,
        ],
        "responses": {
            status: {k: v for k, v in answer.items() if k != "content"} for status, answer in answers.items()
        },
    }


def _compare() -> dict[str, Any]:
    # The version tells which models read it, so a Document that is sent must say it.
    document = {"allOf": [{"$ref": _SCHEMAS + "Document"}, {"required": ["schema_version"]}]}
    several = {"type": "array", "minItems": 1, "maxItems": 10, "items": document}
    return {
        "summary": "Run the checks here and answer with a comparison of this place with the Documents in the body.",
        "security": [{"token": []}, {}],
        "parameters": _parameters(checks=("all",)),
        "requestBody": {"required": True, "content": {"application/json": {"schema": {"oneOf": [document, several]}}}},
        "responses": {
            "200": _answer("Comparison", "Brief"),
            **_problems("Comparison", "Brief"),
            **_list_problems(_OF_UPLOADS),
            **_others(),
        },
    }


def _parameters(
    checks: Sequence[ChecksMode] = get_args(ChecksMode), formats: Sequence[str] = ANSWER_FORMS
) -> list[dict[str, Any]]:
    return [
        _parameter(
            "model",
            "model id; default GATEWAY_PROBE_MODEL; what has a credential's form is refused, and what has neither a "
            "creator in front nor plain words",
            _pattern(MODEL_ID),
        ),
        _parameter(
            "client", "the client to ask as; default GATEWAY_PROBE_CLIENT", {"enum": [AUTO, ALL, *CLIENT_NAMES]}
        ),
        _parameter("disclosure", "private shows ids in full, for support staff", _choice(Level, "public")),
        _parameter("format", "else by `Accept`", {"enum": list(formats)}),
        _parameter(
            "experiments", "auto: where the baseline fails, until it is explained", _choice(ExperimentsMode, "auto")
        ),
        _parameter(
            "checks",
            "free: what costs nothing, which is all but the generations",
            {"enum": list(checks), "default": checks[0]},
        ),
        _parameter(
            "status",
            "verdict: 503 for failing and inconclusive, but 200 where free checks found nothing; "
            "strict: 503 for all but healthy",
            _choice(StatusFrom, "run"),
        ),
        _parameter("expect-commit", "409 while another commit answers", _pattern(COMMIT)),
    ]


def _parameter(name: str, text: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": text, "schema": schema}


def _pattern(pattern: re.Pattern[str]) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^{pattern.pattern}$"}


def _choice(choices: Any, default: str) -> dict[str, Any]:
    return {"enum": list(get_args(choices)), "default": default}


def _answer(*models: str) -> dict[str, Any]:
    content: dict[str, Any] = {
        media.split(";", maxsplit=1)[0]: {"schema": {"type": "string"}} for media in MEDIA_TYPES.values()
    }
    content["text/event-stream"] = {}  # the contract page has its events, which OpenAPI 3.1 cannot describe
    content["application/json"] = {"schema": {"anyOf": [{"$ref": _SCHEMAS + model} for model in models]}}
    headers = {
        "Gateway-Probe-Verdict": {"description": "`STATUS; code=CODE` of this place", "schema": {"type": "string"}},
        "Gateway-Probe-Age": {"description": "seconds since the run ended", "schema": {"type": "string"}},
        "Gateway-Probe-Fault": {"description": "the format could not be made", "schema": {"const": "probe-fault"}},
    }
    return {"description": f"The {models[0]}.", "headers": headers, "content": content}


def _pong() -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": _SCHEMAS + "Ping"}}}
    return {"description": "The probe is up.", "content": content}


def _problems(*models: str) -> dict[str, Any]:
    """By status; 503 is also how `status=verdict` and `strict` answer with what was found."""
    problems = _list_problems(MEANINGS.keys() - _OF_UPLOADS - _OF_THE_PATH)
    found, closed = _answer(*models), problems["503"]
    text = f"{closed['description']} {_OF_VERDICTS}"
    problems["503"] = {**found, "description": text, "content": {**found["content"], **closed["content"]}}
    return problems


def _others() -> dict[str, Any]:
    return _list_problems({405})


def _list_problems(statuses: Iterable[int]) -> dict[str, Any]:
    return {str(status): _problem(" Or: ".join(MEANINGS[status])) for status in sorted(statuses)}


def _problem(text: str) -> dict[str, Any]:
    return {"description": text, "content": {MEDIA_TYPE: {"schema": {"$ref": _SCHEMAS + "ProblemDocument"}}}}
