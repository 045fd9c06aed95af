"""What the encoder thinks of any stretch of text, not only of those it tagged."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from articles.document import Label, Span
from articles.language.tags import LABELS, Tags

NO_LABELS: Final = dict.fromkeys(map(Label, LABELS), 0.0)


class Evidence:
    """The probabilities of the eleven labels, by token, and means of them over spans."""

    def __init__(self, tags: Tags) -> None:
        """Read the ``ner`` head: per token the mass of each label, whether it begins a name or goes on with it."""
        probabilities = np.exp(tags.log_probs["ner"].astype(np.float64))
        self._starts, self._ends = tags.starts, tags.ends
        per_label: NDArray[np.float64] = probabilities[:, 1::2] + probabilities[:, 2::2]
        # sums up to each token, so that the mean over a span costs the same whatever its length
        self._sums = np.vstack([np.zeros((1, len(LABELS))), per_label.cumsum(axis=0)])

    def labels(self, span: Span) -> dict[Label, float]:
        """The mean probability of each label over the tokens of ``span``; all 0 if it holds no token."""
        first = int(np.searchsorted(self._ends, span.start, side="right"))
        last = int(np.searchsorted(self._starts, span.end, side="left"))
        if first >= last:
            return NO_LABELS
        means = (self._sums[last] - self._sums[first]) / (last - first)
        return dict(zip(NO_LABELS, means.tolist(), strict=True))
