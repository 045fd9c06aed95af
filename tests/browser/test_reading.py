"""Reading an annotated article in a real browser: one journey each."""

from __future__ import annotations

import json
import re
from contextlib import suppress

import pytest
from django.urls import reverse
from playwright.sync_api import Error, Page, Route, expect

from articles.document import Annotations, Document, QuantityKind, QuotationType
from articles.models import Article, Entity
from tests.browser.conftest import DESKTOP, PHONE, answered
from tests.builders import annotated, mention, quantity, quotation
from tests.stand_in import person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = (
    "Bridge stays shut for a year\n\n"
    "“Nobody told us, and 40 trucks waited,” said Ana Ruiz, who runs the ferry.\n\n"
    "Ruiz added that the road would open in May. 😀 It has <b>no</b> lights.\n\n"
    "On Friday Ruiz left.\n\n"
    "Nobody else was there."
)


@pytest.fixture
def article(core):
    def says(document: Document) -> Annotations:
        text = document.text
        return annotated(
            person("Ana Ruiz", "Ruiz"),
            mention(text, "Ana Ruiz"),
            mention(text, "Ruiz", nth=2),
            mention(text, "Ruiz", nth=3),
            quotation(
                text, "“Nobody told us, and 40 trucks waited,”", cue="said", speaker="Ana Ruiz", speaker_entity=0
            ),
            quotation(
                text,
                "the road would open in May",
                QuotationType.INDIRECT,
                cue="added",
                speaker="Ruiz",
                speaker_entity=0,
            ),
            quantity(text, "40", value=40, counted="trucks"),
            quantity(text, "May", QuantityKind.DATE, date="2024-05"),
        )

    core.says = says
    made = Article(text=TEXT, source="The Courier")
    made.save()
    made.refresh_from_db()
    return made


def panel(page: Page):
    return page.locator("#panel")


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light")])
def test_a_click_on_a_name_opens_its_context(open_page, article, script, size, scheme) -> None:
    page = open_page(article.get_absolute_url(), script=script, size=size, scheme=scheme)

    page.locator(".prose a.entity").first.click()

    expect(panel(page).get_by_role("heading", name="Ana Ruiz")).to_be_visible()
    expect(panel(page).locator(".kwic")).to_have_count(3)
    expect(panel(page).locator("[data-section=says] .quote-card")).to_have_count(2)
    expect(page.locator(".prose a.entity.is-selected")).to_have_count(3)


def test_the_browser_walks_back_through_selections(open_page, article) -> None:
    page = open_page(article.get_absolute_url())
    page.locator(".prose a.entity").first.click()
    expect(panel(page).get_by_role("heading", name="Ana Ruiz")).to_be_visible()
    page.locator(".prose a.number:not(.date)").click()
    expect(panel(page).locator(".big-figure")).to_have_text("40")

    page.go_back()
    expect(panel(page).get_by_role("heading", name="Ana Ruiz")).to_be_visible()
    page.go_back()

    expect(panel(page).get_by_role("link", name="Entities")).to_have_attribute("aria-current", "true")
    expect(page.locator(".prose .is-selected")).to_have_count(0)


def test_words_of_a_quote_select_the_quote(open_page, article) -> None:
    page = open_page(article.get_absolute_url())

    page.locator(".prose .quote.indirect").click()

    expect(panel(page).locator(".big-quote")).to_have_text("the road would open in May")
    expect(panel(page).locator(".facts")).to_contain_text("added")
    expect(panel(page).locator(".facts .chip")).to_contain_text("Ana Ruiz")


def test_a_quote_is_reached_without_script_by_its_speaker_in_the_margin(open_page, article) -> None:
    page = open_page(article.get_absolute_url(), script=False)

    page.get_by_role("link", name="Ruiz, direct quote").click()

    expect(panel(page).locator(".big-quote")).to_have_text("“Nobody told us, and 40 trucks waited,”")


def test_selecting_moves_no_line_of_the_text(open_page, article) -> None:
    page = open_page(article.get_absolute_url())
    places = (
        "() => [...document.querySelectorAll('[data-block]')].map((b) => JSON.stringify(b.getBoundingClientRect()))"
    )
    before = page.evaluate(places)

    page.locator(".prose a.entity").first.click()
    expect(page.locator(".prose .is-current")).to_have_count(1)

    assert page.evaluate(places) == before


# where each word of the article stands, margin and notices aside
WORDS = """() => {
  const walk = document.createTreeWalker(document.querySelector(".sheet"), NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.parentElement.closest(".said, .annotation-status")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, top, width } of range.getClientRects()) found.push([node.data, left, top, width].join(" "));
  }
  return found;
}"""


