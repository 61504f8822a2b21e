"""What a Document holds for each compared field, as text; None where the place does not have it."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from gateway_probe.causes.key_defects import WHITE_SPACE_AROUND
from gateway_probe.clients import DEFAULT_CLIENT
from gateway_probe.document import Document
from gateway_probe.document.exchange import Check
from gateway_probe.document.facts import TEAM_HEADER, Variable
from gateway_probe.document.vocabulary import CheckId

LOOPBACK = "loopback"


def of_the_key(read: Callable[[Variable], str | None]) -> Callable[[Document], str | None]:
    def of(document: Document) -> str | None:
        found = document.key
        return read(found) if found is not None else None

    return of


def bare_key(key: Variable) -> str | None:
    """The fingerprint without what is around the key. White space is in none: they are of values as they are sent."""
    around = [one for one in key.defects if one.kind != "equal-to-variable" and one.kind not in WHITE_SPACE_AROUND]
    return key.bare_fingerprint or (None if around else key.fingerprint)


def why_unnamed(key: Variable) -> str | None:
    needed = "a key that could be guessed is compared by GATEWAY_PROBE_FINGERPRINT_SALT alone, set alike in each place"
    return needed if key.needs_salt else None


def token(document: Document) -> str | None:
    return document.credential.fingerprint if document.credential.method == "oidc" else None


def outcome_of(check_id: CheckId) -> Callable[[Document], str | None]:
    return lambda document: _tell_outcome(document.check(check_id))


def _tell_outcome(found: Check | None) -> str | None:
    if found is None or not found.asked:
        return None
    status = f" {found.response.status}" if found.response else ""
    error = found.response.error if found.response else None
    return f"{found.outcome}{status}" + (f" {error.type}" if error and error.type else "")


def other_way(document: Document) -> str | None:
    """What became of the way of answering that is not the client's own, which is asked beside it."""
    found = document.experiment("streaming")
    told = _tell_outcome(found)
    if found is None or found.request is None or told is None:
        return None
    return f"{'streamed' if found.request.streaming else 'plain'}: {told}"


def grant(document: Document) -> str | None:
    """Balance plus usage, which spending does not move; the private level alone has it."""
    found = document.check("credits-key")
    credits_ = found.credits if found else None
    if credits_ is None or credits_.balance is None or credits_.total_used is None:
        return None
    try:
        return f"{Decimal(credits_.balance) + Decimal(credits_.total_used):f} dollars"
    except InvalidOperation:
        return None


def granted_band(document: Document) -> str | None:
    found = document.check("credits-key")
    return found.credits.granted_band if found and found.credits else None


def credits_bands(document: Document) -> str | None:
    found = document.check("credits-key")
    credits_ = found.credits if found else None
    return None if credits_ is None else f"balance {credits_.balance_band}, granted {credits_.granted_band}"


def sent_headers(document: Document) -> str | None:
    baseline = document.baseline
    if baseline is None or baseline.request is None:
        return None
    return ", ".join(sorted(name for name in baseline.request.headers if name.startswith("ai-o11y-"))) or "none"


def streaming(document: Document) -> str | None:
    asked = document.baseline.request if document.baseline else None
    return None if asked is None else "streamed" if asked.streaming else "plain"


def named_team(document: Document) -> str | None:
    """The team that the app names to the gateway: who reads a public Document sees only that it names one."""
    asked = document.baseline.request if document.baseline else None
    if asked is None:
        return None
    named = asked.headers.get(TEAM_HEADER)
    return "none" if named is None else f"named {named}"


def provider(document: Document) -> str | None:
    baseline = document.baseline
    by = baseline.routing.served_by if baseline and baseline.routing else None
    return f"{by.provider} ({by.credential_type})" if by else None


def attempts(document: Document) -> str | None:
    baseline = document.baseline
    count = baseline.routing.total_provider_attempts if baseline and baseline.routing else None
    return None if count is None else str(count)


def team(document: Document) -> str | None:
    claims = (token.claims for token in document.identity.tokens if token.platform_supplied is not False)
    return next((c.owner_id for c in claims if c is not None and c.owner_id), None)


def options(document: Document) -> str | None:
    options = document.probe.provider_options
    return f"{', '.join(options.keys) or 'none'} {options.fingerprint or ''}".strip() if options.present else "none"


def why_options_are_unknown(document: Document) -> str | None:
    hidden = "a text in them could be guessed, and is compared by GATEWAY_PROBE_FINGERPRINT_SALT alone"
    return hidden if document.probe.provider_options.hides_text else None


def client(document: Document) -> str:
    """Who was asked as; a Document of an earlier build was always the AI SDK's."""
    client = document.probe.client
    return client.name if client is not None else DEFAULT_CLIENT


def gateway(document: Document) -> str:
    """Where the gateway is: any host that is neither Vercel's nor this machine's is one of its own."""
    asked = document.gateway
    if asked.base_url_kind == LOOPBACK:
        return LOOPBACK
    return f"other {asked.base_url}" if asked.base_url_kind == "other" else asked.base_url


def way(document: Document) -> str:
    answers = (item.response for item in (*document.gateway.checks, *document.experiments))
    marked = any(answer is not None and answer.handed_on for answer in answers)
    return "through something in between" if marked else "nothing in between is seen"


def milliseconds(document: Document) -> str | None:
    baseline = document.baseline
    return f"{baseline.timing.total:.0f} ms" if baseline and baseline.timing else None
