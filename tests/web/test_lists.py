"""The pages across articles: one entity, all entities, all quotes, all numbers."""

from __future__ import annotations

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.correction.counting import count
from articles.document import Form, Label, QuantityKind
from articles.models import Entity, Mention
from tests.web.shelf import counted, marked, quoted, shelved

pytestmark = pytest.mark.django_db


def entity(name: str) -> Entity:
    return Entity.objects.get(name=name)


@pytest.fixture
def library():
    """Two articles of two outlets: Ruiz speaks in both, of Blair in one; Leeds is named beside them."""
    first = shelved("First\n\nAna Ruiz of Leeds said “Blair paid 40 pounds”.", published="2024-02-09", source="Courier")
    second = shelved("Second\n\nRuiz said “no” to Blair. It cost £900.", published="2024-04-01", source="Tribune")
    ruiz = marked(first, "Ana Ruiz").entity
    marked(first, "Leeds", label=Label.GPE)
    marked(first, "Blair")
    marked(second, "Ruiz", name="Ana Ruiz")
    marked(second, "Blair")
    quoted(first, "“Blair paid 40 pounds”", speaker=ruiz)
    quoted(second, "“no”", speaker=ruiz)
    counted(first, "40", 40, counted="pounds")
    counted(second, "£900", 900, QuantityKind.MONEY, currency="GBP")
    return first, second


# one entity


def test_entity_page_gathers_its_articles(client, library) -> None:
    page = client.get(entity("Ana Ruiz").get_absolute_url()).context["page"]

    assert (page.mentions, page.articles, page.quotes, page.aliases) == (2, 2, 2, ("Ruiz",))
    assert (page.first, page.last) == (datetime.date(2024, 2, 9), datetime.date(2024, 4, 1))
    assert [card.words for card in page.says] == ["“no”", "“Blair paid 40 pounds”"]
    assert [row.written for row in page.numbers] == ["40"]
    assert [(link.name, link.count) for link in page.beside] == [("Blair", 2)]
    assert [link.name for link in page.places] == ["Leeds"]
    assert [link.title for link in page.in_articles] == ["Second", "First"]


def test_entity_page_has_what_others_say_of_it(client, library) -> None:
    page = client.get(entity("Blair").get_absolute_url()).context["page"]

    assert ([card.words for card in page.others_say], page.says) == (["“Blair paid 40 pounds”"], ())


def test_timeline_tells_its_values_as_text(client, library) -> None:
    body = client.get(entity("Ana Ruiz").get_absolute_url()).content.decode()

    assert (
        'aria-label="Mentions per week: week of 5 February 2024 1 mention and 1 quote, '
        'week of 1 April 2024 1 mention and 1 quote, from 9 February 2024 to 1 April 2024."'
    ) in body
    assert re.findall(
        r'<th scope="row"><a class="link" href="([^"]*)">([^<]*)</a></th><td>(.)</td><td>(.)</td>', body
    ) == [
        (
            "/search/?q=person%3A%22Ana%20Ruiz%22%20since:2024-02-05%20until:2024-02-11",
            "Week of 5 February 2024",
            "1",
            "1",
        ),
        (
            "/search/?q=person%3A%22Ana%20Ruiz%22%20since:2024-04-01%20until:2024-04-07",
            "Week of 1 April 2024",
            "1",
            "1",
        ),
    ]


def test_a_period_of_the_timeline_leads_to_its_articles(client, library) -> None:
    body = client.get(entity("Ana Ruiz").get_absolute_url()).content.decode()
    [address, _] = re.findall(r'href="(/search/[^"]*since[^"]*)"', body)

    groups = client.get(address).context["groups"]

    assert [row.article.title for group in groups for row in group.rows] == ["First"]


def test_entity_page_leads_to_all_of_each_section(client, library) -> None:
    ruiz, blair = entity("Ana Ruiz"), entity("Blair")

    def links(one: Entity) -> set[str]:
        body = client.get(one.get_absolute_url()).content.decode()
        return set(re.findall(r'href="((?:/quotes/|/numbers/|/search/)\?[^"]*)">All', body))

    assert links(ruiz) == {
        f"/quotes/?speaker={ruiz.pk}",
        f"/numbers/?about={ruiz.pk}",
        "/search/?q=person%3A%22Ana%20Ruiz%22",
    }
    assert links(blair) == {
        f"/quotes/?about={blair.pk}",
        f"/numbers/?about={blair.pk}",
        "/search/?q=person%3ABlair",
    }


