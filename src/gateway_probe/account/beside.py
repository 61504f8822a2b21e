"""The account's answer beside a run or a comparison, as one result: for formats that hold one and no more."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gateway_probe.account.report import AccountReport
from gateway_probe.document import Document, Level
from gateway_probe.document.comparison import Comparison

if TYPE_CHECKING:
    from gateway_probe.reports.blocks import Outline
    from gateway_probe.reports.openmetrics import Family
    from gateway_probe.reports.suite import Result, Suite


@dataclass(frozen=True)
class Beside:
    """As JSON it is the first with the account in a field more: whoever reads a Document reads it as before."""

    first: Document | Comparison
    account: AccountReport

    @property
    def title(self) -> str:
        told = self.first.verdict.code if isinstance(self.first, Document) else "comparison"
        return f"{told}, and {self.account.title}"

    @property
    def summary(self) -> str:
        first = self.first.verdict.summary if isinstance(self.first, Document) else self.first.summary
        return f"{first} {self.account.summary}"

    @property
    def disclosure(self) -> Level:
        """Private where one of the two is."""
        first = self.first.probe.disclosure if isinstance(self.first, Document) else self.first.disclosure
        return "private" if "private" in {first, self.account.disclosure} else "public"

    def outline(self) -> "Outline":
        """The first's answer, then the account's, then what each rests on."""
        from gateway_probe.reports.blocks import Outline, Paragraph, Section
        from gateway_probe.reports.outline import outline_of

        first, account = outline_of(self.first), self.account.outline()
        answer = Section("account", "The account", (Paragraph(account.headline.words, tone="title"), *account.answer))
        details = (replace(section, id=f"account-{section.id}") for section in account.details)
        return Outline(first.headline, first.answer, (answer, *first.details, *details))

    def brief(self) -> dict[str, Any]:
        """The first's, with the account's in a field more."""
        from gateway_probe.reports.brief import tell_briefly

        told = {name: value for name, value in self.account.brief().items() if name not in {"schema_version", "more"}}
        return {**tell_briefly(self.first), "account": told}

    def suite(self) -> "Suite":
        """The cases of both. That the account could not be seen whole leaves the good news of a run as it is."""
        from gateway_probe.reports.junit import suite_of

        first, account = suite_of(self.first), self.account.suite()
        softened: dict[Result, Result] = {} if self.account.trouble else {"error": "skipped"}
        added = (
            replace(case, name=f"account: {case.name}", result=softened.get(case.result, case.result))
            for case in account.cases
        )
        return replace(first, cases=[*first.cases, *added], seconds=first.seconds + account.seconds)

    def metrics(self) -> "Iterator[Family]":
        from gateway_probe.reports.openmetrics import families_of

        yield from families_of(self.first)
        yield from self.account.metrics()

    def model_dump_json(self, *, indent: int | None = None) -> str:
        """The first, with the account in the field `account`."""
        both = {**self.first.model_dump(mode="json"), "account": self.account.model_dump(mode="json")}
        return json.dumps(both, indent=indent, ensure_ascii=False)
