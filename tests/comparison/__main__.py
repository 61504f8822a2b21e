"""`python -m tests.comparison [WORDS]`: the law that less evidence is never surer, over all places beside each other.

Everything that may be missing is taken away, one thing at a time, of each Document of every world of more than one place
whose name holds WORDS, and what explains then is held against what explained before.
"""

import sys

from gateway_probe.comparison import compare
from tests.comparison.less import every_one, surer, with_less


def main(words: str) -> int:
    """Print what became surer; the exit code says whether nothing did."""
    companies = tried = broken = 0
    for name, named in every_one(words):
        companies += 1
        before = compare(named)
        for what, less in with_less(named):
            tried += 1
            if fault := surer(named, before, less):
                broken += 1
                print(f"{name}, {what}: {fault}", flush=True)
    print(f"{companies} comparisons, {tried} removals, {broken} made something surer")
    return 1 if broken or not tried else 0


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))
