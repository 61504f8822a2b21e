"""Access tokens: made, read from the setting, and refused where somebody could guess them.

A token is tried by strangers at whatever speed the network allows, so what protects it is that it cannot be guessed.
"""

import secrets

from gateway_probe.tokens.weakness import MAX_LENGTH, MIN_DISTINCT, MIN_LENGTH, weakness

__all__ = ["MAX_LENGTH", "MIN_DISTINCT", "MIN_LENGTH", "make_token", "read_tokens", "weakness"]


def make_token() -> str:
    """A token of 192 random bits, of characters that need no quoting in a header, a shell or an address."""
    token = secrets.token_urlsafe(24)
    # Chance writes a word between two dashes once in some hundred thousand tokens.
    return token if weakness(token) is None else make_token()


def read_tokens(setting: str) -> tuple[tuple[str, ...], str | None]:
    """The usable tokens of the setting, separated by commas, and a warning that counts the others by what is wrong."""
    given = [token.strip() for token in setting.split(",") if token.strip()]
    wrong = [weakness(token) for token in given]
    usable = tuple(token for token, why in zip(given, wrong, strict=True) if why is None)
    reasons = [why for why in wrong if why is not None]
    if not reasons:
        return usable, None
    counted = ", ".join(f"{reasons.count(why)} ({why})" for why in dict.fromkeys(reasons))
    return usable, f"GATEWAY_PROBE_TOKEN: {len(reasons)} of {len(given)} tokens ignored: {counted}"
