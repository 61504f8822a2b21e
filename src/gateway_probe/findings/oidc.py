"""Group B of the failure catalogue: OIDC. That the variable is absent in a function is normal and never a finding (B1)."""

from collections.abc import Callable

from gateway_probe.document.facts import OidcToken
from gateway_probe.findings.reading import Reading
from gateway_probe.findings.rule import Assessment, Rule, Supported, step

_DOCS = "https://vercel.com/docs/oidc"
SOON_S = 300
MAX_SKEW_MS = 30_000


def _expired(reading: Reading) -> Assessment:
    if reading.evidence.credential.method != "none":
        return None
    index = _index(reading, lambda token: token.validity == "expired" and token.platform_supplied is not False)
    if index is None:
        return None
    return Supported(
        "certain",
        (f"/identity/tokens/{index}/validity", "/credential/method"),
        "The only credential here is an OIDC token that has expired. Development tokens last about twelve hours. The AI SDK tries to renew "
        "one by the Vercel CLI's login; where that is missing it sends nothing.",
    )


def _malformed(reading: Reading) -> Assessment:
    if reading.evidence.credential.method != "none":
        return None
    index = _index(
        reading, lambda token: token.state in {"malformed", "empty"} and token.platform_supplied is not False
    )
    if index is None:
        return None
    return Supported(
        "certain",
        (f"/identity/tokens/{index}/state", "/credential/method"),
        "An OIDC token is present, but it is not a token: the AI SDK cannot read it and sends nothing.",
    )


def _cached_at_boot(reading: Reading) -> Assessment:
    header, environment = reading.token("header"), reading.token("environment")
    if header is None or environment is None or not header.platform_supplied:
        return None
    if header.validity != "valid" or environment.validity != "expired":
        return None
    return Supported(
        "likely",
        (_at(reading, "header", "validity"), _at(reading, "environment", "validity")),
        "The environment holds an expired OIDC token while the request brings a fresh one. Code that reads the variable, or keeps a token "
        "from start-up, fails on warm instances.",
        explains=False,
        decided_by="the app's code: whether it reads the token for each request",
    )


def _off_or_wrong_link(reading: Reading) -> Assessment:
    evidence = reading.evidence
    if evidence.identity.token_and_project == "different":  # noqa: S105 - a relation
        return Supported(
            "certain",
            ("/identity/token_and_project", "/identity/tokens"),
            "The OIDC token was made for another project than the one that this deployment says it is.",
            explains=evidence.credential.method == "oidc" and not reading.baseline_passed,
        )
    if evidence.runtime.platform != "vercel" or evidence.credential.method != "none":
        return None
    if any(token.state != "absent" for token in evidence.identity.tokens):
        return None
    return Supported(
        "likely",
        ("/identity/tokens", "/runtime/platform"),
        "No OIDC token reaches this function, neither in the request nor in the environment: OIDC is probably switched off for the project.",
        decided_by="the project's OIDC setting",
    )


def _refused(reading: Reading) -> Assessment:
    if reading.evidence.credential.method != "oidc" or not reading.baseline_refused_with("authentication_error"):
        return None
    if not reading.control_refused:
        return None
    return Supported(
        "certain",
        (reading.at("baseline", "response/error/type"), reading.at("credits-control", "outcome"), "/credential/source"),
        "The gateway does not accept the OIDC token that this runtime holds, although it has not expired by this clock.",
    )


def _clock_skew(reading: Reading) -> Assessment:
    offset = reading.evidence.runtime.clock_offset_ms
    future = _index(reading, lambda token: token.validity == "not-yet-valid" and token.platform_supplied is not False)
    if (offset is None or abs(offset) <= MAX_SKEW_MS) and future is None:
        return None
    pointers = ["/runtime/clock_offset_ms"] if offset is not None and abs(offset) > MAX_SKEW_MS else []
    if future is not None:
        pointers.append(f"/identity/tokens/{future}/validity")
    explains = reading.evidence.credential.method == "oidc" and reading.baseline_refused_with("authentication_error")
    return Supported(
        "likely",
        tuple(pointers),
        "This machine's clock does not agree with the gateway's, or a token is not active yet by it. Tokens are then refused now and again.",
        explains=explains,
        decided_by="the same request after the clock is set",
    )


