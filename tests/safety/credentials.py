"""Fake credentials of public formats, and identities: made by their form, never one that anybody was given."""

import base64
import random
import string
from collections.abc import Callable

_DIGITS_AND_LETTERS = string.ascii_letters + string.digits
_Chance = random.Random


def _of(alphabet: str, length: int) -> Callable[[_Chance], str]:
    return lambda chance: "".join(chance.choices(alphabet, k=length))


def _prefixed(prefix: str, alphabet: str, length: int) -> Callable[[_Chance], str]:
    return lambda chance: prefix + _of(alphabet, length)(chance)


_WORDLIKE = _DIGITS_AND_LETTERS + "_-"
_HEX = "0123456789abcdef"


def _pem_line(chance: _Chance) -> str:
    return base64.b64encode(chance.randbytes(48)).decode()


def _uuid(chance: _Chance) -> str:
    return "-".join(_of(_HEX, length)(chance) for length in (8, 4, 4, 4, 12))


def _jwt(chance: _Chance) -> str:
    parts = [base64.urlsafe_b64encode(chance.randbytes(length)).decode().rstrip("=") for length in (24, 90, 64)]
    return "eyJ" + ".".join(parts)


CREDENTIALS: dict[str, Callable[[_Chance], str]] = {
    "AWS secret key": _of(_DIGITS_AND_LETTERS + "+/", 40),
    "AWS access key id": _prefixed("AKIA", string.ascii_uppercase + "234567", 16),
    "AWS session token": lambda chance: base64.b64encode(chance.randbytes(150)).decode(),
    "Azure account key": lambda chance: base64.b64encode(chance.randbytes(64)).decode(),
    "Azure service key": _of(_HEX, 32),
    "Azure service key, long": _of(_DIGITS_AND_LETTERS, 84),
    "Entra client secret": lambda chance: (
        _of(_DIGITS_AND_LETTERS, 3)(chance) + "8Q~" + _of(_DIGITS_AND_LETTERS + "_~.-", 34)(chance)
    ),
    "shared access signature": lambda chance: "sig=" + base64.b64encode(chance.randbytes(32)).decode(),
    "Google access token": _prefixed("ya29.", _WORDLIKE, 120),
    "Google API key": _prefixed("AIza", _WORDLIKE, 35),
    "Google client secret": _prefixed("GOCSPX-", _WORDLIKE, 28),
    "Google refresh token": _prefixed("1//0", _WORDLIKE, 60),
    "GitHub token": _prefixed("ghp_", _DIGITS_AND_LETTERS, 36),
    "GitLab token": _prefixed("glpat-", _WORDLIKE, 20),
    "Slack token": lambda chance: (
        f"xoxb-{_of(string.digits, 12)(chance)}-{_of(string.digits, 12)(chance)}-{_of(_DIGITS_AND_LETTERS, 24)(chance)}"
    ),
    "Stripe key": _prefixed("sk_live_", _DIGITS_AND_LETTERS, 24),
    "SendGrid key": lambda chance: f"SG.{_of(_WORDLIKE, 22)(chance)}.{_of(_WORDLIKE, 43)(chance)}",
    "Twilio key": _prefixed("SK", _HEX, 32),
    "Mailgun key": lambda chance: f"key-{_of(_HEX, 32)(chance)}",
    "Hugging Face token": _prefixed("hf_", _DIGITS_AND_LETTERS, 34),
    "OpenAI project key": _prefixed("sk-proj-", _WORDLIKE, 120),
    "Anthropic key": _prefixed("sk-ant-api03-", _WORDLIKE, 93),
    "gateway key": _prefixed("vck_", _WORDLIKE, 56),
    "key of 24 characters": _of(_DIGITS_AND_LETTERS, 24),
    "app password": lambda chance: " ".join(_of(string.ascii_lowercase, 4)(chance) for _ in range(4)),
    "line of a PEM body": _pem_line,
    "UUID": _uuid,
    "JWT": _jwt,
    "npm token": _prefixed("npm_", _DIGITS_AND_LETTERS, 36),
    "Telegram token": lambda chance: f"{_of(string.digits, 10)(chance)}:AA{_of(_WORDLIKE, 33)(chance)}",
    "New Relic key": _prefixed("NRAK-", string.ascii_uppercase + string.digits, 27),
    "NATS seed": _prefixed("SU", string.ascii_uppercase + "234567", 56),
    "Heroku key": lambda chance: f"HRKU-{_uuid(chance)}",
    "Supabase token": _prefixed("sbp_", _HEX, 40),
    "PlanetScale token": _prefixed("pscale_tkn_", _WORDLIKE, 43),
    "Vault token": _prefixed("hvs.", _WORDLIKE, 90),
    "Terraform token": lambda chance: (
        f"{_of(_DIGITS_AND_LETTERS, 14)(chance)}.atlasv1.{_of(_DIGITS_AND_LETTERS, 67)(chance)}"
    ),
    "Sentry token": _prefixed("sntrys_", _WORDLIKE, 60),
    "Databricks token": _prefixed("dapi", _HEX, 32),
    "Pulumi token": _prefixed("pul-", _HEX, 40),
    "Doppler token": _prefixed("dp.pt.", _DIGITS_AND_LETTERS, 43),
    "Postman key": lambda chance: f"PMAK-{_of(_HEX, 24)(chance)}-{_of(_HEX, 34)(chance)}",
    "Airtable token": lambda chance: f"pat{_of(_DIGITS_AND_LETTERS, 14)(chance)}.{_of(_HEX, 64)(chance)}",
    "Figma token": _prefixed("figd_", _WORDLIKE, 40),
    "Groq key": _prefixed("gsk_", _DIGITS_AND_LETTERS, 52),
    "Perplexity key": _prefixed("pplx-", _DIGITS_AND_LETTERS, 48),
    "xAI key": _prefixed("xai-", _DIGITS_AND_LETTERS, 80),
    "age key": _prefixed("AGE-SECRET-KEY-1", "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", 58),
    "PyPI token": _prefixed("pypi-AgEIcHlwaS5vcmc", _WORDLIKE, 70),
    "RubyGems key": _prefixed("rubygems_", _HEX, 48),
    "Square token": _prefixed("EAAA", _WORDLIKE, 60),
    "Asana token": lambda chance: f"1/{_of(string.digits, 16)(chance)}:{_of(_HEX, 32)(chance)}",
    "Linear key": _prefixed("lin_api_", _DIGITS_AND_LETTERS, 40),
    "Notion token": _prefixed("ntn_", _DIGITS_AND_LETTERS, 46),
    "Shopify token": _prefixed("shpat_", _HEX, 32),
    "DigitalOcean token": _prefixed("dop_v1_", _HEX, 64),
    "Discord token": lambda chance: (
        f"{_of(_DIGITS_AND_LETTERS, 24)(chance)}.{_of(_WORDLIKE, 6)(chance)}.{_of(_WORDLIKE, 27)(chance)}"
    ),
    "database URL": lambda chance: f"postgres://app:{_of(_DIGITS_AND_LETTERS, 20)(chance)}@db.example.com/app",
}
"""By name: each gives one at random."""

