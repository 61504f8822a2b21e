"""OIDC tokens. That the variable is absent in a function is normal and never a finding: there the token is a header."""

from gateway_probe.causes.cause import (
    Assessment,
    Basis,
    Excluded,
    Indicated,
    Observed,
    Open,
    Stated,
    Supported,
    cause,
    step,
)
from gateway_probe.causes.clock import clock_is_held_against_the_gateways, clock_is_off, has_expired_by_the_gateways
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import DEVELOPMENT_TOKEN, NO_OLD_TOKEN, OIDC, PULL, REDEPLOY, at_page
from gateway_probe.causes.when import either, made_up_key_is_accepted, refused_with, unknown_to_look_ups
from gateway_probe.document.facts import OidcToken

SOON_S = 300

_BEHIND_THE_KEY = "Behind the key that the gateway refuses lies an OIDC token that has expired: taking the key away alone does not help."
_SWITCH_ON = at_page("Switch OIDC on in the project's settings", "/[team]/[project]/settings/security")


def _is_of_no_use(seen: Reading) -> bool:
    """Nothing is sent, or a token that the client did not look into, and that the gateway refuses."""
    sent_unseen = seen.method == "oidc" and seen.client.sends_any_token
    return seen.has_no_credential or (sent_unseen and seen.refused_with("authentication_error"))


def _what_becomes_of_it(seen: Reading) -> str:
    if seen.method == "oidc":
        return f"{seen.client.title} sends it as it is, and the gateway refuses it."
    return "The AI SDK tries to renew one by the Vercel CLI's login; where that is missing it sends nothing."


def _is_empty_header(token: OidcToken) -> bool:
    """An empty variable is skipped like an absent one; an empty header ends the SDK's search."""
    return token.state == "empty" and token.source == "header"


def _by_this_clock(seen: Reading) -> Basis:
    """How much the time of a token tells: by a clock that is off, or held against no other, a fresh one may be old. A
    key's variable that is not listed may be what is wrong first."""
    known = clock_is_held_against_the_gateways(seen) and not clock_is_off(seen) and seen.key is not None
    return Observed() if known else Indicated()


def _tell_behind_the_key(at: str) -> Supported:
    return Supported(
        _BEHIND_THE_KEY, f"{at}/validity", "/credential/method", basis=Observed(), explains=False, remark=True
    )


def _is_deployed(seen: Reading) -> bool:
    return seen.evidence.runtime.platform in {"vercel", "lambda"}


@cause(
    "oidc-expired-locally",
    "The OIDC token has expired",
    next_steps=[DEVELOPMENT_TOKEN, PULL],
    sources=["vercel/ai pull request 6918", "vercel/vercel #14541", OIDC],
)
def oidc_expired_locally(seen: Reading) -> Assessment:
    """A development token lasts about twelve hours."""
    at = next((at for at, token in seen.tokens() if token.validity == "expired"), None)
    if at is None or _is_deployed(seen):
        return None
    if seen.method == "api-key" and seen.refused_with("authentication_error"):
        return _tell_behind_the_key(at)
    if not _is_of_no_use(seen):
        return None
    return Supported(
        "The only credential here is an OIDC token that has expired. Development tokens last about twelve hours. "
        + _what_becomes_of_it(seen),
        f"{at}/validity",
        "/credential/method",
        basis=_by_this_clock(seen),
        decided_by="the same token after the clock is set",
    )


@cause(
    "oidc-cached-at-boot-or-build",
    "An old OIDC token lies here",
    severity="warning",
    next_steps=[NO_OLD_TOKEN, step("Read the token for each request, or let the SDK do it."), REDEPLOY],
    sources=["evloghq/evlog pull request 545", "vercel/vercel pull request 13337", OIDC],
)
def oidc_cached_at_boot_or_build(seen: Reading) -> Assessment:
    """Tokens of a function come with each request; one kept from the build, from start-up, among its variables or from an
    earlier request expires."""
    tokens = {token.source: (at, token) for at, token in seen.all_tokens()}
    header, environment = tokens.get("header"), tokens.get("environment")
    old = next((one for one in (environment, header) if one is not None and one[1].validity == "expired"), None)
    if old is None:
        return None
    if header is not None and header[1].validity == "valid" and environment is not None:
        sent = seen.method == "oidc" and seen.evidence.credential.source == "environment" and _is_of_no_use(seen)
        return Supported(
            "The environment holds an expired OIDC token while the request brings a fresh one. Code that reads the variable, or keeps a token "
            "from start-up, fails on warm instances.",
            f"{header[0]}/validity",
            f"{environment[0]}/validity",
            basis=Observed() if sent else Indicated(),
            explains=sent,
            # A set key always wins: no token is read at all.
            remark=seen.method == "api-key",
            decided_by="the app's code: whether it reads the token for each request",
        )
    if not _is_deployed(seen):
        return None
    kept = old[1].source == "header"
    if seen.method == "api-key" and seen.refused_with("authentication_error"):
        return _tell_behind_the_key(old[0])
    if not _is_of_no_use(seen):
        return None
    return Supported(
        (
            "The only credential of this deployment is the OIDC token in the header of the request that it was asked by, and it has expired: "
            "whoever sent that request, or passed it on, kept an older one's header."
            if kept
            else "The only credential of this deployment is an OIDC token among its variables, and it has expired. Nothing renews it here: "
            + (
                "the platform hands functions their token with each request, and no such header came."
                if seen.evidence.runtime.platform == "vercel"
                else "only Vercel hands its functions tokens."
            )
        ),
        f"{old[0]}/validity",
        "/credential/method",
        basis=_by_this_clock(seen),
        decided_by="the same request, sent anew to this deployment",
        next_steps=[step("Ask this deployment anew, and not with the headers of an earlier request.")] if kept else (),
    )


