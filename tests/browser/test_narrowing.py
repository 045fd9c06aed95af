"""Narrowing the lists of quotes, numbers and entities, with script and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from articles.document import Label, QuantityKind
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_lists import bare
from tests.web.shelf import counted, marked, quoted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def library() -> None:
    """Three quotes of two speakers, and the cost of a bridge in two articles."""
    first = bare("Bill of Orlo Bridge\n\nAna Ruiz said “the cost of repairs was £40 million”.", "2024-02-01")
    second = bare(
        "Later bill of Orlo Bridge\n\nThe cost of repairs is £50 million. Blair said “no” and “late”.", "2024-06-01"
    )
    for article, words, value in ((first, "£40 million", 4e7), (second, "£50 million", 5e7)):
        marked(article, "Orlo Bridge", label=Label.FAC)
        counted(article, words, value, QuantityKind.MONEY, currency="GBP")
    quoted(first, "“the cost of repairs was £40 million”", speaker=marked(first, "Ana Ruiz").entity)
    blair = marked(second, "Blair").entity
    quoted(second, "“no”", speaker=blair)
    quoted(second, "“late”", speaker=blair)


def quotes(page: Page) -> list[str]:
    return page.locator(".quote-row .text").all_inner_texts()


def test_words_narrow_the_quotes_while_one_types_and_focus_stays(open_page, library) -> None:
    page = open_page("/quotes/", size=DESKTOP)
    box = page.get_by_role("searchbox", name="Words inside quotes")

    box.press_sequentially("cost", delay=30)

    expect(page.locator("#count")).to_have_text("1 of 3 quotes")
    expect(page).to_have_url(re.compile(r"/quotes/\?q=cost$"))
    expect(box).to_be_focused()
    assert quotes(page) == ["“the cost of repairs was £40 million”"]
    page.go_back()
    expect(page.locator("#count")).to_have_text("3 quotes")


def test_a_filter_is_set_and_taken_away_by_keyboard_without_losing_the_place(open_page, library) -> None:
    page = open_page("/quotes/", size=DESKTOP)
    blair = page.get_by_label("Filters").get_by_role("link", name="Blair 2")

    blair.press("Enter")

    expect(page.get_by_role("link", name="Remove filter: said by Blair")).to_be_visible()
    expect(page.get_by_label("Filters").get_by_role("link", name="Blair 2")).to_be_focused()
    assert quotes(page) == ["“no”", "“late”"]
    page.get_by_role("link", name="Remove filter: said by Blair").click()
    expect(page.locator("#count")).to_have_text("3 quotes")


def test_a_date_taken_away_does_not_come_back_with_the_next_word(open_page, library) -> None:
    page = open_page("/quotes/", size=DESKTOP)
    page.get_by_label("Since").fill("2024-05-01")
    expect(page.locator("#count")).to_have_text("2 of 3 quotes")

    page.get_by_role("link", name="Remove filter: since 1 May 2024").click()
    expect(page.locator("#count")).to_have_text("3 quotes")
    page.get_by_role("searchbox", name="Words inside quotes").fill("cost")

    expect(page.locator("#count")).to_have_text("1 of 3 quotes")
    expect(page).to_have_url(re.compile(r"/quotes/\?q=cost$"))


def test_filters_open_as_a_sheet_on_a_phone_and_close_when_one_is_chosen(open_page, library) -> None:
    page = open_page("/quotes/", size=PHONE)

    page.get_by_role("button", name="Filters").click()
    page.get_by_role("link", name="Ana Ruiz 1").click()

    expect(page.locator("#count")).to_have_text("1 of 3 quotes")
    expect(page.locator("#facets")).to_be_hidden()


def test_a_phone_shows_that_the_bar_has_more(open_page) -> None:
    page = open_page("/entities/", size=PHONE)

    boxes = [link.bounding_box() for link in page.locator(".app-nav a:visible").all()]

    # one of them is cut off by the edge of the window, with enough to be seen
    assert [box for box in boxes if box["x"] + 20 < PHONE[0] < box["x"] + box["width"]]


def test_everything_can_be_narrowed_without_script(open_page, library) -> None:
    page = open_page("/quotes/", script=False)

    page.get_by_label("Filters").get_by_role("link", name="Blair 2").click()
    page.get_by_role("searchbox", name="Words inside quotes").fill("late")
    page.get_by_label("Since").fill("2024-05-01")
    page.get_by_role("button", name="Show").click()

    assert quotes(page) == ["“late”"]
    assert page.get_by_role("link", name=re.compile("Remove filter")).count() == 2


def test_numbers_show_how_each_moves_and_download_what_is_filtered(open_page, library) -> None:
    page = open_page("/numbers/?kind=money", size=DESKTOP)

    row = page.get_by_role("row").filter(has_text="£50m")
    expect(row.get_by_role("img")).to_have_accessible_name("exact £40m on 1 February 2024, exact £50m on 1 June 2024.")
    expect(row).to_contain_text("2 articles, up 25%")
    counted = page.get_by_role("searchbox", name="What is counted")
    counted.fill("nothing of it")
    expect(page.locator("#count")).to_have_text("0 numbers in 0 articles")
    counted.fill("")
    expect(page.locator("#count")).to_have_text("2 numbers in 2 articles")
    page.get_by_label("Until").fill("2024-03-01")
    expect(page.locator("#count")).to_have_text("1 number in 1 article")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download table").click()

    assert download.value.suggested_filename == "newsreader-numbers.csv"
    assert len(download.value.path().read_text("utf-8-sig").splitlines()) == 2


def test_entities_are_narrowed_while_one_types(open_page, library) -> None:
    page = open_page("/entities/", size=DESKTOP)

    box = page.get_by_role("searchbox", name="A name, or a part of one")
    box.press_sequentially("ruiz")

    expect(page.locator("#count")).to_have_text("1 named")
    expect(page.locator(".index .name")).to_have_text("Ana Ruiz")
    expect(box).to_be_focused()
