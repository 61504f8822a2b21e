"""Whether the runtime has a credential, and whether the gateway knows it."""

from collections.abc import Iterable

from gateway_probe.causes.cause import (
    Assessment,
    Excluded,
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
from gateway_probe.causes.key_form import QUOTING, UNREADABLE, holds_provider_key
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import (
    API_KEYS,
    AUTHENTICATION,
    ENVIRONMENT,
    KEYS,
    NEW_KEY,
    REDEPLOY,
    WHERE_SET,
    set_key,
)
from gateway_probe.causes.token_place import token_out_of_sight
from gateway_probe.causes.when import made_up_key_is_accepted, unknown_to_look_ups
from gateway_probe.document.facts import Shape, Variable

_ADD = set_key("Add the key for this environment.")

_NO_KEY_AT_ALL: dict[Shape, str] = {
    "url": " What lies here is an address, and no key.",
    "json": " What lies here is a JSON object, and no key.",
}
_OF_NO_OTHER_CAUSE: set[Shape] = {"gateway-key", "other", *_NO_KEY_AT_ALL}
"""Forms of a value of which no other cause says what it is."""


def _no_credential(seen: Reading) -> tuple[str, ...] | None:
    return ("/credential/method",) if seen.has_no_credential else None


def _no_key(seen: Reading) -> tuple[str, ...] | None:
    return ("/credential/method",) if seen.method != "api-key" else None


def _other_gateway_key(seen: Reading) -> Variable | None:
    """A variable other than the client's own that holds a value of the gateway's form, or lies under a near name."""
    own = {*seen.client.key_variables, *seen.client.keys_in_code, *seen.client.keys_after_token}
    roles = {"gateway-key", "near-miss", "provider-key", "watched"}
    variables = [v for v in seen.evidence.variables if v.role in roles and v.present and v.name not in own]
    of_form = next((v for v in variables if v.shape == "gateway-key"), None)
    return of_form or next(
        (
            v
            for v in variables
            if v.role in {"near-miss", "gateway-key"} and v.shape not in {"empty", "blank", "placeholder"}
        ),
        None,
    )


@cause(
    "key-absent",
    "No credential for the gateway in this runtime",
    when=_no_credential,
    beside=["key-name-near-miss"],
    next_steps=[WHERE_SET, _ADD, REDEPLOY],
    sources=["vercel/ai #7447, #13302", AUTHENTICATION],
)
def key_absent(seen: Reading) -> Assessment:
    """Neither a key nor a usable OIDC token is where the client looks, so it sends no request, or one without a key."""
    names = _own_key_names(seen)
    if not names or any(_is_set(seen, variable) for variable in _variables(seen, names)):
        return None
    if any(token.state in {"present", "malformed"} for _, token in seen.tokens()):
        return None
    if _other_gateway_key(seen) is not None:
        return None
    if token_out_of_sight(seen):
        return Open("whether the app is to use a key or the deployment's token", rival=False)
    return Supported(
        f"Neither {' nor '.join(names)} nor an OIDC token that {seen.client.title} looks for is in this runtime: it has nothing to send.",
        seen.variable_at(names[0], "present"),
        "/identity/tokens",
        basis=Indicated() if seen.client_is_guessed or not seen.lists_every_place else Observed(),
        decided_by="which client the app uses: GATEWAY_PROBE_CLIENT names it",
    )


def _own_key_names(seen: Reading) -> list[str]:
    """The variables that the asked client takes its key from, as far as this Document watches them."""
    return [variable.name for variable in _variables(seen, seen.client.key_variables)]


def _is_set(seen: Reading, variable: Variable) -> bool:
    """Whether it is there, and not just left empty as this client's set-up for the gateway wants it."""
    return variable.present and not (variable.shape == "empty" and variable.name in seen.client.left_empty)


def _variables(seen: Reading, names: Iterable[str]) -> list[Variable]:
    return [variable for name in names if (variable := seen.variable(name)) is not None]


@cause(
    "key-empty",
    "The key variable is set, but empty",
    severity="warning",
    next_steps=[
        set_key("Set the value again and look at its length in this probe."),
        REDEPLOY,
    ],
    sources=["vercel/vercel #16289, #16934, #17636"],
)
def key_empty(seen: Reading) -> Assessment:
    """Some versions of the Vercel CLI stored an empty string and reported success. The AI SDK then uses OIDC, or fails."""
    key = seen.key
    if key is None or not key.present or key.shape not in {"empty", "blank"}:
        return None
    where = seen.key_at("shape")
    if key.shape == "blank":
        return Supported(
            f"{key.name} holds white space alone. It counts as a key"
            + (", so no OIDC token is used" if seen.evidence.credential.hides_oidc else "")
            + (
                ", and nothing follows `Bearer`."
                if seen.evidence.credential.state == "blank"
                else f", and {seen.client.title} cannot send it."
            ),
            where,
            "/credential/state",
            basis=Observed(),
            explains=not seen.served,
        )
    if seen.method == "oidc":
        return Supported(
            f"{key.name} is set but empty, so {seen.client.title} uses the OIDC token: requests run as the deployment's own team.",
            where,
            "/credential/method",
            basis=Observed(),
            explains=False,
        )
    return Supported(
        f"{key.name} is set to the empty string and no usable OIDC token takes its place.",
        where,
        "/credential/method",
        basis=Observed(),
    )


@cause(
    "key-name-near-miss",
    "The key lies under another name",
    when=_no_key,
    next_steps=[
        set_key("If that is the app's client: add the same value under the name that it reads."),
        step("If it uses another client: say which one with GATEWAY_PROBE_CLIENT, and run the probe again."),
        REDEPLOY,
    ],
    sources=["coder/blink pull request 263"],
)
def key_name_near_miss(seen: Reading) -> Assessment:
    """Clients read different names: what is right for LiteLLM, Pydantic AI or an OpenAI SDK is not read by the AI SDK."""
    other = _other_gateway_key(seen)
    names = _own_key_names(seen)
    if other is None or not names or any(variable.present for variable in _variables(seen, names)):
        return None
    name = names[0]
    if seen.method == "oidc":
        # Another client's own variable says nothing of this one; a name that no client reads was meant for it.
        return _overlooked(seen, name, other) if other.role == "near-miss" else None
    return Supported(
        f"{name} is absent, and {other.name} holds a value. {seen.client.title} reads {' and '.join(names)} only; other clients read other "
        "names.",
        seen.variable_at(name, "present"),
        seen.variable_at(other.name),
        basis=Indicated(),
        decided_by=f"which client the app uses, or the same value under the name {name}",
    )


def _overlooked(seen: Reading, name: str, other: Variable) -> Supported:
    return Supported(
        f"{other.name} holds a value, and no client reads that name: {name} is absent, so requests run by the deployment's OIDC token.",
        seen.variable_at(name, "present"),
        seen.variable_at(other.name),
        basis=Observed(),
        explains=False,
        remark=True,
    )


@cause(
    "client-resolves-another-credential",
    "Two gateway keys lie here, for two clients",
    severity="info",
    next_steps=[step("Find out which client the app uses, and test as that one: GATEWAY_PROBE_CLIENT.")],
    sources=["https://vercel.com/docs/ai-gateway/sdks-and-apis"],
)
def client_resolves_another_credential(seen: Reading) -> Assessment:
    """Clients read different variables: where two hold different gateway keys, each client runs as its own key's team."""
    key = seen.key
    if key is None or key.shape != "gateway-key":
        return None
    for other in seen.evidence.variables:
        if other.name == key.name or other.shape != "gateway-key" or not other.present:
            continue
        twin = any(defect.kind == "equal-to-variable" and defect.other == key.name for defect in other.defects)
        told = other.fingerprint is not None and key.fingerprint is not None
        if not twin and (not told or other.fingerprint != key.fingerprint):
            return Supported(
                f"{key.name} and {other.name} hold two different values of a gateway key's form. This run used {key.name}; a client that "
                f"reads {other.name} uses the other.",
                seen.key_at("fingerprint"),
                seen.variable_at(other.name, "fingerprint"),
                basis=Observed() if told else Indicated(),
                explains=False,
                decided_by="the fingerprints of both",
            )
    return None


@cause(
    "bad-key-shadows-oidc",
    "A bad key hides a good OIDC token",
    contradicted_by=[made_up_key_is_accepted],
    beside=["key-empty", "key-invalid-revoked-or-expired", "key-is-provider-key", "key-is-account-token-or-jwt",
            "key-redacted-placeholder", "key-quoted-or-prefixed", "key-invisible-unicode"],
    next_steps=[step("Remove or replace the variable: see where it is set.", WHERE_SET.command), REDEPLOY],
    sources=["vercel/ai pull request 7353"],
)  # fmt: skip
def bad_key_shadows_oidc(seen: Reading) -> Assessment:
    """A set key always wins over OIDC. Without it the deployment's own token would be used."""
    if not seen.evidence.credential.hides_oidc or seen.accepts("api-key") is not False:
        return None
    if not seen.accepts("oidc"):
        return None
    oidc = seen.experiment("credential-oidc")
    cured = oidc is not None and oidc.answer == "served"
    not_cured = oidc is not None and oidc.answer == "refused"
    return Supported(
        "A key that the gateway refuses is set beside an OIDC token that it knows. A set key always wins, even a bad one."
        + (" With the token the same request is served." if cured else "")
        + (
            " Removing the key alone does not cure it: with the token the request is refused for another reason."
            if not_cured
            else ""
        ),
        *seen.told_of("api-key"),
        *seen.told_of("oidc"),
        "/credential/hides_oidc",
        *((seen.at("credential-oidc", "answer"),) if oidc is not None else ()),
        basis=Observed() if cured and seen.refuses_again("api-key") else Indicated(),
        explains=not seen.served,
        decided_by="the same request without the variable",
    )


@cause(
    "key-invalid-revoked-or-expired",
    "The gateway does not know the key",
    contradicted_by=[made_up_key_is_accepted],
    next_steps=[KEYS, NEW_KEY, REDEPLOY],
    sources=[API_KEYS, ENVIRONMENT],
)
def key_invalid_revoked_or_expired(seen: Reading) -> Assessment:
    """401 on credits and on generation, while a made-up key is refused alike: revoked, expired, deleted and mistyped look the same."""
    key = seen.key
    if seen.method != "api-key" or (key is not None and key.shape in {"empty", "blank"}):
        return None
    accepted = seen.accepts("api-key")
    by_look_ups = unknown_to_look_ups(seen)
    if key is None:
        refused = by_look_ups is not None or seen.refused_with("authentication_error")
        return Open("the variable that holds the key, which is not listed") if refused else None
    undecided = seen.baseline is not None and seen.baseline.answer not in {"served", "refused"}
    if accepted is False and undecided and by_look_ups is None:
        return Open("the generation once it is answered: the credits refuse the key with 401", rival=False)
    if accepted:
        if seen.served:
            return None
        return Excluded("the gateway accepts the key and refuses a made-up one", *seen.told_of("api-key"))
    if by_look_ups is None and not seen.refused_with("authentication_error"):
        return _unknown_without_its_defects(seen) if seen.evidence.credential.state == "unsendable" else None
    if seen.control_failed:
        return Open("a made-up key that is refused: now anything is accepted, or nothing is answered by the gateway")
    if cleaned_key_is_accepted(seen):
        return Excluded("the key is accepted once its defects are taken off", seen.at("credits-key-cleaned", "outcome"))
    if key.shape not in _OF_NO_OTHER_CAUSE or holds_provider_key(seen):
        return None
    if seen.key_defect("placeholder", "name-as-value", "unexpanded-reference"):
        return None
    if seen.key_defect(*QUOTING, *UNREADABLE):
        if denied := team_of_cleaned_key_is_denied(seen):
            return Excluded("the key is known once its defects are taken off", *denied)
        return _unknown_without_its_defects(seen) or Open(
            "the bare key, without its defects: whether the gateway knows it"
        )
    sure = seen.refuses_again("api-key")
    return Supported(
        "The gateway does not know this key: it answers 401, as it does to a made-up one. Revoked, expired, deleted and mistyped keys "
        "all look like this; so does the key of a person who has left the team." + _NO_KEY_AT_ALL.get(key.shape, ""),
        *(by_look_ups or (seen.at("baseline", "response/error/type"), *seen.told_of("api-key"))),
        basis=(Stated(), Observed() if sure else Indicated()),
        decided_by="the credits that the gateway shows to the key, beside those of a made-up one",
    )


def _unknown_without_its_defects(seen: Reading) -> Supported | None:
    unknown = cleaned_key_is_unknown(seen)
    if not unknown or not seen.control_refused:
        return None
    return Supported(
        "The gateway does not know this key, and not without what is wrapped around it either: it answers 401 to the bare key, as to a "
        "made-up one.",
        *unknown,
        basis=Indicated(),
        decided_by="the team's list of keys",
    )
