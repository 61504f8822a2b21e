"""Lambda's side: the Runtime API on loopback, and the real Lambda client that runs the handler against it."""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import gateway_probe

TIMEOUT_S = 60.0
INVOCATION_LIMIT_S = 60
"""The template's `Timeout`."""
_API = "/2018-06-01/runtime"


@dataclass
class Lambda:
    """A running handler: events go in, answers come out."""

    _events: "queue.Queue[dict[str, Any] | None]" = field(default_factory=queue.Queue)
    _answers: "queue.Queue[tuple[str, dict[str, Any]]]" = field(default_factory=queue.Queue)

    def invoke(self, event: dict[str, Any]) -> dict[str, Any]:
        """The handler's answer to one event. Raises AssertionError where it failed or did not start."""
        self._events.put(event)
        kind, answer = self._answers.get(timeout=TIMEOUT_S)
        assert kind == "response", f"{kind}: {answer}"
        return answer


@contextmanager
def running(handler: str, environment: Mapping[str, str], log: Path | None = None) -> Iterator[Lambda]:
    """Run a handler as Lambda does, with these variables and those that Lambda sets. `log` gets what it prints."""
    function = Lambda()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _runtime_api(function))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    with (log or Path(os.devnull)).open("wb") as printed:
        process = subprocess.Popen(
            [sys.executable, "-m", "awslambdaric", handler],
            env={
                "PATH": os.defpath,
                "LANG": "C.UTF-8",
                "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{server.server_port}",
                "AWS_LAMBDA_FUNCTION_NAME": "gateway-probe",
                "AWS_REGION": "us-east-1",
                # The code that the tests import, which need not be what is installed beside this Python.
                "PYTHONPATH": str(Path(gateway_probe.__file__).parents[1]),
                **environment,
            },
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
    try:
        yield function
    finally:
        process.kill()
        process.wait(10)
        function._events.put(None)
        server.shutdown()
        thread.join(10)
        server.server_close()


def _runtime_api(function: Lambda) -> type[BaseHTTPRequestHandler]:
    class RuntimeApi(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """The next invocation."""
            event = function._events.get()
            if event is None:
                self.close_connection = True
                return
            content = json.dumps(event).encode()
            self.send_response(200)
            self.send_header("Lambda-Runtime-Aws-Request-Id", "00000000-0000-4000-8000-000000000000")
            self.send_header("Lambda-Runtime-Deadline-Ms", str(round((time.time() + INVOCATION_LIMIT_S) * 1000)))
            self.send_header("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:000000000000:function:p")
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_POST(self) -> None:
            """An answer, or an error of the start or of an invocation."""
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            kind = self.path.removeprefix(_API).rpartition("/")[2]
            function._answers.put((kind, json.loads(body or b"{}")))
            self.send_response(202)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - the base class's name
            """Nothing."""

    return RuntimeApi


def event_of(kind: str, path: str, headers: Mapping[str, str], stage: str = "$default") -> dict[str, Any]:
    """A GET as each of the four services sends it (AWS documentation of their payloads)."""
    raw_path, _, query = path.partition("?")
    parameters = dict(item.partition("=")[::2] for item in query.split("&") if item)
    if kind in {"function-url", "http-api"}:
        http = {"method": "GET", "path": raw_path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "x"}
        return {
            "version": "2.0",
            "routeKey": "$default",
            "rawPath": raw_path,
            "rawQueryString": query,
            "headers": dict(headers),
            "requestContext": {"stage": stage, "http": http, "requestId": "x", "domainName": headers["host"]},
            "isBase64Encoded": False,
        }
    common = {
        "path": raw_path,
        "httpMethod": "GET",
        "headers": dict(headers),
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": parameters or None,
        "multiValueQueryStringParameters": {name: [value] for name, value in parameters.items()} or None,
        "body": None,
        "isBase64Encoded": False,
    }
    if kind == "rest-api":
        context = {"stage": "prod", "identity": {"sourceIp": "127.0.0.1"}, "requestId": "x", "path": f"/prod{raw_path}"}
        return {
            "resource": "/{proxy+}",
            "pathParameters": None,
            "stageVariables": None,
            "requestContext": context,
            **common,
        }
    target = "arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/probe/0000000000000000"
    plain = {name: value for name, value in common.items() if not name.startswith("multiValue")}
    return {"requestContext": {"elb": {"targetGroupArn": target}}, **plain, "queryStringParameters": parameters}
