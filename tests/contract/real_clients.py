"""Every client of the table in a process of its own: with a place's variables and nothing else of this machine."""

import os
from pathlib import Path
from typing import Any

from gateway_probe.clients import client_of
from gateway_probe.clients.table import CLIENTS
from gateway_simulator import Place
from tests.contract.claude_code import ask_claude_code, require_claude_code
from tests.contract.client_processes import Question, ask
from tests.contract.sdk import require_node, run_sdk
from tests.missing import give_up

ASKING = Path(__file__).with_name("asking.py")
BUILD = Path(__file__).parents[2] / "build"

JAVASCRIPT = {"ai-sdk-5": "1", "ai-sdk-6": "3", "ai-sdk-7": "4", "ai-sdk-anthropic": "anthropic"}
"""Clients that `client.mjs` runs, and as what."""
PYTHON = tuple(client.name for client in CLIENTS if client.language == "python")
"""Clients that `client.py` runs, in an environment apart from this one."""
SCRIPTED = (*JAVASCRIPT, *PYTHON)
"""Clients that a script asks for anything; Claude Code is a program, which sends one ping and fifty thousand bytes of its own."""
RUNNABLE = (*SCRIPTED, "claude-code")
EMBEDDERS = tuple(client.name for client in CLIENTS if client.embeds)
STREAMING_ONLY = tuple(client.name for client in CLIENTS if client.streams)
_CALLS = {"plain": "generateText", "streamed": "streamText", "embedded": "embed", "credits": "getCredits"}
_VARIABLES = ("AI_GATEWAY_", "ANTHROPIC_", "OPENAI_", "VERCEL")


def require_client(name: str) -> None:
    """Skips, or in CI fails, where the client cannot run."""
    if name in JAVASCRIPT:
        require_node()
    elif name == "claude-code":
        require_claude_code()
    elif not _python(name).exists():
        give_up("the Python clients are needed: `make clients`")


def calls_of(name: str) -> tuple[str, ...]:
    """What the client can be asked for."""
    text = ("streamed",) if name in STREAMING_ONLY else ("plain", "streamed")
    return (*text, "embedded") if name in EMBEDDERS else text


def at_place(place: Place, name: str, key: str | None = None) -> Place:
    """The place as one that this client is set up for: its key lies under the name that this client reads."""
    env = dict(place.env)
    found = env.pop("AI_GATEWAY_API_KEY", None) if key is None else key
    if found is not None:
        env[client_of(name).key_variables[0]] = found
    return place.model_copy(update={"env": env})


def run_client(name: str, place: Place, *calls: str, anew: bool = False, **extra: str) -> dict[str, Any]:
    """What each call gave, by its name: `ok` and `value`, or `error`. `anew` asks a process that is made for this alone."""
    if name == "claude-code":
        return {call: ask_claude_code(place, **extra) for call in calls}
    if name in JAVASCRIPT:
        known = {call: _CALLS.get(call.partition("+")[0], call) + "".join(call.partition("+")[1:]) for call in calls}
        results = run_sdk(JAVASCRIPT[name], place, *known.values(), anew=anew, **extra)
        return {call: results[known[call]] for call in calls}
    env = {key: value for key, value in place.env.items() if key.startswith(_VARIABLES)}
    env |= {"PATH": os.environ.get("PATH", ""), "MODEL": place.env["GATEWAY_PROBE_MODEL"], **_QUIET, **extra}
    question = Question([name, place.env["GATEWAY_PROBE_BASE_URL"], *calls], env)
    return ask([str(_python(name)), str(ASKING), *([] if anew else [name])], question, anew=anew)


# LiteLLM would fetch a list of prices first.
_QUIET = {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "PYTHONWARNINGS": "ignore"}


def _python(name: str) -> Path:
    """LlamaIndex needs another major version of OpenAI's SDK than the others, so it lives apart."""
    return BUILD / ("clients-llama-index" if name == "llama-index" else "clients") / "bin" / "python"
