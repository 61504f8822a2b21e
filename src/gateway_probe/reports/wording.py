"""How parts of a Document are put into words, alike in every format. It is plain text, for each format to escape."""

from typing import Protocol

from gateway_probe.document.exchange import Check
from gateway_probe.document.facts import OidcToken, Variable
from gateway_probe.document.run_facts import ProbeFacts


class Where(Protocol):
    """What says where something ran: a Document's runtime, or a compared place."""

    @property
    def platform(self) -> str: ...
    @property
    def environment(self) -> str | None: ...
    @property
    def region(self) -> str | None: ...


def place_of(where: Where) -> str:
    """Platform, environment and region, as far as they are known."""
    return " / ".join(part for part in (where.platform, where.environment, where.region) if part)


def answer_of(check: Check) -> str:
    """What came back, in a few words; empty where nothing did and nothing says why."""
    parts = []
    if check.response is not None:
        parts.append(str(check.response.status))
        if check.response.error is not None and check.response.error.type:
            parts.append(check.response.error.type)
    if check.credits is not None:
        parts.append(f"balance {check.credits.balance_band}")
    serving = check.routing.served_by if check.routing is not None else None
    if serving is not None and check.outcome == "passed":
        parts.append(f"served by {serving.provider} ({serving.credential_type})")
    if check.reason is not None:
        parts.append(check.reason.text if check.outcome in {"skipped", "failed"} else check.reason.code)
    return ", ".join(parts)


def token_place(token: OidcToken) -> str:
    """Where an OIDC token lies or is missing."""
    return {"header": "request header", "file": "file", "environment": "environment"}[token.source]


def token_state(token: OidcToken) -> str:
    """Whether the token is there, and of use."""
    if token.state != "present":
        return token.state + (f" ({token.problem})" if token.problem else "")
    trusted = "" if token.platform_supplied is not False else ", sent by the caller, not used"
    return f"present, {token.validity}{trusted}"


def defects_of(variable: Variable) -> str:
    """The defects in a few words; empty where there are none."""
    return "; ".join(
        d.kind + (f" {d.character}" if d.character else "") + (f" {d.other}" if d.other else "")
        for d in variable.defects
    )


_CHOSEN = {"named": "", "inferred": " (told from the variables)", "default": " (none was named)"}


def client_of(probe: ProbeFacts) -> str:
    """The client whose request was sent, as people call it."""
    asked = probe.client
    return (
        f"{asked.title}{_CHOSEN[asked.origin]}" if asked is not None else f"a client of the protocol {probe.protocol}"
    )
