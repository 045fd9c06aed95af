"""The filters beside the lists: what each offers is what a click leaves, and each has a way out."""

from __future__ import annotations

import html
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.document import Form, Label, QuantityKind
from articles.models import Entity, Quotation
from articles.templatetags.counting import thousands
from tests.web.shelf import counted, marked, quoted, shelved

pytestmark = pytest.mark.django_db


@pytest.fixture
def library():
    """Four quotes in three articles of two outlets: two of Ruiz, one of Blair, one of nobody known."""
    first = shelved(
        "First\n\nAna Ruiz of Leeds said “Blair paid Blair 40 pounds”. It was “late”.",
        published="2024-02-09",
        source="Courier",
    )
    second = shelved("Second\n\nRuiz said “no” to Blair.", published="2024-04-01", source="Tribune")
    third = shelved("Third\n\nBlair said Leeds was far.", source="Tribune")
    ruiz = marked(first, "Ana Ruiz").entity
    marked(first, "Leeds", label=Label.GPE)
    marked(first, "Blair")
    blair = marked(first, "Blair", nth=2).entity
    marked(second, "Ruiz", name="Ana Ruiz")
    marked(third, "Blair")
    marked(third, "Leeds", label=Label.GPE)
    # no name: it is neither counted nor found
    marked(third, "was", name="Ana Ruiz", form=Form.PRONOUN)
    quoted(first, "“Blair paid Blair 40 pounds”", speaker=ruiz)
    quoted(first, "“late”")
    quoted(second, "“no”", speaker=ruiz)
    quoted(third, "Leeds was far", speaker=blair)
    third.quotations.update(type="indirect")
    counted(first, "40", 40, counted="pounds")


def options(response) -> list[tuple[str, str, int]]:
    return [
        (facet.title, option.name, option.count) for facet in response.context["facets"] for option in facet.options
    ]


def test_facets_count_what_the_quotes_have_in_common(client, library) -> None:
    assert options(client.get(reverse("quotes"))) == [
        ("Speaker", "Ana Ruiz", 2),
        ("Speaker", "Blair", 1),
        ("Mentions", "Blair", 1),
        ("Mentions", "Leeds", 1),
        ("Type", "Direct", 3),
        ("Type", "Indirect", 1),
        ("Source", "Courier", 2),
        ("Source", "Tribune", 2),
    ]


@pytest.mark.parametrize(
    "query", ["", "source=Tribune", "q=blair", "type=direct&since=2024-02-01", "name=ruiz&by=speaker"]
)
def test_every_choice_leaves_as_many_quotes_as_it_says(client, library, query) -> None:
    context = client.get(f"{reverse('quotes')}?{query}").context
    choices = [option for facet in context["facets"] for option in facet.options if not option.is_chosen]
    choices += [column for column in context["days"] if column.bar.counts[0]]

    left = [client.get(reverse("quotes") + choice.url).context["page"].paginator.count for choice in choices]

    assert choices
    assert left == [choice.bar.counts[0] if hasattr(choice, "bar") else choice.count for choice in choices]


def test_quotes_inside_quotes_can_be_listed_alone(client) -> None:
    article = shelved("Told\n\nRuiz said “Blair told us ‘go home’ and left”. He said “no”.", published="2024-02-09")
    outer = quoted(article, "“Blair told us ‘go home’ and left”")
    quoted(article, "‘go home’", parent=outer)
    quoted(article, "“no”")

    [choice] = [
        option
        for facet in client.get(reverse("quotes")).context["facets"]
        for option in facet.options
        if option.name == "Quote in a quote"
    ]
    context = client.get(reverse("quotes") + choice.url).context

    assert choice.count == 1
    assert [row.card.words for row in context["rows"]] == ["‘go home’"]
    assert [one.words for one in context["chosen"]] == ["quote in a quote"]


def test_all_speakers_are_one_click_away(client, library) -> None:
    body = client.get(reverse("quotes"), {"source": "Courier"}).content.decode()

    assert 'href="?source=Courier&amp;by=speaker" rel="nofollow">All speakers</a>' in body


def test_what_very_many_quotes_name_is_offered_without_counts(client, library, monkeypatch) -> None:
    monkeypatch.setattr("articles.queries.tallies.COUNTED", 1)

    found = options(client.get(reverse("quotes"), {"type": "direct"}))

    assert [option for option in found if option[0] == "Mentions"] == [
        ("Mentions", "Blair", 0),
        ("Mentions", "Leeds", 0),
    ]


def test_a_large_library_remembers_its_counts_for_a_while(client, library, monkeypatch) -> None:
    monkeypatch.setattr("articles.queries.tallies.LARGE", 0)
    cache.clear()
    before = options(client.get(reverse("quotes")))
    Quotation.objects.all().delete()

    assert options(client.get(reverse("quotes"))) == before != []
    assert options(client.get(reverse("quotes"), {"type": "direct"})) == []
    cache.clear()


