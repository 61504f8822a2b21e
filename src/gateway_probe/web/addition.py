"""The probe as one route of somebody's own app: it answers its path, and nothing else of the app changes."""

from collections.abc import Mapping

from starlette.applications import Starlette
from starlette.routing import Match, Route
from starlette.types import Scope

from gateway_probe.web.app import PATH, create_app


class _ExactRoute(Route):
    """The path itself. The same with a slash behind it stays the app's: its router would redirect it here."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope.get("raw_path", b"").partition(b"?")[0].endswith(b"/"):
            return Match.NONE, {}
        return super().matches(scope)


def add_probe(app: Starlette, environ: Mapping[str, str] | None = None) -> None:
    """Let a Starlette or FastAPI app answer `/api/diagnose` by the probe, before any route that catches everything.

    `environ` defaults to a copy of the process's. Raises `ValueError` where the app has that path already.
    """
    if any(getattr(route, "path", None) == PATH for route in app.routes):
        raise ValueError(f"this app answers {PATH} already")
    # An app as the endpoint takes every method; the framework of the app neither wraps nor describes it.
    app.router.routes.insert(0, _ExactRoute(PATH, create_app(environ=environ), include_in_schema=False))
