"""The corrections of an article, each at its place in the article's present text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from articles.correction import entities
from articles.correction.anchoring import find_again
from articles.correction.applying import Decision, Do
from articles.correction.entities import Named
from articles.document import Span
from articles.models import Article, Correction, Target

# the spans that annotations have beside their own, as pairs of columns
SPANS: Final[Mapping[str, tuple[str, ...]]] = {
    Target.MENTION: (),
    Target.QUOTATION: ("cue", "speaker"),
    Target.QUANTITY: ("core", "counted"),
}


def decisions(article: Article) -> dict[str, list[Decision]]:
    """What was decided for each target and not undone, in order, where its place is still found."""
    corrections = list(article.corrections.filter(undone=None).order_by("pk"))
    named = {int(pk): Named(*name) for c in corrections for pk, name in c.data.get("entities", {}).items()}
    present = entities.present(named, article.pk)
    found: dict[str, list[Decision]] = {target: [] for target in Target.values}
    for correction in corrections:
        if place := place_of(correction, article.text):
            found[correction.target].append(_decision(correction, place, article.text, present))
    return found


def place_of(correction: Correction, text: str) -> Span | None:
    """Where the annotation that was corrected stands in ``text``; None: its words are no longer to be found."""
    return find_again(text, correction.words, correction.before, correction.start)


def lost(article: Article) -> list[Correction]:
    """The corrections whose place is gone from the text: kept, shown as such, and back when the words come back."""
    return [c for c in article.corrections.filter(undone=None) if place_of(c, article.text) is None]


def _decision(correction: Correction, place: Span, text: str, present: Mapping[int, int]) -> Decision:
    data = correction.data
    shift = place.start - correction.start
    anchors = data.get("words", {})

    def moved(fields: Mapping[str, Any]) -> dict[str, Any]:
        result = _moved(fields, SPANS[correction.target], anchors, shift, text)
        for column in {"entity_id", "speaker_id"} & result.keys():
            result[column] = present.get(result[column])
        return result

    span = data.get("span")
    return Decision(
        Do(correction.action),
        place,
        moved(data.get("fields", {})),
        moved(data.get("whole", {})),
        _again(text, data["span_words"], span[0] + shift) if span else None,
    )


def _moved(
    fields: Mapping[str, Any], names: tuple[str, ...], anchors: Mapping[str, str], shift: int, text: str
) -> dict[str, Any]:
    """The fields with every span in them where its words stand now; a span whose words are gone becomes empty."""
    result = dict(fields)
    for name in names:
        start = result.get(f"{name}_start")
        if start is not None:
            key = f"{name} {start}"
            span = _again(text, anchors[key], start + shift)
            result[f"{name}_start"] = span.start if span else None
            result[f"{name}_end"] = span.end if span else None
    if fragments := result.get("fragments"):
        spans = [_again(text, anchors[f"fragment {start}"], start + shift) for start, _ in fragments]
        result["fragments"] = [[span.start, span.end] for span in spans if span]
    return result


def _again(text: str, words: str, start: int) -> Span | None:
    return find_again(text, words, "", start)
