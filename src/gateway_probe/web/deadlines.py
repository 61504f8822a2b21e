"""How much time the platform leaves this invocation."""

import sys
from datetime import UTC, datetime

from starlette.requests import Request


def time_left_s(request: Request) -> float | None:
    """Seconds until the platform ends the invocation, or None where it does not say.

    Vercel's runtime keeps the deadline in `vercel_runtime.deadline`, which is loaded in a function and nowhere
    else; Lambda's context counts down by itself.
    """
    module = sys.modules.get("vercel_runtime.deadline")
    deadline = module.get_deadline() if module is not None and hasattr(module, "get_deadline") else None
    if isinstance(deadline, datetime):
        return (deadline - datetime.now(UTC)).total_seconds()
    context = request.scope.get("aws.context")
    remaining = getattr(context, "get_remaining_time_in_millis", None)
    return remaining() / 1000 if callable(remaining) else None
