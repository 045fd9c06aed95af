"""Texts to measure with: the sample articles."""

from __future__ import annotations

from articles.intake import SAMPLES


def sample_texts() -> list[str]:
    """The texts of the sample articles."""
    return [file.read_text(encoding="utf-8").partition("\n---\n")[2].strip() for file in sorted(SAMPLES.glob("*.txt"))]
