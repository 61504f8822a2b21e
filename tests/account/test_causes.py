"""What each cause says of an account, and what it refuses to say."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gateway_probe.account.account_facts import Account
from gateway_probe.account.account_judgement import judge_account
from gateway_probe.account.answer_store import Scope
from gateway_probe.account.causes import CAUSES, AccountReading
from gateway_probe.account.collect import read_account
from gateway_probe.account.places import Place
from gateway_probe.account.report import AccountReport
from gateway_probe.account.report_level import as_shown
from gateway_probe.account.source import SavedAnswers
from gateway_probe.causes.cause import Assessment, Observed, Open, Supported
from gateway_probe.causes.confidence import Assessed, weigh_by
from gateway_probe.disclosure import Secrets, fingerprint
from gateway_probe.document import Document
from tests.account.account_api import AccountWorld, credential, deployment, event, key, variable
from tests.account.worlds import (
    DAY,
    HOST,
    OTHER_TEAM,
    WORLDS,
    changed_after_deployment,
    healthy_account,
    ids_of,
    purchased,
    seed,
    served_by_system,
)
from tests.causes.documents import document

DAY_MS = 86_400_000


def told(world: AccountWorld, *documents: Document, since_days: int = 365, ending: str | None = None) -> AccountReport:
    """The report on these Documents, each a place: `production`, `production-1`, …"""
    places = [
        Place("production" if at == 0 else f"production-{at}", HOST if at == 0 else None, item, ending)
        for at, item in enumerate(documents)
    ]
    hosts = list(world.deployments)
    saved = SavedAnswers.read(json.dumps(world.saved(hosts, [OTHER_TEAM])).encode(), datetime.now(UTC))
    scope = Scope(datetime.now(UTC) - timedelta(days=since_days))
    account, _ = asyncio.run(read_account(saved, places, scope, 5, lambda call, state: None))
    return judge_account(account, places)


def codes(report: AccountReport) -> dict[str, str]:
    """Confidence by code, of what is no mere information."""
    return {item.code: item.confidence for item in report.findings if item.severity != "info"}


def against(report: AccountReport) -> dict[str, bool]:
    """Whether it is excluded, by code."""
    return {item.code: item.excluded for item in report.against}


def shifted(base: Document, **changes: Any) -> Document:
    """The Document with some of its facts replaced, by dotted path."""
    tree = base.model_dump(mode="json")
    for path, value in changes.items():
        *parents, last = path.split("__")
        node: Any = tree
        for part in parents:
            node = node[int(part)] if isinstance(node, list) else node[part]
        node[last] = value
    return Document.model_validate(tree)


def test_a_healthy_account_excludes_what_documented_fields_exclude() -> None:
    report = told(healthy_account(seed()), seed())
    excluded = {code for code, outright in against(report).items() if outright}
    assert excluded == {"env-changed-not-redeployed", "env-scope-mismatch", "alias-serves-other-deployment"}


def test_what_rests_on_undocumented_fields_is_never_certain() -> None:
    for make_world, make_document, _, _ in WORLDS.values():
        found = make_document()
        report = told(make_world(found), found)
        for item in report.findings:
            undocumented = [at for at in item.evidence if at.startswith(("/account/keys", "/account/byok"))]
            assert not undocumented or item.confidence != "certain", item.code
        for other in report.against:
            undocumented = [at for at in other.evidence if at.startswith(("/account/keys", "/account/byok"))]
            assert not undocumented or not other.excluded, other.code


@pytest.mark.parametrize(
    ("evidence", "confidence"),
    [
        (("/account/variables/facts/0/updated_at",), "certain"),
        (("/account/variables/facts/0/updated_at", "/account/keys/0/facts/0/team"), "likely"),
        (("/account/byok/0",), "likely"),
        (("/account/events/0", "/places/0/live/error"), "certain"),
        ((), "likely"),
    ],
)
def test_a_cause_cannot_claim_more_than_the_fields_it_points_to(evidence: tuple[str, ...], confidence: str) -> None:
    report = told(healthy_account(seed()), seed())
    seen = AccountReading(report.account, (Place("production", HOST, seed()),))
    assert seen.strength(Observed(), evidence) == confidence


def test_a_key_joined_by_a_sign_decides_nothing_even_if_its_list_were_documented() -> None:
    account = told(WORLDS["other-team"][0](seed()), seed()).account
    documented = [asked.model_copy(update={"documented": True}) for asked in account.keys]
    report = judge_account(account.model_copy(update={"keys": documented}), [Place("production", HOST, seed())])
    assert codes(report)["key-of-other-team"] == "likely"


def test_a_cause_of_the_account_is_weighed_with_its_rivals() -> None:
    """Everything documented: certain alone, likely where another cause of the same refusal is open."""
    account = told(healthy_account(seed()), seed()).account
    seen = AccountReading(account, (Place("production", HOST, seed()),))
    supported = Assessed(CAUSES["key-expired"], Supported("Fake.", "/account/variables/state", basis=Observed()))
    rival = Assessed(CAUSES["key-of-other-team"], Open("nothing"))
    [alone] = weigh_by(seen.strength, [supported], short=False)
    [beside] = weigh_by(seen.strength, [supported, rival], short=False)
    assert (alone.confidence, beside.confidence) == ("certain", "likely")


@pytest.mark.parametrize("name", WORLDS)
def test_every_pointer_leads_to_what_it_names(name: str) -> None:
    make_world, make_document, _, _ = WORLDS[name]
    found = make_document()
    report = told(make_world(found), found)
    tree = report.model_dump(mode="json")
    pointers = [at for item in report.findings for at in item.evidence]
    pointers += [at for item in report.against for at in item.evidence]
    pointers += [at for item in report.findings for against in item.contradictions for at in against.evidence]
    for pointer in pointers:
        node: Any = tree
        for part in pointer.strip("/").split("/"):
            node = node[int(part)] if isinstance(node, list) else node[part]
        assert node is not None, pointer


def test_a_change_while_the_deployment_was_built_decides_nothing() -> None:
    world = changed_after_deployment(seed())
    world.variables[0]["updatedAt"] = world.deployments[HOST]["createdAt"] + 30_000
    report = told(world, seed())
    assert "env-changed-not-redeployed" not in codes(report)
    assert "env-changed-not-redeployed" not in against(report)
    assert "env-changed-not-redeployed" in {item.code for item in report.undecided}


def test_a_change_after_a_deployment_that_works_is_no_finding() -> None:
    world = changed_after_deployment(served_by_system())
    assert "env-changed-not-redeployed" not in codes(told(world, served_by_system()))


def test_a_deployment_made_after_the_run_is_no_other_one_than_was_meant() -> None:
    world = healthy_account(seed())
    team, project, _ = ids_of(seed())
    later = seed().probe.started_at.timestamp() + DAY
    world.deployments[HOST] = deployment("dpl_FAKElater00000000000001", team, project, later)
    report = told(world, seed())
    assert "alias-serves-other-deployment" not in codes(report)
    assert "alias-serves-other-deployment" in {item.code for item in report.undecided}


@pytest.mark.parametrize("salt", ["", "FAKE-salt-of-that-deployment"])
def test_a_public_document_says_another_deployment_only_where_its_salt_is_known(salt: str) -> None:
    world = WORLDS["other-deployment"][0](seed())
    public = seed("public")
    if salt:
        _, project, made_in = ids_of(public)
        shown = {"deployment_id": fingerprint(made_in, salt), "project_id": fingerprint(project, salt)}
        public = shifted(public, **{f"runtime__{name}": value for name, value in shown.items()})
    report = told(world, public)
    assert codes(report).get("alias-serves-other-deployment") == (None if salt else "certain")
    assert ("alias-serves-other-deployment" in {item.code for item in report.undecided}) == bool(salt)


def test_a_variable_that_is_not_set_for_this_environment() -> None:
    found = document("key-absent", "production", "private")
    world = healthy_account(found if ids_known(found) else seed())
    world.variables = [variable("AI_GATEWAY_API_KEY", ["preview", "development"], 1_790_000_000.0)]
    report = told(world, found)
    assert codes(report)["env-scope-mismatch"] == "certain"
    assert "set for development and preview" in report.findings[0].explanation


@pytest.mark.parametrize(
    ("client", "name"),
    [("openai", "OPENAI_API_KEY"), ("claude-code", "ANTHROPIC_AUTH_TOKEN"), ("ai-sdk-7", "AI_GATEWAY_API_KEY")],
)
def test_the_variable_that_is_asked_about_is_the_one_that_the_client_reads(client: str, name: str) -> None:
    """Where a client reads another variable, that the gateway's own is not set says nothing."""
    asked = {"name": client, "title": client, "origin": "named", "confidence": "certain"}
    found = shifted(document("key-absent", "production", "private"), probe__client=asked)
    before = seed().probe.started_at.timestamp() - 9 * DAY
    world = healthy_account(seed())
    world.variables = [variable(name, ["production"], before), variable("FAKE_OTHER", ["production"], before)]
    report = told(world, found)
    assert against(report)["env-scope-mismatch"] is True
    assert report.places[0].configured.key_variable == "set"
    world.variables = [variable("FAKE_OTHER", ["production"], before)]
    saved = {**world.saved(list(world.deployments)), "shared-variables": {"data": []}}
    report = judge_account(read_saved(saved, [Place("production", HOST, found)]), [Place("production", HOST, found)])
    assert codes(report)["env-scope-mismatch"] == "certain"
    assert name in next(item.explanation for item in report.findings if item.code == "env-scope-mismatch")


