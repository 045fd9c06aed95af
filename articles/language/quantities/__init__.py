"""Numbers, quantities, money, dates and durations: found in a document and given their normal form.

A block is read from left to right. At each token that can begin a quantity the readers of all topics are asked, and
the longest reading wins; identifiers are set aside before. Then come bounding words, the counted noun, conversions.

=================  ====================================================================================
``words``          a block as tokens
``numerals``       digits -> values; ``spelling`` number words -> values
``amounts``        a number with its measure, and ranges (``units``, ``money``, ``durations``, ``single``)
``counts``         ratios and multipliers (``ages``, ``ordinals``, ``scores``)
``dates``          the longest date, intervals (``days``, ``years``, ``numeric_dates``, ``ordinal_dates``,
                   ``relative``, ``elapsed``, ``holidays``), with ``periods`` and ``tense`` to resolve them
``clock``          times of day; ``composed`` puts date and time together where a text is a message
``bounds``         "at least", "or more"; ``counted`` the noun behind; ``identifiers`` what is no quantity
``reader``         asks the readers; ``ellipsis`` and ``settling`` complete bare numbers
``records``        readings -> :class:`articles.document.Quantity`; ``verdicts`` the encoder's opinion
=================  ====================================================================================
"""

from __future__ import annotations

from collections.abc import Sequence

from articles.document import Document, Quantity, Span
from articles.language.quantities.reader import read_block
from articles.language.quantities.records import link_conversions, record_of
from articles.language.quantities.setting import setting_of
from articles.language.quantities.verdicts import Verdicts
from articles.language.tags import Tags

__all__ = ["find_quantities"]


def find_quantities(
    document: Document, *, names: Sequence[Span] = (), tags: Tags | None = None
) -> tuple[Quantity, ...]:
    """The quantities of ``document``, sorted by start, disjoint from each other and from ``names``.

    Relative dates are resolved against ``document.published``; without it they keep span and kind only. ``tags`` is
    the encoder's opinion, which drops findings and settles kinds where words alone leave them open.
    """
    setting = setting_of(document)
    verdicts = Verdicts(tags) if tags is not None else None
    found: list[Quantity] = []
    for block in document.blocks:
        for words, reading in read_block(document.text, block.span, setting, names, verdicts):
            found.append(record_of(words, reading))
    return link_conversions(document.text, tuple(found))
