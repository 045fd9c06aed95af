"""An article is annotated: claimed, said, stored, shown."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from articles.annotation import annotate_article
from articles.document import Annotations, Document, Label, QuantityKind, QuotationType
from articles.document import Entity as Said
from articles.lease import ATTEMPTS, claim
from articles.models import Article, Entity, Mention, PipelineResult, Quantity, Quotation, State
from tests.builders import annotated, mention, quantity, quotation
from tests.stand_in import person

pytestmark = pytest.mark.django_db

TEXT = 'Ana Ruiz resigns\n\n"It failed twice," Ana Ruiz said on Monday. Ruiz leads 12 engineers. She was calm.'


def article(text: str = TEXT, **fields: object) -> Article:
    made = Article(text=text, **fields)
    made.save()
    return made


def what_was_said() -> list[Any]:
    return [
        person("Ana Ruiz", "Ruiz"),
        mention(TEXT, "Ana Ruiz"),
        mention(TEXT, "Ana Ruiz", nth=2),
        mention(TEXT, "Ruiz", nth=3),
        quotation(
            TEXT,
            '"It failed twice,"',
            cue="said",
            speaker="Ana Ruiz",
            speaker_entity=0,
            speaker_name="Ana Ruiz",
        ),
        quantity(TEXT, "twice", QuantityKind.MULTIPLIER, 2),
        quantity(TEXT, "12", value=12, counted="engineers"),
    ]


def test_annotating_stores_what_the_pipeline_said(core) -> None:
    saved = article()

    core.annotate(saved, *what_was_said())

    assert (saved.state, saved.version, saved.leased_by) == (State.DONE, 1, "")
    assert [(e.name, e.label, e.key) for e in Entity.objects.all()] == [("Ana Ruiz", "PERSON", "ana ruiz")]
    assert [(m.span.of(TEXT), m.number) for m in Mention.objects.order_by("start")] == [
        ("Ana Ruiz", 1),
        ("Ana Ruiz", 2),
        ("Ruiz", 3),
    ]
    assert [(q.span.of(TEXT), q.type, q.speaker.name) for q in Quotation.objects.all()] == [
        ('"It failed twice,"', QuotationType.DIRECT, "Ana Ruiz")
    ]
    assert [(q.span.of(TEXT), q.kind, q.value, q.counted) for q in Quantity.objects.order_by("start")] == [
        ("twice", "multiplier", 2.0, ""),
        ("12", "cardinal", 12.0, "engineers"),
    ]


def test_annotating_again_keeps_keys_and_numbers_of_what_stays(core) -> None:
    saved = article()
    core.annotate(saved, person("Ana Ruiz"), mention(TEXT, "Ana Ruiz", nth=2), mention(TEXT, "Ruiz", nth=3))
    before = {(m.pk, m.start, m.number) for m in Mention.objects.all()}

    core.annotate(saved, *what_was_said())

    after = {(m.pk, m.start, m.number) for m in Mention.objects.all()}
    assert after - before == {(Mention.objects.get(start=0).pk, 0, 3)}
    assert before < after


def test_entities_that_nothing_names_any_more_go(core) -> None:
    saved = article()
    core.annotate(saved, *what_was_said())

    core.annotate(saved, person("Ana Ruiz"))

    assert list(Entity.objects.all()) == []


def test_two_articles_share_an_entity_by_its_full_name(core) -> None:
    other = "Ana Ruiz returns\n\nShe is back."
    core.annotate(article(), *what_was_said())

    core.annotate(article(other), person("Ana Ruiz"), mention(other, "Ana Ruiz"))

    assert [entity.mentions.values("article").distinct().count() for entity in Entity.objects.all()] == [2]


def test_a_bare_surname_stays_with_its_article(core) -> None:
    texts = ["Ruiz returns\n\nShe is back.", "Ruiz leaves\n\nShe is gone."]
    for text in texts:
        core.annotate(article(text), person("Ruiz"), mention(text, "Ruiz"))

    assert [(e.name, e.article.title) for e in Entity.objects.order_by("pk")] == [
        ("Ruiz", "Ruiz returns"),
        ("Ruiz", "Ruiz leaves"),
    ]


def test_a_quotation_in_a_quotation_has_it_as_parent(core) -> None:
    text = 'Council meets\n\n"He said the bridge was safe," she said.'
    saved = article(text)

    core.annotate(saved, quotation(text, '"He said the bridge was safe,"'), quotation(text, "the bridge was safe"))

    inner = Quotation.objects.order_by("start").last()
    assert inner.parent.span.of(text) == '"He said the bridge was safe,"'


def test_a_changed_text_loses_the_annotations_from_the_change_on(core) -> None:
    saved = article()
    core.annotate(saved, *what_was_said())
    kept = Mention.objects.get(start=0).pk

    saved.text = TEXT.replace("on Monday", "on Sunday")
    saved.save()

    assert list(Mention.objects.values_list("pk", flat=True)) == [kept, kept + 1]
    assert Article.objects.get().state == State.WAITING


def test_a_text_that_changes_meanwhile_is_not_given_the_old_annotations(core) -> None:
    saved = article()

    def edit_and_say(document: Document) -> Annotations:
        edited = Article.objects.get()
        edited.text = document.text + " More."
        edited.save()
        return annotated(*what_was_said())

    core.says = edit_and_say
    annotate_article(saved.pk)

    assert (Article.objects.get().state, Mention.objects.count(), PipelineResult.objects.count()) == ("waiting", 0, 0)


def test_an_error_makes_the_article_fail_with_a_reason_that_tells_nothing_of_the_machine(core) -> None:
    saved = article()

    def fail(document: Document) -> Annotations:
        raise ValueError("/srv/newsreader/model is missing")

    core.says = fail
    annotate_article(saved.pk)

    saved.refresh_from_db()
    assert (saved.state, saved.failure) == (
        State.FAILED,
        "The pipeline stopped on this text (ValueError). The worker's log has the details.",
    )


def test_an_interruption_gives_the_article_back(core) -> None:
    saved = article()

    def interrupt(document: Document) -> Annotations:
        raise KeyboardInterrupt

    core.says = interrupt
    with pytest.raises(KeyboardInterrupt):
        annotate_article(saved.pk)

    saved.refresh_from_db()
    assert (saved.state, saved.attempts, saved.leased_by) == (State.WAITING, 0, "")


def test_a_leased_article_is_left_to_its_worker(core) -> None:
    saved = article()
    claim(saved.pk)

    annotate_article(saved.pk)

    saved.refresh_from_db()
    assert (saved.state, saved.attempts) == (State.ANNOTATING, 1)


def test_an_article_that_killed_its_workers_fails(core) -> None:
    saved = article()
    for _ in range(ATTEMPTS):
        claim(saved.pk)
        Article.objects.update(leased_until=timezone.now() - datetime.timedelta(seconds=1))

    annotate_article(saved.pk)

    saved.refresh_from_db()
    assert (saved.state, saved.failure) == (
        State.FAILED,
        "The worker stopped 3 times while it annotated this article.",
    )


def test_an_article_that_is_gone_is_nobodys_fault(core) -> None:
    annotate_article(12345)

    assert not Article.objects.exists()


def test_a_label_follows_the_lexicon_not_the_spelling(core) -> None:
    texts = ["U.S. votes\n\nThe polls opened.", "United States votes\n\nThe polls opened."]
    for text, name in zip(texts, ["U.S.", "United States"], strict=True):
        core.annotate(article(text), Said(name, Label.GPE), mention(text, name, label=Label.GPE))

    assert Entity.objects.count() == 1


def test_article_without_its_quotes_is_done_and_says_so(core) -> None:
    saved = article()
    core.says = lambda document: replace(annotated(person("Ana Ruiz"), mention(TEXT, "Ana Ruiz")), missing=("quotes",))

    annotate_article(saved.pk)

    saved.refresh_from_db()
    assert (saved.state, saved.failure) == (
        State.DONE,
        "Quotes could not be found. Names and numbers are complete.",
    )
    assert Mention.objects.count() == 1


def test_what_was_missing_is_no_longer_once_it_was_found(core) -> None:
    saved = article()
    core.says = lambda document: Annotations(missing=("quotes", "numbers"))
    annotate_article(saved.pk)

    core.annotate(Article.objects.get(pk=saved.pk), *what_was_said())

    assert Article.objects.get(pk=saved.pk).failure == ""
