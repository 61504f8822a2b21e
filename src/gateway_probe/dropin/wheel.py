"""This very package as a wheel, packed from where it is installed: it is on no index, so a project carries it."""

import base64
import hashlib
import io
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from gateway_probe import __version__

NAME = f"gateway_probe-{__version__}-py3-none-any.whl"
ANY_VERSION = "gateway_probe-*.whl"

_PACKAGE = Path(__file__).parents[1]
_INFO = f"gateway_probe-{__version__}.dist-info"
# The same bytes whenever it is packed, so that a second run finds nothing to change. The oldest date that zip knows.
_WHEN = (1980, 1, 1, 0, 0, 0)
_WHEEL = b"Wheel-Version: 1.0\nGenerator: gateway-probe\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


class NotInstalled(Exception):
    """The package runs without the metadata of an installation of this version, which a wheel needs."""


def pack() -> bytes:
    """The wheel. Raises `NotInstalled`."""
    files = {f"gateway_probe/{name}": content for name, content in _sources().items()} | _metadata()
    record = "".join(f"{name},sha256={_digest(content)},{len(content)}\n" for name, content in files.items())
    files[f"{_INFO}/RECORD"] = f"{record}{_INFO}/RECORD,,\n".encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return packed.getvalue()


def _sources() -> dict[str, bytes]:
    return {
        path.relative_to(_PACKAGE).as_posix(): path.read_bytes()
        for path in sorted(_PACKAGE.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def _metadata() -> dict[str, bytes]:
    try:
        installed = distribution("gateway-probe")
    except PackageNotFoundError:
        raise NotInstalled from None
    if installed.version != __version__:
        raise NotInstalled
    texts = {name: installed.read_text(name) for name in ("METADATA", "entry_points.txt")}
    licences = {
        f"licenses/{file.name}": file.read_text() for file in installed.files or () if file.parent.name == "licenses"
    }
    if not all(texts.values()):
        raise NotInstalled
    files = {f"{_INFO}/{name}": (text or "").encode() for name, text in {**texts, **licences}.items()}
    return {**files, f"{_INFO}/WHEEL": _WHEEL}


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
