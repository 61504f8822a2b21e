"""Markdown for threads: as a reader shows it, whatever the Document holds."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway_probe.comparison import compare
from gateway_probe.reports import render
from gateway_probe.reports.lines import inert
from gateway_probe.reports.markdown_text import cell, code, fence, prose
from gateway_simulator import scenario_names
from tests.causes.documents import document
from tests.reports.rendered import Shown, markdown_shown
from tests.reports.test_hostile import HOSTILE, with_everywhere

QUICK = [name for name in scenario_names() if not name.startswith(("gateway-", "slow-"))]
OURS = {"h3", "p", "strong", "ol", "ul", "li", "code", "pre", "details", "summary"} | {
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
LIVE = {
    **HOSTILE,
    "link": "[click](https://attacker.example)",
    "image": "![x](https://attacker.example/track.png)",
    "bare link": "see https://attacker.example/x or www.attacker.example or a@attacker.example",
    "reference": "[x]: https://attacker.example\n[x]",
    "mention": "@everyone @octocat #123 GH-12 org/repo#1",
    "row": "a | b\n| --- |\n| x |",
    "fence": "```\n~~~~\n``````\n# heading",
    "details": "</details></summary><img src=x onerror=alert(1)>",
    "entity": "&lt;script&gt; &#60;b&#62;",
    "emphasis": "**bold** _under_ ~~gone~~ `code`",
    "setext": "FAILING\n=======\n\n# heading\n\n> quote\n\n- list\n\n1. one",
    "comment": "<!-- hidden --> --> <!--",
    "math": "$x^2$ $$y$$ :smile:",
    "backslashes": "\\` \\\\` \\",
}


def shown(text: str) -> Shown:
    return markdown_shown(render(with_everywhere(text), "markdown").decode())


@pytest.mark.parametrize("name", LIVE)
def test_nothing_of_a_document_becomes_mark_up(name: str) -> None:
    page = shown(LIVE[name])
    plain = shown("a plain word")
    assert {tag for tag, _ in page.elements} <= OURS
    assert all(set(attributes) <= {"start"} for _, attributes in page.elements)
    if name != "private use":  # of which nothing remains to be shown
        assert [tag for tag, _ in page.elements] == [tag for tag, _ in plain.elements], "the page is built differently"
    assert {comment.strip() for comment in page.comments} <= {""}


@pytest.mark.parametrize("name", ["mention", "link", "entity", "emphasis", "details", "comment", "math", "backslashes"])
def test_it_is_shown_as_it_is(name: str) -> None:
    assert LIVE[name] in shown(LIVE[name]).text


@given(st.text(alphabet="@#GH-w.:/a1 ", min_size=1, max_size=40))
@settings(max_examples=300)
def test_people_and_issues_are_not_notified(text: str) -> None:
    """They are looked for in each text between elements and comments, so none may hold a whole mention or address."""
    for piece in markdown_shown(prose(text)).texts:
        assert not re.search(r"@\w|#\d|GH-\d|://|www\.", piece)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
@settings(max_examples=300)
def test_any_text_is_shown_whole_and_alone(text: str) -> None:
    words = inert(" ".join(text.split())).strip()
    # A line begins with something else, as every line of the report does.
    for escaped in (prose(text), code(text)):
        page = markdown_shown(f"x {escaped} x")
        assert {tag for tag, _ in page.elements} <= {"p", "code"}
        assert "".join(page.text.split()) == "".join(f"x{words or ('-' if escaped == '-' else '')}x".split())


@given(st.text(alphabet="|`\\ ax", max_size=30))
@settings(max_examples=200)
def test_a_cell_stays_one_cell(text: str) -> None:
    page = markdown_shown(f"| a | b |\n| --- | --- |\n| {cell(text)} | last |\n")
    cells = [tag for tag, _ in page.elements if tag == "td"]
    assert len(cells) == 2
    assert page.text.rstrip().endswith("last")


@given(st.text(alphabet="`~\n a#", max_size=60))
@settings(max_examples=200)
def test_a_block_of_code_ends_where_it_should(text: str) -> None:
    page = markdown_shown("\n".join(["before", "", *fence(text), "", "after"]))
    assert [tag for tag, _ in page.elements] == ["p", "pre", "code", "p"]


@pytest.mark.parametrize("scenario", QUICK)
def test_every_report_is_well_built(scenario: str) -> None:
    found = document(scenario)
    page = markdown_shown(render(found, "markdown").decode())
    assert {tag for tag, _ in page.elements} <= OURS
    assert found.verdict.code in page.text
    assert found.support.text.splitlines()[-1] in page.text


def test_the_verdict_and_what_to_do_come_first_and_unfolded() -> None:
    markdown = render(document("case"), "markdown").decode()
    unfolded = markdown.split("<details>")[0]
    verdict = document("case").verdict
    assert markdown_shown(markdown).text.startswith("gateway-probe: FAILING: refusal-depends-on-origin (certain)\n")
    assert verdict.do_now is not None
    assert verdict.do_now.text in markdown_shown(unfolded).text
    assert markdown_shown(markdown).text.count(verdict.next_steps[-1].text) >= 1
    assert len(re.findall("<details>", markdown)) == len(re.findall("</details>", markdown)) >= 4


def test_a_comparison_names_what_flips_it_and_shows_every_place() -> None:
    compared = compare([("local", document("case", "local")), ("production", document("case"))])
    page = markdown_shown(render(compared, "markdown").decode())
    assert {tag for tag, _ in page.elements} <= OURS
    for words in ("ai-o11y-project-id", "refusal-depends-on-origin", "the same key, by fingerprint", "production"):
        assert words in page.text


@pytest.mark.parametrize("name", LIVE)
def test_nothing_of_a_comparison_becomes_mark_up(name: str) -> None:
    compared = compare([(LIVE[name][:500], document("case", "local")), ("production", with_everywhere(LIVE[name]))])
    page = markdown_shown(render(compared, "markdown").decode())
    assert {tag for tag, _ in page.elements} <= OURS
    assert {comment.strip() for comment in page.comments} <= {""}
