"""Another pair of eyes: a well-kept scanner of secrets, with its own rules, over everything that is rendered."""

import asyncio
import re
from pathlib import Path

import pytest
from detect_secrets.core.secrets_collection import SecretsCollection
from detect_secrets.settings import default_settings

from gateway_probe.reports import render
from gateway_simulator import load_scenario
from tests.causes.documents import document
from tests.safety.canaries import ENCODINGS
from tests.safety.conftest import Figures
from tests.safety.echoing import Echo
from tests.safety.test_leak_hunt import FORMATS, PLACES, QUESTIONS, said_of
from tests.soaking import many

SCENARIOS = (
    "case",
    "healthy-byok",
    "key-is-account-token-or-jwt",
    "key-is-provider-key",
    "free-tier-and-newline",
    "oidc-cached-at-boot-or-build",
)


# Random to look at and secret to nobody: hashes of the page's own parts, and the commit that is deployed.
_KNOWN = re.compile(r"sha256-[A-Za-z0-9+/]{43}=|0123456789abcdef0123456789abcdef01234567")


def scanned(files: dict[str, str], folder: Path) -> list[str]:
    """What the scanner's default rules find, by file and rule."""
    found = SecretsCollection()
    with default_settings():
        for name, content in files.items():
            file = folder / name
            file.write_text(_KNOWN.sub("", content))
            found.scan_file(str(file))
    return [f"{Path(file).name}: {secret.type}, line {secret.line_number}" for file, secret in found]


def test_what_is_rendered_of_a_place_full_of_secrets_passes(tmp_path: Path, figures: Figures) -> None:
    files: dict[str, str] = {}
    for number, place in enumerate(PLACES[: many(2, 8)]):
        for encoding in ("plain", "url", "json", "base64 at 0")[number % 2 :: many(4, 1)]:
            texts = tuple(ENCODINGS[encoding](secret) for secret in place.hunt.secrets)
            echo = Echo(texts, (403, 200), ("expected",), "json", "azure/gpt-5.4-mini", headers=True)
            for name, content in asyncio.run(said_of(place, echo, QUESTIONS, figures)).items():
                files[f"{number}-{encoding}-{name}.txt".replace("/", "_")] = content
    figures.add("secret scanner, renderings", len(files))
    assert scanned(files, tmp_path) == []


@pytest.mark.parametrize("scenario", SCENARIOS[: many(3, len(SCENARIOS))])
def test_what_is_rendered_of_a_scenario_passes(scenario: str, tmp_path: Path, figures: Figures) -> None:
    files = {
        f"{place}.{form}": render(document(scenario, place), form).decode()
        for place in load_scenario(scenario).places
        for form in FORMATS
    }
    figures.add("secret scanner, renderings", len(files))
    assert scanned(files, tmp_path) == []


@pytest.mark.parametrize("place", PLACES[:2])
def test_the_scanner_finds_what_it_should(place: object, tmp_path: Path) -> None:
    """Else passing would say nothing."""
    assert scanned({"x.py": 'key = "AKIAIOSFODNN7EXAMPLF"\n'}, tmp_path)
    assert scanned({"x.json": f'{{"token": "{PLACES[0].oidc["header"]}"}}\n'}, tmp_path)
