"""``manage.py run``: the whole of Newsreader in one foreground process."""

from __future__ import annotations

import http.client
import os
import socket
import sys
import threading
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.crypto import get_random_string

from articles.intake import load_samples
from articles.models import Article
from newsreader import env, static_files
from newsreader.supervisor import Child, supervise

# Web processes are small (they never load spaCy); threads answer while others wait for the database.
_PROCESSES: Final = 2
_THREADS: Final = 4
# without letters and digits that look alike
_READABLE: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_ANY: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 -- compared, not bound


class Command(BaseCommand):
    help = "Serve Newsreader and annotate what is saved, until Ctrl-C."

    def handle(self, *args: Any, **options: Any) -> None:
        listener = _listen(settings.HOST, settings.PORT)
        _migrate()
        if not settings.DEBUG:
            static_files.collect()
        sign_in = _first_account()
        connections.close_all()
        host, port = listener.getsockname()[:2]
        environment = {**os.environ, "PORT": str(port), "DJANGO_SETTINGS_MODULE": "newsreader.settings"}

        def announce(stopping: threading.Event) -> None:
            if _serves(host, port, stopping):
                name = f"[{host}]" if ":" in host else host
                self.stdout.write(f"Newsreader is at http://{name}:{port}/ - {sign_in}")
                self.stdout.flush()

        supervise([_web(listener, environment), _worker(environment)], when_started=announce)


def _listen(host: str, port: int) -> socket.socket:
    """The socket that the web server inherits: taken before anything else is done, kept while it is restarted."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        # the resolver's errors have negative numbers and a text of their own
        number = error.errno or 0
        reason = os.strerror(number) if number > 0 else error.strerror
        raise CommandError(
            f"Cannot listen on {host}, port {port}: {reason}. "
            "If another program has it, choose one that is free: PORT=8001 make run"
        ) from error


def _migrate() -> None:
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
    except OperationalError as error:
        raise CommandError(f"Cannot reach the database: {error}") from error


def _first_account() -> str:
    """How to sign in; the first start makes an account and brings the sample articles."""
    if User.objects.filter(is_superuser=True, is_active=True).exists():
        return "sign in with your account"
    password = env.text("DJANGO_SUPERUSER_PASSWORD")
    shown = password or "-".join(get_random_string(5, _READABLE) for _ in range(3))
    User.objects.create_superuser("admin", password=shown)
    if settings.SAMPLES and not Article.objects.exists():
        load_samples()
    if password:
        return "sign in as admin with the password in DJANGO_SUPERUSER_PASSWORD"
    return f"sign in as admin with the password {shown} (shown only this once)"


def _web(listener: socket.socket, environment: dict[str, str]) -> Child:
    fd = listener.fileno()
    command = [sys.executable, "-m", "gunicorn", "newsreader.wsgi", "--bind", f"fd://{fd}", "--worker-class", "gthread"]
    command += ["--workers", str(_PROCESSES), "--threads", str(_THREADS), "--log-level", "warning"]
    # no files, no socket beside the listener: instances side by side share nothing
    command += ["--graceful-timeout", "8", "--no-control-socket", "--chdir", str(settings.BASE_DIR)]
    if settings.DEBUG:
        command.append("--reload")
    return Child("web server", command, environment, [fd])


def _worker(environment: dict[str, str]) -> Child:
    manage = str(Path(settings.BASE_DIR) / "manage.py")
    return Child("annotation worker", [sys.executable, manage, "worker"], environment)


def _serves(host: str, port: int, stopping: threading.Event) -> bool:
    """Return when the web server answers; False if it is time to stop before that."""
    while not stopping.wait(0.05):
        probe = http.client.HTTPConnection(_ANY.get(host, host), port, timeout=2)
        try:
            probe.request("GET", "/accounts/login/", headers={"Host": settings.ALLOWED_HOSTS[0].lstrip("*.")})
            probe.getresponse()
        except (OSError, http.client.HTTPException):
            continue
        finally:
            probe.close()
        return True
    return False
