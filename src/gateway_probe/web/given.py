"""Documents that a request brings along, to be compared with this place."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

from starlette.requests import Request

from gateway_probe.disclosure import is_credential
from gateway_probe.document import UnreadableDocument
from gateway_probe.document.bounds import MAX_BYTES
from gateway_probe.reports.lines import inert
from gateway_probe.web.problems import invalid_document, too_large

if TYPE_CHECKING:
    from gateway_probe.document import Document

MAX_DOCUMENTS = 10
_NAME = 40
"""Characters of a name."""
_ROOM = 3
"""All of them together may hold what three of the largest do: others wait while they are read and compared."""


async def given_documents(request: Request) -> list[tuple[str, Document]]:
    """The named Documents in the body: one, or an array of them. Raises `Problem` (413, 422).

    `name` in the query, once for each Document, calls it so; the page gives the names of the files.
    The content type does not matter: `curl --data` says form, and a Document is told by what it holds.
    """
    content = await read_body(request, MAX_BYTES)
    try:
        # In a thread of its own: whoever else asks is answered meanwhile.
        documents = await asyncio.to_thread(_read_all, content)
        return _name_documents(documents, request.query_params.getlist("name"))
    except UnreadableDocument as error:
        raise invalid_document(str(error)) from None


async def read_body(request: Request, most: int) -> bytes:
    """The body, of no more than so many bytes. Raises `Problem` (413) before the rest of a larger one comes."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise too_large(most)
    return bytes(body)


def _read_all(content: bytes) -> list[Document]:
    """Every Document of the body."""
    from gateway_probe.document import read_document, read_json  # most requests bring none along

    parsed = read_json(content, documents=_ROOM)
    items = parsed if isinstance(parsed, list) else [parsed]
    if not 1 <= len(items) <= MAX_DOCUMENTS:
        raise UnreadableDocument(f"an array of {len(items)} items, where 1 to {MAX_DOCUMENTS} Documents are taken")
    return [read_document(item) for item in items]


def _name_documents(documents: list[Document], names: list[str]) -> list[tuple[str, Document]]:
    """Each by the name that came with it, else by its environment or platform; a number tells namesakes apart, and
    those that only look alike."""
    given = names if len(names) == len(documents) else [""] * len(documents)
    named: list[tuple[str, Document]] = []
    taken = {"this place"}
    for name, document in zip(given, documents, strict=True):
        place = document.runtime.environment or document.runtime.platform
        told = " ".join(inert(name).split())[:_NAME]
        shown = f"given {place}" if not told or is_credential(told) else told
        free = next(form for form in _count_up(shown) if form.casefold() not in taken)
        taken.add(free.casefold())
        named.append((free, document))
    return named


def _count_up(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name} {number}" for number in count(2))
