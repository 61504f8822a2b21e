"""Whether a key lies where the client looks for it, and what lies under other names."""

from collections.abc import Iterable

from gateway_probe.causes.cause import Assessment, Indicated, Observed, Open, Supported, cause, step
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import AUTHENTICATION, REDEPLOY, WHERE_SET, set_key
from gateway_probe.causes.token_place import token_out_of_sight
from gateway_probe.document.facts import Variable

_ADD = set_key("Add the key for this environment.")


def _no_credential(seen: Reading) -> tuple[str, ...] | None:
    return ("/credential/method",) if seen.has_no_credential else None


def _no_key(seen: Reading) -> tuple[str, ...] | None:
    return ("/credential/method",) if seen.method != "api-key" else None


def other_gateway_key(seen: Reading) -> Variable | None:
    """A variable other than the client's own that holds a value of the gateway's form, or lies under a near name."""
    own = set(seen.client.reads_a_key_from)
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
    if other_gateway_key(seen) is not None:
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
    next_steps=[set_key("Set the value again and look at its length in this probe."), REDEPLOY],
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
    other = other_gateway_key(seen)
    names = _own_key_names(seen)
    if other is None or not names or any(variable.present for variable in _variables(seen, names)):
        return None
    name = names[0]
    if seen.method == "oidc":
        # Another client's own variable says nothing of this one; a name that no client reads was meant for it.
        return _blame_other_name(seen, name, other) if other.role == "near-miss" else None
    return Supported(
        f"{name} is absent, and {other.name} holds a value. {seen.client.title} reads {' and '.join(names)} only; other clients read other "
        "names.",
        seen.variable_at(name, "present"),
        seen.variable_at(other.name),
        basis=Indicated(),
        decided_by=f"which client the app uses, or the same value under the name {name}",
    )


def _blame_other_name(seen: Reading, name: str, other: Variable) -> Supported:
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
