"""The article on paper and the notes that follow it, without a browser."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.document import Form, Label, QuantityKind, QuotationType
from articles.queries.notes import NamedNote, NamedNotes, Notes, NumberNote, QuoteNote, notes
from tests.web.shelf import counted, marked, quoted, shelved

pytestmark = pytest.mark.django_db

STORY = (
    "Orsa bridge stays shut\n\n"
    "“Nobody told Mr Blair that the road to Orsa would be closed, or that 40 trucks would wait,” said Ana Ruiz.\n\n"
    "Ruiz met Blair in Orsa. She left on Friday."
)
SAID = "“Nobody told Mr Blair that the road to Orsa would be closed, or that 40 trucks would wait,”"


@pytest.fixture
def story():
    article = shelved(STORY)
    ruiz = marked(article, "Ana Ruiz").entity
    marked(article, "Ruiz", name="Ana Ruiz", nth=2)
    marked(article, "She", name="Ana Ruiz", form=Form.PRONOUN)
    marked(article, "Blair")
    marked(article, "Blair", nth=2)
    for nth in (1, 2, 3):
        marked(article, "Orsa", label=Label.LOC, nth=nth)
    said = quoted(article, SAID, speaker=ruiz)
    inner = quoted(article, "the road to Orsa would be closed", parent=said, speaker_name="a clerk")
    inner.type = QuotationType.INDIRECT
    inner.save()
    counted(article, "40 trucks", 40, counted="trucks", bound="at_least")
    counted(article, "Friday", None, QuantityKind.DATE)
    return article


def test_notes_say_in_which_paragraphs_everything_stands(story) -> None:
    assert notes(story) == Notes(
        named=(
            NamedNotes("People", (NamedNote("Blair", "¶2, ¶3"), NamedNote("Ana Ruiz", "¶2, ¶3"))),
            NamedNotes("Places", (NamedNote("Orsa", "in the headline, ¶2, ¶3"),)),
        ),
        quotes=(
            QuoteNote("Ana Ruiz", "“Nobody told Mr Blair that the road to Orsa would be…”", False, "", "¶2"),
            QuoteNote("a clerk", "the road to Orsa would be closed", True, "Ana Ruiz", "¶2"),
        ),
        numbers=(NumberNote("≥", "40", "would wait", "¶2"),),
    )


def test_article_without_marks_has_no_notes() -> None:
    assert notes(shelved("A title\n\nSome words.")) == Notes((), (), ())


def test_notes_take_the_same_queries_whatever_the_article_has(story) -> None:
    bare = shelved("A title\n\nSome words.")
    taken = []

    for article in (bare, story):
        with CaptureQueriesContext(connection) as queries:
            notes(article)
        taken.append(len(queries))

    assert taken == [3, 3]


def test_page_on_paper_has_the_article_and_its_notes(client, story) -> None:
    page = client.get(reverse("article-print", args=[story.slug])).content.decode()

    assert page.count("<h1") == 1
    assert 'data-block="paragraph"' in page
    assert "<b>Orsa</b> in the headline, ¶2, ¶3" in page
    assert 'id="panel"' not in page


def test_article_page_is_given_the_notes_alone(client, story) -> None:
    response = client.get(reverse("article-print", args=[story.slug]), headers={"HX-Request": "true"})

    assert response.content.decode().strip().startswith('<section class="print-notes"')
    assert "HX-Request" in response["Vary"]


def test_mark_of_the_page_on_paper_opens_in_the_article(client, story) -> None:
    ruiz = story.mentions.first().entity_id

    response = client.get(f"{reverse('article-print', args=[story.slug])}?sel=e:{ruiz}")

    assert (response.status_code, response["Location"]) == (302, f"{story.get_absolute_url()}?sel=e%3A{ruiz}")


def test_article_that_is_not_there_cannot_be_printed(client, db) -> None:
    assert client.get(reverse("article-print", args=["nothing"])).status_code == 404
