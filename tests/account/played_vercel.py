"""`vercel api PATH --raw --debug` as the real CLI does it, without Node.js: a hundredth of a second instead of half a one.

`test_matrix.py` holds it to the real one in every state of the account. It takes the login from VERCEL_TOKEN alone, and
where the real one would ask again it waits until it is ended.
"""

import json
import os
import socket
import sys
import time


def main() -> int:
    if sys.argv[1:] == ["--version"]:
        print("Vercel CLI 64.0.2", file=sys.stderr)
        return 0
    command, path, *options = sys.argv[1:]
    if (command, options) != ("api", ["--raw", "--debug"]) or "VERCEL_TOKEN" not in os.environ:
        raise SystemExit(f"the real one alone can do that: {sys.argv[1:]}")
    settings = os.path.join(os.environ["HOME"], ".local", "share", "com.vercel.cli", "config.json")  # noqa: PTH118
    with open(settings, encoding="utf-8") as file:  # noqa: PTH123 - pathlib takes longer to import than all of this
        host, _, port = json.load(file)["api"].removeprefix("http://").partition(":")
    _get(host, int(port), "/v2/user")
    status, body = _get(host, int(port), path)
    print(f"> [debug] #2 \u2190 {status} Fake: null [1ms]", file=sys.stderr, flush=True)
    if status == 429 or status >= 500:
        time.sleep(60)
    try:
        answer = json.loads(body)
    except ValueError:
        return 1
    if status != 200:
        print(f"Error: {answer['error']['message']} ({status})", file=sys.stderr)
        return 1
    print(json.dumps(answer, ensure_ascii=False, separators=(",", ":")))
    return 0


def _get(host: str, port: int, path: str) -> tuple[int, bytes]:
    with socket.create_connection((host, port)) as connection:
        lines = (f"GET {path} HTTP/1.1", f"host: {host}:{port}", "connection: close")
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        received = b"".join(iter(lambda: connection.recv(1 << 20), b""))
    head, _, body = received.partition(b"\r\n\r\n")
    return int(head.split(b" ", 2)[1]), body


if __name__ == "__main__":
    sys.exit(main())
