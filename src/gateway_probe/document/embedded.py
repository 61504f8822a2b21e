"""The Document inside an HTML report: reports are what people keep and attach, so they are read again like JSON."""

DATA_ID = "gateway-probe-document"

_ID = f'id="{DATA_ID}"'.encode()
_OPENING = 200
"""How far before its id the element may begin."""


def find_embedded(content: bytes) -> bytes | None:
    """The JSON that a report of ours carries, or None where the bytes are no HTML or carry none.

    A few searches and no parser: parsers of HTML take minutes over a megabyte that is made for it, and what is looked
    for is one element in the form in which our own reports have it.
    """
    if not content[:1024].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return None
    named = content.find(_ID)
    tag = content.rfind(b"<", max(0, named - _OPENING), named) if named != -1 else -1
    opened = content.find(b">", named)
    if tag == -1 or opened == -1 or not content[tag:named].lower().startswith(b"<script"):
        return None
    closed = content.find(b"</", opened)
    return content[opened + 1 : closed] if closed != -1 else None
