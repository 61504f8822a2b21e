"""Group A of the failure catalogue: whether the runtime has a credential, and whether the gateway knows it."""

from gateway_probe.findings.key_form import QUOTING, UNREADABLE, holds_provider_key
from gateway_probe.findings.reading import API_KEY, Reading
from gateway_probe.findings.rule import Assessment, Excluded, Rule, Supported, step
from gateway_probe.findings.steps import AUTHENTICATION, NEW_KEY, REDEPLOY

_LIST = step("See in which environments the variable is set (names only).", "vercel env ls")


_DOCS_ENV = "https://vercel.com/docs/environment-variables"


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
        or reading.key_defect(*QUOTING, *UNREADABLE, "placeholder", "name-as-value", "unexpanded-reference")
    ):
        return None
    if holds_provider_key(reading) or not reading.baseline_refused_with("authentication_error"):
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
            REDEPLOY,
        ),
        ("vercel/ai #7447, #13302", AUTHENTICATION),
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
            REDEPLOY,
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
        (step("Add the same value under the name AI_GATEWAY_API_KEY.", "vercel env add AI_GATEWAY_API_KEY"), REDEPLOY),
        ("coder/blink pull request 263",),
        _key_name_near_miss,
    ),
    Rule(
        "bad-key-shadows-oidc",
        "A bad key hides a good OIDC token",
        "error",
        "credential",
        "A set key always wins over OIDC. Without it the deployment's own token would be used and accepted.",
        (step("Remove or replace the variable.", "vercel env ls"), REDEPLOY),
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
            NEW_KEY,
            step(
                "Look at the team's keys; the list shows when each was last used.",
                'vercel api "/v1/api-keys?purpose=ai-gateway"',
            ),
            REDEPLOY,
        ),
        ("https://vercel.com/docs/ai-gateway/authentication-and-byok/api-keys", _DOCS_ENV),
        _key_invalid,
    ),
)