@pytest.mark.parametrize("button", ["Highlights", "Quotes", "Numbers"])
def test_switching_marks_moves_no_word(open_page, article, button) -> None:
    page = open_page(article.get_absolute_url())
    before = page.evaluate(WORDS)

    page.locator(".toolbar button", has_text=button).click()

    assert page.locator(".prose .quote.indirect").evaluate("(e) => getComputedStyle(e, '::after').backgroundImage") == (
        "none"
        if button != "Numbers"
        else "linear-gradient(rgb(151, 121, 31) 0px, rgb(151, 121, 31) 0px), "
        "linear-gradient(rgb(151, 121, 31) 0px, rgb(151, 121, 31) 0px)"
    )
    assert page.evaluate(WORDS) == before


def test_a_comma_between_the_digits_of_a_count_is_as_narrow_as_elsewhere(open_page, article) -> None:
    page = open_page(article.get_absolute_url())

    widths = page.locator(".toolbar .count").first.evaluate(
        """(element) => {
          const width = (style, words) => {
            element.textContent = words;
            element.style.fontVariantNumeric = style;
            return element.getBoundingClientRect().width;
          };
          return ["", "normal"].map((style) => width(style, "2,345") - width(style, "2345"));
        }"""
    )

    assert widths[0] == pytest.approx(widths[1])


def test_what_is_selected_in_a_headline_covers_nothing_of_the_line_above(open_page, core) -> None:
    title = "Long gaping jetty query by gypsies and many glossy pages from Ana Ruiz"
    said = annotated(person("Ana Ruiz"), mention(title, "Ana Ruiz"))
    core.says = lambda document: said
    article = Article(text=f"{title}\n\nNobody was there.")
    article.save()
    page = open_page(article.get_absolute_url())
    name = page.locator(".headline a.entity")
    box = name.bounding_box()
    assert box is not None
    # the lines above as far down as their letters reach
    size = float(name.evaluate("(e) => parseFloat(getComputedStyle(e).fontSize)"))
    above = {"x": box["x"], "y": box["y"] - size, "width": box["width"], "height": 1.16 * size}
    before = page.screenshot(clip=above)

    name.click()
    expect(name).to_have_class(re.compile("is-current"))
    page.mouse.move(0, 0)

    assert page.screenshot(clip=above) == before


def test_new_highlights_are_shown_where_the_reader_is(open_page, core) -> None:
    text = "Bridge\n\n" + "so 7 " * 150 + "\n\n" + "Nobody else was there. " * 200
    article = Article(text=text)
    article.save()
    Article.objects.filter(pk=article.pk).update(state="waiting")
    page = open_page(article.get_absolute_url(), size=PHONE)
    expect(page.locator(".annotation-status")).to_contain_text("waits")
    first = page.locator("#prose [data-block]").first
    first.evaluate("(e) => scrollBy(0, e.getBoundingClientRect().top - 180)")
    height = first.bounding_box()["height"]
    # each mark takes a little room: there are more lines than before
    core.annotate(article, *[quantity(text, "7", value=7, nth=n) for n in range(1, 151)])

    page.get_by_role("link", name="Show new highlights").dispatch_event("click")
    expect(page.locator(".prose a.number")).to_have_count(150)

    assert first.bounding_box()["height"] > height
    assert first.bounding_box()["y"] == pytest.approx(180, abs=1)


def test_a_paragraph_that_is_pointed_at_shows_its_number_and_moves_nothing(open_page, article) -> None:
    page = open_page(article.get_absolute_url())
    blocks = page.locator("#prose [data-block]")
    look = """(blocks) => blocks.map((block) => [
        getComputedStyle(block, "::before").display, JSON.stringify(block.getBoundingClientRect())])"""
    before = blocks.evaluate_all(look)

    blocks.nth(1).hover()

    after = blocks.evaluate_all(look)
    assert [display for display, _ in before] == ["none"] * len(before)
    assert [display for display, _ in after] == ["block" if i == 1 else "none" for i in range(len(after))]
    assert [place for _, place in after] == [place for _, place in before]


def test_keys_step_through_mentions_and_let_go(open_page, article) -> None:
    page = open_page(article.get_absolute_url())
    page.locator(".prose a.entity").first.click()
    expect(panel(page).locator(".kwic").first).to_have_attribute("aria-current", "true")
    # a pointer that stays on a name opens its card, which Escape closes first
    page.mouse.move(5, 5)

    page.keyboard.press("j")
    expect(panel(page).locator(".kwic").nth(1)).to_have_attribute("aria-current", "true")
    expect(page.locator("#mention-count")).to_have_text("2 of 3")
    page.keyboard.press("Escape")

    expect(page.locator(".prose .is-selected")).to_have_count(0)


