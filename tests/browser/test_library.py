from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article, State
from tests.browser.conftest import DESKTOP, PHONE, TABLET, answered
from tests.web.shelf import marked, shelved

# saving annotates at once, with nothing found: each test marks what it needs
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("core")]


def test_row_shows_its_names_as_soon_as_it_is_annotated(open_page) -> None:
    article = shelved("Ferry stops\n\nAna Ruiz was not told.", state=State.WAITING)
    page = open_page("/")
    row = page.get_by_role("article")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    expect(row.get_by_text("Waiting")).to_be_visible()

    marked(article, "Ana Ruiz")
    Article.objects.update(state=State.DONE)

    expect(row.get_by_role("link", name="Ana Ruiz 1")).to_be_visible()
    asked.clear()
    page.wait_for_timeout(3500)
    assert asked == []


def test_notice_goes_when_a_worker_has_done_the_work(open_page) -> None:
    shelved("Ferry stops\n\nText.", state=State.WAITING)
    page = open_page("/")
    notice = page.get_by_text("Articles wait, and no worker is running.")
    expect(notice).to_be_visible()

    Article.objects.update(state=State.DONE)

    expect(notice).to_be_hidden()


@pytest.mark.parametrize("script", [True, False])
def test_filter_narrows_the_list_and_goes_away_again(open_page, script) -> None:
    marked(shelved("Ferry\n\nAna Ruiz took it."), "Ana Ruiz")
    shelved("Train\n\nNobody took it.")
    page = open_page("/", script=script)
    rows = page.get_by_role("article").get_by_role("heading")

    page.get_by_role("navigation", name="Filters").get_by_role("link", name="Ana Ruiz 1").click()
    expect(rows).to_have_text(["Ferry"])

    page.get_by_role("link", name="Remove filter: Ana Ruiz").click()
    expect(rows).to_have_count(2)


@pytest.mark.parametrize("script", [True, False])
def test_words_are_searched_from_the_bar_of_any_page(open_page, script) -> None:
    shelved("Ferry\n\nIt sank off Orsa.")
    shelved("Train\n\nIt stopped.")
    page = open_page("/accounts/login/", script=script)

    box = page.get_by_role("searchbox", name="Search everything")
    box.fill("orsa")
    box.press("Enter")

    expect(page.get_by_role("article").get_by_role("heading")).to_have_text(["Ferry"])
    expect(page.locator("mark")).to_have_text("Orsa")


def test_names_complete_what_is_typed(open_page) -> None:
    marked(shelved("Ferry\n\nAna Ruiz took it."), "Ana Ruiz")
    page = open_page("/")

    page.get_by_role("combobox", name="Search articles").press_sequentially("rui")

    expect(page.locator("#completions option")).to_have_attribute("value", 'person:"Ana Ruiz" ')


def test_filters_open_as_a_sheet_on_a_phone(open_page) -> None:
    marked(shelved("Ferry\n\nAna Ruiz took it."), "Ana Ruiz")
    page = open_page("/", size=PHONE)
    choice = page.get_by_role("link", name=re.compile("^Ana Ruiz 1")).filter(has=page.locator(".box"))
    expect(choice).to_be_hidden()

    page.get_by_role("button", name="Filters").click()
    choice.click()

    expect(page.get_by_role("status")).to_have_text(["1 of 1 article", ""])


@pytest.mark.parametrize("size", [DESKTOP, TABLET, PHONE])
def test_no_page_scrolls_sideways(open_page, reader, size) -> None:
    article = shelved(f"Ferry {'long' * 60}\n\nAna Ruiz took it.", source="x" * 200, owner=reader)
    marked(article, "Ana Ruiz")
    failed = shelved("Train\n\nText.")
    Article.objects.filter(pk=failed.pk).update(state=State.FAILED, failure="It cannot be read. " * 20)
    own = (f"/articles/{article.slug}/edit/", f"/articles/{article.slug}/delete/")
    paths = ("/", "/search/?q=ferry", "/upload/", "/account/", "/display/", "/accounts/password_change/", *own)
    page = open_page(size=size, user=reader)

    widths = {}
    for path in paths:
        page.goto(path)
        widths[path] = page.evaluate("document.documentElement.scrollWidth")

    assert widths == dict.fromkeys(paths, size[0])


