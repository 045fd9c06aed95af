"""Document -> Annotations: entities, quotations and quantities of English news (plain Python on spaCy, no Django).

``tokens`` ``encoder`` ``tags``   text -> what one small network says of each token
``components`` ``pipeline``       the same as a spaCy pipeline, loaded once, with its version
``entities``                      names -> mentions -> the entities of the document
``quantities``                    figures and dates -> their normal forms
``quotations``                    contents, cues, speakers
``annotating`` ``validity``       all of it in order; what every result holds to
``scoring``                       precision, recall and F1 against gold records
``training``                      how the weights in ``model`` are made
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from articles.document import Annotations, Document

__all__ = ["annotate", "annotate_leniently", "annotate_many"]


def annotate(document: Document) -> Annotations:
    """Find the entities, quotations and quantities of a document, in time linear in its length.

    Any text will do. Every offset indexes ``document.text``; the promises of
    :class:`~articles.document.Annotations` hold. The same document and the same ``pipeline`` version give the same
    result. Raises :class:`~articles.language.encoder.ModelMissing` if the trained weights are absent.
    """
    return next(annotate_many([document]))


def annotate_leniently(document: Document) -> Annotations:
    """As :func:`annotate`, but a text whose quotations or quantities cannot be found has the rest.

    What is not there is named in ``missing``, and its error logged. Names are what all else needs: without, it fails.
    """
    from articles.language.annotating import annotate_all

    return next(annotate_all([document], lenient=True))


def annotate_many(documents: Iterable[Document]) -> Iterator[Annotations]:
    """The annotations of each document, in order, as :func:`annotate` finds them; reads ahead by one batch at most."""
    # spaCy and the weights are loaded on first use: whoever reads tags or scores a file needs neither
    from articles.language.annotating import annotate_all

    return annotate_all(documents)
