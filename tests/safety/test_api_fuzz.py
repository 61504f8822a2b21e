"""Requests made from the app's own OpenAPI description, valid and not: every answer is as described, none is a crash."""

import logging
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from gateway_probe.disclosure import is_credential, is_plain
from gateway_probe.web import create_app
from tests.safety.conftest import Figures
from tests.serving import serving
from tests.soaking import SOAKING, many

TOKEN = "FAKE-token-of-the-probe-0123456789"
ENVIRON = {
    "GATEWAY_PROBE_TOKEN": TOKEN,
    # Nothing listens there: a run ends at once, and what is tried here is the app.
    "GATEWAY_PROBE_BASE_URL": "http://127.0.0.1:9",
    "GATEWAY_PROBE_MIN_INTERVAL": "0",
    "GATEWAY_PROBE_TIME_BUDGET": "2",
}
POSTED_ONE_OF = many(4, 1)
"""Of the thousands of Documents of which one field is not as described."""
# What strangers get is tried by hand in test_access_matrix.py; here in the long run only.
CREDENTIALS = {
    "holder": {"Authorization": f"Bearer {TOKEN}"},
    "stranger": {"Authorization": "Bearer FAKE"},
    "nobody": {},
}


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    with serving(create_app(environ=ENVIRON)) as address:
        yield address


@pytest.mark.parametrize("asking", CREDENTIALS if SOAKING else ["holder"])
def test_every_answer_is_as_described(
    asking: str, origin: str, figures: Figures, caplog: pytest.LogCaptureFixture, subtests: pytest.Subtests
) -> None:
    """Schemathesis is imported here and its cases are made here: while tests are collected both would take seconds."""
    import schemathesis
    from schemathesis.checks import load_all_checks, not_a_server_error
    from schemathesis.core.result import Ok
    from schemathesis.generation.hypothesis.builder import HypothesisTestConfig, HypothesisTestMode, create_test
    from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

    posted = count()

    def is_as_described(case: schemathesis.Case[Any]) -> None:
        if case.method == "POST" and next(posted) % POSTED_ONE_OF:
            return
        case.headers.update(CREDENTIALS[asking])
        with caplog.at_level(logging.ERROR, logger="gateway_probe"):
            response = case.call(base_url=origin)
        figures.add("API, generated requests", 1)
        assert not caplog.records, "an incident is a crash, even where the answer is as described"
        left_out: list[Any] = []
        if response.status_code == 503 and "gateway-probe-verdict" in response.headers:
            left_out.append(not_a_server_error)  # what was asked for by `status=verdict`
        if "ping" in (case.query or {}) or case.method == "POST":
            # A ping is answered whatever stands beside it; a Document of another version is read as far as it can be.
            left_out.append(negative_data_rejection)
        if (case.query or {}).get("checks") == "free" and (case.query or {}).get("status") == "strict":
            left_out.append(positive_data_acceptance)  # each for itself is right, which the description cannot say
        if case.method == "HEAD" and (case.query or {}).get("status") == "strict":
            left_out.append(positive_data_acceptance)  # the same: a HEAD is of free checks
        model = str((case.query or {}).get("model", ""))
        if is_credential(model) or not ("/" in model or (is_plain(model) and any(map(str.isalpha, model)))):
            left_out.append(positive_data_acceptance)  # refused by a rule that no JSON Schema can say
        case.validate_response(response, excluded_checks=left_out)

    load_all_checks()
    schema = schemathesis.openapi.from_dict(create_app(environ=ENVIRON).openapi())
    schema.config.generation.update(modes=[schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE])
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        modes = list(HypothesisTestMode)
        if operation.method == "post" and not SOAKING:
            # To get ready for drawing Documents takes longer than all the rest.
            modes.remove(HypothesisTestMode.FUZZING)
        how = HypothesisTestConfig(
            modes=modes,
            project=schema.config,
            settings=settings(max_examples=many(40, 500), suppress_health_check=list(HealthCheck)),
        )
        with subtests.test(operation.label):
            caplog.clear()
            create_test(operation=operation, test_func=is_as_described, config=how)()
