"""What the form of the key gives away, and what its defects break."""

from gateway_probe.causes.cause import (
    Assessment,
    Basis,
    Indicated,
    Observed,
    Open,
    Stated,
    Supported,
    cause,
    step,
)
from gateway_probe.causes.cleaned_key import (
    cleaned_key_is_accepted,
    cleaned_key_is_unknown,
    team_of_cleaned_key_is_denied,
)
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import AUTHENTICATION, BYOK_PAGE, NEW_KEY, REDEPLOY, at_page, set_key
from gateway_probe.causes.when import made_up_key_is_accepted
from gateway_probe.document.facts import DefectKind, Variable

_PROVIDER_SHAPES = {
    "openai-key",
    "openai-project-key",
    "anthropic-key",
    "openrouter-key",
    "google-key",
    "azure-key",
    "aws-access-key-id",
}


_SHORT_LIVED = {"jwt", "gateway-client-secret"}
_ACCOUNT_SHAPES = {"vercel-access-token", *_SHORT_LIVED}


QUOTING: tuple[DefectKind, ...] = ("quotes", "bearer-prefix", "literal-backslash-n", "inner-whitespace")


UNREADABLE: tuple[DefectKind, ...] = (
    "invisible-character",
    "non-ascii-character",
    "control-character",
    "inner-newline",
)


@cause(
    "key-redacted-placeholder",
    "The key variable holds a placeholder",
    contradicted_by=[made_up_key_is_accepted],
    next_steps=[step("Make a separate key for development; write-only values cannot be pulled."), NEW_KEY],
    sources=["vercel/vercel #17641, #17330, pull request 17125"],
)
def key_redacted_placeholder(seen: Reading) -> Assessment:
    """`vercel env pull` writes [SENSITIVE] for values that cannot be read back; templates leave names behind."""
    where = seen.key_defect("placeholder", "unexpanded-reference", "name-as-value")
    if where is None:
        return None
    return Supported(
        f"{_name(seen)} holds a stand-in, not a key. {seen.client.title} sends it as a key{_and_hides(seen)}.",
        where,
        *_refusal(seen),
        basis=(Observed(), _as_refused(seen)),
        explains=_explains(seen),
        decided_by="a key in its place",
    )


@cause(
    "key-is-provider-key",
    "The key is a model provider's key",
    contradicted_by=[made_up_key_is_accepted],
    next_steps=[
        at_page("Put a gateway key (vck_…) here and the provider key on the team's BYOK page", BYOK_PAGE),
        step("Renew the provider key: it was sent to another host."),
        REDEPLOY,
    ],
    sources=[AUTHENTICATION],
)
def key_is_provider_key(seen: Reading) -> Assessment:
    """The gateway authenticates by its own keys; a provider's key belongs on the BYOK page."""
    key = seen.key
    if key is None or not key.present:
        return None
    # A key of the gateway's own form is one, whichever other client's variable holds it as well.
    twin = _provider_variable_of_same_value(seen) if key.shape != "gateway-key" else None
    if (key.shape not in _PROVIDER_SHAPES and twin is None) or seen.generations_know("api-key"):
        return None
    said = f"holds the same value as {twin}" if twin else "has the form of a model provider's key"
    return Supported(
        f"{key.name} {said}. The gateway knows its own keys (vck_…) only. That provider key has now been sent to another host."
        + _taken_instead(seen),
        seen.key_at("shape"),
        *((seen.key_defect("equal-to-variable") or seen.key_at("shape"),) if twin else ()),
        *_refusal(seen),
        basis=(Observed(), _as_refused(seen)),
        explains=_explains(seen),
        decided_by="a key that begins with vck_ is accepted",
    )


