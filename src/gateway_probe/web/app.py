"""The ASGI app: one path, closed to strangers."""

from __future__ import annotations

import logging
import os
import secrets as random_source
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, get_args

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from gateway_probe import __version__
from gateway_probe.disclosure import Secrets
from gateway_probe.document.vocabulary import ChecksMode
from gateway_probe.settings import InvalidSettings, Settings
from gateway_probe.trust import begin_to_trust
from gateway_probe.web.authentication import Access
from gateway_probe.web.cold_start import import_quickly
from gateway_probe.web.deadlines import time_left_s
from gateway_probe.web.given import given_documents
from gateway_probe.web.http_answers import (
    asset_answer,
    page_answer,
    plain_answer,
    problem_answer,
    result_answer,
    without_body,
)
from gateway_probe.web.problems import (
    Problem,
    internal_error,
    invalid_parameter,
    invalid_settings,
    method_not_allowed,
    not_found,
    other_commit,
    unknown_commit,
)
from gateway_probe.web.question import COMMIT, Question, given_once, understand, wants_page
from gateway_probe.web.single_run import SingleRun

if TYPE_CHECKING:
    from gateway_probe.document import Document
    from gateway_probe.probe import Progress, Run
    from gateway_probe.web.laptop import Laptop

PATH = "/api/diagnose"
_LOG = logging.getLogger("gateway_probe")


class Site:
    """What one app holds: its settings, the environment as it was at start, and the run that requests share."""

    def __init__(self, settings: Settings | None, environ: Mapping[str, str], laptop: Laptop | None) -> None:
        self.environ = environ
        self.laptop = laptop
        self.invalid: list[str] = []
        try:
            self.settings = settings or Settings.from_environ(environ)
        except InvalidSettings as error:
            # The endpoint stays closed to strangers as before; token holders are told which settings are wrong.
            self.invalid = [f"{problem.name} {problem.text}" for problem in error.problems]
            self.settings = Settings.access_only(environ)
        for warning in self.settings.warnings:
            _LOG.warning("%s", warning)
        for problem in self.invalid:
            _LOG.error("the probe is closed: %s", problem)
        self.access = Access(self.settings)
        # Of their own, so that a monitor of free checks keeps nobody from asking for all of them.
        self.runs: dict[ChecksMode, SingleRun] = {
            mode: SingleRun(self.settings.min_interval_s) for mode in get_args(ChecksMode)
        }

    async def run(self, request: Request, question: Question, progress: Progress) -> Run:
        """One upstream run with this request's headers: the platform's OIDC token and request id come with them.

        The pipeline and the HTTP client are imported by the first run: they are a quarter of a cold start, and a ping,
        a refusal and the page need none of them.
        """
        # Here and not before: each guess at a secret takes the place of a run, so that they are as rare as runs.
        if question.model and (wrong := self.settings.problem_with(question.model)):
            raise invalid_parameter("model", wrong)
        begin_to_trust()
        import_quickly("gateway_probe.probe")
        from gateway_probe.probe import Inputs, diagnose
        from gateway_probe.runtime import NamesASecret

        inputs = Inputs(
            settings=self.settings.asking_as(question.client),
            environ=self.environ,
            headers=dict(request.headers),
            served=self.laptop is None,
            from_file=self.laptop.from_file if self.laptop else frozenset(),
            shadowed=self.laptop.shadowed if self.laptop else frozenset(),
            model=question.model,
            experiments=question.experiments,
            checks=question.checks,
            time_left_s=time_left_s(request),
        )
        try:
            return await diagnose(inputs, progress)
        except NamesASecret as error:
            raise invalid_settings(str(error)) from None


class ProbeApp(FastAPI):
    """FastAPI with a description of its own, imported only when somebody asks for it."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI description of the contract."""
        from gateway_probe.web.description import description

        return description()


