"""What the gateway knows: teams, their keys and tokens, models, stored credentials, and what was scripted."""

import base64
import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from tests.standin.provider_refusals import Words
from tests.standin.wires import Wire

if TYPE_CHECKING:
    from tests.standin.scripting import Rule

Tier = Literal["free", "paid"]
Kind = Literal["language", "embedding", "image", "reranking", "speech", "transcription", "video", "realtime"]
KEY_LENGTH = 60


def fake_key(name: str) -> str:
    """A key of the gateway's form (`vck_` and 56 characters) that says of itself that it is none."""
    return f"vck_FAKE-{name}-".ljust(KEY_LENGTH, "x")


@dataclass(frozen=True)
class Credential:
    """A provider credential that a team has stored (BYOK). `outcome` is `served`, or how the provider refuses: its words
    or one that `providers.WORDS` has words for."""

    outcome: str | Words = "served"
    enabled: bool = True
    for_zero_retention: bool = False


@dataclass(frozen=True)
class Team:
    """Money, tier and settings. Amounts are US dollars in decimal, as `GET /v1/credits` gives them."""

    id: str = "team_FAKEpaid"
    tier: Tier = "paid"
    balance: str = "95.50"
    used: str = "4.50"
    blocked: bool = False
    card: bool = True
    budget_left: bool = True
    providers_allowed: frozenset[str] | None = None
    models_allowed: frozenset[str] | None = None
    filter_name: str = ""
    """A team setting that leaves no provider for any model, by the gateway's name of it."""
    denied_by: Mapping[str, str] = field(default_factory=dict)
    """Model id → id of the routing rule that denies it."""
    stored: Mapping[str, Credential] = field(default_factory=dict)
    free_requests: int | None = None
    """How many generations the free tier's rate limit lets through; None is no limit."""

    @property
    def slug(self) -> str:
        """The team's name in the claims of its tokens."""
        return self.id.removeprefix("team_").lower()


@dataclass(frozen=True)
class Key:
    """A gateway key. A revoked one gets 401 as an unknown one does."""

    value: str
    team: Team
    revoked: bool = False
    budget_left: bool = True


@dataclass(frozen=True)
class Token:
    """An OIDC token of a deployment, made anew for each run since it carries times."""

    team: Team
    project: str = "prj_FAKE"
    environment: str = "production"
    age_s: float = 600
    lifetime_s: float = 7200
    refused: bool = False
    stranger: bool = False
    """Signed by nobody: the gateway does not know it at all."""

    def jwt(self) -> str:
        """The token as text, as of now. Of two that were made in one second, a refused one is not the good one."""
        issued = int(time.time() - self.age_s)
        owner = self.team.slug
        subject = f"owner:{owner}:project:shop:environment:{self.environment}"
        claims: dict[str, Any] = {
            "iss": f"https://oidc.vercel.com/{owner}",
            "aud": f"https://vercel.com/{owner}",
            "sub": subject,
            "scope": subject,
            "owner": owner,
            "owner_id": self.team.id,
            "project": "shop",
            "project_id": self.project,
            "environment": self.environment,
            "iat": issued,
            "nbf": issued,
            "exp": int(issued + self.lifetime_s),
        }
        head = {"alg": "RS256", "typ": "JWT", "kid": "FAKE"}
        signed = f"{_base64url(head)}.{_base64url(claims)}"
        return f"{signed}.{_sign(f'{signed} {self.refused} {self.stranger}')}"

    def is_in(self, jwt: str) -> bool:
        """Whether the text is this token; its times differ from run to run and do not count."""
        try:
            claims = json.loads(base64.urlsafe_b64decode(jwt.split(".")[1] + "==="))
        except (IndexError, ValueError):
            return False
        told = [claims.get(name) for name in ("owner_id", "project_id", "environment")]
        return told == [self.team.id, self.project, self.environment]

    def is_current(self, clock_offset_s: float) -> bool:
        """Whether it is past its beginning and before its end, by a clock that is off by so much."""
        return -30 <= self.age_s + clock_offset_s < self.lifetime_s


@dataclass(frozen=True)
class Model:
    """A model of the public list."""

    id: str
    providers: tuple[str, ...]
    kind: Kind = "language"
    free: bool = True
    """Open to teams of the free tier."""

    @property
    def name(self) -> str:
        """The id without its creator."""
        return self.id.partition("/")[2]


CATALOGUE = (
    Model("openai/gpt-5.4-mini", ("openai", "azure")),
    Model("openai/gpt-4o-mini", ("openai",)),
    Model("anthropic/claude-sonnet-4.5", ("anthropic", "bedrock", "vertexAnthropic"), free=False),
    Model("google/gemini-3-flash", ("google", "vertex")),
    Model("zai/glm-5", ("zai", "deepinfra"), free=False),
    Model("openai/text-embedding-3-small", ("openai", "azure"), kind="embedding"),
    Model("google/imagen-5", ("google", "vertex"), kind="image", free=False),
)


@dataclass(frozen=True)
class Gateway:
    """One gateway with all that it knows."""

    keys: tuple[Key, ...] = ()
    tokens: tuple[Token, ...] = ()
    models: tuple[Model, ...] = CATALOGUE
    system: Mapping[str, str | Words] = field(default_factory=dict)
    """Provider → what its answer to the gateway's own credential is: `served` where it is not named, `none` where the
    gateway has no credential of its own for it."""
    rules: tuple["Rule", ...] = ()
    metadata: Literal["old", "new", "none"] = "new"
    """Shape of the routing metadata: `attempts` and the internal names were dropped during 2026."""
    zero_retention_providers: frozenset[str] = frozenset({"openai", "azure", "anthropic", "bedrock"})
    clock_offset_s: float = 0
    wire: Wire = "clear"
    seed: int = 0

    def resolve(self, asked: str) -> tuple[Model, str | None] | None:
        """The model of this id, and the provider that the id names in place of a creator."""
        for model in self.models:
            if model.id == asked:
                return model, None
        creator, _, name = asked.partition("/")
        for model in self.models:
            if model.name == name and creator in model.providers:
                return model, creator
        return None


def _base64url(part: dict[str, Any]) -> str:
    return _in_base64(json.dumps(part).encode())


def _sign(text: str) -> str:
    """As long as a signature by an RSA key of 2,048 bits, and nobody's."""
    return _in_base64(b"".join(hashlib.sha256(f"FAKE {part} {text}".encode()).digest() for part in range(8)))


def _in_base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
