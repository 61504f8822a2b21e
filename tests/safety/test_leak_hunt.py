"""Secrets planted everywhere, repeated by the gateway in every form, and found in nothing that leaves the process."""

import asyncio
import io
import json
import logging
import os
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, get_args

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gateway_probe.cli import main
from gateway_probe.disclosure import Redactor, Secrets
from gateway_probe.gateway.errors import parse_error
from gateway_probe.gateway.routing import parse_routing
from gateway_probe.reports import Format
from gateway_probe.web import create_app
from tests.safety.canaries import ENCODINGS, PIECE, Hunt, canary, token
from tests.safety.conftest import Figures
from tests.safety.echoing import TEMPLATES, Echo, echoes
from tests.safety.oracle import Reader
from tests.safety.scripted import Received, scripted
from tests.safety.spellings import FORMS
from tests.soaking import many

FORMATS = get_args(Format)
LEVELS = ("public", "private")


class Place:
    """A place whose every secret is a canary: variables, token of the request, and what the app would send."""

    def __init__(self, seed: int) -> None:
        made = {
            name: canary((seed, name))
            for name in ("key", "openai", "azure", "bypass", "watched", "byok", "option", "header")
        }
        made["phrase"] = f"my-Pa55phrase-{seed}2026-of-FAKE-words"
        self.access = "FAKE-access-" + canary((seed, "access")).translate(str.maketrans(" \"'\\,", "xxxxx"))
        salt = canary((seed, "salt"))
        proxy = canary((seed, "proxy"))
        proxy_word = "".join(letter for letter in proxy if letter.isalnum())
        in_path = made["path"] = "".join(letter for letter in canary((seed, "path")) if letter.isalnum())
        self.oidc = {where: token((seed, where), aud="https://vercel.com/fake") for where in ("header", "variable")}
        self.environ = {
            "VERCEL": "1",
            "VERCEL_ENV": "production",
            "AI_GATEWAY_API_KEY": made["key"],
            "OPENAI_API_KEY": made["openai"],
            "AZURE_API_KEY": made["azure"],
            "VERCEL_AUTOMATION_BYPASS_SECRET": made["bypass"],
            "VERCEL_OIDC_TOKEN": self.oidc["variable"],
            "GATEWAY_PROBE_TOKEN": self.access,
            "GATEWAY_PROBE_FINGERPRINT_SALT": salt,
            "GATEWAY_PROBE_WATCH": "MY_SECRET,MY_PHRASE",
            "MY_PHRASE": made["phrase"],
            "OPENAI_BASE_URL": f"https://models.example/{in_path}/v1",
            "https_proxy": f"user:{proxy_word}@proxy.example:8080",
            "MY_SECRET": made["watched"],
            "HTTPS_PROXY": f"http://user:{proxy_word}@proxy.example",
            "GATEWAY_PROBE_BYOK": json.dumps({"azure": [{"apiKey": made["byok"], "resourceName": "fake"}]}),
            "GATEWAY_PROBE_PROVIDER_OPTIONS": json.dumps(
                {
                    "gateway": {"byok": {"openai": [{"apiKey": made["option"]}]}, "order": ["azure"]},
                    "openai": {"headers": {"Authorization": made["header"]}},
                }
            ),
            "GATEWAY_PROBE_TIME_BUDGET": "5",
        }
        self.headers = {
            "authorization": f"Bearer {self.access}",
            "x-vercel-oidc-token": self.oidc["header"],
            "x-vercel-id": "iad1::FAKE",
            "host": "probe.example",
        }
        parts = {where: whole.split(".") for where, whole in self.oidc.items()}
        of_the_process = [*made.values(), self.access, salt, proxy_word, *parts["variable"]]
        self.hunt = Hunt([*of_the_process, *parts["header"]])
        # A command gets no request, and cannot know the token that one would have brought.
        self.hunt_of_commands = Hunt(of_the_process)
        self.reader = Reader(of_the_process)


# A few places, so that what was searched once and found clean need not be searched for the same secrets again.
PLACES = [Place(seed) for seed in range(8)]


@contextmanager
def log_kept() -> Iterator[io.StringIO]:
    """Everything that is logged at any level, by anything."""
    kept = io.StringIO()
    handler = logging.StreamHandler(kept)
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield kept
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


