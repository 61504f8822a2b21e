"""What this process can see of itself."""

from gateway_probe.runtime.client_credential import Keyring
from gateway_probe.runtime.observe import UNREAD_TOKEN, NamesASecret, RuntimeObservation, observe_runtime
from gateway_probe.runtime.platform import platform_of

__all__ = ["UNREAD_TOKEN", "Keyring", "NamesASecret", "RuntimeObservation", "observe_runtime", "platform_of"]
