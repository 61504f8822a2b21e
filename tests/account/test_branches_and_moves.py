"""Settings for one branch of Preview, and a project that was moved to another team since the run."""

from typing import Any

import pytest

from gateway_probe.document import Document
from tests.account.account_api import AccountWorld, variable
from tests.account.test_causes import against, codes, shifted, told
from tests.account.worlds import DAY, HOST, OTHER_TEAM, healthy_account, ids_of, seed
from tests.causes.documents import document


def on_a_branch(found: Document, branch: str | None) -> Document:
    return shifted(found, runtime__branch=branch)


def two_settings(changed: dict[str, float]) -> AccountWorld:
    """The key for every branch, and another for the branch `feature`: each last changed so long after it was ready."""
    world = healthy_account(seed())
    ready = world.deployments[HOST]["ready"] / 1000
    world.variables = [
        variable("AI_GATEWAY_API_KEY", ["production"], ready + changed["every"], id="env_FAKE1"),
        variable("AI_GATEWAY_API_KEY", ["production"], ready + changed["feature"], id="env_FAKE2", gitBranch="feature"),
    ]
    return world


@pytest.mark.parametrize(
    ("branch", "changed", "is_changed"),
    [
        ("feature", {"every": -DAY, "feature": DAY}, True),
        ("feature", {"every": DAY, "feature": -DAY}, False),
        ("main", {"every": -DAY, "feature": DAY}, False),
        ("main", {"every": DAY, "feature": -DAY}, True),
    ],
)
def test_the_setting_for_the_branch_of_the_deployment_decides(
    branch: str, changed: dict[str, float], is_changed: bool
) -> None:
    report = told(two_settings(changed), on_a_branch(seed(), branch))
    assert codes(report).get("env-changed-not-redeployed") == ("certain" if is_changed else None)
    assert against(report).get("env-changed-not-redeployed") == (None if is_changed else True)


@pytest.mark.parametrize("changed", [{"every": -DAY, "feature": DAY}, {"every": DAY, "feature": -DAY}])
def test_where_the_branch_is_not_known_a_setting_for_one_leaves_it_open(changed: dict[str, float]) -> None:
    report = told(two_settings(changed), on_a_branch(seed(), None))
    assert "env-changed-not-redeployed" not in {**codes(report), **against(report)}
    assert "env-changed-not-redeployed" in {item.code for item in report.undecided}


def test_a_branch_whose_name_is_not_shown_whole_is_not_known_to_be_another() -> None:
    """Foreign words are masked while the account is read: what is left of the name cannot be compared."""
    world = two_settings({"every": -DAY, "feature": DAY})
    world.variables[1]["gitBranch"] = "dependabot/npm_and_yarn/next-14.2.3"
    report = told(world, on_a_branch(seed(), "dependabot/npm_and_yarn/next-14.2.3"))
    assert "env-changed-not-redeployed" in {item.code for item in report.undecided}
    assert report.account.variables.facts[1].branch == "[redacted:unlisted:35]"


@pytest.mark.parametrize(("branch", "confidence"), [("main", "certain"), ("feature", None), (None, None)])
def test_a_key_that_is_set_for_another_branch_alone_is_not_set(branch: str | None, confidence: str | None) -> None:
    world = two_settings({"every": -DAY, "feature": -DAY})
    del world.variables[0]
    report = told(world, on_a_branch(document("key-absent", "production", "private"), branch))
    assert codes(report).get("env-scope-mismatch") == confidence
    if confidence is not None:
        assert "it is set there for other branches alone" in report.findings[0].explanation


@pytest.mark.parametrize("level", ["private", "public"])
def test_a_key_of_the_team_that_the_deployment_was_of_is_no_other_teams(level: Any) -> None:
    """The account tells whose the project is now; the run's token, whose it was then."""
    found = seed(level)
    world = healthy_account(found)
    team, _, made_in = ids_of(found)
    moved = {**world.deployments[HOST], "ownerId": OTHER_TEAM}
    world.deployments = {HOST: moved, made_in: moved}
    world.keys[team][0]["activeAt"] = int((found.probe.started_at.timestamp() + 0.2) * 1000)
    report = told(world, found)
    assert "key-of-other-team" not in codes(report)
    assert report.places[0].configured.key_team == "deployment's"