_NAMES = ("contoso", "northwind", "fabrikam", "adatum", "tailspin", "wingtip", "proseware")


def _name(chance: _Chance) -> str:
    return chance.choice(_NAMES) + chance.choice(["", "-prod", "-eu", "2"])


IDENTITIES: dict[str, Callable[[_Chance], str]] = {
    "ARN": lambda chance: f"arn:aws:iam::{_of(string.digits, 12)(chance)}:user/{_name(chance)}",
    "AWS account": _of(string.digits, 12),
    "project": lambda chance: f"projects/{_name(chance)}-{_of(string.digits, 6)(chance)}",
    "address": lambda chance: ".".join(str(chance.randrange(1, 255)) for _ in range(4)),
    "address, v6": lambda chance: ":".join(_of(_HEX, 4)(chance) for _ in range(8)),
    "mail": lambda chance: f"{_name(chance)}@{chance.choice(_NAMES)}.example",
    "host of a resource": lambda chance: f"https://{_name(chance)}.openai.azure.com",
    "resource": lambda chance: f"/subscriptions/{_uuid(chance)}/resourceGroups/{_name(chance)}",
    "team": _prefixed("team_", _DIGITS_AND_LETTERS, 24),
    "project id": _prefixed("prj_", _DIGITS_AND_LETTERS, 28),
    "key id": _prefixed("api_key_id_", _DIGITS_AND_LETTERS, 16),
    "organization": _prefixed("org-", _DIGITS_AND_LETTERS, 24),
    "phone": lambda chance: (
        f"+1 {_of(string.digits, 3)(chance)} {_of(string.digits, 3)(chance)} {_of(string.digits, 4)(chance)}"
    ),
    "number in groups": lambda chance: "-".join(_of(string.digits, 4)(chance) for _ in range(3)),
    "address of hardware": lambda chance: ":".join(_of(_HEX, 2)(chance) for _ in range(6)),
}
"""What names a person, a company or its things: private, never public."""
