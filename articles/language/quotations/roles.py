"""Where the text reports and who does: cues and speakers, as the encoder tags them."""

from __future__ import annotations

from typing import Final

import numpy as np

from articles.document import Span
from articles.language.quotations.words import Words
from articles.language.tags import Tags, decode

# tokens whose "outside" is surer than this are not looked at (natural logarithm)
_SURELY_OUTSIDE: Final = -0.004


def find_roles(words: Words, tags: Tags) -> tuple[list[Span], list[Span]]:
    """The cues and the speakers of a text, each sorted by start; none crosses a line break."""
    cues: list[Span] = []
    speakers: list[Span] = []
    rows = tags.log_probs["role"]
    likely = rows[:, 0] < _SURELY_OUTSIDE
    edges = np.flatnonzero(np.diff(np.concatenate(([False], likely, [False])).astype(np.int8)))
    for start, stop in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        for found in decode(rows[start:stop], "role"):
            first, last = start + found.first, start + found.last
            tokens = words.tokens[first:last]
            cut = next((index for index, token in enumerate(tokens) if token[0] in "\n\r"), len(tokens))
            if cut:
                span = Span(words.starts[first], words.ends[first + cut - 1])
                (cues if found.label == "CUE" else speakers).append(span)
    return cues, speakers
