"""Where answers come from: the `vercel` command, or files that hold what it printed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, Protocol

from gateway_probe.account.account_facts import State
from gateway_probe.account.calls import CALLS, Call


@dataclass(frozen=True)
class ApiAnswer:
    """How a call ended, and the JSON that it gave. The JSON may hold secrets: it is parsed at once and never kept."""

    state: State
    asked_at: datetime | None = None
    body: Any = field(default=None, repr=False)
    because: str | None = None
    permission: str | None = None
    trouble: Literal["no-login"] | None = None


class Source(Protocol):
    """Somebody who answers calls of the table."""

    @property
    def kind(self) -> Literal["vercel-cli", "files"]: ...

    @property
    def version(self) -> str | None: ...

    @property
    def asked(self) -> int:
        """How many calls were made."""

    async def ask(self, call: Call, parameters: Mapping[str, str], deadline: float) -> ApiAnswer:
        """The answer to a call, before the deadline (`time.monotonic`)."""


def read_answer(at: datetime, content: bytes) -> ApiAnswer:
    """The answer in these bytes, or `no_answer` where they are no JSON."""
    try:
        return ApiAnswer("known", at, json.loads(content))
    except (ValueError, RecursionError):
        return no_answer(at, "an answer that is not JSON")


def no_answer(at: datetime | None, because: str, *, trouble: Literal["no-login"] | None = None) -> ApiAnswer:
    """No answer, and why, in words of ours."""
    return ApiAnswer("unanswered", at, because=because, trouble=trouble)


class UnusableFile(ValueError):
    """A file of saved answers that cannot be used. The message says what it should hold, never what it holds."""


@dataclass
class SavedAnswers:
    """Answers from a file: a JSON object with the name of a call, or `NAME:PARAMETER`, for each answer.

    `{"variables": …, "deployment:app.vercel.app": …, "keys:team_x": …}`; what each holds is what
    `vercel api PATH` printed. A name without a parameter answers for every parameter.
    """

    answers: Mapping[str, Any] = field(repr=False)
    saved_at: datetime | None = None
    kind: Literal["files"] = "files"
    version: None = None
    asked: int = 0

    @classmethod
    def read(cls, content: bytes, saved_at: datetime | None) -> "SavedAnswers":
        """The saved answers in a file. Raises `UnusableFile`."""
        try:
            tree = json.loads(content)
        except (ValueError, RecursionError):
            raise UnusableFile("not JSON") from None
        if not isinstance(tree, dict):
            raise UnusableFile("not a JSON object of answers by the name of their call")
        strange = [name for name in tree if name.split(":", maxsplit=1)[0] not in CALLS]
        if strange or not tree:
            what = "naming something else than calls" if strange else "empty"
            raise UnusableFile(f"{what}; the names of calls are {', '.join(CALLS)}")
        return cls(tree, saved_at)

    async def ask(self, call: Call, parameters: Mapping[str, str], deadline: float) -> ApiAnswer:  # noqa: ARG002
        """The saved answer. A page after the first was not saved."""
        call.build(**parameters)
        if "cursor" in parameters:
            return ApiAnswer("not-asked", because="the further pages are not among the saved answers")
        names = [f"{call.id}:{value}" for value in parameters.values()] + [call.id]
        for name in names:
            if name in self.answers:
                return ApiAnswer("known", self.saved_at or datetime.now(UTC), self.answers[name])
        return ApiAnswer("not-asked", because="not among the saved answers")
