from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from articles.correction.said import to_json
from articles.document import Check, CheckKind, Label
from articles.models import Article, Correction, Entity, PipelineResult, Quantity, State, Worker
from tests.builders import annotated
from tests.web.shelf import counted, marked, quoted, shelved

pytestmark = pytest.mark.django_db


def titles(response) -> list[str]:
    return [row.article.title for group in response.context["groups"] for row in group.rows]


def row(response, title):
    return next(row for group in response.context["groups"] for row in group.rows if row.article.title == title)


# the list


def test_newest_publication_comes_first_and_unknown_dates_last(client) -> None:
    shelved("Unknown\n\nText.")
    shelved("Old\n\nText.", published="2024-02-09")
    shelved("New\n\nText.", published="2024-03-09")

    response = client.get("/")

    groups = [(group.day, group.title, len(group.rows)) for group in response.context["groups"]]
    assert groups == [
        (datetime.date(2024, 3, 9), "", 1),
        (datetime.date(2024, 2, 9), "", 1),
        (None, "No date", 1),
    ]
    assert titles(response) == ["New", "Old", "Unknown"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("oldest", ["B", "A", "C"]),
        ("added", ["C", "B", "A"]),
        ("title", ["A", "B", "C"]),
        ("nonsense", ["A", "B", "C"]),
    ],
)
def test_list_can_be_sorted(client, sort, expected) -> None:
    shelved("A\n\nText.", published="2024-03-09")
    shelved("B\n\nText.", published="2024-02-09")
    shelved("C\n\nText.")

    assert titles(client.get("/", {"sort": sort})) == expected


def test_list_is_paged_and_keeps_its_order(client) -> None:
    for number in range(21):
        shelved(f"Number {number:02}\n\nText.")

    response = client.get("/", {"sort": "title", "page": 2})

    assert titles(response) == ["Number 20"]
    assert 'href="?sort=title&amp;page=1"' in response.content.decode()
    assert titles(client.get("/", {"sort": "title", "page": "nonsense"}))[0] == "Number 00"


def test_row_shows_whom_it_names_most_and_its_tallies(client) -> None:
    article = shelved('One\n\n"No," said Ana Ruiz of Lima. Ruiz paid 12 of 30 on Monday.')
    marked(article, "Lima", label=Label.GPE)
    ana = marked(article, "Ana Ruiz")
    marked(article, "Ruiz", nth=2, name="Ana Ruiz")
    quoted(article, '"No,"', speaker=ana.entity)
    counted(article, "12", 12)
    counted(article, "30", 30)
    counted(article, "Monday", 0, kind="date")

    shown = row(client.get("/"), "One")

    assert [(chip.name, chip.kind, chip.count) for chip in shown.chips] == [
        ("Ana Ruiz", "person", 2),
        ("Lima", "place", 1),
    ]
    assert (shown.quotes, shown.numbers) == (1, 2)


def test_row_says_where_people_checked(client) -> None:
    article = shelved("One\n\nAna Ruiz spoke.")
    for undone in (None, None, timezone.now()):
        Correction.objects.create(
            article=article, target="mention", action="delete", start=5, end=8, words="Ana", undone=undone
        )

    assert "Checked in 2 places" in client.get("/").content.decode()


def test_row_says_what_is_to_review_until_an_editor_has_looked(client) -> None:
    text = "Storm\n\nWinds of 195 km/h (140 mph) hit it."
    article = shelved(text)
    numbers = [counted(article, words, 1, "measure") for words in ("195 km/h", "140 mph")]
    spans = tuple(number.span for number in numbers)
    check = Check(CheckKind.CONVERSION, spans, "195 km/h is about 121 mph.", "140 mph", "121 mph")
    said = to_json(replace(annotated(), checks=(check, check)))
    PipelineResult.objects.create(article=article, pipeline="test", digest=article.digest, said=said)

    noticed = row(client.get("/"), "Storm").to_review
    page = client.get("/").content.decode()
    Quantity.objects.filter(pk=numbers[1].pk).update(is_edited=True)

    assert noticed == 2
    assert f'href="{article.get_absolute_url()}?tab=numbers"' in page
    assert row(client.get("/"), "Storm").to_review == 0


def test_stored_markup_is_escaped(client) -> None:
    article = shelved("<script>alert(1)</script>\n\n<b>Text</b>", source="<i>Wire</i>")
    marked(article, "<b>Text</b>")

    page = client.get("/").content.decode()

    assert "<script>alert(1)" not in page
    assert "<i>Wire" not in page
    assert "<b>Text" not in page


