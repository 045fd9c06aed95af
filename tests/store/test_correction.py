"""What editors decide is shown, survives annotation, and can be taken back."""

from __future__ import annotations

import pytest

from articles.correction.deciding import (
    CorrectionError,
    correct,
    entity_named,
    merge,
    name_entity,
    redo,
    remove_articles,
    undo,
    unmerge,
)
from articles.correction.places import lost
from articles.document import Entity as Said
from articles.document import Label, QuantityKind, Span
from articles.models import Action, Article, Correction, Entity, Mention, Quantity, Quotation, Target
from tests.builders import mention, quantity, quotation, span
from tests.stand_in import person

pytestmark = pytest.mark.django_db

TEXT = 'Ana Ruiz resigns\n\n"It failed twice," Ana Ruiz said on Monday. Ruiz leads 12 engineers in Lima.'
SAID = (
    person("Ana Ruiz", "Ruiz"),
    mention(TEXT, "Ana Ruiz"),
    mention(TEXT, "Ana Ruiz", nth=2),
    mention(TEXT, "Ruiz", nth=3),
    quotation(TEXT, '"It failed twice,"', cue="said", speaker="Ana Ruiz", speaker_entity=0, speaker_name="Ana Ruiz"),
    quantity(TEXT, "12", value=12, counted="engineers"),
)
LIMA = span(TEXT, "Lima")
QUOTE = span(TEXT, '"It failed twice,"')


@pytest.fixture
def article(core):
    made = Article(text=TEXT)
    made.save()
    core.annotate(made, *SAID)
    return made


def mentions(text: str = TEXT) -> list[tuple[str, str]]:
    return [(m.span.of(text), m.entity.name) for m in Mention.objects.order_by("start")]


def add_lima(article: Article) -> Correction:
    return correct(article, Target.MENTION, Action.ADD, LIMA, {"entity": entity_named(article, "Lima", Label.GPE)})


def test_an_added_mention_survives_annotation(core, article) -> None:
    add_lima(article)

    core.annotate(article, *SAID)

    added = Mention.objects.get(start=LIMA.start)
    assert (added.span, added.entity.name, added.entity.label, added.is_edited) == (LIMA, "Lima", "GPE", True)


def test_a_correction_is_shown_at_once(article) -> None:
    before = article.version

    add_lima(article)

    assert mentions()[-1] == ("Lima", "Lima")
    assert Article.objects.get().version > before


def test_a_deleted_mention_stays_deleted_whatever_the_pipeline_says_of_its_words(core, article) -> None:
    place = span(TEXT, "Ana Ruiz", nth=2)
    correct(article, Target.MENTION, Action.DELETE, place)

    core.annotate(article, *SAID)
    assert mentions() == [("Ana Ruiz", "Ana Ruiz"), ("Ruiz", "Ana Ruiz")]

    core.annotate(article, SAID[0], mention(TEXT, "Ruiz", nth=2))
    assert mentions() == []


def test_a_deleted_quotation_stays_deleted(core, article) -> None:
    correct(article, Target.QUOTATION, Action.DELETE, QUOTE)

    core.annotate(article, *SAID)

    assert not Quotation.objects.exists()


def test_another_speaker_survives_annotation_while_the_rest_follows_the_pipeline(core, article) -> None:
    speaker = entity_named(article, "Luz Vega", Label.PERSON)
    correct(article, Target.QUOTATION, Action.CHANGE, QUOTE, {"speaker": speaker})

    core.annotate(article, SAID[0], quotation(TEXT, QUOTE.of(TEXT), cue="leads", speaker="Ana Ruiz"))

    row = Quotation.objects.get()
    assert (row.speaker, TEXT[row.cue_start : row.cue_end]) == (speaker, "leads")


def test_a_changed_annotation_is_made_again_where_the_pipeline_no_longer_finds_it(core, article) -> None:
    place = span(TEXT, "12")
    correct(article, Target.QUANTITY, Action.CHANGE, place, {"value": 13.0})

    core.annotate(article, SAID[0])

    row = Quantity.objects.get()
    assert (row.span, row.kind, row.value, row.counted) == (place, QuantityKind.CARDINAL, 13.0, "engineers")


def test_a_moved_mention_pushes_the_pipelines_away(core, article) -> None:
    old, new = span(TEXT, "Ruiz", nth=3), span(TEXT, "Monday. Ruiz")
    correct(article, Target.MENTION, Action.CHANGE, old, moved=new)

    core.annotate(article, *SAID)

    assert mentions()[2:] == [("Monday. Ruiz", "Ana Ruiz")]


def test_a_mention_pushes_a_quantity_away(article) -> None:
    place = span(TEXT, "12 engineers")
    correct(article, Target.MENTION, Action.ADD, place, {"entity": entity_named(article, "The Twelve", Label.ORG)})

    assert not Quantity.objects.exists()


def test_a_quotation_is_said_by_whom_the_corrected_mention_refers_to(article) -> None:
    place = span(TEXT, "Ana Ruiz")
    other = entity_named(article, "Ana Ruiz Vega", Label.PERSON)

    correct(article, Target.MENTION, Action.CHANGE, place, {"entity": other})

    assert Quotation.objects.get().speaker == other