def test_entity_page_says_when_it_looked_at_the_latest_articles_only(client, library, monkeypatch) -> None:
    page = entity("Ana Ruiz").get_absolute_url()

    assert ">Articles that name both<" in client.get(page).content.decode()
    monkeypatch.setattr("articles.views.entities.LOOKED_AT", 1)
    assert ">Of its latest 1 articles those that name both<" in client.get(page).content.decode()


def test_pronouns_do_not_count_as_mentions(client, library) -> None:
    article = shelved("Third\n\nShe left.")
    marked(article, "She", name="Ana Ruiz", form=Form.PRONOUN)

    page = client.get(entity("Ana Ruiz").get_absolute_url()).context["page"]

    assert (page.mentions, page.articles) == (2, 2)


def test_merged_entity_leads_to_the_last_of_the_chain(client, library) -> None:
    ruiz = entity("Ana Ruiz")
    middle = Entity.objects.create(name="A. Ruiz", key="a. ruiz", label="PERSON", merged_into=ruiz)
    old = Entity.objects.create(name="A R", key="a r", label="PERSON", merged_into=middle)

    response = client.get(old.get_absolute_url())

    assert (response.status_code, response["Location"]) == (302, f"{ruiz.get_absolute_url()}?merged={old.pk}")
    assert client.get(response["Location"]).context["merged"] == old
    assert "“A R” is this person." in client.get(response["Location"]).content.decode()


@pytest.mark.parametrize("value", ["", "x", "-1", "²", "9" * 40, "123456"])
def test_nothing_is_said_to_be_merged_that_was_not(client, library, value) -> None:
    ruiz, blair = entity("Ana Ruiz"), entity("Blair")

    for merged in (value, ruiz.pk, blair.pk):
        assert client.get(ruiz.get_absolute_url(), {"merged": merged}).context["merged"] is None


def test_entity_that_is_not_there_is_404(client) -> None:
    assert client.get(reverse("entity", args=[10**15])).status_code == 404


# all entities


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["Ana Ruiz", "Blair", "Leeds"]),
        ({"kind": "place"}, ["Leeds"]),
        ({"q": "ruiz"}, ["Ana Ruiz"]),
        ({"source": "Tribune"}, ["Ana Ruiz", "Blair"]),
        ({"kind": "nonsense"}, ["Ana Ruiz", "Blair", "Leeds"]),
        ({"q": "nobody"}, []),
    ],
)
def test_index_ranks_and_filters(client, library, query, names) -> None:
    response = client.get(reverse("entities"), query)

    assert [row.link.name for row in response.context["rows"]] == names


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({}, [("Ana Ruiz", 2, 2), ("Blair", 2, 2), ("Leeds", 1, 1)]),
        ({"since": "2024-03-01"}, [("Ana Ruiz", 1, 1), ("Blair", 1, 1)]),
        ({"until": "2024-03-01"}, [("Ana Ruiz", 1, 1), ("Blair", 1, 1), ("Leeds", 1, 1)]),
        ({"since": "2024-02-09", "until": "2024-02-09", "kind": "place"}, [("Leeds", 1, 1)]),
        ({"since": "2025-01-01"}, []),
        ({"since": "soon"}, [("Ana Ruiz", 2, 2), ("Blair", 2, 2), ("Leeds", 1, 1)]),
    ],
)
def test_index_counts_what_was_named_between_two_days(client, library, query, named) -> None:
    rows = client.get(reverse("entities"), query).context["rows"]

    assert sorted((row.link.name, row.articles, row.link.count) for row in rows) == named


def test_index_offers_kinds_with_what_each_leaves(client, library) -> None:
    for query in ({}, {"since": "2024-03-01"}, {"q": "e"}):
        kinds = client.get(reverse("entities"), query).context["kinds"]

        left = [client.get(reverse("entities") + kind.url).context["page"].paginator.count for kind in kinds]
        assert left == [kind.count for kind in kinds] != []


def test_equal_names_of_two_articles_are_told_apart_by_them(client, library) -> None:
    for article in library:
        calder = Entity.objects.create(name="Calder", key="calder", label="PERSON", article=article)
        Mention.objects.create(article=article, entity=calder, start=0, end=3, number=1)
        count([article.pk])

    rows = [row for row in client.get(reverse("entities")).context["rows"] if row.link.name == "Calder"]

    assert sorted(row.home.title for row in rows) == ["First", "Second"]
    for row in rows:
        page = client.get(reverse("entity", args=[row.link.pk])).content.decode()
        assert f'Known only in <a class="link" href="{row.home.url}">{row.home.title}</a>' in page


# all quotes and numbers


