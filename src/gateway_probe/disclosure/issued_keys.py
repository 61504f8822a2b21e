"""What an issuer is known to draw by chance: of all values those alone can be told from what somebody can try.

The hash of a phone number, words in base64 and a name's UUID look like chance, and no measure of a value knows better.
So the value must say by itself, or the variable's name must, that a key's issuer made it.
"""

import base64
import contextlib
import re
from collections.abc import Iterator

from gateway_probe.disclosure.guess_measure import MADE_UP, is_guessable
from gateway_probe.disclosure.key_forms import ANY_PREFIX, VERCEL_ID, WORD

_OUTSIDE_WORDS = 0.25
_MIN_DISTINCT = 8
_REPEATED = 7
"""Chance writes a piece of so many characters twice once in a hundred thousand keys; who counts or pads does always."""

# Of 60 characters in all. One that says of itself that it is made up is no secret, and stands for a key in tests.
_GATEWAY_KEY = re.compile(r"vck_[\w-]{56}", re.ASCII)
# The group is what was drawn.
_PREFIXED = re.compile(rf"(?!eyJ)(?>{ANY_PREFIX})([\w./+~-]{{24,}})={{0,2}}", re.ASCII)
# What looks like a hash, or like anything, in full as its issuer publishes it, by the variables that hold it.
_FORMS = tuple(
    (re.compile(rf"(?:\w+_)?(?:{names})", re.ASCII), re.compile(form, re.ASCII))
    for names, form in (
        (r"\w*", r"(?:sk-or-v1-|dop_v1_)([0-9a-f]{64})"),
        (r"\w*", r"(?:dapi|shpat_)([0-9a-f]{32})"),
        (r"\w*", r"tgp_v1_([\w-]{43})"),
        ("AZURE_(?:OPENAI_)?(?:API_)?KEY", r"([0-9a-f]{32}|[A-Za-z0-9]{84})"),
        ("MISTRAL_API_KEY|VERCEL_AUTOMATION_BYPASS_SECRET", r"([A-Za-z0-9]{32})"),
        ("COHERE_API_KEY|CO_API_KEY", r"([A-Za-z0-9]{40})"),
        ("DEEPSEEK_API_KEY", r"sk-([0-9a-f]{32})"),
        ("AWS_SECRET_ACCESS_KEY", r"([A-Za-z0-9/+]{40})"),
        ("VERCEL_TOKEN|VERCEL_ACCESS_TOKEN", r"([A-Za-z0-9]{24})"),
    )
)
# 16, 20, 28, 32, 48 and 64 bytes, which the common hashes make: in base64, and in base32, of letters of one case.
_DIGESTS = {22, 27, 38, 43, 64, 86}
_DIGESTS_OF_ONE_CASE = {26, 32, 45, 52, 77, 103}
_JWT = re.compile(r"(eyJ[\w-]+)\.eyJ[\w-]+\.([\w-]+)", re.ASCII)
_NAMES_AN_RSA_KEY = (re.compile(rb'"kid"\s*:\s*"[^"]'), re.compile(rb'"alg"\s*:\s*"[RP]S\d{3}"'))
_RSA_IN_BASE64 = {342, 512, 683}
"""2,048, 3,072 and 4,096 bits; those of other algorithms are as long as a hash, which a shared word may have signed."""

_HEX = re.compile("[0-9a-f]+")
_PIECE = re.compile("[A-Za-z0-9]+")
_PARTS = re.compile(r"[^\w./+~=-]+|//", re.ASCII)


def is_issued(value: str, name: str = "") -> bool:
    """Whether nobody could find the value of this variable by trying, so that a fingerprint of it gives nothing away.

    One part of it must be one of these; parts end at every sign that stands in no key, and at `//`:

    * an id of Vercel (`VERCEL_ID`) in the field of an id, where there is no variable's name;
    * a prefix that an issuer publishes (`KEY_FORMS` and the like), and behind it 24 and more characters that are
      neither hex nor of a hash's length in base64 or base32, or that issuer's own form;
    * the value of a variable, or of a `NAME=` within, that is named for an issuer of keys without a prefix, in that
      issuer's form: `AZURE_API_KEY` and 32 hex digits;
    * a JWT that names its key and whose signature has the length of an RSA key's.

    Of what was drawn a quarter must belong to no word and no number (four and more letters of one case, with or without
    a capital, or digits); it has eight different characters and no seven of them twice; it is no text in base64, and
    nothing that people think of or look up (`is_guessable`).
    """
    return _is_issued(value, name) or any(_is_issued(part, named) for part, named in _named_parts(value, name))


def _named_parts(value: str, name: str) -> Iterator[tuple[str, str]]:
    for part in _PARTS.split(value):
        yield part, name
        inner, equals, rest = part.partition("=")
        if equals:
            yield rest, inner


def _is_issued(part: str, name: str) -> bool:
    if MADE_UP in part and _GATEWAY_KEY.fullmatch(part):
        return True
    if VERCEL_ID.fullmatch(part):
        # In a variable somebody may have made up a word behind `team_`.
        return not name
    if token := _JWT.fullmatch(part):
        return _names_an_rsa_key(token[1]) and len(token[2]) in _RSA_IN_BASE64 and _is_drawn(token[2])
    prefixed = _PREFIXED.fullmatch(part)
    if prefixed is not None and not _may_be_a_digest(prefixed[1]):
        bodies = [prefixed[1]]
    else:
        found = (form.fullmatch(part) for names, form in _FORMS if names.fullmatch(name))
        bodies = [form[1] for form in found if form]
    return any(map(_is_drawn, bodies)) and not is_guessable(part)


def _may_be_a_digest(body: str) -> bool:
    """Whether it is hex, in groups too, or has a hash's length in base64 or base32."""
    of_one_case = body in {body.upper(), body.lower()}
    in_hex = _HEX.fullmatch(re.sub(r"[\W_]", "", body).lower()) is not None
    return in_hex or len(body) in _DIGESTS or (of_one_case and len(body) in _DIGESTS_OF_ONE_CASE)


def _is_drawn(body: str) -> bool:
    """Whether chance would have written it so, and nobody else."""
    outside = sum(len(WORD.sub("", piece)) for piece in _PIECE.findall(body))
    pieces = [body[at : at + _REPEATED] for at in range(len(body) - _REPEATED + 1)]
    return (
        (outside >= _OUTSIDE_WORDS * len(body) or _HEX.fullmatch(body) is not None)
        and len(set(body)) >= _MIN_DISTINCT
        and len(set(pieces)) == len(pieces)
        and not _is_text_in_base64(body)
        and not is_guessable(body)
    )


def _is_text_in_base64(body: str) -> bool:
    try:
        _decode(body).decode()
    except ValueError:
        return False
    return True


def _names_an_rsa_key(header: str) -> bool:
    with contextlib.suppress(ValueError):
        return all(part.search(_decode(header)) for part in _NAMES_AN_RSA_KEY)
    return False


def _decode(text: str) -> bytes:
    return base64.b64decode(text.replace("-", "+").replace("_", "/") + "=" * (-len(text) % 4), validate=True)
