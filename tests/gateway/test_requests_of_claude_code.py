"""The probe's requests in Claude Code's stead: all but what is exempt is what the real program sent when it was recorded."""

import json
from typing import Any

import pytest
from pydantic import SecretStr

from gateway_probe.clients.table import CLAUDE_CODE
from gateway_probe.gateway.generation import Authorization, Generation
from gateway_probe.gateway.requests import WireRequest, generation
from tests.contract.record import without_versions
from tests.contract.record_claude_code import FILE
from tests.gateway.test_requests import CALLS, comparable, recorded
from tools.exempt import names

RECORDED: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))["requests"]
OF_A_RUN = names("Claude Code", "value of the header")
OTHER_FIELDS = names("Claude Code", "field of the body")
BUDGET = {"thinking", "context_management"}
"""Left out where the model thinks within a budget, and only there."""
REPLACED = {"messages": [{"role": "user", "content": [{"type": "text", "text": "ping"}]}], "max_tokens": 16}


def ours(call: str, origin: str = "https://HOST") -> WireRequest:
    """What the probe would send: by the same keys, to the same model, streamed or not."""
    theirs = RECORDED[call]
    headers = {name.lower(): value for name, value in theirs["headers"]}
    token, key = headers.get("authorization", "").removeprefix("Bearer "), headers.get("x-api-key")
    beside = SecretStr(key) if token and key else None
    authorization = Authorization("api-key", "api-key", SecretStr(token or key or ""), beside)
    body = theirs["body"]
    asked = Generation(
        body["model"],
        "messages",
        client="claude-code",
        streaming=body["stream"],
        auth_header="bearer" if token else "x-api-key",
    )
    return generation(asked, authorization, origin)


def stripped(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Without what differs from run to run, and with the host in front, where the probe's transport puts it."""
    found = [(name, "" if name.lower() in OF_A_RUN else without_versions(name, value)) for name, value in headers]
    return sorted(found, key=lambda header: header[0] != "Host")


def runtime(headers: list[Any]) -> str:
    """It brings its own, so what it says of that is no machine's."""
    return str(dict(headers)["X-Stainless-Runtime-Version"])


def assert_alike(headers: list[tuple[str, str]], body: dict[str, Any], theirs: dict[str, Any]) -> None:
    """These are the real program's, but for what is exempt."""
    assert stripped(headers) == stripped([comparable(*header) for header in theirs["headers"]])
    assert runtime(headers) == runtime(theirs["headers"])
    within_budget = theirs["body"].get("thinking", {}).get("type") == "enabled"
    left_out = OTHER_FIELDS - set(REPLACED) - (set() if within_budget else BUDGET)
    assert list(body) == [name for name in theirs["body"] if name not in left_out]
    assert body == {name: value for name, value in theirs["body"].items() if name not in left_out} | REPLACED


@pytest.mark.parametrize("call", RECORDED)
def test_each_request_is_claude_codes_but_for_its_words(call: str) -> None:
    """All but its instructions and tools, its device and its limit; a budget for thinking does not fit into ours."""
    theirs, request = RECORDED[call], ours(call)
    assert (request.facts.method, request.path) == (theirs["method"], theirs["path"])
    assert_alike(request.headers, json.loads(request.body or b""), theirs)
    assert not {"x-api-key", "authorization", "x-claude-code-session-id"} & set(request.facts.headers)


def test_nothing_is_exempt_that_is_not_in_the_recordings() -> None:
    """An exemption that nothing needs would let a difference through some day."""
    bodies = [request["body"] for request in RECORDED.values()]
    assert {name for body in bodies for name in body} >= OTHER_FIELDS >= BUDGET | set(REPLACED)
    of_claude_code = {name.lower() for request in RECORDED.values() for name, _ in request["headers"]}
    assert of_claude_code >= OF_A_RUN | names("Claude Code", "header")
    of_others = {name.lower() for recording, call in CALLS for name, _ in recorded(recording, call)["headers"]}
    assert of_others >= names("every client", "value of the header")


def test_the_recording_is_of_the_release_that_the_table_names_and_holds_none_of_its_words() -> None:
    """Its terms let nobody hand on its instructions or the descriptions of its tools."""
    text = FILE.read_text(encoding="utf-8")
    assert text.count("claude-cli/") == text.count(f"claude-cli/{CLAUDE_CODE} ") == len(RECORDED)
    words = [value for request in RECORDED.values() for value in _texts(request["body"])]
    assert max(len(word) for word in words) < 40


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in _texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [value] if isinstance(value, str) else []
