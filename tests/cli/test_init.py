"""`init` on projects of every kind: what it adds, what it refuses, and that nobody's file is touched."""

import json
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from gateway_probe.cli import main
from gateway_probe.dropin.wheel import NAME
from tests.cli.commands import COMMAND, command
from tests.cli.commands import environment as variables

Out = pytest.CaptureFixture[str]
Write = Callable[[Mapping[str, str]], Path]

WHEEL = f"vendor/{NAME}"
NEXT = {"package.json": '{"dependencies": {"next": "16.0.0"}}'}
PYPROJECT = """[project]
name = "shop"
requires-python = ">=3.12"
dependencies = [
    "httpx",  # for calls
]
"""


@pytest.fixture
def project(tmp_path: Path) -> Write:
    root = tmp_path / "a project"

    def write(files: Mapping[str, str]) -> Path:
        root.mkdir(exist_ok=True)
        for name, content in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content.encode())
        return root

    return write


def tree(root: Path) -> dict[str, bytes]:
    """Every file and what it holds."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def apply(root: Path, diff: str) -> None:
    """As the message says: piped into `git apply`."""
    subprocess.run(["git", "-C", root, "apply", "-"], input=diff.encode(), check=True, timeout=30)


def test_a_next_project_gets_the_function_its_requirement_and_its_limits(project: Write, capsys: Out) -> None:
    root = project(NEXT)
    before = tree(root)
    assert main(["init", str(root)]) == 0
    said = capsys.readouterr().out
    added = {name: content for name, content in tree(root).items() if name not in before}
    assert set(added) == {"api/diagnose.py", "requirements.txt", "vercel.json", WHEEL}
    assert tree(root)["package.json"] == before["package.json"]
    assert added["requirements.txt"].decode() == f"./{WHEEL}\n"
    assert json.loads(added["vercel.json"])["functions"]["api/diagnose.py"]["maxDuration"] == 60
    for name in added:
        assert f"created       {name}" in said
    assert "vercel env add GATEWAY_PROBE_TOKEN production" in said
    assert "gateway-probe fetch https://" in said


def test_a_second_run_changes_nothing_and_removal_leaves_what_was_there(project: Write, capsys: Out) -> None:
    root = project(NEXT)
    before = tree(root)
    main(["init", str(root)])
    once = tree(root)
    assert main(["init", str(root)]) == 0
    assert tree(root) == once
    assert main(["init", "--remove", str(root)]) == 0
    assert tree(root) == before
    assert not (root / "vendor").exists()
    assert not (root / "api").exists()
    capsys.readouterr()
    assert main(["init", "--remove", str(root)]) == 0
    assert capsys.readouterr().out == "there is nothing of the probe here\n"


def test_removal_says_what_stays_on_vercel_and_unsets_all_that_adding_sets(project: Write, capsys: Out) -> None:
    root = project(NEXT)
    main(["init", str(root)])
    was_set = re.findall(r"vercel env add (\S+ \S+) --yes", capsys.readouterr().out)
    assert main(["init", "--remove", str(root)]) == 0
    (block,) = blocks(said := capsys.readouterr().out)
    assert "the variables stay there until they are removed" in " ".join(said.split())
    assert "\nvercel env ls\n" in block
    assert sorted(re.findall(r"vercel env rm (\S+ \S+) --yes", block)) == sorted(was_set)


def test_removal_says_that_a_stack_stays_deployed(project: Write, capsys: Out) -> None:
    root = project({"template.yaml": "Transform: AWS::Serverless-2016-10-31"})
    main(["init", str(root)])
    capsys.readouterr()
    assert main(["init", "--remove", str(root)]) == 0
    assert "the stack stays deployed, with its variables, until `sam delete`" in " ".join(
        capsys.readouterr().out.split()
    )


@pytest.mark.parametrize("switches", [[], ["--remove"]])
def test_a_dry_run_says_it_all_and_does_nothing(project: Write, capsys: Out, switches: list[str]) -> None:
    root = project(NEXT)
    if switches:
        main(["init", str(root)])
    before = tree(root)
    capsys.readouterr()
    assert main(["init", "--dry-run", *switches, str(root)]) == 0
    said = capsys.readouterr().out
    assert f"would {'delete' if switches else 'create'}  api/diagnose.py" in said
    assert tree(root) == before


CONFLICTS: dict[str, dict[str, str]] = {
    "requirements": {**NEXT, "requirements.txt": "flask"},
    "requirements-crlf": {**NEXT, "requirements.txt": "flask==3.0\r\n# more\r\n"},
    "older-version": {**NEXT, "requirements.txt": "a\n./vendor/gateway_probe-0.0.1-py3-none-any.whl\nb\n"},
    "vercel-json": {**NEXT, "vercel.json": '{\n    "crons": [{ "path": "/a" }]\n}\n'},
    "vercel-json-without-end": {**NEXT, "vercel.json": '{"functions": {"api/*.py": {"maxDuration": 10}}}'},
    "pyproject": {**NEXT, "pyproject.toml": PYPROJECT},
    "pyproject-bare": {"pyproject.toml": '[project]\nname = "x"\nversion = "1"', "api/index.py": "app = 1"},
    "all": {**NEXT, "pyproject.toml": PYPROJECT, "vercel.json": "{}"},
    "fastapi": {
        "pyproject.toml": '[project]\nname = "x"\ndependencies = ["FastAPI>=0.100"]\n\n[tool.uv]\npackage = false\n'
    },
}


@pytest.mark.parametrize("files", CONFLICTS.values(), ids=CONFLICTS)
def test_what_would_touch_a_file_is_shown_and_nothing_is_written(
    project: Write, capsys: Out, files: dict[str, str]
) -> None:
    """The diff alone is on stdout; applied, it is all that stood in the way; reversed, it is gone without a trace."""
    root = project(files)
    before = tree(root)
    assert main(["init", str(root)]) == 1
    shown = capsys.readouterr()
    assert tree(root) == before
    assert "nothing was written" in shown.err
    assert "git -C" in shown.err
    apply(root, shown.out)
    assert main(["init", str(root)]) == 0, capsys.readouterr().err
    assert tree(root).keys() >= {WHEEL}

    capsys.readouterr()
    taken = tree(root)
    assert main(["init", "--remove", str(root)]) == 1
    reverse = capsys.readouterr()
    assert tree(root) == taken, "nor is anything deleted while a file of the person's still names it"
    apply(root, reverse.out)
    assert main(["init", "--remove", str(root)]) == 0
    left = tree(root)
    assert left.keys() == before.keys()
    for name, content in left.items():
        assert meaning(name, content) == meaning(name, before[name])


KEY = "vck_" + "FAKE" + "7h3q9Zk2" * 6
DIGEST = "sha256:" + "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"vercel.json": json.dumps({"env": {"AI_GATEWAY_API_KEY": KEY}})}, "vercel.json:1"),
        ({"vercel.json": json.dumps({"env": {"A": KEY}}, indent=2)}, "vercel.json:3"),
        ({"requirements.txt": f"flask\n--index-url=https://me:{KEY}@packages.example/simple\n"}, "requirements.txt:2"),
        ({"api/diagnose.py": f'key = "{KEY}"\n'}, "api/diagnose.py:1"),
    ],
    ids=["one-line", "own-line", "address", "function"],
)
def test_no_diff_shows_a_credential(project: Write, capsys: Out, files: dict[str, str], place: str) -> None:
    root = project({**NEXT, **files})
    before = tree(root)
    assert main(["init", str(root)]) == 1
    shown = capsys.readouterr()
    assert KEY not in shown.out + shown.err
    assert not shown.out
    assert place in shown.err
    assert "vercel env add" in shown.err
    assert tree(root) == before


def test_what_a_diff_does_not_show_stands_in_no_ones_way(project: Write, capsys: Out) -> None:
    """A digest is no credential, and one far from what would change is not printed."""
    far = "".join(f"package-{number}\n" for number in range(20))
    root = project({**NEXT, "requirements.txt": f"# {KEY}\n{far}flask==3.0 --hash={DIGEST}\n"})
    assert main(["init", str(root)]) == 1
    shown = capsys.readouterr()
    assert KEY not in shown.out
    apply(root, shown.out)
    assert main(["init", str(root)]) == 0


def meaning(name: str, content: bytes) -> object:
    """What a file says: the order and spacing of lines in it aside, and requirements of ours."""
    if name.endswith(".json"):
        return json.loads(content)
    if name.endswith(".toml"):
        read = tomllib.loads(content.decode())
        return {**read, "project": {"dependencies": [], **read["project"]}}
    return [line for line in content.splitlines() if b"gateway_probe" not in line]


def test_a_function_of_that_name_is_given_up_by_the_person_alone(project: Write, capsys: Out) -> None:
    root = project({**NEXT, "api/diagnose.py": "print('mine')\n"})
    before = tree(root)
    assert main(["init", str(root)]) == 1
    diff = capsys.readouterr().out
    assert tree(root) == before
    assert "-print('mine')" in diff
    apply(root, diff)
    assert main(["init", str(root)]) == 0


def test_what_was_never_added_is_not_taken_for_the_probes(project: Write, capsys: Out) -> None:
    """A function of that name, and settings that happen to be the same."""
    own = {"api/diagnose.py": "print('mine')\n", "vercel.json": '{"build": {"env": {"VERCEL_PYTHON_COMPILEALL": "1"}}}'}
    root = project({**NEXT, **own, "requirements.txt": "flask\n", "vendor/other-1.0-py3-none-any.whl": "PK"})
    before = tree(root)
    assert main(["init", "--remove", str(root)]) == 0
    assert "there is nothing of the probe here" in capsys.readouterr().out
    assert tree(root) == before


def test_an_edited_function_is_not_deleted(project: Write, capsys: Out) -> None:
    root = project(NEXT)
    main(["init", str(root)])
    with (root / "api/diagnose.py").open("a") as file:
        file.write("# mine")
    capsys.readouterr()
    before = tree(root)
    assert main(["init", "--remove", str(root)]) == 1
    diff = capsys.readouterr().out
    assert tree(root) == before
    apply(root, diff)
    assert main(["init", "--remove", str(root)]) == 0
    assert tree(root).keys() == NEXT.keys()


def test_the_requirement_keeps_the_form_of_its_file(project: Write, capsys: Out) -> None:
    root = project(CONFLICTS["requirements-crlf"])
    main(["init", str(root)])
    apply(root, capsys.readouterr().out)
    assert (root / "requirements.txt").read_bytes() == f"flask==3.0\r\n# more\r\n./{WHEEL}\r\n".encode()


def test_a_pyproject_names_the_wheel_for_uv_and_keeps_its_comments(project: Write, capsys: Out) -> None:
    root = project({**NEXT, "pyproject.toml": PYPROJECT, "uv.lock": ""})
    main(["init", str(root)])
    apply(root, capsys.readouterr().out)
    main(["init", str(root)])
    text = (root / "pyproject.toml").read_text()
    assert '"httpx",  # for calls' in text
    assert tomllib.loads(text)["tool"]["uv"]["sources"] == {"gateway-probe": {"path": WHEEL}}
    assert any(line.startswith("gateway-probe==") for line in tomllib.loads(text)["project"]["dependencies"])
    assert "uv lock" in capsys.readouterr().out


def test_from_the_index_no_wheel_is_carried(project: Write, capsys: Out) -> None:
    root = project(NEXT)
    assert main(["init", "--from-index", str(root)]) == 0
    assert (root / "requirements.txt").read_text().startswith("gateway-probe==")
    assert not (root / "vendor").exists()


@pytest.mark.parametrize("dependency", ["fastapi", "starlette[full]>=1", "FastAPI"])
def test_a_fastapi_project_is_told_the_lines_to_add(project: Write, capsys: Out, dependency: str) -> None:
    """One function answers every path there, so a file in api/ would never be asked."""
    root = project(
        {"main.py": "from fastapi import FastAPI\nshop: FastAPI = FastAPI()\n", "requirements.txt": f"{dependency}\n"}
    )
    main(["init", str(root)])
    apply(root, capsys.readouterr().out)
    assert main(["init", str(root)]) == 0
    said = capsys.readouterr().out
    assert not (root / "api").exists()
    assert not (root / "vercel.json").exists()
    assert "in main.py" in said
    assert "add_probe(shop)" in said


def test_functions_of_their_own_get_one_more(project: Write, capsys: Out) -> None:
    root = project({"vercel.json": '{"framework": null}', "requirements.txt": "fastapi\n", "api/index.py": "app = 1"})
    main(["init", str(root)])
    diff = capsys.readouterr().out
    apply(root, diff)
    assert main(["init", str(root)]) == 0
    assert (root / "api/diagnose.py").exists()


@pytest.mark.parametrize(
    "files",
    [
        {"template.yaml": "Transform: AWS::Serverless-2016-10-31\n", "package.json": "{}"},
        {"serverless.yml": ""},
        {"cdk.json": "{}", "requirements.txt": ""},
    ],
)
def test_a_lambda_project_gets_a_stack_of_its_own(project: Write, capsys: Out, files: dict[str, str]) -> None:
    root = project(files)
    before = tree(root)
    assert main(["init", str(root)]) == 0
    said = capsys.readouterr().out
    assert set(tree(root)) - set(before) == {"gateway-probe/template.yaml", f"gateway-probe/{NAME}"}
    assert "sam deploy" in said
    assert "--platform manylinux2014_x86_64" in said
    assert main(["init", "--remove", str(root)]) == 0
    assert tree(root) == before


UNUSABLE: dict[str, tuple[dict[str, str], list[str], str]] = {
    "nothing-known": ({"notes.txt": ""}, [], "--target"),
    "probe-itself": ({"pyproject.toml": '[project]\nname = "gateway-probe"\n'}, [], "is the probe itself"),
    "broken-json": ({**NEXT, "vercel.json": "{,}"}, [], "vercel.json cannot be read as JSON"),
    "no-object": ({**NEXT, "vercel.json": "[]"}, [], "no JSON object"),
    "broken-toml": ({"pyproject.toml": "["}, [], "pyproject.toml cannot be read as TOML"),
    "no-project-table": ({"pyproject.toml": "[tool.poetry]\nname='x'\n", "api/a.py": ""}, [], "[project] table"),
    "no-table": ({"pyproject.toml": "project = 1\n"}, [], "no usable [project] table"),
    "no-list": ({"pyproject.toml": '[project]\nname = "x"\ndependencies = "a"\n'}, [], "no usable [project] table"),
    "dynamic": ({"pyproject.toml": '[project]\nname = "x"\ndynamic = ["dependencies"]\n'}, [], "`dynamic`"),
    "builds": ({**NEXT, "vercel.json": '{"builds": []}'}, [], "`builds`"),
    "route": ({**NEXT, "src/app/api/diagnose/route.ts": ""}, [], "src/app/api/diagnose/route.ts answers"),
    "page": ({**NEXT, "pages/api/diagnose.js": ""}, [], "pages/api/diagnose.js answers"),
    "function": ({**NEXT, "api/diagnose.ts": ""}, [], "api/diagnose.ts answers"),
    "nearer-requirements": ({**NEXT, "api/requirements.txt": ""}, [], "api/requirements.txt would hide"),
    "pipenv": ({"Pipfile": ""}, [], "Pipenv"),
    "flask": ({"requirements.txt": "flask==3\n"}, [], "flask answers every path"),
    "target-overrules": ({**NEXT, "requirements.txt": "Django\n"}, ["--target", "python"], "django answers"),
}


@pytest.mark.parametrize(("files", "switches", "hint"), UNUSABLE.values(), ids=UNUSABLE)
def test_where_it_cannot_go_it_says_why_and_writes_nothing(
    project: Write, capsys: Out, files: dict[str, str], switches: list[str], hint: str
) -> None:
    root = project(files)
    before = tree(root)
    assert main(["init", *switches, str(root)]) == 2
    shown = capsys.readouterr()
    assert hint in shown.err
    assert shown.out == ""
    assert tree(root) == before


def test_where_a_file_breaks_is_said_and_nothing_of_what_it_holds(project: Write, capsys: Out) -> None:
    name = "QzWxEcRvTb7YnUmIkOl4PaSd"
    root = project({"pyproject.toml": f"[tool.{name}]\n[tool.{name}]\n"})
    assert main(["init", str(root)]) == 2
    said = capsys.readouterr().err
    assert "pyproject.toml cannot be read as TOML (line 2, column" in said
    assert name not in said


def test_a_folder_that_is_none_is_said_so(tmp_path: Path, capsys: Out) -> None:
    assert main(["init", str(tmp_path / "missing")]) == 2
    assert "is no folder" in capsys.readouterr().err


def test_another_configuration_file_is_left_to_the_person(project: Write, capsys: Out) -> None:
    root = project({**NEXT, "vercel.ts": "export const config = {}"})
    assert main(["init", str(root)]) == 0
    assert not (root / "vercel.json").exists()
    said = capsys.readouterr().out
    assert "vercel.ts configures this project" in said
    assert '"maxDuration": 60' in said


def test_a_file_that_git_would_leave_behind_is_named(project: Write, capsys: Out) -> None:
    root = project({**NEXT, ".gitignore": "*.whl\n"})
    subprocess.run(["git", "init", "--quiet", root], check=True, timeout=30)
    assert main(["init", str(root)]) == 0
    assert f"git ignores {WHEEL}" in capsys.readouterr().out


def test_a_python_too_old_for_the_probe_is_named(project: Write, capsys: Out) -> None:
    root = project({**NEXT, "pyproject.toml": PYPROJECT.replace(">=3.12", ">=3.9,<4")})
    main(["init", str(root)])
    apply(root, capsys.readouterr().out)
    main(["init", str(root)])
    assert 'requires-python = ">=3.9,<4" admits' in capsys.readouterr().out


def test_another_build_of_the_same_version_is_never_overwritten(project: Write, capsys: Out) -> None:
    root = project({**NEXT, WHEEL: "PK\0gateway_probe/__init__.py of an older build"})
    before = tree(root)
    assert main(["init", str(root)]) == 1
    assert "take it out with --remove" in capsys.readouterr().err
    assert tree(root) == before
    assert main(["init", "--remove", str(root)]) == 0
    assert main(["init", str(root)]) == 0


def test_a_file_where_a_folder_is_needed_undoes_what_was_begun(project: Write, capsys: Out) -> None:
    root = project({**NEXT, "vendor": "a file, not a folder"})
    before = tree(root)
    assert main(["init", str(root)]) == 2
    assert "nothing was changed" in capsys.readouterr().err
    assert tree(root) == before
    assert not (root / "api").exists()


LINKS: dict[str, dict[str, str]] = {
    "folder of the function": {"api": "diagnose.py"},
    "folder of the wheel": {"vendor": NAME},
    "requirements": {"requirements.txt": ""},
    "configuration": {"vercel.json": ""},
}


@pytest.mark.parametrize("switches", [[], ["--dry-run"], ["--remove"]], ids=["add", "dry run", "remove"])
@pytest.mark.parametrize("case", LINKS)
def test_no_link_is_followed_out_of_the_project(
    case: str, switches: list[str], project: Write, tmp_path: Path, capsys: Out
) -> None:
    """What lies there belongs to another project, even where it looks like the probe's."""
    root = project(NEXT)
    main(["init", str(root)])
    ((name, inner),) = LINKS[case].items()
    outside = tmp_path / "outside"
    (root / name).rename(outside)
    (root / name).symlink_to(outside)
    before = tree(outside) if inner else {"": outside.read_bytes()}
    capsys.readouterr()
    assert main(["init", *switches, str(root)]) == 2
    said = capsys.readouterr()
    assert "leads out of the project by a link" in said.err
    assert said.out == ""
    assert (tree(outside) if inner else {"": outside.read_bytes()}) == before
    assert (root / "package.json").exists()


