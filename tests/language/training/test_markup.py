"""The markup of our own articles."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from articles.language.training import markup
from articles.language.training.markup import MarkupError, parse, read_articles

NEWS = Path(markup.__file__).parent / "news"


def article(body: str) -> dict[str, Any]:
    return parse(f"id: A-1\npublished: 2019-03-08\nstyle: agency\n---\n{body}", "file")


def words(record: dict[str, Any], span: list[int] | None) -> str | None:
    return record["text"][slice(*span)] if span else None


def test_header_and_headline_are_read() -> None:
    record = article("Talks fail\n\nThey failed.")

    assert (record["id"], record["published"], record["title"], record["text"]) == (
        "A-1",
        "2019-03-08",
        "Talks fail",
        "Talks fail\n\nThey failed.",
    )


def test_mentions_of_one_name_are_one_entity() -> None:
    record = article("[[Hulusi Akar|PERSON]] spoke. [[Akar|PERSON|Hulusi Akar]] left.")

    (entity,) = record["entities"]
    assert (entity["name"], [words(record, mention) for mention in entity["mentions"]]) == (
        "Hulusi Akar",
        ["Hulusi Akar", "Akar"],
    )


def test_number_has_its_normal_form_without_the_markup() -> None:
    record = article("They fled: {{at least 400,000|cardinal|400000|at_least|people}} people.")

    (number,) = record["numbers"]
    assert record["text"] == "They fled: at least 400,000 people."
    assert words(record, [number["start"], number["end"]]) == "at least 400,000"
    assert {key: number[key] for key in ("kind", "value", "low", "high", "bound", "counted")} == {
        "kind": "cardinal",
        "value": 400000,
        "low": 400000,
        "high": None,
        "bound": "at_least",
        "counted": "people",
    }


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("{{15 to 20 percent|percent|15..20}}", {"value": None, "low": 15, "high": 20, "unit": "percent"}),
        ("{{$1.5bn|money|1500000000 USD}}", {"value": 1500000000, "currency": "USD", "unit": None}),
        ("{{five years|duration|P5Y}}", {"date": "P5Y", "value": 5, "unit": "year"}),
        ("{{19|age|19}}", {"value": 19, "unit": "year", "date": "P19Y"}),
        ("{{2-1|score|2-1}}", {"low": 2, "high": 1}),
        ("{{last month|date|2012-10}}", {"date": "2012-10", "value": None}),
        ("{{one in five|cardinal|0.2}}", {"kind": "ratio", "value": 0.2}),
        ("{{a quarter|cardinal|0.25}}", {"kind": "fraction"}),
        ("{{18-fold|cardinal|18}}", {"kind": "multiplier"}),
    ],
)
def test_values_are_read_by_kind(markup: str, expected: dict[str, Any]) -> None:
    (number,) = article(f"It was {markup}.")["numbers"]

    assert {key: number[key] for key in expected} == expected


def test_nested_quotes_have_cue_speaker_and_parent() -> None:
    record = article(
        '<q 1 direct "Ana Ruiz">"<s 2>They</s> <c 2>said</c> <q 2 indirect "~They">it failed</q>,"</q> '
        "<s 1>[[Ana Ruiz|PERSON]]</s> <c 1>said</c>."
    )

    assert [
        (words(record, [q["start"], q["end"]]), words(record, q["cue"]), words(record, q["speaker"]), q["parent"])
        for q in record["quotes"]
    ] == [('"They said it failed,"', "said", "Ana Ruiz", None), ("it failed", "said", "They", 0)]
    assert [q["speaker_name"] for q in record["quotes"]] == ["Ana Ruiz", "They"]


def test_direct_quote_over_two_paragraphs_has_a_fragment_in_each() -> None:
    record = article('<q 1 direct "">“One.\n\n“Two.”</q>')

    assert [words(record, fragment) for fragment in record["quotes"][0]["fragments"]] == ["“One.", "“Two.”"]


def test_mixed_quote_has_its_quoted_pieces_as_fragments() -> None:
    record = article('He said <q 1 mixed "">it was “a step” and “a start”</q>.')

    assert [words(record, fragment) for fragment in record["quotes"][0]["fragments"]] == ["“a step”", "“a start”"]


def test_escaped_characters_are_themselves() -> None:
    assert article(r"a \[b\] \{c\} \<d\> \|e")["text"] == "a [b] {c} <d> |e"


@pytest.mark.parametrize(
    "body",
    [
        "[[Akar|PERSON",
        "[[Akar|HUMAN]]",
        "Akar]]",
        "{{5|cardinal|five}}",
        "{{5|figure|5}}",
        "<q 1 direct>x</q>",
        '<q 1 spoken "">x</q>',
        '<q 1 direct "Nobody">x</q>',
        "<c 1>said</c>",
        '<q 1 direct "">a</q> <q 1 direct "">b</q>',
    ],
)
def test_broken_markup_is_an_error(body: str) -> None:
    with pytest.raises(MarkupError):
        article(body)


@pytest.mark.parametrize("part", ["train", "dev"])
def test_our_articles_are_sound(part: str) -> None:
    for record in read_articles(NEWS / part):
        spans = [tuple(mention) for entity in record["entities"] for mention in entity["mentions"]]
        spans += [(number["start"], number["end"]) for number in record["numbers"]]
        spans.sort()
        assert all(end <= start for (_, end), (start, _) in pairwise(spans)), record["id"]
        assert all(words(record, list(span)) == record["text"][slice(*span)].strip() for span in spans), record["id"]
        assert all(quote["cue"] is None or quote["cue"][1] <= len(record["text"]) for quote in record["quotes"])


def test_development_articles_are_not_trained_on() -> None:
    train, dev = ({record["text"] for record in read_articles(NEWS / part)} for part in ("train", "dev"))

    assert (len(dev), train & dev) == (52, set())
