"""Collects the static files when they have changed since the last time."""

from __future__ import annotations

import hashlib
import io
from importlib.metadata import version
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

_MARK: Final = ".collected"


def collect() -> bool:
    """Collect, compress and name the static files; False if what is there is what there should be."""
    mark = Path(settings.STATIC_ROOT) / _MARK
    state = _state()
    if mark.is_file() and mark.read_text(encoding="ascii") == state:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0, stdout=io.StringIO())
    mark.write_text(state, encoding="ascii")
    return True


def _state() -> str:
    """A digest of what would be collected: names, sizes and times of change, and who collects."""
    digest = hashlib.sha256(f"{version('django')} {version('whitenoise')}".encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
