"""Word by word through a text of somebody else: what is admitted at a level, and a block for each stretch that is not.

Between two words of the vocabulary at most ten characters of anything else stand, and at the public level four, so
that no secret can be put together from what is shown, in whatever pieces and with whatever signs between them it came.
The versions in a model's name are up to fourteen more; those that end it count with what follows, at the public level
only where they are more than four.
Short words part nothing: of a secret in pairs of letters, one pair in thirty is a word by chance. Nor does a model's
name of a short family, which `xai-` before a key is.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, groupby, islice, takewhile

from gateway_probe.disclosure.parts import MARKER, MOST, Part, block_part, cut_up, is_short
from gateway_probe.document import Level

_MOST_WITH_SIGNS = 11
_MOST_OF_A_RUN = 10
"""Of anything else together with the short words among it, at every level."""
_LONG_PHRASE = 7
"""Letters of words in a row that no piece of a secret is by chance."""
_MOST_OF_A_VERSION: dict[Level, int] = {"private": 0, "public": 4}
"""Characters that end a model's name; more read on with what follows them."""
_SHOWN = frozenset(["word", "signs"])
"""Parts that are shown whatever stands beside them."""
_UNKNOWN = frozenset(["number", "plain"])
"""Parts of which several may say something together."""


def block(rule: str, length: int) -> str:
    """What stands for removed text."""
    return f"[redacted:{rule}:{length}]"


def screen(text: str, level: Level, own: Iterable[str] = (), *, name: bool = False) -> str:
    """The text with a block for every stretch that the level does not admit.

    `own` are values that the Document names by right. `name` is for a name on its own, of which a longer part may be
    unknown at the private level, and which may be a model's of a family that the vocabulary holds.
    """
    parts = list(cut_up(text, level, frozenset(own), name=name))
    return text if _is_words_alone(parts) else "".join(_write(_admit(parts, level)))


def is_plain(name: str) -> bool:
    """Whether a name is shown at the private level: words and short numbers, with no more of anything else in between
    than a credential, a passphrase or somebody's name and surname would have."""
    return screen(name, "private", name=True) == name


def admitted_names(names: Sequence[str], level: Level, own: Iterable[str] = ()) -> list[bool]:
    """Which of the names the level admits where they stand in one list, where a reader reads on from one to the next.

    They are judged as one text: a list of single characters says what the characters say together.
    """
    shown = frozenset(own)
    parts = [list(cut_up(name, level, shown, name=True)) for name in names]
    if all(map(_is_words_alone, parts)):
        return [True] * len(parts)
    found = iter(_admit(chain.from_iterable(parts), level))
    return [
        all(part.kind not in {"block", "marker"} for part in list(islice(found, len(of_name)))) for of_name in parts
    ]


def _is_words_alone(parts: Iterable[Part]) -> bool:
    """As most texts and names are: nothing can be said between them."""
    return all(part.kind in _SHOWN for part in parts)


def _admit(parts: Iterable[Part], level: Level) -> list[Part]:
    return _gather(_settle(parts, level))


def _settle(parts: Iterable[Part], level: Level) -> Iterator[Part]:
    """Each stretch between two words as it is, or blocked where it holds more than the level admits."""
    stretch: list[Part] = []
    before = 0
    for part in parts:
        if part.kind == "word":
            yield from _stretch(stretch, before, level)
            stretch, before = [], part.weight if part.weight > _MOST_OF_A_VERSION[level] else 0
            yield part
        else:
            stretch.append(part)
    yield from _stretch(stretch, before, level)


def _stretch(stretch: list[Part], before: int, level: Level) -> Iterator[Part]:
    """The parts between two words, of which the first ends with as many characters of no word."""
    unknown = [at for at, part in enumerate(stretch) if part.kind in _UNKNOWN]
    if not unknown:
        yield from stretch
        return
    told = before + sum(stretch[at].weight for at in unknown)
    # The signs between them are characters of a secret like others.
    between = [part.text for part in stretch[unknown[0] : unknown[-1]] if part.kind == "signs"]
    signs = sum(not sign.isspace() for text in between for sign in text)
    if told <= MOST[level] and told + signs <= _MOST_WITH_SIGNS:
        yield from stretch
        return
    for part in stretch:
        yield block_part(part) if part.kind in _UNKNOWN else part


def _gather(parts: Iterable[Part]) -> list[Part]:
    """The parts, without what several of them would say together where only short words part them."""
    found = list(parts)
    if all(part.kind not in _UNKNOWN for part in found):
        return found
    scattered: list[int] = []
    pieces = count = 0

    def close() -> None:
        if pieces > 1 and count > _MOST_OF_A_RUN:
            for at in scattered:
                found[at] = block_part(found[at])

    told = [at for at, part in enumerate(found) if part.kind == "marker" or any(map(str.isalnum, part.text))]
    groups = [(kind, list(group)) for kind, group in groupby(told, lambda at: found[at].kind)]
    lettered = [any(_is_of_letters(found[at]) for at in places) for _, places in groups]
    for number, (kind, places) in enumerate(groups):
        if kind in {"block", "marker"}:
            close()
            scattered, pieces, count = [], 0, 0
        elif kind != "word":
            scattered += places
            pieces += len(places)
            count += sum(found[at].weight for at in places)
        else:
            words = [found[at] for at in places]
            beside = [*lettered[max(0, number - 1) : number], *lettered[number + 1 : number + 2]]
            short = partial(_is_short, among_letters=any(beside))
            if not all(map(short, words)) or sum(map(_letters, words)) >= _LONG_PHRASE:
                before, words = list(takewhile(short, words)), list(takewhile(short, reversed(words)))
                pieces, count = _count(before, pieces, count)
                close()
                scattered, pieces, count = [], 0, 0
            pieces, count = _count(words, pieces, count)
    close()
    return found


def _count(words: Iterable[Part], pieces: int, count: int) -> tuple[int, int]:
    """With the letters of short words; a version among them is a piece that is no word."""
    for word in words:
        pieces, count = pieces + (word.weight > 0), count + _letters(word) + word.weight
    return pieces, count


def _is_of_letters(part: Part) -> bool:
    """Whether it is no word, and may be a piece of letters: a single one counts like a number."""
    return part.kind == "plain" or (part.kind == "number" and part.text.isalpha())


def _letters(word: Part) -> int:
    """Of the word alone, without its version."""
    return sum(map(str.isalnum, word.text)) - word.weight


def _is_short(word: Part, *, among_letters: bool) -> bool:
    return is_short(_letters(word), among_letters=among_letters)


def _write(parts: Iterable[Part]) -> Iterator[str]:
    """The text again; blocks that only signs part are one block."""
    removed, rule, between = 0, "", ""
    for part in parts:
        if part.kind in {"block", "marker"}:
            removed += len(between) + part.weight if removed else part.weight
            rule = _telling_more(rule, part)
            between = ""
        elif removed and part.kind == "signs":
            between += part.text
        else:
            if removed:
                yield block(rule, removed) + between
                removed, rule, between = 0, "", ""
            yield part.text
    if removed:
        yield block(rule, removed) + between


def _telling_more(rule: str, part: Part) -> str:
    found = MARKER.fullmatch(part.text) if part.kind == "marker" else None
    own = found[1] if found else "unlisted"
    return rule if rule and own == "unlisted" else own
