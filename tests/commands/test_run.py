"""``manage.py run``, as somebody at a terminal has it: real processes, a real port, a database of its own."""

from __future__ import annotations

import os
import re
import signal
import socket
import urllib.request
from pathlib import Path

from tests.instance import descendants, is_running


def test_it_serves_says_so_and_keeps_its_data(instance) -> None:
    first = instance.serve()
    address, password = re.search(r"at (http://\S+) - sign in as admin with the password (\S+)", first).groups()
    with urllib.request.urlopen(f"{address}accounts/login/") as answer:  # noqa: S310 -- http
        policy = answer.headers["Content-Security-Policy"]
    processes = descendants(instance.processes[0].pid)
    code = instance.stop(signal.SIGINT)

    second = instance.serve()
    instance.stop()

    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert (code, [pid for pid in processes if is_running(pid)]) == (0, [])
    assert second.endswith("/ - sign in with your account")
    assert password not in second


def test_nothing_outlives_it_when_it_is_killed(prepared) -> None:
    prepared.serve()
    processes = descendants(prepared.processes[0].pid)

    prepared.stop(signal.SIGKILL)

    assert len(processes) >= 3
    prepared.wait_for(lambda: not [pid for pid in processes if is_running(pid)])


def test_a_process_that_crashes_is_started_again(prepared) -> None:
    prepared.serve()

    def workers() -> list[int]:
        found = descendants(prepared.processes[0].pid)
        return [pid for pid in found if b"worker\0" in Path(f"/proc/{pid}/cmdline").read_bytes()]

    (first,) = workers()
    os.kill(first, signal.SIGKILL)

    prepared.wait_for(lambda: [pid for pid in workers() if pid != first])
    assert prepared.stop() == 0


def test_a_port_in_use_is_told(instance) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        instance.environment["PORT"] = str(port)
        run = instance.manage("run")

    assert (run.returncode, run.stderr) == (
        1,
        f"CommandError: Cannot listen on 127.0.0.1, port {port}: Address already in use. "
        "If another program has it, choose one that is free: PORT=8001 make run\n",
    )
