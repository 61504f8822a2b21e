"""The certificates that are trusted: those that httpx trusts, read beside whatever goes on."""

import ssl
import subprocess
import sys
from pathlib import Path

import certifi
import httpx
import pytest

from gateway_probe.trust import begin_to_trust, load_trusted


@pytest.fixture(autouse=True)
def unread() -> None:
    begin_to_trust.cache_clear()


def test_what_httpx_trusts_is_trusted_and_asked_for_by_the_name_of_the_host() -> None:
    ours, theirs = load_trusted(), httpx.create_ssl_context(trust_env=False)
    assert ours.get_ca_certs(binary_form=True) == theirs.get_ca_certs(binary_form=True)
    assert (ours.check_hostname, ours.verify_mode, ours.options) == (True, ssl.CERT_REQUIRED, theirs.options)
    assert ours.minimum_version == theirs.minimum_version


def test_they_are_read_once() -> None:
    begun = begin_to_trust()
    assert load_trusted() is load_trusted() is begun.result()


def test_what_cannot_be_read_is_said_to_whoever_asks_and_read_again_for_the_next(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as gone:
        gone.setattr(certifi, "where", lambda: str(tmp_path / "gone.pem"))
        begin_to_trust()  # which says nothing
        with pytest.raises(FileNotFoundError):
            load_trusted()
    assert load_trusted().get_ca_certs()


ENDS_WHILE_READING = """
import ssl, threading
from gateway_probe.trust import begin_to_trust

def read(cafile):
    threading.main_thread().join()
    print("read to the end")

ssl.create_default_context = read
begin_to_trust()
"""


def test_a_process_that_ends_meanwhile_waits_until_they_are_read() -> None:
    ended = subprocess.run([sys.executable, "-c", ENDS_WHILE_READING], check=True, stdout=subprocess.PIPE, timeout=60)
    assert ended.stdout == b"read to the end\n"
