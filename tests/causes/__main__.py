"""`python -m tests.causes [WORDS]`: the law that less evidence is never surer, over all there is.

Everything that may be missing is taken away, one thing at a time, of the Document of every scenario and every world
whose name holds WORDS, and what is said then is held against what was said before.
"""

import sys

from gateway_probe.document import Evidence
from tests.causes.judging import judged_of, surer
from tests.causes.recorded import every_one
from tests.causes.removals import removals


def main(words: str) -> int:
    """Print what became surer; the exit code says whether nothing did."""
    documents = tried = broken = 0
    for name, tree in every_one(words):
        documents += 1
        evidence = Evidence.model_validate(tree)
        before = judged_of(evidence)
        for what, less in removals(evidence):
            tried += 1
            if fault := surer(before, judged_of(less)):
                broken += 1
                print(f"{name} without {what}: {fault}", flush=True)
    print(f"{documents} Documents, {tried} removals, {broken} made something surer")
    return 1 if broken or not tried else 0


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))
