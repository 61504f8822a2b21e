"""`GATEWAY_PROBE_*`: what a person can set."""

from gateway_probe.settings.parsers import DEFAULT_BASE_URL, MODEL_ID, parse_client, parse_model
from gateway_probe.settings.setting import InvalidSettings, WrongSetting
from gateway_probe.settings.settings import NAMES, SETTINGS, Settings, Streaming

__all__ = [
    "DEFAULT_BASE_URL",
    "MODEL_ID",
    "NAMES",
    "SETTINGS",
    "InvalidSettings",
    "Settings",
    "Streaming",
    "WrongSetting",
    "parse_client",
    "parse_model",
]