def test_a_link_to_nothing_outside_is_not_filled(project: Write, tmp_path: Path, capsys: Out) -> None:
    root = project(NEXT)
    (root / "requirements.txt").symlink_to(tmp_path / "not there")
    assert main(["init", str(root)]) == 2
    assert "leads out of the project" in capsys.readouterr().err
    assert not (tmp_path / "not there").exists()


def test_a_link_inside_the_project_is_a_way_like_any_other(project: Write, capsys: Out) -> None:
    root = project(NEXT)
    (root / "functions").mkdir()
    (root / "api").symlink_to("functions", target_is_directory=True)
    assert main(["init", str(root)]) == 0
    assert (root / "functions/diagnose.py").exists()


def test_folders_that_go_are_told(project: Write, capsys: Out) -> None:
    root = project(NEXT)
    main(["init", str(root)])
    capsys.readouterr()
    assert main(["init", "--remove", str(root)]) == 0
    said = capsys.readouterr().out.split("\n\nnext, ")[0].splitlines()
    gone = ["api/diagnose.py", "api/", WHEEL, "vendor/", "requirements.txt", "vercel.json"]
    assert sorted(line.split()[1] for line in said) == sorted(gone)
    assert {line.split()[0] for line in said} == {"deleted"}


def test_what_cannot_be_undone_is_told(project: Write, capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project({**NEXT, "vendor": "a file, not a folder"})

    def refused(path: Path, *_: object) -> None:
        raise PermissionError(1, "Operation not permitted", str(path))

    monkeypatch.setattr(Path, "unlink", refused)
    assert main(["init", str(root)]) == 2
    said = capsys.readouterr().err
    assert "this could not be undone: api/diagnose.py, api/" in said
    assert "nothing was changed" not in said


def test_without_the_editor_of_toml_it_says_what_to_install(
    project: Write, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The function's own environment, and a plain `pip install`, go without it."""
    monkeypatch.setitem(sys.modules, "tomlkit", None)
    root = project({**NEXT, "pyproject.toml": PYPROJECT})
    before = tree(root)
    assert main(["init", str(root)]) == 2
    assert "pip install tomlkit" in capsys.readouterr().err
    assert tree(root) == before


CAUTIONS: dict[str, tuple[dict[str, str], str]] = {
    "middleware": ({"src/middleware.ts": "export {}"}, "src/middleware.ts runs before every path"),
    "proxy of Next.js 16": ({"proxy.js": "export {}"}, "proxy.js runs before every path"),
    "ignored folder": ({".vercelignore": "# ours\nvendor/\n!api"}, ".vercelignore has `vendor/`"),
    "ignored wheels": ({".vercelignore": "*.whl"}, ".vercelignore has `*.whl`"),
    "static export": (
        {"next.config.mjs": "export default {\n  output: 'export',\n}"},
        "next.config.mjs makes a static",
    ),
    "workspaces of npm": (
        {
            "package.json": '{"workspaces": ["apps/*"], "dependencies": {"next": "16"}}',
            "apps/docs/package.json": "{}",
            "apps/web/package.json": '{"dependencies": {"next": "16"}}',
        },
        "is the folder of an app, such as apps/web,",
    ),
    "workspaces of pnpm": ({"pnpm-workspace.yaml": "packages:\n  - 'apps/*'\n"}, "this is the root of a workspace"),
    "not linked": ({}, "run `vercel link` in it first"),
}


@pytest.mark.parametrize("name", CAUTIONS)
def test_what_may_keep_the_probe_from_being_reached_is_said(name: str, project: Write, capsys: Out) -> None:
    files, says = CAUTIONS[name]
    assert main(["init", str(project({**NEXT, **files}))]) == 0
    notes = " ".join(capsys.readouterr().out.split("\nnext, ")[0].split()).split(" note: ")[1:]
    assert any(says in note for note in notes)


def test_a_plain_linked_project_is_warned_of_nothing(project: Write, capsys: Out) -> None:
    harmless = {
        ".vercelignore": "docs\n*.log\n",
        "next.config.js": "module.exports = {\n  // output: 'export',\n  output: 'standalone' }",
        ".vercel/project.json": '{"projectId": "prj_FAKE", "orgId": "team_FAKE"}',
    }
    assert main(["init", str(project({**NEXT, **harmless}))]) == 0
    assert "note:" not in capsys.readouterr().out


def blocks(said: str) -> list[str]:
    """The lines that are to be pasted, by block."""
    told = said.split("\nnext, ")[1:]
    return ["\n".join(line[2:] for line in block.splitlines() if line.startswith("  ")) for block in told]


@pytest.mark.parametrize("in_git", [True, False])
def test_each_block_can_be_pasted_as_it_is(project: Write, tmp_path: Path, capsys: Out, *, in_git: bool) -> None:
    """Into a shell that reads line by line, and in any folder: every command gets its turn, and none eats the next line."""
    root = project({**NEXT, ".vercel/project.json": "{}"})
    if in_git:
        subprocess.run(["git", "init", "-q", root], check=True, timeout=30)
    assert main(["init", str(root)]) == 0
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("vercel", "git", "gateway-probe"):
        (tools / name).write_text(
            f'#!/bin/sh\necho "$PWD: {name} $*" >> {tmp_path}/log\n[ "$1" != env ] || cat > /dev/null\necho https://x.example\n'
        )
        (tools / name).chmod(0o755)
    shown = blocks(capsys.readouterr().out)
    assert len(shown) == 2
    for block, environment in zip(shown, ("preview", "production"), strict=True):
        assert block.startswith(f"cd {shlex.quote(str(root.resolve()))}\n")
        assert "#" not in block, "a shell may know no comments at its prompt"
        (tmp_path / "log").write_text("")
        # The lines are the shell's standard input, as those of a paste are: whatever reads it takes them away.
        done = subprocess.run(
            ["sh"], input=block + "\n", cwd=tmp_path, env={"PATH": f"{tools}:/usr/bin:/bin"}, capture_output=True, text=True, timeout=60, check=False
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        log = (tmp_path / "log").read_text().splitlines()
        assert all(line.startswith(f"{root.resolve()}: ") for line in log)
        ran = [line.split(": ", 1)[1] for line in log]
        for name in ("GATEWAY_PROBE_TOKEN", "GATEWAY_PROBE_MODEL"):
            assert f"vercel env add {name} {environment} --yes" in ran
        assert any(line.startswith("git commit") for line in ran) is (in_git and environment == "production")
        assert any(line.startswith("vercel deploy") for line in ran)


@pytest.mark.parametrize("name", ["-rf", "--remove", "two words", "it's $HOME"])
def test_the_commands_that_it_prints_work_whatever_the_folder_is_called(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "package.json").write_text(NEXT["package.json"])
    (tmp_path / name / "vercel.json").write_text("{}\n")
    shown = command("init", "--", name, cwd=tmp_path)
    printed = [line for line in shown.stderr.splitlines() if line.startswith("  gateway-probe init")]
    program = tmp_path / "bin" / "gateway-probe"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.join(COMMAND)} "$@"\n')
    program.chmod(0o755)
    there = variables()
    there["PATH"] = f"{program.parent}:{there['PATH']}"
    line = ["sh", "-ec", "\n".join(printed)]
    done = subprocess.run(line, env=there, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert (shown.returncode, len(printed), done.returncode) == (1, 2, 0), done.stderr
    assert (tmp_path / name / "api" / "diagnose.py").is_file()
