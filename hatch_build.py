"""Leaves out of the wheel that Vercel's builder makes what no function runs: a cold start reads all that is in it."""

import os
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FunctionBuildHook(BuildHookInterface[Any]):
    """Excludes what `[tool.hatch.build.targets.wheel.hooks.custom]` names, where a build runs on Vercel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatch calls it so
        """Called before any file is taken. An editable install holds no file, and keeps everything."""
        if version == "standard" and os.environ.get("VERCEL") == "1":
            self.build_config.target_config["exclude"] = [f"/src/{path}" for path in self.config["laptop-only"]]
