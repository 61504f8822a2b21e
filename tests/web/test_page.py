"""The page's shell and its parts: for everybody, and without a fact."""

import re

import pytest

from gateway_probe.web import create_app
from gateway_simulator import serve
from tests.conftest import ELSEWHERE, Ask

TOKEN = "FAKE-token-of-the-probe-0123456789"
BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
FACTS = {
    "VERCEL": "1",
    "VERCEL_ENV": "production",
    "VERCEL_REGION": "fra7",
    "VERCEL_PROJECT_ID": "prj_FAKEFAKEFAKE",
    "VERCEL_GIT_COMMIT_SHA": "0123456789abcdef0123456789abcdef01234567",
    "AI_GATEWAY_API_KEY": "vck_FAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKE",
    "GATEWAY_PROBE_TOKEN": TOKEN,
}
PUBLIC = ["/", "/api/diagnose", "/api/diagnose?asset=page.css", "/api/diagnose?asset=page.js"]


@pytest.mark.parametrize("path", PUBLIC)
def test_a_stranger_gets_the_page_and_learns_nothing(ask: Ask, path: str) -> None:
    bare = ask(create_app(environ={}), path, headers=BROWSER, client=ELSEWHERE, origin="https://app.example")
    full = ask(create_app(environ=FACTS), path, headers=BROWSER, client=ELSEWHERE, origin="https://app.example")
    assert full.status_code == 200
    assert (full.content, full.headers) == (bare.content, bare.headers), "the answer depends on the environment"
    assert full.headers["cache-control"] == "no-store"
    assert full.headers["x-robots-tag"] == "noindex"
    assert full.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(("path", "endpoint"), [("/", "api/diagnose"), ("/api/diagnose", "")])
def test_the_page_asks_for_its_parts_on_the_one_path(ask: Ask, path: str, endpoint: str) -> None:
    """Relative, so that a stage or a mount in front does not matter."""
    shell = ask(create_app(environ={}), path, headers=BROWSER).text
    parts = re.findall(r'(?:src|href)="([^"]*)"', shell)
    assert parts == ["data:,", f"{endpoint}?asset=page.css", f"{endpoint}?asset=page.js"]
    assert f'data-endpoint="{endpoint}"' in shell
    for part in parts[1:]:
        served = ask(create_app(environ={}), f"/api/diagnose?{part.split('?')[1]}")
        assert served.status_code == 200
        assert served.headers["content-type"].startswith(("text/css", "text/javascript"))


def test_the_policy_allows_nothing_but_the_probe_itself(ask: Ask) -> None:
    answer = ask(create_app(environ={}), headers=BROWSER)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=", answer.text), "something stands inline"


@pytest.mark.parametrize("asset", ["", "page.html", "../app.py", "body.html", "page.css%00", "report.css", "x" * 5000])
def test_nothing_else_is_a_part_of_the_page(ask: Ask, asset: str) -> None:
    answer = ask(create_app(environ={}), f"/api/diagnose?asset={asset}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("headers", [{}, {"accept": "*/*"}, {"accept": "application/json, text/html;q=0.5"}])
def test_a_program_gets_no_page(ask: Ask, headers: dict[str, str]) -> None:
    answer = ask(create_app(environ=FACTS), headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")


@pytest.mark.parametrize("form", ["html", "events", "json"])
def test_a_format_that_is_named_needs_the_token(ask: Ask, form: str) -> None:
    assert ask(create_app(environ=FACTS), f"/api/diagnose?format={form}", headers=BROWSER).status_code == 401


def test_a_report_in_html_carries_its_own_policy(ask: Ask) -> None:
    with serve("healthy-byok") as simulator:
        app = create_app(environ={**simulator.place("production").env, "GATEWAY_PROBE_TOKEN": TOKEN})
        answer = ask(app, "/api/diagnose?format=html", headers={"authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    policy = answer.headers["content-security-policy"]
    assert "style-src 'sha256-" in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["gateway-probe-verdict"] == "healthy; code=healthy"
