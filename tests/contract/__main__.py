"""Writes every recording anew: `make captures`."""

from tests.contract.record import FOLDER, RECORDINGS, record, written
from tests.contract.record_claude_code import CALLS, FILE, record_claude_code


def main() -> None:
    """Write them."""
    for old in FOLDER.glob("*.json"):
        old.unlink()
    for name, place in RECORDINGS:
        (FOLDER / f"{name}-{place}.json").write_text(written(record(name, place)), encoding="utf-8")
    requests = {name: record_claude_code(call) for name, call in CALLS.items()}
    FILE.write_text(written({"client": "claude-code", "requests": requests}), encoding="utf-8")


if __name__ == "__main__":
    main()
