"""What this process can see of itself."""

from typing import TYPE_CHECKING

from gateway_probe.later import import_later

if TYPE_CHECKING:
    from gateway_probe.runtime.client_credential import Keyring
    from gateway_probe.runtime.observe import UNREAD_TOKEN, NamesASecret, RuntimeObservation, observe_runtime
    from gateway_probe.runtime.platform import platform_of
else:
    __getattr__ = import_later(
        __name__,
        {
            "Keyring": "client_credential",
            "UNREAD_TOKEN": "observe",
            "NamesASecret": "observe",
            "RuntimeObservation": "observe",
            "observe_runtime": "observe",
            "platform_of": "platform",
        },
    )

__all__ = ["UNREAD_TOKEN", "Keyring", "NamesASecret", "RuntimeObservation", "observe_runtime", "platform_of"]
