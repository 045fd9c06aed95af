"""Quotation marks: what they enclose, whatever their kind, and what is none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.document import Block, BlockKind, Span
from articles.language.quotations.passages import find_passages

MARKS = "\"“”„«»‘’'` "


def blocks_of(*paragraphs: str) -> tuple[str, tuple[Block, ...]]:
    text = "\n\n".join(paragraphs)
    blocks, start = [], 0
    for paragraph in paragraphs:
        if paragraph.strip():
            inner = start + len(paragraph) - len(paragraph.lstrip())
            blocks.append(Block(BlockKind.PARAGRAPH, Span(inner, start + len(paragraph.rstrip()))))
        start += len(paragraph) + 2
    return text, tuple(blocks)


def quoted(*paragraphs: str) -> list[str]:
    text, blocks = blocks_of(*paragraphs)
    return [passage.span.of(text) for passage in find_passages(text, blocks)]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("“It will open in June,” said Maria Okafor.", ["“It will open in June,”"]),
        ('"Nobody warned them," Ellen Marsh said.', ['"Nobody warned them,"']),
        ('“We are not for sale," said Jonas Weil.', ['“We are not for sale,"']),
        ("« Le port reste fermé, » said Claire Dumont.", ["« Le port reste fermé, »"]),
        ("»Das Haus ist leer«, said Katrin Vogel.", ["»Das Haus ist leer«"]),
        ("„We will rebuild,“ said Katrin Vogel.", ["„We will rebuild,“"]),
        ("``It is a mess,'' said Priya Raman.", ["``It is a mess,''"]),
        ("‘It’s the parents’ decision, not ours,’ said Fiona Grant.", ["‘It’s the parents’ decision, not ours,’"]),
        ("'It's ours,' said Ann. 'All of it.'", ["'It's ours,'", "'All of it.'"]),
        ('Wilkins said," He liked it". She left.', ['" He liked it"']),
        ("“They [the owners] knew … and they hid it,” Mina said.", ["“They [the owners] knew … and they hid it,”"]),
    ],
)
def test_marks_of_every_kind_enclose_a_passage(paragraph: str, expected: list[str]) -> None:
    assert quoted(paragraph) == expected


@pytest.mark.parametrize(
    "paragraph",
    [
        "The 6'2\" striker, who'd joined in '98, signed a 3\" thick contract at the players' club.",
        "It was rock 'n' roll, and the boys' night.",
        "Syria’s forces left the soldiers’ camp.",
        'A " alone, and one in wo"rds.',
    ],
)
def test_apostrophes_measures_and_stray_marks_enclose_nothing(paragraph: str) -> None:
    assert quoted(paragraph) == []


def test_passage_inside_a_passage_is_deeper() -> None:
    text, blocks = blocks_of("“She said, ‘You have an hour,’ so we ran,” said Sheila.")

    passages = find_passages(text, blocks)

    assert [(each.span.of(text), each.depth) for each in passages] == [
        ("“She said, ‘You have an hour,’ so we ran,”", 0),
        ("‘You have an hour,’", 1),
    ]


def test_passage_without_closing_mark_ends_with_its_paragraph() -> None:
    assert quoted("Nadia Boone said: “The school knew.", "It declined to comment.") == ["“The school knew."]


def test_passage_without_opening_mark_begins_with_its_sentence() -> None:
    assert quoted("They wait. The buses are late,” said Lena Ortiz.") == ["The buses are late,”"]


def test_speech_that_every_paragraph_reopens_is_one_passage() -> None:
    text, blocks = blocks_of("Pike said: “We lost twelve.", "“We will not stop.”", "The search resumes.")

    [passage] = find_passages(text, blocks)

    assert [fragment.of(text) for fragment in passage.fragments] == ["“We lost twelve.", "“We will not stop.”"]


def test_speech_that_closes_in_a_later_paragraph_is_one_passage() -> None:
    text, blocks = blocks_of('Gomez said: "We learned a lot.', "It was an emotional day.", 'We focused."', "They won.")

    [passage] = find_passages(text, blocks)

    assert [fragment.of(text) for fragment in passage.fragments] == [
        '"We learned a lot.',
        "It was an emotional day.",
        'We focused."',
    ]


def test_caption_between_two_paragraphs_does_not_end_a_speech() -> None:
    text, blocks = blocks_of("Pike said: “We lost twelve.", "A boat in Harton", "“We will not stop.”")
    caption = Block(BlockKind.CAPTION, blocks[1].span)

    [passage] = find_passages(text, (blocks[0], caption, blocks[2]))

    assert len(passage.fragments) == 2


def test_what_is_left_open_goes_on_only_where_it_may_be_speech() -> None:
    text, blocks = blocks_of("He paid, “three pounds.", "“I am glad,” said Ann.")

    passages = find_passages(text, blocks, lambda span: "pounds" not in span.of(text))

    assert [each.span.of(text) for each in passages] == ["“three pounds.", "“I am glad,”"]


@given(st.integers(0, 60), st.sampled_from("\"“”'‘’«"))
def test_stray_mark_changes_nothing_in_other_paragraphs(place: int, mark: str) -> None:
    stray = "The council met on Tuesday and talked about the bridge for hours."
    damaged = stray[:place] + mark + stray[place:]
    text, blocks = blocks_of("“It will open,” said Maria.", damaged, '"Never," said Ellen. "Not in June."')

    passages = find_passages(text, blocks, lambda _: False)

    outside = [each.span.of(text) for each in passages if not blocks[1].span.contains(each.span)]
    assert outside == ["“It will open,”", '"Never,"', '"Not in June."']


@example(['«`““"»`'])
@given(st.lists(st.text(alphabet=MARKS + "ab.,s\t", min_size=1, max_size=40), min_size=1, max_size=5))
def test_passages_lie_in_their_blocks_and_never_cross(paragraphs: list[str]) -> None:
    text, blocks = blocks_of(*paragraphs)

    passages = find_passages(text, blocks)

    for passage in passages:
        assert all(any(block.span.contains(each) for block in blocks) for each in passage.fragments)
        assert all(one.end <= other.start for one, other in pairwise(passage.fragments))
    for number, one in enumerate(passages):
        for other in passages[number + 1 :]:
            assert not one.span.overlaps(other.span) or one.span.contains(other.span)


@pytest.mark.parametrize("marks", ['"', "“", "“”", '"a" ', "'a ", "a” ", "“a\n\n"])
def test_passages_of_a_long_hostile_text_lie_in_it(marks: str) -> None:
    text, blocks = blocks_of(*(marks * (200_000 // len(marks))).split("\n\n"))

    # work that grows faster than the text would take hours here
    passages = find_passages(text, blocks)

    assert all(passage.span.end <= len(text) for passage in passages)
