"""Pointing at names, and how a figure moves, in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from articles.document import Label, QuantityKind
from articles.models import Article
from tests.browser.conftest import PHONE
from tests.web.shelf import counted, marked, shelved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def bare(text: str, published: str) -> Article:
    """A stored article without the marks that the pipeline, which runs at once here, made in it."""
    made = shelved(text, published=published)
    for marks in (made.mentions, made.quotations, made.quantities):
        marks.all().delete()
    return made


@pytest.fixture
def article():
    made = bare("Bill of Orlo Bridge\n\nAna Ruiz said the cost of repairs was £40 million.", "2024-02-01")
    marked(made, "Orlo Bridge", label=Label.FAC)
    marked(made, "Ana Ruiz")
    counted(made, "£40 million", 4e7, QuantityKind.MONEY, currency="GBP")
    return made


def test_card_opens_under_the_mouse_stays_while_pointed_at_and_closes_on_escape(open_page, article) -> None:
    page = open_page(article.get_absolute_url())
    card = page.locator(".hover-card")

    page.get_by_role("link", name="Ana Ruiz", exact=True).hover()
    expect(card).to_contain_text("1 mention here")
    card.hover()
    page.wait_for_timeout(400)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")

    expect(card).to_have_count(0)


def test_card_opens_at_once_on_keyboard_focus(open_page, article) -> None:
    page = open_page(article.get_absolute_url())

    page.keyboard.press("n")

    expect(page.locator(".hover-card")).to_contain_text("Orlo Bridge")


def test_touch_opens_no_card(open_page, article) -> None:
    page = open_page(article.get_absolute_url(), size=PHONE, has_touch=True)

    page.get_by_role("link", name="Ana Ruiz", exact=True).tap()
    page.wait_for_timeout(600)

    expect(page.locator(".hover-card")).to_have_count(0)


def test_panel_loads_how_the_figure_moves(open_page, article) -> None:
    later = bare("Later bill of Orlo Bridge\n\nThe cost of repairs is £50 million.", "2024-06-01")
    marked(later, "Orlo Bridge", label=Label.FAC)
    counted(later, "£50 million", 5e7, QuantityKind.MONEY, currency="GBP")
    figure = article.quantities.get()

    page = open_page(f"{article.get_absolute_url()}?sel=n:{figure.pk}")

    section = page.locator("[data-section=moves]")
    expect(section).to_contain_text("Up 25% since 1 February 2024")
    expect(section.get_by_role("img")).to_have_accessible_name(
        "exact £40m on 1 February 2024, exact £50m on 1 June 2024."
    )
