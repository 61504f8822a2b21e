"""docs/monitoring.md as it is written: each set-up asks a served function, as its program would."""

import http.client
import json
import logging
import re
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import trustme
import yaml
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from gateway_probe.web import create_app
from gateway_simulator import Simulator, serve
from tests.serving import serving
from tests.web.test_parameters import PROMETHEUS
from tools.docs import DOCS

PAGE = (DOCS / "monitoring.md").read_text(encoding="utf-8")
TOKEN = "FAKE-token-of-the-probe-0123456789"
CRON_SECRET = "FAKE-secret-of-the-cron-0123456789"


def block(language: str) -> str:
    """The one block of the page that is in this language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


def function(simulator: Simulator, **environ: str) -> Any:
    return create_app(environ={**simulator.place("production").env, "GATEWAY_PROBE_TOKEN": TOKEN, **environ})


def generations(simulator: Simulator) -> int:
    return sum(request.method == "POST" for request in simulator.requests)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    """A certificate for localhost with its key, and who trusts it."""
    own = tmp_path_factory.mktemp("certificates") / "own.pem"
    authority = trustme.CA()
    authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(own)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    return own, trusting


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def ask(url: str, method: str, headers: dict[str, str], trusting: ssl.SSLContext | None = None) -> Answer:
    """One request, and no redirect followed."""
    parts = urlsplit(url)
    connection = (
        http.client.HTTPSConnection(parts.netloc, timeout=30, context=trusting)
        if parts.scheme == "https"
        else http.client.HTTPConnection(parts.netloc, timeout=30)
    )
    try:
        connection.request(method, f"{parts.path}?{parts.query}" if parts.query else parts.path, headers=headers)
        answer = connection.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()


# Vercel Cron: a GET with the user agent `vercel-cron/1.0` and CRON_SECRET as a bearer token
# (vercel.com/docs/cron-jobs, "How cron jobs work" and "Securing cron jobs").


@pytest.mark.parametrize(("scenario", "status"), [("healthy-byok", 200), ("key-trailing-newline", 200), ("case", 503)])
def test_the_cron_is_let_in_and_bad_news_is_in_the_log(
    scenario: str, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    ((path, schedule),) = [tuple(cron.values()) for cron in json.loads(block("json"))["crons"]]
    assert re.fullmatch(r"/.{1,511}", path), "what the platform takes for a path"
    assert len(schedule.split()) == 5
    assert schedule.split()[0].isdigit(), "once a day at most, which every plan allows"
    assert schedule.split()[1].isdigit()
    headers = {"user-agent": "vercel-cron/1.0", "authorization": f"Bearer {CRON_SECRET}"}
    with serve(scenario) as simulator, caplog.at_level(logging.WARNING, logger="gateway_probe"):
        app = function(simulator, GATEWAY_PROBE_TOKEN=f"{TOKEN},{CRON_SECRET}", CRON_SECRET=CRON_SECRET)
        with serving(app) as origin:
            answer = ask(f"{origin}{path}", "GET", headers)
            person = ask(f"{origin}/api/diagnose", "GET", {"authorization": f"Bearer {TOKEN}"})
            stranger = ask(f"{origin}{path}", "GET", {"user-agent": "vercel-cron/1.0"})
    assert (answer.status, person.status, stranger.status) == (status, 200, 401)
    code = json.loads(answer.body)["verdict"]["code"]
    assert [f"verdict {code}, answered with 503"] * (status == 503) == caplog.messages
    assert CRON_SECRET.encode() not in answer.body + person.body


# Prometheus: the scrape configuration, applied by a client that does what a scrape does.


@pytest.mark.parametrize(("scenario", "success"), [("healthy-byok", 1), ("key-revoked", 0)])
def test_prometheus_scrapes_it_for_nothing(
    scenario: str, success: int, certificates: tuple[Path, ssl.SSLContext], tmp_path: Path
) -> None:
    own, trusting = certificates
    (job,) = yaml.safe_load(block("yaml prometheus"))["scrape_configs"]
    query = urlencode(job["params"], doseq=True)
    assert job["static_configs"][0]["targets"] == ["your-app.vercel.app"]
    assert seconds(job["scrape_timeout"]) <= seconds(job["scrape_interval"]) < 300, "or a series goes stale between two"
    assert set(job["authorization"]) == {"credentials_file"}, "no token in the file"
    headers = {"accept": PROMETHEUS, "authorization": f"Bearer {TOKEN}", "user-agent": "Prometheus/3.5.0"}
    with serve(scenario) as simulator, serving(function(simulator), own) as origin:
        assert origin.startswith(f"{job['scheme']}://")
        answer = ask(f"{origin}{job['metrics_path']}?{query}", "GET", headers, trusting)
        assert generations(simulator) == 0
    assert (answer.status, answer.headers["content-type"].split(";")[0]) == (200, "application/openmetrics-text")
    families = text_string_to_metric_families(answer.body.decode())  # type: ignore[no-untyped-call]
    samples = {sample.name: sample.value for family in families for sample in family.samples}
    assert samples["gateway_probe_success"] == success


def test_every_metric_of_the_page_is_given_and_every_given_one_is_in_it(
    certificates: tuple[Path, ssl.SSLContext],
) -> None:
    with serve("case") as simulator, serving(function(simulator)) as origin:
        headers = {"authorization": f"Bearer {TOKEN}"}
        answer = ask(f"{origin}/api/diagnose?format=openmetrics", "GET", headers)
    families = text_string_to_metric_families(answer.body.decode())  # type: ignore[no-untyped-call]
    given = {f"{family.name}_info" if family.type == "info" else family.name for family in families}
    table = PAGE.split("| metric |")[1].split("\n\n")[0]
    assert set(re.findall(r"`(gateway_probe_\w+)`", table)) == given


def seconds(text: str) -> int:
    return int(text[:-1]) * {"s": 1, "m": 60}[text[-1]]


# Blackbox exporter: its modules, applied by a client that knows every word in them (and no other).


@dataclass(frozen=True)
class Blackbox:
    """A module of the exporter's `http` prober; what it does not know it refuses, as the exporter does."""

    module: dict[str, Any]
    token: str

    def probe(self, target: str, trusting: ssl.SSLContext) -> bool:
        http_ = dict(self.module["http"])
        assert self.module["prober"] == "http"
        assert http_.pop("follow_redirects") is False
        assert set(http_.pop("authorization")) == {"credentials_file"}, "the type is Bearer by default"
        method, statuses = http_.pop("method"), http_.pop("valid_status_codes")
        tls, wanted = http_.pop("fail_if_not_ssl"), http_.pop("fail_if_header_not_matches")
        assert http_ == {}, "words that this client does not know"
        answer = ask(target, method, {"authorization": f"Bearer {self.token}"}, trusting)
        if tls and not target.startswith("https://"):
            return False
        return answer.status in statuses and all(
            re.search(rule["regexp"], answer.headers.get(rule["header"].lower(), "")) for rule in wanted
        )


