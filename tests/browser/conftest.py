"""A real Chromium, and pages that notice everything a person would not: errors, blocked content, foreign requests."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.causes.documents import document
from tests.missing import give_up

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "build/screenshots"
AXE = ROOT / "tests/node/node_modules/axe-core/axe.min.js"
_NAMES = ("chromium", "chromium-browser", "google-chrome")
# As root there is no sandbox; the rest keeps the browser from asking its maker for anything.
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Seen:
    """What happened behind a page."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    bytes: int = 0

    def shot(self, name: str) -> None:
        """A picture for people, in a folder that git ignores."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)

    def axe(self) -> list[str]:
        """What axe finds serious or critical, by rule."""
        if not AXE.is_file():
            give_up("axe-core is needed: `make node`")
        # By the debugger's channel, to which the page's policy does not apply.
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: dict[str, Any] = self.page.evaluate("axe.run(document)")
        return [
            f"{violation['id']}: {node['html'][:200]}"
            for violation in found["violations"]
            if violation["impact"] in {"serious", "critical"}
            for node in violation["nodes"]
        ]


Open = Callable[..., Seen]


# Playwright's event loop holds the thread for as long as a browser is open, and other tests need one of their own: so the
# browser is closed after the tests that use it, and the Documents for them are made before it opens.
@pytest.fixture(scope="module")
def documents() -> None:
    """Those that the tests show."""
    for scenario, place in (("case", "local"), ("case", "production"), ("healthy-byok", "production")):
        document(scenario, place)


@pytest.fixture(scope="module")
def chromium(documents: None) -> Iterator[Browser]:
    executable = next(filter(None, map(shutil.which, _NAMES)), None)
    if executable is None:
        give_up("Chromium is needed: `apt-get install chromium`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Open]:
    """`open_page(url, …)`: a page in a context of its own. At the end nothing may have been complained about."""
    opened: list[Seen] = []

    def open_(url: str, *, expected: tuple[str, ...] = (), **context: Any) -> Seen:
        made = chromium.new_context(**{"viewport": {"width": 1100, "height": 900}, **context})
        made.grant_permissions(["clipboard-read", "clipboard-write"])
        seen = Seen(made.new_page())

        def complain(words: str) -> None:
            if not any(part in words for part in expected):
                seen.complaints.append(words)

        def failed(request: Any) -> None:
            # Chromium reports a stream that a script read to its end as aborted where the answer must not be stored.
            # That all of it came is shown by the page, which says so when the last event is missing.
            if "format=events" not in request.url:
                complain(f"{request.url}: {request.failure}")

        def note(response: Any) -> None:
            if response.url.startswith("http"):
                seen.hosts.add(urlsplit(response.url).netloc)
                seen.bytes += len(response.body()) if response.ok and "events" not in response.url else 0

        seen.page.on(
            "console", lambda message: complain(message.text) if message.type in {"error", "warning"} else None
        )
        seen.page.on("pageerror", lambda error: complain(str(error)))
        seen.page.on("requestfailed", failed)
        seen.page.on("response", note)
        seen.page.add_init_script(
            "addEventListener('securitypolicyviolation', event => console.error('blocked: ' + event.violatedDirective))"
        )
        seen.page.goto(url)
        opened.append(seen)
        return seen

    yield open_
    complaints = [words for seen in opened for words in seen.complaints]
    hosts = {host for seen in opened for host in seen.hosts}
    for seen in opened:
        seen.page.context.close()
    assert complaints == []
    assert all(host.startswith("127.0.0.1:") for host in hosts), "the page asked another host"
