"""Bytes that somebody else wrote, into everything that reads them: an answer or a clear refusal, soon, and no crash."""

import base64
import contextlib
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gateway_probe.cli.environment import load_environment
from gateway_probe.cli.exit_codes import WrongUse
from gateway_probe.cli.passes import _from_file
from gateway_probe.comparison import compare
from gateway_probe.disclosure import Redactor, Secrets
from gateway_probe.document import UnreadableDocument, read_document
from gateway_probe.document.embedded import find_embedded
from gateway_probe.gateway import bodies, content, errors, lookups, routing, streams
from gateway_probe.probe.team_relation import relate_teams
from gateway_probe.reports import render
from gateway_probe.runtime.oidc_tokens import find_tokens
from gateway_probe.settings import InvalidSettings, Settings
from tests.causes.documents import document
from tests.cpu_time import once
from tests.safety.canaries import canary
from tests.safety.conftest import Figures
from tests.safety.echoing import HERE, TEMPLATES
from tests.soaking import many

REDACTOR = Redactor(Secrets([canary("redacted")]))
MOST_S = 0.3
ENV_FILE = 1_000_000
MOST_ENV_FILE_S = 1.8
"""It is read once, on a laptop."""

fuzzed = settings(max_examples=many(150, 20_000), suppress_health_check=list(HealthCheck))


def read_soon(read: Callable[[], object], most_s: float = MOST_S) -> None:
    """Whatever is given: what breaks it is raised, and nothing takes long."""
    assert once(read) < most_s


def read_answer(body: bytes) -> None:
    """Every reader of the gateway's answers."""
    _, parsed = bodies.parse(body)
    errors.parse_error(parsed, REDACTOR)
    routing.parse_routing(parsed, REDACTOR)
    routing.generation_id(parsed)
    content.finish_reason(parsed)
    content.holds_content(parsed)
    pair = lookups.credits_pair(parsed)
    if pair is not None:
        lookups.credits_facts(pair).model_dump_json()
        relate_teams([pair], [lookups.CreditsPair(None, None)], control_refused=True)
    lookups.model_listing(parsed, "azure/gpt-5.4-mini", "openai/gpt-4o-mini", "x/y", REDACTOR)
    lookups.provider_endpoints(parsed, REDACTOR)
    lookups.count_endpoints(parsed)
    lookups.generation_record(parsed, REDACTOR)


def read_stream(body: bytes) -> None:
    """The reader of streamed generations, and those of what it puts together."""
    _, merged = streams.parse_stream(body, REDACTOR, None)
    routing.parse_routing(merged, REDACTOR)
    routing.generation_id(merged)
    content.holds_content(merged)


def read_token(value: bytes) -> None:
    """The reader of OIDC tokens, in each of its places."""
    text = value.decode("latin-1")
    find_tokens({"VERCEL_OIDC_TOKEN": text}, {"x-vercel-oidc-token": text}, now=1_770_000_000.0, on_vercel=True)


def read_upload(content: bytes) -> None:
    """An uploaded Document: read, compared and rendered, or refused."""
    try:
        found = read_document(content)
    except UnreadableDocument:
        return
    result = compare([("given", found), ("here", document("case"))])
    for form in ("json", "text", "markdown", "html", "junit"):
        render(result, form)
        render(found, form)


READERS: dict[str, Callable[[bytes], None]] = {
    "answer": read_answer,
    "stream": read_stream,
    "token": read_token,
    "upload": read_upload,
}


@cache
def samples() -> list[bytes]:
    """What each reader is made for. Its Documents are made where they are first asked for, and not while tests are collected."""
    return [
        *(json.dumps(template).replace(HERE, "text").encode() for template in TEMPLATES.values()),
        *(f"data: {json.dumps(template)}\n\n".encode() for template in TEMPLATES.values()),
        b"eyJhbGciOiJSUzI1NiJ9." + base64.urlsafe_b64encode(b'{"exp": 1, "iat": 2, "owner": "x"}') + b".FAKE",
        document("case").model_dump_json().encode(),
        document("healthy-byok", "local").model_dump_json().encode(),
        render(document("case"), "html"),
    ]