def test_empty_library_has_one_way_on(client, reader) -> None:
    assert "Sign in and add articles" in client.get("/").content.decode()

    client.force_login(reader)

    assert "Bring in your first article" in client.get("/").content.decode()


@pytest.mark.parametrize("articles", [1, 3])
def test_query_count_does_not_grow_with_articles(client, django_assert_num_queries, articles) -> None:
    for number in range(articles):
        article = shelved(f'Number {number}\n\n"No," said Ana Ruiz.', source="Wire", published="2024-02-09")
        quoted(article, '"No,"', speaker=marked(article, "Ana Ruiz").entity)
        shelved(f"Waiting {number}\n\nText.", state=State.WAITING)

    with django_assert_num_queries(18):
        client.get("/")


# states


def test_waiting_articles_say_how_many_are_ahead(client) -> None:
    shelved("First\n\nText.", state=State.WAITING)
    shelved("Second\n\nText.", state=State.WAITING)

    response = client.get("/")

    assert (row(response, "First").ahead, row(response, "Second").ahead) == (0, 1)
    assert "Waiting, 1 ahead" in response.content.decode()


def test_failed_article_says_why_and_its_owner_can_retry(client, reader) -> None:
    article = shelved("One\n\nText.", owner=reader)
    Article.objects.update(state=State.FAILED, failure="The model is missing.")

    assert "The model is missing." in client.get("/").content.decode()
    assert "Try again" not in client.get("/").content.decode()

    client.force_login(reader)
    assert "Try again" in client.get("/").content.decode()
    response = client.post(f"/articles/{article.slug}/retry/", {"next": "/?page=1"})

    assert response["Location"] == "/?page=1"
    article.refresh_from_db()
    assert (article.state, article.failure) == ("waiting", "")


def test_who_signs_in_to_retry_comes_back_to_the_article(client, editor) -> None:
    article = shelved("One\n\nText.", state=State.FAILED)
    address = f"/articles/{article.slug}/retry/"

    assert client.post(address)["Location"] == f"/accounts/login/?next={address}"
    client.force_login(editor)

    assert client.get(address)["Location"] == article.get_absolute_url()
    article.refresh_from_db()
    assert article.state == "failed"


def test_retry_is_not_for_strangers(client, reader) -> None:
    article = shelved("One\n\nText.", state=State.FAILED)

    client.force_login(reader)

    assert client.post(f"/articles/{article.slug}/retry/").status_code == 403
    article.refresh_from_db()
    assert article.state == "failed"


def test_retry_does_not_lead_away_from_the_site(client, editor) -> None:
    article = shelved("One\n\nText.", state=State.FAILED)
    client.force_login(editor)

    response = client.post(f"/articles/{article.slug}/retry/", {"next": "https://example.org/"})

    assert response["Location"] == "/"


def test_notice_appears_when_articles_wait_and_no_worker_lives(client) -> None:
    notice = "Articles wait, and no worker is running."
    shelved("One\n\nText.", state=State.WAITING)
    dead = Worker.objects.create(name="dead", seen=timezone.now() - datetime.timedelta(minutes=5))

    assert notice in client.get("/").content.decode()

    Worker.objects.filter(pk=dead.pk).update(seen=timezone.now())
    assert notice not in client.get("/").content.decode()


def test_list_asks_for_what_changes_while_something_waits(client) -> None:
    article = shelved("One\n\nText.", state=State.WAITING)

    page = client.get("/").content.decode()

    assert f"row={article.pk}%3Awaiting%3A0" in page
    assert 'hx-trigger="every 3s"' in page


def test_finished_list_does_not_ask(client) -> None:
    shelved("One\n\nText.")

    assert "every 3s" not in client.get("/").content.decode()


def test_changed_row_comes_back_and_asking_stops_when_all_is_done(client) -> None:
    article = shelved("One\n\nAna Ruiz spoke.", state=State.WAITING)
    key = f"{article.pk}:waiting:0"

    unchanged = client.get("/rows/", {"row": key})
    marked(article, "Ana Ruiz")
    Article.objects.update(state=State.DONE)
    done = client.get("/rows/", {"row": key})

    assert (unchanged.status_code, "article-row" in unchanged.content.decode()) == (200, False)
    assert done.status_code == 286
    assert f'id="row-{article.pk}" hx-swap-oob="true"' in done.content.decode()
    assert "Ana Ruiz" in done.content.decode()
    assert "every 3s" not in done.content.decode()


def test_nonsense_asked_for_is_no_error(client) -> None:
    assert client.get("/rows/", {"row": ["x", "9" * 30 + ":waiting:0", "7:waiting:0"]}).status_code == 286


# facets


