"""What does not add up inside one article, said to the reader as a question and never as a verdict.

A check is made only where no usual reading of the printed figures agrees: rounding, bounds ("over 900") and "about" are
granted first (``reach``). What is looked at, and where:

=================  ====================================================================================
``changes``        "rose from X to Y, by Z": the difference, its direction, percent against points
``shares``         "X of Y (P%)", "P% of T, or X"; parts that sum to a stated total
``conversions``    "195 km/h (140 mph)"; one currency at two rates
``headlines``      words quoted in the headline, and its figures, against the body's
=================  ====================================================================================
"""

from __future__ import annotations

from typing import Final

from articles.document import Annotations, Check, Document, Quantity
from articles.language.checks.changes import check_changes, check_gains
from articles.language.checks.conversions import check_conversions
from articles.language.checks.headlines import check_headline_figures, check_headline_quotes
from articles.language.checks.passages import passages
from articles.language.checks.shares import check_shares, check_sums

_LONGEST: Final = 80
_LARGEST: Final = 1e30

__all__ = ["find_checks"]


def find_checks(document: Document, annotations: Annotations) -> tuple[Check, ...]:
    """The checks of ``document``, by where they begin; each is about spans of ``annotations``.

    ``annotations`` must hold the promises of :class:`articles.document.Annotations`.
    """
    quantities = tuple(quantity for quantity in annotations.quantities if _is_sound(quantity))
    found: list[Check] = []
    for passage in passages(document, quantities):
        found += check_changes(passage)
        found += check_gains(passage)
        found += check_shares(passage)
        found += check_sums(passage)
    found += check_conversions(document.text, quantities)
    found += check_headline_quotes(document, annotations.quotations)
    found += check_headline_figures(document, quantities)
    return tuple(sorted(set(found), key=lambda check: (check.spans, check.kind)))


def _is_sound(quantity: Quantity) -> bool:
    """Whether it can be reckoned with: no figure of news is larger, and what is longer is a row of digits."""
    values = (quantity.value, quantity.low, quantity.high, quantity.canonical)
    return len(quantity.core) <= _LONGEST and all(value is None or -_LARGEST < value < _LARGEST for value in values)
