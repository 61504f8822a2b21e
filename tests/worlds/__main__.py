"""`python -m tests.worlds [WORDS]`: the worlds, what may be said of each, what was said, and whether it is right.

With WORDS only worlds whose name holds them, and all that was said of each.
"""

import sys

from tests.worlds.measuring import calibration, measure


def main(words: str) -> int:
    """Print the table; the exit code says whether every world was right."""
    judged = []
    for item in measure(words):
        judged.append(item)
        print(
            f"{'WRONG' if item.faults else 'right'}  {item.name}\n         may:  {item.allowed}\n         said: {item.said}"
        )
        for fault in item.faults:
            print(f"         wrong: {fault}")
        if words:
            print(item.whole)
    wrong = sum(bool(item.faults) for item in judged)
    print("", f"{len(judged) - wrong} right, {wrong} wrong", *calibration(judged), sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))
