"""What the benchmark measures with is what the project would store: true to its text, and the same every time."""

from __future__ import annotations

import pytest

from articles.correction.refreshing import refresh
from articles.document import Document, Form, QuotationType
from articles.language.quantities import find_quantities
from articles.models import Article, Entity
from tests.benchmarks.library import LONG, fill
from tests.benchmarks.writing import Author, Plan, Written

SEED = 7


@pytest.fixture(scope="module")
def written() -> list[Written]:
    author = Author(SEED)
    return [author.write(Plan(60, star=author.company.star, starring=3)) for _ in range(30)]


def test_blocks_are_all_of_the_text(written):
    for article in written:
        assert "\n\n".join(block.span.of(article.text) for block in article.blocks) == article.text


def test_mentions_say_the_names_of_their_entities(written):
    said = {
        (mention.span.of(article.text), article.names[mention.entity])
        for article in written
        for mention in article.annotations.mentions
        if mention.form is Form.NAME
    }

    assert {words for words, name in said if words not in (name.name, name.short)} == set()
    assert len(said) > 100


def test_direct_quotations_are_their_words_in_quotation_marks(written):
    said = [
        (quotation.span.of(article.text), quotation)
        for article in written
        for quotation in article.annotations.quotations
        if quotation.type is QuotationType.DIRECT
    ]

    assert [words for words, quotation in said if not (words[0] == "“" and words[-1] == "”")] == []
    assert [quotation for _, quotation in said if quotation.fragments != (quotation.span,)] == []
    assert len(said) > 30


def test_speakers_stand_where_their_quotation_says(written):
    for article in written:
        mentioned = {mention.span: mention.entity for mention in article.annotations.mentions}
        for quotation in article.annotations.quotations:
            if quotation.speaker_entity is not None:
                assert mentioned[quotation.speaker] == quotation.speaker_entity
                assert quotation.speaker_name == article.names[quotation.speaker_entity].name


def test_figures_have_the_values_that_the_project_reads_in_them(written):
    for article in written[:5]:
        read = {q.span: q for q in find_quantities(Document(article.text, article.blocks))}
        found = [q for q in article.annotations.quantities if q.span in read]

        assert [(q.kind, q.value, q.date) for q in found] == [
            (read[q.span].kind, read[q.span].value, read[q.span].date) for q in found
        ]
        # what stands around a figure may change how it is read, but seldom
        assert len(found) >= 0.8 * len(article.annotations.quantities)


def test_one_seed_gives_the_same_articles(written):
    assert Author(SEED).write(Plan(60, star=Author(SEED).company.star, starring=3)) == written[0]


@pytest.fixture
def long(db) -> Article:
    """The long article of a small library."""
    fill(8, SEED)
    return Article.objects.get(slug=LONG)


def test_library_is_stored_as_the_worker_stores_it(long):
    kinds = (long.mentions, long.quotations, long.quantities, long.appearances)
    entities = Entity.objects.order_by("pk")
    before = [list(rows.order_by("pk").values()) for rows in kinds], list(entities.values())

    refresh(long)

    assert sum(map(len, before[0][:3])) >= 10_000
    assert ([list(rows.order_by("pk").values()) for rows in kinds], list(entities.values())) == before
