"""Functions as the real Vercel builder makes them: this project, and what a person would start from."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.platform.build import build, copy_project
from tests.platform.function import Function, boot
from tests.platform.toolchain import ROOT, Toolchain, find_toolchain

# What a person would start from: it imports what a probe needs, answers one body, and asks the gateway twice in a row.
_FASTAPI = """import os

import httpx
from fastapi import FastAPI, Response

app = FastAPI()
client = httpx.AsyncClient()
BODY = b"x" * int(os.environ.get("BENCH_BODY", "0"))


@app.get("/api/diagnose")
async def hello():
    return {"hello": "world"}


@app.get("/api/constant")
async def constant():
    return Response(BODY, media_type="application/json")


@app.get("/api/ask")
async def ask():
    headers = {"authorization": "Bearer " + os.environ["AI_GATEWAY_API_KEY"]}
    body = {"model": os.environ["BENCH_MODEL"], "messages": [{"role": "user", "content": "hi"}], "max_tokens": 16}
    url = os.environ["BENCH_ORIGIN"] + "/v1/chat/completions"
    answers = [(await client.post(url, json=body, headers=headers)).json() for _ in range(2)]
    return {"answers": answers}
"""
_STARLETTE = """from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route


async def hello(request):
    return JSONResponse({"hello": "world"})


app = Starlette(routes=[Route("/api/diagnose", hello)])
"""
_PROJECT = """[project]
name = "bare"
version = "0.1.0"
requires-python = ">=3.11"
dependencies = {dependencies}

[tool.vercel]
entrypoint = "api.diagnose:app"
"""
# The same requirements as this project's, so that both get the same distributions.
OURS, COMPILED = "gateway-probe", "gateway-probe, compiled"
BARE_FASTAPI, COMPILED_BARE = "bare FastAPI + httpx", "bare FastAPI + httpx, compiled"
BARE = {
    BARE_FASTAPI: (_FASTAPI, ["fastapi>=0.165", "httpx>=0.28.1,<0.29"]),
    "bare Starlette": (_STARLETTE, ["starlette>=1.0"]),
}


@dataclass(frozen=True)
class Built:
    """A function, unpacked as the platform unpacks it."""

    name: str
    folder: Path
    environment: Mapping[str, str]
    size: int
    toolchain: Toolchain

    @contextmanager
    def booted(self, environment: Mapping[str, str] | None = None) -> Iterator[Function]:
        """Start it with these variables, and stop it at the end."""
        with boot(self.folder, self.toolchain.python, {**self.environment, **(environment or {})}) as function:
            yield function


@contextmanager
def built_functions() -> Iterator[dict[str, Built]]:
    """This project and a bare one with and without compiled byte code, and the smallest. Raises `MissingToolError`."""
    toolchain = find_toolchain()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder)
        made = {
            OURS: _build(OURS, root, toolchain, copy_project, {}),
            COMPILED: _build(COMPILED, root, toolchain, copy_project, deployed_build_variables()),
        }
        for name in BARE:
            made[name] = _build(name, root, toolchain, partial(write_bare, name), {})
        made[COMPILED_BARE] = _build(
            COMPILED_BARE, root, toolchain, partial(write_bare, BARE_FASTAPI), deployed_build_variables()
        )
        yield made


def write_bare(name: str, project: Path) -> None:
    """Fill a folder with one of the bare projects."""
    source, dependencies = BARE[name]
    (project / "api").mkdir(parents=True)
    (project / "api/diagnose.py").write_text(source)
    (project / "pyproject.toml").write_text(_PROJECT.format(dependencies=json.dumps(dependencies)))
    (project / "vercel.json").write_text('{"framework": "fastapi"}')


def deployed_build_variables() -> dict[str, str]:
    """What `vercel.json` sets for the build of a deployment; a local build takes it from the project's variables."""
    variables: dict[str, str] = json.loads((ROOT / "vercel.json").read_text())["build"]["env"]
    return variables


def _build(
    name: str, root: Path, toolchain: Toolchain, fill: Callable[[Path], None], variables: Mapping[str, str]
) -> Built:
    scratch = root / name.replace(" ", "-").replace(",", "")
    project = scratch / "project"
    project.mkdir(parents=True)
    fill(project)
    (bundle,) = build(project, toolchain, scratch, variables).functions.values()
    folder = scratch / "function"
    bundle.lay_out(folder)
    size = bundle.size
    shutil.rmtree(project)
    return Built(name, folder, bundle.environment, size, toolchain)
