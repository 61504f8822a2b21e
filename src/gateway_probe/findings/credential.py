"""Group A of the failure catalogue: the credential that the runtime really has."""

from gateway_probe.document.facts import DefectKind
from gateway_probe.findings.reading import API_KEY, Reading
from gateway_probe.findings.rule import Assessment, Excluded, Rule, Supported, step

_REDEPLOY = step("Deploy again: a changed variable reaches the next deployment only.")
_LIST = step("See in which environments the variable is set (names only).", "vercel env ls")
_NEW_KEY = step(
    "Make a new key in the team that owns the credits and the provider credential (check the team first).",
    "vercel whoami",
)
_DOCS_ENV = "https://vercel.com/docs/environment-variables"
_DOCS_AUTH = "https://vercel.com/docs/ai-gateway/authentication-and-byok"

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
_QUOTING: tuple[DefectKind, ...] = ("quotes", "bearer-prefix", "literal-backslash-n", "inner-whitespace")
_UNREADABLE: tuple[DefectKind, ...] = (
    "invisible-character",
    "non-ascii-character",
    "control-character",
    "inner-newline",
)


def _key_absent(reading: Reading) -> Assessment:
    key, credential = reading.key, reading.evidence.credential
    if key is None or credential.method != "none":
        return None
    if key.present or _token_that_fails(reading) or _near_miss(reading):
        return None
    return Supported(
        "certain",
        (f"{reading.variable_at(API_KEY)}/present", "/credential/method", "/identity/tokens"),
        "Neither AI_GATEWAY_API_KEY nor a usable OIDC token is in this runtime. The AI SDK sends no request at all.",
    )


def _key_empty(reading: Reading) -> Assessment:
    key = reading.key
    if key is None or not key.present or key.shape not in {"empty", "blank"}:
        return None
    blank = key.shape == "blank"
    where = f"{reading.variable_at(API_KEY)}/shape"
    if blank:
        return Supported(
            "certain",
            (where, "/credential/state"),
            "AI_GATEWAY_API_KEY holds white space alone. It counts as a key, so no OIDC token is used, and nothing follows `Bearer`.",
        )
    if reading.evidence.credential.method == "oidc":
        return Supported(
            "certain",
            (where, "/credential/method"),
            "AI_GATEWAY_API_KEY is set but empty, so the AI SDK uses the OIDC token: requests run as the deployment's own team.",
            explains=False,
        )
    return Supported(
        "certain",
        (where, "/credential/method"),
        "AI_GATEWAY_API_KEY is set to the empty string and no usable OIDC token takes its place.",
    )


