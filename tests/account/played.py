"""An account that a world plays in this process: its answers, its refusals and its silence, page by page."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from gateway_probe.account.account_judgement import judge_account
from gateway_probe.account.answer_store import Scope
from gateway_probe.account.calls import Call
from gateway_probe.account.collect import read_account
from gateway_probe.account.places import Place
from gateway_probe.account.report import AccountReport
from gateway_probe.account.source import ApiAnswer, no_answer
from tests.account.account_api import AccountWorld, bent


@dataclass
class PlayedAccount:
    """Answers as the command would hand them on."""

    world: AccountWorld
    paths: list[str] = field(default_factory=list)
    version: str | None = "64.0.2"
    kind: Literal["vercel-cli", "files"] = "vercel-cli"

    @property
    def asked(self) -> int:
        return len(self.paths)

    async def ask(self, call: Call, parameters: Mapping[str, str], deadline: float) -> ApiAnswer:
        url = urlsplit(path := call.build(**parameters))
        self.paths.append(path)
        await asyncio.sleep(0)
        at = datetime.now(UTC)
        fault = next((fault for start, fault in self.world.faults.items() if path.startswith(start)), "")
        if fault == "403":
            return ApiAnswer("refused", at, because="this login may not see it", permission=call.permission)
        if fault in {"slow", "500"}:
            return no_answer(at, "no answer in time" if fault == "slow" else "the API answered 500")
        body = self.world.answer(url.path, {name: values[0] for name, values in parse_qs(url.query).items()})
        if body is None:
            return ApiAnswer("absent" if call.id == "deployment" else "refused", at, because="this login sees none")
        return ApiAnswer("known", at, bent(body, fault))


def told_of(
    world: AccountWorld,
    places: Sequence[Place],
    *,
    team: str | None = None,
    project: str | None = None,
    days: int = 365,
) -> AccountReport:
    """What is told of these places by what this account answers."""
    scope = Scope(datetime.now(UTC) - timedelta(days=days), team, project)
    source = PlayedAccount(world)
    account, _ = asyncio.run(read_account(source, list(places), scope, 30, lambda call, state: None))
    assert source.asked <= 10, source.paths
    return judge_account(account, list(places))
