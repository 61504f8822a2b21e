"""Whether the gateway knows the key, and what lies hidden behind one that it does not know."""

from gateway_probe.causes.cause import Assessment, Excluded, Indicated, Observed, Open, Stated, Supported, cause, step
from gateway_probe.causes.cleaned_key import (
    bare_key_is_served,
    cleaned_key_is_accepted,
    cleaned_key_is_unknown,
    team_of_cleaned_key_is_denied,
)
from gateway_probe.causes.key_defects import QUOTING, UNREADABLE
from gateway_probe.causes.key_form import holds_provider_key
from gateway_probe.causes.reading import Reading, is_confirmed
from gateway_probe.causes.steps import API_KEYS, ENVIRONMENT, IN_ITS_PLACE, KEYS, NEW_KEY, REDEPLOY, WHERE_SET, set_key
from gateway_probe.causes.when import made_up_key_is_accepted, unknown_to_look_ups
from gateway_probe.document.facts import Shape, Variable

_NO_KEY_AT_ALL: dict[Shape, str] = {
    "url": " What lies here is an address, and no key.",
    "json": " What lies here is a JSON object, and no key.",
}
_OF_NO_OTHER_CAUSE: set[Shape] = {"gateway-key", "other", *_NO_KEY_AT_ALL}
"""Forms of a value of which no other cause says what it is."""


@cause(
    "bad-key-shadows-oidc",
    "A bad key hides a good OIDC token",
    contradicted_by=[made_up_key_is_accepted],
    beside=["key-empty", "key-invalid-revoked-or-expired", "key-is-provider-key", "key-is-account-token-or-jwt",
            "key-redacted-placeholder", "key-quoted-or-prefixed", "key-invisible-unicode"],
    next_steps=[step("Remove or replace the variable: see where it is set.", WHERE_SET.command),
                set_key("To replace it, put a good key in its place."), REDEPLOY],
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
        *seen.point_at_look_ups("api-key"),
        *seen.point_at_look_ups("oidc"),
        "/credential/hides_oidc",
        *((seen.at("credential-oidc", "answer"),) if oidc is not None else ()),
        basis=Observed() if cured and seen.refuses_again("api-key") else Indicated(),
        explains=not (seen.served or bare_key_is_served(seen)),
        decided_by="the same request without the variable",
    )


@cause(
    "key-invalid-revoked-or-expired",
    "The gateway does not know the key",
    contradicted_by=[made_up_key_is_accepted],
    next_steps=[KEYS, NEW_KEY, IN_ITS_PLACE, REDEPLOY],
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
        return Excluded("the gateway accepts the key and refuses a made-up one", *seen.point_at_look_ups("api-key"))
    if by_look_ups is None and not seen.refused_with("authentication_error"):
        return _unknown_without_its_defects(seen) if seen.evidence.credential.state == "unsendable" else None
    if other := _told_otherwise(seen):
        return other
    if _has_a_fault_of_its_own(seen, key):
        return None
    if seen.key_defect(*QUOTING, *UNREADABLE):
        if denied := team_of_cleaned_key_is_denied(seen):
            return Excluded("the key is known once its defects are taken off", *denied)
        return _unknown_without_its_defects(seen) or Open(
            "the bare key, without its defects: whether the gateway knows it"
        )
    # Where a token that has not expired is refused alike, it may be the gateway that knows nobody.
    sure = seen.refuses_again("api-key") and not _is_refused_as_a_good_token_is(seen)
    return Supported(
        f"The gateway does not know this key: it answers 401{', as it does to a made-up one' if seen.control_refused else ''}. Revoked, "
        "expired, deleted and mistyped keys all look like this; so does the key of a person who has left the team."
        + _NO_KEY_AT_ALL.get(key.shape, ""),
        *(by_look_ups or (seen.at("baseline", "response/error/type"), *seen.point_at_look_ups("api-key"))),
        basis=(Stated(), Observed() if sure else Indicated()),
        decided_by="the credits that the gateway shows to the key, beside those of a made-up one",
    )


def _told_otherwise(seen: Reading) -> Assessment:
    """What speaks for something else than the key behind a 401; None where nothing does."""
    if seen.credential_never_came:
        return Excluded("the gateway says that no key came with the request", seen.credential_never_came)
    if seen.control_failed:
        return Open("a made-up key that is refused: now anything is accepted, or nothing is answered by the gateway")
    without_team = seen.flip("team-none")
    if is_confirmed(without_team):
        return Excluded("the same key is served once no team is named", seen.at("team-none", "effect"))
    if without_team:
        return Open("both requests repeated: the same key is served once no team is named")
    if cleaned_key_is_accepted(seen):
        return Excluded("the key is accepted once its defects are taken off", seen.at("credits-key-cleaned", "outcome"))
    return None


def _has_a_fault_of_its_own(seen: Reading, key: Variable) -> bool:
    """Whether another cause says what is wrong with this value."""
    if key.shape not in _OF_NO_OTHER_CAUSE or holds_provider_key(seen):
        return True
    return bool(seen.key_defect("placeholder", "name-as-value", "unexpanded-reference"))


def _is_refused_as_a_good_token_is(seen: Reading) -> bool:
    return seen.accepts("oidc") is not True and any(token.validity == "valid" for _, token in seen.tokens())


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
