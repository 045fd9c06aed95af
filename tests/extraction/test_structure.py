"""How the blocks of plain text are told apart."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.document import BlockKind
from articles.extraction.structure import find_blocks

SHARED = Path(__file__).parents[3] / "shared"
PARAGRAPH = (
    "Two ferries ran aground off the southern cape on Monday evening, and the coast guard towed both of them to port."
)
MORE = "Nobody was hurt. The harbour master asked why they had taken the inner channel in the fog, and got no answer."


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(text)) for block in find_blocks(text)]


def test_first_line_is_the_headline_and_blank_lines_part_paragraphs() -> None:
    assert kinds(f"Ferries run aground\n\n{PARAGRAPH}\n\n{MORE}\n") == [
        ("headline", "Ferries run aground"),
        ("paragraph", PARAGRAPH),
        ("paragraph", MORE),
    ]


def test_single_line_breaks_part_paragraphs_where_lines_are_long() -> None:
    assert kinds(f"Ferries run aground\n{PARAGRAPH}\n{MORE}") == [
        ("headline", "Ferries run aground"),
        ("paragraph", PARAGRAPH),
        ("paragraph", MORE),
    ]


@pytest.mark.parametrize("width", [60, 72])
def test_hard_wrapped_lines_of_one_paragraph_stay_one_block(width) -> None:
    wrapped = [textwrap.fill(paragraph, width) for paragraph in (PARAGRAPH, MORE)]

    assert kinds("Ferries run aground\n\n" + "\n\n".join(wrapped)) == [
        ("headline", "Ferries run aground"),
        ("paragraph", wrapped[0]),
        ("paragraph", wrapped[1]),
    ]


def test_short_last_line_ends_a_paragraph_of_hard_wrapped_text_without_blank_lines() -> None:
    first = textwrap.fill(PARAGRAPH, 72)
    second = textwrap.fill(MORE, 72)

    assert kinds(f"Ferries run aground\n{first}\n{second}") == [
        ("headline", "Ferries run aground"),
        ("paragraph", first),
        ("paragraph", second),
    ]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028"])
def test_any_line_break_parts_lines(line_break) -> None:
    text = line_break.join(["Ferries run aground", "", PARAGRAPH])

    assert kinds(text) == [("headline", "Ferries run aground"), ("paragraph", PARAGRAPH)]


def test_standfirst_is_told_by_the_picture_below_it() -> None:
    text = (
        "Ferries run aground\n\nThe inner channel is closed in fog, the harbour master says.\n\n"
        f"Ana Ruiz, left, and the pilot Tom Ash\nThe two had warned of the channel [Jo May/Reuters]\n\n{PARAGRAPH}"
    )

    assert kinds(text) == [
        ("headline", "Ferries run aground"),
        ("standfirst", "The inner channel is closed in fog, the harbour master says."),
        ("caption", "Ana Ruiz, left, and the pilot Tom Ash"),
        ("caption", "The two had warned of the channel"),
        ("credit", "[Jo May/Reuters]"),
        ("paragraph", PARAGRAPH),
    ]


@pytest.mark.parametrize(
    "byline", ["By Ana Ruiz", "By Tom Ash and Jo May in Port Lisse", "BY ANA RUIZ", "Our Town Reporter"]
)
def test_line_that_names_the_author_below_the_headline_is_the_byline(byline) -> None:
    assert kinds(f"Ferries run aground\n\n{byline}\n\n{PARAGRAPH}")[1] == ("byline", byline)


@pytest.mark.parametrize("line", ["Monday, May 18, 2015", "18 May 2015", "Published: 2015-05-18 14:02", "3 min read"])
def test_line_that_tells_only_the_date_belongs_to_the_byline(line) -> None:
    assert kinds(f"Ferries run aground\n\n{line}\n\n{PARAGRAPH}")[1] == ("byline", line)


def test_sentence_that_begins_with_by_is_a_paragraph() -> None:
    sentence = "By Monday the two ferries had been towed to port and the channel was open."

    assert kinds(f"Ferries run aground\n\n{sentence}\n\n{MORE}")[1] == ("paragraph", sentence)


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        (
            "The ferry Aurora in port. Photo: Jo K. May/Harbour News",
            "The ferry Aurora in port.",
            "Photo: Jo K. May/Harbour News",
        ),
        ("The ferry Aurora in port. Image: Harbour Office.", "The ferry Aurora in port.", "Image: Harbour Office."),
        ("The ferry Aurora in port [Harbour Office via AP]", "The ferry Aurora in port", "[Harbour Office via AP]"),
        ("The ferry Aurora in port. (Jo May/Getty Images)", "The ferry Aurora in port.", "(Jo May/Getty Images)"),
    ],
)
def test_credit_at_the_end_of_a_caption_is_a_block_of_its_own(line, caption, credit) -> None:
    blocks = kinds(f"Ferries run aground\n\n{PARAGRAPH}\n\n{line}\n\n{MORE}")

    assert blocks[2:4] == [("caption", caption), ("credit", credit)]


@pytest.mark.parametrize("line", ["AP Photo/Jo May", "Photograph: Jo May/Harbour News", "Jo May/Reuters", "AFP Photo"])
def test_line_that_is_nothing_but_a_credit_is_a_credit(line) -> None:
    assert kinds(f"Ferries run aground\n\n{PARAGRAPH}\n\n{line}")[-1] == ("credit", line)


def test_bracket_that_ends_a_paragraph_is_no_credit() -> None:
    paragraph = "The harbour is run by the Port Authority of Lisse (PAL) [see map]"

    assert kinds(f"Ferries run aground\n\n{PARAGRAPH}\n\n{paragraph}\n\n{MORE}")[2] == ("paragraph", paragraph)


@pytest.mark.parametrize(
    "line",
    [
        "Source: Reuters, Harbour Office",
        "(Reporting by Jo May; Editing by Tom Ash)",
        "With files from AFP",
        "© 2024 Harbour News",
    ],
)
def test_line_that_names_where_it_comes_from_is_the_source(line) -> None:
    assert kinds(f"Ferries run aground\n\n{PARAGRAPH}\n\n{line}")[-1] == ("source", line)


def test_short_line_without_stop_above_running_text_is_a_subheading() -> None:
    assert kinds(f"Ferries run aground\n\n{PARAGRAPH}\n\nWhat happens next\n\n{MORE}")[2] == (
        "subheading",
        "What happens next",
    )


@pytest.mark.parametrize("line", ["Q: Why the fog?", "“It was dark”", "Jo May, Port Lisse", "It was dark."])
def test_short_line_of_speech_or_signature_is_a_paragraph(line) -> None:
    assert kinds(f"Ferries run aground\n\n{PARAGRAPH}\n\n{line}\n\n{MORE}")[2] == ("paragraph", line)


@pytest.mark.parametrize("marks", [("- ", "- "), ("• ", "• "), ("1. ", "2. "), ("(a) ", "(b) ")])
def test_lines_that_open_with_list_marks_are_list_items(marks) -> None:
    items = [mark + words for mark, words in zip(marks, ("two ferries", "one pilot boat"), strict=True)]

    assert kinds(f"Ferries run aground\n\nIn port:\n{items[0]}\n{items[1]}")[2:] == [
        ("list-item", items[0]),
        ("list-item", items[1]),
    ]


def test_single_dash_opens_no_list() -> None:
    assert kinds(f"Ferries run aground\n\n{PARAGRAPH}\n\n- and then came the fog.")[-1] == (
        "paragraph",
        "- and then came the fog.",
    )


def test_typed_markup_is_read() -> None:
    assert kinds(f"# Ferries run aground\n{PARAGRAPH}\n\n## Next\n> I saw nothing.\n\n* fog\n") == [
        ("headline", "# Ferries run aground"),
        ("paragraph", PARAGRAPH),
        ("subheading", "## Next"),
        ("quote", "> I saw nothing."),
        ("list-item", "* fog"),
    ]


def test_quotation_signed_with_a_name_is_a_quote() -> None:
    line = '"I saw nothing but fog." - Tom Ash'

    assert kinds(f"Ferries run aground\n\n{PARAGRAPH}\n\n{line}\n\n{MORE}")[2] == ("quote", line)


@pytest.mark.parametrize(
    "dateline",
    [
        "LISSE (AP) —",
        "PORT LISSE, Varesh, March 8 (Reuters) -",
        "SARRAT/LISSE, 8 March 2019 –",
        "GOMA, Democratic Republic of the Congo --",
        "Lisse, Varesh —",
        "NEW LISSE:",
        "(CNN) --",
    ],
)
def test_dateline_is_a_span_of_the_first_paragraph(dateline) -> None:
    text = f"Ferries run aground\n\n{dateline} {PARAGRAPH}"

    (_, paragraph) = find_blocks(text)

    assert paragraph.dateline is not None
    assert (paragraph.kind, paragraph.dateline.of(text)) == (BlockKind.PARAGRAPH, dateline)


@pytest.mark.parametrize("opening", ["SIR — ", "The ferry — ", "Two, three, four - ", "Ana Ruiz (left) "])
def test_paragraph_that_opens_otherwise_has_no_dateline(opening) -> None:
    text = f"Ferries run aground\n\n{opening}{PARAGRAPH}"

    assert [block.dateline for block in find_blocks(text)] == [None, None]


def test_title_is_the_headline_however_long_it_is() -> None:
    title = "word " * 2000 + "end."

    assert find_blocks(f"{title}\n\n{PARAGRAPH}", title=title)[0].kind is BlockKind.HEADLINE


def test_text_of_one_sentence_has_no_headline() -> None:
    assert kinds('"It failed," said Ana Ruiz, "twice."') == [("paragraph", '"It failed," said Ana Ruiz, "twice."')]


@pytest.mark.parametrize("text", ["", " \n\t\n "])
def test_text_of_white_space_has_no_blocks(text) -> None:
    assert find_blocks(text) == ()


PIECES = st.sampled_from(
    [
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "\t",
        "- ",
        "# ",
        "> ",
        "By ",
        "Photo: ",
        "[AP]",
        "AP/",
        "(",
        "LISSE ",
        "— ",
        "Source: ",
        "a",
        "é",
        "😀",
        ".",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join)))
def test_blocks_are_sorted_disjoint_trimmed_and_cover_all_but_white_space(text) -> None:
    blocks = find_blocks(text)

    between = []
    position = 0
    for block in blocks:
        assert block.span.start >= position
        assert block.span.of(text) == block.span.of(text).strip()
        assert block.dateline is None or (
            block.span.contains(block.dateline) and block.dateline.start == block.span.start
        )
        between.append(text[position : block.span.start])
        position = block.span.end
    assert "".join([*between, text[position:]]).strip() == ""


@pytest.mark.skipif(not SHARED.exists(), reason="the reference material lies beside the repository only in development")
def test_seed_article_is_told_apart() -> None:
    text = next((SHARED / "seed").glob("*.txt")).read_text(encoding="utf-8")

    blocks = kinds(text)

    assert [kind for kind, _ in blocks[:6]] == ["headline", "standfirst", "caption", "caption", "credit", "paragraph"]
    assert blocks[4][1] == "[Russian Defence Ministry Press Service via AP]"
    assert {kind for kind, _ in blocks[5:-1]} == {"paragraph"}
    assert blocks[-1][0] == "source"


@pytest.mark.skipif(not SHARED.exists(), reason="the reference material lies beside the repository only in development")
def test_layout_of_real_articles_does_not_change_their_blocks() -> None:
    lines = (SHARED / "corpora/gold-news/dev.jsonl").read_text(encoding="utf-8").splitlines()
    for text in (json.loads(line)["text"] for line in lines):
        expected = [(kind, words.split()) for kind, words in kinds(text)]

        wrapped = "\n".join(textwrap.fill(line, 72, break_on_hyphens=False) for line in text.split("\n"))
        single = text.replace("\n\n", "\n")

        assert [(kind, words.split()) for kind, words in kinds(wrapped)] == expected
        assert [words.split() for _, words in kinds(single)] == [words for _, words in expected]
