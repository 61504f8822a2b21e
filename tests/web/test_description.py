"""The OpenAPI description says what the app does."""

import json
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from gateway_probe.comparison import compare
from gateway_probe.reports import MEDIA_TYPES, Format, render
from gateway_probe.web import create_app, problems
from gateway_simulator import serve
from tests.causes.documents import document
from tests.conftest import ELSEWHERE, Ask

TOKEN = "FAKE-token-of-the-probe-0123456789"
DESCRIBED = create_app(environ={}).openapi()
GET = DESCRIBED["paths"]["/api/diagnose"]["get"]


def schema(name: str) -> Draft202012Validator:
    reference = {"$ref": f"#/components/schemas/{name}", "components": DESCRIBED["components"]}
    return Draft202012Validator(reference)


def test_it_is_a_description_that_tools_read() -> None:
    validate(json.loads(json.dumps(DESCRIBED)))


@pytest.mark.parametrize("scenario", ["case", "healthy-byok", "key-absent"])
def test_documents_and_comparisons_are_as_described(scenario: str) -> None:
    found = document(scenario)
    schema("Document").validate(found.model_dump(mode="json"))
    compared = compare([("a", found), ("b", document("case", "local"))])
    schema("Comparison").validate(compared.model_dump(mode="json"))


@pytest.mark.parametrize("scenario", ["case", "healthy-byok", "key-absent"])
def test_a_brief_answer_is_as_described(scenario: str) -> None:
    found = document(scenario)
    for subject in (found, compare([("a", found), ("b", document("case", "local"))])):
        schema("Brief").validate(json.loads(render(subject, "brief")))


def test_every_format_is_described_and_answered(ask: Ask) -> None:
    (format_,) = [item["schema"]["enum"] for item in GET["parameters"] if item["name"] == "format"]
    assert set(format_) == {*get_args(Format), "events"} == {*MEDIA_TYPES, "events"}
    with serve("healthy-byok") as simulator:
        app = create_app(environ={**simulator.place("production").env, "GATEWAY_PROBE_TOKEN": TOKEN})
        for name in format_:
            answer = ask(app, f"/api/diagnose?format={name}", headers={"authorization": f"Bearer {TOKEN}"})
            media = answer.headers["content-type"].split(";")[0]
            assert media in GET["responses"]["200"]["content"], name


@pytest.mark.parametrize(
    ("path", "headers", "method"),
    [
        ("/api/diagnose", {}, "GET"),
        ("/api/diagnose?model=a%20b", {"authorization": f"Bearer {TOKEN}"}, "GET"),
        ("/api/diagnose?expect-commit=fffffff", {"authorization": f"Bearer {TOKEN}"}, "GET"),
        ("/api/diagnose", {"authorization": f"Bearer {TOKEN}"}, "POST"),
        ("/api/diagnose", {}, "DELETE"),
    ],
)
def test_problems_are_as_described(ask: Ask, path: str, headers: dict[str, str], method: str) -> None:
    app = create_app(environ={"GATEWAY_PROBE_TOKEN": TOKEN, "VERCEL": "1"})
    answer = ask(app, path, headers=headers, method=method, client=ELSEWHERE)
    described: Any = DESCRIBED["paths"]["/api/diagnose"].get(method.lower(), GET)["responses"][str(answer.status_code)]
    assert answer.headers["content-type"] in described["content"]
    schema("ProblemDocument").validate(answer.json())


def test_a_head_is_described_as_a_get_without_bodies() -> None:
    head = DESCRIBED["paths"]["/api/diagnose"]["head"]
    assert set(head["responses"]) == set(GET["responses"])
    assert not [status for status, answer in head["responses"].items() if "content" in answer]
    named = {item["name"]: item["schema"] for item in head["parameters"]}
    assert set(named) == {item["name"] for item in GET["parameters"]}
    assert (named["checks"]["enum"], "events" in named["format"]["enum"]) == (["free"], False)


def test_every_status_of_a_problem_is_described() -> None:
    statuses = {str(status) for status in problems.MEANINGS}
    described = set(GET["responses"]) | set(DESCRIBED["paths"]["/api/diagnose"]["post"]["responses"])
    assert len(statuses) > 8
    assert statuses - {"404"} <= described
