"""POST: a deployment compares itself with the Documents that are sent to it."""

import asyncio
import json
from typing import Any

import httpx
import pytest

from gateway_probe.disclosure import LeakPrevented, Secrets, last_gate
from gateway_probe.document import read_document
from gateway_probe.reports import MEDIA_TYPES
from gateway_probe.web import create_app
from gateway_simulator import serve
from tests.causes.documents import document
from tests.conftest import LOOPBACK

TOKEN = "FAKE-token-of-the-probe-0123456789"


def post(content: bytes, scenario: str = "case", query: str = "", token: str = TOKEN) -> tuple[httpx.Response, int]:
    """One POST to the production place of a scenario, and how many requests reached the gateway."""

    async def send() -> httpx.Response:
        app = create_app(environ={**place.env, "GATEWAY_PROBE_TOKEN": TOKEN})
        transport = httpx.ASGITransport(app, client=LOOPBACK)
        headers = {
            **place.headers,
            "authorization": f"Bearer {token}",
            "content-type": "application/x-www-form-urlencoded",
        }
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", trust_env=False) as http:
            return await http.post(f"/api/diagnose{query}", content=content, headers=headers)

    with serve(scenario) as simulator:
        place = simulator.place("production")
        return asyncio.run(send()), len(simulator.requests)


def local(scenario: str = "case", level: Any = "public") -> bytes:
    return document(scenario, "local", level).model_dump_json().encode()


def test_one_curl_compares_the_deployment_with_a_laptop() -> None:
    response, _ = post(local())
    comparison = response.json()
    assert response.status_code == 200
    assert [place["name"] for place in comparison["places"]] == ["this place", "given local"]
    assert comparison["explanations"][0]["code"] == "refusal-depends-on-origin"
    assert response.headers["gateway-probe-verdict"] == "failing; code=refusal-depends-on-origin"


def test_several_documents_are_columns_of_their_own() -> None:
    response, _ = post(b"[" + local() + b"," + local("healthy-byok") + b"]")
    assert [place["name"] for place in response.json()["places"]] == ["this place", "given local", "given local 2"]


def test_documents_keep_the_names_that_came_with_them() -> None:
    both = b"[" + local() + b"," + local("healthy-byok") + b"]"
    for names, called in (
        (["laptop", "preview"], ["laptop", "preview"]),
        (["same", "same"], ["same", "same 2"]),
        (["this place", "x" * 60], ["this place 2", "x" * 40]),
        (["one for two"], ["given local", "given local 2"]),
        (["vck_FAKEq7Zr2mXp9LsT4vWn8KbYc3HdJf.json", "b"], ["given local", "b"]),
    ):
        query = "?" + "&".join(f"name={name.replace(' ', '%20')}" for name in names)
        response, _ = post(both, query=query)
        assert [place["name"] for place in response.json()["places"]] == ["this place", *called]


def test_no_name_looks_like_another_or_like_this_place() -> None:
    names = ["This%20Place", "this%20place%20", "%E2%80%8Bthis%20place", "a%202", "a", "a", "%E2%80%AE"]
    content = b"[" + b",".join([local()] * len(names)) + b"]"
    response, _ = post(content, query="?" + "&".join(f"name={name}" for name in names))
    called = [place["name"] for place in response.json()["places"]]
    assert called == [
        "this place", "This Place 2", "this place 3", "this place 4", "a 2", "a", "a 3", "given local",
    ]  # fmt: skip


def test_an_error_is_explained_without_a_run() -> None:
    asked = b"GatewayInternalServerError: BYOK is available only with paid credits. key=vck_FAKE00001111222233334444"
    response, requests = post(asked, query="?explain")
    told = response.json()
    assert (response.status_code, requests) == (200, 0)
    assert told["entries"][0]["code"] == "byok_requires_paid_credits"
    assert "refusal-depends-on-origin" in {cause["code"] for cause in told["causes"]}
    assert "FAKE" not in response.text
    assert post(b"hello", query="?explain")[0].json() == {"entries": [], "causes": []}
    assert post(b"x" * 64_001, query="?explain")[0].status_code == 413
    assert post(asked, query="?explain", token="FAKE-another-token-0123456789")[0].status_code == 401


