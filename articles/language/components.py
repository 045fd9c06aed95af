"""The parts of the shipped spaCy pipeline: tokeniser, encoder, names.

Importing this module registers them, so that ``spacy.load`` finds them by the names in ``model/config.cfg``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans, registry
from spacy.vocab import Vocab

from articles.language.encoder import Encoder, ModelMissing
from articles.language.tags import Tags, decode
from articles.language.tokens import token_offsets

TAGS: Final = "tags"
SCORES: Final = "scores"

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_WITHIN_LINE: Final = re.compile(r"\S(?:[^\r\n]*[^\s])?")


class Tokens:
    """Text -> Doc with the encoder's tokens; white space that is not one blank becomes a token of its own."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Tokenise any string; a lone surrogate, which spaCy cannot hold, becomes U+FFFD (offsets stay)."""
        text = _SURROGATE.sub("\ufffd", text)
        words: list[str] = []
        spaces: list[bool] = []
        position = 0
        for start, end in [*token_offsets(text), (len(text), len(text))]:
            if gap := text[position:start]:
                follows_word = bool(words) and gap[0] == " "
                if follows_word:
                    spaces[-1] = True
                if rest := gap[follows_word:]:
                    words.append(rest)
                    spaces.append(False)
            if end > start:
                words.append(text[start:end])
                spaces.append(False)
            position = end
        return Doc(self.vocab, words=words, spaces=spaces)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> Tokens:  # noqa: ARG002 -- spaCy's
        """Nothing to read: the rule is code."""
        return self


@registry.tokenizers("newsreader.tokens.v1")  # type: ignore[untyped-decorator]
def _make_tokens() -> Callable[[Language], Tokens]:
    return lambda nlp: Tokens(nlp.vocab)


class EncoderComponent:
    """Puts the encoder's :class:`Tags` into ``doc.user_data["tags"]``."""

    def __init__(self) -> None:
        self._encoder: Encoder | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Tag one doc; raises :class:`ModelMissing` before the weights are loaded."""
        if self._encoder is None:
            raise ModelMissing("The encoder has no weights yet: load the pipeline with spacy.load.")
        doc.user_data[TAGS] = self._encoder.tags(doc.text)
        return doc

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> EncoderComponent:  # noqa: ARG002 -- spaCy's
        """Load the weights and the vocabulary from the component's folder."""
        self._encoder = Encoder(Path(path))
        return self


@Language.factory("newsreader_encoder")
def _make_encoder(nlp: Language, name: str) -> EncoderComponent:  # noqa: ARG001 -- spaCy passes them
    return EncoderComponent()


@Language.factory("newsreader_names", assigns=["doc.ents"])
class Names:
    """Sets ``doc.ents`` to the names the encoder tagged, and their scores (0 to 1) to ``doc.user_data["scores"]``.

    The scores are keyed by the span's character offsets.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        pass

    def __call__(self, doc: Doc) -> Doc:
        """Decode the names of one tagged doc."""
        tags: Tags = doc.user_data[TAGS]
        spans: list[Span] = []
        scores: dict[tuple[int, int], float] = {}
        text = doc.text
        for found in decode(tags.log_probs["ner"], "ner"):
            start, end = int(tags.starts[found.first]), int(tags.ends[found.last - 1])
            # a name never crosses a line break, whatever the tags say
            name = _WITHIN_LINE.search(text, start, end)
            span = doc.char_span(*name.span(), label=found.label) if name else None
            if span is not None:
                spans.append(span)
                scores[span.start_char, span.end_char] = found.score
        doc.user_data[SCORES] = scores
        doc.set_ents(filter_spans(spans))
        return doc