def read_saved(saved: dict[str, Any], places: list[Place]) -> Account:
    """The account in these saved answers."""
    source = SavedAnswers.read(json.dumps(saved).encode(), datetime.now(UTC))
    return asyncio.run(read_account(source, places, Scope(datetime.now(UTC)), 5, lambda call, state: None))[0]


def test_a_variable_that_the_team_shares_is_set() -> None:
    found = document("key-absent", "production", "private")
    world = healthy_account(found if ids_known(found) else seed())
    world.variables = []
    saved = world.saved(list(world.deployments))
    before = seed().probe.started_at.timestamp() - 9 * DAY
    shared = {"data": [variable("AI_GATEWAY_API_KEY", ["production"], before)], "pagination": {"next": None}}
    places = [Place("production", HOST, found)]
    source = SavedAnswers.read(json.dumps({**saved, "shared-variables": shared}).encode(), datetime.now(UTC))
    account, _ = asyncio.run(read_account(source, places, Scope(datetime.now(UTC)), 5, lambda call, state: None))
    report = judge_account(account, places)
    assert "env-scope-mismatch" not in codes(report)
    assert "key-setting-and-runtime-disagree" in codes(report), "it is set, and the runtime did not have it"


def test_a_variable_that_was_set_after_the_deployment_is_told_from_one_that_never_was() -> None:
    found = document("key-absent", "production", "private")
    world = changed_after_deployment(seed())
    report = told(world, found)
    assert codes(report) == {"env-changed-not-redeployed": "certain"}
    assert against(report)["env-scope-mismatch"] is True


