"""The Document inside an HTML report: reports are what people keep and attach, so they are read again like JSON."""

from html.parser import HTMLParser

DATA_ID = "gateway-probe-document"


def embedded(content: bytes) -> bytes | None:
    """The JSON that a report of ours carries, or None where the bytes are no HTML or carry none."""
    if not content[:1024].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return None
    finder = _Finder()
    try:
        finder.feed(content.decode("utf-8", "replace"))
        finder.close()
    except (AssertionError, RecursionError):
        return None
    return "".join(finder.found).encode() if finder.found else None


class _Finder(HTMLParser):
    """Takes the text of the one element that holds the data."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin at the data's element."""
        self._inside = tag == "script" and dict(attrs).get("id") == DATA_ID and not self.found

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser names it so
        """End with any element: nothing stands inside a script."""
        self._inside = False

    def handle_data(self, data: str) -> None:
        """Keep what stands in it."""
        if self._inside:
            self.found.append(data)
