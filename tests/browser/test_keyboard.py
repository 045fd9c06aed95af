"""Reading an article by keyboard alone."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles.document import Annotations, Document, Entity, Label, QuantityKind
from articles.models import Article
from tests.browser.conftest import answered
from tests.builders import annotated, mention, quantity, quotation
from tests.stand_in import person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = (
    "Bridge stays shut for a year\n\n"
    "“Nobody told us, and 40 trucks waited,” said Ana Ruiz, who runs the ferry to Orsa.\n\n"
    "“It opens in May,” Ruiz said.\n\n" + "Nobody else was there. " * 400 + "\n\n"
    "Then Orsa slept."
)


@pytest.fixture
def article(core) -> Article:
    def says(document: Document) -> Annotations:
        text = document.text
        return annotated(
            person("Ana Ruiz", "Ruiz"),
            Entity("Orsa", Label.GPE),
            mention(text, "Ana Ruiz"),
            mention(text, "Ruiz", nth=2),
            mention(text, "Orsa", entity=1, label=Label.GPE),
            mention(text, "Orsa", entity=1, label=Label.GPE, nth=2),
            quotation(text, "“Nobody told us, and 40 trucks waited,”", cue="said", speaker_entity=0),
            quotation(text, "“It opens in May,”", speaker_entity=0),
            quantity(text, "40", value=40, counted="trucks"),
            quantity(text, "May", QuantityKind.DATE, date="2024-05"),
        )

    core.says = says
    made = Article(text=TEXT)
    made.save()
    return made


@pytest.fixture
def page(open_page, article) -> Page:
    return open_page(article.get_absolute_url())


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.innerText")


def pressed(page: Page, *keys: str) -> list[str]:
    """The words that have the focus after each of the keys."""
    words = []
    for key in keys:
        page.keyboard.press(key)
        words.append(focused(page))
    return words


def test_entities_are_walked_through_and_round(page) -> None:
    assert pressed(page, "n", "n", "n", "n", "n", "p", "p") == [
        "Ana Ruiz",
        "Orsa",
        "Ruiz",
        "Orsa",
        "Ana Ruiz",
        "Orsa",
        "Ruiz",
    ]


def test_figures_and_dates_are_walked_through(page) -> None:
    assert pressed(page, "f", "f", "F") == ["40", "May", "40"]


def test_quotes_are_walked_through(page) -> None:
    first, second = "“Nobody told us, and 40 trucks waited,”", "“It opens in May,”"

    assert pressed(page, "q", "q", "Q") == [first, second, first]


def test_the_walk_goes_on_from_where_it_is_with_another_sort(page) -> None:
    assert pressed(page, "q", "n", "f", "p") == ["“Nobody told us, and 40 trucks waited,”", "Ana Ruiz", "May", "Orsa"]


def test_the_walk_brings_what_it_comes_to_into_view(page) -> None:
    pressed(page, "p")

    expect(page.locator(".prose a.entity").last).to_be_in_viewport()


@pytest.mark.parametrize(("key", "title"), [("n", "Ana Ruiz"), ("f", "40 trucks"), ("q", None)])
def test_enter_opens_the_focused_mark(page, key, title) -> None:
    page.keyboard.press(key)
    expect(page.locator(".prose .is-selected")).to_have_count(0)

    page.keyboard.press("Enter")

    panel = page.locator("#panel")
    if title is None:
        expect(panel.locator(".big-quote")).to_have_text("“Nobody told us, and 40 trucks waited,”")
    else:
        expect(panel.get_by_role("heading", level=2).first).to_contain_text(title.split()[0])
    assert page.locator(".prose .is-selected").count() > 0


def test_stepping_takes_the_focus_along(page) -> None:
    pressed(page, "n", "Enter")
    expect(page.locator("#mention-count")).to_have_text("1 of 2")

    assert pressed(page, "j", "k") == ["Ruiz", "Ana Ruiz"]


def test_the_text_is_one_stop_of_tab(page) -> None:
    sheet = page.locator(".prose :is(a.entity, a.number, a.said)")
    assert sheet.count() > 5
    assert page.locator(".prose :is(.entity, .number, .said, .quote)[tabindex='0']").count() == 1
    pressed(page, "n", "n")

    page.keyboard.press("Tab")
    expect(page.locator("#panel :focus")).to_have_count(1)
    page.keyboard.press("Shift+Tab")
    if page.locator("#panel:focus").count():
        page.keyboard.press("Shift+Tab")

    assert focused(page) == "Orsa"


def test_every_mark_is_a_stop_without_script(open_page, article) -> None:
    page = open_page(article.get_absolute_url(), script=False)

    assert page.locator(".prose [tabindex]").count() == 0


def test_the_toolbar_is_one_stop_with_arrows(page) -> None:
    toolbar = page.get_by_role("toolbar", name="Highlights and reading")
    toolbar.get_by_role("switch").focus()

    page.keyboard.press("ArrowRight")
    expect(toolbar.get_by_role("button", name="People")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(toolbar.get_by_role("link", name="Print with notes")).to_be_focused()
    page.keyboard.press("Home")
    expect(toolbar.get_by_role("switch")).to_be_focused()

    assert toolbar.locator("[tabindex='0']").count() == 1


def test_focus_swaps_between_text_and_panel(page) -> None:
    pressed(page, "n", "n", "t")
    expect(page.locator("#panel")).to_be_focused()

    assert pressed(page, "t") == ["Orsa"]


@pytest.mark.parametrize(
    ("key", "name"),
    [("1", "People"), ("2", "Organisations"), ("3", "Places"), ("4", "Groups"), ("6", "Quotes"), ("8", "Dates")],
)
def test_digits_switch_kinds(page, key, name) -> None:
    toggle = page.get_by_role("toolbar").get_by_role("button", name=re.compile(f"^{name}"))

    page.keyboard.press(key)
    expect(toggle).to_have_attribute("aria-pressed", "false")
    page.keyboard.press(key)

    expect(toggle).to_have_attribute("aria-pressed", "true")


def test_highlights_are_switched(page) -> None:
    page.keyboard.press("h")

    expect(page.get_by_role("switch", name="Highlights")).to_have_attribute("aria-checked", "false")


def test_the_page_of_the_selected_entity_opens(page) -> None:
    pressed(page, "n", "Enter")
    expect(page.locator("#panel [data-open]")).to_be_visible()

    page.keyboard.press("o")

    expect(page).to_have_url(re.compile(r"/entities/\d+/$"))


def test_escape_closes_the_help_before_it_lets_go(page) -> None:
    pressed(page, "n", "Enter")
    selected = page.locator(".prose .is-selected")
    expect(selected).to_have_count(2)
    page.keyboard.press("?")
    help_ = page.get_by_role("dialog", name="Reading and moving around")
    expect(help_).to_be_visible()

    page.keyboard.press("Escape")
    expect(help_).to_be_hidden()
    expect(selected).to_have_count(2)
    page.keyboard.press("Escape")

    expect(selected).to_have_count(0)


def test_kind_switched_off_and_on_at_once_is_on_when_one_comes_back(page) -> None:
    with answered(page, reverse("display"), times=4):
        for key in "1122":
            page.keyboard.press(key)

    page.reload()

    expect(page.locator("html")).to_have_attribute("data-hide", "")


def test_address_without_a_place_shows_what_it_selects(page) -> None:
    orsa = page.locator(".prose a.entity", has_text="Orsa").last
    address = orsa.get_attribute("href").partition("#")[0]

    page.goto("about:blank")
    page.goto(f"{Article.objects.get().get_absolute_url()}{address}")

    expect(page.locator(".sheet .is-current")).to_be_in_viewport()


def test_keys_mean_letters_in_a_field(page) -> None:
    page.keyboard.press("/")

    page.keyboard.type("fn?h")

    expect(page.get_by_role("searchbox", name="Search everything")).to_have_value("fn?h")


def test_keys_that_are_switched_off_do_nothing(open_page, article) -> None:
    page = open_page(reverse("display"))
    with answered(page, reverse("display")):
        page.get_by_role("group", name="Single keys").get_by_role("button", name="Off").click()
    page.goto(article.get_absolute_url())

    assert set(pressed(page, "n", "f", "q", "t")) == {page.evaluate("document.body.innerText")}


def test_focus_is_always_seen(page) -> None:
    for key in ("n", "f", "q"):
        page.keyboard.press(key)
        style = page.evaluate(
            "(({outlineStyle, outlineWidth}) => [outlineStyle, outlineWidth])(getComputedStyle(document.activeElement))"
        )
        assert style == ["solid", "2px"]


def test_the_help_names_the_keys_of_its_page(page) -> None:
    keys = page.locator("#help .keys kbd")
    assert keys.all_text_contents() == [*"jknpqQfF", "Enter", "o", "t", "1", "8", "h", "/", "?", "Esc"]

    page.goto(reverse("library"))

    assert keys.all_text_contents() == ["/", "?", "Esc"]


def test_only_the_title_of_a_new_panel_is_said(page) -> None:
    said = page.locator("#panel-said")
    expect(said).to_be_empty()

    pressed(page, "n", "Enter")

    expect(said).to_have_text("About Ana Ruiz")
    assert page.locator("#panel").evaluate("(panel) => panel.closest('[aria-live], [role=status]')") is None


def test_a_reader_who_comes_back_is_where_they_left(page, article) -> None:
    last = page.locator("#prose [data-block]").last
    last.scroll_into_view_if_needed()
    page.goto(reverse("library"))

    page.goto(article.get_absolute_url())

    expect(last).to_be_in_viewport()


def test_an_address_of_a_mark_outdoes_the_place_kept(page, article) -> None:
    page.locator("#prose [data-block]").last.scroll_into_view_if_needed()
    page.goto(reverse("library"))
    number = article.quantities.get(kind="cardinal")

    page.goto(f"{article.get_absolute_url()}?sel=n:{number.pk}#n-{number.pk}")

    expect(page.locator(f"#n-{number.pk}")).to_be_in_viewport()
