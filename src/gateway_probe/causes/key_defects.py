"""What is wrapped around the key or lies inside it, and what that breaks."""

from gateway_probe.causes.cause import Assessment, Basis, Indicated, Observed, Open, Stated, Supported, cause
from gateway_probe.causes.cleaned_key import (
    bare_key_asked,
    cleaned_key_is_accepted,
    cleaned_key_is_unknown,
    team_of_cleaned_key_is_denied,
)
from gateway_probe.causes.key_form import explains
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import AUTHENTICATION, REDEPLOY, set_key
from gateway_probe.causes.when import made_up_key_is_accepted
from gateway_probe.document.facts import DefectKind

WHITE_SPACE_AROUND: tuple[DefectKind, ...] = ("trailing-newline", "trailing-whitespace", "leading-whitespace")

QUOTING: tuple[DefectKind, ...] = ("quotes", "bearer-prefix", "name-prefix", "literal-backslash-n", "inner-whitespace")
"""Defects that travel with the key, so that the gateway knows no such key."""

UNREADABLE: tuple[DefectKind, ...] = (
    "invisible-character",
    "non-ascii-character",
    "control-character",
    "inner-newline",
)
"""Characters that no gateway key has; clients cannot send most of them."""


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
    where = seen.key_defect(*WHITE_SPACE_AROUND)
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
    """Quotes, `Bearer `, the variable's name in front and the two characters \n travel with the key; the gateway then knows no such key."""
    where = seen.key_defect(*QUOTING)
    if where is None or seen.key_defect(*UNREADABLE) or seen.generations_know("api-key"):
        return None
    if cleaned_key_is_unknown(seen):
        return Open("a bare key that the gateway knows: it refuses this one without its wrapping too")
    proof, blocked = cleaned_key_is_accepted(seen), team_of_cleaned_key_is_denied(seen)
    return Supported(
        "The key is wrapped in something that is not part of it (quotes, `Bearer ` or a name in front, the two characters \\n or white space). "
        "Every client sends that along, and the gateway knows no such key."
        + (f" Without it the key is accepted{bare_key_asked(seen)}" if proof else "")
        + (" Without it the key is known, and its team is refused all the same." if blocked else ""),
        where,
        *proof,
        *blocked,
        basis=(Observed(), Stated()) if proof else Indicated(),
        explains=explains(seen),
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
        + (f" Without it the key is accepted{bare_key_asked(seen)}" if proof else ""),
        where,
        "/credential/state",
        *proof,
        basis=basis,
        explains=unsendable or explains(seen),
        decided_by="the key pasted again as plain text is accepted",
    )


@cause(
    "key-too-long",
    "The key is too long to be one",
    next_steps=[set_key("Store the bare key; gateway keys have about 60 characters."), REDEPLOY],
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
