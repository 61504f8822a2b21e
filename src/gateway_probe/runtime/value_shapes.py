"""What kind of value it is, told by its public prefix or form and never by more of it."""

import re

from gateway_probe.disclosure import KEY_FORMS
from gateway_probe.document.facts import Shape

_URL = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)

# Written by tools or people where a value could not be read back or was never filled in.
# `[SENSITIVE]` is what `vercel env pull` writes for a write-only value (vercel/vercel pull request 17125).
_PLACEHOLDER = re.compile(
    r"\[[A-Za-z _-]{3,30}\]"
    r"|<[^<>]{1,60}>"
    r"|\*{3,}|x{3,}|\.{3,}|…"
    r"|(?:vck_|sk-)?(?:x{3,}|\.{3,}|\*{3,}|your.*)"
    r"|(?:your|my|insert|enter|add|put)[ _-].{1,60}"
    r"|(?:undefined|null|none|nil|todo|changeme|change-me|change_me|placeholder|redacted|sensitive|secret|encrypted)",
    re.IGNORECASE,
)
NAME_IN_FRONT = re.compile(r"^(?:export\s+)?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+=(?=\S)")
"""A whole line of an env file, pasted where its value belongs: such names have an underscore and no small letter."""

UNEXPANDED = re.compile(r"\$\{[A-Za-z_]\w*\}|\$[A-Za-z_]\w*|\$?\{\{\s*[\w.]+\s*\}\}|%[A-Za-z_]\w*%|\$\(.+\)|op://\S+")


def is_placeholder(value: str) -> bool:
    """Whether the value stands for a value: `[SENSITIVE]`, `your-key-here`, an unexpanded `$NAME`."""
    return bool(_PLACEHOLDER.fullmatch(value) or UNEXPANDED.fullmatch(value))


def shape_of(value: str | None) -> Shape:
    """The class of a value, judged after white space, quotes, what stands in front and invisible characters are off."""
    if value is None:
        return "absent"
    if value == "":
        return "empty"
    bare = clean(value)
    if not bare:
        return "blank"
    if is_placeholder(bare):
        return "placeholder"
    if _URL.fullmatch(bare):
        return "url"
    if bare[0] == "{" and bare[-1] == "}":
        return "json"
    return next((form.shape for form in KEY_FORMS if form.matches(bare)), "other")


def clean(value: str) -> str:
    """The value as it was probably meant: what remains when everything that defects name is off its ends."""
    bare = value
    for _ in range(4):
        before = bare
        bare = bare.strip().strip("\ufeff\u200b\u200c\u200d\u2060\u00a0").strip("\"'`")
        bare = re.sub(r"(?:\\n|\\r)+$", "", bare)
        bare = re.sub(r"^(?i:bearer)\s+", "", NAME_IN_FRONT.sub("", bare))
        if bare == before:
            break
    return bare
