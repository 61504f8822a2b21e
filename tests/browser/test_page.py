"""The page in a real Chromium, as somebody meets it in an incident."""

import asyncio
import json
import threading
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from gateway_probe.cli.environment import Environment
from gateway_probe.cli.place_beside import laptop_of
from gateway_probe.reports import render
from gateway_probe.web import create_app
from gateway_simulator import serve
from tests.browser.conftest import Open, Seen
from tests.causes.documents import document
from tests.reports.test_hostile import with_everywhere
from tests.reports.test_html import BREAKING
from tests.serving import serving
from tests.standin import Gateway, Key, Rule, Team, Where, listen
from tests.worlds.parts import BYOK_REFUSAL
from tests.worlds.world import KEY, on_vercel

pytestmark = pytest.mark.browser

TOKEN = "FAKE-token-of-the-probe-0123456789"
MAX_TRANSFER = 60_000


@contextmanager
def deployed(scenario: str, place: str = "production", **environ: str) -> Iterator[str]:
    """The origin of a deployment of the probe."""
    with serve(scenario) as simulator:
        variables = {"GATEWAY_PROBE_TOKEN": TOKEN, **simulator.place(place).env, **environ}
        with serving(create_app(environ=variables)) as origin:
            yield origin


def diagnose(seen: Seen, token: str = TOKEN) -> None:
    """What a person does: the token, and the button."""
    seen.page.get_by_label("Access token").fill(token)
    seen.page.get_by_role("button", name="Diagnose").click()


@pytest.mark.parametrize("path", ["/", "/api/diagnose"])
def test_from_an_open_page_to_cause_and_next_step(open_page: Open, path: str) -> None:
    with deployed("case") as origin:
        seen = open_page(origin + path)
        expect(seen.page.get_by_label("Access token")).to_be_focused()
        diagnose(seen)
        verdict = document("case").verdict
        expect(seen.page.get_by_role("heading", level=1)).to_have_text(
            "The refusal depends on where the request says it comes from."
        )
        expect(seen.page.locator(".cause")).to_contain_text(verdict.summary)
        expect(seen.page.get_by_text(verdict.next_steps[0].text).first).to_be_visible()
        expect(seen.page.get_by_role("status")).to_contain_text("Done: failing, refusal-depends-on-origin")
        expect(seen.page.locator("tr.decides")).to_contain_text("FLIPS")
        expect(seen.page.locator(".gate.stopped")).to_contain_text("tier")
        expect(seen.page.locator(".gate.decides")).to_contain_text("runtime")
        assert seen.page.title() == "failing, refusal-depends-on-origin | gateway-probe"
        assert seen.page.locator("svg rect").count() > 10
        seen.page.locator("#findings summary").first.click()
        expect(seen.page.locator("#findings dl").first).to_contain_text("flips")
        seen.shot(f"refused{path.replace('/', '-')}")
        assert seen.axe() == []
        html = len(seen.page.locator("#report").inner_html().encode())
        assert seen.bytes + html < MAX_TRANSFER
        assert TOKEN not in seen.page.url
        assert TOKEN not in seen.page.content()


def test_a_healthy_place_says_so(open_page: Open) -> None:
    with deployed("healthy-byok") as origin:
        seen = open_page(origin)
        diagnose(seen)
        expect(seen.page.locator(".verdict")).to_contain_text("healthy")
        seen.shot("healthy")


def test_progress_is_shown_while_it_runs(open_page: Open) -> None:
    with serve("case", latency_ms=400) as simulator:
        variables = {**simulator.place("production").env, "GATEWAY_PROBE_TOKEN": TOKEN}
        with serving(create_app(environ=variables)) as origin:
            seen = open_page(origin)
            diagnose(seen)
            progress = seen.page.get_by_role("list", name="Checks")
            expect(progress.get_by_text("running").first).to_be_visible()
            expect(progress.get_by_role("listitem").filter(has_text="baseline").first).to_contain_text("refused")
            seen.shot("progress")
            expect(seen.page.get_by_role("heading", level=1)).to_be_visible()
            expect(progress).to_be_hidden()


