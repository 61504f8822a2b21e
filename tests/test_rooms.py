"""The rooms of the package: each may import only what the design lets it, and importing one has no effect."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "gateway_probe"

# Each room and the rooms it may import. `disclosure` is open to the observing rooms, because what leaves them is
# sealed there; `places` fetches Documents over the same measured transport as the gateway's client.
ALLOWED: dict[str, set[str]] = {
    "document": set(),
    "clients": {"document"},
    "tokens": set(),
    "settings": {"clients", "disclosure", "runtime", "tokens"},
    "disclosure": {"document"},
    "runtime": {"clients", "document", "disclosure"},
    "gateway": {"clients", "document", "disclosure"},
    "experiments": {"clients", "document", "runtime", "gateway"},
    "register": {"document"},
    "glossary": {"document", "register"},
    "explaining": {"disclosure", "glossary", "register"},
    "causes": {"clients", "document", "glossary", "register"},
    "probe": {"clients", "document", "settings", "disclosure", "runtime", "gateway", "experiments", "causes"},
    "comparison": {"document", "disclosure", "register"},
    "reports": {"document"},
    "releasing": {"document", "disclosure", "reports"},
    "places": {"disclosure", "document", "gateway", "register"},
    "account": {"causes", "document", "disclosure", "register", "reports"},
    "web": {
        "causes",
        "clients",
        "comparison",
        "document",
        "settings",
        "disclosure",
        "explaining",
        "glossary",
        "register",
        "tokens",
        "probe",
        "releasing",
        "reports",
    },
    "cli": {
        "account",
        "clients",
        "comparison",
        "document",
        "settings",
        "disclosure",
        "dropin",
        "causes",
        "explaining",
        "glossary",
        "places",
        "register",
        "probe",
        "releasing",
        "reports",
        "simulator",
        "tokens",
        "web",
    },
    "dropin": set(),
    "simulator": set(),
    "aws_lambda": {"web"},
}


def room_of(path: Path) -> str:
    relative = path.relative_to(SOURCE)
    return relative.parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """The rooms that a file imports, whether at its top or inside a function."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            names = [node.module or ""]
            if node.module == "gateway_probe":
                names = [f"gateway_probe.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        rooms |= {name.split(".")[1] for name in names if name.startswith("gateway_probe.")}
    return rooms - {"__version__"}


FILES = sorted(path for path in SOURCE.rglob("*.py") if path.name != "__init__.py" or path.parent != SOURCE)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_room_imports_only_what_the_design_lets_it(path: Path) -> None:
    room = room_of(path)
    assert imports_of(path) - {room} <= ALLOWED[room]


def test_httpx_has_one_import_site() -> None:
    sites = [
        path.relative_to(SOURCE).as_posix()
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import) and any(alias.name in {"httpx", "httpcore"} for alias in node.names)
    ]
    assert set(sites) == {"gateway/transport.py"}


# What renders a result. A format's name, its media type and the policy of its page tell nothing.
RENDERERS = {"render", "view", "one_file"}


def test_one_room_renders_and_it_searches_what_it_renders() -> None:
    importers = {
        path.relative_to(SOURCE).as_posix()
        for path in FILES
        if room_of(path) != "reports"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("gateway_probe.reports")
        for name in (alias.name for alias in node.names)
        if name in RENDERERS or name.startswith(("document_", "comparison_"))
    }
    assert importers == {"releasing.py"}


def test_the_environment_is_read_at_the_edges_alone_and_never_enumerated() -> None:
    readers = {
        path.relative_to(SOURCE).as_posix()
        for path in FILES
        if path.parts[-2] != "simulator"
        and "environ" in path.read_text(encoding="utf-8")
        and "os.environ" in path.read_text(encoding="utf-8")
    }
    assert {reader.split("/")[0] for reader in readers} <= {"web", "cli"}


@pytest.mark.parametrize("module", ["web", "cli", "probe", "simulator", "causes", "comparison"])
def test_importing_a_room_has_no_effect(module: str) -> None:
    """No thread, no socket, no output; the import alone."""
    code = (
        f"import socket, threading; socket.socket.connect = None; import gateway_probe.{module}; "
        "assert threading.active_count() == 1"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
