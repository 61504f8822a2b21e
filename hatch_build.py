"""Leaves out of a function's wheel what no function runs: a cold start reads all that is in it."""

import os
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SAYS_SO = ("VERCEL", "GATEWAY_PROBE_FUNCTION")
"""Variables of a build that makes a function: Vercel's builder sets the first, docs/deployment.md the second."""


class FunctionBuildHook(BuildHookInterface[Any]):
    """Excludes what `[tool.hatch.build.targets.wheel.hooks.custom]` names, where the build is of a function."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatch calls it so
        """Called before any file is taken. An editable install holds no file, and keeps everything."""
        if version == "standard" and any(os.environ.get(name) == "1" for name in _SAYS_SO):
            self.build_config.target_config["exclude"] = [f"/src/{path}" for path in self.config["laptop-only"]]
