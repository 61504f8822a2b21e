"""Bad input and a time that is up: always a whole document, in time, that says what is wrong."""

import asyncio
import time
from typing import Any

import pytest

from gateway_probe.document import Document, read_document
from gateway_probe.probe import Inputs, Run, diagnose
from gateway_probe.settings import Settings
from gateway_simulator import parse_scenario, serve
from gateway_simulator.world import Fault, When
from tests.troubled import troubled

BUDGET_S = 1.5
KEY = "vck_FAKE" + "0123456789abcdef" * 3


def run(environ: dict[str, str], headers: dict[str, str] | None = None, **inputs: Any) -> Run:
    environ = {"GATEWAY_PROBE_TIME_BUDGET": str(BUDGET_S), **environ}
    served = bool(headers)
    return asyncio.run(
        diagnose(Inputs(Settings.from_environ(environ), environ, headers or {}, served=served, **inputs))
    )


def whole(finished: Run) -> Document:
    """The document, written and read again: complete and valid at both levels."""
    for level in ("public", "private"):
        read_document(finished.document(level).model_dump_json().encode())
    return finished.document("public")


def test_a_budget_that_ends_early_leaves_a_partial_document() -> None:
    with serve("byok-needs-paid-tier", latency_ms=1200) as simulator:
        place = simulator.place("production")
        document = whole(run(place.env, place.headers))
    assert document.probe.time_budget_reached
    assert "time-budget" in {e.reason.code for e in document.experiments if e.reason}
    assert document.verdict.code in {"byok-needs-paid-tier", "inconclusive"}


def test_the_platforms_deadline_is_kept_although_the_budget_is_longer() -> None:
    fault = Fault(when=When(endpoint="language-model"), kind="slow-headers")
    with serve(troubled(fault)) as simulator:
        place = simulator.place("production")
        begun = time.perf_counter()
        finished = run({**place.env, "GATEWAY_PROBE_TIME_BUDGET": "60"}, place.headers, time_left_s=2.0)
        took = time.perf_counter() - begun
    assert took < 2
    assert whole(finished).probe.time_budget_reached


@pytest.mark.parametrize("left", [0.0, -5.0])
def test_a_deadline_that_has_passed_still_gives_a_document(left: float) -> None:
    with serve("healthy-byok") as simulator:
        place = simulator.place("production")
        whole(run(place.env, place.headers, time_left_s=left))


@pytest.mark.parametrize(
    ("key", "status", "code"),
    [
        (KEY + "\n", "degraded", "key-trailing-newline"),
        ("\ufeff" + KEY, "failing", "key-invisible-unicode"),
        (KEY[:20] + "\x00" + KEY[20:], "failing", "key-invisible-unicode"),
        (KEY[:20] + "\n" + KEY[20:], "failing", "key-invisible-unicode"),
        (KEY * 2000, "failing", "key-too-long"),
        (f'"{KEY}"', "failing", "key-quoted-or-prefixed"),
        (f"Bearer {KEY}", "failing", "key-quoted-or-prefixed"),
        ("[SENSITIVE]", "failing", "key-redacted-placeholder"),
        (" ", "failing", "key-empty"),
        ("é" * 30, "failing", "key-invisible-unicode"),
        ("\udcff" * 30, "failing", "key-invisible-unicode"),
    ],
    ids=[
        "newline",
        "BOM",
        "NUL",
        "inner newline",
        "100 kB",
        "quotes",
        "prefix",
        "placeholder",
        "blank",
        "latin-1",
        "surrogates",
    ],
)
def test_a_bad_key_is_named_and_never_shown(key: str, status: str, code: str) -> None:
    with serve("healthy-byok") as simulator:
        place = simulator.place("local")
        known = place.env["AI_GATEWAY_API_KEY"]
        finished = run({**place.env, "AI_GATEWAY_API_KEY": key.replace(KEY, known)})
    document = whole(finished)
    assert document.verdict.status == status
    assert document.verdict.code == code
    assert known not in document.model_dump_json()


@pytest.mark.parametrize(
    "token",
    [
        "..",
        "a.b.c",
        "eyJ" + "x" * 1_000_000,
        "x" * 100,
        "eyJhbGciOiJSUzI1NiJ9.eyJleHAiOiAidG9tb3Jyb3cifQ.FAKE",
        "\ufeff..",
        "é.é.é",
    ],
    ids=["empty parts", "letters", "1 MB", "no dots", "exp as a word", "BOM", "latin-1"],
)
@pytest.mark.parametrize("where", ["header", "environment"])
def test_a_bad_token_is_named_and_breaks_nothing(token: str, where: str) -> None:
    with serve("healthy-oidc") as simulator:
        place = simulator.place("production")
        environ = {**place.env, **({"VERCEL_OIDC_TOKEN": token} if where == "environment" else {})}
        headers = {"x-vercel-id": "FAKE", **({"x-vercel-oidc-token": token} if where == "header" else {})}
        document = whole(run(environ, headers))
    assert document.verdict.status in {"failing", "inconclusive"}
    assert document.verdict.code in {"oidc-malformed", "oidc-refused"}


def test_options_of_the_app_that_hold_anything_reach_the_wire_and_not_the_document() -> None:
    options = '{"gateway": {"only": ["azure"], "x<script>": 1, "user": "FAKE-person"}, "azure": {"a b": "FAKE-value"}}'
    with serve("healthy-byok") as simulator:
        place = simulator.place("local")
        document = whole(run({**place.env, "GATEWAY_PROBE_PROVIDER_OPTIONS": options}))
        body = next(r.body for r in simulator.requests if r.method == "POST")
    assert b'"x<script>":1' in body
    text = document.model_dump_json()
    assert "FAKE-person" not in text
    assert "<script>" not in text


def test_scenarios_are_checked_when_they_are_read() -> None:
    with pytest.raises(ValueError, match="extra"):
        parse_scenario('title = "x"\nunknown = 1\n[teams.a]\nslug = "a"\n[places.p]\n')
