"""From annotated texts to what the network should say, and to batches."""

# ruff: noqa: S311 -- made-up mistakes need no cryptography

from __future__ import annotations

import random
from itertools import islice
from typing import Any

import numpy as np
import pytest

from articles.language.pipeline import MODEL
from articles.language.tags import HEADS
from articles.language.tokens import WordPieces
from articles.language.training.augment import name_pool, swap_names
from articles.language.training.batches import PIECES, batches
from articles.language.training.corpora import TAG_IDS, known, partly_known
from articles.language.training.markup import parse

BODY = (
    "[[Hulusi Akar|PERSON]] in [[Ankara|GPE]]\n\n"
    '<q 1 direct "Hulusi Akar">“{{At least 900|cardinal|900|at_least|}} left [[Idlib|GPE]],”</q> '
    "<s 1>[[Akar|PERSON|Hulusi Akar]]</s> <c 1>said</c>."
)
OTHER = "[[Ana Ruiz|PERSON]] met [[Sergei Shoigu|PERSON]] in [[Baku|GPE]]."


@pytest.fixture(scope="module")
def word_pieces() -> WordPieces:
    return WordPieces(MODEL / "encoder" / "vocab.txt")


@pytest.fixture
def record() -> dict[str, Any]:
    return parse(f"id: A-1\n---\n{BODY}", "file")


def tagged(word_pieces: WordPieces, record: dict[str, Any], head: str) -> list[tuple[str, str]]:
    text = known(record, word_pieces)
    names = [HEADS[head][tag] for tag in text.tags[head]]
    words = [text.pieces.text[start:end] for start, end in text.pieces.offsets]
    return [(word, name) for word, name in zip(words, names, strict=True) if name != "O"]


def test_record_becomes_tags_of_every_head(word_pieces: WordPieces, record: dict[str, Any]) -> None:
    assert tagged(word_pieces, record, "ner") == [
        ("Hulusi", "B-PERSON"),
        ("Akar", "I-PERSON"),
        ("Ankara", "B-GPE"),
        ("Idlib", "B-GPE"),
        ("Akar", "B-PERSON"),
    ]
    assert tagged(word_pieces, record, "role") == [("Akar", "B-SPK"), ("said", "B-CUE")]
    assert tagged(word_pieces, record, "num") == [
        ("At", "B-cardinal"),
        ("least", "I-cardinal"),
        ("900", "I-cardinal"),
    ]
    assert [tag for _, tag in tagged(word_pieces, record, "content")] == ["B-direct", *["I-direct"] * 7]


def weights(word_pieces: WordPieces, text: str, entities: list[Any], **more: Any) -> dict[str, dict[str, float]]:
    """For each word the tags that are allowed, with their weights."""
    found = partly_known({"text": text, "entities": entities, **more}, frozenset({"PERSON", "GPE"}), word_pieces)
    return {
        text[start:end]: {tag: round(float(row[number]), 2) for tag, number in TAG_IDS["ner"].items() if row[number]}
        for (start, end), row in zip(found.pieces.offsets, found.allowed, strict=True)
    }


def test_annotated_name_allows_only_its_label(word_pieces: WordPieces) -> None:
    found = weights(word_pieces, "Ana Ruiz left", [[0, 8, "PERSON"]])

    assert (found["Ana"], found["Ruiz"]) == ({"B-PERSON": 1.0}, {"I-PERSON": 1.0})


def test_coarse_label_allows_each_label_it_may_stand_for(word_pieces: WordPieces) -> None:
    assert weights(word_pieces, "Baku", [[0, 4, "LOCATION"]])["Baku"] == {"B-GPE": 1.0, "B-LOC": 1.0, "B-FAC": 1.0}


def test_unannotated_capitalised_word_may_have_a_label_that_the_corpus_does_not_know(word_pieces: WordPieces) -> None:
    found = weights(word_pieces, "the Dune", [])

    assert found["the"] == {"O": 1.0}
    assert found["Dune"]["O"] == 1.0
    assert found["Dune"]["B-WORK_OF_ART"] == pytest.approx(0.15)
    assert "B-PERSON" not in found["Dune"]


def test_article_and_possessive_are_cut_from_a_corpus_name(word_pieces: WordPieces) -> None:
    text = "of the Met's"

    assert weights(word_pieces, text, [[text.index("the"), len(text), "GPE"]])["Met"] == {"B-GPE": 1.0}


def test_ignored_span_may_be_anything(word_pieces: WordPieces) -> None:
    assert len(weights(word_pieces, "Dune", [], ignore=[[0, 4]])["Dune"]) == len(HEADS["ner"])


def test_renamed_article_keeps_all_its_spans(record: dict[str, Any]) -> None:
    pool = name_pool([parse(f"id: A-2\n---\n{OTHER}", "file"), record])

    for seed in range(50):
        renamed = swap_names(record, pool, random.Random(seed))
        text = renamed["text"]
        full, short = (text[slice(*mention)] for mention in renamed["entities"][0]["mentions"])
        quote, number = renamed["quotes"][0], renamed["numbers"][0]
        assert full.split()[-1] == short == text[slice(*quote["speaker"])]
        assert text[slice(*quote["cue"])] == "said"
        assert text[number["start"] : number["end"]] == "At least 900"
        assert text[quote["start"]] + text[quote["end"] - 1] == "“”"


def test_renaming_changes_names(record: dict[str, Any]) -> None:
    pool = name_pool([parse(f"id: A-2\n---\n{OTHER}", "file"), record])
    texts = {swap_names(record, pool, random.Random(seed))["text"] for seed in range(50)}

    assert any("Ana Ruiz" in text for text in texts)


def test_batches_are_the_same_for_the_same_seed_and_hold_their_size(
    word_pieces: WordPieces, record: dict[str, Any]
) -> None:
    open_text = partly_known(
        {"text": "Ana Ruiz left", "entities": [[0, 8, "PERSON"]]}, frozenset({"PERSON"}), word_pieces
    )

    def stream(seed: int) -> list[Any]:
        return list(
            islice(
                batches(
                    [record] * 40, name_pool([record]), [([open_text] * 50, 1.5)], word_pieces, own_share=0.5, seed=seed
                ),
                20,
            )
        )

    first, again, other = stream(1), stream(1), stream(2)

    assert all((one.ids == two.ids).all() for one, two in zip(first, again, strict=True))
    assert any(
        one.ids.shape != two.ids.shape or (one.ids != two.ids).any() for one, two in zip(first, other, strict=True)
    )
    assert all(batch.ids.size <= PIECES for batch in first)
    assert {batch.tags is None for batch in first} == {True, False}
    for batch in first:
        assert (batch.mask[batch.rows, batch.columns] == 1).all()
        known_tokens = next(iter(batch.tags.values())) if batch.tags else batch.allowed
        assert len(known_tokens) == len(batch.rows)
        assert np.issubdtype(batch.ids.dtype, np.int64)