def test_a_wrong_token_is_said_and_asked_for_again(open_page: Open) -> None:
    with deployed("healthy-byok") as origin:
        seen = open_page(origin, expected=("401",))
        diagnose(seen, "FAKE-another-token-0123456789")
        expect(seen.page.get_by_role("status")).to_contain_text("Token required. ")
        expect(seen.page.get_by_role("status")).to_contain_text("not the right one")
        expect(seen.page.get_by_role("status")).to_contain_text("Type the value of GATEWAY_PROBE_TOKEN")
        expect(seen.page.get_by_label("Access token")).to_be_visible()
        seen.shot("wrong-token")
        diagnose(seen)
        expect(seen.page.get_by_role("heading", level=1)).to_be_visible()


def test_the_token_stays_in_the_tab_and_can_be_forgotten(open_page: Open) -> None:
    with deployed("healthy-byok") as origin:
        seen = open_page(origin)
        diagnose(seen)
        expect(seen.page.get_by_role("heading", level=1)).to_be_visible()
        seen.page.reload()
        expect(seen.page.get_by_label("Access token")).to_be_hidden()
        assert seen.page.evaluate("localStorage.length") == 0
        assert seen.page.context.cookies() == []
        other = seen.page.context.new_page()
        other.goto(origin)
        expect(other.get_by_label("Access token")).to_be_visible()
        other.close()
        seen.page.get_by_role("button", name="Forget the token").click()
        assert seen.page.evaluate("sessionStorage.length") == 0
        expect(seen.page.get_by_label("Access token")).to_be_visible()


def test_a_probe_that_is_closed_says_what_to_set(open_page: Open) -> None:
    with deployed("healthy-byok", GATEWAY_PROBE_TOKEN="short") as origin:
        seen = open_page(origin)
        expect(seen.page.get_by_role("status")).to_contain_text("Set GATEWAY_PROBE_TOKEN")
        expect(seen.page.get_by_role("button", name="Diagnose")).to_be_hidden()


BASE64 = "FAKE+token/of+the/probe+0815=="


def test_a_link_may_carry_any_token(open_page: Open) -> None:
    for written in (BASE64, quote(BASE64, safe="")):
        with deployed("healthy-byok", GATEWAY_PROBE_TOKEN=BASE64) as origin:
            seen = open_page(f"{origin}/#token={written}")
            seen.page.get_by_role("button", name="Diagnose").click()
            expect(seen.page.get_by_role("status")).to_contain_text("Done: healthy")


@pytest.mark.parametrize("path", ["/", "/api/diagnose"])
def test_a_link_with_the_token_opens_and_leaves_no_token_in_the_address(open_page: Open, path: str) -> None:
    with deployed("healthy-byok", "local") as origin:
        seen = open_page(f"{origin}{path}#token={TOKEN}")
        expect(seen.page.get_by_role("button", name="Diagnose")).to_be_visible()
        expect(seen.page.get_by_label("Access token")).to_be_hidden()
        assert seen.page.url == f"{origin}{path}"
        seen.page.get_by_role("button", name="Diagnose").click()
        expect(seen.page.get_by_role("status")).to_contain_text("Done: healthy")
        seen.page.reload()
        expect(seen.page.get_by_label("Access token")).to_be_hidden()


def test_a_link_that_is_opened_in_the_same_tab_is_taken_over_too(open_page: Open) -> None:
    with deployed("healthy-byok") as origin:
        seen = open_page(origin)
        expect(seen.page.get_by_label("Access token")).to_be_visible()
        seen.page.evaluate(f"location.hash = 'token={TOKEN}'")
        expect(seen.page.get_by_label("Access token")).to_be_hidden()
        assert TOKEN not in seen.page.url
        seen.page.get_by_role("button", name="Diagnose").click()
        expect(seen.page.get_by_role("status")).to_contain_text("Done: healthy")


def test_a_deadline_that_was_reached_leaves_a_whole_page(open_page: Open) -> None:
    with serve("healthy-byok", latency_ms=1500) as simulator:
        variables = {**simulator.place("production").env, "GATEWAY_PROBE_TOKEN": TOKEN}
        with serving(create_app(environ={**variables, "GATEWAY_PROBE_TIME_BUDGET": "1"})) as origin:
            seen = open_page(origin)
            diagnose(seen)
            expect(seen.page.locator(".verdict")).to_contain_text("inconclusive")
            expect(seen.page.locator("#checks")).to_contain_text("timed-out")
            seen.shot("deadline")


