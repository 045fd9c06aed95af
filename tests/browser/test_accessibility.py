"""Everyone can read: axe-core finds nothing on any page, large text fits, and shapes stay where colours go."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.document import Annotations, Bound, Document, Entity, Label, QuantityKind, QuotationType
from articles.models import Article, State
from articles.models import Entity as StoredEntity
from tests.browser.conftest import DESKTOP, PHONE
from tests.builders import annotated, mention, quantity, quotation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = (
    "Bridge stays shut for a year\n\n"
    "The ferry has to do until then, and it is full.\n\n"
    "ORSA – “Nobody told us, and at least 40 trucks waited,” said Ana Ruiz, who runs the ferry for Orsa Lines.\n\n"
    "Ruiz added that the road “would open in May” after the Harbour Act. Scots paid £3.5 million.\n\n"
    "“She told me ‘we will close it’ and left,” Pedro Lima, of the Ministry of Ports, said.\n\n"
    "Background\n\n"
    "He did not say what 12 per cent of the 1,200 islanders live on."
)


def says(document: Document) -> Annotations:
    text = document.text
    if "Ana Ruiz" not in text:
        return Annotations()
    return annotated(
        Entity("Ana Ruiz", Label.PERSON, ("Ruiz",)),
        Entity("Pedro Lima", Label.PERSON),
        Entity("Orsa", Label.GPE),
        Entity("Orsa Lines", Label.ORG),
        Entity("Harbour Act", Label.LAW),
        Entity("Scots", Label.NORP),
        mention(text, "Ana Ruiz"),
        mention(text, "Ruiz", nth=2),
        mention(text, "Pedro Lima", entity=1),
        mention(text, "ORSA", entity=2, label=Label.GPE),
        mention(text, "Orsa Lines", entity=3, label=Label.ORG),
        mention(text, "Harbour Act", entity=4, label=Label.LAW),
        mention(text, "Scots", entity=5, label=Label.NORP),
        quotation(
            text,
            "“Nobody told us, and at least 40 trucks waited,”",
            cue="said",
            speaker="Ana Ruiz",
            speaker_entity=0,
        ),
        quotation(
            text,
            "the road “would open in May”",
            QuotationType.MIXED,
            fragments=("“would open in May”",),
            cue="added",
            speaker="Ruiz",
            speaker_entity=0,
        ),
        quotation(text, "“She told me ‘we will close it’ and left,”", speaker="Pedro Lima", speaker_entity=1),
        quotation(text, "‘we will close it’", cue="told"),
        quantity(text, "at least 40", value=40, core="40", bound=Bound.AT_LEAST, counted="trucks"),
        quantity(text, "May", QuantityKind.DATE, date="2024-05"),
        quantity(text, "£3.5 million", QuantityKind.MONEY, 3_500_000, currency="GBP"),
        quantity(text, "12 per cent", QuantityKind.PERCENT, 12),
    )


@pytest.fixture
def article(core, reader) -> Article:
    """An article with a mark of every sort, among others in every state."""
    core.says = says
    made = Article(text=TEXT, source="The Courier", owner=reader)
    made.save()
    for title, state in (
        ("Ferry waits", State.WAITING),
        ("Ferry runs", State.ANNOTATING),
        ("Ferry sinks", State.FAILED),
    ):
        other = Article(text=f"{title}\n\nThe ferry to Orsa stopped on Monday.", title=title)
        other.save()
        lease = {"leased_by": "a-worker", "leased_until": timezone.now() + timedelta(hours=1)}
        Article.objects.filter(pk=other.pk).update(
            state=state,
            failure="The text cannot be read." if state is State.FAILED else "",
            **(lease if state is State.ANNOTATING else {}),
        )
    made.refresh_from_db()
    return made


def addresses(article: Article) -> list[str]:
    """Every page that a reader can come to, and the article with everything selected that can be."""
    here = article.get_absolute_url()
    ruiz = StoredEntity.objects.get(name="Ana Ruiz")
    quotes = article.quotations.order_by("start")
    number = article.quantities.get(kind="money")
    return [
        reverse("library"),
        f"{reverse('search')}?q=ferry",
        f"{reverse('search')}?q=nothing-has-this",
        reverse("entities"),
        reverse("entity", args=[ruiz.pk]),
        reverse("quotes"),
        f"{reverse('quotes')}?speaker={ruiz.pk}",
        reverse("numbers"),
        here,
        f"{here}?tab=quotes",
        f"{here}?tab=numbers",
        f"{here}?sel=e:{ruiz.pk}",
        f"{here}?sel=q:{quotes[0].pk}#q-{quotes[0].pk}",
        f"{here}?sel=q:{quotes[1].pk}",
        f"{here}?sel=n:{number.pk}",
        f"{here}?sel=e:{ruiz.pk}&tab=numbers",
        reverse("article-print", args=[article.slug]),
        reverse("upload"),
        f"{reverse('upload')}?by=paste",
        reverse("article-edit", args=[article.slug]),
        reverse("article-delete", args=[article.slug]),
        reverse("display"),
        reverse("account"),
        reverse("password_change"),
        "/nothing/is/here/",
    ]


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{page.url}: {one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


OVERFLOW = """() => {
    const all = [...document.querySelectorAll("body *")];
    const sticksOut = (element) => element.getBoundingClientRect().right > innerWidth && !element.closest(".app-nav");
    const wide = document.documentElement.scrollWidth > innerWidth ? all.filter(sticksOut).slice(-3) : [];
    // bars and wide figures are scrolled by themselves; reading never is
    const strips = ".app-nav, .toolbar, .tabs, .chart-scroll, .table-wrap";
    const scrolls = (element) => getComputedStyle(element).overflowX === "auto" && !element.matches(strips);
    wide.push(...all.filter((element) => scrolls(element) && element.scrollWidth > element.clientWidth + 1));
    const shownElsewhere = "svg, .visually-hidden, .kwic, [aria-hidden], dialog:not([open]), [data-detent=peek]";
    const cut = all.filter((element) => {
        const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
        if (![overflowX, overflowY].some((how) => ["hidden", "clip"].includes(how))) return false;
        if (textOverflow === "ellipsis" || element.matches(strips) || element.closest(shownElsewhere)) return false;
        const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
        return clientHeight > 0 && (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1);
    });
    return [...wide, ...cut].map((element) => element.outerHTML.slice(0, 120));
}"""


def overflow(page: Page) -> list[str]:
    """What sticks out at the side of the page, or has words that its own box cuts off.

    A sheet of the panel that only peeks out shows its title; lines of words in context fade at their edges.
    """
    return page.evaluate(OVERFLOW)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_axe_finds_nothing_on_any_page(open_page, article, reader, size, scheme) -> None:
    # axe is injected, which the pages' own policy rightly forbids
    page = open_page(size=size, scheme=scheme, user=reader, bypass_csp=True)
    found = []

    for address in addresses(article):
        page.goto(address)
        found += violations(page)

    assert found == []


@pytest.mark.parametrize("width", [390, 800, 1200])
def test_nothing_is_cut_off_when_text_is_twice_as_large(open_page, article, reader, width) -> None:
    page = open_page(size=(width, 900), user=reader, bypass_csp=True)
    found = {}

    for address in addresses(article):
        page.goto(address)
        page.add_style_tag(content="html { font-size: 200% !important }")
        found[address] = overflow(page)

    assert {address: cut for address, cut in found.items() if cut} == {}


@pytest.mark.parametrize("width", [390, 800, 1200])
def test_nothing_is_cut_off_when_text_is_spaced_out(open_page, article, reader, width) -> None:
    page = open_page(size=(width, 900), user=reader, bypass_csp=True)
    # the values of WCAG 1.4.12
    spacing = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    found = {}

    for address in addresses(article):
        page.goto(address)
        page.add_style_tag(content=f"{spacing} p {{ margin-bottom: 2em !important }}")
        found[address] = overflow(page)

    assert {address: cut for address, cut in found.items() if cut} == {}


def style(page: Page, selector: str, *names: str) -> list[str]:
    return page.locator(selector).first.evaluate(
        "(element, names) => names.map((name) => getComputedStyle(element)[name])", list(names)
    )


def test_forced_colours_keep_every_mark_and_the_selection(open_page, article) -> None:
    ruiz = StoredEntity.objects.get(name="Ana Ruiz")
    page = open_page(f"{article.get_absolute_url()}?sel=e:{ruiz.pk}", forced_colors="active")

    lines = {
        kind: style(page, f".prose .kind-{kind}", "textDecorationLine", "textDecorationStyle")
        for kind in ("person", "org", "place", "group", "other")
    }

    assert lines == {
        "person": ["underline", "solid"],
        "org": ["underline", "double"],
        "place": ["underline", "dashed"],
        "group": ["underline", "dotted"],
        "other": ["underline", "wavy"],
    }
    assert style(page, ".prose .quote.direct", "borderBottomStyle") == ["solid"]
    assert style(page, ".prose .number:not(.date)", "borderBottomStyle") == ["solid"]
    assert style(page, ".prose .number.date", "borderBottomStyle") == ["dotted"]
    assert style(page, ".prose .quote.indirect, .prose .quote.mixed", "borderBottomStyle") == ["dashed"]
    assert style(page, ".prose .is-selected", "outlineStyle", "outlineWidth") == ["solid", "2px"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_leave_words_in_context_readable(open_page, article, scheme) -> None:
    ruiz = StoredEntity.objects.get(name="Ana Ruiz")
    page = open_page(f"{article.get_absolute_url()}?sel=e:{ruiz.pk}", forced_colors="active", scheme=scheme)

    assert style(page, ".kwic mark", "color") == style(page, "body", "color")


def test_forced_colours_show_what_is_switched_on(open_page, article) -> None:
    page = open_page(article.get_absolute_url(), forced_colors="active")
    toggle = page.get_by_role("button", name="People")
    highlights = page.get_by_role("switch", name="Highlights")
    on = toggle.screenshot(), highlights.screenshot()

    toggle.click()
    highlights.click()
    page.mouse.move(0, 0)
    expect(toggle).to_have_attribute("aria-pressed", "false")

    assert (toggle.screenshot() == on[0], highlights.screenshot() == on[1]) == (False, False)


def test_nothing_moves_by_itself_for_who_wants_it_calm(open_page, article) -> None:
    number = article.quantities.get(kind="money")
    page = open_page(f"{article.get_absolute_url()}?sel=n:{number.pk}#n-{number.pk}")
    assert page.evaluate("matchMedia('(prefers-reduced-motion: reduce)').matches")

    moving = page.evaluate("document.getAnimations().length")
    times = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((element) =>
            Math.max(...getComputedStyle(element).transitionDuration.split(",").map(parseFloat)) > 0.01).length"""
    )

    assert (moving, times) == (0, 0)


def test_what_a_mark_is_can_be_heard_and_its_name_is_its_words(open_page, article) -> None:
    page = open_page(article.get_absolute_url())

    link = page.locator(".prose").get_by_role("link", name="Ana Ruiz", exact=True).first

    expect(link).to_have_accessible_description("person, 2 mentions")


def test_landmarks_and_headings_are_those_a_listener_expects(open_page, article, reader) -> None:
    page = open_page(user=reader)

    found = {}
    for address in addresses(article):
        page.goto(address)
        found[address] = [page.get_by_role(role).count() for role in ("banner", "main")] + [
            page.get_by_role("navigation", name="Main").count(),
            page.get_by_role("heading", level=1).count(),
            page.locator("a.skip[href='#main']").count(),
            page.locator("#main").count(),
        ]

    assert {address: counts for address, counts in found.items() if counts != [1] * 6} == {}
