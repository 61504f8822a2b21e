"""The certificates that this process trusts: reading them takes a third as long as importing what asks by them."""

import ssl
from concurrent.futures import Future
from functools import cache
from threading import Thread


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


def _read(read: Future[ssl.SSLContext], file: str) -> None:
    try:
        read.set_result(ssl.create_default_context(cafile=file))
    except Exception as error:  # noqa: BLE001 - the same
        read.set_exception(error)