@pytest.mark.parametrize("form", ["json", "html"])
def test_documents_that_are_dropped_are_compared(open_page: Open, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"local.{form}"
    file.write_bytes(render(document("case", "local"), form))  # type: ignore[arg-type]
    with deployed("case") as origin:
        seen = open_page(origin)
        diagnose(seen)
        expect(seen.page.get_by_role("heading", level=1)).to_be_visible()
        drop(seen, file)
        expect(seen.page.locator(".cause")).to_contain_text("Served in local, not in this place")
        expect(seen.page.locator(".cause")).to_contain_text("ai-o11y-project-id")
        seen.shot(f"comparison-{form}")
        assert seen.axe() == []


def drop(seen: Seen, *files: Path) -> None:
    """Drag these files onto the page."""
    contents = [[file.name, file.read_text(encoding="utf-8")] for file in files]
    transfer = seen.page.evaluate_handle(
        """contents => {
            const transfer = new DataTransfer();
            for (const [name, text] of contents) transfer.items.add(new File([text], name));
            return transfer;
        }""",
        contents,
    )
    seen.page.dispatch_event("#drop", "drop", {"dataTransfer": transfer})


def test_files_can_be_chosen_by_keyboard_and_what_is_no_document_is_named(open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "shopping.txt").write_text("milk")
    (tmp_path / "other.json").write_text('{"schema_version": "1"}')
    with deployed("healthy-byok") as origin:
        seen = open_page(origin, expected=("422",))
        diagnose(seen)
        expect(seen.page.get_by_role("heading", level=1)).to_be_visible()
        chooser = seen.page.get_by_label("choose files")
        chooser.focus()
        chooser.set_input_files(tmp_path / "shopping.txt")
        expect(seen.page.get_by_role("status")).to_contain_text("shopping.txt is no Document")
        chooser.set_input_files(tmp_path / "other.json")
        expect(seen.page.get_by_role("status")).to_contain_text("not a complete Document")


def test_the_support_text_is_copied_at_both_levels(open_page: Open) -> None:
    with deployed("case") as origin:
        seen = open_page(origin)
        diagnose(seen)
        seen.page.locator("#support summary").click()
        seen.page.get_by_role("button", name="Copy at the public level").click()
        expect(seen.page.get_by_role("button", name="Copied")).to_be_visible()
        public = seen.page.evaluate("navigator.clipboard.readText()")
        assert "public level" in public
        seen.page.get_by_role("button", name="Support text at the private level").click()
        seen.page.get_by_role("button", name="Copy at the private level").click()
        expect(seen.page.get_by_role("button", name="Copied").nth(1)).to_be_visible()
        private = seen.page.evaluate("navigator.clipboard.readText()")
    assert "dpl_" in private
    assert "dpl_" not in public
    assert public.split("\n", 1)[0].split(",")[:2] == private.split("\n", 1)[0].split(",")[:2], "one run, two levels"


def test_the_last_result_survives_a_reload_in_the_tab_and_costs_no_run(open_page: Open) -> None:
    with deployed("case") as origin:
        seen = open_page(origin)
        diagnose(seen)
        expect(seen.page.get_by_role("status")).to_contain_text("Done: failing")
        seen.page.reload()
        expect(seen.page.get_by_role("status")).to_contain_text("The last result of this tab: failing")
        expect(seen.page.get_by_role("heading", level=1)).to_contain_text("The refusal depends")
        assert TOKEN not in seen.page.evaluate("sessionStorage.getItem('gateway-probe-result')")


def test_an_error_is_explained_on_the_page(open_page: Open) -> None:
    with deployed("healthy-byok") as origin:
        seen = open_page(origin)
        diagnose(seen)
        expect(seen.page.get_by_role("heading", level=1)).to_be_visible()
        seen.page.get_by_label("Paste what your app printed").fill(
            "GatewayInternalServerError: BYOK is available only with paid credits. <img src=x>"
        )
        seen.page.get_by_role("button", name="Explain").click()
        expect(seen.page.locator("#meaning h3")).to_contain_text("The gateway wants purchased credits")
        expect(seen.page.locator("#meaning")).to_contain_text("refusal-depends-on-origin")
        assert seen.page.locator("#meaning img").count() == 0
        assert seen.axe() == []


def test_it_prints_the_report_alone(open_page: Open) -> None:
    with deployed("case") as origin:
        seen = open_page(origin)
        diagnose(seen)
        expect(seen.page.get_by_role("heading", level=1)).to_be_visible()
        seen.page.emulate_media(media="print")
        for part in ("#ask", "#explain", "#drop", "#more"):
            expect(seen.page.locator(part)).to_be_hidden()
        expect(seen.page.locator(".gates")).to_be_visible()
        seen.shot("print")


@pytest.mark.parametrize("form", ["html", "json"])
def test_a_result_can_be_saved_and_read_again(open_page: Open, form: str) -> None:
    from gateway_probe.document import read_document

    with deployed("case") as origin:
        seen = open_page(origin)
        diagnose(seen)
        expect(seen.page.get_by_role("heading", level=1)).to_be_visible()
        with seen.page.expect_download() as download:
            seen.page.get_by_role(
                "button", name={"html": "Save as one HTML file", "json": "Save as JSON"}[form]
            ).click()
        saved = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename == f"gateway-probe-127.0.0.1.{form}"
    assert read_document(saved).verdict.code == "refusal-depends-on-origin"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1100])
