"""The interchange record: every key of the guidelines, offsets into its text."""

from __future__ import annotations

from articles.document import Annotations, Bound, Entity, Form, Label, QuantityKind, QuotationType
from articles.rendering.export import record
from tests.builders import document, mention, quantity, quotation

TEXT = "Ferries run aground\n\n“At least 40 boats sank,” she said. Ana Ruiz, who runs the port, left."
RUIZ = Entity("Ana Ruiz", Label.PERSON, ("Ruiz",), ("port chief",))
SAID = quotation(
    TEXT, "“At least 40 boats sank,”", cue="said", speaker="she", speaker_entity=0, speaker_name="Ana Ruiz"
)
FORTY = quantity(TEXT, "At least 40", value=40, core="40", low=40, bound=Bound.AT_LEAST, counted="boats")
FOUND = Annotations(
    entities=(RUIZ, Entity("she", Label.PERSON)),
    mentions=(mention(TEXT, "she", entity=1, form=Form.PRONOUN), mention(TEXT, "Ana Ruiz")),
    quotations=(SAID,),
    quantities=(FORTY,),
)


def pair(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def test_record_holds_what_the_guidelines_ask_for():
    found = record(document(TEXT, published="2019-03-08"), FOUND, id="ferries", source="Harbour News")

    assert {key: found[key] for key in ("id", "source", "licence", "published", "title", "text")} == {
        "id": "ferries",
        "source": "Harbour News",
        "licence": None,
        "published": "2019-03-08",
        "title": "Ferries run aground",
        "text": TEXT,
    }


def test_entities_are_those_with_a_name_in_the_text():
    found = record(document(TEXT), FOUND, id="ferries")

    assert [(e["id"], e["name"], e["label"], e["mentions"]) for e in found["entities"]] == [
        ("E1", "Ana Ruiz", "PERSON", [pair("Ana Ruiz")])
    ]


def test_quote_names_its_words_cue_and_speaker():
    (quote,) = record(document(TEXT), FOUND, id="ferries")["quotes"]

    words = pair("“At least 40 boats sank,”")
    assert {key: quote[key] for key in quote if key not in ("stance", "score")} == {
        "start": words[0],
        "end": words[1],
        "type": QuotationType.DIRECT,
        "fragments": [words],
        "cue": pair("said"),
        "speaker": pair("she"),
        "speaker_entity": "E1",
        "speaker_name": "Ana Ruiz",
        "parent": None,
        "optional": False,
    }


def test_number_has_every_key_of_its_normal_form():
    (number,) = record(document(TEXT), FOUND, id="ferries")["numbers"]

    words = pair("At least 40")
    asked = ("start", "end", "core", "kind", "value", "low", "high", "unit", "currency", "bound", "date", "counted")
    assert {key: number[key] for key in asked} == {
        "start": words[0],
        "end": words[1],
        "core": pair("40"),
        "kind": QuantityKind.CARDINAL,
        "value": 40,
        "low": 40,
        "high": None,
        "unit": None,
        "currency": None,
        "bound": Bound.AT_LEAST,
        "date": None,
        "counted": "boats",
    }
