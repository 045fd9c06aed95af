"""The counts beside the annotations say what the annotations say, whatever happened to them."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from articles.correction.deciding import correct, delete_entity, entity_named, merge, remove_articles, undo, unmerge
from articles.document import Label
from articles.models import Action, Appearance, Article, Entity, Mention, Quantity, Quotation, Target
from articles.models.article import UNDATED
from tests.builders import mention, quantity, quotation, span
from tests.stand_in import person

pytestmark = pytest.mark.django_db

TEXT = (
    'Ana Ruiz resigns\n\n"Ben Cole failed twice," Ana Ruiz said on Monday. Ruiz leads 12 engineers in Lima. She left.'
)
OTHER = "Ben Cole speaks\n\nBen Cole met Ana Ruiz."
SAID = (
    person("Ana Ruiz", "Ruiz"),
    person("Ben Cole"),
    mention(TEXT, "Ana Ruiz"),
    mention(TEXT, "Ben Cole", entity=1),
    mention(TEXT, "Ana Ruiz", nth=2),
    mention(TEXT, "Ruiz", nth=3),
    mention(TEXT, "She", form="pronoun"),
    quotation(TEXT, '"Ben Cole failed twice,"', speaker="Ana Ruiz", speaker_entity=0, speaker_name="Ana Ruiz"),
    quantity(TEXT, "12", value=12, counted="engineers"),
)
SAID_OF_OTHER = (
    person("Ben Cole"),
    person("Ana Ruiz"),
    mention(OTHER, "Ben Cole"),
    mention(OTHER, "Ben Cole", nth=2),
    mention(OTHER, "Ana Ruiz", entity=1),
)
LIMA = span(TEXT, "Lima")
APRIL = datetime.date(2024, 4, 2)

Counts = dict[tuple[int, int], tuple[datetime.date, int, int, int]]


@pytest.fixture
def article(core):
    made = Article(text=TEXT, published=APRIL)
    made.save()
    core.annotate(made, *SAID)
    other = Article(text=OTHER)
    other.save()
    core.annotate(other, *SAID_OF_OTHER)
    return made


def entity(name: str) -> Entity:
    return Entity.objects.get(name=name, merged_into=None)


def stored() -> Counts:
    return {(a.article_id, a.entity_id): (a.day, a.mentions, a.quotes, a.spoken_of) for a in Appearance.objects.all()}


def counted() -> Counts:
    """The same, counted one by one."""
    names = [m for m in Mention.objects.all() if m.form == "name"]
    quotes = list(Quotation.objects.all())
    keys = {(m.article_id, m.entity_id) for m in Mention.objects.all()}
    keys |= {(q.article_id, q.speaker_id) for q in quotes if q.speaker_id}
    return {
        key: (
            Article.objects.get(pk=key[0]).published or UNDATED,
            sum((m.article_id, m.entity_id) == key for m in names),
            sum((q.article_id, q.speaker_id) == key for q in quotes),
            sum(
                q.article_id == key[0]
                and any((m.article_id, m.entity_id) == key and q.span.contains(m.span) for m in names)
                for q in quotes
            ),
        )
        for key in keys
    }


def add_lima(article: Article) -> None:
    correct(article, Target.MENTION, Action.ADD, LIMA, {"entity": entity_named(article, "Lima", Label.GPE)})


def add_lima_and_undo(article: Article) -> None:
    undo(correct(article, Target.MENTION, Action.ADD, LIMA, {"entity": entity_named(article, "Lima", Label.GPE)}))


def delete_a_mention(article: Article) -> None:
    correct(article, Target.MENTION, Action.DELETE, span(TEXT, "Ana Ruiz"))


def give_the_quote_to_another(article: Article) -> None:
    correct(
        article,
        Target.QUOTATION,
        Action.CHANGE,
        span(TEXT, '"Ben Cole failed twice,"'),
        {"speaker": entity("Ben Cole")},
    )


def merge_two(article: Article) -> None:
    merge(entity("Ben Cole"), entity("Ana Ruiz"))


def merge_and_take_back(article: Article) -> None:
    one = entity("Ben Cole")
    merge(one, entity("Ana Ruiz"))
    unmerge(Entity.objects.get(pk=one.pk))


def delete_an_entity(article: Article) -> None:
    delete_entity(entity("Ben Cole"))


def remove_the_article(article: Article) -> None:
    remove_articles(Article.objects.filter(pk=article.pk))


def give_another_date(article: Article) -> None:
    article.published = datetime.date(2023, 1, 1)
    article.save()


def take_the_date(article: Article) -> None:
    article.published = None
    article.save()


CHANGES = (
    add_lima,
    add_lima_and_undo,
    delete_a_mention,
    give_the_quote_to_another,
    merge_two,
    merge_and_take_back,
    delete_an_entity,
    remove_the_article,
    give_another_date,
    take_the_date,
)


def test_an_appearance_counts_names_own_quotations_and_those_that_name_it(article) -> None:
    assert stored()[article.pk, entity("Ana Ruiz").pk] == (APRIL, 3, 1, 0)
    assert stored()[article.pk, entity("Ben Cole").pk] == (APRIL, 1, 0, 1)


@pytest.mark.parametrize("change", CHANGES)
def test_appearances_follow_the_annotations(article, change: Callable[[Article], None]) -> None:
    change(article)

    assert stored() == counted()


@pytest.mark.parametrize("change", CHANGES)
def test_the_counts_of_entities_are_sums_of_their_appearances(article, change: Callable[[Article], None]) -> None:
    change(article)

    for row in Entity.objects.all():
        mine = [counts for (_, pk), counts in counted().items() if pk == row.pk]
        assert (row.name, row.mention_count, row.article_count, row.quote_count) == (
            row.name,
            sum(mentions for _, mentions, _, _ in mine),
            sum(mentions > 0 for _, mentions, _, _ in mine),
            sum(quotes for _, _, quotes, _ in mine),
        )


@pytest.mark.parametrize("change", CHANGES)
def test_annotations_keep_the_day_of_their_article(article, change: Callable[[Article], None]) -> None:
    change(article)

    for model in (Quotation, Quantity):
        for row in model.objects.select_related("article"):
            assert row.day == (row.article.published or UNDATED)


def test_a_quotation_keeps_its_words(article) -> None:
    assert Quotation.objects.get().text == '"Ben Cole failed twice,"'


def test_figures_of_one_unit_and_noun_have_one_measure_and_a_size(article) -> None:
    found = Quantity.objects.get()

    assert (found.measure, found.size) == ("\t\t\tengineers", 12)
