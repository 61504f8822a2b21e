"""Pages that are generated match what they are generated from, and pages that are written name what exists."""

import re
from pathlib import Path
from typing import Any, get_args

import pytest

import gateway_probe.web.problems  # noqa: F401 - registers its codes
from gateway_probe.causes.cause import Basis
from gateway_probe.cli.parser import parse
from gateway_probe.document import Level
from gateway_probe.document.judgement import Confidence, Severity, Status
from gateway_probe.document.vocabulary import AnswerClass, Answerer, CheckId, Effect, Outcome
from gateway_probe.register import entries
from gateway_probe.reports import render
from gateway_probe.web.question import ANSWER_FORMS
from tests.causes.documents import document
from tests.cli.commands import command
from tools.docs import DOCS, PAGES, ROOT

WRITTEN = [
    *(ROOT / name for name in ("README.md", "SECURITY.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "llms.txt")),
    *sorted(DOCS.glob("*.md")),
]


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_has_not_drifted(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == PAGES[name](), "run `make docs`"


def test_every_problem_type_is_in_the_contract() -> None:
    contract = (DOCS / "contract.md").read_text(encoding="utf-8")
    assert [entry.code for entry in entries("problem") if f"`{entry.code}`" not in contract] == []


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_links_inside_the_project_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_tests_that_a_page_names_exist(page: Path) -> None:
    for file, name in re.findall(r"`(tests/[\w/]+(?:\.py)?)(?:::(\w+))?`", page.read_text(encoding="utf-8")):
        assert (ROOT / file).exists(), file
        assert not name or f"def {name}(" in (ROOT / file).read_text(encoding="utf-8"), name


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_files_and_names_of_the_code_that_the_steps_name_exist(page: str) -> None:
    """A step that names what was renamed since leads nowhere."""
    files = [path for folder in ("src", "tests", "tools", "api") for path in (ROOT / folder).rglob("*.*")]
    files = [path for path in [*files, *ROOT.glob("*.*")] if "node_modules" not in path.parts]
    code = " ".join(path.read_text(encoding="utf-8") for path in files if path.suffix == ".py")
    words = set(re.findall(r"\w+", code))
    spans = re.findall(r"`([^`\n]+)`", (ROOT / page).read_text(encoding="utf-8"))
    named = [span for span in spans if re.fullmatch(r"[\w./-]+\.(?:py|txt|toml|json|mjs)", span)]
    assert [name for name in named if not any(f"/{path.as_posix()}".endswith(f"/{name}") for path in files)] == []
    identifiers = [span for span in spans if re.fullmatch(r"_?[A-Z]\w+|_\w+|\w+_\w+", span)]
    assert [name for name in identifiers if name not in words] == []
    assert named
    assert identifiers


def test_every_format_is_in_the_contract() -> None:
    contract = (DOCS / "contract.md").read_text(encoding="utf-8")
    (row,) = re.findall(r"^\| `format` \| (.+?) \|", contract, re.MULTILINE)
    assert tuple(re.findall(r"`(\w+)`", row)) == ANSWER_FORMS


def test_every_check_is_in_the_contract() -> None:
    contract = (DOCS / "contract.md").read_text(encoding="utf-8")
    (row,) = re.findall(r"^\| `gateway\.checks\[\]` \|(.+)\|$", contract, re.MULTILINE)
    assert set(re.findall(r"`([a-z-]+)`", row)) == set(get_args(CheckId))


def test_commands_in_the_readme_are_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = "".join(re.findall(r"^```sh\n(.*?)^```", readme, re.MULTILINE | re.DOTALL))
    commands = re.findall(r"^gateway-probe (.+)$", blocks, re.MULTILINE)
    assert blocks.index("make setup") < blocks.index("PATH=") < blocks.index("\ngateway-probe ")
    for line in commands:
        words = line.split(" #")[0].split()
        parse(words)


def test_the_readme_shows_the_answer_as_it_is_printed() -> None:
    """Beside the two lines of the AI SDK; the lines behind `How sure` hold the time of the run."""
    printed = render(document("case"), "summary").decode().split("\nAsked ")[0]
    assert f"```text\n{printed}\n```" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_shows_what_the_demo_prints(tmp_path: Path) -> None:
    done = command("demo", cwd=tmp_path)
    shown = (
        (ROOT / "README.md").read_text(encoding="utf-8").split("<!-- demo:begin -->")[1].split("<!-- demo:end -->")[0]
    )
    assert shown.strip() == f"```text\n{done.stdout.strip()}\n```"


@pytest.mark.parametrize("vocabulary", [Status, Severity, Confidence, Level, Outcome, AnswerClass, Answerer, Effect])
def test_every_word_of_a_small_vocabulary_is_in_the_glossary(vocabulary: Any) -> None:
    glossary = (DOCS / "glossary.md").read_text(encoding="utf-8")
    assert [word for word in get_args(vocabulary) if f"`{word}`" not in glossary] == []


def test_every_basis_of_a_cause_is_in_the_glossary() -> None:
    glossary = (DOCS / "glossary.md").read_text(encoding="utf-8")
    assert [basis.__name__ for basis in get_args(Basis) if f"`{basis.__name__}`" not in glossary] == []