def test_a_list_of_variables_that_was_not_read_says_nothing_is_missing() -> None:
    found = document("key-absent", "production", "private")
    world = healthy_account(seed())
    saved = {name: item for name, item in world.saved(list(world.deployments)).items() if name != "variables"}
    places = [Place("production", HOST, found)]
    source = SavedAnswers.read(json.dumps(saved).encode(), datetime.now(UTC))
    account, _ = asyncio.run(read_account(source, places, Scope(datetime.now(UTC)), 5, lambda call, state: None))
    assert not codes(judge_account(account, places)).keys() & {"env-scope-mismatch", "key-setting-and-runtime-disagree"}


def test_a_key_known_by_its_ending_is_joined_whenever_it_was_used() -> None:
    world = healthy_account(seed())
    world.keys[OTHER_TEAM] = [key("ak_FAKEother", OTHER_TEAM, 1_780_000_000.0, "8aBc")]
    report = told(world, seed(), ending="wxyz8aBc")
    assert codes(report)["key-of-other-team"] == "likely"
    assert [join.how for join in report.joins if join.what == "key"] == ["ending"]


def test_the_deployments_team_is_asked_and_not_the_logins_own_choice() -> None:
    found = document("key-absent", "production", "private")
    world = healthy_account(seed())
    saved = world.saved(list(world.deployments), [world.home])
    wrong = {"credentials": [], "keys": {"apiKeys": []}}
    source = SavedAnswers.read(
        json.dumps({**saved, "byok": wrong, "keys": {"apiKeys": []}}).encode(), datetime.now(UTC)
    )
    places = [Place("production", HOST, found)]
    account, _ = asyncio.run(read_account(source, places, Scope(datetime.now(UTC)), 5, lambda call, state: None))
    assert [asked.team for asked in account.byok] == [world.home]
    assert "byok-credential-missing" not in codes(judge_account(account, places))


