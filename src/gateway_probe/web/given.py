"""Documents that a request brings along, to be compared with this place."""

import asyncio

from starlette.requests import Request

from gateway_probe.document import Document, UnreadableDocument, read_document, read_json
from gateway_probe.document.limits import MAX_BYTES, check_tree
from gateway_probe.web.problems import invalid_document, too_large

MAX_DOCUMENTS = 10
MAX_VALUES = 20_000
"""In all of them together: ten times what one has. Others wait while they are read and compared."""


async def given_documents(request: Request) -> list[tuple[str, Document]]:
    """The named Documents in the body: one, or an array of them. Raises `Problem` (413, 422).

    The content type does not matter: `curl --data` says form, and a Document is told by what it holds.
    """
    content = await _bounded(request)
    try:
        # In a thread of its own: whoever else asks is answered meanwhile.
        return _named(await asyncio.to_thread(_read_all, content))
    except UnreadableDocument as error:
        raise invalid_document(str(error)) from None


async def _bounded(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BYTES:
            raise too_large(MAX_BYTES)
    return bytes(body)


def _read_all(content: bytes) -> list[Document]:
    """Every Document of the body. What limits one limits all of them together."""
    parsed = read_json(content, MAX_VALUES)
    check_tree(parsed, MAX_VALUES)
    items = parsed if isinstance(parsed, list) else [parsed]
    if not 1 <= len(items) <= MAX_DOCUMENTS:
        raise UnreadableDocument(f"an array of {len(items)} items, where 1 to {MAX_DOCUMENTS} Documents are taken")
    return [read_document(item) for item in items]


def _named(documents: list[Document]) -> list[tuple[str, Document]]:
    """Each by its environment or platform; a number tells namesakes apart."""
    named: list[tuple[str, Document]] = []
    for document in documents:
        name = f"given {document.runtime.environment or document.runtime.platform}"[:40]
        taken = sum(known.startswith(name) for known, _ in named)
        named.append((f"{name} {taken + 1}" if taken else name, document))
    return named
