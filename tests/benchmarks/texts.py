"""Texts to measure with: the sample articles."""

from __future__ import annotations

from itertools import accumulate, cycle, takewhile

from articles.intake import SAMPLES


def sample_texts() -> list[str]:
    """The texts of the sample articles."""
    return [file.read_text(encoding="utf-8").partition("\n---\n")[2].strip() for file in sorted(SAMPLES.glob("*.txt"))]


def text_of(words: int) -> str:
    """A text of about so many words, with the density of names, quotes and figures that news has."""
    paragraphs = [paragraph for text in sample_texts() for paragraph in text.split("\n\n")]
    sizes = accumulate(len(paragraph.split()) for paragraph in cycle(paragraphs))
    count = sum(1 for _ in takewhile(lambda size: size < words, sizes)) + 1
    return f"Of {words} words\n\n" + "\n\n".join(paragraphs[i % len(paragraphs)] for i in range(count))
