"""Training: from plain MiniLM to the shipped weights, in one run that can be cut off and taken up again."""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from articles.language.tags import HEADS
from articles.language.training.batches import Batch
from articles.language.training.network import DROPOUT, Network

logger = logging.getLogger(__name__)

CHECKPOINT: Final = "checkpoint.pt"
# how much each head counts; names need the most effort
HEAD_WEIGHTS: Final = {"ner": 1.0, "content": 0.7, "nested": 0.4, "role": 0.7, "num": 0.5}
LEARNING_RATE: Final = 1.5e-4
# tag layer and input classes start from nothing
NEW_PARTS_FACTOR: Final = 10.0
WARM_UP_STEPS: Final = 60
WEIGHT_DECAY: Final = 0.01
LAST_RATE: Final = 0.02
# the running mean is over about the last thousand steps
AVERAGED_STEPS: Final = 1000
AVERAGE_EVERY: Final = 4
REPORT_EVERY: Final = 100


@dataclass(frozen=True, slots=True)
class Limits:
    """When a run ends: after ``pieces`` word pieces in all, or for now after ``minutes`` (None: no limit).

    The learning rate falls with the pieces seen, never with the clock, so that the result does not depend on speed.
    """

    pieces: int
    minutes: float | None = None


class Trainer:
    """A network in training with its running mean; everything of it is in the checkpoint."""

    def __init__(self, network: Network, seed: int) -> None:
        torch.manual_seed(seed)
        self.network = network
        self.average = {name: value.detach().clone() for name, value in network.state_dict().items()}
        self.seed, self.step, self.pieces = seed, 0, 0
        network.words.weight.requires_grad_(False)
        new = [*network.tags.parameters(), *network.classes.parameters()]
        self._new_ids = {id(parameter) for parameter in new}
        self._body = [p for p in network.parameters() if p.requires_grad and id(p) not in self._new_ids]
        self._optimiser = torch.optim.AdamW(
            [{"params": self._body, "factor": 1.0}, {"params": new, "factor": NEW_PARTS_FACTOR}],
            lr=LEARNING_RATE,
            weight_decay=WEIGHT_DECAY,
            fused=True,
        )

    def save(self, folder: Path) -> None:
        """Write the checkpoint; a run that is killed meanwhile leaves the one before it."""
        state = {
            "network": self.network.state_dict(),
            "average": self.average,
            "optimiser": self._optimiser.state_dict(),
            "counts": (self.seed, self.step, self.pieces),
        }
        part = folder / f"{CHECKPOINT}.part"
        torch.save(state, part)
        part.replace(folder / CHECKPOINT)

    def load(self, folder: Path) -> None:
        """Take up the run whose checkpoint is in ``folder``."""
        state = torch.load(folder / CHECKPOINT)
        self.network.load_state_dict(state["network"])
        self.average = state["average"]
        self._optimiser.load_state_dict(state["optimiser"])
        self.seed, self.step, self.pieces = state["counts"]

    def averaged(self) -> Network:
        """The network with the running mean of its weights: the better one while the learning rate is high."""
        network = Network()
        network.load_state_dict(self.average)
        return network

    def train(self, batches: Iterator[Batch], folder: Path, limits: Limits) -> bool:
        """Go on until a limit is reached; whether it was the last one (``limits.pieces``).

        ``batches`` is the whole stream from its beginning: what was seen before a break is skipped. A checkpoint is
        written to ``folder`` every hundred steps and at the end.
        """
        started = time.monotonic()
        losses: dict[str, list[float]] = defaultdict(list)
        seen = self.pieces
        self.network.train()
        for batch in islice(batches, self.step, None):
            elapsed = time.monotonic() - started
            if self.pieces >= limits.pieces or (limits.minutes is not None and elapsed > 60 * limits.minutes):
                break
            self._update(batch, self.pieces / limits.pieces, losses)
            if self.step % REPORT_EVERY == 0:
                means = " ".join(f"{name} {sum(values) / len(values):.4f}" for name, values in sorted(losses.items()))
                speed = (self.pieces - seen) / (time.monotonic() - started)
                logger.info("step %d, %d pieces, %.0f a second: %s", self.step, self.pieces, speed, means)
                losses.clear()
                self.save(folder)
        self.save(folder)
        return self.pieces >= limits.pieces

    def _update(self, batch: Batch, done: float, losses: dict[str, list[float]]) -> None:
        # dropout depends on the step alone, so that a run taken up again goes on as it would have
        torch.manual_seed(self.seed * 1_000_003 + self.step)
        rate = LEARNING_RATE * min(1.0, (self.step + 1) / WARM_UP_STEPS) * max(LAST_RATE, 1.0 - done)
        for group in self._optimiser.param_groups:
            group["lr"] = rate * group["factor"]
        loss = self._loss(batch, losses)
        loss.backward()  # type: ignore[no-untyped-call, unused-ignore]
        nn.utils.clip_grad_norm_(self._body, 1.0)
        self._optimiser.step()
        self._optimiser.zero_grad(set_to_none=True)
        self.step += 1
        self.pieces += batch.size
        if self.step % AVERAGE_EVERY == 0:
            self._average()

    def _loss(self, batch: Batch, losses: dict[str, list[float]]) -> Tensor:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.network.hidden(*map(torch.from_numpy, (batch.ids, batch.classes, batch.mask)))
        firsts = hidden.float()[torch.from_numpy(batch.rows), torch.from_numpy(batch.columns)]
        scores = self.network.tags(functional.dropout(firsts, DROPOUT))
        by_head = dict(zip(HEADS, scores.split([len(tags) for tags in HEADS.values()], dim=-1), strict=True))
        total = torch.zeros(())
        if batch.tags is not None:
            for head, tags in batch.tags.items():
                loss = functional.cross_entropy(by_head[head], torch.from_numpy(tags))
                losses[head].append(loss.item())
                total = total + HEAD_WEIGHTS[head] * loss
        if batch.allowed is not None:
            # the probability of all that the annotation allows
            log_probs = functional.log_softmax(by_head["ner"], dim=-1)
            loss = -torch.logsumexp(log_probs + torch.log(torch.from_numpy(batch.allowed) + 1e-12), dim=-1).mean()
            losses["open"].append(loss.item())
            total = total + loss
        return total

    def _average(self) -> None:
        # early on the mean is over what there is
        weight = max(AVERAGE_EVERY / AVERAGED_STEPS, 1.0 / (1.0 + self.step / AVERAGE_EVERY / 2))
        with torch.no_grad():
            for name, value in self.network.state_dict().items():
                if name != "words.weight":
                    self.average[name].lerp_(value, weight)
