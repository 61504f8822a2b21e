"""The probe added to a project that exists, and taken out again.

Nothing that exists is ever changed: what would have to be is shown as a diff.
"""

from gateway_probe.dropin.edits import (
    Addition,
    CannotCarryOut,
    Change,
    carry_out,
    diff,
    find_credentials,
    plan_adding,
    plan_removing,
)
from gateway_probe.dropin.layout import Layout, all_additions, lay_out
from gateway_probe.dropin.project import PROJECT_KINDS, ProjectKind, look_at
from gateway_probe.dropin.project_files import Unusable, place_of

__all__ = [
    "PROJECT_KINDS",
    "Addition",
    "CannotCarryOut",
    "Change",
    "Layout",
    "ProjectKind",
    "Unusable",
    "all_additions",
    "carry_out",
    "diff",
    "find_credentials",
    "lay_out",
    "look_at",
    "place_of",
    "plan_adding",
    "plan_removing",
]
