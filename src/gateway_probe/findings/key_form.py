"""Group A of the failure catalogue: what the form of the key gives away, and what its defects break."""

from gateway_probe.document.facts import DefectKind
from gateway_probe.findings.reading import API_KEY, Reading
from gateway_probe.findings.rule import Assessment, Rule, Supported, step
from gateway_probe.findings.steps import AUTHENTICATION, NEW_KEY, REDEPLOY

_PROVIDER_SHAPES = {
    "openai-key",
    "openai-project-key",
    "anthropic-key",
    "openrouter-key",
    "google-key",
    "azure-key",
    "aws-access-key-id",
}


_ACCOUNT_SHAPES = {"vercel-access-token", "jwt", "gateway-client-secret"}


QUOTING: tuple[DefectKind, ...] = ("quotes", "bearer-prefix", "literal-backslash-n", "inner-whitespace")


UNREADABLE: tuple[DefectKind, ...] = (
    "invisible-character",
    "non-ascii-character",
    "control-character",
    "inner-newline",
)


def _key_placeholder(reading: Reading) -> Assessment:
    where = reading.key_defect("placeholder", "unexpanded-reference", "name-as-value")
    if where is None:
        return None
    return Supported(
        "certain",
        (where, reading.at("baseline", "outcome")),
        "AI_GATEWAY_API_KEY holds a stand-in, not a key. The AI SDK sends it as a key, and it hides an OIDC token.",
        explains=not reading.baseline_passed,
    )


def _key_is_provider_key(reading: Reading) -> Assessment:
    key = reading.key
    if key is None or not key.present:
        return None
    twin = next(
        (d.other for d in key.defects if d.kind == "equal-to-variable" and d.other and _is_provider(reading, d.other)),
        None,
    )
    if key.shape not in _PROVIDER_SHAPES and twin is None:
        return None
    if reading.baseline_passed:
        return None
    evidence = [f"{reading.variable_at(API_KEY)}/shape"]
    if twin:
        evidence.append(reading.key_defect("equal-to-variable") or evidence[0])
    refused = reading.key_is_accepted is False
    if refused:
        evidence.append(reading.at("credits-key", "response/status"))
    said = f"holds the same value as {twin}" if twin else "has the form of a model provider's key"
    return Supported(
        "certain" if refused else "likely",
        tuple(evidence),
        f"AI_GATEWAY_API_KEY {said}. The gateway knows its own keys (vck_…) only. That provider key has now been sent to another host.",
        decided_by="a key that begins with vck_ is accepted",
    )


def _key_is_account_token(reading: Reading) -> Assessment:
    key = reading.key
    if key is None or key.shape not in _ACCOUNT_SHAPES or reading.baseline_passed:
        return None
    refused = reading.key_is_accepted is False
    evidence = (f"{reading.variable_at(API_KEY)}/shape", reading.at("credits-key", "outcome"))
    return Supported(
        "certain" if refused else "likely",
        evidence,
        "AI_GATEWAY_API_KEY holds a Vercel account token, a client secret or a JWT, not a gateway key (vck_…).",
        decided_by="a key that begins with vck_ is accepted",
    )


def _key_trailing_newline(reading: Reading) -> Assessment:
    where = reading.key_defect("trailing-newline", "trailing-whitespace", "leading-whitespace")
    key = reading.key
    if where is None or key is None or key.shape == "blank":
        return None
    return Supported(
        "certain",
        (where, "/credential/python_client"),
        "The key has white space around it. Node's fetch takes it off, so the AI SDK works; Python clients (httpx, openai, urllib) "
        'fail before sending ("Illegal header value", "Connection error."). This probe sent the key without it.',
        explains=False,
    )


def _key_quoted(reading: Reading) -> Assessment:
    where = reading.key_defect(*QUOTING)
    if where is None or reading.key_defect(*UNREADABLE) or reading.baseline_passed:
        return None
    proof = _cleaned_is_accepted(reading)
    return Supported(
        "certain" if proof else "likely",
        (where, *proof),
        "The key is wrapped in something that is not part of it (quotes, a `Bearer ` prefix, the two characters \\n or white space). "
        "Every client sends that along, and the gateway knows no such key."
        + (" Without it the key is accepted." if proof else ""),
        decided_by="the bare key is accepted",
    )


