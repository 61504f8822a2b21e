"""What the repository shows to visitors and to agents, and how a release is made: by the schemas of those who read it."""

import itertools
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from gateway_probe import __version__
from gateway_probe.cli.parser import parse
from tools.docs import ROOT

GITHUB = ROOT / ".github"
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
RELEASE = GITHUB / "workflows" / "release.yml"
SKILL = ROOT / "skills" / "gateway-probe" / "SKILL.md"
LLMS = ROOT / "llms.txt"
SPOKEN = [*FORMS, SKILL, LLMS]


def valid(schema: str, file: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        *(("vendor.github-issue-forms", form) for form in FORMS),
        ("vendor.github-issue-config", GITHUB / "ISSUE_TEMPLATE" / "config.yml"),
        ("vendor.github-workflows", RELEASE),
        ("custom.github-workflows-require-timeout", RELEASE),
    ],
    ids=str,
)
def test_the_platform_takes_it(schema: str, file: Path) -> None:
    done = valid(schema, file)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_form_asks_for_the_public_document_and_for_no_other(form: Path) -> None:
    text = form.read_text(encoding="utf-8")
    found = yaml.safe_load(text)
    labels = {field["attributes"].get("label", "") for field in found["body"]}
    assert any(label.startswith("The public Document") for label in labels)
    assert "--disclosure private" not in text
    required = {field["id"] for field in found["body"] if field.get("validations", {}).get("required")}
    assert required, "an empty issue helps nobody"


@pytest.mark.parametrize("file", SPOKEN, ids=lambda file: file.stem)
def test_each_command_that_it_names_is_one(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    commands = re.findall(r"(?:^|`|\| )gateway-probe ([a-z-][^`\n]*)", text, re.MULTILINE)
    assert commands or "--version" in text
    for command in commands:
        words = shlex.split(command.replace("FILE", "file.json"))
        if words[0] == "--version":
            continue
        parse(words)


def test_the_skill_can_be_found_and_loaded() -> None:
    """Front matter as agents read it: a name that is its folder's, and when to use it in at most 1,024 characters."""
    _, front, body = SKILL.read_text(encoding="utf-8").split("---\n", 2)
    found: dict[str, Any] = yaml.safe_load(front)
    assert found["name"] == SKILL.parent.name
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found["name"])
    assert 100 < len(found["description"]) <= 1024
    assert "byok_requires_paid_credits" in found["description"]
    assert len(body.splitlines()) < 200
    order = ["gateway-probe explain", "gateway-probe run --format brief", "gateway-probe compare"]
    assert [body.index(step) for step in order] == sorted(body.index(step) for step in order), "the cheapest first"


def test_llms_txt_leads_from_the_error_on() -> None:
    """As llmstxt.org has it: a title, a summary, links by section; and the ways to an answer, the cheapest first."""
    text = LLMS.read_text(encoding="utf-8")
    assert re.match(r"# gateway-probe\n\n> ", text)
    order = ["explain", "format brief", "compare", "format=brief"]
    assert [text.index(step) for step in order] == sorted(text.index(step) for step in order)
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert (ROOT / target).exists(), target


def release() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(RELEASE.read_text(encoding="utf-8"))
    return found


def test_a_release_is_switched_on_by_a_maintainer_and_each_job_may_do_what_it_has_to() -> None:
    found = release()
    jobs = found["jobs"]
    assert found["permissions"] == {}
    assert jobs["test"]["if"] == "vars.GATEWAY_PROBE_RELEASE == 'on'"
    chain = ["test", "build", "attest", "publish"]
    assert list(jobs) == chain
    for before, after in itertools.pairwise(chain):
        assert jobs[after]["needs"] == before
    assert {name for name, job in jobs.items() if "id-token" in job["permissions"]} == {"attest", "publish"}
    assert jobs["publish"]["environment"] == "pypi"
    assert not any(right == "write" for name in ("test", "build") for right in jobs[name]["permissions"].values())
    assert "secrets." not in RELEASE.read_text(encoding="utf-8"), "the index trusts the workflow; there is no token"


def test_a_release_runs_no_code_that_nobody_has_pinned() -> None:
    text = RELEASE.read_text(encoding="utf-8")
    steps = [step for job in release()["jobs"].values() for step in job["steps"]]
    for step in steps:
        assert re.fullmatch(r"[\w/.-]+@[0-9a-f]{40}", step["uses"]) if "uses" in step else "${{" not in step["run"]
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
    assert len(re.findall(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", text, re.MULTILINE)) == text.count("uses: ")
    # What the jobs with rights of their own run: nothing of the repository.
    assert not [step for name in ("attest", "publish") for step in release()["jobs"][name]["steps"] if "run" in step]


@pytest.mark.parametrize(
    ("tag", "heading", "passes"), [("{0}", "{0}", True), ("9.9.9", "{0}", False), ("{0}", "Unreleased", False)]
)
def test_a_tag_has_to_name_the_version_and_the_changelog_to_have_it(
    tmp_path: Path, tag: str, heading: str, *, passes: bool
) -> None:
    (step,) = [step for step in release()["jobs"]["build"]["steps"] if step.get("name", "").startswith("The tag")]
    (tmp_path / "src" / "gateway_probe").mkdir(parents=True)
    shutil.copy(ROOT / "src" / "gateway_probe" / "__init__.py", tmp_path / "src" / "gateway_probe")
    (tmp_path / "CHANGELOG.md").write_text(f"## [{heading.format(__version__)}] - 2026-12-01\n")
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "GITHUB_REF_NAME": f"v{tag.format(__version__)}"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode == 0) is passes


def test_what_a_release_makes_is_made_by_targets_that_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    (made,) = [step["run"] for step in release()["jobs"]["build"]["steps"] if step.get("run", "").startswith("make ")]
    assert set(made.split()[1:]) <= targets
    assert (ROOT / ".ci" / "run").exists()
