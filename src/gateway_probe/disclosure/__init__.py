"""What may leave the process: fingerprints, disclosure levels, redaction of foreign text, the last gate."""

from gateway_probe.disclosure.fingerprint import HTTP_WHITESPACE, as_sent, fingerprint
from gateway_probe.disclosure.gate import LeakPrevented, last_gate
from gateway_probe.disclosure.levels import HIDDEN, disclose, ledger
from gateway_probe.disclosure.redaction import UNPRINTABLE, Redactor
from gateway_probe.disclosure.secrets import Secrets

__all__ = [
    "HIDDEN",
    "HTTP_WHITESPACE",
    "UNPRINTABLE",
    "LeakPrevented",
    "Redactor",
    "Secrets",
    "as_sent",
    "disclose",
    "fingerprint",
    "last_gate",
    "ledger",
]