def _key_invisible_unicode(reading: Reading) -> Assessment:
    where = reading.key_defect(*UNREADABLE)
    if where is None or reading.baseline_passed:
        return None
    unsendable = reading.evidence.credential.state == "unsendable"
    proof = _cleaned_is_accepted(reading)
    return Supported(
        "certain" if unsendable or proof else "likely",
        (where, "/credential/state", *proof),
        "The key holds a character that no gateway key has. "
        + (
            "No client can put it in a header, so no request leaves."
            if unsendable
            else "It is sent along, and the gateway knows no such key."
        )
        + (" Without it the key is accepted." if proof else ""),
        decided_by="the key pasted again as plain text is accepted",
    )


def _key_too_long(reading: Reading) -> Assessment:
    where = reading.key_defect("too-long")
    if where is None or reading.evidence.credential.state != "unsendable" or reading.key_defect(*UNREADABLE):
        return None
    return Supported(
        "certain",
        (where, "/credential/state", reading.at("baseline", "reason")),
        "The value is far longer than any credential: servers refuse a header of that length, so this probe did not send it.",
    )


def _cleaned_is_accepted(reading: Reading) -> tuple[str, ...]:
    """The pointers that prove the defect: the key is refused as it is, or cannot be sent, and accepted without it."""
    cleaned = reading.check("credits-key-cleaned")
    if cleaned is None or cleaned.outcome != "passed" or not reading.control_refused or reading.key_is_accepted:
        return ()
    return (reading.at("credits-key", "outcome"), reading.at("credits-key-cleaned", "outcome"))


def _is_provider(reading: Reading, name: str) -> bool:
    variable = reading.variable(name)
    return variable is not None and variable.role == "provider-key"


def holds_provider_key(reading: Reading) -> bool:
    key = reading.key
    return key is not None and any(
        d.kind == "equal-to-variable" and d.other and _is_provider(reading, d.other) for d in key.defects
    )


RULES = (
    Rule(
        "key-redacted-placeholder",
        "The key variable holds a placeholder",
        "error",
        "credential",
        "`vercel env pull` writes [SENSITIVE] for values that cannot be read back; templates leave names behind.",
        (step("Make a separate key for development; write-only values cannot be pulled."), NEW_KEY),
        ("vercel/vercel #17641, #17330, pull request 17125",),
        _key_placeholder,
    ),
    Rule(
        "key-is-provider-key",
        "The key is a model provider's key",
        "error",
        "credential",
        "The gateway authenticates by its own keys; a provider's key belongs on the BYOK page.",
        (
            step("Put a gateway key (vck_…) here and the provider key on the team's BYOK page."),
            step("Renew the provider key: it was sent to another host."),
            REDEPLOY,
        ),
        (AUTHENTICATION,),
        _key_is_provider_key,
    ),
    Rule(
        "key-is-account-token-or-jwt",
        "The key is an account token or a JWT",
        "error",
        "credential",
        "Account tokens work in one line of the SDK only, and only with a team; pasted OIDC tokens expire.",
        (NEW_KEY, REDEPLOY),
        ("https://community.vercel.com/t/36251",),
        _key_is_account_token,
    ),
    Rule(
        "key-trailing-newline",
        "The key has white space around it",
        "warning",
        "credential",
        "A newline from `echo … | vercel env add` breaks Python clients and template strings; Node's fetch takes it off.",
        (step("Set it again without a newline.", "vercel env add AI_GATEWAY_API_KEY"), REDEPLOY),
        ("vercel/vercel #14371", "vercel/vercel-plugin #49"),
        _key_trailing_newline,
    ),
    Rule(
        "key-quoted-or-prefixed",
        "The key is wrapped in quotes, a prefix or white space",
        "error",
        "credential",
        "Quotes, a `Bearer ` prefix and the two characters \\n travel with the key; the gateway then knows no such key.",
        (step("Store the bare key.", "vercel env add AI_GATEWAY_API_KEY"), REDEPLOY),
        ("clerk/javascript #3043",),
        _key_quoted,
    ),
    Rule(
        "key-invisible-unicode",
        "The key holds a character that does not belong in a key",
        "error",
        "credential",
        "Byte order marks, zero-width spaces and control characters come along when a key is copied from a document.",
        (step("Paste the key as plain text.", "vercel env add AI_GATEWAY_API_KEY"), REDEPLOY),
        ("google-gemini/gemini-cli #1851, #2660",),
        _key_invisible_unicode,
    ),
    Rule(
        "key-too-long",
        "The key is too long to be one",
        "error",
        "credential",
        "A file or a whole configuration was stored where the key belongs.",
        (
            step("Store the bare key; gateway keys have about 60 characters.", "vercel env add AI_GATEWAY_API_KEY"),
            REDEPLOY,
        ),
        (AUTHENTICATION,),
        _key_too_long,
    ),
)