def test_two_keys_used_at_once_in_two_teams_decide_nothing() -> None:
    world = healthy_account(seed())
    run = seed().probe.started_at.timestamp()
    world.keys[OTHER_TEAM] = [key("ak_FAKEother", OTHER_TEAM, run + 0.2, "8aBc")]
    world.keys[world.home] = [
        key("ak_FAKEhome", world.home, run + 0.2),
        key("ak_FAKEtwo", OTHER_TEAM, run + 0.2, "8aBc"),
    ]
    report = told(world, seed())
    assert "key-of-other-team" not in codes(report)
    assert "key-of-other-team" not in against(report)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"expiresAt": -DAY_MS}, "key-expired"),
        ({"projectId": "prj_FAKEanother00000000001"}, "key-of-other-project"),
        ({"leakedAt": -DAY_MS, "leakedUrl": "https://example.invalid/leak"}, "key-leaked"),
    ],
)
def test_what_the_list_says_of_the_key(change: dict[str, Any], code: str) -> None:
    world = healthy_account(seed())
    now = int(seed().probe.started_at.timestamp() * 1000)
    world.keys[world.home][0] |= {name: now + at if isinstance(at, int) else at for name, at in change.items()}
    assert codes(told(world, seed()))[code] == "likely"


def test_a_key_that_is_said_to_have_expired_and_was_served_is_a_contradiction() -> None:
    world = healthy_account(served_by_system())
    now = int(served_by_system().probe.started_at.timestamp() * 1000)
    world.keys[world.home][0]["expiresAt"] = now - DAY_MS
    report = told(world, served_by_system())
    assert codes(report)["key-expired"] == "possible"
    assert (
        next(item for item in report.findings if item.code == "key-expired").contradictions[0].text
        == "the request was served"
    )


def test_a_key_that_the_gateway_does_not_know_and_that_was_deleted() -> None:
    found = document("key-invalid-revoked-or-expired", "production", "private")
    world = healthy_account(seed())
    run = found.probe.started_at.timestamp()
    world.keys = {world.home: [], OTHER_TEAM: []}
    world.events[world.home] = [event("ai-gateway-api-key-deleted", run - 2 * DAY)]
    assert codes(told(world, found))["key-deleted"] == "likely"


@pytest.mark.parametrize(
    ("credentials", "elsewhere", "code"),
    [
        ([], [], "byok-credential-missing"),
        ([credential("openai")], [], "byok-credential-missing"),
        ([credential("azure", deletedAt=1_794_000_000_000)], [], "byok-credential-missing"),
        ([], [credential("azure")], "byok-credential-of-other-team"),
        ([credential("azure", active=False)], [], "byok-credential-switched-off"),
    ],
)
def test_where_the_provider_credential_is(credentials: list[Any], elsewhere: list[Any], code: str) -> None:
    world = healthy_account(served_by_system())
    world.byok = {world.home: credentials, OTHER_TEAM: elsewhere}
    found = codes(told(world, served_by_system()))
    assert {name for name in found if name.startswith("byok")} == {code}


@pytest.mark.parametrize(
    ("change", "codes_then"),
    [
        ({"active": False, "updatedAt": DAY_MS}, set()),
        ({"active": True, "updatedAt": DAY_MS}, set()),
        ({"active": True, "createdAt": DAY_MS, "updatedAt": DAY_MS}, {"byok-credential-missing"}),
        ({"active": False, "updatedAt": -DAY_MS}, {"byok-credential-switched-off"}),
        ({"active": None}, set()),
    ],
)
def test_a_credential_changed_after_the_run_says_nothing_of_that_run(
    change: dict[str, Any], codes_then: set[str]
) -> None:
    world = healthy_account(served_by_system())
    now = int(served_by_system().probe.started_at.timestamp() * 1000)
    moved = {name: now + at if name.endswith("At") else at for name, at in change.items()}
    world.byok[world.home] = [{**credential("azure"), **moved}]
    report = told(world, served_by_system())
    assert {name for name in codes(report) if name.startswith("byok")} == codes_then
    if change.get("updatedAt") == DAY_MS:
        assert "byok-credential-switched-off" in {item.code for item in report.undecided}
        assert "byok-credential-switched-off" not in against(report)


@pytest.mark.parametrize("credentials", [[], [credential("acme-own-models", active=False)]])
def test_a_provider_of_somebodys_own_is_not_named_at_the_public_level(credentials: list[Any]) -> None:
    found = served_by_system()
    tree = json.loads(
        found.model_dump_json().replace('"azure"', '"acme-own-models"').replace("azure/", "acme-own-models/")
    )
    world = healthy_account(found)
    world.byok[world.home] = credentials
    report = told(world, Document.model_validate(tree))
    assert {name for name in codes(report) if name.startswith("byok")}
    assert "acme-own-models" not in as_shown(report, "public", "", Secrets()).model_dump_json()