@cause(
    "key-is-account-token-or-jwt",
    "The key is an account token or a JWT",
    contradicted_by=[made_up_key_is_accepted],
    next_steps=[NEW_KEY, REDEPLOY],
    sources=["https://community.vercel.com/t/36251"],
)
def key_is_account_token_or_jwt(seen: Reading) -> Assessment:
    """Account tokens work in one line of the SDK only, and only with a team; pasted OIDC tokens expire."""
    key = seen.key
    if key is None or key.shape not in _ACCOUNT_SHAPES:
        return None
    if seen.generations_know("api-key"):
        return _good_for_a_while(seen, key) if key.shape in _SHORT_LIVED else None
    return Supported(
        f"{key.name} holds a Vercel account token, a client secret or a JWT, not a gateway key (vck_…).",
        seen.key_at("shape"),
        *_refusal(seen),
        basis=(Observed(), _as_refused(seen)),
        explains=_explains(seen),
        decided_by="a key that begins with vck_ is accepted",
    )


@cause(
    "key-trailing-newline",
    "The key has white space around it",
    severity="warning",
    beside=["key-invalid-revoked-or-expired"],
    next_steps=[set_key("Set it again without a newline."), REDEPLOY],
    sources=["vercel/vercel #14371", "vercel/vercel-plugin #49"],
)
def key_trailing_newline(seen: Reading) -> Assessment:
    """A newline from `echo … | vercel env add` breaks Python clients and template strings; Node's fetch takes it off."""
    where = seen.key_defect("trailing-newline", "trailing-whitespace", "leading-whitespace")
    key = seen.key
    if where is None or key is None or key.shape == "blank":
        return None
    if seen.evidence.credential.state == "unsendable" and seen.client.language == "python":
        unknown, proof = cleaned_key_is_unknown(seen), cleaned_key_is_accepted(seen)
        return Supported(
            f"The key has white space around it, and {seen.client.title} cannot put it into a header: it fails before anything is sent."
            + (" Taking it off alone does not help: the gateway does not know the bare key." if unknown else ""),
            where,
            "/credential/state",
            *unknown,
            *proof,
            basis=Observed() if proof else Indicated(),
            decided_by="a new key, stored without white space",
        )
    return Supported(
        "The key has white space around it. Node's fetch takes it off, so clients in JavaScript work; Python clients (httpx, openai, urllib) "
        'fail before sending ("Illegal header value", "Connection error."). This probe sent the key without it.',
        where,
        "/credential/python_client",
        basis=Observed(),
        explains=False,
    )


@cause(
    "key-quoted-or-prefixed",
    "The key is wrapped in quotes, a prefix or white space",
    contradicted_by=[made_up_key_is_accepted],
    beside=["key-invalid-revoked-or-expired"],
    next_steps=[set_key("Store the bare key."), REDEPLOY],
    sources=["clerk/javascript #3043"],
)
def key_quoted_or_prefixed(seen: Reading) -> Assessment:
    """Quotes, a `Bearer ` prefix and the two characters \n travel with the key; the gateway then knows no such key."""
    where = seen.key_defect(*QUOTING)
    if where is None or seen.key_defect(*UNREADABLE) or seen.generations_know("api-key"):
        return None
    if cleaned_key_is_unknown(seen):
        return Open("a bare key that the gateway knows: it refuses this one without its wrapping too")
    proof, blocked = cleaned_key_is_accepted(seen), team_of_cleaned_key_is_denied(seen)
    return Supported(
        "The key is wrapped in something that is not part of it (quotes, a `Bearer ` prefix, the two characters \\n or white space). "
        "Every client sends that along, and the gateway knows no such key."
        + (" Without it the key is accepted." if proof else "")
        + (" Without it the key is known, and its team is refused all the same." if blocked else ""),
        where,
        *proof,
        *blocked,
        basis=(Observed(), Stated()) if proof else Indicated(),
        explains=_explains(seen),
        decided_by="the bare key is accepted",
    )


