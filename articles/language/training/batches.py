"""An endless stream of training batches, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from articles.language.encoder import WINDOW
from articles.language.tags import HEADS
from articles.language.tokens import LETTER_SHAPES, WordPieces
from articles.language.training.augment import Pool, swap_names
from articles.language.training.corpora import OPEN_PIECES, Known, PartlyKnown, Record, known

PIECES: Final = 1280
SHORTEST_WINDOW: Final = 90
# share of the epochs' articles that come with other names
RENAMED: Final = 0.5
# share of our windows set in capitals, and in Title Case: the text of headlines and of careless typists
CAPITALS: Final = 0.03
TITLE_CASE: Final = 0.03
# share of our tokens hidden from the network
HIDDEN: Final = 0.04
MASK: Final = 103


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Sequences padded to one length, and what is known of their tokens.

    ``rows`` and ``columns`` say where each token begins. ``tags`` (our own articles) holds one id per token and head;
    ``allowed`` (open corpora) the weights of the name tags per token. One of the two is None.
    """

    ids: NDArray[np.int64]
    classes: NDArray[np.int64]
    mask: NDArray[np.float32]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    tags: Mapping[str, NDArray[np.int64]] | None
    allowed: NDArray[np.float32] | None

    @property
    def size(self) -> int:
        """How many pieces it holds, padding left out."""
        return int(self.mask.sum())


@dataclass(frozen=True, slots=True, eq=False)
class _Window:
    text: Known | PartlyKnown
    start: int
    stop: int
    size: int


def _windows(text: Known | PartlyKnown, limit: int, first: int | None = None) -> Iterator[_Window]:
    for start, stop in text.pieces.windows(limit, first=first):
        yield _Window(text, start, stop, sum(map(len, text.pieces.pieces[start:stop])) + 2)


def _packed(windows: list[_Window], group: int, chance: random.Random) -> Iterator[list[_Window]]:
    """The windows in batches of like lengths: sorted within groups of ``group``, the batches of a group shuffled."""
    for position in range(0, len(windows), group):
        batches: list[list[_Window]] = [[]]
        for window in sorted(windows[position : position + group], key=lambda window: window.size):
            # sorted: the newest is the longest
            if batches[-1] and window.size * (len(batches[-1]) + 1) > PIECES:
                batches.append([])
            batches[-1].append(window)
        chance.shuffle(batches)
        yield from batches


def _own(
    records: Sequence[Record], pool: Pool, word_pieces: WordPieces, chance: random.Random
) -> Iterator[list[_Window]]:
    texts = [known(record, word_pieces) for record in records]
    while True:
        windows: list[_Window] = []
        for record, text in zip(records, texts, strict=True):
            renamed = chance.random() < RENAMED
            limit = WINDOW if chance.random() < 0.7 else chance.randint(SHORTEST_WINDOW, WINDOW)
            first = chance.randint(SHORTEST_WINDOW // 2, limit)
            chosen = known(swap_names(record, pool, chance), word_pieces) if renamed else text
            windows.extend(_windows(chosen, limit, first))
        chance.shuffle(windows)
        yield from _packed(windows, 100, chance)


def _open(corpora: Sequence[tuple[list[PartlyKnown], float]], chance: random.Random) -> Iterator[list[_Window]]:
    cut = [([window for text in texts for window in _windows(text, OPEN_PIECES)], weight) for texts, weight in corpora]
    while True:
        windows: list[_Window] = []
        for all_windows, weight in cut:
            windows += all_windows * int(weight)
            windows += chance.sample(all_windows, int(weight % 1 * len(all_windows)))
        chance.shuffle(windows)
        yield from _packed(windows, 600, chance)


def _disguise(classes: NDArray[np.int64], chance: random.Random) -> NDArray[np.int64]:
    """Now and then the input classes of a text in capitals or in Title Case (the pieces are lower case anyway)."""
    draw = chance.random()
    shapes, states = classes % LETTER_SHAPES, classes - classes % LETTER_SHAPES
    if draw < CAPITALS:
        shapes[(shapes >= 2) & (shapes != 4)] = 3
    elif draw < CAPITALS + TITLE_CASE:
        shapes[shapes == 2] = 5
    return shapes + states


def _batch(windows: list[_Window], word_pieces: WordPieces, chance: random.Random) -> Batch:
    length = max(window.size for window in windows)
    ids = np.zeros((len(windows), length), dtype=np.int64)
    classes, mask = ids.copy(), np.zeros(ids.shape, dtype=np.float32)
    rows: list[int] = []
    columns: list[int] = []
    for row, window in enumerate(windows):
        piece_ids, piece_classes, firsts = window.text.pieces.encode(window.start, window.stop, word_pieces)
        ids[row, : window.size], classes[row, : window.size], mask[row, : window.size] = piece_ids, piece_classes, 1
        rows += [row] * len(firsts)
        columns += firsts
        if isinstance(window.text, Known):
            classes[row, : window.size] = _disguise(classes[row, : window.size], chance)
            for first, after in zip(firsts, [*firsts[1:], window.size - 1], strict=True):
                if chance.random() < HIDDEN:
                    ids[row, first:after] = MASK
    tags = {
        head: np.concatenate([w.text.tags[head][w.start : w.stop] for w in windows if isinstance(w.text, Known)])
        for head in HEADS
        if isinstance(windows[0].text, Known)
    }
    allowed = [w.text.allowed[w.start : w.stop] for w in windows if isinstance(w.text, PartlyKnown)]
    return Batch(
        ids,
        classes,
        mask,
        np.array(rows),
        np.array(columns),
        tags or None,
        np.concatenate(allowed).astype(np.float32) if allowed else None,
    )


def batches(
    records: Sequence[Record],
    pool: Pool,
    corpora: Sequence[tuple[list[PartlyKnown], float]],
    word_pieces: WordPieces,
    *,
    own_share: float,
    seed: int,
) -> Iterator[Batch]:
    """Batches of about ``PIECES`` pieces: ``own_share`` of them from our records, the rest from the open corpora.

    ``corpora``: texts with how often each is seen in a round over all of them. Endless.
    """
    # shuffling needs no secrets
    chance, own_chance, open_chance = (random.Random(seed + part) for part in range(3))  # noqa: S311
    own = _own(records, pool, word_pieces, own_chance)
    others = _open(corpora, open_chance)
    while True:
        windows = next(own) if not corpora or chance.random() < own_share else next(others)
        yield _batch(windows, word_pieces, chance)