def test_quotes_are_newest_first_with_their_articles(client, library) -> None:
    cards = [row.card for row in client.get(reverse("quotes")).context["rows"]]

    assert [(card.words, card.speaker, card.article.title) for card in cards] == [
        ("“no”", "Ana Ruiz", "Second"),
        ("“Blair paid 40 pounds”", "Ana Ruiz", "First"),
    ]


def test_quotes_are_filtered_by_speaker_subject_and_source(client, library) -> None:
    ruiz, blair = entity("Ana Ruiz").pk, entity("Blair").pk

    def words(**query) -> list[str]:
        return [row.card.words for row in client.get(reverse("quotes"), query).context["rows"]]

    assert words(speaker=blair) == []
    assert words(about=blair) == ["“Blair paid 40 pounds”"]
    assert words(source="Tribune", speaker=ruiz) == ["“no”"]
    assert words(type="indirect") == []
    assert words(name="ruiz", q="POUNDS paid") == ["“Blair paid 40 pounds”"]
    assert words(name="blair") == words(q="Leeds") == []
    assert words(since="2024-03-01") == ["“no”"]
    assert len(words(speaker="x", type="nonsense")) == 2


def test_quotes_are_grouped_by_speaker_or_article(client, library) -> None:
    second = library[1]
    quoted(second, "It cost", speaker=entity("Blair"))

    def speakers(by: str) -> list[str]:
        return [row.card.speaker for row in client.get(reverse("quotes"), {"by": by}).context["rows"]]

    assert speakers("speaker") == ["Ana Ruiz", "Ana Ruiz", "Blair"]
    assert speakers("article") == ["Ana Ruiz", "Blair", "Ana Ruiz"]


def test_same_quote_in_several_articles_stands_once(client) -> None:
    texts = {
        "Full": "“We said this would hold, and it did not hold at all,” said Ruiz.",
        "Same": "Ruiz: “We said this would hold -- and it did not hold at all”",
        "Cut": "Ruiz said “this would hold, and it did not”.",
        "Else": "Ruiz said “nothing of this is new to us”.",
    }
    for title, text in texts.items():
        article = shelved(f"{title}\n\n{text}", published="2024-02-09")
        ruiz = marked(article, "Ruiz").entity
        quoted(article, text[text.index("“") : text.index("”") + 1], speaker=ruiz)

    rows = client.get(reverse("quotes")).context["rows"]

    assert [(row.card.article.title, [(t.card.article.title, t.how) for t in row.twins]) for row in rows] == [
        ("Full", [("Same", "same words"), ("Cut", "trimmed")]),
        ("Else", []),
    ]


def test_speakers_are_offered_with_what_they_say_under_the_other_filters(client, library) -> None:
    response = client.get(reverse("quotes"), {"source": "Tribune", "speaker": entity("Blair").pk})

    speakers = response.context["facets"][0]
    assert [(option.name, option.count) for option in speakers.options] == [("Ana Ruiz", 1)]


def values(client, **query) -> list[str]:
    groups = client.get(reverse("numbers"), query).context["groups"]
    return [row.value for group in groups for row in group.rows]


def test_numbers_are_newest_first_unless_told_otherwise(client, library) -> None:
    assert values(client) == ["£900", "40"]
    assert values(client, sort="oldest") == ["40", "£900"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "money"}, ["£900"]),
        ({"currency": "GBP"}, ["£900"]),
        ({"counted": "pounds"}, ["40"]),
        ({"q": "pound"}, ["40"]),
        ({"source": "Courier"}, ["40"]),
        ({"since": "2024-03-01"}, ["£900"]),
        ({"until": "2024-02-09"}, ["40"]),
        ({"since": "soon", "kind": "nonsense"}, ["£900", "40"]),
    ],
)
def test_numbers_are_filtered(client, library, query, found) -> None:
    assert values(client, **query) == found


def test_numbers_of_articles_that_name_an_entity(client, library) -> None:
    assert values(client, about=entity("Leeds").pk) == ["40"]


def test_numbers_say_who_said_them(client, library) -> None:
    [group] = client.get(reverse("numbers")).context["groups"]

    assert [(row.value, row.speaker) for row in group.rows] == [("£900", ""), ("40", "Ana Ruiz")]


