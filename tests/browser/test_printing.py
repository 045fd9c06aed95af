"""Printing an article in a real browser: one journey each."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article
from tests.browser.conftest import PHONE
from tests.builders import annotated, mention, quantity, quotation
from tests.stand_in import person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def article(core):
    text = "Bridge stays shut\n\n“Nobody told us,” said Ana Ruiz. She has 40 trucks.\n\nRuiz left."
    said = annotated(
        person("Ana Ruiz", "Ruiz"),
        mention(text, "Ana Ruiz"),
        mention(text, "Ruiz", nth=2),
        quotation(text, "“Nobody told us,”", cue="said", speaker="Ana Ruiz", speaker_entity=0),
        quantity(text, "40", value=40, counted="trucks"),
    )
    core.says = lambda document: said
    made = Article(text=text)
    made.save()
    made.refresh_from_db()
    return made


@pytest.mark.parametrize("way", ["button", "menu"])
def test_article_is_printed_with_its_notes(open_page, article, way) -> None:
    page = open_page(article.get_absolute_url())
    # what a browser does when it is told to print, but for the dialog, which no test could close
    page.evaluate("() => { window.print = () => dispatchEvent(new Event('beforeprint')); }")

    for _ in range(2):
        if way == "button":
            page.get_by_role("link", name="Print with notes").click()
        else:
            page.pdf()

    notes = page.locator(".print-notes")
    expect(notes).to_be_hidden()
    page.emulate_media(media="print")
    expect(notes).to_have_count(1)
    expect(notes.get_by_text("Ana Ruiz ¶2, ¶3")).to_be_visible()
    expect(page.locator("#panel")).to_be_hidden()


def test_article_is_printed_even_when_its_notes_cannot_be_had(open_page, article) -> None:
    page = open_page(article.get_absolute_url())
    page.route("**/print/", lambda route: route.abort())

    assert page.pdf().startswith(b"%PDF")
    expect(page.locator(".print-notes")).to_have_count(0)


def test_paper_keeps_lines_and_drops_grounds_and_selection(open_page, article) -> None:
    ruiz = article.mentions.first()
    page = open_page(f"{article.get_absolute_url()}?sel=e:{ruiz.entity_id}")
    page.emulate_media(media="print", color_scheme="dark")

    name = page.locator(".prose a.entity").first
    names = ("textDecorationStyle", "textDecorationColor", "backgroundColor")
    looks = [name.evaluate(f"(e) => getComputedStyle(e).{style}") for style in names]

    assert looks == ["solid", "rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]
    assert page.locator(".prose .quote").evaluate("(e) => getComputedStyle(e).backgroundColor") == "rgba(0, 0, 0, 0)"
    expect(page.locator(".prose .said")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_page_on_paper_is_read_and_left_again(open_page, article, script) -> None:
    page = open_page(article.get_absolute_url(), script=script, size=PHONE)
    page.goto(reverse("article-print", args=[article.slug]))

    expect(page.get_by_role("button", name="Print")).to_have_count(1 if script else 0)
    expect(page.get_by_role("heading", name="Notes to “Bridge stays shut”")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    page.locator(".prose a.entity").first.click()

    expect(page.locator("#panel").get_by_role("heading", name="Ana Ruiz")).to_be_visible()
