"""A long article in a real browser: what is out of sight is skipped, and all stands where it would without that."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from articles.document import Annotations, Document
from articles.models import Article
from tests.builders import annotated, mention, quantity
from tests.stand_in import person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PARAGRAPHS = 200
# moments for the browser to lay out what comes into sight
SETTLED = 300


@pytest.fixture
def article(core):
    """Two hundred paragraphs of several lines, each with the same name and a number of its own."""

    def says(document: Document) -> Annotations:
        return annotated(
            person("Ana Ruiz"),
            *(mention(document.text, "Ana Ruiz", nth=i) for i in range(1, PARAGRAPHS + 1)),
            *(quantity(document.text, f"{1000 + i}", value=1000 + i) for i in range(1, PARAGRAPHS + 1)),
        )

    core.says = says
    lines = "It rained on the harbour and nobody left the boats. " * 6
    made = Article(
        text="Rain on the harbour"
        + "".join(f"\n\n{lines}Ana Ruiz counted {1000 + i} boats." for i in range(1, PARAGRAPHS + 1))
    )
    made.save()
    made.refresh_from_db()
    return made


@pytest.fixture
def page(open_page, article) -> Page:
    opened = open_page(article.get_absolute_url())
    expect(opened.locator("#prose.is-long")).to_have_count(1)
    return opened


def skipped(page: Page) -> int:
    """How many paragraphs the browser does without."""
    return page.evaluate(
        "() => [...document.querySelectorAll('#prose [data-block]')]"
        ".filter((block) => !block.firstElementChild"
        ".checkVisibility({ contentVisibilityAuto: true })).length"
    )


def height(page: Page) -> int:
    return page.evaluate("() => document.documentElement.scrollHeight")


def show_all(page: Page) -> None:
    page.evaluate("() => document.getElementById('prose').classList.remove('is-long')")


def test_what_is_out_of_sight_is_skipped_and_keeps_its_height(page) -> None:
    page.wait_for_timeout(SETTLED)
    before, others = height(page), skipped(page)

    show_all(page)

    assert others > PARAGRAPHS / 2
    assert height(page) == before


def test_another_text_size_is_guessed_well(page) -> None:
    page.locator("[data-text-size]").click()
    page.wait_for_timeout(SETTLED)
    guessed = height(page)

    show_all(page)

    assert abs(guessed - height(page)) < 0.02 * height(page)


def test_an_address_of_a_mark_far_below_leads_there(open_page, article) -> None:
    number = article.quantities.get(value=1150)

    page = open_page(f"{article.get_absolute_url()}?sel=n:{number.pk}#n-{number.pk}")

    expect(page.locator(f"#n-{number.pk}")).to_be_in_viewport()


def test_a_short_article_is_shown_whole(open_page, core) -> None:
    core.says = lambda document: annotated(person("Ana Ruiz"), mention(document.text, "Ana Ruiz"))
    short = Article(text="A title\n\nAna Ruiz left.")
    short.save()

    page = open_page(short.get_absolute_url())

    page.wait_for_timeout(SETTLED)
    expect(page.locator("#prose.is-long")).to_have_count(0)


def test_paper_shows_all(page) -> None:
    page.emulate_media(media="print")

    assert skipped(page) == 0


def test_keys_go_from_number_to_number_through_what_was_skipped(page) -> None:
    page.evaluate("() => scrollTo({ top: document.documentElement.scrollHeight / 2, behavior: 'instant' })")
    page.wait_for_timeout(SETTLED)

    page.keyboard.press("f")

    expect(page.locator("a.number:focus")).to_be_in_viewport()


def test_lists_of_the_panel_go_on_as_they_come_into_sight(page) -> None:
    page.locator(".tabs").get_by_role("link", name="Numbers").click()
    rows = page.locator("#panel .figure-row")
    expect(rows).to_have_count(60)

    for _ in range(4):
        page.locator("#panel li").last.scroll_into_view_if_needed()
        page.wait_for_timeout(SETTLED)

    expect(rows).to_have_count(PARAGRAPHS)
