"""The whole core: what it finds in an article, and what holds for any string."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.document import Annotations, Document
from articles.language import annotate, annotate_leniently, annotate_many
from tests.builders import document

TEXT = """Talks on ceasefire fail in Geneva

GENEVA (Agency) - Negotiators from Turkey and Russia left Geneva on Friday without an agreement.

"We tried for three days," said Turkish Defence Minister Hulusi Akar, adding that at least 400,000 people had fled.

Akar said Turkey would send 25 million euros to Idlib.
"""


def test_article_is_annotated_with_entities_quotations_and_quantities() -> None:
    found = annotate(document(TEXT, published="2019-03-08"))

    assert [entity.name for entity in found.entities] == [
        "Geneva",
        "Turkey",
        "Russia",
        "Turkish",
        "Hulusi Akar",
        "Idlib",
    ]
    assert [(q.span.of(TEXT), q.speaker_name) for q in found.quotations] == [
        ('"We tried for three days,"', "Hulusi Akar"),
        ("at least 400,000 people had fled", "Hulusi Akar"),
        ("Turkey would send 25 million euros to Idlib", "Hulusi Akar"),
    ]
    assert [(q.span.of(TEXT), q.value) for q in found.quantities if q.value is not None] == [
        ("three days", 3),
        ("at least 400,000", 400_000),
        ("25 million euros", 25_000_000),
    ]
    assert found.pipeline.startswith("newsreader ")


def test_result_does_not_depend_on_the_articles_around() -> None:
    others = [document("Ana Ruiz left."), document(TEXT), document(""), document("In Baku, 3 cats sat. " * 200)]

    assert list(annotate_many(others)) == [annotate(each) for each in reversed(others)][::-1]


def test_documents_are_taken_as_they_are_needed() -> None:
    taken = 0

    def endless() -> Iterator[Document]:
        nonlocal taken
        while True:
            taken += 1
            yield document(f"Ana Ruiz bought {taken} cats.")

    found = list(islice(annotate_many(endless()), 3))

    assert [annotations.quantities[0].value for annotations in found] == [1, 2, 3]
    assert taken < 100


def promises_kept(given: Document, found: Annotations) -> bool:
    text, blocks = given.text, [block.span for block in given.blocks]
    named = sorted([*(mention.span for mention in found.mentions), *(quantity.span for quantity in found.quantities)])
    spans = [*named, *(q.span for q in found.quotations)]
    spans += [part for q in found.quotations for part in (q.cue, q.speaker, *q.fragments) if part]
    return (
        all(span.end <= len(text) for span in spans)
        and all(one.end <= other.start for one, other in pairwise(named))
        and all(any(block.contains(span) for block in blocks) for span in named)
        and all(mention.entity < len(found.entities) for mention in found.mentions)
        and all(q.speaker_entity is None or q.speaker_entity < len(found.entities) for q in found.quotations)
        and all(q.parent is None or found.quotations[q.parent].span.contains(q.span) for q in found.quotations)
    )


SCRAPS = [*TEXT.split(" "), "“", "”", "'", "$5", "km/h", "\n\n", "😀", "\ud800", "é", "1/2"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SCRAPS)).map(" ".join))
def test_promises_hold_for_scrambled_news(text: str) -> None:
    scrambled = document(text, published="2019-03-08")

    assert promises_kept(scrambled, annotate(scrambled))


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_promises_hold_for_any_string(text: str) -> None:
    any_document = document(text)

    assert promises_kept(any_document, annotate(any_document))


HOSTILE = [
    '"',
    "“",
    "“a” ",
    "'",
    "9",
    "9 ",
    "A",
    "AB ",
    "😀",
    "a ",
    "a\n",
    "Ab c.\n\n",
    '"a," he said. ',
    "1-",
    "Ana, ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_promises_hold_for_long_hostile_texts(piece: str) -> None:
    given = document(piece * (20_000 // len(piece)))

    # work that grows faster than the text would take hours here
    assert promises_kept(given, annotate(given))


@pytest.mark.parametrize(("finder", "missing"), [("find_quotations", "quotes"), ("find_quantities", "numbers")])
def test_text_whose_quotes_or_numbers_cannot_be_found_has_the_rest(monkeypatch, finder: str, missing: str) -> None:
    def stop(*_: object, **__: object) -> None:
        raise RecursionError

    given = document("Mill closes\n\n“We lost 40 jobs,” Ana Ruiz said in Lima.")
    whole = annotate(given)
    monkeypatch.setattr(f"articles.language.annotating.{finder}", stop)

    said = annotate_leniently(given)

    assert said.missing == (missing,)
    assert said.mentions == whole.mentions
    with pytest.raises(RecursionError):
        annotate(given)
