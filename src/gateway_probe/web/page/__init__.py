"""The page: a shell that holds no fact and needs no token, its style sheet and its script.

A function that is dropped into another project owns one path alone, so both are served on that path: `?asset=page.css`.
Addresses are relative, so that a stage or a mount in front of the path does not matter.
"""

from functools import cache
from importlib.resources import files

from gateway_probe.reports.html.element import Html, el
from gateway_probe.reports.html.frame import asset as report_asset

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_MEDIA_TYPES = {"page.css": "text/css; charset=utf-8", "page.js": "text/javascript; charset=utf-8"}


def asset(name: str) -> tuple[bytes, str] | None:
    """The content and media type of an asset of the page, or None where there is no such one."""
    return (_content(name), _MEDIA_TYPES[name]) if name in _MEDIA_TYPES else None


@cache
def _content(name: str) -> bytes:
    """What the report has too comes first."""
    shared = report_asset({"page.css": "report.css", "page.js": "copy.js"}[name])
    return f"{shared}\n{_own(name)}".encode()


def _own(name: str) -> str:
    return (files("gateway_probe.web.page") / name).read_text(encoding="utf-8")


@cache
def shell(endpoint: str, *, beside: bool) -> bytes:
    """The page before anything is asked. `endpoint` leads from it to the probe's path; empty where that is the same.

    `beside`: this server asks another place too, whose address the page then takes.
    """
    page = el(
        "html",
        el(
            "head",
            Html('<meta charset="utf-8">'),
            Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
            Html('<meta name="color-scheme" content="light dark">'),
            el("title", "gateway-probe"),
            # An empty icon, or the browser asks the site for one.
            Html('<link rel="icon" href="data:,">'),
            Html(f'<link rel="stylesheet" href="{endpoint}?asset=page.css">'),
            Html(f'<script src="{endpoint}?asset=page.js" defer></script>'),
        ),
        el("body", Html(_own("body.html")), data_endpoint=endpoint, data_beside=beside),
        lang="en",
    )
    return f"<!doctype html>\n{page}\n".encode()
