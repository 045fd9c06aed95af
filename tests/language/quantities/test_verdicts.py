"""What the encoder's opinion changes of the quantities that the rules find."""

from __future__ import annotations

import numpy as np
import pytest

from articles.document import QuantityKind
from articles.language.quantities import find_quantities
from articles.language.tags import HEADS, Tags
from tests.builders import document, span
from tests.language.stand_in_tags import sure_tags


def opinion(text: str, words: str, **chances: float) -> Tags:
    """Tags that give each kind its chance at every token of ``words``, and the rest to none."""
    tags = sure_tags(text)
    place, names = span(text, words), HEADS["num"]
    first, last = np.searchsorted(tags.ends, place.start, side="right"), np.searchsorted(tags.starts, place.end)
    row = np.full(len(names), 1e-6)
    row[0] = 1 - sum(chances.values())
    for kind, chance in chances.items():
        row[names.index(f"B-{kind}")] = chance
    tags.log_probs["num"][first:last] = np.log(row / row.sum())
    return tags


@pytest.mark.parametrize(("chance", "count"), [(0.1, 0), (0.4, 1)])
def test_one_is_a_pronoun_unless_the_encoder_gives_a_number_some_chance(chance, count):
    text = "The diver brought up one before noon fell."

    found = find_quantities(document(text), tags=opinion(text, "one", cardinal=chance))

    assert len([quantity for quantity in found if quantity.span.of(text) == "one"]) == count


def test_number_with_a_plural_behind_it_is_no_measurement_whatever_the_encoder_says():
    text = "The river rose to 9 metres and 1,200 sandbags were laid."
    tags = opinion(text, "1,200", quantity=0.95)

    *_, bags = find_quantities(document(text), tags=tags)

    assert (bags.kind, bags.unit, bags.counted) == (QuantityKind.CARDINAL, None, "sandbags")