MODULES = yaml.safe_load(block("yaml blackbox"))["modules"]
FREE, ALL = re.findall(r"`https://your-app\.vercel\.app(/api/diagnose\?status=\w+)`", PAGE)


@pytest.mark.parametrize(
    ("scenario", "free", "all_"),
    [
        ("healthy-byok", True, True),
        ("key-trailing-newline", True, False),
        ("key-revoked", False, False),
        # The look-ups are in order: only the request itself shows that the team has to pay.
        ("case", True, False),
        ("refusal-of-unknown-kind", True, False),
    ],
)
def test_a_blackbox_probe_sees_the_verdict(
    scenario: str, free: bool, all_: bool, certificates: tuple[Path, ssl.SSLContext]
) -> None:
    own, trusting = certificates
    with serve(scenario) as simulator, serving(function(simulator), own) as origin:
        assert Blackbox(MODULES["gateway_probe_free"], TOKEN).probe(origin + FREE, trusting) == free
        assert generations(simulator) == 0
        assert Blackbox(MODULES["gateway_probe"], TOKEN).probe(origin + ALL, trusting) == all_


@pytest.mark.parametrize("module", MODULES)
def test_a_blackbox_probe_takes_nothing_else_for_the_probe(
    module: str, certificates: tuple[Path, ssl.SSLContext]
) -> None:
    own, trusting = certificates
    path = FREE if module == "gateway_probe_free" else ALL

    def page(status: int, *headers: tuple[bytes, bytes]) -> Any:
        async def app(_scope: Any, _receive: Any, send: Any) -> None:
            await send({"type": "http.response.start", "status": status, "headers": list(headers)})
            await send({"type": "http.response.body", "body": b""})

        return app

    for app in (
        page(200, (b"content-type", b"text/html")),
        page(307, (b"location", b"https://localhost:1/")),
        page(401),
    ):
        with serving(app, own) as origin:
            assert not Blackbox(MODULES[module], TOKEN).probe(origin + path, trusting)
    with serve("healthy-byok") as simulator:
        with serving(function(simulator), own) as origin:
            assert not Blackbox(MODULES[module], "FAKE-another-token-0123456789").probe(origin + path, trusting)
        with serving(function(simulator)) as origin:
            assert not Blackbox(MODULES[module], TOKEN).probe(origin + path, trusting), "in the clear"


def test_a_time_out_of_a_monitor_is_longer_than_a_run() -> None:
    for name, module in MODULES.items():
        assert seconds(module["timeout"]) > 25, name
    assert parse_qs(urlsplit(FREE).query) == {"status": ["verdict"]}
    assert parse_qs(urlsplit(ALL).query) == {"status": ["strict"]}
