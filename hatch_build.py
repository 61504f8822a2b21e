"""Leaves out of a function's package what no function runs or reads: a cold start unpacks all that is in it."""

import os
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

_SAYS_SO = ("VERCEL", "GATEWAY_PROBE_FUNCTION")
"""Variables of a build that makes a function: Vercel's builder sets the first, docs/deployment.md the second."""


def _makes_a_function() -> bool:
    return any(os.environ.get(name) == "1" for name in _SAYS_SO)


class FunctionMetadataHook(MetadataHookInterface):
    """Gives the package its README as the description, but where the build is of a function."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Called with the project table, to fill in what it calls dynamic."""
        if not _makes_a_function():
            metadata["readme"] = "README.md"


class FunctionBuildHook(BuildHookInterface[Any]):
    """Excludes what `[tool.hatch.build.targets.wheel.hooks.custom]` names, where the build is of a function."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatch calls it so
        """Called before any file is taken. An editable install holds no file, and keeps everything."""
        if version == "standard" and _makes_a_function():
            self.build_config.target_config["exclude"] = [f"/src/{path}" for path in self.config["laptop-only"]]
