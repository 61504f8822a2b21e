"""Processes in which a real client is imported once and asked many things: importing takes some of them three seconds.

A question brings its own environment. What a client reads of it while it is imported it would miss there, so some tests
have a process made for them alone.
"""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

_SAME_FOR_ALL = ("PATH", "LITELLM_LOCAL_MODEL_COST_MAP", "PYTHONWARNINGS")
_RUNNING: dict[tuple[str, ...], "subprocess.Popen[str]"] = {}


@dataclass(frozen=True)
class Question:
    """Arguments of a client's script, and the environment that it is asked in."""

    arguments: Sequence[str]
    environ: dict[str, str]


def ask(command: Sequence[str], question: Question, *, anew: bool) -> dict[str, Any]:
    """What each call gave, by its name."""
    if anew:
        with _start(command, question.environ) as process:
            answer = _answer(process, question)
            process.terminate()
    else:
        environ = {name: question.environ[name] for name in _SAME_FOR_ALL if name in question.environ}
        key = tuple(command)
        if key not in _RUNNING:
            _RUNNING[key] = _start(command, environ)
        answer = _answer(_RUNNING[key], question)
    results: dict[str, Any] = json.loads(answer)
    return results


def _start(command: Sequence[str], environ: dict[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _answer(process: "subprocess.Popen[str]", question: Question) -> str:
    assert process.stdin
    assert process.stdout
    print(json.dumps(asdict(question)), file=process.stdin, flush=True)
    answer = process.stdout.readline().strip()
    assert answer, "no answer: what it said stands in the captured stderr"
    return answer


def stop_clients() -> None:
    """All that run."""
    while _RUNNING:
        with _RUNNING.popitem()[1] as process:
            process.terminate()
