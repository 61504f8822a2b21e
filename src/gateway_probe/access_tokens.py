"""Access tokens: made, read from the setting, and refused where somebody could guess them.

A token is tried by strangers at whatever speed the network allows, so what protects it is that it cannot be guessed.
"""

import re
import secrets

from gateway_probe.disclosure.guess_measure import is_guessable, repeats_itself

MIN_LENGTH = 20
MAX_LENGTH = 4_096
MIN_DISTINCT = 7
"""Of tokens of 20 random hex digits one in some fifty thousand has fewer; of longer ones practically none."""

# What a shell, a template, a workflow or a store of secrets would have replaced, had it seen the value.
_REFERENCE = re.compile(
    r"[$#]\{[^{}]*\}|\$\([^()]*\)|\$\[[^\[\]]*\]|\{\{.*\}\}|\[\[.*\]\]|<<.*>>|\(\(.*\)\)|"
    r"^`.*`$|^[<(].*[)>]$|^\{[\w.]+\}$|^%.*%$|^[#@]{1,2}\w+[#@]{1,2}$|^\$[\w.:()-]+$|\$[A-Z][A-Z0-9]*_[A-Z0-9_]{2,}|"
    r"://|^Fn::|GATEWAY_PROBE_TOKEN|^!\w+ |^@?[\w.]+(?:\(.*\)|\[.*\])$|^%\(\w+\)|"
    r"\s(?:[|>&]|-\w)(?:\s|$)|^(?:process\.env|env|secrets|vars?|data|local|params|config)\.|^[A-Za-z]:\\|^~/|"
    r"^(?:arn|vault|op|sops|pass|gcp|aws|ssm|azure|keyring|enc|encrypted|secret|env|file|gsm|bws|akv|kms|doppler|infisical|chamber|valueFrom|secretKeyRef):",
    re.ASCII,
)


def make_token() -> str:
    """A token of 192 random bits, of characters that need no quoting in a header, a shell or an address."""
    token = secrets.token_urlsafe(24)
    # Chance hardly ever writes one that would not be let in, and nobody could use that one.
    return token if weakness(token) is None else make_token()


def read_tokens(setting: str) -> tuple[tuple[str, ...], str | None]:
    """The usable tokens of the setting, separated by commas, and a warning that counts the others by what is wrong."""
    whole = _REFERENCE.search(setting.strip())
    # The parts of one that holds commas lie open where it is written down.
    parts = [setting] if whole and "," in whole[0] else setting.split(",")
    given = [token.strip() for token in parts if token.strip()]
    wrong = [weakness(token) for token in given]
    usable = tuple(token for token, why in zip(given, wrong, strict=True) if why is None)
    reasons = [why for why in wrong if why is not None]
    if not reasons:
        return usable, None
    counted = ", ".join(f"{reasons.count(why)} ({why})" for why in dict.fromkeys(reasons))
    return usable, f"GATEWAY_PROBE_TOKEN: {len(reasons)} of {len(given)} tokens ignored: {counted}"


def weakness(token: str) -> str | None:
    """Why a value is no access token, in words that do not repeat it; None where it is one."""
    if len(token) < MIN_LENGTH:
        return f"shorter than {MIN_LENGTH} characters"
    if len(token) > MAX_LENGTH:
        return f"longer than {MAX_LENGTH:,} characters"
    if not token.isascii() or not token.isprintable():
        return "characters that cannot be sent in a header"
    if _REFERENCE.search(token):
        return "a reference that nothing has replaced, such as $NAME or $(command)"
    if len(set(token)) < MIN_DISTINCT:
        return f"fewer than {MIN_DISTINCT} different characters"
    if repeats_itself(token):
        return "one piece over and over"
    if is_guessable(token):
        return "a placeholder or words that anybody would try"
    return None