def test_a_kind_that_is_switched_off_stays_off(open_page, article) -> None:
    page = open_page(article.get_absolute_url())

    with answered(page, reverse("display")):
        page.get_by_role("button", name="People").click()
    page.reload()

    expect(page.get_by_role("button", name="People")).to_have_attribute("aria-pressed", "false")
    assert page.locator(".prose a.entity").first.evaluate("(e) => getComputedStyle(e).textDecorationLine") == "none"


def test_on_a_phone_the_panel_is_a_sheet_with_three_stops(open_page, article) -> None:
    page = open_page(article.get_absolute_url(), size=PHONE)
    grip = page.get_by_role("button", name="Resize panel")
    stops = []

    for _ in range(3):
        grip.click()
        stops.append(panel(page).get_attribute("data-detent"))

    assert stops == ["half", "full", "peek"]


def test_each_block_holds_exactly_its_words(open_page, article) -> None:
    page = open_page(article.get_absolute_url())

    blocks = page.evaluate(
        """() => [...document.querySelectorAll('[data-block]')].map((block) => {
            const copy = block.cloneNode(true);
            copy.querySelectorAll('.said').forEach((said) => said.remove());
            return [Number(block.dataset.start), Number(block.dataset.end), copy.textContent];
        })"""
    )

    assert [article.text[start:end] for start, end, _ in blocks] == [words for _, _, words in blocks]
    assert " ".join(words for _, _, words in blocks).split() == article.text.split()


def test_an_annotation_has_an_address_that_opens_it(open_page, article) -> None:
    number = article.quantities.get(kind="cardinal")
    page = open_page(f"{article.get_absolute_url()}?sel=n:{number.pk}#n-{number.pk}")

    expect(panel(page).locator(".big-figure")).to_have_text("40")
    expect(page.locator(f"#n-{number.pk}")).to_have_class("number short is-selected")


def test_mentions_are_stepped_through_without_script(open_page, article) -> None:
    page = open_page(article.get_absolute_url(), script=False)
    page.locator(".prose a.entity").first.click()

    panel(page).get_by_role("link", name="Next mention").click()

    expect(page.locator("#mention-count")).to_have_text("2 of 3")
    expect(page.locator(".prose .is-current")).to_have_text("Ruiz")


def test_only_the_passages_that_name_the_entity_are_shown_on_wish(open_page, article) -> None:
    page = open_page(article.get_absolute_url())
    page.locator(".prose a.entity").first.click()
    named = page.locator("#prose [data-block]").filter(has_text="Ruiz")
    shown = page.locator("#prose [data-block]:visible")

    panel(page).get_by_role("button", name="Show only these passages").click()
    expect(shown).to_have_count(named.count())
    page.locator(".prose a.number.date").click()

    expect(panel(page).get_by_role("heading", level=2)).to_have_text("May 2024")
    expect(shown).to_have_count(page.locator("#prose [data-block]").count())


def test_focus_in_the_panel_stays_in_the_panel(open_page, article) -> None:
    page = open_page(article.get_absolute_url())
    panel(page).get_by_role("link", name="Quotes").focus()

    page.keyboard.press("Enter")
    expect(panel(page).locator(".quote-card")).to_have_count(2)

    expect(panel(page)).to_be_focused()
    expect(page.locator("#panel-said")).to_have_text("What is in this article")


def test_first_mention_is_current_as_soon_as_the_panel_says_so(open_page, article) -> None:
    page = open_page(article.get_absolute_url())

    panel(page).locator(".rank").first.click()

    expect(page.locator(".prose .is-current")).to_have_text("Ana Ruiz")
    expect(page.locator("#mention-count")).to_have_text("1 of 3")


def test_quotes_are_narrowed_to_a_speaker_and_back(open_page, article) -> None:
    page = open_page(reverse("quotes"))
    choice = page.get_by_role("navigation", name="Filters").get_by_role("link", name="Ana Ruiz")

    choice.click()
    expect(choice).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("link", name=re.compile("^Remove filter: .*Ana Ruiz"))).to_be_visible()
    choice.click()

    expect(page).to_have_url(re.compile(r"/quotes/\??$"))


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_panel_that_fails_says_so_and_can_be_tried_again(open_page, article, size) -> None:
    page = open_page(article.get_absolute_url(), size=size, errors=True)
    page.route("**/panel/**", lambda route: route.abort())

    page.locator(".prose a.entity").first.click()
    expect(panel(page).get_by_role("alert")).to_contain_text("This part could not be loaded.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bridge stays shut for a year")
    page.unroute("**/panel/**")
    panel(page).get_by_role("button", name="Try again").click()

    expect(panel(page).get_by_role("heading", name="Ana Ruiz")).to_be_visible()


