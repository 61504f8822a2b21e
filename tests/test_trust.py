"""The certificates that are trusted: those that httpx trusts, read beside whatever goes on."""

import asyncio
import ssl
import subprocess
import sys
from pathlib import Path

import certifi
import httpx
import pytest

from gateway_probe.document.facts import TRUST_VARIABLES
from gateway_probe.probe import Inputs, diagnose
from gateway_probe.settings import Settings
from gateway_probe.trust import begin_to_trust, load_trusted, whom_is_trusted


@pytest.fixture(autouse=True)
def unread() -> None:
    begin_to_trust.cache_clear()
    whom_is_trusted.cache_clear()


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


def test_nobody_is_trusted_but_whom_certifi_was_released_with_whatever_a_variable_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in TRUST_VARIABLES:
        monkeypatch.setenv(name, str(tmp_path / "company.pem"))
    assert whom_is_trusted() == "public"


def test_a_bundle_that_is_not_the_released_one_may_hold_others(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = tmp_path / "bundle.pem"
    own.write_bytes(Path(certifi.where()).read_bytes() + b"\n")
    monkeypatch.setattr(certifi, "where", lambda: str(own))
    assert whom_is_trusted() == "others"


def test_a_store_that_python_was_given_may_hold_others(monkeypatch: pytest.MonkeyPatch) -> None:
    class CompanyStore(ssl.SSLContext):
        """What libraries that replace Python's own class put in its place."""

    monkeypatch.setattr(ssl, "create_default_context", lambda cafile: CompanyStore(ssl.PROTOCOL_TLS_CLIENT))
    assert whom_is_trusted() == "others"


def test_without_the_record_of_its_release_it_is_unknown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(certifi, "__file__", str(tmp_path / "certifi" / "__init__.py"))
    assert whom_is_trusted() == "unknown"


@pytest.mark.parametrize(("base_url", "trust"), [("https://127.0.0.1:9", "public"), ("http://127.0.0.1:9", None)])
def test_a_document_says_whom_its_probe_trusted(base_url: str, trust: str | None) -> None:
    run = asyncio.run(diagnose(Inputs(Settings(base_url=base_url), {})))
    assert run.document("public").gateway.trust == trust


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
