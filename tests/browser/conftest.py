"""A real headless Chromium against a live server.

``open_page()`` gives a page of its own context: any width, light or dark, with or without script, signed in or not.
A test fails when a page of it logs an error, breaks the Content-Security-Policy or asks another host; what it showed
then is in ``test-results/``.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

# Playwright runs an event loop in this thread, which Django's database layer takes for asynchronous code
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

RESULTS = Path(__file__).resolve().parents[2] / "test-results"
DESKTOP, TABLET, PHONE = (1440, 1000), (900, 1100), (390, 844)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        # without one on the system, Playwright's own, or its message that says how to install it
        started = playwright.chromium.launch(
            executable_path=executable,
            # a sandbox needs privileges that containers and root do not have; the pages are our own
            args=["--no-sandbox", "--font-render-hinting=none"],
        )
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, live_server: Any, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    pages: list[Page] = []
    wrong: list[str] = []

    def watch(page: Page) -> None:
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda sent: wrong.append(f"asks {sent.url}") if is_foreign(sent.url) else None)

    def is_foreign(url: str) -> bool:
        return not url.startswith((live_server.url, "data:", "blob:"))

    def make(
        path: str = "",
        *,
        size: tuple[int, int] = DESKTOP,
        scheme: str = "light",
        script: bool = True,
        user: User | None = None,
        errors: bool = False,
        **options: Any,
    ) -> Page:
        """``errors``: the test provokes some, which the browser logs."""
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=script,
            reduced_motion="reduce",
            locale="en-GB",
            **options,
        )
        if user is not None:
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": session_of(user), "url": live_server.url}]
            )
        page = context.new_page()
        page.set_default_timeout(10_000)
        if not errors:
            watch(page)
        pages.append(page)
        if path:
            page.goto(path)
        return page

    yield make
    failed = getattr(request.node, "failed", False)
    for number, page in enumerate(pages):
        if failed and not page.is_closed():
            RESULTS.mkdir(exist_ok=True)
            name = re.sub(r"\W+", "-", request.node.name)
            page.screenshot(path=RESULTS / f"{name}-{number}.png", full_page=True)
        page.context.close()
    # answers such as 422 and 404 are logged by the browser too, and are what a test may want
    assert [text for text in wrong if "Failed to load resource" not in text] == []


@contextmanager
def answered(page: Page, address: str, times: int = 1) -> Iterator[None]:
    """What the block does asks ``address`` so many times; at its end the answers are there, with their cookies."""
    left = iter(range(times, 0, -1))
    with page.expect_response(lambda response: response.url.endswith(address) and next(left) == 1):
        yield


def session_of(user: User) -> str:
    """The key of a session in which this account is signed in."""
    client = Client()
    client.force_login(user)
    key = client.session.session_key
    assert key is not None
    assert SessionStore(key).exists(key)
    return key


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    report = yield
    if report.when == "call" and report.failed:
        item.failed = True  # type: ignore[attr-defined]
    return report
