"""What may leave the process: fingerprints, disclosure levels, foreign text by allow list, the last gate."""

from typing import TYPE_CHECKING

from gateway_probe.disclosure.fingerprint import (
    FINGERPRINT,
    HIDDEN,
    HTTP_WHITESPACE,
    as_sent,
    comparable,
    fingerprint,
    is_fingerprint,
    public_fingerprint,
    salt_mark,
    weakness_of_salt,
)
from gateway_probe.disclosure.gate import LeakPrevented, last_gate
from gateway_probe.disclosure.issued_keys import is_issued
from gateway_probe.disclosure.key_forms import (
    ACCOUNT_SHAPES,
    KEY_FORMS,
    PROVIDER_SHAPES,
    has_form,
    is_credential,
    is_random,
)
from gateway_probe.disclosure.ordinary_words import is_ordinary
from gateway_probe.disclosure.secret_forms import MIN_SECRET
from gateway_probe.disclosure.secrets import Secrets, parts_of_url
from gateway_probe.later import import_later

if TYPE_CHECKING:
    from gateway_probe.disclosure.admission import ReadTexts, admit
    from gateway_probe.disclosure.emptying import empty
    from gateway_probe.disclosure.levels import disclose, disclose_and_list, ledger
    from gateway_probe.disclosure.redaction import Redactor, is_hidden
    from gateway_probe.disclosure.screen import is_plain
    from gateway_probe.disclosure.whole_secrets import withhold
else:
    __getattr__ = import_later(
        __name__,
        {
            "ReadTexts": "admission",
            "admit": "admission",
            "empty": "emptying",
            "disclose": "levels",
            "disclose_and_list": "levels",
            "ledger": "levels",
            "Redactor": "redaction",
            "is_hidden": "redaction",
            "is_plain": "screen",
            "withhold": "whole_secrets",
        },
    )

__all__ = [
    "ACCOUNT_SHAPES",
    "FINGERPRINT",
    "HIDDEN",
    "HTTP_WHITESPACE",
    "KEY_FORMS",
    "MIN_SECRET",
    "PROVIDER_SHAPES",
    "LeakPrevented",
    "ReadTexts",
    "Redactor",
    "Secrets",
    "admit",
    "as_sent",
    "comparable",
    "disclose",
    "disclose_and_list",
    "empty",
    "fingerprint",
    "has_form",
    "is_credential",
    "is_fingerprint",
    "is_hidden",
    "is_issued",
    "is_ordinary",
    "is_plain",
    "is_random",
    "last_gate",
    "ledger",
    "parts_of_url",
    "public_fingerprint",
    "salt_mark",
    "weakness_of_salt",
    "withhold",
]