def create_app(
    settings: Settings | None = None, environ: Mapping[str, str] | None = None, laptop: Laptop | None = None
) -> FastAPI:
    """The probe as an ASGI app. Makes no request and never fails for what the environment holds.

    `settings` default to the environment's; `environ` defaults to a copy of the process's. `laptop` is for
    `gateway-probe serve`: a deployment has none.
    """
    site = Site(settings, dict(os.environ) if environ is None else environ, laptop)
    app = ProbeApp(
        title="gateway-probe",
        version=__version__,
        summary="Why calls to Vercel AI Gateway work in one place and fail in another.",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    _add_routes(app, site)
    _add_problem_handlers(app)
    return app


def _add_routes(app: FastAPI, site: Site) -> None:
    """Routes that take the request alone: parameters and answers declared here would make FastAPI build models of them
    at every cold start, and import pydantic.v1 for it. `gateway_probe.web.description` describes them instead.
    """

    @app.get(PATH, response_model=None)
    async def diagnose_here(request: Request) -> Response:
        query = request.query_params
        if "ping" in query:
            return _pong(site)
        if "asset" in query:
            return asset_answer(query["asset"])
        if wants_page(query, request.headers.get("accept", "")):
            return page_answer("", beside=site.laptop is not None)
        site.access.require(request)
        return await _answer(site, request)

    @app.head(PATH, response_model=None)
    async def look_here(request: Request) -> Response:
        return without_body(await diagnose_here(request))

    @app.post(PATH, response_model=None)
    async def compare_here(request: Request) -> Response:
        site.access.require(request)
        try:
            if "explain" in request.query_params:
                from gateway_probe.web.explained import explained_answer

                return await explained_answer(request)
            if "beside" in request.query_params and site.laptop is not None:
                return await site.laptop.answer_beside(request)
            given = await given_documents(request)
        except (Problem, ClientDisconnect):
            raise
        except Exception as error:  # noqa: BLE001 - a traceback in a platform's log may hold what was sent
            raise _problem_of(error) from None
        return await _answer(site, request, given)

    @app.get("/", response_model=None)
    async def page() -> Response:
        return page_answer(PATH.removeprefix("/"), beside=site.laptop is not None)

    @app.get("/api/health", response_model=None)
    async def health() -> Response:
        return _pong(site)


def _add_problem_handlers(app: FastAPI) -> None:
    @app.exception_handler(Problem)
    async def on_problem(request: Request, problem: Problem) -> Response:
        answer = problem_answer(problem)
        return without_body(answer) if request.method == "HEAD" else answer

    @app.exception_handler(ClientDisconnect)
    async def on_aborted_upload(_request: Request, _error: ClientDisconnect) -> Response:
        # Nobody reads it, and nothing broke here: whatever counts answers by their status finds the client's doing.
        return Response(status_code=499)

    @app.exception_handler(HTTPException)
    async def on_http_error(request: Request, error: HTTPException) -> Response:
        if error.status_code != 405:
            return await on_problem(request, not_found())
        allowed = ("GET", "HEAD", "POST") if request.url.path.endswith(PATH) else ("GET",)
        return await on_problem(request, method_not_allowed(", ".join(allowed)))


async def _answer(site: Site, request: Request, given: list[tuple[str, Document]] | None = None) -> Response:
    """This place's Document, or its comparison with the given ones."""
    if site.invalid:
        raise invalid_settings("; ".join(site.invalid))
    query, accept = given_once(request.query_params.multi_items()), request.headers.get("accept", "")
    question = understand(query, accept, request.method)
    _require_commit(site, question.expect_commit)
    authorization = request.headers.get("authorization", "")
    joined = site.runs[question.checks].join(question.run, lambda progress: site.run(request, question, progress))
    form = question.format
    if form == "events":
        from gateway_probe.web.events import events_answer

        return events_answer(question, joined, given, Secrets([authorization]), _problem_of)
    try:
        return await result_answer(question, form, await joined.result(), given, authorization)
    except Exception as error:  # noqa: BLE001 - a traceback in a platform's log may hold what must not leave the process
        raise _problem_of(error) from None


def _problem_of(error: Exception) -> Problem:
    """What nobody expected: its kind goes to the log under a number, and nothing else goes anywhere."""
    if isinstance(error, Problem):
        return error
    incident = random_source.token_hex(4)
    _LOG.error("incident %s: %s", incident, type(error).__name__)
    return internal_error(incident)


def _pong(site: Site) -> Response:
    commit = site.environ.get("VERCEL_GIT_COMMIT_SHA", "")
    return plain_answer(
        {
            "status": "up",
            "version": __version__,
            "commit": commit[:7] if COMMIT.fullmatch(commit) else None,
            "access": site.access.state,
            "settings": "invalid" if site.invalid else "valid",
        }
    )


def _require_commit(site: Site, expected: str | None) -> None:
    if expected is None:
        return
    actual = site.environ.get("VERCEL_GIT_COMMIT_SHA", "").lower()
    if not actual.startswith(expected):
        raise other_commit() if actual else unknown_commit()