@cause(
    "key-invisible-unicode",
    "The key holds a character that does not belong in a key",
    beside=["key-invalid-revoked-or-expired"],
    next_steps=[set_key("Paste the key as plain text."), REDEPLOY],
    sources=["google-gemini/gemini-cli #1851, #2660"],
)
def key_invisible_unicode(seen: Reading) -> Assessment:
    """Byte order marks, zero-width spaces and control characters come along when a key is copied from a document."""
    where = seen.key_defect(*UNREADABLE)
    if where is None or seen.generations_know("api-key"):
        return None
    unsendable = seen.evidence.credential.state == "unsendable"
    proof = cleaned_key_is_accepted(seen)
    basis: tuple[Basis, ...] = (Observed(),) if unsendable else (Observed(), Stated()) if proof else (Indicated(),)
    return Supported(
        "The key holds a character that no gateway key has. "
        + (
            "No client can put it in a header, so no request leaves."
            if unsendable
            else "It is sent along, and the gateway knows no such key."
        )
        + (" Without it the key is accepted." if proof else ""),
        where,
        "/credential/state",
        *proof,
        basis=basis,
        explains=unsendable or _explains(seen),
        decided_by="the key pasted again as plain text is accepted",
    )


@cause(
    "key-too-long",
    "The key is too long to be one",
    next_steps=[
        set_key("Store the bare key; gateway keys have about 60 characters."),
        REDEPLOY,
    ],
    sources=[AUTHENTICATION],
)
def key_too_long(seen: Reading) -> Assessment:
    """A file or a whole configuration was stored where the key belongs."""
    where = seen.key_defect("too-long")
    if where is None or seen.evidence.credential.state != "unsendable" or seen.key_defect(*UNREADABLE):
        return None
    if seen.baseline is None:
        return Open("the request that was not sent: it is not in this Document")
    return Supported(
        "The value is far longer than any credential: servers refuse a header of that length, so this probe did not send it.",
        where,
        "/credential/state",
        seen.at("baseline", "reason"),
        basis=Observed(),
    )


def holds_provider_key(seen: Reading) -> bool:
    """Whether the key has a provider's form, or is no gateway key and the same as a provider's variable."""
    key = seen.key
    if key is None or key.shape == "gateway-key":
        return False
    return key.shape in _PROVIDER_SHAPES or _provider_variable_of_same_value(seen) is not None


def _taken_instead(seen: Reading) -> str:
    """Why the client takes a key that is not meant for the gateway."""
    client = seen.client
    if seen.evidence.credential.source not in client.keys_after_token:
        return ""
    return f" {client.title} takes it because {client.key_variables[0]} and VERCEL_OIDC_TOKEN hold nothing."


def _provider_variable_of_same_value(seen: Reading) -> str | None:
    for defect in seen.key.defects if seen.key else []:
        other = seen.variable(defect.other) if defect.kind == "equal-to-variable" and defect.other else None
        if other is not None and other.role == "provider-key":
            return other.name
    return None


def _name(seen: Reading) -> str:
    return seen.key.name if seen.key else "The key variable"


def _good_for_a_while(seen: Reading, key: Variable) -> Supported:
    return Supported(
        f"{key.name} holds a token that was made for hours or less, not a gateway key (vck_…). The gateway knows it now and will not for long.",
        seen.key_at("shape"),
        basis=Observed(),
        explains=False,
        remark=True,
    )


def _and_hides(seen: Reading) -> str:
    return ", and it hides an OIDC token" if seen.evidence.credential.hides_oidc else ""


def _explains(seen: Reading) -> bool:
    """Only a refusal of the key, or a key that cannot be sent, is explained by the key's form."""
    return seen.refused_with("authentication_error") or seen.evidence.credential.state == "unsendable"


def _refusal(seen: Reading) -> tuple[str, ...]:
    if seen.accepts("api-key") is False:
        return seen.told_of("api-key")
    return (seen.at("baseline", "answer"),) if seen.baseline is not None else ()


def _as_refused(seen: Reading) -> Basis:
    """The gateway's own refusal of the key, beside that of a made-up one."""
    return Stated() if seen.accepts("api-key") is False else Indicated()
