"""How these worlds are stated: places, gateways and what was done to a Document's file."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from tests.standin import Gateway, Key, Team, Token
from tests.worlds import parts
from tests.worlds.places import MayExplain, Places, Seen, explained, pair
from tests.worlds.world import KEY, OTHER_KEY, Place, on_vercel

At = tuple[Place, Gateway]
Edit = Callable[[dict[str, Any]], None]

preview_by = partial(on_vercel, environment="preview")
INVALID = "key-invalid-revoked-or-expired"


def by_token(team: Team, environment: str = "production", *rules: Any) -> At:
    """A deployment without a key, and the gateway that knows its token."""
    token = Token(team, environment=environment)
    return on_vercel(None, token, environment=environment), Gateway((), (token,), rules=rules)


def by_other_key(team: Team, *rules: Any, **more: Any) -> Gateway:
    """The gateway knows the other key alone."""
    return Gateway((Key(OTHER_KEY, team),), rules=rules, **more)


def by_key(team: Team, *rules: Any, **more: Any) -> Gateway:
    """The gateway knows the usual key alone."""
    return Gateway((Key(KEY, team),), rules=rules, **more)


def as_paid(team: Team) -> Team:
    """The same team with all that it may lack, and the money that it has."""
    return replace(parts.PAID, id=team.id, balance=team.balance, used=team.used)


def doubted(name: str, first: At, second: At, codes: str = "", *, but: str = "", **more: Any) -> Places:
    """What stops production is one of these codes, and no more than likely; `but` may be certain all the same."""
    may = MayExplain(
        of={"production": tuple(codes.split())} if codes else {},
        certain_of={"production": tuple(but.split())},
        only_certain=frozenset(but.split()),
        **{"outcome": "different", **more},
    )
    return pair(name, first, second, may)


def decided(name: str, first: At, second: At, codes: str, **more: Any) -> Places:
    """What stops production is one of these codes, and that is likely at least."""
    allowed = str(more.pop("certain", codes))
    return pair(name, first, second, explained(codes.replace(" ", "|"), certain=allowed, sure=codes, **more))


def both_served(name: str, first: At, second: At, codes: str = "", **more: Any) -> Places:
    """Both are served; one of these codes says what is wrong in one of them, if anything is."""
    given = {"certain": codes, "sure": codes, "outcome": "same", **more}
    groups = [codes.replace(" ", "|")] if codes else []
    return pair(name, first, second, explained(*groups, **given))


def as_curl_gives_it(_tree: dict[str, Any]) -> None:
    """Nothing was done to it: it came as JSON and is read from there."""


def without_experiments(tree: dict[str, Any]) -> None:
    """The experiments were cut out."""
    tree["experiments"] = []


def without_clock(tree: dict[str, Any]) -> None:
    """How the place's clock stands to the gateway's is not known."""
    tree["runtime"]["clock_offset_ms"] = None
    for check in [*tree["gateway"]["checks"], *tree["experiments"]]:
        if check.get("response"):
            check["response"]["headers"].pop("date", None)


def without_variable(name: str) -> Edit:
    """What was seen of this variable was cut out."""

    def edit(tree: dict[str, Any]) -> None:
        tree["variables"] = [item for item in tree["variables"] if item["name"] != name]

    return edit


def without_claims(tree: dict[str, Any]) -> None:
    """Whose the deployment's token is was cut out."""
    for token in tree["identity"]["tokens"]:
        token["claims"] = None


def seen(name: str, at: At, **more: Any) -> Seen:
    """A place under this name."""
    return Seen(name, *at, **more)
