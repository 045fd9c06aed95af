"""A very long article in a real browser: how long its frames are while somebody reads it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests.instance import Instance

SIZE: Final[ViewportSize] = {"width": 1440, "height": 1000}
# no frame after the page has loaded may be longer, in milliseconds
MOST: Final = 100
# milliseconds without anything new on the page after which an action has ended
_QUIET: Final = 600
# pixels that one turn of the wheel moves, and milliseconds between two
_TURN: Final = 700
_BETWEEN: Final = 30
_STEPS: Final = 10
_KINDS: Final = 8
_FRAMES: Final = Path(__file__).with_name("frames.js")


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames while something was done, in milliseconds.

    ``gap`` is the longest time between two frames, ``longest`` the longest that the browser itself calls long (over
    50 ms; 0: none), ``count`` how many of these there were, ``blame`` the script that took most of the longest.
    """

    name: str
    gap: float
    longest: float
    count: int
    blame: str

    @property
    def is_smooth(self) -> bool:
        return self.longest <= MOST


@dataclass(frozen=True, slots=True)
class Loading:
    """Milliseconds from the request: the answer's last byte, the first paint, everything there; and bytes as sent."""

    answered: float
    painted: float
    loaded: float
    sent: int
    marks: int
    longest: float


@contextmanager
def open_browser(database: str) -> Iterator[Page]:
    """An empty page in Chromium, whose addresses are those of a server of its own on ``database`` (a URL)."""
    # without one on the system, Playwright's own, or its message that says how to install it
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory(prefix="newsreader-benchmark-") as folder, sync_playwright() as playwright:
        instance = Instance(Path(folder), DATABASE_URL=database)
        try:
            site = instance.serve().partition(" at ")[2].partition("/ ")[0]
            browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
            page = browser.new_context(viewport=SIZE, base_url=site).new_page()
            page.add_init_script(path=_FRAMES)
            yield page
            browser.close()
            instance.stop()
        finally:
            instance.end()


def load(page: Page, path: str) -> Loading:
    """Open the address and wait until the page rests."""
    page.goto(path, wait_until="load", timeout=120_000)
    page.wait_for_timeout(3 * _QUIET)
    found: dict[str, Any] = page.evaluate(
        """() => {
            const [navigation] = performance.getEntriesByType("navigation");
            const paint = performance.getEntriesByName("first-contentful-paint")[0];
            return {
                answered: navigation.responseEnd,
                painted: paint ? paint.startTime : 0,
                loaded: navigation.loadEventEnd,
                sent: navigation.transferSize,
                marks: document.querySelectorAll("#prose a.entity, #prose .quote[id], #prose a.number").length,
                longest: frameTimes.read().longest,
            };
        }"""
    )
    return Loading(**found)


def read(page: Page) -> Iterator[Frames]:
    """What somebody does who reads: scroll, select, step, hide."""

    def scroll() -> None:
        height = page.evaluate("document.documentElement.scrollHeight")
        page.mouse.move(SIZE["width"] / 3, SIZE["height"] / 2)
        for _ in range(height // _TURN):
            page.mouse.wheel(0, _TURN)
            page.wait_for_timeout(_BETWEEN)

    def click(selector: str) -> Callable[[], None]:
        def act() -> None:
            # where its first line begins: the box around all lines begins at the left of the second
            x, y = page.locator(selector).first.evaluate(
                """(mark) => {
                    mark.scrollIntoView({ block: "center", behavior: "instant" });
                    const [line] = mark.getClientRects();
                    return [line.left + 3, line.top + line.height / 2];
                }"""
            )
            page.mouse.click(x, y)

        return act

    def press(keys: list[str]) -> Callable[[], None]:
        def act() -> None:
            for key in keys:
                page.keyboard.press(key)
                page.wait_for_timeout(_QUIET / 4)

        return act

    kinds = [str(number) for number in range(1, _KINDS + 1)]
    yield _during(page, "resting", lambda: page.wait_for_timeout(_QUIET))
    yield _during(page, "scrolling through all of it", scroll)
    yield _during(page, "jumping to the end and back", press(["End", "Home"]))
    entity, mentions = _most_named(page)
    yield _during(page, f"selecting an entity with {mentions} mentions", click(f"#prose a[data-entity='{entity}']"))
    yield _during(page, f"stepping {_STEPS} times to the next mention (j)", press(["j"] * _STEPS))
    yield _during(page, f"stepping {_STEPS} times back (k)", press(["k"] * _STEPS))
    # its first character is a quotation mark, which is no link
    yield _during(page, "selecting a quote", click("#prose .quote.direct[id]"))
    yield _during(page, "selecting a number", click("#prose a.number"))
    yield _during(page, "letting go (Escape)", press(["Escape"]))
    yield _during(page, "hiding each kind", press(kinds))
    yield _during(page, "showing each kind again", press(kinds))
    yield _during(page, "highlights off and on (h)", press(["h", "h"]))
    yield _during(page, f"focus from mark to mark (n), {_STEPS} times", press(["n"] * _STEPS))
    yield _during(page, "pointing at a name", lambda: page.locator("#prose a.entity").first.hover())
    yield _during(page, "back to the selection before", page.go_back)


def _during(page: Page, name: str, act: Callable[[], object]) -> Frames:
    """The frames from before the action until nothing has moved for a while."""
    page.evaluate("frameTimes.begin()")
    act()
    page.wait_for_timeout(_QUIET)
    return Frames(name, **page.evaluate("frameTimes.read()"))


def _most_named(page: Page) -> tuple[str, int]:
    """The entity with the most marks, and how many those are."""
    entity, mentions = page.evaluate(
        """() => {
            const counts = new Map();
            for (const { dataset } of document.querySelectorAll("#prose a[data-entity]"))
                counts.set(dataset.entity, (counts.get(dataset.entity) || 0) + 1);
            return [...counts].reduce((one, other) => (other[1] > one[1] ? other : one));
        }"""
    )
    return entity, mentions
