"""What kind of value it is, told by its public prefix or form and never by more of it."""

import re

from gateway_probe.document.facts import Shape

# The classes of the failure catalogue (V2). The first match wins, so the longer prefix comes first.
_SHAPES: tuple[tuple[Shape, re.Pattern[str]], ...] = (
    ("gateway-key", re.compile(r"vck_.+", re.DOTALL)),
    ("gateway-client-secret", re.compile(r"vcst_.+", re.DOTALL)),
    ("vercel-access-token", re.compile(r"vc[a-z]_.+", re.DOTALL)),
    ("openai-project-key", re.compile(r"sk-proj-.+", re.DOTALL)),
    ("anthropic-key", re.compile(r"sk-ant-.+", re.DOTALL)),
    ("openrouter-key", re.compile(r"sk-or-.+", re.DOTALL)),
    ("openai-key", re.compile(r"sk-.+", re.DOTALL)),
    ("google-key", re.compile(r"(?:AIza|AQ\.)\S+")),
    ("aws-access-key-id", re.compile(r"(?:AKIA|ASIA)[A-Z0-9]{12,}")),
    ("jwt", re.compile(r"eyJ[\w-]*(?:\.[\w-]*){1,2}|\.\.")),
    ("url", re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)),
    ("json", re.compile(r"\{.*\}", re.DOTALL)),
    ("azure-key", re.compile(r"[0-9a-f]{32}|[A-Za-z0-9]{84}")),
    ("vercel-access-token", re.compile(r"(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9]{24}")),
)

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
UNEXPANDED = re.compile(r"\$\{[A-Za-z_]\w*\}|\$[A-Za-z_]\w*|\{\{\s*[\w.]+\s*\}\}|%[A-Za-z_]\w*%|\$\(.+\)|op://\S+")


def is_placeholder(value: str) -> bool:
    """Whether the value stands for a value: `[SENSITIVE]`, `your-key-here`, an unexpanded `$NAME`."""
    return bool(_PLACEHOLDER.fullmatch(value) or UNEXPANDED.fullmatch(value))


def shape_of(value: str | None) -> Shape:
    """The class of a value, judged after white space, quotes, a `Bearer ` prefix and invisible characters are off."""
    if value is None:
        return "absent"
    if value == "":
        return "empty"
    bare = cleaned(value)
    if not bare:
        return "blank"
    if is_placeholder(bare):
        return "placeholder"
    return next((shape for shape, pattern in _SHAPES if pattern.fullmatch(bare)), "other")


def cleaned(value: str) -> str:
    """The value as it was probably meant: what remains when everything that defects name is off its ends."""
    bare = value
    for _ in range(4):
        before = bare
        bare = bare.strip().strip("\ufeff\u200b\u200c\u200d\u2060\u00a0").strip("\"'`")
        bare = re.sub(r"(?:\\n|\\r)+$", "", bare)
        bare = re.sub(r"^(?i:bearer)\s+", "", bare)
        if bare == before:
            break
    return bare
