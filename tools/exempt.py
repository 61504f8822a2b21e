"""Where the probe's requests differ from the clients' own, and why: the contract tests let nothing else differ, and docs/clients.md
lists it."""

from typing import Literal, NamedTuple


class Exempt(NamedTuple):
    """A part of a request that is not held against the recording."""

    of: Literal["every client", "Claude Code"]
    part: Literal["header", "value of the header", "field of the body"]
    name: str
    why: str


EXEMPT: tuple[Exempt, ...] = (
    Exempt("every client", "value of the header", "Host", "the recordings were made on loopback"),
    Exempt("every client", "value of the header", "User-Agent", "the probe's name and version follow the client's"),
    *(
        Exempt("every client", "value of the header", name, "the recorded machine's, replaced by those of the place that asks")
        for name in ("X-Stainless-OS", "X-Stainless-Arch", "X-Stainless-Runtime-Version")
    ),
    Exempt("Claude Code", "header", "Host", "Claude Code sends it behind `Connection`, the probe first"),
    Exempt("Claude Code", "value of the header", "Content-Length", "it follows the body"),
    Exempt("Claude Code", "value of the header", "X-Claude-Code-Session-Id", "an id of the process that asks"),
    Exempt("Claude Code", "field of the body", "system", "instructions of tens of thousands of bytes, which change with each release and cost input tokens"),
    Exempt("Claude Code", "field of the body", "tools", "descriptions of its tools, as many bytes again; the experiment `shape-tool` sends one"),
    Exempt("Claude Code", "field of the body", "metadata", "an id of the device and of the account"),
    Exempt("Claude Code", "field of the body", "messages", "one short message in place of its own, which hold the state of a folder"),
    Exempt("Claude Code", "field of the body", "max_tokens", "16 in place of 4,096 to 128,000, the most that one asking may cost"),
    Exempt("Claude Code", "field of the body", "thinking", "left out for models that think within a budget: its least is of a thousand tokens"),
    Exempt("Claude Code", "field of the body", "context_management", "left out with `thinking`, which it is about"),
)  # fmt: skip


def names(of: str, *parts: str) -> set[str]:
    """The names of what is exempt there, in small letters."""
    return {item.name.lower() for item in EXEMPT if item.of == of and item.part in parts}