def test_it_fits_any_screen_in_any_light(open_page: Open, scheme: str, width: int) -> None:
    with deployed("case") as origin:
        seen = open_page(origin, color_scheme=scheme, viewport={"width": width, "height": 800})
        seen.shot(f"start-{scheme}-{width}")
        assert seen.axe() == []
        diagnose(seen)
        expect(seen.page.get_by_role("heading", level=1)).to_be_visible()
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
        seen.shot(f"refused-{scheme}-{width}")
        assert seen.axe() == []
        assert colours(seen)["dark" if scheme == "dark" else "light"]


def colours(seen: Seen) -> dict[str, bool]:
    """Which of the two the ground is."""
    found = seen.page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    return {"dark": sum(found[:3]) < 200, "light": sum(found[:3]) > 600}


def test_it_can_be_used_by_keyboard_alone(open_page: Open) -> None:
    with deployed("case") as origin:
        seen = open_page(origin)
        expect(seen.page.get_by_label("Access token")).to_be_focused()
        seen.page.keyboard.type(TOKEN)
        seen.page.keyboard.press("Enter")
        expect(seen.page.get_by_role("heading", level=1)).to_be_visible()
        assert seen.page.evaluate("document.activeElement.id") == "report"
        for _ in range(30):
            seen.page.keyboard.press("Tab")
            if seen.page.evaluate("document.activeElement.closest('#findings') !== null"):
                break
        seen.page.keyboard.press("Enter")
        expect(seen.page.locator("#findings details").first).to_have_attribute("open", "")


@pytest.mark.parametrize("name", BREAKING)
def test_a_hostile_document_is_inert(open_page: Open, tmp_path: Path, name: str) -> None:
    """As a file, which anybody may have made, and dropped on the page."""
    report = tmp_path / "report.html"
    report.write_bytes(render(with_everywhere(BREAKING[name]), "html"))
    seen = open_page(report.as_uri())
    seen.page.on("dialog", lambda dialog: seen.complaints.append(f"a dialog: {dialog.message}"))
    assert seen.page.locator("article img, article script, article a, article iframe").count() == 0
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 1100