def _key_name_near_miss(reading: Reading) -> Assessment:
    near = _near_miss(reading)
    if near is None or reading.evidence.credential.method != "none":
        return None
    return Supported(
        "likely",
        (f"{reading.variable_at(API_KEY)}/present", reading.variable_at(near)),
        f"AI_GATEWAY_API_KEY is absent, and {near} holds a value. The AI SDK reads AI_GATEWAY_API_KEY only.",
        decided_by=f"the same value under the name {API_KEY} is accepted",
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
    where = reading.key_defect(*_QUOTING)
    if where is None or reading.key_defect(*_UNREADABLE) or reading.baseline_passed:
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
    where = reading.key_defect(*_UNREADABLE)
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
    if where is None or reading.evidence.credential.state != "unsendable" or reading.key_defect(*_UNREADABLE):
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


def _key_invalid(reading: Reading) -> Assessment:
    key = reading.key
    if key is None or not key.present or key.shape in {"empty", "blank"}:
        return None
    if reading.key_is_accepted:
        if reading.baseline_passed:
            return None
        return Excluded(
            "the gateway accepts the key and refuses a made-up one",
            (reading.at("credits-key", "outcome"), reading.at("credits-control", "outcome")),
        )
    if (
        reading.key_is_accepted is None
        or key.shape not in {"gateway-key", "other"}
        or reading.key_defect(*_QUOTING, *_UNREADABLE, "placeholder", "name-as-value", "unexpanded-reference")
    ):
        return None
    if _twin_of_provider(reading) or not reading.baseline_refused_with("authentication_error"):
        return None
    return Supported(
        "certain",
        (
            reading.at("credits-key", "response/status"),
            reading.at("credits-control", "outcome"),
            reading.at("baseline", "response/error/type"),
        ),
        "The gateway does not know this key: it answers 401, as it does to a made-up one. Revoked, expired, deleted and mistyped keys "
        "all look like this; so does the key of a person who has left the team.",
    )


def _bad_key_shadows_oidc(reading: Reading) -> Assessment:
    if not (reading.evidence.credential.hides_oidc and reading.key_is_accepted is False and reading.oidc_is_accepted):
        return None
    return Supported(
        "certain",
        (reading.at("credits-key", "response/status"), reading.at("credits-oidc", "outcome"), "/credential/hides_oidc"),
        "A key that the gateway refuses is set beside an OIDC token that it accepts. A set key always wins, even a bad one.",
        explains=not reading.baseline_passed,
        decided_by="the same request without the variable",
    )


def _near_miss(reading: Reading) -> str | None:
    names = (
        v.name
        for v in reading.evidence.variables
        if v.role == "near-miss" and v.present and v.shape not in {"empty", "blank", "placeholder"}
    )
    return next(names, None)


def _token_that_fails(reading: Reading) -> bool:
    return any(
        t.state in {"present", "malformed", "empty"} and t.platform_supplied is not False
        for t in reading.evidence.identity.tokens
    )


def _is_provider(reading: Reading, name: str) -> bool:
    variable = reading.variable(name)
    return variable is not None and variable.role == "provider-key"


def _twin_of_provider(reading: Reading) -> bool:
    key = reading.key
    return key is not None and any(
        d.kind == "equal-to-variable" and d.other and _is_provider(reading, d.other) for d in key.defects
    )


RULES = (
    Rule(
        "key-absent",
        "No credential for the gateway in this runtime",
        "error",
        "credential",
        "Neither a key nor a usable OIDC token is present, so the AI SDK sends no request.",
        (
            _LIST,
            step(
                "Add the key for this environment; the value is asked for, not shown.",
                "vercel env add AI_GATEWAY_API_KEY",
            ),
            _REDEPLOY,
        ),
        ("vercel/ai #7447, #13302", _DOCS_AUTH),
        _key_absent,
    ),
    Rule(
        "key-empty",
        "The key variable is set, but empty",
        "warning",
        "credential",
        "Some versions of the Vercel CLI stored an empty string and reported success. The AI SDK then uses OIDC, or fails.",
        (
            step("Set the value again and look at its length in this probe.", "vercel env add AI_GATEWAY_API_KEY"),
            _REDEPLOY,
        ),
        ("vercel/vercel #16289, #16934, #17636",),
        _key_empty,
    ),
    Rule(
        "key-name-near-miss",
        "The key lies under another name",
        "error",
        "credential",
        "A variable with a similar name holds a value, while AI_GATEWAY_API_KEY is absent.",
        (step("Add the same value under the name AI_GATEWAY_API_KEY.", "vercel env add AI_GATEWAY_API_KEY"), _REDEPLOY),
        ("coder/blink pull request 263",),
        _key_name_near_miss,
    ),
    Rule(
        "key-redacted-placeholder",
        "The key variable holds a placeholder",
        "error",
        "credential",
        "`vercel env pull` writes [SENSITIVE] for values that cannot be read back; templates leave names behind.",
        (step("Make a separate key for development; write-only values cannot be pulled."), _NEW_KEY),
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
            _REDEPLOY,
        ),
        (_DOCS_AUTH,),
        _key_is_provider_key,
    ),
    Rule(
        "key-is-account-token-or-jwt",
        "The key is an account token or a JWT",
        "error",
        "credential",
        "Account tokens work in one line of the SDK only, and only with a team; pasted OIDC tokens expire.",
        (_NEW_KEY, _REDEPLOY),
        ("https://community.vercel.com/t/36251",),
        _key_is_account_token,
    ),
    Rule(
        "key-trailing-newline",
        "The key has white space around it",
        "warning",
        "credential",
        "A newline from `echo … | vercel env add` breaks Python clients and template strings; Node's fetch takes it off.",
        (step("Set it again without a newline.", "vercel env add AI_GATEWAY_API_KEY"), _REDEPLOY),
        ("vercel/vercel #14371", "vercel/vercel-plugin #49"),
        _key_trailing_newline,
    ),
    Rule(
        "key-quoted-or-prefixed",
        "The key is wrapped in quotes, a prefix or white space",
        "error",
        "credential",
        "Quotes, a `Bearer ` prefix and the two characters \\n travel with the key; the gateway then knows no such key.",
        (step("Store the bare key.", "vercel env add AI_GATEWAY_API_KEY"), _REDEPLOY),
        ("clerk/javascript #3043",),
        _key_quoted,
    ),
    Rule(
        "key-invisible-unicode",
        "The key holds a character that does not belong in a key",
        "error",
        "credential",
        "Byte order marks, zero-width spaces and control characters come along when a key is copied from a document.",
        (step("Paste the key as plain text.", "vercel env add AI_GATEWAY_API_KEY"), _REDEPLOY),
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
            _REDEPLOY,
        ),
        (_DOCS_AUTH,),
        _key_too_long,
    ),
    Rule(
        "bad-key-shadows-oidc",
        "A bad key hides a good OIDC token",
        "error",
        "credential",
        "A set key always wins over OIDC. Without it the deployment's own token would be used and accepted.",
        (step("Remove or replace the variable.", "vercel env ls"), _REDEPLOY),
        ("vercel/ai pull request 7353",),
        _bad_key_shadows_oidc,
    ),
    Rule(
        "key-invalid-revoked-or-expired",
        "The gateway does not know the key",
        "error",
        "credential",
        "401 on credits and on generation, while a made-up key is refused alike.",
        (
            _NEW_KEY,
            step(
                "Look at the team's keys; the list shows when each was last used.",
                'vercel api "/v1/api-keys?purpose=ai-gateway"',
            ),
            _REDEPLOY,
        ),
        ("https://vercel.com/docs/ai-gateway/authentication-and-byok/api-keys", _DOCS_ENV),
        _key_invalid,
    ),
)