def test_what_was_there_gives_way_when_loading_takes_longer_than_a_moment(open_page, article) -> None:
    page = open_page(article.get_absolute_url())
    held: list[Route] = []
    page.route("**/panel/**", lambda route: held.append(route))

    page.locator(".prose a.entity").first.click()
    expect(panel(page)).to_have_attribute("aria-busy", "true")
    expect(page.locator(".prose a.entity.is-selected")).to_have_count(3)
    expect(panel(page).locator(".skeleton")).to_be_visible()
    held[0].continue_()

    expect(panel(page).get_by_role("heading", name="Ana Ruiz")).to_be_visible()
    expect(panel(page).locator(".skeleton")).to_have_count(0)
    expect(panel(page)).not_to_have_attribute("aria-busy", "true")


def test_the_latest_selection_wins(open_page, article) -> None:
    page = open_page(article.get_absolute_url())
    held: list[Route] = []
    page.route("**/panel/**", lambda route: held.append(route))
    page.locator(".prose a.entity").first.click()
    page.locator(".prose a.number:not(.date)").click()
    expect(page.locator(".prose a.number.is-selected")).to_have_count(1)

    held[1].continue_()
    expect(panel(page).locator(".big-figure")).to_have_text("40")
    with suppress(Error):  # the browser has given it up
        held[0].continue_()

    expect(panel(page).locator(".big-figure")).to_have_text("40")


def test_a_selection_stays_while_a_tab_is_looked_at(open_page, article) -> None:
    page = open_page(article.get_absolute_url())
    page.locator(".prose a.entity").first.click()
    expect(panel(page).get_by_role("heading", name="Ana Ruiz")).to_be_visible()
    page.mouse.move(5, 5)

    panel(page).get_by_role("link", name="Numbers").click()
    expect(panel(page).get_by_role("link", name="Numbers")).to_have_attribute("aria-current", "true")
    page.keyboard.press("j")
    expect(page.locator(".prose .is-current")).to_have_text("Ruiz")
    panel(page).get_by_role("link", name="Selected").click()

    expect(page.locator("#mention-count")).to_have_text("2 of 3")
    panel(page).get_by_role("link", name="Quotes").click()
    expect(panel(page).locator(".quote-card")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.locator(".prose .is-selected")).to_have_count(0)
    expect(panel(page).locator(".quote-card")).to_have_count(2)


def test_a_step_that_is_taken_while_the_panel_loads_counts(open_page, article) -> None:
    page = open_page(article.get_absolute_url())
    held: list[Route] = []
    page.route("**/panel/**", lambda route: held.append(route))
    page.locator(".prose a.entity").first.click()
    page.mouse.move(5, 5)
    expect(page.locator(".prose .is-selected")).to_have_count(3)

    page.keyboard.press("j")
    expect(page.locator(".prose .is-current")).to_have_text("Ruiz")
    page.wait_for_timeout(50)
    held[-1].continue_()

    expect(page.locator("#mention-count")).to_have_text("2 of 3")
    expect(page.locator(".prose .is-current")).to_have_text("Ruiz")


def test_a_tab_keeps_how_far_it_was_scrolled(open_page, article) -> None:
    page = open_page(f"{article.get_absolute_url()}?tab=quotes", size=(1200, 300))
    panel(page).evaluate("(panel) => panel.scrollTo(0, 15)")

    panel(page).get_by_role("link", name="Numbers").click()
    expect(panel(page).locator(".figure-row").first).to_be_visible()
    panel(page).get_by_role("link", name="Quotes").click()
    expect(panel(page).locator(".quote-card")).to_have_count(2)

    assert panel(page).evaluate("(panel) => panel.scrollTop") == 15


def test_the_page_of_an_entity_leads_back_to_its_words(open_page, article) -> None:
    ruiz = Entity.objects.get(name="Ana Ruiz")
    page = open_page(reverse("entity", args=[ruiz.pk]))

    page.locator(".kwic").nth(1).click()

    expect(page.locator(f"#m-{ruiz.pk}-2")).to_have_class("entity kind-person is-selected is-current")


def test_the_record_is_what_the_reader_sees(open_page, article) -> None:
    page = open_page(reverse("record", args=[article.slug]))

    record = json.loads(page.locator("body").inner_text())
    assert (record["id"], len(record["quotes"]), len(record["numbers"])) == (article.slug, 2, 2)