async def said_of(
    place: Place, echo: Echo, questions: Iterable[tuple[str, str, dict[str, str]]], figures: Figures
) -> dict[str, str]:
    """What the app answers and logs about one run, by what it is."""
    number = 0

    async def answer(request: Received, writer: asyncio.StreamWriter) -> None:
        nonlocal number
        number += 1
        writer.write(echo.answer(number, request))

    said: dict[str, str] = {}
    with log_kept() as log:
        async with scripted(answer) as gateway:
            variables = {**place.environ, "GATEWAY_PROBE_BASE_URL": gateway.origin, "GATEWAY_PROBE_MODEL": echo.model}
            transport = httpx.ASGITransport(create_app(environ=variables))
            async with httpx.AsyncClient(transport=transport, base_url="https://probe.example") as http:
                document = (await http.get("/api/diagnose", headers=place.headers)).content
                for name, path, extra in questions:
                    method = "POST" if name.startswith("compared") else "GET"
                    content = document if method == "POST" else None
                    headers = {**place.headers, **extra}
                    response = await http.request(method, path, headers=headers, content=content)
                    said[name] = f"{dict(response.headers)}\n{response.text}"
            # On a machine that stands still a run may end before it has asked; the other thousands have.
            figures.add("leak hunt, answers that repeat secrets", len(gateway.requests))
            assert not any(place.access in f"{request}" for request in gateway.requests), "it is the probe's own"
    said["log"] = log.getvalue()
    return said


QUESTIONS: tuple[tuple[str, str, dict[str, str]], ...] = (
    *(
        (f"{form}, {level}", f"/api/diagnose?format={form}&disclosure={level}", {})
        for form in FORMATS
        for level in LEVELS
    ),
    *((f"compared, {form}", f"/api/diagnose?format={form}&disclosure=private", {}) for form in FORMATS),
    ("events", "/api/diagnose?format=events&disclosure=private", {}),
    ("refused", "/api/diagnose", {"authorization": "Bearer FAKE-wrong"}),
    ("problem", "/api/diagnose?format=nonsense", {}),
    ("page", "/api/diagnose", {"accept": "text/html,*/*;q=0.8"}),
    ("ping", "/api/diagnose?ping", {}),
    ("nowhere", "/nowhere", {}),
)
"""What is asked about each run: a few of these in each case, all of them often enough."""


@pytest.mark.parametrize("part", range(many(1, 4)))
@settings(max_examples=many(100, 5_000), suppress_health_check=list(HealthCheck), print_blob=False)
@given(data=st.data())
def test_nothing_that_leaves_holds_a_piece_of_a_secret(part: int, figures: Figures, data: st.DataObject) -> None:
    """In parts in the long run, so that several processes share it: each draws cases of its own."""
    place = data.draw(st.sampled_from(PLACES))
    echo = data.draw(echoes(place.hunt.secrets))
    questions = data.draw(st.lists(st.sampled_from(QUESTIONS), min_size=3, max_size=5, unique_by=lambda one: one[0]))
    said = asyncio.run(said_of(place, echo, questions, figures))
    figures.add("leak hunt, cases", 1)
    figures.add("leak hunt, answers searched", len(said))
    for what, content in said.items():
        assert place.hunt.found(content) == [], what
        assert place.reader.found(content) == [], what


@settings(max_examples=many(30, 1_000), suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_nothing_that_the_command_prints_holds_one(figures: Figures, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(PLACES))
    echo = data.draw(echoes(place.hunt_of_commands.secrets))
    form, level = data.draw(st.sampled_from(FORMATS)), data.draw(st.sampled_from(LEVELS))
    printed = asyncio.run(_printed(place, echo, ["--format", form, "--disclosure", level]))
    figures.add("leak hunt, commands run", 1)
    assert place.hunt_of_commands.found(printed) == []
    assert place.reader.found(printed) == []


async def _printed(place: Place, echo: Echo, options: list[str]) -> str:
    number = 0

    async def answer(request: Received, writer: asyncio.StreamWriter) -> None:
        nonlocal number
        number += 1
        writer.write(echo.answer(number, request))

    async with scripted(answer) as gateway:
        variables = {**place.environ, "GATEWAY_PROBE_BASE_URL": gateway.origin, "GATEWAY_PROBE_MODEL": echo.model}
        # In a thread: the command brings an event loop of its own.
        return await asyncio.to_thread(_run_command, variables, options)


def _run_command(variables: dict[str, str], options: list[str]) -> str:
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    before = dict(os.environ), sys.stdout, sys.stderr
    try:
        os.environ.update(variables)
        sys.stdout, sys.stderr = out, err
        main(["run", *options])
        out.flush()
        err.flush()
    finally:
        os.environ.clear()
        os.environ.update(before[0])
        _, sys.stdout, sys.stderr = before
    return out.buffer.getvalue().decode() + err.buffer.getvalue().decode()


@settings(max_examples=many(400, 20_000), suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 2**32),
    encoding=st.sampled_from(sorted(ENCODINGS)),
    before=st.text(max_size=20),
    after=st.text(max_size=20),
)
def test_redaction_leaves_no_piece_of_any_secret(
    figures: Figures, seed: int, encoding: str, before: str, after: str
) -> None:
    """The same for secrets that differ in every case, where foreign text comes in."""
    secret = canary(seed)
    hunt = Hunt([secret])
    redactor = Redactor(Secrets([secret]))
    text = before + ENCODINGS[encoding](secret) + after
    read = [redactor.text(text, limit=10_000), redactor.identifier(text)]
    for template in ("error", "error as text"):
        body = json.loads(json.dumps(TEMPLATES[template]).replace('"*"', json.dumps(text)))
        read += [
            part.model_dump_json() for part in (parse_error(body, redactor), parse_routing(body, redactor)) if part
        ]
    figures.add("redaction, cases", 1)
    assert hunt.found("\n".join(filter(None, read))) == []