def test_theme_switches_at_once_and_stays(open_page) -> None:
    page = open_page("/")
    dark = re.compile("dark")

    with answered(page, reverse("display")):
        page.get_by_role("button", name="Switch theme").click()
    expect(page.locator("html")).to_have_attribute("data-theme", dark)
    page.reload()

    expect(page.locator("html")).to_have_attribute("data-theme", dark)


def test_theme_switches_without_script(open_page) -> None:
    page = open_page("/search/?q=ferry", script=False)

    page.get_by_role("button", name="Switch theme").click()

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.url.endswith("/search/?q=ferry")


def test_slash_goes_to_the_search_box_and_question_mark_opens_the_help(open_page) -> None:
    shelved("Ferry\n\nText.")
    page = open_page("/")

    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Reading and moving around")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Reading and moving around")).to_be_hidden()
    page.keyboard.press("/")

    expect(page.get_by_role("combobox", name="Search articles")).to_be_focused()


def test_single_keys_can_be_switched_off(open_page) -> None:
    page = open_page("/display/")

    page.get_by_role("group", name="Single keys").get_by_role("button", name="Off").click()
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("?")

    expect(page.locator("html")).to_have_attribute("data-keys", "off")
    expect(page.get_by_role("dialog", name="Reading and moving around")).to_be_hidden()


@pytest.mark.parametrize("script", [True, False])
def test_choices_show_what_is_chosen(open_page, script) -> None:
    page = open_page("/display/", script=script)
    theme = page.get_by_role("group", name="Theme")
    chosen = theme.locator("[aria-pressed=true]")
    expect(chosen).to_have_text("As the system")

    theme.get_by_role("button", name="Dark").click()

    expect(chosen).to_have_text("Dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_filters_change_the_list_in_place_and_keep_the_focus(open_page) -> None:
    marked(shelved("Ferry\n\nAna Ruiz took it."), "Ana Ruiz")
    shelved("Train\n\nNobody took it.")
    page = open_page("/")
    page.evaluate("window.isSame = true")
    choice = page.get_by_role("navigation", name="Filters").get_by_role("link", name=re.compile("^Ana Ruiz"))

    choice.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 of 2 articles")).to_be_visible()
    expect(choice).to_be_focused()
    expect(page).to_have_url(re.compile("/search/"))
    page.go_back()

    expect(page.get_by_text("2 articles", exact=True)).to_be_visible()
    assert page.evaluate("window.isSame")


def test_words_are_looked_for_while_they_are_typed(open_page) -> None:
    shelved("Ferry\n\nIt sank.")
    shelved("Train\n\nIt stopped.")
    page = open_page("/")

    page.get_by_role("combobox", name="Search articles").press_sequentially("sank")

    expect(page.get_by_role("article").get_by_role("heading")).to_have_text(["Ferry"])
    expect(page.get_by_role("combobox", name="Search articles")).to_be_focused()
    expect(page).to_have_url(re.compile("q=sank"))


def test_files_that_were_added_stay_listed_while_filters_change(open_page, reader) -> None:
    marked(shelved("Ferry\n\nAna Ruiz took it."), "Ana Ruiz")
    page = open_page("/", user=reader)
    page.get_by_label("choose files").set_input_files(
        [{"name": "boats.txt", "mimeType": "text/plain", "buffer": b"Boats\n\nThey sail."}]
    )
    expect(page.get_by_role("link", name="Boats")).to_be_visible()

    page.get_by_role("navigation", name="Filters").get_by_role("link", name=re.compile("^Ana Ruiz")).click()

    expect(page.get_by_text("1 of 2 articles")).to_be_visible()
    expect(page.get_by_role("link", name="Boats")).to_be_visible()
