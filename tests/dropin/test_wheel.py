"""The wheel that a project carries."""

import base64
import csv
import hashlib
import io
import zipfile
from pathlib import Path

import pytest

import gateway_probe
from gateway_probe.dropin import wheel

PACKAGE = Path(gateway_probe.__file__).parent


@pytest.fixture(scope="module")
def archive() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(wheel.pack()))


def test_it_is_the_package_whole_and_nothing_else(archive: zipfile.ZipFile) -> None:
    sources = {
        f"gateway_probe/{path.relative_to(PACKAGE).as_posix()}": path.read_bytes()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    packed = {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}
    assert packed == sources


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
    assert "gateway_probe.cli:main" in archive.read(f"{info}/entry_points.txt").decode()
    assert "MIT" in archive.read(f"{info}/licenses/LICENSE").decode()


def test_packing_twice_gives_the_same_bytes() -> None:
    assert wheel.pack() == wheel.pack()


def test_without_an_installation_of_this_version_none_is_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wheel, "__version__", "99.0")
    with pytest.raises(wheel.NotInstalled):
        wheel.pack()