@pytest.mark.parametrize("where", ["probe", "judging", "rendering"])
def test_an_unexpected_error_takes_no_secret_with_it(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Errors of libraries repeat what they were given: neither the answer nor the log may repeat it again."""
    place = PLACES[0]
    telling = " ".join(place.hunt.secrets)

    def fails(*_: Any, **__: Any) -> Any:
        raise RuntimeError(telling)

    target = {
        "probe": "gateway_probe.probe.pipeline.observe_runtime",
        "judging": "gateway_probe.probe.conclusion.judge",
        "rendering": "gateway_probe.releasing.render",
    }[where]
    monkeypatch.setattr(target, fails)
    quiet = Echo(("FAKE",), (403,), ("error",), "json", "azure/gpt-5.4-mini", headers=False)

    async def ask() -> tuple[httpx.Response, str]:
        async def answer(request: Received, writer: asyncio.StreamWriter) -> None:
            writer.write(quiet.answer(1, request))

        with log_kept() as log:
            async with scripted(answer) as gateway:
                app = create_app(environ={**place.environ, "GATEWAY_PROBE_BASE_URL": gateway.origin})
                transport = httpx.ASGITransport(app)
                async with httpx.AsyncClient(transport=transport, base_url="https://probe.example") as http:
                    return await http.get("/api/diagnose?format=text", headers=place.headers), log.getvalue()

    response, log = asyncio.run(ask())
    # A run is not lost: what was asked is left of one that broke, what was observed of one that cannot be judged, its
    # verdict of one that cannot be rendered.
    assert response.status_code == 200
    assert ("gateway-probe-fault" in response.headers) == (where == "rendering")
    assert "RuntimeError" in (response.text if where == "judging" else log)
    assert place.hunt.found(response.text + log) == []
    printed = _run_command({**place.environ, "GATEWAY_PROBE_BASE_URL": "http://127.0.0.1:9"}, ["--format", "text"])
    assert place.hunt.found(printed) == []


def test_a_traceback_and_a_repr_show_none() -> None:
    """Where something is printed that never should be."""
    from gateway_probe.probe import Inputs, Run
    from gateway_probe.settings import Settings

    place = PLACES[0]
    chosen = Settings.from_environ({**place.environ, "GATEWAY_PROBE_BASE_URL": "http://127.0.0.1:9"})
    inputs = Inputs(chosen, place.environ, place.headers)
    secrets = Secrets(place.hunt.secrets)
    run = Run(evidence=None, secrets=secrets)  # type: ignore[arg-type]
    said = f"{chosen!r} {inputs!r} {secrets!r} {run!r} {chosen!s} {inputs!s}"
    try:
        raise ValueError(inputs, chosen, secrets)
    except ValueError:
        said += traceback.format_exc()
    assert place.hunt.found(said) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(3))
def test_the_reader_finds_every_form(form: str, seed: int) -> None:
    """What finds nothing must be able to find."""
    secret = canary((seed, "found"))
    assert Reader([secret]).found(f"some text {FORMS[form](secret)} and more"), form


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("seed", range(3))
def test_the_search_finds_every_form(encoding: str, seed: int) -> None:
    """What finds nothing must be able to find: a form anywhere, and a piece from its middle, wrapped and marked up."""
    secret = canary((seed, "found"))
    form = ENCODINGS[encoding](secret)
    assert Hunt([secret]).found(f"some text {form} and more")
    at = len(form) // 3
    if encoding in {"plain", "reversed", "hex", "upper"}:
        assert Hunt([secret]).found(f"words {form[at : at + PIECE]} words")
        assert Hunt([secret]).found(f"words {form[at : at + 6]}\n   {form[at + 6 : at + PIECE]} words")
        assert not Hunt([secret]).found(f"words {form[at : at + PIECE - 1]} words")
        assert not Hunt([secret]).found(json.dumps([form[: PIECE - 1], form[1 - PIECE :]])), (
            "its quotes are no part of it"
        )
