"""The rooms of the package, beyond which may import which: one site for each risk, and importing one has no effect."""

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from gateway_probe.document.vocabulary import CheckId

SOURCE = Path(__file__).parent.parent / "src" / "gateway_probe"


def room_of(path: Path) -> str:
    relative = path.relative_to(SOURCE)
    return relative.parts[0].removesuffix(".py")


FILES = sorted(path for path in SOURCE.rglob("*.py") if path.name != "__init__.py" or path.parent != SOURCE)


@cache
def nodes_of(path: Path) -> list[ast.AST]:
    """All that a file's code is made of, parsed once for every law."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def test_httpx_has_one_import_site() -> None:
    sites = [
        path.relative_to(SOURCE).parent.as_posix()
        for path in FILES
        for node in nodes_of(path)
        if isinstance(node, ast.Import) and any(alias.name in {"httpx", "httpcore"} for alias in node.names)
    ]
    assert set(sites) == {"gateway/transport"}


# What renders a result. A format's name, its media type and the policy of its page tell nothing.
RENDERERS = {"render", "view", "one_file"}


def test_one_room_renders_and_it_searches_what_it_renders() -> None:
    importers = {
        path.relative_to(SOURCE).as_posix()
        for path in FILES
        if room_of(path) != "reports"
        for node in nodes_of(path)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("gateway_probe.reports")
        for name in (alias.name for alias in node.names)
        if name in RENDERERS or name.startswith(("document_", "comparison_"))
    }
    assert importers == {"releasing.py"}


def test_the_environment_is_read_at_the_edges_alone_and_never_enumerated() -> None:
    readers = {
        path.relative_to(SOURCE).as_posix()
        for path in FILES
        if "environ" in path.read_text(encoding="utf-8") and "os.environ" in path.read_text(encoding="utf-8")
    }
    assert {reader.split("/")[0] for reader in readers} <= {"web", "cli"}


@pytest.mark.parametrize(
    "module",
    [
        "gateway_probe.web",
        "gateway_probe.cli",
        "gateway_probe.probe",
        "gateway_probe.causes",
        "gateway_probe.comparison",
        "gateway_simulator",
    ],
)
def test_importing_a_room_has_no_effect(module: str) -> None:
    """No thread, no socket, no output; the import alone."""
    code = (
        f"import socket, threading; socket.socket.connect = None; import {module}; assert threading.active_count() == 1"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_document_is_asked_for_its_checks_and_attempts_and_nobody_searches_its_lists() -> None:
    """But where the lists are made."""
    searching = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in FILES
        if room_of(path) not in {"document", "experiments", "gateway", "probe"} and path.name != "coherence.py"
        for node in nodes_of(path)
        if (isinstance(node, ast.Attribute) and node.attr == "provider_attempts")
        or (
            isinstance(node, ast.Compare)
            and re.fullmatch(r"\w+\.id == '(.+)'", ast.unparse(node))
            and _names_a_check(node)
        )
    ]
    assert not searching


def _names_a_check(node: ast.Compare) -> bool:
    return any(isinstance(part, ast.Constant) and part.value in get_args(CheckId) for part in node.comparators)


@pytest.mark.parametrize("value", ["AI_GATEWAY_API_KEY", "ai-gateway.vercel.sh", "::1", "x-vercel-oidc-token"])
def test_a_name_that_several_rooms_need_stands_once(value: str) -> None:
    sites = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in FILES
        for node in nodes_of(path)
        if isinstance(node, ast.Constant) and node.value == value
    ]
    assert len(sites) == 1, sites


def test_what_the_code_cites_is_in_the_repository() -> None:
    """A page or a test that is not there is a riddle to whoever reads the comment."""
    root = SOURCE.parents[1]
    cited = re.compile(r"\b(?:docs|tests|tools|deploy|skills|api)/[\w./-]+\.(?:py|md|json|txt|toml|ya?ml|mjs)\b")
    named = {name for path in FILES for name in cited.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 4
    assert {name for name in named if not (root / name).is_file()} <= {"api/requirements.txt"}, "a project's, by `init`"


def test_the_rooms_are_listed_in_the_order_in_which_they_stand() -> None:
    root = SOURCE.parents[1]
    (layers,) = [
        contract["layers"]
        for contract in tomllib.loads((root / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
    ]
    floors = [sorted(layer.split(" | ")) for layer in reversed(layers)]
    rows = re.findall(r"^\| (`.+?) \|", (root / "ARCHITECTURE.md").read_text(), re.MULTILINE)
    assert [sorted(re.findall(r"`(\w+)`", row)) for row in rows] == floors


# Files that make a folder a package or a command, and tests, which mirror the rooms.
SHARED_NAMES = re.compile(r"__\w+__\.py|conftest\.py|test_\w+\.py")


def test_a_class_is_named_like_no_other() -> None:
    named = Counter(node.name for path in FILES for node in nodes_of(path) if isinstance(node, ast.ClassDef))
    assert [name for name, count in named.items() if count > 1] == []


@pytest.mark.parametrize(("folders", "most"), [(["src"], 4), (["tests", "tools"], 0)], ids=["product", "helpers"])
def test_a_file_is_named_like_no_other(folders: list[str], most: int) -> None:
    """A name that two rooms use is looked for in the wrong one. Topics of causes are shared: the account settles them."""
    files = [path for folder in folders for path in (SOURCE.parents[1] / folder).rglob("*.py")]
    own = [path for path in files if "node_modules" not in path.parts and not SHARED_NAMES.fullmatch(path.name)]
    twice = sorted(name for name, count in Counter(path.name for path in own).items() if count > 1)
    assert len(twice) <= most, twice


_DONE_TO = re.compile(
    r"(?:[a-z]+ed|told|said|shown|known|seen|made|found|given|held|sent|kept|left|gone|built|drawn|written|hidden|meant"
    r"|lost|spent|broken|begun|taken|chosen|spoken)(?:_(?:again|as|at|behind|briefly|by|for|from|in|instead|of|on|out|to|too|with))?"
)
"""What is named like this says what was done, and neither what is done nor what comes of it."""
_ASKS = ("bool", "When", "tuple[str, ...] | None")
"""What a question returns, and the guard of a cause, which says what has to be so: `when=refused_with(…)`."""


def _is_a_question(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """`served` is right for what is so or not, and for a property, which is a thing."""
    decorators = {ast.unparse(decorator).partition("(")[0] for decorator in function.decorator_list}
    asks = function.returns is not None and ast.unparse(function.returns) in (*_ASKS, "bool | None")
    return asks or bool(decorators & {"property", "cached_property", "cause"})


def test_a_function_is_named_by_what_it_does() -> None:
    named = [
        f"{path.relative_to(SOURCE)}:{node.lineno} {node.name}"
        for path in FILES
        for node in nodes_of(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not _is_a_question(node)
        if _DONE_TO.fullmatch(node.name.strip("_"))
    ]
    assert not named


MOST_LINES = 260
"""Files have 250 at most; ten more are for whoever comes upon the bar and is about something else."""


def test_no_file_is_long() -> None:
    """One subject a file: where one grows beyond that, two run through it."""
    lengths = {str(path.relative_to(SOURCE)): path.read_text(encoding="utf-8").count("\n") for path in FILES}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


STILL_NAMED_BY_WHAT_IS_DONE = {
    "connecting", "declared", "embedded", "emptying", "explained", "explaining", "given", "halving", "reading",
    "releasing", "served", "telling",
}  # fmt: skip


def test_a_module_is_named_by_a_thing() -> None:
    """`routing`, `setting` and `wording` are things; of the others there may be fewer and not more."""
    words = {path.stem for path in FILES if _DONE_TO.fullmatch(path.stem) or re.fullmatch(r"[a-z]+ing", path.stem)}
    assert words - {"routing", "setting", "wording"} <= STILL_NAMED_BY_WHAT_IS_DONE
