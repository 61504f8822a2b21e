"""The tables of docs/performance.md, between its markers; what is written around them stays."""

from tools.bench.figures import Part

BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"


def written_into(page: str, parts: list[Part], machine: str) -> str:
    """The page with its tables made anew."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{_tables(parts, machine)}\n{END}{after}"


def _tables(parts: list[Part], machine: str) -> str:
    bars = [bar.row() for part in parts for bar in part.bars]
    lines = [
        f"Measured on {machine}, 2 cores. Medians; the spread is of the same measure, least to most.",
        "",
        *_table(["measure", "limit", "measured", "spread", ""], bars),
    ]
    for part in parts:
        lines += ["", f"### {part.title}", "", part.how, ""]
        lines += _table(["", "median", "least", "most"], [sample.row() for sample in part.samples])
    return "\n".join(lines)


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    return ["| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows]]
