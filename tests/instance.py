"""Newsreader's own processes with a folder and a database of their own, for tests that start and kill them."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from newsreader.settings import BASE_DIR

T = TypeVar("T")

# seconds for what takes a few on an idle machine
PATIENCE = 180


class Instance:
    """The data of one Newsreader and the processes that a test started on it; ``output`` is what they print."""

    def __init__(self, folder: Path, **variables: str) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEWSREADER_", "DJANGO_"))}
        self.database = folder / "newsreader.sqlite3"
        self.environment = {
            **kept,
            "DJANGO_SETTINGS_MODULE": "newsreader.settings",
            "DATABASE_URL": f"sqlite:///{self.database}",
            "NEWSREADER_DATA": str(folder),
            "NEWSREADER_SAMPLES": "0",
            "HOST": "127.0.0.1",
            "PORT": "0",
            **variables,
        }
        self.output = folder / "output"
        self.processes: list[subprocess.Popen[bytes]] = []

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start ``manage.py`` with this command, and go on."""
        with self.output.open("ab") as output:
            process = subprocess.Popen(
                [sys.executable, str(BASE_DIR / "manage.py"), *command],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
            )
        self.processes.append(process)
        return process

    def manage(self, *command: str, input: str = "") -> subprocess.CompletedProcess[str]:
        """Run ``manage.py`` with this command to its end."""
        return subprocess.run(
            [sys.executable, str(BASE_DIR / "manage.py"), *command],
            env=self.environment,
            input=input,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
            cwd="/",
        )

    def serve(self) -> str:
        """Start all of it; the line that it prints when it serves."""
        self.output.unlink(missing_ok=True)
        self.start("run")
        return self.wait_for(lambda: next((line for line in self.lines() if "Newsreader is at" in line), ""))

    def lines(self) -> list[str]:
        return self.output.read_text().splitlines() if self.output.exists() else []

    def sql(self, statement: str, *values: Any) -> list[Any]:
        """The rows that the statement gives, or none; what it changes is committed."""
        connection = sqlite3.connect(self.database, timeout=30)
        try:
            with connection:
                return connection.execute(statement, values).fetchall()
        finally:
            connection.close()

    def wait_for(self, condition: Callable[[], T]) -> T:
        """What the condition gives as soon as that is true."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if found := condition():
                return found
            time.sleep(0.1)
        raise AssertionError("in vain; the output was:\n" + "\n".join(self.lines()))

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Send the last process started this signal; its exit status."""
        self.processes[-1].send_signal(number)
        return self.processes[-1].wait(PATIENCE)

    def end(self) -> None:
        """Kill what is left."""
        for process in self.processes:
            if process.poll() is None:
                process.kill()
                process.wait(PATIENCE)


def descendants(pid: int) -> list[int]:
    """The processes that this one, or one of these, started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [each for child in map(int, children) for each in (child, *descendants(child))]


def is_running(pid: int) -> bool:
    """Whether there is such a process, and it has not ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