@pytest.mark.parametrize("query", [b"", b"explain", b"format=events"])
def test_an_upload_that_its_client_aborts_is_no_incident(query: bytes, caplog: pytest.LogCaptureFixture) -> None:
    came = iter([{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}])
    sent: list[Any] = []

    async def receive() -> Any:
        return next(came)

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "POST", "path": "/api/diagnose", "query_string": query, "client": ("127.0.0.1", 9),
        "headers": [(b"host", b"127.0.0.1"), (b"authorization", f"Bearer {TOKEN}".encode())],
    }  # fmt: skip
    asyncio.run(create_app(environ={"GATEWAY_PROBE_TOKEN": TOKEN})(scope, receive, send))
    assert sent[0]["status"] == 499
    assert caplog.records == []


def test_the_comparison_can_be_read_as_text() -> None:
    response, _ = post(local(), query="?format=text")
    assert response.headers["content-type"].startswith("text/plain")
    assert "the same key, by fingerprint" in response.text


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "invalid-document"),
        (b"not json", 422, "invalid-document"),
        (b"[]", 422, "invalid-document"),
        (b"{}", 422, "invalid-document"),
        (b"[" * 100_000, 422, "invalid-document"),
        (json.dumps([{}] * 11).encode(), 422, "invalid-document"),
        (b'{"schema_version": "2"}', 422, "invalid-document"),
        (b'{"schema_version": "1", "probe": "FAKE"}', 422, "invalid-document"),
        (b" " * 2_000_001, 413, "too-large"),
    ],
    ids=["empty", "text", "no documents", "no version", "nested", "too many", "newer", "half", "2 MB"],
)
def test_a_body_that_is_no_document_costs_nothing_and_is_explained(content: bytes, status: int, code: str) -> None:
    response, requests = post(content)
    assert (response.status_code, response.json()["type"]) == (status, f"urn:gateway-probe:problem:{code}")
    assert "FAKE" not in response.text
    assert requests == 0


@pytest.mark.parametrize(
    ("part", "value", "says"),
    [
        ("probe", {"started_at": "2026-11-24T10:00:00"}, "time zone"),
        ("probe", {"model": "\ud83d"}, "no Unicode"),
        ("probe", {"duration_ms": "NaN"}, "a field does not fit"),
        ("unknown", {"many": [[0] * 400] * 60}, "more than 20,000 values"),
    ],
)
@pytest.mark.parametrize("several", [False, True], ids=["one", "several"])
def test_a_document_that_no_run_can_have_made_is_refused(part: str, value: Any, says: str, several: bool) -> None:
    given = json.loads(local())
    given[part] = {**given.get(part, {}), **value}
    response, requests = post(json.dumps([json.loads(local()), given] if several else given).encode())
    assert (response.status_code, requests) == (422, 0)
    assert says in response.json()["detail"]


def test_as_many_documents_as_are_taken_are_compared() -> None:
    response, _ = post(json.dumps([json.loads(local(level="private"))] * 10).encode())
    assert len(response.json()["places"]) == 11


def test_many_large_documents_share_a_limit() -> None:
    large = {**json.loads(local()), "unknown": [[0] * 400] * 40}
    response, _ = post(json.dumps([large] * 2).encode())
    assert response.status_code == 200
    response, requests = post(json.dumps([large] * 10).encode())
    assert (response.status_code, requests) == (422, 0)
    assert "more than 60,000 values" in response.json()["detail"]


def test_strangers_cannot_compare() -> None:
    response, requests = post(local(), token="FAKE-another-token-0123456789")
    assert (response.status_code, requests) == (401, 0)


def test_a_ping_by_post_needs_the_token_like_everything_else() -> None:
    response, _ = post(local(), query="?ping", token="FAKE-another-token-0123456789")
    assert response.status_code == 401


