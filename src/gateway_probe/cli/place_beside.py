"""The place that the page of `gateway-probe serve` shows beside this machine, which asks it for the page.

A browser may not: the policy of the page lets it speak to its own server alone, and no place answers other sites.
"""

import argparse

from pydantic import Field, SecretStr, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from gateway_probe.cli.environment import Environment
from gateway_probe.cli.exit_codes import WrongUse
from gateway_probe.cli.passes import Passes, passes_of
from gateway_probe.disclosure import LeakPrevented, Secrets
from gateway_probe.document import Document, Model
from gateway_probe.places.deployed_probe import Address, fetch_document, probe_url
from gateway_probe.places.unknown import PlaceUnknown, UnusableAddress
from gateway_probe.releasing import release
from gateway_probe.web.given import read_body
from gateway_probe.web.http_answers import EVERY_ANSWER, problem_answer
from gateway_probe.web.laptop import Laptop
from gateway_probe.web.problems import invalid_parameter, leak_prevented, place_unknown

MAX_BODY = 8_192


class PlaceBeside(Model):
    """The body of a `POST ?beside`: the address that somebody named on the page, and what opens it."""

    url: str = Field(min_length=1, max_length=2_000)
    token: SecretStr | None = None
    model: str | None = Field(None, max_length=200)


def laptop_of(options: argparse.Namespace, environment: Environment) -> Laptop:
    """How this machine asks another place for its page. Raises `WrongUse` where `--beside` names none."""
    named = None if options.beside is None else _usable(options.beside)
    # The secrets of this shell are for the address that it named; one that is typed on the page brings its own token.
    passes = Passes() if named is None else passes_of(options)

    async def ask(place: PlaceBeside) -> tuple[Document, Secrets]:
        try:
            mine = probe_url(place.url, with_secret=True) == named
            token, bypass = (passes.token(place.url), passes.bypass(place.url)) if mine else (None, None)
            query = {"format": "json", **({"model": place.model} if place.model else {})}
            address = Address(place.url, place.token or token, bypass, query)
            return await fetch_document(address, timeout_s=options.timeout), address.secrets
        except UnusableAddress as error:
            raise invalid_parameter("url", f"cannot be used: {error}") from None
        except PlaceUnknown as unknown:
            # On the page the token is typed.
            denied = unknown.code in {"access-denied", "too-many-wrong-tokens"}
            step = "Type the token of that deployment beside its address." if denied else unknown.next_step
            raise place_unknown(unknown.code, unknown.text, step) from None

    async def answer(request: Request) -> Response:
        document, sent = await ask(await _read_place(request))
        try:
            content = release(document, "json", sent | Secrets([request.headers.get("authorization", "")])).content
        except LeakPrevented:
            return problem_answer(leak_prevented())
        return Response(content, 200, EVERY_ANSWER, "application/json")

    return Laptop(answer, environment.from_file, environment.shadowed)


async def _read_place(request: Request) -> PlaceBeside:
    """Raises `Problem` (413, 422)."""
    body = await read_body(request, MAX_BODY)
    try:
        return PlaceBeside.model_validate_json(body)
    except ValidationError:
        # Its message would repeat the body, and with it the token.
        raise invalid_parameter("url", "must be the address of the other place, in a JSON object") from None


def _usable(url: str) -> str:
    try:
        return probe_url(url, with_secret=True)
    except UnusableAddress as error:
        raise WrongUse(f"the URL of --beside cannot be used: {error}") from None
