"""What a person should know of settings that can be used all the same."""

from collections.abc import Iterable, Iterator, Mapping

from gateway_probe.disclosure import MIN_SECRET, is_ordinary
from gateway_probe.runtime.value_shapes import clean, is_placeholder
from gateway_probe.runtime.watchlist import watch_list
from gateway_probe.settings.parsers import VARIABLE_NAME
from gateway_probe.settings.setting import PREFIX

_MAX_UNKNOWN = 10


def of_unknown_names(environ: Mapping[str, str], known: Iterable[str]) -> tuple[str, ...]:
    """A warning for each name that begins as a setting's and is none: most often a slip of the keyboard.

    Of the environment only names with this prefix are looked at, and of those no value.
    """
    unknown = sorted(name for name in environ if name.startswith(PREFIX) and name not in known)
    if not unknown:
        return ()
    # Imported here: it is needed only where somebody has mistyped.
    from difflib import get_close_matches

    from gateway_probe.disclosure import is_plain

    warnings = []
    for name in unknown[:_MAX_UNKNOWN]:
        telling = VARIABLE_NAME.fullmatch(name) and is_plain(name.removeprefix(PREFIX))
        shown = name if telling else f"a name that begins with {PREFIX}"
        nearest = get_close_matches(name, sorted(known), n=1)
        hint = f"; did you mean {nearest[0]}?" if nearest else ""
        warnings.append(f"{shown} is no setting and was ignored{hint}")
    return tuple(warnings)


def of_known_values(environ: Mapping[str, str], watch: tuple[str, ...]) -> Iterator[str]:
    """A warning for each watched variable whose value the Document may hold under another name, or hides there."""
    watched = watch_list(watch)
    own = [environ.get(item.name, "").lower() for item in watched if item.role == "platform" and not item.secret]
    for item in watched:
        value = clean(environ.get(item.name, ""))
        if not item.secret or len(value) < MIN_SECRET or is_placeholder(value):
            continue
        if is_ordinary(value):
            yield f"{item.name} holds ordinary words only: an answer that holds the same words is not withheld for it"
        elif any(value.lower() in known for known in own):
            yield f"{item.name} holds what the platform says of this place, which is hidden wherever it stands"
