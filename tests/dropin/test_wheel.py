"""The wheel that a project carries."""

import ast
import base64
import csv
import hashlib
import io
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from importlib.metadata import requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import gateway_probe
from gateway_probe.dropin import wheel

PACKAGE = Path(gateway_probe.__file__).parent


@pytest.fixture(scope="module")
def archive() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(wheel.pack()))


def test_it_is_what_a_function_runs_whole_and_nothing_else(archive: zipfile.ZipFile) -> None:
    sources = {
        f"gateway_probe/{path.relative_to(PACKAGE).as_posix()}": path.read_bytes()
        for path in PACKAGE.rglob("*")
        if path.is_file()
        and "__pycache__" not in path.parts
        and path.relative_to(PACKAGE).parts[0] not in {"account", "cli", "dropin", "places"}
    }
    packed = {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}
    assert packed == sources


def test_every_module_of_it_is_reached_from_where_a_function_starts(archive: zipfile.ZipFile) -> None:
    """What no function imports need not be read by whoever reviews the project that carries it."""
    modules = {
        name.removesuffix(".py").removesuffix("/__init__").replace("/", "."): ast.parse(archive.read(name))
        for name in archive.namelist()
        if name.endswith(".py")
    }
    reached: set[str] = set()
    waiting = ["gateway_probe.web", "gateway_probe.aws_lambda"]
    while waiting:
        name = waiting.pop()
        if name in modules and name not in reached:
            reached.add(name)
            waiting += [name.rpartition(".")[0], *_imported(modules[name])]
    assert set(modules) - reached == set()


def _imported(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_file_is_recorded_with_its_hash(archive: zipfile.ZipFile) -> None:
    info = f"gateway_probe-{gateway_probe.__version__}.dist-info"
    rows = list(csv.reader(io.StringIO(archive.read(f"{info}/RECORD").decode())))
    assert {row[0] for row in rows} == set(archive.namelist())
    for name, digest, size in rows:
        if name.endswith("RECORD"):
            continue
        content = archive.read(name)
        expected = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        assert (digest, size) == (f"sha256={expected}", str(len(content)))


def test_it_says_what_it_needs_and_under_which_terms(archive: zipfile.ZipFile) -> None:
    info = f"gateway_probe-{gateway_probe.__version__}.dist-info"
    metadata = archive.read(f"{info}/METADATA").decode()
    assert f"Version: {gateway_probe.__version__}" in metadata
    for name in ("fastapi", "httpx", "mangum", "pydantic"):
        assert f"Requires-Dist: {name}" in metadata
    assert "extra" not in metadata.lower()
    assert f"{info}/entry_points.txt" not in archive.namelist(), "it has no command"
    assert "MIT" in archive.read(f"{info}/licenses/LICENSE").decode()


def test_an_app_of_its_own_packages_is_given_nothing_that_its_own_clients_would_notice() -> None:
    """httpx, requests and aiohttp ask for other encodings where they find one of these beside them."""
    asked = "Name: x\nRequires-Dist: backports-zstd<2; python_version < '3.14'\nRequires-Dist: brotli<2\n"
    left = wheel._without_what_others_notice(f"{asked}Requires-Dist: httpx\nRequires-Dist: brotli-of-others\n")
    assert left == "Name: x\nRequires-Dist: httpx\nRequires-Dist: brotli-of-others\n"


def test_packing_twice_gives_the_same_bytes() -> None:
    for pinned in (False, True):
        assert wheel.pack(pinned=pinned) == wheel.pack(pinned=pinned)


def test_a_pinned_one_requires_what_it_runs_with_here_and_nothing_else(archive: zipfile.ZipFile) -> None:
    info = f"gateway_probe-{gateway_probe.__version__}.dist-info/METADATA"
    plain = message_from_bytes(archive.read(info))
    pinned = message_from_bytes(zipfile.ZipFile(io.BytesIO(wheel.pack(pinned=True))).read(info))
    wanted = [Requirement(line) for line in pinned.get_all("Requires-Dist", [])]
    always = {one.name: one for one in wanted}
    for one in always.values():
        assert str(one.specifier) == f"=={version(one.name)}"
    # Their own requirements as well: everything that an installation would look for is among them.
    for name in (*always, "gateway-probe"):
        for inner in map(Requirement, requires(name) or []):
            if inner.marker is None or inner.marker.evaluate({"extra": ""}):
                assert inner.name.lower().replace("_", "-") in always
    assert pinned.get_payload() == plain.get_payload()
    for field in ("Name", "Version", "Requires-Python"):
        assert pinned[field] == plain[field]


def test_without_an_installation_of_this_version_none_is_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wheel, "__version__", "99.0")
    with pytest.raises(wheel.NotInstalled):
        wheel.pack()
