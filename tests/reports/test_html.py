"""The HTML report: mark-up of ours alone, and a Document that can be read out of it again."""

import base64
import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway_probe.cli import main
from gateway_probe.comparison import compare
from gateway_probe.document import UnreadableDocument, read_document
from gateway_probe.document.embedded import find_embedded
from gateway_probe.reports import render
from gateway_probe.reports.html import POLICY
from gateway_probe.reports.html.element import el
from gateway_probe.reports.lines import inert
from gateway_simulator import scenario_names
from tests.causes.documents import document
from tests.reports.rendered import Shown
from tests.reports.test_hostile import HOSTILE, with_everywhere
from tests.reports.test_markdown import LIVE

QUICK = [name for name in scenario_names() if not name.startswith(("gateway-", "slow-"))]
BREAKING = {
    **HOSTILE,
    **LIVE,
    "attribute": '" onmouseover="alert(1)" x="',
    "single": "' onfocus='alert(1)' autofocus='",
    "end of script": "</script><script>alert(1)</script>",
    "comment": "<!--<script>",
    "end of svg": "</svg></title><img src=x onerror=alert(1)>",
    "cdata": "]]><b>",
}


def page(content: bytes) -> Shown:
    shown = Shown()
    shown.feed(content.decode())
    shown.close()
    return shown


def built(content: bytes) -> list[tuple[str, tuple[str, ...]]]:
    """The elements with the names of their attributes: how the page is built, whatever stands in it."""
    return [(tag, tuple(attributes)) for tag, attributes in page(content).elements]


@pytest.mark.parametrize("name", BREAKING)
def test_nothing_of_a_document_becomes_mark_up(name: str) -> None:
    found = with_everywhere(BREAKING[name])
    if name != "private use":  # of which nothing remains to be shown
        plain = built(render(with_everywhere("a plain word"), "html"))
        assert [item for item in built(render(found, "html")) if item[0] not in {"rect", "g"}] == [
            item for item in plain if item[0] not in {"rect", "g"}
        ]
    attributes = {key for _, keys in built(render(found, "html")) for key in keys}
    assert not [key for key in attributes if key.startswith("on") or key in {"style", "href", "src", "srcdoc"}]


@pytest.mark.parametrize("name", BREAKING)
def test_nothing_of_a_comparison_becomes_mark_up(name: str) -> None:
    def beside(text: str) -> bytes:
        return render(compare([(text[:300] or "x", document("case", "local")), ("b", with_everywhere(text))]), "html")

    shown = page(beside(BREAKING[name]))
    assert [tag for tag, _ in shown.elements].count("script") == 2
    assert not [key for _, keys in shown.elements for key in keys if key.startswith("on") or key in {"style", "src"}]
    assert "img" not in {tag for tag, _ in shown.elements}


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=300)
def test_text_and_attributes_are_escaped_as_they_are_made(words: str, value: str) -> None:
    shown = Shown()
    shown.feed(el("p", words, title=value))
    shown.close()
    ((tag, attributes),) = shown.elements
    assert (tag, set(attributes)) == ("p", {"title"})
    assert shown.text == inert(words.replace("\n", " "))


@pytest.mark.parametrize("scenario", QUICK)
def test_a_report_carries_its_document(scenario: str) -> None:
    found = document(scenario)
    assert read_document(render(found, "html")) == found


@pytest.mark.parametrize("name", BREAKING)
def test_a_hostile_document_is_read_out_as_it_was(name: str) -> None:
    found = with_everywhere(BREAKING[name])
    content = render(found, "html")
    if len(content) < 2_000_000:
        assert read_document(content) == found


@pytest.mark.parametrize(
    "content",
    [
        b"<!doctype html><p>hello",
        b"<!doctype html><script id='gateway-probe-document'>nothing</script>",
        b"<!doctype html>" + b"<script>" * 10_000,
        b"<html><![",
    ],
)
def test_another_page_is_no_document(content: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        read_document(content)


def test_a_comparison_in_a_report_is_no_document() -> None:
    content = render(compare([("a", document("case")), ("b", document("case", "local"))]), "html")
    carried = find_embedded(content)
    assert carried is not None
    assert set(json.loads(carried)) >= {"places", "explanations"}
    with pytest.raises(UnreadableDocument):
        read_document(content)


def test_a_report_and_a_document_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "production.html").write_bytes(render(document("case"), "html"))
    (tmp_path / "local.json").write_bytes(render(document("case", "local"), "json"))
    files = [str(tmp_path / name) for name in ("production.html", "local.json")]
    assert main(["compare", *files, "--format", "html"]) == 1
    assert "refusal-depends-on-origin" in capsys.readouterr().out


def test_the_policy_allows_its_own_style_and_script_and_nothing_else() -> None:
    content = render(document("case"), "html").decode()
    for element, directive in (("style", "style-src"), ("script", "script-src")):
        (body,) = re.findall(rf"<{element}>(.*?)</{element}>", content, re.DOTALL)
        allowed = base64.b64encode(sha256(body.encode()).digest()).decode()
        assert f"{directive} 'sha256-{allowed}'" in POLICY
    assert f'content="{POLICY}"' in content
    assert POLICY.startswith("default-src 'none'; ")
    assert "unsafe" not in POLICY
    assert not re.search(r"https?://", content.split('<script type="application/json"')[0].split("<article", 1)[0])


def test_the_verdict_and_what_to_do_come_first() -> None:
    verdict = document("case").verdict
    words = page(render(document("case"), "html")).text
    order = [words.index(part) for part in (verdict.code, verdict.summary, verdict.next_steps[0].text, "Experiments")]
    assert order == sorted(order)


def test_a_finding_shows_the_value_at_each_pointer() -> None:
    found = document("case")
    shown = page(render(found, "html")).text
    for finding in found.findings:
        for pointer in finding.evidence:
            assert pointer in shown
    assert "not in this document" not in shown


def test_every_phase_of_every_request_is_drawn() -> None:
    found = document("case")
    sent = [check for check in [*found.gateway.checks, *found.experiments] if check.timing]
    elements = page(render(found, "html")).elements
    bars = [attributes for tag, attributes in elements if tag == "rect"]
    assert len([1 for tag, _ in elements if tag == "g"]) == len(sent)
    assert len(bars) >= 2 * len(sent)
    assert all(float(bar["x"] or -1) >= 0 and float(bar["x"] or 0) + float(bar["width"] or 0) <= 640 for bar in bars)


def test_a_step_at_a_page_of_the_dashboard_is_a_link_and_no_other_address_is() -> None:
    found = document("no-card-on-file")
    link = "https://vercel.com/d?to=/%5Bteam%5D/~/ai?modal=add-credit-card"
    assert f'<a href="{link}" rel="noreferrer">' in render(found, "html").decode()
    for address in ("https://vercel.com.evil.example/d?to=/x", "https://vercel.com/logout", "javascript:alert(1)"):
        moved = found.verdict.next_steps[0].model_copy(update={"text": f"Open {address}"})
        verdict = found.verdict.model_copy(update={"next_steps": [moved], "do_now": moved})
        changed = found.model_copy(update={"verdict": verdict, "findings": []})
        assert "<a " not in render(changed, "html").decode()
