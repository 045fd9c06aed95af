"""The store: articles, what the pipeline said of them, what editors decided, and the annotations that readers see."""

from articles.models.annotation import Alias, Entity, Mention, PipelineResult, Quantity, Quotation
from articles.models.apart import FigureApart
from articles.models.appearance import Appearance
from articles.models.article import Article, State
from articles.models.correction import Action, Correction, Target
from articles.models.worker import Worker

__all__ = [
    "Action",
    "Alias",
    "Appearance",
    "Article",
    "Correction",
    "Entity",
    "FigureApart",
    "Mention",
    "PipelineResult",
    "Quantity",
    "Quotation",
    "State",
    "Target",
    "Worker",
]
