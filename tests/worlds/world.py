"""A world: a place, the gateway that it asks, and what may be said of it; and how the product is run in one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from gateway_probe.document import Document, Level
from gateway_probe.probe import Inputs, diagnose
from gateway_probe.settings import Settings
from tests.standin import Gateway, Listening, Token, fake_key, listen
from tests.worlds.expectation import May
from tests.worlds.virtual_time import run_in_virtual_time

BUDGET_S = "6"
"""Far more than any answer on loopback takes; only worlds of silence come near it, and they set their own."""

ASKED = "openai/gpt-5.4-mini"
CONTROL = "openai/gpt-4o-mini"
TIER = "anthropic/claude-sonnet-4.5"

Experiments = Literal["auto", "none", "all"]
Checks = Literal["all", "free"]


@dataclass(frozen=True)
class Place:
    """Where the product runs: variables, headers of the request that asked it, and its settings."""

    env: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    header_token: Token | None = None
    env_token: Token | None = None
    experiments: Experiments = "auto"
    model: str | None = None
    checks: Checks = "all"

    def having(self, variables: Mapping[str, str]) -> "Place":
        """The same with more variables."""
        return replace(self, env={**self.env, **variables})

    def variables(self, origin: str) -> dict[str, str]:
        """The environment, with the gateway's origin and a token of this moment."""
        env = {"GATEWAY_PROBE_BASE_URL": origin, "GATEWAY_PROBE_MODEL": ASKED, "GATEWAY_PROBE_TIME_BUDGET": BUDGET_S}
        if self.env_token:
            env["VERCEL_OIDC_TOKEN"] = self.env_token.jwt()
        return env | dict(self.env)

    def request_headers(self) -> dict[str, str]:
        """The headers of the request that asked for a diagnosis."""
        headers = dict(self.headers)
        if self.header_token:
            headers["x-vercel-oidc-token"] = self.header_token.jwt()
        return headers


def on_vercel(
    key: str | None = None,
    token: Token | None = None,
    *,
    environment: str = "production",
    project: str = "prj_FAKE",
    env_token: Token | None = None,
    experiments: Experiments = "auto",
    model: str | None = None,
    **settings: str,
) -> Place:
    """A deployment on Vercel. `settings` are more variables of its environment."""
    env = {
        "VERCEL": "1",
        "VERCEL_ENV": environment,
        "VERCEL_TARGET_ENV": environment,
        "VERCEL_REGION": "iad1",
        "VERCEL_URL": "shop-fake.vercel.app",
        "VERCEL_DEPLOYMENT_ID": f"dpl_FAKE{environment}",
        "VERCEL_PROJECT_ID": project,
        **({} if key is None else {"AI_GATEWAY_API_KEY": key}),
        **settings,
    }
    headers = {"x-vercel-id": f"fra1::iad1::fake-{environment}", "host": "shop-fake.vercel.app"}
    return Place(env, headers, token, env_token, experiments, model)


def on_laptop(
    key: str | None = None,
    *,
    env_token: Token | None = None,
    experiments: Experiments = "auto",
    model: str | None = None,
    **settings: str,
) -> Place:
    """A laptop: no platform, no header, perhaps a token from a pulled file."""
    env = {**({} if key is None else {"AI_GATEWAY_API_KEY": key}), **settings}
    return Place(env, {}, None, env_token, experiments, model)


@dataclass(frozen=True)
class World:
    """One place and its gateway."""

    name: str
    place: Place
    gateway: Gateway
    may: May


@dataclass(frozen=True)
class Visit:
    """What the product said of a world, and what it asked to know it."""

    document: Document
    asked: Listening

    @property
    def generations(self) -> int:
        """How many generations it asked for."""
        return self.asked.generations

    @property
    def failures(self) -> int:
        """How many generations were not served."""
        asked = [answer for request, answer in self.asked.exchanges if request.door == "generate"]
        return sum(answer.status != 200 or answer.silent for answer in asked)

    @property
    def both_ways(self) -> bool:
        """Whether the very same generation was both refused and served in this run."""
        return any(len(kinds) > 1 for kinds in self._outcomes.values())

    @property
    def baseline_both_ways(self) -> bool:
        """Whether the app's own request was."""
        baseline = self.document.baseline
        streamed = baseline is not None and baseline.request is not None and baseline.request.streaming
        asked = (
            request.sent
            for request, _ in self.asked.exchanges
            if request.door == "generate" and request.streamed == streamed
        )
        return len(self._outcomes.get(next(asked, ""), ())) > 1

    @property
    def _outcomes(self) -> dict[str, set[bool]]:
        """For each generation by all that was sent, in the order of the first time: whether it was served."""
        outcomes: dict[str, set[bool]] = {}
        for request, answer in self.asked.exchanges:
            if request.door == "generate":
                outcomes.setdefault(request.sent, set()).add(answer.status == 200 and not answer.silent)
        return outcomes


def visit(place: Place, gateway: Gateway, port: int = 0, level: Level = "public") -> Visit:
    """Run the product once in the place, against the gateway on this port or a free one.

    No second of it is real: how busy the machine is decides nothing.
    """

    async def run() -> Visit:
        async with listen(gateway, port) as listening:
            environ = place.variables(listening.origin)
            inputs = Inputs(
                Settings.from_environ(environ),
                environ,
                place.request_headers(),
                served=bool(place.headers),
                model=place.model,
                experiments=place.experiments,
                checks=place.checks,
            )
            document = (await diagnose(inputs)).document(level)
            return Visit(document, listening)

    return run_in_virtual_time(run())


def told(document: Document) -> str:
    """What was said, on a few lines."""
    verdict = document.verdict
    return "\n".join(
        [
            f"said: {verdict.status} · {verdict.code} ({verdict.confidence})",
            f"  summary: {verdict.summary}",
            f"  alternatives: {', '.join(item.code for item in verdict.alternatives) or 'none'}",
            "  findings: "
            + (", ".join(f"{item.code} [{item.severity}, {item.confidence}]" for item in document.findings) or "none"),
            f"  ruled out: {', '.join(item.code for item in verdict.ruled_out) or 'none'}",
            *(f"  step: {step.text} {step.command or ''}" for step in verdict.next_steps[:4]),
            "  checks: " + ", ".join(_answer(item) for item in document.gateway.checks),
            "  experiments: " + (", ".join(_answer(item) for item in document.experiments) or "none"),
        ]
    )


def _answer(check: object) -> str:
    status = getattr(getattr(check, "response", None), "status", None)
    return f"{getattr(check, 'id', '?')}={getattr(check, 'outcome', '?')}{f'/{status}' if status else ''}"


KEY = fake_key("paid")
OTHER_KEY = fake_key("other")
REVOKED_KEY = fake_key("revoked")
