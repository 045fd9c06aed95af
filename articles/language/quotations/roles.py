"""Where the text reports and who does: cues and speakers, as the encoder tags them and the lexicon knows them."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

import numpy as np
from numpy.typing import NDArray

from articles.document import BlockKind, Span
from articles.language.quotations.phrases import cue_end, is_cue
from articles.language.quotations.words import Words
from articles.language.tags import HEADS, Floats, Tags, decode

# tokens whose "outside" is surer than this are not looked at (natural logarithm)
_SURELY_OUTSIDE: Final = -0.004
_CUE: Final = [column for column, tag in enumerate(HEADS["role"]) if tag.endswith("CUE")]
# a reporting verb that the encoder gives this chance is a cue
_LEAST_BELIEF: Final = 0.35


def find_roles(words: Words, tags: Tags) -> tuple[list[Span], list[Span]]:
    """The cues and the speakers of a text, each sorted by start; none crosses a line break."""
    cues: dict[int, Span] = {}
    speakers: list[Span] = []
    rows = tags.log_probs["role"]
    taken = np.zeros(len(rows), dtype=np.bool_)
    likely = rows[:, 0] < _SURELY_OUTSIDE
    edges = np.flatnonzero(np.diff(np.concatenate(([False], likely, [False])).astype(np.int8)))
    for start, stop in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        for found in decode(rows[start:stop], "role"):
            first, last = start + found.first, start + found.last
            tokens = words.tokens[first:last]
            cut = next((index for index, token in enumerate(tokens) if token[0] in "\n\r"), len(tokens))
            if not cut:
                continue
            taken[first : first + cut] = True
            span = Span(words.starts[first], words.ends[first + cut - 1])
            if found.label == "CUE":
                cues[first] = _whole(words, first, span)
            else:
                speakers.append(span)
    cues |= _by_lexicon(words, rows, taken) | _asked(words, taken)
    return [cues[first] for first in sorted(cues) if not _is_name(words, cues[first])], speakers


def _by_lexicon(words: Words, rows: Floats, taken: NDArray[np.bool_]) -> dict[int, Span]:
    """The reporting words that the encoder half believes in."""
    likely = np.exp(rows[:, _CUE]).sum(1) if len(rows) else np.zeros(0)
    found = {}
    for first in np.flatnonzero((likely > _LEAST_BELIEF) & ~taken).tolist():
        if is_cue(words, first) or words.tokens[first].lower() == "according":
            span = Span(words.starts[first], words.ends[cue_end(words, first) - 1])
            found[first] = _whole(words, first, span)
    return found


def _asked(words: Words, taken: NDArray[np.bool_]) -> dict[int, Span]:
    """The "Asked" of "Asked (by reporters) whether he would resign, ...", which the encoder rarely knows."""
    found = {}
    for start in words.sentences:
        first = bisect_left(words.starts, start)
        if first < len(words.tokens) and words.tokens[first] == "Asked" and not taken[first]:
            found[first] = Span(words.starts[first], words.ends[first])
    return found


def _is_name(words: Words, cue: Span) -> bool:
    """Whether a cue is capitalised inside a sentence: of "Omar Said called", "Said" is none."""
    if not words.text[cue.start].isupper() or words.blocks[words.block(cue.start)].kind is BlockKind.HEADLINE:
        return False
    return words.text[words.sentence_span(cue.start).start : cue.start].strip("\"“‘'(—– ") != ""


def _whole(words: Words, first: int, cue: Span) -> Span:
    """A cue that the encoder saw half of: "according" goes on with "to"."""
    following = first + 1
    if words.tokens[first].lower() == "according" and following < len(words.tokens) and words.tokens[following] == "to":
        return Span(cue.start, max(cue.end, words.ends[following]))
    return cue