def test_a_credential_of_unknown_state_is_not_said_to_be_on() -> None:
    world = healthy_account(served_by_system())
    world.byok[world.home] = [{**credential("azure"), "active": None}]
    assert [item.state for item in told(world, served_by_system()).places[0].configured.byok] == ["unknown"]


def test_where_it_is_unknown_whose_key_it_is_a_credential_of_the_home_team_is_a_guess() -> None:
    world = healthy_account(served_by_system())
    world.keys = {world.home: [], OTHER_TEAM: []}
    world.byok[world.home] = [credential("azure", active=False)]
    assert codes(told(world, served_by_system()))["byok-credential-switched-off"] == "possible"


def test_a_rule_whose_state_is_not_told_is_not_said_to_be_off() -> None:
    found = document("routing-rule-denied", "production", "private")
    baseline = next(at for at, check in enumerate(found.gateway.checks) if check.id == "baseline")
    found = shifted(found, **{f"gateway__checks__{baseline}__response__error__rule_id": RULE})
    world = healthy_account(seed())
    world.rule, world.rule_enabled = RULE, None
    [told_of] = [item for item in told(world, found).findings if item.code == "routing-rule-in-force"]
    assert "switched" not in told_of.explanation


def test_a_purchase_is_told_once_however_many_places_share_it() -> None:
    report = told(purchased(seed()), seed(), seed())
    assert [item.code for item in report.findings].count("credits-purchased") == 1


def test_a_served_call_by_another_teams_key_is_a_remark_and_no_error() -> None:
    world = WORLDS["other-team"][0](served_by_system())
    [told_of] = [item for item in told(world, served_by_system()).findings if item.code == "key-of-other-team"]
    assert told_of.severity == "info"


def test_an_account_without_places_tells_of_itself() -> None:
    report = told(purchased(seed()))
    assert [(item.code, item.place) for item in report.findings] == [("credits-purchased", None)]
    assert report.places == []


@pytest.mark.parametrize(("spent", "confidence"), [(11.0, "likely"), (2.0, None)])
def test_a_budget_that_is_used_up_and_one_that_is_not(spent: float, confidence: str | None) -> None:
    found = document("budget-reached", "production", "private")
    world = healthy_account(seed())
    world.spent = spent
    report = told(world, found)
    assert codes(report).get("budget-used-up") == confidence
    assert ("budget-used-up" in {item.code for item in report.undecided}) == (confidence is None)


RULE = "rule_FAKE0123456789abcdefgh"


@pytest.mark.parametrize("shown", [RULE, fingerprint(RULE)])
def test_the_rule_that_the_gateway_names_is_found_among_the_teams(shown: str) -> None:
    found = document("routing-rule-denied", "production", "private")
    baseline = next(at for at, check in enumerate(found.gateway.checks) if check.id == "baseline")
    found = shifted(found, **{f"gateway__checks__{baseline}__response__error__rule_id": shown})
    world = healthy_account(seed())
    world.rule = RULE
    assert codes(told(world, found))["routing-rule-in-force"] == "certain"
    world.rule = "rule_FAKEanother00000000001"
    assert "routing-rule-in-force" not in codes(told(world, found))


def test_a_purchase_more_than_a_year_ago_does_not_count() -> None:
    world = purchased(seed())
    world.events[world.home][0]["createdAt"] -= 400 * DAY_MS
    report = told(world, seed(), since_days=800)
    assert codes(report)["byok-needs-paid-tier"] == "likely"
    assert "byok-needs-paid-tier" not in against(report)


def test_a_purchase_after_the_run_excludes_nothing_of_it() -> None:
    world = purchased(seed())
    world.events[world.home][0]["createdAt"] += 70 * DAY_MS
    report = told(world, seed())
    assert "byok-needs-paid-tier" not in against(report)


def test_a_purchase_of_another_team_does_not_speak_for_the_keys_team() -> None:
    world = healthy_account(seed())
    world.events[OTHER_TEAM] = [event("ai-gateway-credits-purchased", seed().probe.started_at.timestamp() - DAY)]
    assert "byok-needs-paid-tier" not in against(told(world, seed()))