@pytest.mark.parametrize("form", [*MEDIA_TYPES, "events"])
@pytest.mark.parametrize("level", ["public", "private"])
def test_no_answer_tells_whether_a_given_document_holds_a_secret_of_this_place(form: str, level: str) -> None:
    watched = "Tr0ub4dor"
    given = json.loads(local(level=level))

    async def answers() -> list[tuple[int, str, str]]:
        variables = {"GATEWAY_PROBE_TOKEN": TOKEN, "GATEWAY_PROBE_WATCH": "LOGIN", "LOGIN": watched}
        app = create_app(environ={**simulator.place("production").env, **variables})
        transport = httpx.ASGITransport(app, client=LOOPBACK)
        headers = {**simulator.place("production").headers, "authorization": f"Bearer {TOKEN}"}
        seen = []
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", headers=headers) as http:
            for guess in ("Tr0ub4dos", watched, watched[::-1]):
                given["runtime"]["region"] = guess
                query = f"?format={form}&disclosure={level}"
                answer = await http.post(f"/api/diagnose{query}", content=json.dumps(given).encode())
                told = answer.text.replace(guess, "*********")
                seen.append((answer.status_code, answer.headers["content-type"], told))
        return seen

    with serve("case") as simulator:
        first, *others = asyncio.run(answers())
    assert first[0] == 200
    assert others == [first] * len(others)


def test_a_place_whose_own_document_leaks_compares_it_with_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is sent, the answer is the same, and nothing that was sent is looked at."""

    def met(_places: Any) -> Any:
        raise AssertionError("it met an upload")

    def leaking(_content: bytes, _secrets: Any) -> bytes:
        raise LeakPrevented

    monkeypatch.setattr("gateway_probe.comparison.compare", met)
    monkeypatch.setattr("gateway_probe.releasing.last_gate", leaking)
    answers = {post(local(scenario))[0].content for scenario in ("case", "healthy-byok")}
    assert [json.loads(answer)["type"] for answer in answers] == ["urn:gateway-probe:problem:leak-prevented"]


def test_a_comparison_that_breaks_leaves_the_document_of_this_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_places: Any) -> Any:
        raise RuntimeError("FAKE")

    monkeypatch.setattr("gateway_probe.comparison.compare", broken)
    response, requests = post(local())
    assert (response.status_code, response.headers["gateway-probe-fault"]) == (200, "probe-fault")
    assert read_document(response.content).verdict.code == "refusal-depends-on-origin"
    assert requests > 0


def test_no_search_for_secrets_meets_what_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """So neither the kind of an answer, nor its bytes, nor its time can depend on what an upload holds of them."""
    mark, searched = "FAKE-mark-of-an-upload", list[str]()

    def noting(real: Any) -> Any:
        def search(secrets: Secrets, text: str) -> Any:
            searched.append(text)
            return real(secrets, text)

        return search

    def noting_gate(content: bytes, secrets: Secrets) -> bytes:
        searched.append(content.decode())
        return last_gate(content, secrets)

    for name in ("spans", "held_in", "named_in"):
        monkeypatch.setattr(Secrets, name, noting(getattr(Secrets, name)))
    monkeypatch.setattr("gateway_probe.releasing.last_gate", noting_gate)
    given = json.loads(local(level="private"))
    given["runtime"] |= dict.fromkeys(("region", "commit", "branch", "deployment_url"), mark)
    given["verdict"]["summary"] = given["support"]["text"] = given["variables"][0]["name"] = mark
    for check in given["gateway"]["checks"]:
        if check["response"] and check["response"]["error"]:
            check["response"]["error"]["message"] = mark
    content = json.dumps(given).encode()
    for form in MEDIA_TYPES:
        for level in ("public", "private"):
            response, _ = post(content, query=f"?format={form}&disclosure={level}&name={mark}")
            assert response.status_code == 200
            assert form != "json" or mark in response.text
    assert len(searched) > len(MEDIA_TYPES)
    assert [text for text in searched if mark in text] == []
