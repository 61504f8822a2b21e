"""How a run was made: its client, its options, its limits and what of it was left out."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from gateway_probe.document.base import (
    ByRight,
    Count,
    Fingerprint,
    ForeignName,
    Level,
    Measured,
    Milliseconds,
    Model,
    Said,
)
from gateway_probe.document.vocabulary import ExperimentsMode, RunPart


class SetUp(Model):
    """A client that the variables of this place are set up for."""

    client: str
    alternatives: list[str] = Field(default=[], description="clients that would read these variables alike")
    basis: list[str] = Field(default=[], description="the variables that it was told from")
    confidence: Literal["likely", "possible"]


class AskedClient(Model):
    """The client whose request is the baseline: who named it, or what it was told from."""

    name: str
    title: Annotated[str, Said(instead="name")]
    origin: Literal["named", "inferred", "default"]
    confidence: Literal["certain", "likely", "possible"]
    basis: list[str] = []
    each: bool = Field(default=False, description="whether each set-up was to be asked as (`all`)")
    set_ups: list[SetUp] = Field(default=[], description="every set-up that was seen, whichever was asked as")


class ProbeFacts(Model):
    """How this run was made: enough to repeat it and to judge how much of it was finished."""

    version: str
    started_at: datetime
    duration_ms: Milliseconds
    disclosure: Level
    model: Annotated[str, ByRight()]
    model_origin: Literal["set", "default"] = Field(
        default="set",
        description="default: nobody said which model the app uses, so this run asked for the probe's own",
    )
    control_model: Annotated[str, ByRight()]
    tier_model: Annotated[str, ByRight()]
    client: AskedClient | None = None
    protocol: str
    deployment_headers: Literal["own", "borrowed"] = Field(
        default="own", description="borrowed: this run sent the headers of another place's Document"
    )
    experiments_mode: ExperimentsMode
    provider_options: "OptionsFacts"
    time_budget_s: Measured
    time_budget_reached: bool = False
    max_generations: Count
    generations: Count
    streaming: Literal["both", "on", "off"] = Field(default="off", description="which ways of answering were asked for")
    expected_key: Literal["matches", "differs", "not-set", "no-key"] = "not-set"
    expected_credential: Literal["byok", "system", "not-set"] = "not-set"
    expected_provider: Annotated[str | None, ForeignName()] = None
    expected_team: Literal["matches", "differs", "not-set", "unknown"] = "not-set"
    faults: list[RunPart] = Field(default=[], description="parts of this run on which the probe itself failed")
    warnings: Annotated[list[str], Said()] = []


class OptionsFacts(Model):
    """The app's own provider options (`GATEWAY_PROBE_PROVIDER_OPTIONS`), named but never shown whole."""

    present: bool = False
    keys: list[str] = []
    only: Annotated[list[str], ByRight()] = []
    order: Annotated[list[str], ByRight()] = []
    zero_data_retention: bool = False
    request_byok: Annotated[list[str], ByRight()] = []
    fingerprint: Fingerprint | None = None
    hides_text: bool = Field(
        default=False,
        description="a text in them could be guessed and is not in the fingerprint; with a salt one of 8 characters is",
    )