@pytest.mark.parametrize("kind", ["ai-gateway-provider-allowlist-toggled", "ai-gateway-zero-data-retention-toggled",
                                  "ai-gateway-hipaa-compliance-toggled", "ai-gateway-rule-created",
                                  "ai-gateway-scope-budget-updated"])  # fmt: skip
@pytest.mark.parametrize(("days", "suspect"), [(1.0, True), (3.0, False), (-1.0, False)])
def test_only_what_was_changed_between_good_and_bad_is_a_suspect(kind: str, days: float, suspect: bool) -> None:
    bad = seed()
    before = (bad.probe.started_at - timedelta(days=2)).isoformat()
    good = shifted(served_by_system(), probe__started_at=before)
    world = healthy_account(bad)
    world.events[world.home] = [event(kind, bad.probe.started_at.timestamp() - days * DAY)]
    found = codes(told(world, bad, good))
    assert found.get("setting-changed-between-runs") == ("likely" if suspect else None)


def test_a_runtime_that_holds_a_key_which_the_project_does_not_set_disagrees() -> None:
    world = healthy_account(seed())
    world.variables = [variable("AI_GATEWAY_API_KEY", ["development"], 1_790_000_000.0)]
    report = told(world, seed())
    assert codes(report)["key-setting-and-runtime-disagree"] == "certain"
    assert report.places[0].configured.key_variable == "not-set"
    assert report.places[0].live is not None
    assert report.places[0].live.credential == "api-key"


def test_taking_facts_away_never_raises_a_confidence() -> None:
    ranks = {"certain": 3, "likely": 2, "possible": 1}
    for make_world, make_document, _, _ in WORLDS.values():
        found = make_document()
        world = make_world(found)
        saved = world.saved(list(world.deployments), [OTHER_TEAM])
        places = [Place("production", HOST, found), Place("earlier", None, served_by_system())]
        whole = _judged(saved, places)
        for name in saved:
            fewer = _judged({other: item for other, item in saved.items() if other != name}, places)
            for code, confidence in fewer.items():
                if code in whole:
                    assert ranks[confidence] <= ranks[whole[code]], (name, code)


def _judged(saved: dict[str, Any], places: list[Place]) -> dict[str, str]:
    source = SavedAnswers.read(json.dumps(saved).encode(), datetime.now(UTC))
    scope = Scope(datetime.now(UTC) - timedelta(days=365))
    account, _ = asyncio.run(read_account(source, places, scope, 5, lambda call, state: None))
    return codes(judge_account(account, places))


def test_a_cause_that_breaks_is_left_out_and_said_so_and_nothing_is_certain(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(seen: object) -> Assessment:
        raise KeyError("fake")

    world = changed_after_deployment(seed())
    monkeypatch.setitem(CAUSES, "key-leaked", replace(CAUSES["key-leaked"], assess=breaks))
    report = told(world, seed())
    assert report.left_out == ["key-leaked"]
    assert codes(report)["env-changed-not-redeployed"] == "likely"


def test_every_cause_explains_itself_and_has_a_public_source() -> None:
    for item in CAUSES.values():
        assert item.meaning.endswith(".")
        assert item.next_steps
        assert all(source.startswith("https://") for source in item.sources)


def ids_known(found: Document) -> bool:
    """Whether the Document's token names its team."""
    return any(token.claims is not None for token in found.identity.tokens)


def test_a_custom_environment_is_known_by_its_id() -> None:
    world = healthy_account(seed())
    team, project, made_in = ids_of(seed())
    own = deployment(made_in, team, project, seed().probe.started_at.timestamp() - DAY,
                     customEnvironment={"id": "env_FAKEstaging", "slug": "staging"})  # fmt: skip
    world.deployments = {HOST: own, made_in: own}
    world.variables[0] |= {"target": [], "customEnvironmentIds": ["env_FAKEstaging"]}
    found = shifted(seed(), runtime__target_environment="staging")
    assert against(told(world, found))["env-scope-mismatch"] is True


def test_an_environment_that_a_document_does_not_show_is_no_environment_without_the_key() -> None:
    """At the public level one with a name of the team's own is a block, for which no variable is set."""
    world = healthy_account(seed())
    world.deployments = {}
    shown, hidden = (
        shifted(seed(), runtime__target_environment=name) for name in ("production", "[redacted:name-1:8]")
    )
    assert Place("production", document=hidden).environment is None
    codes = [{finding.code for finding in told(world, found).findings} for found in (shown, hidden)]
    assert codes[1] <= codes[0]
