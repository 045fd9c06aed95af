"""The shipped pipeline: loading, tokens, names, independence of neighbours; a foreign pipeline in its place."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.vocab import Vocab

from articles.document import Label
from articles.language import pipeline as pipeline_module
from articles.language.components import Tokens
from articles.language.encoder import Encoder, ModelMissing
from articles.language.pipeline import MODEL, Pipeline, load_pipeline
from articles.language.tags import HEADS

SENTENCE = "Turkish Defence Minister Hulusi Akar met Sergei Shoigu in Moscow on Friday."


@pytest.fixture(scope="module")
def shipped() -> Pipeline:
    return load_pipeline("")


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(MODEL / "encoder")


def names(pipeline: Pipeline, text: str) -> list[tuple[str, str]]:
    (reading,) = pipeline.read([text])
    return [(candidate.span.of(text), str(candidate.label)) for candidate in reading.candidates]


def test_names_of_a_sentence_are_found(shipped: Pipeline) -> None:
    assert names(shipped, SENTENCE) == [
        ("Turkish", "NORP"),
        ("Hulusi Akar", "PERSON"),
        ("Sergei Shoigu", "PERSON"),
        ("Moscow", "GPE"),
    ]


def test_scores_are_probabilities(shipped: Pipeline) -> None:
    (reading,) = shipped.read([SENTENCE])

    assert all(0 < candidate.score <= 1 for candidate in reading.candidates)


def test_pipeline_is_loaded_once(shipped: Pipeline) -> None:
    assert load_pipeline("") is shipped


def test_version_names_the_weights(shipped: Pipeline) -> None:
    name, version, digest = shipped.version.split()

    assert (name, len(digest)) == ("newsreader", 12)
    assert version == spacy.load(MODEL).meta["version"]


def test_missing_weights_are_said_to_be_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pipeline_module, "MODEL", tmp_path)

    with pytest.raises(ModelMissing, match=r"encoder\.onnx"):
        pipeline_module._load.__wrapped__("")


def test_tags_are_probabilities_for_each_token(encoder: Encoder) -> None:
    tags = encoder.tags(SENTENCE)

    assert [SENTENCE[start:end] for start, end in zip(tags.starts, tags.ends, strict=True)][:3] == [
        "Turkish",
        "Defence",
        "Minister",
    ]
    for head, expected in HEADS.items():
        assert tags.log_probs[head].shape == (len(tags.starts), len(expected))
        assert np.allclose(np.exp(tags.log_probs[head]).sum(axis=1), 1, atol=1e-4)


def test_text_has_the_same_tags_whatever_is_read_with_it(encoder: Encoder, shipped: Pipeline) -> None:
    texts = [SENTENCE, "A long one. " * 300, SENTENCE, ""]

    alone = encoder.tags(SENTENCE)

    for reading in [list(shipped.read(texts))[index] for index in (0, 2)]:
        assert all((reading.tags.log_probs[head] == alone.log_probs[head]).all() for head in HEADS)


def test_quotation_marks_without_words_are_not_asked_about(encoder: Encoder) -> None:
    tags = encoder.tags("“" * 100_000)

    assert (tags.log_probs["content"].argmax(axis=1) == 0).all()


@pytest.mark.parametrize(
    "text", ["", " \n ", "a" * 200_000, "9" * 200_000, "😀" * 20_000, "\ud800 Akar", "ﷺ\u0301\u200b", "\x00"]
)
def test_any_string_is_read(shipped: Pipeline, text: str) -> None:
    (reading,) = shipped.read([text])

    assert all(candidate.span.end <= len(text) for candidate in reading.candidates)


@given(st.text())
def test_doc_keeps_every_character(text: str) -> None:
    expected = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)

    assert Tokens(Vocab())(text).text == expected


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="Ana Ruiz,.\"“”’'\n1\ud800😀 "))
def test_names_are_in_order_within_lines_and_not_blank(shipped: Pipeline, text: str) -> None:
    (reading,) = shipped.read([text])
    spans = [candidate.span for candidate in reading.candidates]

    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(span.of(text).strip() == span.of(text) and "\n" not in span.of(text) for span in spans)


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    """A spaCy pipeline as somebody may have it installed, with OntoNotes' spans and labels."""
    folder = tmp_path_factory.mktemp("foreign") / "pipeline"
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    patterns = {"the United Nations": "ORG", "Syria 's": "GPE", "Friday": "DATE", "Akar": "PERSON"}
    ruler.add_patterns(  # type: ignore[attr-defined]
        [
            {"label": label, "pattern": [{"LOWER": w.lower()} for w in words.split()]}
            for words, label in patterns.items()
        ]
    )
    nlp.to_disk(folder)
    return load_pipeline(str(folder))


def test_foreign_pipeline_gives_names_in_our_labels_and_spans(foreign: Pipeline) -> None:
    assert names(foreign, "On Friday Akar told the United Nations of Syria's army.") == [
        ("Akar", Label.PERSON),
        ("United Nations", Label.ORG),
        ("Syria", Label.GPE),
    ]


def test_foreign_pipeline_leaves_the_tags_to_ours(foreign: Pipeline, encoder: Encoder) -> None:
    (reading,) = foreign.read([SENTENCE])

    assert not reading.is_own
    assert (reading.tags.log_probs["content"] == encoder.tags(SENTENCE).log_probs["content"]).all()


def test_foreign_pipeline_is_in_the_version(foreign: Pipeline, shipped: Pipeline) -> None:
    assert foreign.version == f"{shipped.version}, names by pipeline 0.0.0"


def test_foreign_pipeline_that_is_not_installed_is_said_to_be_missing() -> None:
    with pytest.raises(ModelMissing, match="no_such_pipeline"):
        load_pipeline("no_such_pipeline")
