"""``train``: make the weights of the shipped pipeline again."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    """Train the encoder from plain MiniLM on our own articles and the open corpora."""

    help = "Make the weights again (needs the extra 'train'); under three hours on two cores."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--open", type=Path, required=True, metavar="FOLDER", help="folder of the open corpora")
        parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="for checkpoint and weights")
        parser.add_argument("--pieces", type=int, metavar="N", help="word pieces to see in all")
        parser.add_argument("--minutes", type=float, metavar="N", help="stop after so long; go on with --resume")
        parser.add_argument("--seed", type=int, default=0)
        parser.add_argument("--threads", type=int, default=1)
        parser.add_argument("--resume", action="store_true", help="go on from the checkpoint in DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        """Train, then write DIR/encoder: copy it over articles/language/model/encoder to use it."""
        try:
            # torch is a heavy guest that only this command needs
            import torch

            from articles.language.training import run
            from articles.language.training.loop import Limits
        except ImportError as error:
            raise CommandError(f"{error}. Training needs: pip install 'newsreader[train]'") from error
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
        torch.set_num_threads(options["threads"])
        limits = Limits(options["pieces"] or run.PIECES, options["minutes"])
        try:
            complete = run.make_weights(
                options["open"], options["out"], limits, seed=options["seed"], resume=options["resume"]
            )
        except (run.BaseMissing, FileExistsError, FileNotFoundError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{options['out'] / 'encoder'} is {'complete' if complete else 'not complete yet: --resume'}")
