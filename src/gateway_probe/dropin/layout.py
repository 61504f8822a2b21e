"""What goes where in each kind of project, and what its owner does next."""

import json
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from gateway_probe import __version__
from gateway_probe.dropin.additions import (
    DISTRIBUTION,
    function_entry,
    project_dependency,
    requirement_line,
    whole_file,
)
from gateway_probe.dropin.cautions import cautions
from gateway_probe.dropin.edits import Addition
from gateway_probe.dropin.project import Project
from gateway_probe.dropin.project_files import Unusable, read_bytes
from gateway_probe.dropin.wheel import ANY_VERSION, NAME, NotInstalled, pack

ENTRY = "api/diagnose.py"
STACK = "gateway-probe"
_ENTRY_SOURCE = b'''"""gateway-probe: why calls to Vercel AI Gateway work in one place and fail in another."""

from gateway_probe.web import create_app

app = create_app()
'''
# Everything but the entry stays out of the function: the builder would pack the whole project, environment files too.
_FUNCTION: dict[str, Any] = {
    "maxDuration": 60,
    "excludeFiles": "{*,.*,!(api)/**,.*/**,api/!(diagnose.py),api/.*,api/*/**}",
}
_SETTINGS: dict[str, Any] = {"build": {"env": {"VERCEL_PYTHON_COMPILEALL": "1"}}, "functions": {ENTRY: _FUNCTION}}
_RELEASED = f"{DISTRIBUTION}=={__version__}"
_OLDEST_PYTHON = 11
# Pasted as they are, also into a shell that knows no comments at its prompt; nothing among them may ask for an answer,
# which it would take from the next line.
_CHOICES = ('export GATEWAY_PROBE_TOKEN="$(openssl rand -base64 24)"', "export GATEWAY_PROBE_MODEL=azure/gpt-5.4-mini")
_IN_A_PREVIEW = (
    "in a preview, which no visitor meets: name your app's model, and export VERCEL_AUTOMATION_BYPASS_SECRET first "
    "(Settings, Deployment Protection, Protection Bypass for Automation)"
)
_IN_PRODUCTION = (
    "in production: name your app's model, and its address in the last line. Keep the token: every request needs it. "
    "Where Vercel deploys from git, push in place of `vercel deploy --prod`"
)
_VARIABLES = ("GATEWAY_PROBE_TOKEN", "GATEWAY_PROBE_MODEL")
_WHAT_STAYS = (
    "on Vercel: the variables stay there until they are removed. Remove each GATEWAY_PROBE_ one that is listed, where "
    "it is set; a line for one that is not there does nothing. What is deployed holds the probe until you deploy again"
)
_UNSET = [f"vercel env rm {name} {place} --yes" for place in ("preview", "production") for name in _VARIABLES]
_STACK_STAYS = "the stack stays deployed, with its variables, until `sam delete` with the name that you gave it"


@dataclass(frozen=True)
class Layout:
    """The additions of one project, what to know, and what comes next."""

    additions: tuple[Addition, ...]
    notes: tuple[str, ...] = ()
    next_steps: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Blocks of lines for a shell in the project's folder, each with what to know first."""


def lay_out(project: Project, *, from_index: bool) -> Layout:
    """What the probe needs in this project. Raises `Unusable`."""
    if project.kind == "lambda":
        return _stack(from_index=from_index)
    _refuse_what_hides_it(project)
    # Python functions of its own have packages of their own, which pins of ours could contradict.
    wheel = _wheel("vendor", from_index=from_index, pinned=project.kind == "nextjs")
    additions = [*wheel, _requirement(project, from_index=from_index)]
    notes = _python_note(project)
    if project.app_framework:
        notes.append(_lines_note(project))
    else:
        additions.insert(0, whole_file(ENTRY, _ENTRY_SOURCE))
        if project.other_configuration is None:
            additions.append(function_entry("vercel.json", _SETTINGS))
        else:
            notes.append(_settings_note(project.other_configuration))
    notes += cautions(project, [addition.path for addition in additions])
    return Layout(tuple(additions), tuple(notes), _vercel_steps(project, additions))


def all_additions(project: Project) -> Layout:
    """Everything that `lay_out` of this or another version may have put into the project."""
    if project.kind == "lambda":
        stack = whole_file(f"{STACK}/template.yaml", _template())
        return Layout((stack, *_wheels_in(project, STACK)), (_STACK_STAYS,))
    requirements = [requirement_line("requirements.txt", "")]
    if "project" in (project.pyproject or {}):
        requirements.append(project_dependency("", None))
    entry = whole_file(ENTRY, _ENTRY_SOURCE)
    settings = function_entry("vercel.json", _SETTINGS)
    additions = (entry, *_wheels_in(project, "vendor"), *requirements, settings)
    return Layout(additions, next_steps=((_WHAT_STAYS, ("vercel env ls", *_UNSET)),))