@cause(
    "oidc-malformed",
    "The OIDC token is not readable",
    next_steps=[
        step("Look at what lies in the token's place: its length and form are in this Document."),
        DEVELOPMENT_TOKEN,
    ],
    sources=[OIDC],
)
def oidc_malformed(seen: Reading) -> Assessment:
    """What lies in the token's place is not a JWT."""
    if not _is_of_no_use(seen):
        return None
    at = next((at for at, token in seen.tokens() if token.state == "malformed" or _is_empty_header(token)), None)
    if at is None:
        return None
    return Supported(
        "What lies in the place of the OIDC token is no token: "
        + (
            f"{seen.client.title} sends it all the same, and the gateway refuses it."
            if seen.method == "oidc"
            else "the AI SDK cannot read it and sends nothing."
        ),
        f"{at}/state",
        "/credential/method",
        basis=Observed(),
    )


@cause(
    "oidc-off-or-wrong-link",
    "OIDC is off, or its token is of another project",
    severity="warning",
    beside=["key-absent", "key-empty", "key-name-near-miss"],
    next_steps=[REDEPLOY],
    sources=["vercel/eve pull request 40", OIDC],
)
def oidc_off_or_wrong_link(seen: Reading) -> Assessment:
    """A project setting decides whether functions get a token; a folder linked to another project gets that one's."""
    evidence = seen.evidence
    if evidence.identity.token_and_project == "different":  # noqa: S105 - a relation
        refused_by_token = seen.method == "oidc" and seen.refused
        return Supported(
            "The OIDC token was made for another project than the one that this deployment says it is.",
            "/identity/token_and_project",
            "/identity/tokens",
            basis=Indicated() if refused_by_token else Observed(),
            explains=refused_by_token,
            decided_by="the same request with a token of this project",
            next_steps=[step("Check which project this folder is linked to.", "vercel project inspect")],
        )
    if evidence.runtime.platform != "vercel" or not seen.has_no_credential:
        return None
    if "header" not in seen.client.oidc_places:
        return None
    if any(token.state not in {"absent", "empty"} for _, token in seen.tokens()):
        return None
    return Supported(
        "No OIDC token reaches this function, neither in the request nor in the environment: OIDC is probably switched off for the project.",
        "/identity/tokens",
        "/runtime/platform",
        basis=Indicated(),
        decided_by="the project's OIDC setting",
        next_steps=[_SWITCH_ON],
    )


@cause(
    "oidc-refused",
    "The gateway refuses the OIDC token",
    when=either(refused_with("authentication_error"), unknown_to_look_ups),
    contradicted_by=[made_up_key_is_accepted],
    next_steps=[step("Read the token's claims in this Document: project, environment, times."), REDEPLOY],
    sources=[OIDC],
)
def oidc_refused(seen: Reading) -> Assessment:
    """The token is of another audience or project, is not active yet, or was renewed since."""
    used = seen.token_in_use[1] if seen.token_in_use is not None else None
    if seen.method != "oidc" or (used is not None and (used.state == "malformed" or used.validity == "expired")):
        return None
    if seen.credential_never_came:
        return Excluded("the gateway says that no token came with the request", seen.credential_never_came)
    if used is not None and has_expired_by_the_gateways(seen, used):
        return Open("the same request with a fresh token, after the clock is set", rival=False)
    clock_is_told = clock_is_held_against_the_gateways(seen)
    return Supported(
        "The gateway does not accept the OIDC token that this runtime holds, although it has not expired by this clock.",
        "/credential/source",
        *seen.point_at_look_ups("oidc"),
        # A clock that is off accounts for the refusal as well.
        basis=(
            Stated(),
            Observed() if clock_is_told and used is not None and seen.refuses_again("oidc") else Indicated(),
        ),
        decided_by="the credits that the gateway shows to the token",
    )


@cause(
    "oidc-about-to-expire",
    "The OIDC token is about to expire",
    severity="warning",
    next_steps=[DEVELOPMENT_TOKEN],
    sources=[OIDC],
)
def oidc_about_to_expire(seen: Reading) -> Assessment:
    """What works now stops within minutes."""
    used = seen.token_in_use
    if seen.method != "oidc" or used is None or used[1].source == "header":
        return None
    at, token = used
    if token.expires_in_s is None or not 0 <= token.expires_in_s <= SOON_S:
        return None
    return Supported(
        "The OIDC token in use expires within five minutes, and it is not one that the platform renews with each request.",
        f"{at}/expires_in_s",
        basis=Observed(),
        explains=False,
    )
