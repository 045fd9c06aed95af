"""Precision, recall and F1 of predicted records against gold ones (annotation guidelines, section 4).

``entities`` mentions and their grouping, ``quotes`` contents with their speakers, ``numbers`` spans and normal forms;
``values`` says when two amounts or dates are the same. A pair is (gold record, predicted record) of one text.
"""

from __future__ import annotations

from articles.language.scoring.counts import Mistake, Pair, Score
from articles.language.scoring.entities import EntityScores, score_entities
from articles.language.scoring.numbers import NumberScores, score_numbers
from articles.language.scoring.quotes import QuoteScores, score_quotes

__all__ = [
    "EntityScores",
    "Mistake",
    "NumberScores",
    "Pair",
    "QuoteScores",
    "Score",
    "score_entities",
    "score_numbers",
    "score_quotes",
]