@pytest.mark.parametrize("page", ["quotes", "numbers"])
def test_what_a_large_library_remembers_it_does_not_count_again(client, library, monkeypatch, page) -> None:
    monkeypatch.setattr("articles.queries.tallies.LARGE", 0)
    cache.clear()
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(page), {"kind": "money", "q": "of nothing"})
        counts.append(len(queries))
    cache.clear()

    assert counts[1] < counts[0]


def test_a_choice_that_is_made_is_taken_back_by_a_second_click(client, library) -> None:
    context = client.get(reverse("quotes"), {"type": "indirect", "page": "7"}).context
    made = [option for facet in context["facets"] for option in facet.options if option.is_chosen]

    assert [(option.name, option.url) for option in made] == [("Indirect", "?")]


def test_quotes_show_names_and_numbers_as_links_and_what_is_quoted_inside(client) -> None:
    article = shelved("First\n\nRuiz said “Blair of Leeds told us, ‘I paid 40 pounds’ <b>twice</b>”.")
    blair = marked(article, "Blair").entity
    marked(article, "Ruiz")
    marked(article, "us", name="Ruiz", form=Form.PRONOUN)
    paid = counted(article, "40 pounds", 40)
    outer = quoted(article, "“Blair of Leeds told us, ‘I paid 40 pounds’ <b>twice</b>”")
    quoted(article, "‘I paid 40 pounds’", parent=outer)

    words = {row.card.pk: row.words for row in client.get(reverse("quotes")).context["rows"]}

    assert words[outer.pk] == (
        f'“<a class="entity kind-person" href="/entities/{blair.pk}/">Blair</a> of Leeds told us, '
        '<span class="quote"><span class="quote direct">‘I paid '
        f'<a class="number" href="{article.get_absolute_url()}?sel=n:{paid.pk}#n-{paid.pk}">40 pounds</a>’'
        "</span></span> &lt;b&gt;twice&lt;/b&gt;”"
    )


def test_the_verbatim_words_of_a_mixed_quote_stand_out(client, library) -> None:
    quote = Quotation.objects.get(article__title="Third")
    start = quote.start
    Quotation.objects.filter(pk=quote.pk).update(type="mixed", fragments=[[start, start + len("Leeds")]])

    [row] = client.get(reverse("quotes"), {"type": "mixed"}).context["rows"]

    leeds = Entity.objects.get(name="Leeds").pk
    assert row.words == (
        f'<span class="quote direct"><a class="entity kind-place" href="/entities/{leeds}/">Leeds</a></span> was far'
    )


def test_counts_say_of_how_many_quotes_and_in_how_many_articles(client, library) -> None:
    def said(page: str, **query) -> str:
        body = client.get(reverse(page), query).content.decode()
        return re.findall(r'id="count"[^>]*>([^<]*)<', body)[0]

    assert said("quotes") == "4 quotes"
    assert said("quotes", source="Courier") == "2 of 4 quotes"
    assert said("numbers") == "1 number in 1 article"


def test_groups_of_figures_count_all_pages(client, monkeypatch) -> None:
    monkeypatch.setattr("articles.views.lists.PER_PAGE", 2)
    article = shelved("Walks\n\nWe saw 12, 90 and 7 sheep, and paid £2 and £3 a day.")
    for words, value in (("12", 12), ("90", 90), ("7", 7)):
        counted(article, words, value, counted="sheep")
    counted(article, "£2", 2, QuantityKind.MONEY, currency="GBP", per="day")

    def groups(**query) -> list[tuple[str, int, int]]:
        found = client.get(reverse("numbers"), query).context["groups"]
        return [(group.title, len(group.rows), group.count) for group in found]

    assert groups(sort="largest") == [("Sheep", 2, 3)]
    assert groups(sort="largest", page=2) == [("Sheep", 1, 3), ("Money in GBP per day", 1, 1)]
    assert groups(sort="newest") == [("", 2, 0)]


def test_large_counts_have_their_thousands_apart() -> None:
    assert [thousands(count) for count in (0, 999, 1204, 1234567)] == ["0", "999", "1,204", "1,234,567"]


@pytest.mark.parametrize(
    ("page", "query", "offered"),
    [
        ("quotes", "source=Tribune&q=late", [("Tribune", 2), ("“late”", 1)]),
        ("quotes", "type=mixed&name=ruiz", [("said by “ruiz”", 2), ("mixed", 0)]),
        ("quotes", "q=nothing", []),
        ("numbers", "since=2024-03-01&kind=cardinal", [("Count", 1), ("since 1 March 2024", 0)]),
        ("entities", "kind=place&q=ruiz", [("Places", 1), ("“ruiz”", 1)]),
        ("entities", "source=Nobody&until=2024-03-01", [("Nobody", 0), ("until 1 March 2024", 3)]),
    ],
)
def test_a_list_without_results_offers_each_filter_alone(client, library, page, query, offered) -> None:
    context = client.get(f"{reverse(page)}?{query}").context

    assert [(alone.words, alone.count) for alone in context["alone"]] == offered
    for alone in context["alone"]:
        assert client.get(reverse(page) + alone.url).context["page"].paginator.count == alone.count


