"""The promises of Annotations hold whatever a stage says."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from articles.document import (
    Annotations,
    Entity,
    Label,
    Mention,
    Quantity,
    QuantityKind,
    Quotation,
    QuotationType,
    Span,
)
from articles.language.validity import valid
from tests.builders import annotated, document, mention, quantity, quotation

ENTITY = Entity("Ana Ruiz", Label.PERSON)


def test_mention_that_overlaps_one_before_it_is_dropped() -> None:
    text = "Ana Ruiz Lopez spoke."
    first, second = mention(text, "Ana Ruiz"), mention(text, "Ruiz Lopez")

    assert valid(document(text), annotated(ENTITY, first, second)).mentions == (first,)


def test_quantity_inside_a_name_is_dropped() -> None:
    text = "Firefox 17 has 3 bugs."
    name, inside, outside = mention(text, "Firefox 17"), quantity(text, "17"), quantity(text, "3")

    assert valid(document(text), annotated(ENTITY, name, inside, outside)).quantities == (outside,)


def test_mention_over_two_paragraphs_is_dropped() -> None:
    text = "A headline\n\nIt is a paragraph of an article."

    assert valid(document(text), annotated(ENTITY, mention(text, "headline\n\nIt"))).mentions == ()


def test_pair_of_quantities_stays_linked_when_one_before_it_goes() -> None:
    text = "Gate 7 is 195 km/h (121 mph) fast."
    gate, metric, imperial = (quantity(text, words) for words in ("7", "195 km/h", "121 mph"))
    said = annotated(ENTITY, mention(text, "Gate 7"), gate, replace(metric, same_as=2), replace(imperial, same_as=1))

    assert valid(document(text), said).quantities == (replace(metric, same_as=1), replace(imperial, same_as=0))


def test_quotation_knows_the_smallest_one_around_it() -> None:
    text = 'He said: "She told us that it failed."'
    outer = quotation(text, '"She told us that it failed."')
    inner = quotation(text, "it failed", QuotationType.INDIRECT)

    found = valid(document(text), annotated(inner, outer)).quotations

    assert [(q.span, q.parent) for q in found] == [(outer.span, None), (inner.span, 0)]


def test_quotation_found_twice_stands_once() -> None:
    text = "It failed, he said."
    found = quotation(text, "It failed", QuotationType.INDIRECT)

    assert len(valid(document(text), annotated(found, found)).quotations) == 1


TEXT = "One two 3 four.\n\n“Five six,” said seven 8.\n\nNine ten."
SPANS = st.tuples(st.integers(0, len(TEXT) + 3), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(
    mentions=st.lists(SPANS.map(lambda span: Mention(span, Label.PERSON, 0))),
    quantities=st.lists(
        st.builds(
            Quantity, SPANS, SPANS, st.just(QuantityKind.CARDINAL), same_as=st.one_of(st.none(), st.integers(0, 9))
        )
    ),
    quotations=st.lists(st.builds(Quotation, SPANS, st.sampled_from(QuotationType), st.lists(SPANS).map(tuple), SPANS)),
)
def test_promises_hold_whatever_the_stages_say(
    mentions: list[Mention], quantities: list[Quantity], quotations: list[Quotation]
) -> None:
    given = document(TEXT)

    found = valid(given, Annotations((ENTITY,), tuple(mentions), tuple(quotations), tuple(quantities)))

    named = sorted([*(m.span for m in found.mentions), *(q.span for q in found.quantities)])
    assert all(one.end <= other.start for one, other in pairwise(named))
    assert all(any(block.span.contains(span) for block in given.blocks) for span in named)
    assert all(q.same_as is None or 0 <= q.same_as < len(found.quantities) for q in found.quantities)
    spans = [(q.span.start, -q.span.end) for q in found.quotations]
    assert spans == sorted(set(spans))
    for number, q in enumerate(found.quotations):
        assert q.span.end <= len(TEXT)
        assert all(q.span.contains(fragment) for fragment in q.fragments)
        assert q.parent is None or (q.parent < number and found.quotations[q.parent].span.contains(q.span))
