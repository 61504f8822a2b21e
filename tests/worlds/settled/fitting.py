"""What is to be done fits the place: a laptop is not deployed again, and nothing of Vercel's is set where Vercel is not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tests.standin import Gateway, Key
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, MONEY, OTHER_TEAM, May
from tests.worlds.world import KEY, REVOKED_KEY, Place, World, on_laptop, on_vercel

LAMBDA = {"AWS_LAMBDA_FUNCTION_NAME": "shop-fake", "AWS_REGION": "eu-central-1"}
CI = {"CI": "true", "GITHUB_ACTIONS": "true"}
REVOKED = Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),))
NEXT_DEPLOYMENT = "reaches the next deployment"
"""A rule of Vercel's: a variable that was changed there is in no deployment that was made before."""


@dataclass(frozen=True)
class Spot:
    """A kind of place: its variables, words that a step there holds, and words that none may hold."""

    step: str
    never: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)
    vercel: str = ""

    def holding(self, key: str | None) -> Place:
        """The place with this key."""
        if self.vercel:
            return on_vercel(key, environment=self.vercel)
        return on_laptop(key).having({"GATEWAY_PROBE_CLIENT": "ai-sdk-7", **self.env})


# Nothing is deployed on a laptop or in a job: the shell or the file is read when the program starts. Elsewhere than at
# Vercel its variables are not those that a function has; and what is pulled to a laptop changes nothing in a deployment.
AGAIN = "Start the app again"
SPOTS = {
    "a laptop": Spot(AGAIN, ("Deploy again", NEXT_DEPLOYMENT, "vercel env add")),
    "a job of CI": Spot(AGAIN, (NEXT_DEPLOYMENT, "vercel env"), CI),
    "a function of Lambda": Spot(AGAIN, ("vercel env", NEXT_DEPLOYMENT, ".env.local"), LAMBDA),
    "Production": Spot(NEXT_DEPLOYMENT, ("vercel env pull", "vercel dev", "for development"), vercel="production"),
    "a preview": Spot(NEXT_DEPLOYMENT, ("env pull", "AI_GATEWAY_API_KEY production"), vercel="preview"),
}
FAULTS: dict[str, tuple[str | None, Gateway, str]] = {
    "the key was revoked": (REVOKED_KEY, REVOKED, "key-invalid-revoked-or-expired"),
    "there is no key": (None, Gateway(), "key-absent"),
    "the key is empty": ("", Gateway(), "key-empty"),
    "the key stands in quotes": (f"'{KEY}'", parts.by_key_alone(parts.PAID), "key-quoted-or-prefixed"),
    "the key is a placeholder": ("[SENSITIVE]", Gateway(), "key-redacted-placeholder"),
}
TRIED = (
    ("the key was revoked", "a laptop"),
    ("the key stands in quotes", "a job of CI"),
    ("there is no key", "a function of Lambda"),
    # No token comes either: whichever of the two is put right, the app is served.
    ("the key is empty", "Production"),
    ("the key is empty", "a preview"),
    *(("the key is a placeholder", where) for where in ("a laptop", "a function of Lambda", "Production")),
)


def _worlds() -> Iterator[World]:
    for what, where in TRIED:
        spot, (key, gateway, code) = SPOTS[where], FAULTS[what]
        unjust = MONEY | FACTORS | OTHER_TEAM
        may = May(("failing",), (code,), certain=True, step=spot.step, never=spot.never, not_claimed=unjust)
        yield World(f"{what} in {where}", spot.holding(key), gateway, may)


WORLDS: tuple[World, ...] = tuple(_worlds())
