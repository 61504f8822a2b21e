"""The certificates that this process trusts: reading them takes a third as long as importing what asks by them."""

import hashlib
import ssl
from base64 import urlsafe_b64encode
from concurrent.futures import Future
from functools import cache
from pathlib import Path
from threading import Thread
from typing import Literal


@cache
def begin_to_trust() -> Future[ssl.SSLContext]:
    """Read them in a thread, once a process, which is OpenSSL's work and holds nothing else up.

    For whoever knows that something will be asked, and has yet to import what asks. A process that ends meanwhile waits
    for it: OpenSSL tidies up at the end, and under a thread that still reads it would crash.
    """
    read: Future[ssl.SSLContext] = Future()
    try:
        # Here: a thread that imports waits 5 ms for its turn after each file that it has read.
        import certifi

        Thread(target=_read, args=(read, certifi.where())).start()
    except Exception as error:  # noqa: BLE001 - raised again where it is asked for
        read.set_exception(error)
    return read


def load_trusted() -> ssl.SSLContext:
    """What is trusted, as by httpx. Raises what reading it raised, and the next caller reads it again."""
    try:
        return begin_to_trust().result()
    except Exception:
        begin_to_trust.cache_clear()
        raise


@cache
def whom_is_trusted() -> Literal["public", "others", "unknown"]:
    """The public authorities alone, as certifi was released, or others too; unknown where its release cannot be read.

    Some systems give certifi a bundle of their own, and some companies give Python a store of their own. Variables that
    name further authorities change neither. Read once a process.
    """
    try:
        import certifi

        (release,) = Path(certifi.__file__).parent.parent.glob("certifi-*.dist-info/RECORD")
        listed = dict(line.split(",")[:2] for line in release.read_text().splitlines())
        digest = hashlib.sha256(Path(certifi.where()).read_bytes()).digest()
        as_released = listed["certifi/cacert.pem"] == "sha256=" + urlsafe_b64encode(digest).decode().rstrip("=")
        return "public" if as_released and type(load_trusted()).__module__ == ssl.__name__ else "others"
    except Exception:  # noqa: BLE001 - a remark beside what was asked, and never worth a run
        return "unknown"


def _read(read: Future[ssl.SSLContext], file: str) -> None:
    try:
        read.set_result(ssl.create_default_context(cafile=file))
    except Exception as error:  # noqa: BLE001 - the same
        read.set_exception(error)
