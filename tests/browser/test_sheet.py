"""The panel as a sheet at the foot of a small screen: one journey each."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from tests.browser.conftest import DESKTOP, PHONE
from tests.builders import annotated, mention
from tests.stand_in import person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAMES = [
    f"{first} {last}" for last in ("Adair", "Baird", "Calder", "Drever", "Eunson") for first in ("Ann", "Bo", "Col")
]


@pytest.fixture
def article(core):
    """Ana Ruiz on every screen, and more people than a sheet can show."""
    passage = "Ruiz left.\n\n" + "Nobody was there, and nothing happened all day. " * 8
    text = f"Ana Ruiz waits\n\n{passage}\n\n{passage}\n\n{passage}\n\nWith her were {', '.join(NAMES)}."
    said = annotated(
        person("Ana Ruiz", "Ruiz"),
        *(person(name) for name in NAMES),
        mention(text, "Ana Ruiz"),
        *(mention(text, "Ruiz", nth=nth) for nth in (2, 3, 4)),
        *(mention(text, name, entity=i) for i, name in enumerate(NAMES, 1)),
    )
    core.says = lambda document: said
    made = Article(text=text)
    made.save()
    made.refresh_from_db()
    return made


def with_touch(page: Page) -> Callable[[str, float], None]:
    session = page.context.new_cdp_session(page)

    def drag(selector: str, by: float) -> None:
        x, y = middle(page, selector)
        session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        for step in range(1, 11):
            session.send(
                "Input.dispatchTouchEvent",
                {"type": "touchMove", "touchPoints": [{"x": x, "y": y + by * step / 10}]},
            )
        page.wait_for_timeout(150)  # a finger that rests before it lifts
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    return drag


def with_mouse(page: Page) -> Callable[[str, float], None]:
    def drag(selector: str, by: float) -> None:
        x, y = middle(page, selector)
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x, y + by, steps=10)
        page.wait_for_timeout(150)
        page.mouse.up()

    return drag


def middle(page: Page, selector: str) -> tuple[float, float]:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def stop(page: Page):
    return expect(page.locator("#panel"))


@pytest.mark.parametrize("pointer", [with_touch, with_mouse])
def test_sheet_follows_a_drag_and_settles_at_the_nearest_stop(open_page, article, pointer) -> None:
    page = open_page(article.get_absolute_url(), size=PHONE, has_touch=True)
    drag = pointer(page)

    drag(".sheet-grip", -300)
    stop(page).to_have_attribute("data-detent", "half")
    drag(".sheet-grip", -250)
    stop(page).to_have_attribute("data-detent", "full")
    drag(".sheet-grip", 700)
    stop(page).to_have_attribute("data-detent", "peek")
    drag(".sheet-grip", -40)

    stop(page).to_have_attribute("data-detent", "peek")


def test_the_grip_is_large_enough_for_a_finger_and_covers_no_tab(open_page, article) -> None:
    page = open_page(article.get_absolute_url(), size=PHONE, has_touch=True)
    edge = page.locator("#panel").bounding_box()
    assert edge is not None

    met = page.evaluate(
        """(edge) => {
          const grip = (y) => document.elementFromPoint(innerWidth / 2, y).matches(".sheet-grip");
          const [above, below] = [-1, 1].map((by) => { let n = 0; while (grip(edge + by * (n + 0.5))) n++; return n; });
          const tabs = [...document.querySelectorAll("#panel .tabs a")].map((tab) => tab.getBoundingClientRect());
          const free = tabs.every(({ left, top }) => document.elementFromPoint(left + 5, top + 1).closest(".tabs"));
          return { height: above + below, free };
        }""",
        edge["y"],
    )
    assert met["height"] >= 44
    assert met["free"]
    page.touchscreen.tap(PHONE[0] / 2, edge["y"] - 15)

    stop(page).to_have_attribute("data-detent", "half")


def test_sheet_is_as_high_as_the_finger_is_while_it_is_dragged(open_page, article) -> None:
    page = open_page(article.get_absolute_url(), size=PHONE)
    x, y = middle(page, ".sheet-grip")
    before = page.locator("#panel").bounding_box()

    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 170, steps=5)
    during = page.locator("#panel").bounding_box()
    page.mouse.up()

    assert before is not None
    assert during is not None
    assert during["height"] - before["height"] == pytest.approx(170, abs=1)


def test_a_drag_that_begins_on_a_tab_opens_no_tab(open_page, article) -> None:
    page = open_page(article.get_absolute_url(), size=PHONE, has_touch=True)

    for drag in (with_touch(page), with_mouse(page)):
        drag(".tabs a[aria-current]", -300)
        stop(page).to_have_attribute("data-detent", "half")
        drag(".tabs a[aria-current]", 400)
        stop(page).to_have_attribute("data-detent", "peek")

    assert page.evaluate("location.search") == ""


def test_tapping_after_a_drag_still_works(open_page, article) -> None:
    page = open_page(article.get_absolute_url(), size=PHONE, has_touch=True)
    with_touch(page)(".sheet-grip", -300)
    stop(page).to_have_attribute("data-detent", "half")

    page.get_by_role("button", name="Resize panel").tap()
    stop(page).to_have_attribute("data-detent", "full")
    page.get_by_role("button", name="Resize panel").press("Enter")

    stop(page).to_have_attribute("data-detent", "peek")


def test_sheet_stays_open_from_tab_to_tab(open_page, article) -> None:
    page = open_page(article.get_absolute_url(), size=PHONE)
    page.locator("#panel").get_by_role("link", name="Entities").click()
    stop(page).to_have_attribute("data-detent", "half")
    page.get_by_role("button", name="Resize panel").click()

    page.locator("#panel").get_by_role("link", name="Quotes").click()
    expect(page.get_by_text("No quotes are marked in this article.")).to_be_visible()

    stop(page).to_have_attribute("data-detent", "full")


@pytest.mark.parametrize("script", [True, False])
def test_stepping_keeps_the_mention_above_the_sheet(open_page, article, script) -> None:
    page = open_page(article.get_absolute_url(), size=PHONE, script=script)
    page.locator("h1 a.entity").click()
    forward = page.locator("#panel").get_by_role("link", name="Next mention")

    for number in (2, 3, 4):
        forward.click()
        expect(page.locator("#mention-count")).to_have_text(f"{number} of 4")
        current, sheet = page.locator(".sheet .is-current").bounding_box(), page.locator("#panel").bounding_box()
        assert current is not None
        assert sheet is not None
        assert 96 <= current["y"] < current["y"] + current["height"] <= sheet["y"]


def test_a_mention_chosen_in_the_full_sheet_is_seen_above_it(open_page, article) -> None:
    page = open_page(article.get_absolute_url(), size=PHONE)
    page.locator("h1 a.entity").click()
    expect(page.locator("#mention-count")).to_have_text("1 of 4")
    page.get_by_role("button", name="Resize panel").click()
    stop(page).to_have_attribute("data-detent", "full")

    page.locator(".kwic").nth(2).click()

    stop(page).to_have_attribute("data-detent", "half")
    expect(page.locator(".sheet .is-current")).to_be_in_viewport()


def test_sheet_hides_nothing_that_has_the_focus(open_page, article) -> None:
    page = open_page(article.get_absolute_url(), size=PHONE)
    sheet = page.locator("#panel")
    page.locator(".tabs a").last.focus()

    for _ in range(8):
        page.keyboard.press("Tab")
        expect(sheet.locator(".panel-body :focus")).to_be_in_viewport()
    stop(page).to_have_attribute("data-detent", "peek")
    page.locator(".tabs a").last.focus()

    expect(sheet).to_have_css("overflow-y", "hidden")


def test_beside_the_text_the_panel_cannot_be_dragged(open_page, article) -> None:
    page = open_page(article.get_absolute_url(), size=DESKTOP)
    before = page.locator("#panel").bounding_box()

    with_mouse(page)(".tabs", -200)

    assert page.locator("#panel").bounding_box() == before
    expect(page.get_by_role("button", name="Resize panel")).to_be_hidden()
