"""The pages across articles: one entity, all entities, all quotes, all numbers."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse

from articles.document import Form, Label, QuantityKind
from articles.models import Entity
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

    assert "Mentions by month: February 2024 1 mention and 1 quote, April 2024 1 mention and 1 quote." in body


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

    assert (response.status_code, response["Location"]) == (302, ruiz.get_absolute_url())


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

    assert [link.name for link, _ in response.context["links"]] == names


# all quotes and numbers


def test_quotes_are_newest_first_with_their_articles(client, library) -> None:
    cards = client.get(reverse("quotes")).context["cards"]

    assert [(card.words, card.speaker, card.article.title) for card in cards] == [
        ("“no”", "Ana Ruiz", "Second"),
        ("“Blair paid 40 pounds”", "Ana Ruiz", "First"),
    ]


def test_quotes_are_filtered_by_speaker_subject_and_source(client, library) -> None:
    ruiz, blair = entity("Ana Ruiz").pk, entity("Blair").pk

    def words(**query) -> list[str]:
        return [card.words for card in client.get(reverse("quotes"), query).context["cards"]]

    assert words(speaker=blair) == []
    assert words(about=blair) == ["“Blair paid 40 pounds”"]
    assert words(source="Tribune", speaker=ruiz) == ["“no”"]
    assert words(type="indirect") == []
    assert len(words(speaker="x", type="nonsense")) == 2


def test_speakers_are_offered_with_what_they_say_under_the_other_filters(client, library) -> None:
    response = client.get(reverse("quotes"), {"source": "Tribune", "speaker": entity("Blair").pk})

    assert [(link.name, link.count) for link in response.context["speakers"]] == [("Ana Ruiz", 1)]


def test_numbers_are_sorted_by_size_and_filtered(client, library) -> None:
    def values(**query) -> list[str]:
        return [row.value for row in client.get(reverse("numbers"), query).context["rows"]]

    assert values(sort="smallest") == ["40", "£900"]
    assert values(sort="largest") == ["£900", "40"]
    assert values(kind="money") == ["£900"]
    assert values(q="pound") == ["40"]
    assert values(about=entity("Leeds").pk) == ["40"]


def test_lists_of_an_empty_library_say_so(client) -> None:
    pages = [client.get(reverse(name)).content.decode() for name in ("entities", "quotes", "numbers")]

    assert ["No quote matches" in pages[1], "No number matches" in pages[2], "Nobody and nothing" in pages[0]] == [
        True
    ] * 3


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("entities", 3), ("quotes", 5), ("numbers", 3), ("entity", 15)])
def test_queries_do_not_grow_with_rows(client, django_assert_num_queries, rows, name, queries) -> None:
    for i in range(rows):
        article = shelved(f"Title {i}\n\nAna Ruiz told Blair {i} of {i} boats. “So {i},” said Ruiz.", source=f"S{i}")
        ruiz = marked(article, "Ana Ruiz").entity
        marked(article, f"Blair {i}")
        quoted(article, f"“So {i},”", speaker=ruiz)
        counted(article, f"{i} boats", i)
    path = ruiz.get_absolute_url() if name == "entity" else reverse(name)

    with django_assert_num_queries(queries):
        assert client.get(path).status_code == 200