def test_undo_shows_what_the_pipeline_said_and_redo_the_correction(article) -> None:
    correction = correct(article, Target.QUOTATION, Action.DELETE, QUOTE)

    undo(correction)
    undone = Quotation.objects.count()
    redo(correction)

    assert (undone, Quotation.objects.count()) == (1, 0)


def test_corrections_follow_their_words_through_an_edited_text(core, article) -> None:
    add_lima(article)
    correct(article, Target.QUOTATION, Action.CHANGE, QUOTE, {"type": "mixed"})
    edited = TEXT.replace("resigns\n\n", "resigns after a year\n\nThe head of works is gone. ")

    article.text = edited
    article.save()
    core.annotate(article)

    assert mentions(edited) == [("Lima", "Lima")]
    row = Quotation.objects.get()
    assert (row.span.of(edited), row.type, edited[row.cue_start : row.cue_end]) == (QUOTE.of(TEXT), "mixed", "said")
    assert row.fragments == [[row.start, row.end]]


def test_a_correction_whose_words_are_gone_is_kept_and_comes_back_with_them(core, article) -> None:
    correction = add_lima(article)

    article.text = TEXT.replace(" in Lima", "")
    article.save()
    core.annotate(article)
    gone = (lost(article), mentions())
    article.text = TEXT
    article.save()
    core.annotate(article)

    assert gone == ([correction], [])
    assert (lost(article), mentions()) == ([], [("Lima", "Lima")])


def test_a_renamed_entity_is_found_by_its_old_name(core, article) -> None:
    name_entity(Entity.objects.get(), name="Ana María Ruiz")

    core.annotate(article, *SAID)

    assert [e.name for e in Entity.objects.all()] == ["Ana María Ruiz"]


def test_a_relabelled_entity_keeps_its_label(core, article) -> None:
    name_entity(Entity.objects.get(), label=Label.ORG)

    core.annotate(article, *SAID)

    assert [(e.name, e.label) for e in Entity.objects.all()] == [("Ana Ruiz", "ORG")]


def test_a_name_that_another_entity_has_is_refused(article) -> None:
    other = entity_named(article, "Luz Vega", Label.PERSON)

    with pytest.raises(CorrectionError, match="merge the two instead"):
        name_entity(other, name="Ana Ruiz")


def test_a_merge_moves_mentions_and_speakers_and_holds_for_later_articles(core, article) -> None:
    old, other = Entity.objects.get(), entity_named(article, "Ana María Ruiz", Label.PERSON)
    text = "Ana Ruiz returns\n\nShe is back."

    merge(old, other)
    later = Article(text=text)
    later.save()
    core.annotate(later, person("Ana Ruiz"), mention(text, "Ana Ruiz"))

    assert {m.entity for m in Mention.objects.all()} == {other}
    assert Quotation.objects.get().speaker == other
    assert [m.number for m in article.mentions.order_by("start")] == [1, 2, 3]


def test_an_undone_merge_gives_each_its_own(core, article) -> None:
    old, other = Entity.objects.get(), entity_named(article, "Ana María Ruiz", Label.PERSON)
    merge(old, other)

    unmerge(old)

    assert {m.entity for m in Mention.objects.all()} == {old}
    assert Quotation.objects.get().speaker == old


def test_a_merge_in_a_circle_is_refused(article) -> None:
    old, other = Entity.objects.get(), entity_named(article, "Ana María Ruiz", Label.PERSON)
    merge(old, other)

    with pytest.raises(CorrectionError, match="one already"):
        merge(other, old)


def test_removing_an_article_leaves_the_entities_of_others(core, article) -> None:
    text = "Lima wakes\n\nAna Ruiz is back."
    later = Article(text=text)
    later.save()
    core.annotate(
        later,
        Said("Lima", Label.GPE),
        person("Ana Ruiz"),
        mention(text, "Lima", label=Label.GPE),
        mention(text, "Ana Ruiz", entity=1),
    )

    removed = remove_articles(Article.objects.filter(pk=later.pk))

    assert (removed, [e.name for e in Entity.objects.all()]) == (1, ["Ana Ruiz"])


@pytest.mark.parametrize(
    ("place", "fields", "reason"),
    [
        (Span(0, len(TEXT)), {}, "one paragraph"),
        (Span(16, 18), {}, "some words"),
        (LIMA, {}, "needs an entity"),
        (LIMA, {"colour": "red"}, "colour is nothing"),
        (Span(0, 10_000), {}, "some words"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(article, place, fields, reason) -> None:
    with pytest.raises(CorrectionError, match=reason):
        correct(article, Target.MENTION, Action.ADD, place, fields)

    assert not Correction.objects.exists()


def test_correcting_what_is_gone_is_refused(article) -> None:
    with pytest.raises(CorrectionError, match="Load the page again"):
        correct(article, Target.MENTION, Action.DELETE, LIMA)
