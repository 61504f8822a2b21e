"""OIDC tokens whose claims are not those of a deployment."""

import base64
import json
from dataclasses import dataclass
from typing import Any

from tests.standin import Token


@dataclass(frozen=True)
class OddToken(Token):
    """The ordinary token with some claims replaced; None takes a claim away."""

    claims: tuple[tuple[str, Any], ...] = ()

    def jwt(self) -> str:
        """The token as text, with its odd claims."""
        head, body, signature = super().jwt().split(".")
        told = json.loads(base64.urlsafe_b64decode(f"{body}===")) | dict(self.claims)
        kept = {name: value for name, value in told.items() if value is not None}
        odd = base64.urlsafe_b64encode(json.dumps(kept).encode()).rstrip(b"=").decode()
        return f"{head}.{odd}.{signature}"

    def is_in(self, jwt: str) -> bool:
        """Every token is this one: no world has another beside it."""
        return jwt.count(".") == 2
