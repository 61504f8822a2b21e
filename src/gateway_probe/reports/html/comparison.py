"""A Comparison as a person reads it: what explains the outcomes, then the places side by side."""

from gateway_probe.document.comparison import ComparedField, Comparison, Explanation
from gateway_probe.reports.html.common import code, folded, section, status_mark, steps, table
from gateway_probe.reports.html.element import Child, Html, el
from gateway_probe.reports.wording import place_of


def comparison_view(comparison: Comparison) -> Html:
    """The summary first, then every compared field."""
    head = ["field", *(place.name for place in comparison.places)]
    status = "healthy" if comparison.outcome == "same" and not comparison.relevant_differences else "degraded"
    return el(
        "article",
        el(
            "header",
            el(
                "p",
                f"{len(comparison.places)} places, {comparison.outcome} outcome, {comparison.disclosure} level",
                class_="status",
            ),
            el("h1", comparison.summary),
            el("p", "The odd one out: ", code(comparison.odd_one_out)) if comparison.odd_one_out else None,
            class_=f"verdict {status}",
        ),
        section("Places", _places(comparison), id_="places"),
        section("What explains it", [_explanation(item) for item in comparison.explanations], id_="explanations"),
        section(
            "Differs, and matters",
            _fields(head, comparison.relevant_differences, "Differs, and matters"),
            id_="relevant",
        ),
        section(
            "Compared besides",
            _folded_fields("The same", head, comparison.same),
            _folded_fields("Differs, as expected", head, comparison.expected_differences),
            _not_compared(comparison),
            id_="besides",
        ),
        class_="report",
    )


def _places(comparison: Comparison) -> Html:
    rows: list[list[Child]] = [
        [
            place.name,
            status_mark(place.status),
            code(place.code),
            place.confidence,
            place_of(place),
            f"{place.started_at:%Y-%m-%d %H:%M:%S} UTC",
        ]
        for place in comparison.places
    ]
    return table(["place", "status", "verdict", "confidence", "where", "at"], rows, caption="Places")


def _explanation(item: Explanation) -> Html:
    return el(
        "div",
        el("h3", item.title, " ", code(item.code), f" ({item.confidence})"),
        el("p", item.explanation),
        steps(item.next_steps),
        el("p", el("strong", "Next test: "), item.next_test) if item.next_test else None,
        class_="explanation",
    )


def _fields(head: list[str], fields: list[ComparedField], caption: str) -> Html | None:
    if not fields:
        return None
    rows: list[list[Child]] = [
        [_titled(item), *(code(value) if value else "–" for value in item.values)]  # noqa: RUF001 - a dash
        for item in fields
    ]
    return table(head, rows, caption=caption)


def _titled(item: ComparedField) -> Child:
    return [item.title, el("span", f" {item.note}", class_="note") if item.note else None]


def _folded_fields(title: str, head: list[str], fields: list[ComparedField]) -> Html | None:
    shown = _fields(head, fields, title)
    return folded(f"{title} ({len(fields)})", shown) if shown else None


def _not_compared(comparison: Comparison) -> Html | None:
    items: list[Child] = [el("li", f"{item.title}: {item.because}") for item in comparison.not_compared]
    return folded(f"Not compared ({len(items)})", el("ul", items)) if items else None
