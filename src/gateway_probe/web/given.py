"""Documents that a request brings along, to be compared with this place."""

import json

from starlette.requests import Request

from gateway_probe.document import Document, UnreadableDocument, read_document
from gateway_probe.document.document import MAX_DOCUMENT_BYTES
from gateway_probe.document.report import embedded
from gateway_probe.web.problems import invalid_document, too_large

MAX_DOCUMENTS = 10


async def given_documents(request: Request) -> list[tuple[str, Document]]:
    """The named Documents in the body: one, or an array of them. Raises `Problem` (413, 422).

    The content type does not matter: `curl --data` says form, and a Document is told by what it holds.
    """
    content = await _bounded(request)
    try:
        parsed = json.loads(embedded(content) or content)
    except (ValueError, RecursionError):
        raise invalid_document("not JSON") from None
    items = parsed if isinstance(parsed, list) else [parsed]
    if not 1 <= len(items) <= MAX_DOCUMENTS:
        raise invalid_document(f"an array of {len(items)} items, where 1 to {MAX_DOCUMENTS} Documents are taken")
    return _named([_read(item) for item in items])


async def _bounded(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_DOCUMENT_BYTES:
            raise too_large(MAX_DOCUMENT_BYTES)
    return bytes(body)


def _read(item: object) -> Document:
    try:
        return read_document(json.dumps(item).encode())
    except UnreadableDocument as error:
        raise invalid_document(str(error)) from None


def _named(documents: list[Document]) -> list[tuple[str, Document]]:
    """Each by its environment or platform; a number tells namesakes apart."""
    named: list[tuple[str, Document]] = []
    for document in documents:
        name = f"given {document.runtime.environment or document.runtime.platform}"[:40]
        taken = sum(known.startswith(name) for known, _ in named)
        named.append((f"{name} {taken + 1}" if taken else name, document))
    return named
