"""How fast Newsreader annotates, serves and scrolls; docs/speed.md explains the figures."""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Final, TextIO

from tests.postgres import server

ARTICLES: Final = 20_000
PARTS: Final = {
    "annotation": "words a second of the language core, beside its peers",
    "pages": "server time of every page of a large library, and the slowest queries with their plans",
    "browser": "frames of a very long article in Chromium",
}
DATABASES: Final = ("sqlite", "postgresql")


def main() -> None:
    options = _options()
    with ExitStack() as stack:
        folder = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="newsreader-benchmark-")))
        folder.mkdir(parents=True, exist_ok=True)
        report = stack.enter_context(options.report.open("w", encoding="utf-8")) if options.report else None
        arguments = [str(folder.absolute()), f"--articles={options.articles}", f"--only={options.only}"]
        _say(report, f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} processors")
        runs = [
            (part, database)
            for part in options.parts or PARTS
            for database in (options.on or DATABASES if part == "pages" else DATABASES[:1])
        ]
        failed = [part for part, database in runs if not _run([part, *arguments], database, report)]
    sys.exit(f"failed: {', '.join(failed)}" if failed else None)


def _options() -> argparse.Namespace:
    parts = "\n".join(f"  {name:<12}{what}" for name, what in PARTS.items())
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description=__doc__,
        epilog=f"parts, all of them unless some are named:\n{parts}\n  {'fill':<12}only make the library, with --keep",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("parts", nargs="*", metavar="PART", choices=[[], *PARTS, "fill"])
    parser.add_argument("--articles", type=int, default=ARTICLES, help=f"of the large library (default {ARTICLES:,})")
    parser.add_argument("--on", action="append", choices=DATABASES, help="only this database; may be given twice")
    parser.add_argument("--only", default="", metavar="WORDS", help="only pages that have these in their name")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the libraries there, and use those kept")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write there what is printed, too")
    return parser.parse_args()


def _run(command: list[str], database: str, report: TextIO | None) -> bool:
    """Run one part in a process of its own, so that no part's memory is in another's way; whether it went well."""
    name = f"{command[0]} on {database}" if command[0] == "pages" else command[0]
    _say(report, f"\n== {name} (load of the machine before: {os.getloadavg()[0]:.1f})\n")
    started = time.monotonic()
    with ExitStack() as stack:
        environment: Mapping[str, str] = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        if database == "postgresql":
            environment = {**environment, "DATABASE_URL": stack.enter_context(server())}
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.parts", *command],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert process.stdout is not None
        for line in process.stdout:
            _say(report, line.rstrip("\n"))
        code = process.wait()
    _say(report, f"({time.monotonic() - started:,.0f} s)")
    return code == 0


def _say(report: TextIO | None, line: str) -> None:
    for file in (sys.stdout, report):
        if file is not None:
            file.write(f"{line}\n")
            file.flush()


if __name__ == "__main__":
    main()