def test_a_hostile_document_that_is_dropped_is_inert(open_page: Open, tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.json"
    hostile.write_text(
        json.dumps(json.loads(with_everywhere(BREAKING["attribute"] + BREAKING["script"]).model_dump_json()))
    )
    with deployed("case") as origin:
        seen = open_page(origin)
        seen.page.on("dialog", lambda dialog: seen.complaints.append(f"a dialog: {dialog.message}"))
        diagnose(seen)
        expect(seen.page.get_by_role("heading", level=1)).to_be_visible()
        drop(seen, hostile)
        expect(seen.page.get_by_role("heading", level=1)).to_contain_text("No place is served")
        assert seen.page.locator("#report img, #report script").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_report_opens_without_any_network(open_page: Open, tmp_path: Path, scheme: str) -> None:
    report = tmp_path / "report.html"
    report.write_bytes(render(document("case"), "html"))
    seen = open_page(report.as_uri(), offline=True, color_scheme=scheme)
    expect(seen.page.get_by_role("heading", level=1)).to_be_visible()
    seen.page.locator("#support summary").click()
    seen.page.get_by_role("button", name="Copy at the public level").click()
    expect(seen.page.get_by_role("button", name="Copied")).to_be_visible()
    assert seen.axe() == []
    seen.shot(f"report-{scheme}")


@contextmanager
def laptop(scenario: str, beside: str | None = None) -> Iterator[str]:
    """The origin of `gateway-probe serve` on a laptop, which asks other places for its page."""
    options = Namespace(beside=beside, token_env=[], bypass_env=[], token_file=None, timeout=60.0)
    with serve(scenario) as simulator:
        variables = {"GATEWAY_PROBE_TOKEN": TOKEN, **simulator.place("local").env}
        with serving(create_app(environ=variables, laptop=laptop_of(options, Environment(variables)))) as origin:
            yield origin


def test_a_laptop_and_a_deployment_stand_side_by_side_without_a_file(open_page: Open) -> None:
    there_token = "FAKE-token-of-production-0123456789"
    with deployed("case", GATEWAY_PROBE_TOKEN=there_token) as there, laptop("case") as origin:
        seen = open_page(f"{origin}/#token={TOKEN}", expected=("502",))
        seen.page.get_by_label("Address of the deployed probe").fill(there)
        beside = seen.page.get_by_role("button", name="Show both side by side")
        beside.click()
        expect(seen.page.get_by_role("status")).to_contain_text("the request brought no token", ignore_case=True)
        expect(seen.page.get_by_label("Token of that place")).to_be_focused()
        seen.page.get_by_label("Token of that place").fill(there_token)
        beside.click()
        name = there.removeprefix("http://")
        expect(seen.page.locator(".cause")).to_contain_text(f"Served in this place, not in {name}")
        expect(seen.page.locator(".verdict")).to_contain_text("ai-o11y-project-id")
        expect(seen.page.locator("#next pre").first).to_contain_text(f"fetch {there}")
        expect(seen.page.locator("#next")).not_to_contain_text("URL is the address")
        seen.shot("side-by-side")
        assert seen.axe() == []
        assert there_token not in seen.page.content()
        seen.page.reload()
        expect(seen.page.get_by_role("status")).to_contain_text("The last result of this tab: Served in this place")
        expect(seen.page.get_by_label("Address of the deployed probe")).to_have_value(there)


def test_a_link_names_the_place_beside_and_the_shell_has_its_token(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GATEWAY_PROBE_TOKEN", TOKEN)
    with deployed("case") as there, laptop("case", beside=there) as origin:
        seen = open_page(f"{origin}/#beside={quote(there, safe='')}&token={TOKEN}")
        expect(seen.page.get_by_label("Address of the deployed probe")).to_have_value(there)
        assert seen.page.url == f"{origin}/"
        seen.page.get_by_role("button", name="Show both side by side").click()
        expect(seen.page.locator(".cause")).to_contain_text("Served in this place, not in 127.0.0.1")


@contextmanager
def shown_beside(open_page: Open) -> Iterator[tuple[Seen, str]]:
    """The page of a laptop that shows a deployment beside it, and the address of that."""
    with deployed("case") as there, laptop("case") as origin:
        seen = open_page(f"{origin}/#token={TOKEN}")
        seen.page.get_by_label("Address of the deployed probe").fill(there)
        seen.page.get_by_label("Token of that place").fill(TOKEN)
        seen.page.get_by_role("button", name="Show both side by side").click()
        expect(seen.page.locator("#next pre").first).to_contain_text(f"fetch {there}")
        yield seen, there


def test_what_a_link_names_stands_in_no_command_before_it_was_asked(open_page: Open) -> None:
    """Anybody can make a link to a laptop's page, and whoever pastes a command sends this shell's token to what it names."""
    with laptop("case") as origin:
        seen = open_page(f"{origin}/#beside={quote('https://owned.example', safe='')}&token={TOKEN}")
        expect(seen.page.get_by_label("Address of the deployed probe")).to_have_value("https://owned.example")
        seen.page.get_by_role("button", name="Diagnose").click()
        expect(seen.page.locator("#report article")).to_be_visible()
        expect(seen.page.locator("#report")).not_to_contain_text("owned")
    with shown_beside(open_page) as (seen, there):
        seen.page.evaluate("location.hash = 'beside=owned.example'")
        seen.page.reload()
        expect(seen.page.locator("#next pre").first).to_contain_text(f"fetch {there}")
        expect(seen.page.locator("#report")).not_to_contain_text("owned")


@pytest.mark.parametrize("asked", ["x; echo owned", "$(echo owned)", "--token-file owned", "http://owned/`id`"])
def test_what_is_no_address_stands_in_no_command(open_page: Open, asked: str) -> None:
    with shown_beside(open_page) as (seen, _):
        seen.page.evaluate("asked => sessionStorage.setItem('gateway-probe-there', asked)", asked)
        seen.page.reload()
        expect(seen.page.locator("#next pre").first).to_contain_text("fetch URL")
        expect(seen.page.locator("#report")).not_to_contain_text("owned")


def test_whoever_opened_the_page_has_no_hand_on_it(open_page: Open) -> None:
    """Who keeps a handle on a window can lead it elsewhere, or change what follows the # in its address."""
    with deployed("healthy-byok") as there, deployed("healthy-byok", "local") as elsewhere:
        seen = open_page(elsewhere + "/api/diagnose?ping")
        with seen.page.context.expect_page() as opened:
            seen.page.evaluate("address => { window.held = window.open(address); }", there)
        expect(opened.value.get_by_label("Access token")).to_be_visible()
        assert opened.value.evaluate("window.opener === null")
        assert seen.page.evaluate("held.closed"), "it can still be led elsewhere"


def test_a_deployment_says_how_a_laptop_is_seen_beside_it(open_page: Open) -> None:
    with deployed("healthy-byok") as origin:
        seen = open_page(f"{origin}/#token={TOKEN}")
        expect(seen.page.get_by_text(f"gateway-probe serve --beside {origin}")).to_be_visible()
        expect(seen.page.get_by_label("Address of the deployed probe")).to_be_hidden()


def test_a_trouble_that_comes_and_goes_is_shown_as_such(open_page: Open) -> None:
    team = Team()
    refused_twice = Rule(Where("generate"), BYOK_REFUSAL, last=2)
    with listening(Gateway((Key(KEY, team),), rules=(refused_twice,))) as gateway:
        variables = {**on_vercel(KEY).variables(gateway), "GATEWAY_PROBE_TOKEN": TOKEN}
        with serving(create_app(environ=variables)) as origin:
            seen = open_page(origin)
            diagnose(seen)
            expect(seen.page.locator(".verdict")).to_contain_text("comes-and-goes")
            expect(seen.page.locator(".gate.decides")).to_contain_text("tier")
            seen.shot("comes-and-goes")


@contextmanager
def listening(gateway: Gateway) -> Iterator[str]:
    """The second stand-in of the gateway, on a thread of its own: the browser's loop holds this one."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    place = listen(gateway)
    try:
        yield asyncio.run_coroutine_threadsafe(place.__aenter__(), loop).result(20).origin
        asyncio.run_coroutine_threadsafe(place.__aexit__(None, None, None), loop).result(20)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(20)
        loop.close()


def test_on_a_phone_the_columns_that_decide_are_in_sight(open_page: Open, tmp_path: Path) -> None:
    """What flipped, and the values that differ, without scrolling to the side; so is the field for another place."""
    file = tmp_path / "laptop-of-ann.json"
    file.write_bytes(render(document("case", "local"), "json"))
    with deployed("case") as there, laptop("case", beside=there) as origin:
        for address in (there, origin):
            seen = open_page(f"{address}/#token={TOKEN}", viewport={"width": 360, "height": 740})
            seen.page.get_by_role("button", name="Diagnose").click()
            expect(seen.page.get_by_role("heading", level=1)).to_be_visible()
            if address == there:
                assert in_sight(seen, "tr.decides td") >= 3
            drop(seen, file)
            expect(seen.page.locator("#report")).to_contain_text("laptop-of-ann")
            expect(seen.page.get_by_role("status")).to_contain_text("Done")
            assert in_sight(seen, "#relevant tr.decides td, .verdict tr td") >= 4
            assert seen.page.evaluate("document.documentElement.scrollWidth") <= 360
            seen.shot(f"comparison-360-{'deployed' if address == there else 'laptop'}")
            assert seen.axe() == []


def in_sight(seen: Seen, selector: str) -> int:
    """How many of these cells lie wholly between the left and the right edge."""
    cells = seen.page.locator(selector)
    boxes = [box for box in (cells.nth(at).bounding_box() for at in range(cells.count())) if box is not None]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 360 for box in boxes)
    return len(boxes)