def test_dates_stay_counted_outside_those_chosen(client, library) -> None:
    context = client.get(reverse("quotes"), {"since": "2024-04-01", "until": "2024-04-07"}).context
    columns = [(column.bar.period.name, column.bar.counts, column.is_chosen) for column in context["days"]]

    assert (context["per"], len(columns)) == ("week", 9)
    assert [columns[0], columns[-1]] == [
        ("week of 5 February 2024", (2,), False),
        ("week of 1 April 2024", (1,), True),
    ]
    assert context["days"][-1].url == "?"


def test_dates_are_told_as_text(client, library) -> None:
    body = client.get(reverse("quotes")).content.decode()

    assert 'aria-label="Quotes per week"' in body
    assert 'aria-label="Week of 5 February 2024, 2 quotes"' in body


@pytest.mark.parametrize(
    ("page", "query", "words"),
    [
        ("quotes", "source=Tribune&since=2024-03-01", ["Tribune", "since 1 March 2024"]),
        ("quotes", "type=direct&name=ruiz&until=2024-04-30", ["said by “ruiz”", "direct", "until 30 April 2024"]),
        ("numbers", "kind=money&currency=GBP&source=Courier", ["Money", "in GBP", "Courier"]),
        ("numbers", "unit=kilometer&counted=sheep", ["in kilometres", "sheep"]),
    ],
)
def test_each_filter_is_shown_and_can_be_removed_alone(client, library, page, query, words) -> None:
    body = client.get(f"{reverse(page)}?{query}&page=2").content.decode()
    removing = re.findall(r'<a href="(\?[^"]*)" aria-label="Remove filter: ([^"]*)">', body)

    assert [html.unescape(label) for _, label in removing] == words
    assert all(html.unescape(address).count("=") == query.count("=") - 1 for address, _ in removing)


def test_entities_are_shown_by_name_and_go_along_with_the_form(client, library) -> None:
    blair = client.get(reverse("quotes")).context["facets"][1].options[0]
    body = client.get(reverse("quotes") + blair.url).content.decode()

    assert 'about Blair <a href="?" aria-label="Remove filter: about Blair">' in body
    assert f'<input type="hidden" name="about" value="{blair.id.removeprefix("about-")}">' in body


def test_htmx_gets_the_list_alone_and_an_address_without_empty_fields(client, library) -> None:
    response = client.get(reverse("quotes"), {"q": "blair", "name": "", "since": ""}, headers={"HX-Request": "true"})

    assert response["HX-Push-Url"] == "/quotes/?q=blair"
    assert response.content.decode().lstrip().startswith('<div id="list"')
    assert "HX-Request" in response["Vary"]


def test_htmx_without_any_filter_gets_the_bare_address(client) -> None:
    assert client.get(reverse("numbers"), {"q": ""}, headers={"HX-Request": "true"})["HX-Push-Url"] == "/numbers/"


def test_figures_that_can_be_compared_lead_to_other_articles(client, library) -> None:
    article = shelved("Bill\n\nIt cost £3 on the second day.")
    cost = counted(article, "£3", 3, QuantityKind.MONEY, currency="GBP")
    counted(article, "second", 2, QuantityKind.ORDINAL)

    body = client.get(reverse("numbers")).content.decode()

    assert re.findall(r'hx-get="([^"]*)"', body.split("<table")[1])[-1] == reverse(
        "figure-elsewhere", args=[article.slug, cost.pk]
    )


def test_figure_elsewhere_tells_how_it_moves(client) -> None:
    figures = []
    for title, words, value, day in (("Bill", "£40", 40, "2024-02-01"), ("Later", "£50", 50, "2024-06-01")):
        article = shelved(f"{title} of Orlo Bridge\n\nThe cost of repairs is {words}.", published=day)
        marked(article, "Orlo Bridge", label=Label.FAC)
        figures.append((article, counted(article, words, value, QuantityKind.MONEY, currency="GBP")))
    article, figure = figures[0]
    address = reverse("figure-elsewhere", args=[article.slug, figure.pk])

    body = client.get(address, headers={"HX-Request": "true"}).content.decode()

    assert 'aria-label="exact £40 on 1 February 2024, exact £50 on 1 June 2024."' in body
    assert "2 articles, up 25%" in body
    assert client.get(address)["Location"] == reverse("figure", args=[article.slug, figure.pk])


def test_figure_that_no_other_article_has_is_only_here(client, library) -> None:
    article = shelved("Bill\n\nIt cost £3.")
    cost = counted(article, "£3", 3, QuantityKind.MONEY, currency="GBP")

    body = client.get(reverse("figure-elsewhere", args=[article.slug, cost.pk]), headers={"HX-Request": "true"})

    assert "only here" in body.content.decode()