NAMES = sorted(
    {
        *[
            "error",
            "type",
            "message",
            "code",
            "param",
            "data",
            "balance",
            "total_used",
            "id",
            "gateway",
            "routing",
            "exp",
            "checks",
            "reason",
        ]
    }
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(["1e999", "NaN", "-0", "\ud800"]),
)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=25,
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A sample with a few bytes changed, cut, doubled or moved."""
    content = bytearray(draw(st.sampled_from(samples())))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(content) - 1)))
        length = draw(st.integers(0, 40))
        piece = draw(
            st.one_of(st.binary(max_size=8), st.just(bytes(content[at : at + length])), st.sampled_from(TELLING))
        )
        content[at : at + draw(st.sampled_from([0, 0, 1, length]))] = piece
    return bytes(content)


TELLING = [
    b"null",
    b"[]",
    b"{}",
    b"-1",
    b"1e999",
    b'"\\ud800"',
    b"\0",
    b"\xff",
    b"[" * 50,
    b"9" * 400,
    b'""',
    b"true",
    b"\n\n",
]


@st.composite
def replaced(draw: st.DrawFn) -> bytes:
    """A sample whose values are of other kinds than expected, wherever they stand."""
    tree = json.loads(draw(st.sampled_from([sample for sample in samples() if sample.startswith(b"{")])))
    for _ in range(draw(st.integers(1, 4))):
        holder, key = _anywhere(draw, tree)
        if holder is not None:
            holder[key] = draw(JSON)
    return json.dumps(tree).encode("utf-8", "surrogatepass")


def _anywhere(draw: st.DrawFn, tree: Any) -> tuple[Any, Any]:
    holder, key = None, None
    while isinstance(tree, dict | list) and tree and (holder is None or draw(st.integers(0, 3))):
        holder = tree
        key = draw(st.sampled_from(sorted(tree))) if isinstance(tree, dict) else draw(st.integers(0, len(tree) - 1))
        tree = holder[key]
    return holder, key


@pytest.mark.parametrize("reader", READERS)
@fuzzed
@given(
    content=st.one_of(
        st.binary(max_size=400),
        JSON.map(lambda value: json.dumps(value).encode("utf-8", "surrogatepass")),
        damaged(),
        replaced(),
    )
)
def test_no_reader_breaks(reader: str, content: bytes, figures: Figures) -> None:
    read_soon(lambda: READERS[reader](content))
    figures.add("parsers, fuzzed inputs", 1)


SERVED: dict[str, Any] = {
    "type": "finish",
    "finishReason": {"unified": "stop"},
    "content": [{"type": "text", "text": "x"}],
    "usage": {"outputTokens": {"total": 2}},
    "choices": [{"message": {"content": "x"}, "delta": {"content": "x"}, "finish_reason": "stop"}],
    "error": {"type": "x", "message": "x", "param": {"type": "x", "error": {"type": "x"}}},
    "providerMetadata": TEMPLATES["error"]["providerMetadata"],
}


def _with_each_field_changed(tree: Any, value: Any) -> Iterator[Any]:
    yield value
    if isinstance(tree, dict):
        yield from ({**tree, name: new} for name in tree for new in _with_each_field_changed(tree[name], value))
    elif isinstance(tree, list):
        yield from ([new, *tree[1:]] for new in _with_each_field_changed(tree[0], value))


@pytest.mark.parametrize("value", [None, 1, 1.5, True, "x", [], [[]], {}, {"x": []}, [{"x": {}}]], ids=repr)
def test_a_field_of_another_type_breaks_no_reader(value: Any) -> None:
    """A list or an object where a word was expected cannot be looked up among known words."""
    for changed in _with_each_field_changed(SERVED, value):
        read_answer(json.dumps(changed).encode())
        read_stream(b"data: " + json.dumps(changed).encode() + b"\n\ndata: [DONE]\n\n")


def test_a_report_is_found_in_its_page() -> None:
    """Else the shapes above would not reach its reader."""
    assert find_embedded(samples()[-1]) is not None


LINES = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.builds(
            "{}={}".format, st.sampled_from(["AI_GATEWAY_API_KEY", "export A", "", " B ", "é"]), st.text(max_size=20)
        ),
        st.sampled_from(
            ["A='", 'A="', "A=`", "A=$B", "A=\\", "#", "machine x password y", "macdef z", "default login"]
        ),
    ),
    max_size=8,
).map("\n".join)


@fuzzed
@given(content=st.one_of(LINES.map(lambda text: text.encode("utf-8", "replace")), st.binary(max_size=200)))
def test_no_env_file_and_no_token_file_breaks(
    content: bytes, tmp_path_factory: pytest.TempPathFactory, figures: Figures
) -> None:
    file = tmp_path_factory.getbasetemp() / "fuzzed.env"
    file.touch(mode=0o600)
    file.write_bytes(content)
    for read in (lambda: load_environment([str(file)]), lambda: _from_file(str(file))):
        with contextlib.suppress(WrongUse):
            read_soon(read)
    figures.add("parsers, fuzzed inputs", 1)


@pytest.mark.parametrize(
    "content",
    [
        b"A=" + b"'" * ENV_FILE,
        b"A=" + b"\\" * ENV_FILE,
        b"A\n" * 100_000,
        b'A="' * 100_000,
        b"=" * ENV_FILE,
        b"A: \n" * 50_000,
    ],
)
def test_a_large_env_file_is_read_soon(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "large.env"
    file.write_bytes(content)
    read_soon(lambda: load_environment([str(file)]), MOST_ENV_FILE_S)


SETTINGS = st.sampled_from(
    ["BASE_URL", "BYOK", "EXPECT_KEY", "MAX_GENERATIONS", "MIN_INTERVAL", "MODEL", "PROTOCOL", "PROVIDER_OPTIONS", "TIME_BUDGET",
     "TOKEN", "WATCH", "FINGERPRINT_SALT", "NOBODY_KNOWS"]
)  # fmt: skip


@fuzzed
@given(
    values=st.dictionaries(
        SETTINGS, st.one_of(st.text(max_size=40), JSON.map(json.dumps), st.sampled_from(["http://[", "1e999", "nan"]))
    )
)
def test_no_setting_breaks(values: dict[str, str], figures: Figures) -> None:
    environ = {f"GATEWAY_PROBE_{name}": value for name, value in values.items()}
    Settings.access_only(environ)
    with contextlib.suppress(InvalidSettings):
        read_soon(lambda: Settings.from_environ(environ))
    figures.add("parsers, fuzzed inputs", 1)
