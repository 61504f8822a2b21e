"""Renderings of a result, each made from it alone. Who sends one passes it through the last gate."""

from typing import Literal

from gateway_probe.reports.subject import Subject

Format = Literal["json", "brief", "summary", "text", "markdown", "html", "junit", "openmetrics", "annotations"]
"""`brief` is JSON of at most 2,000 bytes, `summary` the answer on one screen, `openmetrics` numbers for a monitor,
`annotations` the answer in one line for a GitHub workflow; the others hold everything."""

MEDIA_TYPES: dict[Format, str] = {
    "json": "application/json",
    "brief": "application/json",
    "summary": "text/plain; charset=utf-8",
    "text": "text/plain; charset=utf-8",
    "markdown": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "junit": "application/xml; charset=utf-8",
    "openmetrics": "application/openmetrics-text; version=1.0.0; charset=utf-8",
    "annotations": "text/plain; charset=utf-8",
}


def render(subject: Subject, form: Format, *, colour: bool = False) -> bytes:
    """The subject as UTF-8 bytes in this format. What UTF-8 cannot carry (a lone surrogate) becomes `?`.

    `colour` is for text on a terminal; the other formats have none.
    """
    return _write(subject, form, colour=colour).encode("utf-8", "replace")


def modules_for(form: Format) -> tuple[str, ...]:
    """The modules that write this format, for whoever has time to import them before there is a result."""
    own = "lines" if form == "json" else form
    modules = [own] if form in {"json", "html", "brief", "junit", "openmetrics", "annotations"} else ["outline", own]
    return tuple(f"gateway_probe.reports.{name}" for name in modules)


# A function renders one format in its life, mostly JSON: each is imported where it is asked for.
def _write(subject: Subject, form: Format, *, colour: bool) -> str:
    if form == "json":
        from gateway_probe.reports.lines import inert_json

        return inert_json(subject.model_dump_json(indent=2)) + "\n"
    if form == "html":
        from gateway_probe.reports.html import one_file

        return one_file(subject)
    if form == "brief":
        from gateway_probe.reports.brief import brief

        return brief(subject)
    if form == "junit":
        from gateway_probe.reports.junit import junit

        return junit(subject)
    if form == "openmetrics":
        from gateway_probe.reports.openmetrics import openmetrics

        return openmetrics(subject)
    if form == "annotations":
        from gateway_probe.reports.annotations import annotations

        return annotations(subject)
    from gateway_probe.reports.outline import outline_of

    outline = outline_of(subject)
    if form == "markdown":
        from gateway_probe.reports.markdown import outline_markdown

        return outline_markdown(outline)
    if form == "summary":
        from gateway_probe.reports.summary import outline_summary

        return outline_summary(outline, colour=colour)
    from gateway_probe.reports.text import outline_text

    return outline_text(outline, colour=colour)


__all__ = ["MEDIA_TYPES", "Format", "Subject", "modules_for", "render"]
