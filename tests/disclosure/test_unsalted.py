"""What has a fingerprint without a salt: what an issuer is known to draw by chance, and nothing that can be tried."""

import base64
import hashlib
import hmac
import json
import random
import string
import uuid
import zlib
from collections.abc import Callable

import pytest

from gateway_probe.disclosure import fingerprint

SALT = "FAKE-salt-of-this-group-9Qx2"
MAIL, PHONE = b"jane.smithers@acme-holdings.example", b"+44 20 7946 0958"


def b64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def b64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def b58(content: bytes) -> str:
    signs, number, text = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", int.from_bytes(content), ""
    while number:
        number, left = divmod(number, 58)
        text = signs[left] + text
    return text


def jwt(header: dict[str, str], claims: dict[str, object], key: bytes = b"", name: str = "sha256") -> str:
    signed = ".".join(b64url(json.dumps(part).encode()) for part in (header, claims))
    return f"{signed}.{b64url(hmac.digest(key, signed.encode(), name)) if key else ''}"


CLAIMS = {"sub": "1042", "name": "Jane Smithers", "iss": "https://login.acme.example", "iat": 1_700_000_000}
GUESSABLE: dict[str, list[str]] = {
    "hash in hex": [
        *(hashlib.new(name, MAIL).hexdigest() for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")),
        hashlib.md5(PHONE).hexdigest().upper(),  # noqa: S324 - what people do
        hashlib.blake2s(b"192.0.2.44").hexdigest(),
        hashlib.sha3_512(b"1971-08-14").hexdigest(),
    ],
    "hash of a hash, or cut": [
        hashlib.sha256(hashlib.sha256(PHONE).digest()).hexdigest(),
        hashlib.sha512(MAIL).hexdigest()[:40],
        b64(hashlib.sha512(MAIL).digest())[:48],
        b64(hashlib.sha256(b"1764424200\n").hexdigest().encode())[:32],
        hashlib.pbkdf2_hmac("sha256", b"Winter2026!", b"salt", 1).hex(),
    ],
    "hash in another alphabet": [
        *(b64(hashlib.new(name, PHONE).digest()) for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")),
        *(b64url(hashlib.new(name, MAIL).digest()) for name in ("md5", "sha1", "sha256", "sha512")),
        base64.b32encode(hashlib.sha1(MAIL).digest()).decode(),  # noqa: S324 - what people do
        base64.b32encode(hashlib.sha256(MAIL).digest()).decode().lower(),
        b58(hashlib.sha256(MAIL).digest()),
        b58(b"\x00" + hashlib.sha256(PHONE).digest()[:20] + b"abcd"),
        base64.b85encode(hashlib.sha256(MAIL).digest()).decode(),
        base64.a85encode(hashlib.sha1(PHONE).digest()).decode(),  # noqa: S324 - what people do
        hashlib.sha256(PHONE).digest().hex(":"),
        str(int(hashlib.sha256(MAIL).hexdigest(), 16)),
        "sha256:" + hashlib.sha256(MAIL).hexdigest(),
        "sha384-" + b64(hashlib.sha384(b"console.log(1)").digest()),
        "{SHA}" + b64(hashlib.sha1(b"Winter2026!").digest()),  # noqa: S324 - what people do
    ],
    "UUID": [
        str(uuid.UUID("7d444840-9dc0-11d1-b245-5ffdce74fad2")),
        uuid.UUID("7d444840-9dc0-11d1-b245-5ffdce74fad2").hex,
        *(make(uuid.NAMESPACE_URL, MAIL.decode()).hex for make in (uuid.uuid3, uuid.uuid5)),
        str(uuid.uuid5(uuid.NAMESPACE_DNS, "acme-holdings.example")).upper(),
        str(uuid.UUID(hashlib.md5(MAIL).hexdigest(), version=4)),  # noqa: S324 - what people do
        "00000000-0000-4000-8000-0000000004d2",
        "018f3f2a-6b00-7000-8000-000000000001",
        "urn:uuid:" + str(uuid.uuid5(uuid.NAMESPACE_OID, "1.3.6.1")),
    ],
    "time and counter": [
        "67489f0a67489f0b67489f0c67489f0d",
        f"{1_764_424_200:032x}",
        (1_764_424_200_123).to_bytes(8).hex() * 2,
        b64((1_764_424_200_123_456_789).to_bytes(8) * 3),
        "65a1b2c3d4e5f60718293a4b",
        "01HF7YAT00" + "0" * 16,
        "000000000000000000000000000f4240",
    ],
    "JWT": [
        jwt({"alg": "none"}, CLAIMS),
        jwt({"alg": "HS256", "typ": "JWT"}, CLAIMS, b"secret"),
        jwt({"alg": "HS512", "typ": "JWT"}, CLAIMS, b"your-256-bit-secret", "sha512"),
        jwt({"alg": "RS256", "kid": "1"}, CLAIMS),
        jwt({"alg": "RS256", "kid": "1"}, CLAIMS, b"secret"),
        jwt({"alg": "ES256", "kid": "1"}, CLAIMS, b"secret", "sha512"),
        jwt({"alg": "RS256", "kid": "1"}, CLAIMS) + "A" * 342,
        jwt({"alg": "RS256", "kid": "1"}, CLAIMS) + b64url(b"acme" * 64),
        b64url(json.dumps(CLAIMS).encode()),
    ],
    "encoded text": [
        b64(b"jane.smithers:1984-03-17:acme-holdings"),
        b64("Gr\u00fc\u00dfe-an-M\u00fcller-aus-K\u00f6ln-2026".encode()),
        b64(json.dumps({"user": "jane", "pin": 4711}).encode()),
        b64("Smithers-1984-acme".encode("utf-16-le")),
        b64(zlib.compress(b"jane.smithers 4711 acme holdings payroll")),
        b"jane.smithers:4711:acme-payroll".hex(),
        base64.b32encode(b"jane.smithers:4711:acme").decode(),
        base64.b85encode(b"jane.smithers:4711:acme-payroll").decode(),
        "".join(f"%{byte:02x}" for byte in b"smithers4711"),
        "Basic " + b64(b"jane:Winter2026!"),
    ],
    "address with a password": [
        "postgres://jane:Smithers1984@db.acme-holdings.example:5432/payroll",
        "mongodb+srv://payroll:Acme4711!@cluster0.ab1cd.mongodb.net/payroll",
        "redis://:Acme4711@redis-10233.c8.eu-west-1-2.ec2.cloud.example:10233/0",
        "https://hooks.acme.example/services/" + hashlib.md5(MAIL).hexdigest(),  # noqa: S324 - what people do
        "Server=tcp:acme.example,1433;User ID=sa;Password=Acme4711!;Encrypt=true",
        "AccountName=acmepayroll;AccountKey=Acme4711Acme4711",
    ],
    "a prefix and what was chosen": [
        "sk-acme-payroll-master-key-2026",
        "sk-1234-litellm-master-key-of-acme",
        "sk-" + hashlib.sha256(MAIL).hexdigest(),
        "sk-" + b64url(hashlib.sha256(MAIL).digest()),
        "sk-proj-" + hashlib.sha512(PHONE).hexdigest(),
        "sk-ant-" + b64(MAIL),
        "vck_" + b64url(b"jane.smithers:4711:acme-holdings:payroll!!"),
        "vck_" + hashlib.sha224(MAIL).hexdigest(),
        "vck_" + "JaneSmithersAcmeHoldingsPayrollDepartmentLondonMarch1984",
        "ghp_" + "Acme4711" * 4 + "Acme",
        "AIza" + "JaneSmithers1984AcmeHoldingsPayroll",
    ],
    "words": [
        "jane-smithers-acme-holdings-payroll-1984",
        "Ac4me-H0ld1ngs-P4yr0ll-K3y-1984",
        "aC-mE-hO-lD-iN-gS-pA-yR-oL-l1984",
        "P@yr0ll!Acm3!J4ne!Sm1thers!1984",
        "Mein Vater erklaert mir jeden Sonntag unsere neun Planeten",
    ],
    "numbers about people": [
        "GB29NWBK60161331926819-BARCGB22",
        "4929-1234-5678-9012-03-27-123-SMITHERS",
        "SMITHERS<<JANE<<<GBR8403174F2603171<<<<<<08",
        "QQ123456C-1984-03-17-SW1A1AA",
        "51.5007,-0.1246;51.5008,-0.1247",
    ],
    "chosen by a known seed": [
        "".join(random.Random(42).choices(string.ascii_letters + string.digits, k=40)),  # noqa: S311 - what people do
        "".join(random.Random(0).choices("0123456789abcdef", k=32)),  # noqa: S311 - what people do
        random.Random(1234).randbytes(24).hex(),  # noqa: S311 - what people do
    ],
    "printed": [
        "AKIAIOSFODNN7EXAMPLE",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
        "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==",
    ],
}


@pytest.mark.parametrize("kind", GUESSABLE)
def test_what_can_be_tried_has_none_under_any_name(kind: str) -> None:
    """Whatever was hashed, encoded, counted or chosen: nobody can tell its letters from those that chance wrote."""
    names = ("", "MY_VALUE", "AI_GATEWAY_API_KEY", "OPENAI_API_KEY", "VERCEL_OIDC_TOKEN", "GEMINI_API_KEY")
    assert [value for value in GUESSABLE[kind] for name in names if fingerprint(value, name=name) is not None] == []
    assert [value for value in GUESSABLE[kind] if fingerprint(value, SALT) is None] == []


@pytest.mark.parametrize("value", ["team_JaneSmithersAcmeHoldings", "prj_acmeholdingspayroll1984", "rule_" + "a1" * 12])
def test_a_word_behind_the_prefix_of_an_id_has_none_in_a_variable(value: str) -> None:
    assert fingerprint(value, name="MY_VALUE") is None
    assert fingerprint(value, name="MY_VALUE", salt=SALT) is not None


LETTERS = string.ascii_letters + string.digits
URL_SAFE = LETTERS + "_-"
HEX = "0123456789abcdef"


def drawn(alphabet: str, length: int, before: str = "", after: str = "") -> Callable[[random.Random], str]:
    return lambda chance: before + "".join(chance.choices(alphabet, k=length)) + after


def signed(alg: str, length: int) -> Callable[[random.Random], str]:
    head = f"{b64url(json.dumps({'alg': alg, 'kid': 'mrk-1'}).encode())}.{b64url(json.dumps(CLAIMS).encode())}."
    return lambda chance: head + b64url(chance.randbytes(length))


ISSUED: dict[str, tuple[str, Callable[[random.Random], str]]] = {
    "gateway": ("AI_GATEWAY_API_KEY", drawn(URL_SAFE, 56, "vck_")),
    "gateway, of letters": ("VERCEL_AI_GATEWAY_KEY", drawn(LETTERS, 56, "vck_")),
    "OpenAI": ("OPENAI_API_KEY", drawn(LETTERS, 48, "sk-")),
    "OpenAI, marked": ("", lambda chance: f"sk-{drawn(LETTERS, 20)(chance)}T3BlbkFJ{drawn(LETTERS, 20)(chance)}"),
    "OpenAI, of a project": ("OPENAI_API_KEY", drawn(URL_SAFE, 156, "sk-proj-")),
    "OpenAI, of a service": ("", drawn(URL_SAFE, 156, "sk-svcacct-")),
    "Anthropic": ("ANTHROPIC_API_KEY", drawn(URL_SAFE, 93, "sk-ant-api03-", "AA")),
    "Azure": ("AZURE_API_KEY", drawn(HEX, 32)),
    "Azure, long": ("AZURE_OPENAI_API_KEY", drawn(LETTERS, 84)),
    "Gemini": ("GEMINI_API_KEY", drawn(URL_SAFE, 35, "AIza")),
    "Google": ("", drawn(URL_SAFE, 35, "AIza")),
    "Mistral": ("MISTRAL_API_KEY", drawn(LETTERS, 32)),
    "Cohere": ("COHERE_API_KEY", drawn(LETTERS, 40)),
    "DeepSeek": ("DEEPSEEK_API_KEY", drawn(HEX, 32, "sk-")),
    "OpenRouter": ("OPENROUTER_API_KEY", drawn(HEX, 64, "sk-or-v1-")),
    "Groq": ("GROQ_API_KEY", drawn(LETTERS, 52, "gsk_")),
    "xAI": ("XAI_API_KEY", drawn(LETTERS, 80, "xai-")),
    "Perplexity": ("PERPLEXITY_API_KEY", drawn(LETTERS, 48, "pplx-")),
    "Bedrock": ("AWS_BEARER_TOKEN_BEDROCK", drawn(LETTERS, 128, "ABSK")),
    "AWS secret": ("AWS_SECRET_ACCESS_KEY", drawn(LETTERS + "/+", 40)),
    "bypass": ("VERCEL_AUTOMATION_BYPASS_SECRET", drawn(LETTERS, 32)),
    "GitHub": ("", drawn(LETTERS, 36, "ghp_")),
    "Hugging Face": ("", drawn(string.ascii_letters, 34, "hf_")),
    "Stripe": ("", drawn(LETTERS, 99, "sk_live_")),
    "npm": ("", drawn(LETTERS, 36, "npm_")),
    "DigitalOcean": ("", drawn(HEX, 64, "dop_v1_")),
    "SendGrid": ("", lambda chance: f"SG.{drawn(URL_SAFE, 22)(chance)}.{drawn(URL_SAFE, 43)(chance)}"),
    "team": ("", drawn(LETTERS, 24, "team_")),
    "deployment": ("", drawn(LETTERS, 28, "dpl_")),
    "generation": ("", drawn("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 24, "gen_01")),
    "OIDC, RS256": ("VERCEL_OIDC_TOKEN", signed("RS256", 256)),
    "OIDC, long": ("", signed("RS512", 512)),
    "OIDC, PS384": ("", signed("PS384", 384)),
}


@pytest.mark.parametrize("issuer", ISSUED)
def test_what_an_issuer_draws_by_chance_has_one(issuer: str) -> None:
    name, draw = ISSUED[issuer]
    chance = random.Random(issuer)  # noqa: S311 - the same in every run
    keys = [draw(chance) for _ in range(300)]
    # Of letters alone chance writes now and then what looks like words.
    assert sum(fingerprint(key, name=name) is None for key in keys) <= (3 if issuer == "Hugging Face" else 0)


@pytest.mark.parametrize("issuer", ["Azure", "Azure, long", "Mistral", "Cohere", "AWS secret", "bypass", "DeepSeek"])
def test_a_key_that_its_name_alone_gives_away_has_none_under_another(issuer: str) -> None:
    key = ISSUED[issuer][1](random.Random(issuer))  # noqa: S311 - the same in every run
    assert [name for name in ("", "MY_VALUE", "OPENAI_API_KEY") if fingerprint(key, name=name) is not None] == []
