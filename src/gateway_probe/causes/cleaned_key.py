"""What the gateway says of the key without its defects, where the key as it stands is refused or cannot be sent."""

from gateway_probe.causes.reading import Reading


def cleaned_key_is_accepted(seen: Reading) -> tuple[str, ...]:
    """The pointers that prove a defect: the key is refused as it is, or cannot be sent, and accepted without it."""
    cleaned = seen.check("credits-key-cleaned")
    if cleaned is None or cleaned.answer != "served" or not seen.by_gateway(cleaned):
        return ()
    if not seen.control_refused or seen.accepts("api-key"):
        return ()
    return (*seen.point_at_look_ups("api-key"), seen.at("credits-key-cleaned", "outcome"))


def bare_key_is_served(seen: Reading) -> bool:
    """Whether the defects are all that is wrong: the key is accepted without them, and the app's request is served."""
    asked = seen.experiment("key-cleaned")
    return bool(cleaned_key_is_accepted(seen)) and asked is not None and asked.answer == "served"


def bare_key_asked(seen: Reading) -> str:
    """The end of a sentence: what the app's request met by the key without its defects."""
    asked = seen.experiment("key-cleaned")
    if asked is None:
        return "; no generation was asked with it."
    if asked.answer == "served":
        return ", and the same request is served."
    return ", and the same request is not served for another reason."


def cleaned_key_is_unknown(seen: Reading) -> tuple[str, ...]:
    """The pointer that shows that the defects are not all: the gateway does not know the key without them either."""
    cleaned = seen.check("credits-key-cleaned")
    if cleaned is None or cleaned.answer != "refused" or cleaned.status != 401 or not seen.by_gateway(cleaned):
        return ()
    return (seen.at("credits-key-cleaned", "response/status"),)


def team_of_cleaned_key_is_denied(seen: Reading) -> tuple[str, ...]:
    """The pointers that show that the key is known without its defects, and its team refused even its own balance."""
    cleaned = seen.check("credits-key-cleaned")
    if cleaned is None or not cleaned.refused_with("access_denied") or not seen.by_gateway(cleaned):
        return ()
    return (
        (seen.at("credits-key-cleaned", "response/error/type"), *seen.control_refused) if seen.control_refused else ()
    )


def funds_of_cleaned_key_are_gone(seen: Reading) -> tuple[str, ...]:
    """The pointer that shows that the key is accepted without its defects, and its team's balance not positive."""
    cleaned = seen.check("credits-key-cleaned")
    credits_ = cleaned.credits if cleaned is not None and cleaned_key_is_accepted(seen) else None
    if credits_ is None or credits_.balance_band not in {"zero", "negative"}:
        return ()
    return (seen.at("credits-key-cleaned", "credits/balance_band"),)