def _refuse_what_hides_it(project: Project) -> None:
    if project.app_framework in {"flask", "django"}:
        raise Unusable(
            f"{project.app_framework} answers every path of this project itself, and takes no ASGI app such as "
            "the probe: deploy that as a project of its own with the same variables (docs/deployment.md)"
        )
    if (project.root / "Pipfile").exists() and project.pyproject is None:
        raise Unusable("this project is managed by Pipenv, which init does not write for: give it a pyproject.toml")
    if (project.root / "api/requirements.txt").exists() and not project.app_framework:
        raise Unusable(
            "api/requirements.txt would hide the requirement of the probe, and Vercel does not find a relative path "
            "that stands in it: move its lines to requirements.txt in the root, then try again"
        )
    if project.pyproject is not None and "project" not in project.pyproject:
        raise Unusable("pyproject.toml has no [project] table, where Vercel looks for what to install: add one")
    if "dependencies" in (project.pyproject or {}).get("project", {}).get("dynamic", []):
        raise Unusable(
            "pyproject.toml takes its dependencies from elsewhere (`dynamic`), which init does not write for: "
            "list them in [project] dependencies first"
        )


def _wheel(folder: str, *, from_index: bool, pinned: bool) -> list[Addition]:
    if from_index:
        return []
    try:
        return [whole_file(f"{folder}/{NAME}", pack(pinned=pinned))]
    except NotInstalled:
        raise Unusable(
            "this command runs from a folder and not from an installation, so no wheel can be packed: "
            "run `make setup` in a checkout or `pip install` the package, then try again"
        ) from None


def _wheels_in(project: Project, folder: str) -> list[Addition]:
    """Of whatever version: nobody else's wheel has this name."""
    found = sorted((project.root / folder).glob(ANY_VERSION))
    return [whole_file(f"{folder}/{path.name}", read_bytes(path) or b"") for path in found]


def _requirement(project: Project, *, from_index: bool) -> Addition:
    """Where Vercel looks for it: pyproject.toml hides a requirements.txt beside it."""
    wheel = None if from_index else f"vendor/{NAME}"
    if project.pyproject is not None:
        return project_dependency(_RELEASED, wheel)
    return requirement_line("requirements.txt", f"./{wheel}" if wheel else _RELEASED)


def _vercel_steps(project: Project, additions: Sequence[Addition]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    locked = (project.root / "uv.lock").exists()
    here = project.root.resolve()
    kept_by_git = any((folder / ".git").exists() for folder in (here, *here.parents))
    paths = " ".join(addition.path for addition in additions)
    committing = (f"git add {paths}{' uv.lock' if locked else ''}", "git commit -m 'Add gateway-probe'")
    production = (
        *(["uv lock"] if locked else []),
        *_CHOICES,
        *_set_in("production"),
        *(committing if kept_by_git else ()),
        "vercel deploy --prod",
        "gateway-probe fetch https://your-app.vercel.app",
    )
    preview = (
        *(["uv lock"] if locked else []),
        *_CHOICES,
        *_set_in("preview"),
        'gateway-probe fetch "$(vercel deploy)" --bypass-env VERCEL_AUTOMATION_BYPASS_SECRET',
    )
    return ((_IN_A_PREVIEW, preview), (_IN_PRODUCTION, production))


def _set_in(environment: str) -> Iterator[str]:
    for name in _VARIABLES:
        yield f'printf %s "${name}" | vercel env add {name} {environment} --yes'


def _settings_note(configuration: str) -> str:
    return (
        f"{configuration} configures this project: add to it what would stand in vercel.json:\n\n"
        f"{textwrap.indent(json.dumps(_SETTINGS, indent=2), '    ')}\n"
    )


def _lines_note(project: Project) -> str:
    file, variable = project.app() or ("the file of your app", "app")
    return (
        f"one function answers every path here, so the probe becomes a route of it: in {file}, add at the end\n\n"
        f"    from gateway_probe.web import add_probe\n\n"
        f"    add_probe({variable})\n"
    )


def _python_note(project: Project) -> list[str]:
    wanted = str((project.pyproject or {}).get("project", {}).get("requires-python", ""))
    oldest = re.search(r"(?:>=|~=|==|>)\s*3\.(\d+)", wanted)
    if oldest and int(oldest[1]) < _OLDEST_PYTHON:
        note = f'requires-python = "{wanted}" admits versions that the probe does not run on, so uv finds no solution: '
        return [f'{note}raise it to ">=3.{_OLDEST_PYTHON}" (Vercel itself runs 3.12 or newer)']
    return []


def _stack(*, from_index: bool) -> Layout:
    """A folder of its own: a stack beside the app's, with the variables that the app has."""
    package = _RELEASED if from_index else NAME
    install = "pip install --target function --platform manylinux2014_x86_64 --python-version 3.12 --only-binary=:all:"
    return Layout(
        additions=(
            whole_file(f"{STACK}/template.yaml", _template()),
            *_wheel(STACK, from_index=from_index, pinned=True),
        ),
        notes=("the probe is a stack of its own: give it the key and the model that your function has",),
        next_steps=(
            ("the stack's own folder has what it runs", (f"cd {STACK}", f"{install} {package}", "sam deploy --guided")),
            (
                "when it is deployed; the address is the stack's output ProbeUrl",
                ("gateway-probe fetch https://your-function.lambda-url.us-east-1.on.aws",),
            ),
        ),
    )


def _template() -> bytes:
    return files("gateway_probe.dropin").joinpath("template.yaml").read_bytes()
