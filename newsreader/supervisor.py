"""Keeps processes running: starts them, starts them again when they crash, stops them when it is told to."""

from __future__ import annotations

import ctypes
import logging
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType
from typing import Final

logger = logging.getLogger(__name__)

# seconds between two looks at the processes
LOOK: Final = 0.1
# seconds before a process that crashed is started again: twice as long after each crash, until it has run long enough
FIRST_DELAY, LONGEST_DELAY, LONG_ENOUGH = 0.5, 30.0, 60.0
# seconds that a process has to end by itself
PATIENCE: Final = 10.0

# Linux: send this process a signal when its parent dies, however that happens (see prctl(2))
_PR_SET_PDEATHSIG: Final = 1


@dataclass(slots=True)
class Child:
    """A process to keep running; ``fds`` are the file descriptors that it inherits."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    fds: Sequence[int] = ()
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started: float = field(default=0.0, init=False)
    delay: float = field(default=FIRST_DELAY, init=False)
    due: float = field(default=0.0, init=False)

    def start(self) -> None:
        """Start the process; it dies with its parent."""
        self.process = subprocess.Popen(  # noqa: S603 -- the project's own commands
            self.command,
            env=dict(self.environment),
            pass_fds=self.fds,
            stdin=subprocess.DEVNULL,
            # a Ctrl-C reaches the parent only, which passes it on
            start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        )
        self.started = time.monotonic()

    def look(self) -> None:
        """Start the process again, once its delay is over, if it has ended."""
        now = time.monotonic()
        if self.process is not None and (code := self.process.poll()) is not None:
            self.delay = FIRST_DELAY if now - self.started > LONG_ENOUGH else min(self.delay * 2, LONGEST_DELAY)
            self.due, self.process = now + self.delay, None
            logger.warning("%s ended with %s; it is started again in %.0f s", self.name, code, self.delay)
        if self.process is None and now >= self.due:
            self.start()

    def stop(self) -> None:
        """Ask the process to end."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def end(self, patience: float) -> None:
        """Return when the process has ended, killing it after ``patience`` seconds."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, patience))
        except subprocess.TimeoutExpired:
            logger.warning("%s did not end and is killed", self.name)
            self.process.kill()
            self.process.wait()


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def supervise(children: Sequence[Child], *, when_started: Callable[[threading.Event], None]) -> None:
    """Run the children until Ctrl-C, SIGTERM or a closed terminal; then stop them all and return.

    ``when_started`` is called once with the event that says that it is time to stop.
    """
    stopping = threading.Event()

    def stop(signum: int, frame: FrameType | None) -> None:
        logger.debug("signal %s at %s", signum, frame)
        stopping.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    try:
        for child in children:
            child.start()
        when_started(stopping)
        while not stopping.wait(LOOK):
            for child in children:
                child.look()
    finally:
        for child in children:
            child.stop()
        deadline = time.monotonic() + PATIENCE
        for child in children:
            child.end(deadline - time.monotonic())
