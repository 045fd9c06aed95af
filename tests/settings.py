"""The settings of a test run: nothing is kept, nothing is waited for."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_DATA = tempfile.mkdtemp(prefix="newsreader-tests-")
# WhiteNoise asks for the folder of collected files
(Path(_DATA) / "static").mkdir()
atexit.register(shutil.rmtree, _DATA, ignore_errors=True)

for name in [name for name in os.environ if name.startswith("NEWSREADER_")]:
    del os.environ[name]
os.environ.update(
    DEBUG="0",
    HOST="127.0.0.1",
    PORT="8000",
    SECRET_KEY="a key for tests",
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    CSRF_TRUSTED_ORIGINS="",
    # the test database is made elsewhere; this keeps anything else out of the working tree
    NEWSREADER_DATA=_DATA,
    NEWSREADER_SAMPLES="0",
)

from newsreader.settings import *  # noqa: E402, F403 -- the variables come first

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405 -- see above
    # a file, as in production: threads and processes share it
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_DATA) / "test.sqlite3")}  # noqa: F405 -- see above
# saving an article annotates it at once, where its transaction is committed
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# the names of the files as they are: nothing has to be collected
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# the cheapest hash: tests make many accounts
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
