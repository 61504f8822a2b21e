"""What broke an exchange: an exception of the network, of TLS or of HTTP as a `Failure`, without any foreign word."""

import errno
import ssl
from typing import Any

import httpcore

from gateway_probe.gateway.encodings import UndecodableBody, UnknownEncoding
from gateway_probe.gateway.http_exchange import Failure, Phases, stage_of
from gateway_probe.gateway.transport.connecting import ResolutionError


def failure_of(error: Exception, phases: Phases) -> Failure:
    """The stage and the kind of the break, told from the whole chain of what was raised."""
    chain = list(_causes(error))
    stage = stage_of(phases)
    if any(isinstance(item, ResolutionError) for item in chain):
        return Failure("resolve", "not-found", "the name of the host could not be resolved")
    if any(isinstance(item, ssl.SSLCertVerificationError) for item in chain):
        return Failure("tls", "certificate", "the certificate is not one for the host's name that is trusted here")
    if any(isinstance(item, ssl.SSLError) for item in chain):
        return Failure("tls", "malformed", "the TLS handshake was broken off")
    if any(isinstance(item, ConnectionRefusedError) or _errno(item) == errno.ECONNREFUSED for item in chain):
        return Failure("connect", "refused", "the connection was refused")
    if isinstance(error, httpcore.LocalProtocolError | httpcore.UnsupportedProtocol):
        return Failure("write", "unsendable", "the request could not be written as HTTP")
    if isinstance(error, UndecodableBody):
        return Failure("read", "malformed", "the body is not what its content-encoding says")
    if isinstance(error, UnknownEncoding):
        return Failure("read", "undecodable", "the body is in an encoding that cannot be decoded here")
    if isinstance(error, httpcore.RemoteProtocolError):
        whole = "headers.ended" in phases.marks
        text = (
            "the connection was closed before the answer ended"
            if whole
            else "the connection was closed without a whole answer"
        )
        return Failure("read", "reset", text)
    if stage in {"resolve", "connect"}:
        return Failure("connect", "unreachable", "no connection to the host could be made")
    return Failure(stage, "reset", "the connection broke")


def _causes(error: BaseException | None) -> Any:
    for _ in range(8):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


def _errno(error: BaseException) -> int | None:
    return error.errno if isinstance(error, OSError) else None