def _about_to_expire(reading: Reading) -> Assessment:
    credential = reading.evidence.credential
    if credential.method != "oidc" or credential.source == "header":
        return None
    token = reading.token(credential.source)
    if token is None or token.expires_in_s is None or not 0 <= token.expires_in_s <= SOON_S:
        return None
    return Supported(
        "certain",
        (_at(reading, token.source, "expires_in_s"),),
        "The OIDC token in use expires within five minutes, and it is not one that the platform renews with each request.",
        explains=False,
    )


def _index(reading: Reading, fits: Callable[[OidcToken], bool]) -> int | None:
    return next((at for at, token in enumerate(reading.evidence.identity.tokens) if fits(token)), None)


def _at(reading: Reading, source: str, inside: str) -> str:
    index = _index(reading, lambda token: token.source == source)
    return f"/identity/tokens/{index}/{inside}"


RULES = (
    Rule(
        "oidc-expired-locally",
        "The OIDC token has expired",
        "error",
        "oidc",
        "A token from `vercel env pull` lasts about twelve hours.",
        (
            step("Pull a fresh token (this rewrites .env.local).", "vercel env pull"),
            step("Or let `vercel dev` renew it.", "vercel dev"),
        ),
        ("vercel/ai pull request 6918", "vercel/vercel #14541", _DOCS),
        _expired,
    ),
    Rule(
        "oidc-malformed",
        "The OIDC token is not readable",
        "error",
        "oidc",
        "What lies in the token's place is not a JWT.",
        (step("Pull a fresh token (this rewrites .env.local).", "vercel env pull"),),
        (_DOCS,),
        _malformed,
    ),
    Rule(
        "oidc-refused",
        "The gateway refuses the OIDC token",
        "error",
        "oidc",
        "The token is of another audience or project, is not active yet, or was renewed since.",
        (
            step("Read the token's claims in this Document: project, environment, times."),
            step("Deploy again, or pull a fresh token.", "vercel env pull"),
        ),
        (_DOCS,),
        _refused,
    ),
    Rule(
        "oidc-off-or-wrong-link",
        "OIDC is off, or its token is of another project",
        "warning",
        "oidc",
        "A project setting decides whether functions get a token; a folder linked to another project gets that one's.",
        (
            step("Switch OIDC on in the project's settings (Security), then deploy again."),
            step("Check which project this folder is linked to.", "vercel project inspect"),
        ),
        ("vercel/eve pull request 40", _DOCS),
        _off_or_wrong_link,
    ),
    Rule(
        "oidc-cached-at-boot-or-build",
        "An old OIDC token lies in the environment",
        "warning",
        "oidc",
        "Tokens of a function come with each request; one kept from the build or from start-up expires.",
        (step("Read the token for each request, or let the SDK do it."),),
        ("evloghq/evlog pull request 545", "vercel/vercel pull request 13337"),
        _cached_at_boot,
    ),
    Rule(
        "clock-skew",
        "The clock is off",
        "warning",
        "oidc",
        "Tokens carry times; a clock that is off by more than half a minute makes them early or late.",
        (step("Set the clock of this machine."),),
        ("panva/openid-client #454",),
        _clock_skew,
    ),
    Rule(
        "oidc-about-to-expire",
        "The OIDC token is about to expire",
        "warning",
        "oidc",
        "What works now stops within minutes.",
        (step("Pull a fresh token (this rewrites .env.local).", "vercel env pull"),),
        (_DOCS,),
        _about_to_expire,
    ),
)
