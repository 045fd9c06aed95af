"""What the pipeline said is kept without loss."""

from __future__ import annotations

import json
from dataclasses import replace

from articles.correction.said import from_json, to_json
from articles.document import Bound, Check, CheckKind, Form, QuantityKind, QuotationType, Stance
from tests.builders import annotated, mention, quantity, quotation, span
from tests.stand_in import person

TEXT = 'Ana Ruiz claims "at least 40 km" of road. She said so at 6:00.'


def test_every_field_comes_back() -> None:
    said = annotated(
        person("Ana Ruiz", "Ruiz"),
        mention(TEXT, "Ana Ruiz", score=0.5),
        mention(TEXT, "She", form=Form.PRONOUN),
        quotation(
            TEXT,
            '"at least 40 km" of road',
            QuotationType.MIXED,
            fragments=('"at least 40 km"',),
            cue="claims",
            speaker="Ana Ruiz",
            speaker_entity=0,
            speaker_name="Ana Ruiz",
            stance=Stance.DISTANCING,
            rule="claim",
            optional=True,
        ),
        quantity(
            TEXT,
            "at least 40 km",
            QuantityKind.MEASURE,
            40,
            core="40 km",
            unit="kilometer",
            bound=Bound.AT_LEAST,
            canonical=40_000,
            canonical_unit="meter",
            counted="road",
            counted_span=span(TEXT, "road"),
            same_as=0,
        ),
    )
    check = Check(CheckKind.HEADLINE_FIGURE, (span(TEXT, "at least 40 km"),), "It says 40 km.", "40 km", "41 km")
    said = replace(said, pipeline="newsreader 1", checks=(check,))

    back = from_json(json.loads(json.dumps(to_json(said))))

    assert (back, back.pipeline) == (said, "newsreader 1")


def test_word_of_a_version_without_checks_has_none() -> None:
    told = to_json(annotated())
    del told["checks"]

    assert from_json(told).checks == ()