def test_sorted_numbers_stand_in_groups_of_one_measure_and_compare_across_units(client) -> None:
    article = shelved("Walks\n\nWe ran 4 miles, then 5 kilometres, saw 12 sheep and 90 sheep and paid £2 a day.")
    length = {"kind": QuantityKind.MEASURE, "canonical_unit": "meter"}
    counted(article, "4 miles", 4, unit="mile", canonical=6437.4, **length)
    counted(article, "5 kilometres", 5, unit="kilometer", canonical=5000.0, **length)
    counted(article, "12", 12, counted="sheep")
    counted(article, "90", 90, counted="sheep")
    counted(article, "£2", 2, QuantityKind.MONEY, currency="GBP", per="day")

    def groups(sort: str) -> list[tuple[str, list[str]]]:
        found = client.get(reverse("numbers"), {"sort": sort}).context["groups"]
        return [(group.title, [row.written for row in group.rows]) for group in found]

    assert groups("largest") == [
        ("Sheep", ["90", "12"]),
        ("Money in GBP per day", ["£2"]),
        ("Length", ["4 miles", "5 kilometres"]),
    ]
    assert groups("smallest")[2] == ("Length", ["5 kilometres", "4 miles"])


def test_the_column_that_numbers_are_sorted_by_says_so(client, library) -> None:
    body = client.get(reverse("numbers"), {"sort": "smallest"}).content.decode()

    assert 'aria-sort="ascending"><a id="by-value" href="?sort=largest" rel="nofollow">Value</a>' in body
    assert body.count("aria-sort") == 1


def test_kinds_are_offered_with_their_counts_under_the_other_filters(client, library) -> None:
    def offered(**query) -> list[tuple[str, int]]:
        return [(choice.name, choice.count) for choice in client.get(reverse("numbers"), query).context["kinds"]]

    assert offered() == [("Count", 1), ("Money", 1)]
    assert offered(source="Courier", kind="money") == [("Count", 1)]


def test_currencies_and_counted_nouns_of_the_chosen_kind_are_offered(client, library) -> None:
    def offered(kind: str) -> list[tuple[str, str, int]]:
        measures = client.get(reverse("numbers"), {"kind": kind}).context["measures"]
        return [(option.url, option.name, option.count) for option in measures]

    assert offered("money") == [("?kind=money&currency=GBP", "GBP", 1)]
    assert offered("cardinal") == [("?kind=cardinal&counted=pounds", "pounds", 1)]


def test_dates_are_listed_in_their_order_under_their_years(client) -> None:
    article = shelved("Days\n\nIn June 2019, on 3 May 2018, some day and on 1 May 2018 it rained.")
    for words, date in (
        ("June 2019", "2019-06"),
        ("3 May 2018", "2018-05-03"),
        ("some day", ""),
        ("1 May", "2018-05-01"),
    ):
        counted(article, words, None, "date", date=date)

    groups = client.get(reverse("numbers"), {"kind": "date"}).context["groups"]

    assert [(group.title, [row.written for row in group.rows]) for group in groups] == [
        ("2018", ["1 May", "3 May 2018"]),
        ("2019", ["June 2019"]),
        ("Year not known", ["some day"]),
    ]


def test_lists_of_an_empty_library_say_so(client) -> None:
    pages = [client.get(reverse(name)).content.decode() for name in ("entities", "quotes", "numbers")]

    assert [re.findall('class="lead">([^<]*)<', page) for page in pages] == [
        ["No entity yet: entities appear here as articles are annotated."],
        ["No quote yet: quotes appear here as articles are annotated."],
        ["No number yet: numbers appear here as articles are annotated."],
    ]


@pytest.mark.parametrize("name", ["entities", "quotes", "numbers", "entity"])
def test_queries_do_not_grow_with_rows(client, name) -> None:
    counts = []
    for i in range(3):
        article = shelved(f"Title {i}\n\nAna Ruiz told Blair {i} of {i} boats. “So {i},” said Ruiz.", source=f"S{i}")
        ruiz = marked(article, "Ana Ruiz").entity
        marked(article, f"Blair {i}")
        quoted(article, f"“So {i},”", speaker=ruiz)
        counted(article, f"{i} boats", i)
        with CaptureQueriesContext(connection) as queries:
            client.get(ruiz.get_absolute_url() if name == "entity" else reverse(name))
        counts.append(len(queries))

    assert counts[0] == counts[2] < 25


def test_list_about_an_entity_of_very_many_articles_says_which_it_is_made_of(client, monkeypatch) -> None:
    monkeypatch.setattr("articles.queries.lists.MOST", 1)
    monkeypatch.setattr("articles.views.narrowing.MOST", 1)
    for day in ("2024-01-01", "2024-01-02"):
        article = shelved(f"On {day}\n\nAna Ruiz lost 12 boats.", published=day)
        ana = marked(article, "Ana Ruiz").entity
        counted(article, "12", 12, counted="boats")

    page = client.get(f"/numbers/?about={ana.pk}").content.decode()

    assert "about Ana Ruiz in its latest 1 articles" in page
    assert ("On 2024-01-02" in page, "On 2024-01-01" in page) == (True, False)
