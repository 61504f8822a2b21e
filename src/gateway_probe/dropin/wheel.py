"""What a function needs of this very package as a wheel, packed from where it is installed: it is on no index, so a
project carries it."""

import base64
import hashlib
import io
import re
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from gateway_probe import __version__

NAME = f"gateway_probe-{__version__}-py3-none-any.whl"
ANY_VERSION = "gateway_probe-*.whl"

LAPTOP_ROOMS = frozenset({"account", "cli", "dropin", "places"})
"""Rooms that no function runs and no project need carry. The simulator, a package of its own, is not even looked at."""

_NOTICED_BY_OTHERS = re.compile(r"Requires-Dist: (?:backports[-.]zstd|brotli)(?![\w.-])")
"""What HTTP clients look for and, where they find it, ask for answers in: an app must not ask otherwise than before
because it carries the probe. Without them the probe asks for the encodings that it can decode there."""

_PACKAGE = Path(__file__).parents[1]
_INFO = f"gateway_probe-{__version__}.dist-info"
# The same bytes whenever it is packed, so that a second run finds nothing to change. The oldest date that zip knows.
_WHEN = (1980, 1, 1, 0, 0, 0)
_REQUIRED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_EXTRA = re.compile(r";.*\bextra\s*==")
_WHEEL = b"Wheel-Version: 1.0\nGenerator: gateway-probe\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


class NotInstalled(Exception):
    """The package runs without the metadata of an installation of this version, which a wheel needs."""


def pack(*, pinned: bool = False) -> bytes:
    """The wheel. Raises `NotInstalled`.

    A pinned one requires exactly the versions that it runs with here, of what its requirements need too: for projects
    that have no Python packages of their own, so that what is deployed is what was tried.
    """
    files = {f"gateway_probe/{name}": content for name, content in _sources().items()} | _metadata(pinned=pinned)
    record = "".join(f"{name},sha256={_digest(content)},{len(content)}\n" for name, content in files.items())
    files[f"{_INFO}/RECORD"] = f"{record}{_INFO}/RECORD,,\n".encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
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
        if path.is_file()
        and "__pycache__" not in path.parts
        and path.relative_to(_PACKAGE).parts[0] not in LAPTOP_ROOMS
    }


def _metadata(*, pinned: bool) -> dict[str, bytes]:
    try:
        installed = distribution("gateway-probe")
    except PackageNotFoundError:
        raise NotInstalled from None
    if installed.version != __version__:
        raise NotInstalled
    metadata = installed.read_text("METADATA")
    licences = {
        f"licenses/{file.name}": file.read_text() for file in installed.files or () if file.parent.name == "licenses"
    }
    if not metadata:
        raise NotInstalled
    metadata = _without_extras(metadata)
    metadata = _with_pins(metadata) if pinned else _without_what_others_notice(metadata)
    files = {f"{_INFO}/{name}": text.encode() for name, text in {"METADATA": metadata, **licences}.items()}
    return {**files, f"{_INFO}/WHEEL": _WHEEL}


def _without_extras(metadata: str) -> str:
    """The metadata without the extras, which are for the command line, and without the description."""
    lines = metadata.partition("\n\n")[0].split("\n")
    left_out = ("Provides-Extra:", "Description-Content-Type:")
    return "\n".join(line for line in lines if not line.startswith(left_out) and not _EXTRA.search(line)) + "\n"


def _without_what_others_notice(metadata: str) -> str:
    return "\n".join(line for line in metadata.split("\n") if not _NOTICED_BY_OTHERS.match(line))


def _with_pins(metadata: str) -> str:
    """The metadata with the requirements replaced by pins."""
    lines = metadata.split("\n")
    wanted = [line for line in lines if line.startswith("Requires-Dist:")]
    pins = [f"Requires-Dist: {name}=={version}" for name, version in sorted(_running_with("gateway-probe").items())]
    at = lines.index(wanted[0])
    kept = [line for line in lines if line not in wanted]
    return "\n".join([*kept[:at], *pins, *kept[at:]])


def _running_with(name: str) -> dict[str, str]:
    """The version of everything installed that the distribution requires, and that those require."""
    found: dict[str, str] = {}
    waiting = [name]
    while waiting:
        for line in distribution(waiting.pop()).requires or []:
            match = _REQUIRED.match(line)
            if match is None or _EXTRA.search(line) or _normal(match[0]) in found:
                continue
            try:
                found[_normal(match[0])] = distribution(match[0]).version
            except PackageNotFoundError:
                continue  # for another Python or system than this one
            waiting.append(match[0])
    return found


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
