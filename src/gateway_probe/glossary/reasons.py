"""The probe's own reasons: why a check was skipped, timed out or errored, or what was wrong with its answer."""

from typing import get_args

from gateway_probe.document.vocabulary import ReasonCode
from gateway_probe.glossary.word import declare_word
from gateway_probe.register import Owner, step

_SENTENCES: dict[ReasonCode, tuple[Owner, str]] = {
    "answer-binary": ("network", "The answer is binary data; the gateway sends JSON."),
    "answer-empty": ("network", "The answer has no body; the gateway sends JSON."),
    "answer-event-stream": ("gateway", "The answer is a stream of events where a plain answer was asked for."),
    "answer-html": ("network", "The answer is a web page: a firewall, a proxy or another site answered."),
    "answer-json": ("network", "The answer is JSON, but not in the gateway's form: another service answered."),
    "answer-text": ("network", "The answer is plain text; the gateway sends JSON."),
    "answered-by-intermediary": ("network", "Something between this runtime and the gateway answered in its place."),
    "answered-by-platform": ("platform", "Vercel's edge or firewall answered, and the gateway was not reached."),
    "budget-timeout": ("probe", "The time of the run was used up while this was under way."),
    "connect-refused": ("network", "The address refused the connection: nothing listens there."),
    "connect-reset": ("network", "The connection was cut while it was being made."),
    "connect-timeout": ("network", "No connection came about in time: a firewall that drops packets looks like this."),
    "connect-unreachable": ("network", "There is no route to that address from here."),
    "control-failed": (
        "probe",
        "The made-up key was not refused as it should be, so this would say nothing about a key.",
    ),
    "credential-unsendable": (
        "runtime",
        "The key holds characters that cannot be sent in a header; the client sends no request.",
    ),
    "error-in-stream": ("gateway", "The answer began as a success, and an error came inside its stream."),
    "error-inside-200": ("gateway", "The status says success and the body holds an error."),
    "free-checks": (
        "probe",
        "Only the checks that cost nothing were wanted (checks=free), so no generation was asked for.",
    ),
    "generation-limit": ("probe", "GATEWAY_PROBE_MAX_GENERATIONS leaves no room for one more generation."),
    "no-credential": (
        "runtime",
        "Neither a key nor a usable OIDC token is in this runtime; the client sends no request.",
    ),
    "no-key": ("runtime", "No key is set here, so this could not be asked by key."),
    "no-token": ("runtime", "No OIDC token is here, so this could not be asked by token."),
    "not-applicable": ("probe", "The question makes no sense for this run: the factor has no other level here."),
    "not-gateway-json": ("network", "The body is not in the form of the gateway's answers."),
    "not-telling": (
        "probe",
        "The answer would not have separated the causes that are still open, so it was not asked for.",
    ),
    "not-wanted": ("probe", "Experiments were switched off for this run."),
    "probe-fault": ("probe", "A part of this probe broke and was left out; the rest stands."),
    "protocol-malformed": ("network", "The bytes that came back are no HTTP."),
    "protocol-reset": ("network", "The connection was closed in the middle of the exchange."),
    "read-malformed": ("network", "The answer could not be decoded: its framing or compression is broken."),
    "read-reset": ("network", "The connection was cut while the answer was read."),
    "read-timeout": ("network", "The request was sent, and no whole answer came in time."),
    "read-undecodable": ("network", "The answer's body came in an encoding that this probe cannot decode."),
    "redirected": ("network", "The address answered with a redirect, which is never followed with a credential."),
    "resolve-not-found": ("network", "The name of the host is not known here."),
    "resolve-timeout": ("network", "The name server did not answer in time."),
    "server-error": ("gateway", "The answer is a fault of a server (5xx)."),
    "stream-cut": ("gateway", "The stream ended before its last part."),
    "time-budget": ("probe", "The time of the run (GATEWAY_PROBE_TIME_BUDGET) was used up before this could be asked."),
    "tls-certificate": (
        "network",
        "The certificate is not trusted here: something opens the TLS connection on the way, or a root is missing.",
    ),
    "tls-malformed": ("network", "What answered does not speak TLS."),
    "tls-reset": ("network", "The connection was cut during the TLS handshake."),
    "tls-timeout": ("network", "The TLS handshake did not end in time."),
    "token-unusable": (
        "runtime",
        "The OIDC token here is expired, malformed or not this platform's, so it was not used.",
    ),
    "too-large": (
        "network",
        "The answer is larger than any answer of the gateway, or in more and smaller pieces, and was not read to its end.",
    ),
    "unexpected-body": ("gateway", "The body lacks what a success of this kind holds."),
    "write-reset": ("network", "The connection was cut while the request was sent."),
    "write-timeout": ("network", "The request could not be sent in time."),
    "write-unsendable": ("runtime", "The request could not be written as HTTP."),
}

_READ_FIRST = step(
    "Read the verdict first: a reason belongs to one check of a Document, and most need nothing to be done."
)

for _code in get_args(ReasonCode):
    _whose, _said = _SENTENCES[_code]
    _title = f"A reason of a check: {_code.replace('-', ' ')}"
    declare_word("reason", _code, _title, _said, sources=("docs/contract.md",), whose=_whose, steps=(_READ_FIRST,))
