"""The one table of key forms, and the measure of what may be a credential.

Everything that must know a key when it sees one reads this table: the classification of variables, the refusal of
settings, the blocks in foreign text, and (`issued_keys`) the choice of what may have a fingerprint.
"""

import re

from gateway_probe.document.facts import Shape
from gateway_probe.record import record

_CREDENTIAL_LIKE = 14
_RANDOM = 9
WORD = re.compile(r"^(?:[A-Z]?[a-z]+|[A-Z]+|\d+)$|[A-Z]?[a-z]{4,}|[A-Z]{4,}|\d{4,}")
_PIECE = re.compile(r"[A-Za-z0-9]+")
_LONG_PIECE = re.compile(r"[A-Za-z0-9]{5,}")


@record(frozen=True)
class KeyForm:
    """A public form of credentials: what it begins with, and what a whole value looks like.

    `shape` is what the Document calls it; `issuer` tells a provider's key from one of the Vercel account.
    """

    shape: Shape
    prefix: str
    body: str = r".+"
    issuer: str = "other"

    def matches(self, value: str) -> bool:
        """Whether the whole value has this form."""
        return re.fullmatch(self.prefix + self.body, value, re.DOTALL) is not None


# The first match wins, so the longer prefix comes first. Prefixes as their issuers publish them for secret scanners.
KEY_FORMS: tuple[KeyForm, ...] = (
    KeyForm("gateway-key", "vck_", issuer="gateway"),
    KeyForm("gateway-client-secret", "vcst_", issuer="account"),
    KeyForm("vercel-access-token", "vc[a-z]_", issuer="account"),
    KeyForm("openai-project-key", "sk-proj-", issuer="provider"),
    KeyForm("anthropic-key", "sk-ant-", issuer="provider"),
    KeyForm("openrouter-key", "sk-or-", issuer="provider"),
    KeyForm("openai-key", "sk-", issuer="provider"),
    KeyForm("google-key", r"(?:AIza|AQ\.)", r"\S+", issuer="provider"),
    KeyForm("aws-access-key-id", "(?:AKIA|ASIA)", r"[A-Z0-9]{12,}", issuer="provider"),
    KeyForm("jwt", "eyJ", r"[\w-]*(?:\.[\w-]*){1,2}", issuer="account"),
    KeyForm("azure-key", "", r"(?:[0-9a-f]{32}|[A-Za-z0-9]{84})", issuer="provider"),
    KeyForm("vercel-access-token", "", r"(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z0-9]{24}", issuer="account"),
)
PROVIDER_SHAPES = frozenset(form.shape for form in KEY_FORMS if form.issuer == "provider")
"""Shapes of keys that a provider issues."""
ACCOUNT_SHAPES = frozenset(form.shape for form in KEY_FORMS if form.issuer == "account")
"""Shapes of tokens that stand for a Vercel account, a deployment or a client of it."""

# Beginnings of credentials that the Document has no word for; each is followed by the secret part.
_OTHER_PREFIXES = (
    r"ya29\.|1//0|GOCSPX-|gh[opsur]_|github_pat_|glpat-|xox[a-z]-|xapp-|hf_|gsk_|xai-|r8_|pplx-|npm_|pypi-|SG\."
    r"|[rsp]k_(?:live|test)_|whsec_|shpat_|dop_v1_|dapi(?=[0-9a-f]{8})|nvapi-|tgp_v1_|fw_|lin_api_|sntry[su]_|AccountKey="
    r"|ABSK|ABIA|ACCA"
)
ANY_PREFIX = "(?:" + "|".join([*(form.prefix for form in KEY_FORMS if form.prefix), _OTHER_PREFIXES]) + ")"
_PREFIXES = re.compile(ANY_PREFIX + r"(?=[\w./+=~-]{6})")
_PREFIX_OF_SEVERAL_PIECES = re.compile(r"(?=[a-z]+[_-][a-z])" + ANY_PREFIX)
_INNER = re.compile(r"[/\\\s:=,;?&@\"'`()\[\]{}]+")
_LOWER_WORDS = re.compile(r"[a-z]+(?:[-_.][a-z]+)*")
_PRIVATE_KEY = "-----BEGIN"
# Letters of one case with digits, longer than names that are run together, or in the groups of a UUID. Whole runs of
# either are words and numbers to the measure, of which chance makes many where there is one case alone.
_UNBROKEN = re.compile(
    r"(?<![A-Za-z0-9])(?:(?=[A-Za-z]*\d)(?=\d*[A-Za-z])(?:[A-Z0-9]{26,}|[a-z0-9]{26,})"
    r"|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})"
)
_IN_URL = re.compile(r"://[^\s/@]{1,400}@")
VERCEL_ID = re.compile(
    r"(?:team|prj|dpl|gen|rule|icfg)_[A-Za-z0-9]{20,32}"
    r"|(?:[a-z]{3}\d::){1,6}[A-Za-z0-9]{1,8}-\d{10,13}-[0-9a-f]{8,16}"
)
"""Ids that Vercel makes: of teams, projects, deployments, generations and rules, and `x-vercel-id` (the regions that a
request passed, a random part, the time, a random part)."""


def is_prefix(value: str) -> bool:
    """Whether the value is the beginning of a credential alone, as `sk_live` is: the rest may stand beside it."""
    return any(_PREFIX_OF_SEVERAL_PIECES.fullmatch(value + sign) for sign in ("_", "-"))


def is_credential(value: str) -> bool:
    """Whether the value has a credential's form: a known prefix, a private key, a URL's user part, or a random run.

    A random run is one that holds fourteen and more characters outside words and numbers, in pieces of five and more:
    names of models and hosts, dates and versions stay far below. A UUID is one too, and so are 26 and more letters of
    one case with digits among them. An id of Vercel is none, random as it is.
    """
    if VERCEL_ID.fullmatch(value):
        return False
    if (
        _PREFIXES.match(value)
        or any(map(_is_prefixed, _INNER.split(value)[1:]))
        or _PRIVATE_KEY in value
        or _IN_URL.search(value)
        or _UNBROKEN.search(value)
    ):
        return True
    return sum(map(_erratic, _LONG_PIECE.findall(value))) >= _CREDENTIAL_LIKE


def has_form(value: str, form: str) -> bool:
    """Whether the value has this form as a whole, and not a credential's: that was put into the wrong place."""
    return re.fullmatch(form, value) is not None and not is_credential(value)


def is_random(value: str) -> bool:
    """Whether a short name may be a credential: the measure of `is_credential`, closer.

    For a name that somebody gives to a thing, which holds no date, no address and no machine's part: pieces of any
    length count here, and numbers too.
    """
    pieces = _PIECE.findall(value)
    return (
        is_credential(value) or sum(len(piece) if piece.isdigit() else _erratic(piece) for piece in pieces) >= _RANDOM
    )


def _is_prefixed(part: str) -> bool:
    """Whether a later part of a value is a key, as in `openai/sk-…`: a branch `dependabot/npm_and_yarn` is words."""
    found = _PREFIXES.match(part)
    return found is not None and not _LOWER_WORDS.fullmatch(part, found.end())


def _erratic(piece: str) -> int:
    return len(WORD.sub("", piece))
