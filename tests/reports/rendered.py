"""Markdown as a reader shows it: rendered with HTML, tables and bare links on, then taken apart."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from markdown_it import MarkdownIt


@dataclass
class Shown(HTMLParser):
    """The elements with their attributes, the texts, and the comments of a page."""

    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    @property
    def text(self) -> str:
        """All of it, as a person reads it."""
        return "".join(self.texts)


def markdown_shown(markdown: str) -> Shown:
    """What a reader of GitHub's kind makes of it."""
    page = Shown()
    page.feed(MarkdownIt("gfm-like", {"html": True}).render(markdown))
    page.close()
    return page
