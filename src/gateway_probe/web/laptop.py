"""What the probe has besides where `gateway-probe serve` serves it on a laptop: it asks another place for the page.

A browser may not: the policy of the page lets it speak to its own server alone, and no place answers other sites.
"""

from collections.abc import Awaitable, Callable

from pydantic import Field, SecretStr, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from gateway_probe.disclosure import LeakPrevented, Secrets
from gateway_probe.document import Document, Model
from gateway_probe.record import record
from gateway_probe.releasing import release
from gateway_probe.web.given import read_body
from gateway_probe.web.http_answers import EVERY_ANSWER, problem_answer
from gateway_probe.web.problems import invalid_parameter, leak_prevented

MAX_BODY = 8_192


class PlaceBeside(Model):
    """The body of a `POST ?beside`: the address that somebody named on the page, and what opens it."""

    url: str = Field(min_length=1, max_length=2_000)
    token: SecretStr | None = None
    model: str | None = Field(None, max_length=200)


@record(frozen=True)
class Laptop:
    """How another place is asked, and where the variables of this one came from."""

    ask: Callable[[PlaceBeside], Awaitable[tuple[Document, Secrets]]]
    """The Document of that place, and what was sent to it. Raises `Problem`."""
    from_file: frozenset[str] = frozenset()
    shadowed: frozenset[str] = frozenset()


async def document_beside(laptop: Laptop, request: Request) -> Response:
    """The Document of the place that the body names, as JSON. Raises `Problem` (413, 422, 502)."""
    body = await read_body(request, MAX_BODY)
    try:
        place = PlaceBeside.model_validate_json(body)
    except ValidationError:
        # Its message would repeat the body, and with it the token.
        raise invalid_parameter("url", "must be the address of the other place, in a JSON object") from None
    document, sent = await laptop.ask(place)
    try:
        content = release(document, "json", sent | Secrets([request.headers.get("authorization", "")])).content
    except LeakPrevented:
        return problem_answer(leak_prevented())
    return Response(content, 200, EVERY_ANSWER, "application/json")
