"""Typed readings of environment variables that fail loudly, with a sentence that says what to write instead."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE: Final = {"1", "true", "yes", "on"}
_FALSE: Final = {"0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """The variable without surrounding white space; ``default`` where it is absent or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    """Whether the variable says yes."""
    value = text(name).lower()
    if value and value not in _TRUE | _FALSE:
        raise ImproperlyConfigured(f"{name}={value!r} is neither yes nor no: write {name}=1 or {name}=0.")
    return value in _TRUE if value else default


def whole(name: str, *, default: int, least: int = 0, most: int | None = None) -> int:
    """The variable as a whole number within bounds, both included."""
    value = text(name, str(default))
    limits = f"of at least {least}" if most is None else f"from {least} to {most}"
    if not (value.isascii() and value.isdigit()) or int(value) < least or (most is not None and int(value) > most):
        raise ImproperlyConfigured(f"{name}={value!r} is not a whole number {limits}, such as {name}={default}.")
    return int(value)


def names(name: str, *, default: Sequence[str] = ()) -> list[str]:
    """The variable's parts between commas, in order, without the empty ones."""
    return [part.strip() for part in text(name).split(",") if part.strip()] or list(default)


def origins(name: str) -> list[str]:
    """The variable's web origins between commas, each with its scheme."""
    found = names(name)
    for origin in found:
        if not origin.startswith(("http://", "https://")):
            raise ImproperlyConfigured(f"{name} holds {origin!r}: write the scheme too, such as https://{origin}.")
    return found


def secret(name: str, file: Path) -> str:
    """The variable, else what ``file`` holds; the first call anywhere writes a random secret there.

    Processes that start together agree: the file appears whole or not at all, and the first one wins.
    """
    if value := text(name):
        return value
    if not file.exists():
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(60), encoding="ascii")
            with suppress(FileExistsError):
                os.link(draft, file)
            draft.unlink()
        except OSError as error:
            raise ImproperlyConfigured(
                f"Cannot keep a secret in {file} ({error}): set {name} or NEWSREADER_DATA."
            ) from error
    return file.read_text(encoding="ascii").strip()


def database(name: str, *, default: Path) -> dict[str, Any]:
    """Django's settings for the database the variable's URL names; without it, the SQLite file ``default``.

    ``sqlite:///relative.db``, ``sqlite:////absolute.db`` or ``postgresql://user:password@host:port/name?option=value``
    (a folder with a socket goes in ``?host=/run/postgresql``).
    """
    url = text(name)
    if not url:
        default.parent.mkdir(parents=True, exist_ok=True)
        return _sqlite(str(default))
    parts = urlsplit(url)
    path = unquote(parts.path).removeprefix("/")
    if parts.scheme == "sqlite" and path and not parts.netloc:
        return _sqlite(path)
    if parts.scheme in {"postgresql", "postgres"} and path:
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": path,
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", "") or parts.hostname or "",
            "PORT": options.pop("port", "") or str(parts.port or ""),
            "OPTIONS": options,
            "CONN_MAX_AGE": 60,
            # a connection that the server or a proxy dropped is opened anew instead of failing a request
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(
        f"{name} is not a database address: write sqlite:///file.db or postgresql://user:password@host/name."
    )


def _sqlite(file: str) -> dict[str, Any]:
    pragmas = {
        # readers go on while a worker writes
        "journal_mode": "WAL",
        # the log of a long annotation is cut back to this many bytes instead of staying as large as it ever was
        "journal_size_limit": 64 * 1024 * 1024,
        # sorting a page of search results needs no file
        "temp_store": "MEMORY",
    }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        # a connection that stays has the pages of the file at hand that it read before
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "init_command": ";".join(f"PRAGMA {name}={value}" for name, value in pragmas.items()),
            # a transaction that will write waits its turn at once; a deferred one fails when it finds it cannot
            "transaction_mode": "IMMEDIATE",
            # seconds that a writer waits for the one before it
            "timeout": 30,
        },
    }
