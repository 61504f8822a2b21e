"""What the form of the key gives away: a stand-in, a provider's key, a token."""

from gateway_probe.causes.cause import Assessment, Basis, Indicated, Observed, Stated, Supported, cause, step
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import AUTHENTICATION, BYOK_PAGE, IN_ITS_PLACE, NEW_KEY, REDEPLOY, at_page, set_key
from gateway_probe.causes.when import made_up_key_is_accepted
from gateway_probe.disclosure import ACCOUNT_SHAPES, PROVIDER_SHAPES
from gateway_probe.document.facts import Variable

_SHORT_LIVED = {"jwt", "gateway-client-secret"}


@cause(
    "key-redacted-placeholder",
    "The key variable holds a placeholder",
    contradicted_by=[made_up_key_is_accepted],
    next_steps=[set_key("Put a key of its own in its place: a write-only value cannot be pulled."), NEW_KEY, REDEPLOY],
    sources=["vercel/vercel #17641, #17330, pull request 17125"],
)
def key_redacted_placeholder(seen: Reading) -> Assessment:
    """`vercel env pull` writes [SENSITIVE] for values that cannot be read back; templates leave names behind."""
    where = seen.key_defect("placeholder", "unexpanded-reference", "name-as-value")
    if where is None:
        return None
    of_a_file = seen.key is not None and seen.key.origin == "env-file" and seen.key_defect("unexpanded-reference")
    expands = " Next.js puts the value that a reference in an env file names in its place; others read it as it stands."
    return Supported(
        f"{_name(seen)} holds a stand-in, not a key. {seen.client.title} sends it as a key{_and_hides(seen)}."
        + (expands if of_a_file else ""),
        where,
        *_refusal(seen),
        basis=(Indicated() if of_a_file else Observed(), _as_refused(seen)),
        explains=explains(seen),
        also_stops=not explains(seen),
        decided_by="a key in its place",
    )


@cause(
    "key-is-provider-key",
    "The key is a model provider's key",
    contradicted_by=[made_up_key_is_accepted],
    next_steps=[
        set_key("Put a gateway key (vck_…) here."),
        at_page("The provider key belongs on the team's BYOK page", BYOK_PAGE),
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
    if (key.shape not in PROVIDER_SHAPES and twin is None) or seen.generations_know("api-key"):
        return None
    said = f"holds the same value as {twin}" if twin else "has the form of a model provider's key"
    return Supported(
        f"{key.name} {said}. The gateway knows its own keys (vck_…) only. That provider key has now been sent to another host."
        + _tell_why_taken(seen),
        seen.key_at("shape"),
        *((seen.key_defect("equal-to-variable") or seen.key_at("shape"),) if twin else ()),
        *_refusal(seen),
        basis=(Observed(), _as_refused(seen)),
        explains=explains(seen),
        also_stops=not explains(seen),
        decided_by="a key that begins with vck_ is accepted",
    )


@cause(
    "key-is-account-token-or-jwt",
    "The key is an account token or a JWT",
    contradicted_by=[made_up_key_is_accepted],
    next_steps=[NEW_KEY, IN_ITS_PLACE, REDEPLOY],
    sources=["https://community.vercel.com/t/36251"],
)
def key_is_account_token_or_jwt(seen: Reading) -> Assessment:
    """Account tokens work in one line of the SDK only, and only with a team; pasted OIDC tokens expire."""
    key = seen.key
    if key is None or key.shape not in ACCOUNT_SHAPES:
        return None
    if seen.generations_know("api-key"):
        return _good_for_a_while(seen, key) if key.shape in _SHORT_LIVED else None
    return Supported(
        f"{key.name} holds a Vercel account token, a client secret or a JWT, not a gateway key (vck_…).",
        seen.key_at("shape"),
        *_refusal(seen),
        basis=(Observed(), _as_refused(seen)),
        explains=explains(seen),
        also_stops=not explains(seen),
        decided_by="a key that begins with vck_ is accepted",
    )


def holds_provider_key(seen: Reading) -> bool:
    """Whether the key has a provider's form, or is no gateway key and the same as a provider's variable."""
    key = seen.key
    if key is None or key.shape == "gateway-key":
        return False
    return key.shape in PROVIDER_SHAPES or _provider_variable_of_same_value(seen) is not None


def _tell_why_taken(seen: Reading) -> str:
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


def explains(seen: Reading) -> bool:
    """Only a refusal of the key, or a key that cannot be sent, is explained by the key's form."""
    return seen.refused_with("authentication_error") or seen.evidence.credential.state == "unsendable"


def _refusal(seen: Reading) -> tuple[str, ...]:
    if seen.accepts("api-key") is False:
        return seen.point_at_look_ups("api-key")
    return (seen.at("baseline", "answer"),) if seen.baseline is not None else ()


def _as_refused(seen: Reading) -> Basis:
    """The gateway's own refusal of the key, beside that of a made-up one."""
    return Stated() if seen.accepts("api-key") is False else Indicated()
