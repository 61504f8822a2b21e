"""Real Python clients, each question in a process of its own that is forked off this one.

Usage: python asking.py [CLIENT]   Each line on stdin is a question: arguments and environ of `client.py`, as JSON. Its answer
is the line that `client.py` prints, or an empty one where it failed. The one that is named is imported once, before all.
"""

import contextlib
import importlib
import io
import json
import os
import runpy
import signal
import sys
from pathlib import Path

CLIENT = str(Path(__file__).with_name("client.py"))
LIMIT_S = 120
NOBODY = "http://127.0.0.1:9"
PACKAGES = {
    "openai": ("openai",),
    "openai-responses": ("openai",),
    "anthropic": ("anthropic",),
    "ai-python": ("ai",),
    "litellm": ("litellm",),
    "pydantic-ai": ("pydantic_ai.models.openai", "pydantic_ai.providers.vercel"),
    "llama-index": ("llama_index.core.llms", "llama_index.llms.vercel_ai_gateway"),
}
"""What a client's script imports. The rest each imports when it asks."""
NAMES = ("AI_GATEWAY_API_KEY", "VERCEL_AI_GATEWAY_API_KEY", "OPENAI_API_KEY", "ANTHROPIC_API_KEY")


def ask(arguments: list[str], environ: dict[str, str]) -> None:
    """As a process that begins with these."""
    signal.alarm(LIMIT_S)
    os.environ.clear()
    os.environ.update(environ)
    sys.argv = [CLIENT, *arguments]
    runpy.run_path(CLIENT, run_name="__main__")


def modules_of(name: str) -> list[str]:
    """All that it imports until it has asked. Found out in a fork, so that nothing but imports is left behind."""
    reading, writing = os.pipe()
    if not os.fork():
        keys = {**os.environ, **dict.fromkeys(NAMES, "vck_FAKE")}
        with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(BaseException):
            ask([name, NOBODY, "plain", "streamed"], keys)
        os.write(writing, json.dumps(list(sys.modules)).encode())
        os._exit(0)
    os.close(writing)
    with open(reading, "rb") as pipe:  # noqa: PTH123 - a pipe has no path
        found: list[str] = json.loads(pipe.read())
    return found


def main() -> None:
    """Answer until nobody asks any more."""
    for name in sys.argv[1:]:
        # Before the fork, which would else import all this for itself.
        for package in PACKAGES[name]:
            importlib.import_module(package)
        for module in modules_of(name):
            with contextlib.suppress(Exception):
                importlib.import_module(module)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            ask(**json.loads(line))
            sys.stdout.flush()
            os._exit(0)
        if os.waitpid(child, 0)[1]:
            print(flush=True)


main()
