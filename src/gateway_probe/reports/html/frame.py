"""The report as one file: it opens offline, asks nobody for anything, and carries its result to be read again."""

import base64
import re
from functools import cache
from hashlib import sha256
from importlib.resources import files

from gateway_probe.document import Document
from gateway_probe.document.comparison import Comparison
from gateway_probe.document.embedded import DATA_ID
from gateway_probe.reports.html.element import Html, el
from gateway_probe.reports.html.view import view
from gateway_probe.reports.lines import inert_json
from gateway_probe.reports.subject import Subject

_MARKUP = re.compile("[<>&\u2028\u2029]")


def one_file(subject: Subject) -> str:
    """The whole page."""
    return "<!doctype html>\n" + el(
        "html",
        el(
            "head",
            Html('<meta charset="utf-8">'),
            Html(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'),
            Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
            Html('<meta name="color-scheme" content="light dark">'),
            el("title", f"gateway-probe: {_title(subject)}"),
            Html(f"<style>{asset('report.css')}</style>"),
        ),
        el(
            "body",
            el("main", view(subject), id="report"),
            Html(f'<script type="application/json" id="{DATA_ID}">{_data(subject)}</script>'),
            Html(f"<script>{asset('copy.js')}</script>"),
        ),
        lang="en",
    )


def _title(subject: Subject) -> str:
    if isinstance(subject, Document):
        return subject.verdict.code
    return "comparison" if isinstance(subject, Comparison) else subject.title


@cache
def asset(name: str) -> str:
    """A file of this package: the style sheet, or the script behind the copy buttons."""
    return (files("gateway_probe.reports.html") / name).read_text(encoding="utf-8")


def _data(subject: Subject) -> str:
    """JSON in which no character can end the element that it stands in."""
    plain = inert_json(subject.model_dump_json())
    return _MARKUP.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)


def _hash(content: str) -> str:
    return "'sha256-" + base64.b64encode(sha256(content.encode()).digest()).decode() + "'"


# Exactly this style sheet and this script: nothing that a Document could smuggle in, and no request to anybody.
POLICY = (
    f"default-src 'none'; style-src {_hash(asset('report.css'))}; script-src {_hash(asset('copy.js'))}; "
    "base-uri 'none'; form-action 'none'"
)