def test_facets_count_the_articles_they_keep(client) -> None:
    for number in range(2):
        article = shelved(
            f"Ferry {number}\n\nAna Ruiz of Lima spoke to Ana Ruiz.", source="Wire", published="2024-02-09"
        )
        marked(article, "Ana Ruiz")
        marked(article, "Ana Ruiz", nth=2)
    marked(shelved("Train\n\nLima has one.", source="Post"), "Lima", label=Label.GPE)

    facets = client.get("/search/", {"q": "ferry"}).context["facets"]

    assert [(facet.field, [(choice.name, choice.count) for choice in facet.choices]) for facet in facets] == [
        ("person", [("Ana Ruiz", 2)]),
        ("source", [("Wire", 2)]),
    ]
    query = facets[0].choices[0].query
    assert query == 'ferry person:"Ana Ruiz"'
    assert client.get("/search/", {"q": query}).context["page"].paginator.count == 2


def test_facet_of_a_name_with_quotation_marks_finds_it(client) -> None:
    article = shelved("One\n\nThe “Iron” Duke spoke.", source='The "Wire"')
    marked(article, "The “Iron” Duke", name="the iron duke")
    Entity.objects.update(name="The “Iron” Duke")

    facets = client.get("/").context["facets"]

    for facet in facets:
        response = client.get("/search/", {"q": facet.choices[0].query})
        assert titles(response) == ["One"]
        assert any(choice.is_selected for shown in response.context["facets"] for choice in shown.choices)
    assert [facet.field for facet in facets] == ["person", "source"]


def counts(client, typed: str) -> dict[str, int]:
    """What each facet choice says that it keeps, by the search that it leads to; the selected ones are left out."""
    facets = client.get("/search/", {"q": typed}).context["facets"]
    return {c.query: c.count for facet in facets for c in facet.choices if not c.is_selected}


def test_facet_counts_everyone_of_a_name_as_its_filter_does(client) -> None:
    island = shelved("Island\n\nOrsa is cut off.")
    marked(island, "Orsa", label=Label.LOC)
    marked(shelved("Council\n\nOrsa said no."), "Orsa", label=Label.GPE)
    marked(shelved("Bridge\n\nLima is far."), "Lima", label=Label.GPE)

    found = counts(client, "")

    assert found == {"place:Orsa": 2, "place:Lima": 1}
    assert {q: client.get("/search/", {"q": q}).context["page"].paginator.count for q in found} == found


def test_chosen_filters_come_first_and_can_be_taken_away(client) -> None:
    for number in range(5):
        article = shelved(f"Number {number}\n\nAna Ruiz met Person{number} and Tom Ash.", source="Wire")
        for name in ("Ana Ruiz", f"Person{number}"):
            marked(article, name)
    marked(article, "Tom Ash")

    response = client.get("/search/", {"q": "person:ash source:wire"})

    chosen = [facet.choices[0] for facet in response.context["facets"] if facet.field in ("person", "source")]
    assert [(c.name, c.count, c.is_selected, c.query) for c in chosen] == [
        ("ash", 1, True, "source:wire"),
        ("wire", 1, True, "person:ash"),
    ]


def test_months_outside_the_dates_stay_in_the_chart_and_can_be_changed_to(client) -> None:
    for day in ("2024-03-05", "2024-04-06", "2024-05-07", "2024-05-08"):
        shelved(f"On {day}\n\nA ferry.", published=day)

    months = client.get("/search/", {"q": "ferry since:2024-04-10"}).context["months"]

    assert [(month.first.month, month.count, month.is_selected) for month in months[-3:]] == [
        (3, 1, False),
        (4, 1, True),
        (5, 2, True),
    ]
    assert months[-1].query == "ferry date:2024-05"


# samples


def test_samples_go_with_one_click_and_their_entities_too(client, editor) -> None:
    marked(shelved("Sample\n\nAna Ruiz spoke.", is_sample=True), "Ana Ruiz")
    marked(shelved("Own\n\nTom Ash spoke."), "Tom Ash")
    client.force_login(editor)
    assert "Remove the 1 sample article" in client.get("/").content.decode()

    response = client.post("/samples/remove/", follow=True)

    assert titles(response) == ["Own"]
    assert list(Entity.objects.values_list("name", flat=True)) == ["Tom Ash"]


def test_samples_are_not_removed_by_visitors_readers_or_a_link(client, reader, editor) -> None:
    shelved("Sample\n\nText.", is_sample=True)

    assert client.post("/samples/remove/").status_code == 302
    client.force_login(reader)
    assert client.post("/samples/remove/").status_code == 403
    client.force_login(editor)
    assert client.get("/samples/remove/").status_code == 405
    assert Article.objects.count() == 1
