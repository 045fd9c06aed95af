"""Plain text -> its blocks: headline, standfirst, byline, captions and the rest told apart by form and place.

A special kind is given only on clear signs; whatever has none is a paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass

from articles.document import Block, BlockKind, Span
from articles.extraction import signs
from articles.extraction.lines import Line, split_lines, unwrap

_LONGEST_HEADLINE = 250
_LONGEST_STANDFIRST = 300
_LONGEST_CAPTION = 300
_LONGEST_SUBHEADING = 90
# How many blocks from the top a byline may stand, and from the end an agency's name.
_FRONT = 7
_BACK = 3


@dataclass(slots=True)
class _Piece:
    """A block in the making; ``kind`` None: nothing said yet."""

    line: Line
    kind: BlockKind | None = None

    @property
    def text(self) -> str:
        return self.line.text


def find_blocks(text: str, *, title: str | None = None) -> tuple[Block, ...]:
    """The blocks of ``text``, sorted and disjoint; together they cover all of it but white space.

    Paragraphs are told by blank lines, by single line breaks, or, in hard-wrapped text, by lines that end early. The
    first block is the headline when it reads like one, and in any case when it is ``title``. A text of only white
    space has no blocks.
    """
    lines = split_lines(text)
    pieces = [_Piece(line) for line in unwrap(text, lines, _block_starts(lines))]
    _mark_typed(pieces)
    _mark_headline(pieces, title)
    pieces = _mark_pictures(text, pieces)
    _mark_notes(pieces)
    _mark_standfirst(pieces)
    _mark_subheadings(pieces)
    return _blocks(pieces)


def _block_starts(lines: list[Line]) -> list[bool]:
    """Which lines open a block whatever stands before them."""
    starts = []
    before = ""
    for number, line in enumerate(lines):
        text = line.text
        mark = signs.list_mark(text)
        starts.append(
            signs.is_heading_mark(text)
            or signs.is_heading_mark(before)
            or signs.is_bullet(text)
            or (mark is not None and (not before or before[-1] in ".!?:;" or mark == signs.list_mark(before)))
            or signs.is_quote_mark(text) != signs.is_quote_mark(before)
            or (number < _FRONT and (signs.is_byline(text) or signs.dateline_end(text, opening=False) is not None))
            or signs.is_credit(text)
            or signs.is_source(text)
        )
        before = text
    return starts


def _mark_typed(pieces: list[_Piece]) -> None:
    """What the writer marked with characters: ``# heading``, ``> quote``, bullets; two or more dashes or numbers."""
    marks = [None, *(signs.list_mark(piece.text) for piece in pieces), None]
    for number, piece in enumerate(pieces):
        if signs.is_heading_mark(piece.text):
            piece.kind = BlockKind.SUBHEADING if number else BlockKind.HEADLINE
        elif signs.is_quote_mark(piece.text) or signs.is_pull_quote(piece.text):
            piece.kind = BlockKind.QUOTE
        else:
            mark = marks[number + 1]
            in_list = mark is not None and mark in (marks[number], marks[number + 2])
            if in_list or signs.is_bullet(piece.text):
                piece.kind = BlockKind.LIST_ITEM


def _mark_headline(pieces: list[_Piece], title: str | None) -> None:
    if not pieces:
        return
    first = pieces[0]
    is_alone = len(pieces) == 1
    reads_like_one = len(first.line) <= _LONGEST_HEADLINE and not (is_alone and first.line.ends_sentence)
    if (title is not None and first.text == title.strip()) or (
        first.kind in (None, BlockKind.QUOTE) and reads_like_one
    ):
        first.kind = BlockKind.HEADLINE


def _mark_pictures(text: str, pieces: list[_Piece]) -> list[_Piece]:
    """Captions by their credit, which becomes a block of its own, with the lines right above in their group."""
    marked: list[_Piece] = []
    for piece in pieces:
        line = piece.line
        if piece.kind is not None:
            marked.append(piece)
        elif cut := signs.credit_start(line.text):
            _mark_caption_above(marked, line)
            middle = line.start + len(line.text[:cut].rstrip())
            caption = Line(line.start, middle, text[line.start : middle], line.group, line.indent)
            credit = Line(line.start + cut, line.end, line.text[cut:], line.group)
            marked += [_Piece(caption, BlockKind.CAPTION), _Piece(credit, BlockKind.CREDIT)]
        elif signs.is_credit(line.text):
            _mark_caption_above(marked, line)
            marked.append(_Piece(line, BlockKind.CREDIT))
        elif signs.is_pictured(line.text):
            marked.append(_Piece(line, BlockKind.CAPTION))
        else:
            marked.append(piece)
    return marked


def _mark_caption_above(marked: list[_Piece], line: Line) -> None:
    """The line or two above a credit in the same group are the caption, unless the whole text is one group."""
    above = [piece for piece in marked[-3:] if piece.line.group == line.group]
    if len(above) < 3 and all(piece.kind is None and len(piece.line) <= _LONGEST_CAPTION for piece in above):
        for piece in above:
            piece.kind = BlockKind.CAPTION


def _mark_notes(pieces: list[_Piece]) -> None:
    """Who wrote it and when (near the top), and on whose reports it stands."""
    in_front = True
    for number, piece in enumerate(pieces):
        if piece.kind is not None:
            continue
        in_front = in_front and number < _FRONT and (number < 2 or not piece.line.ends_sentence)
        at_end = number >= len(pieces) - _BACK
        is_named = signs.is_byline(piece.text)
        if number < _FRONT and (is_named or signs.is_dated(piece.text) or (in_front and _is_credited(pieces, number))):
            piece.kind = BlockKind.BYLINE
        elif signs.is_source(piece.text) or (at_end and (is_named or signs.is_agency(piece.text))):
            piece.kind = BlockKind.SOURCE


def _is_credited(pieces: list[_Piece], number: int) -> bool:
    """Whether a line of names is the author's or the paper's: right below the headline or a byline."""
    before = pieces[number - 1]
    if not signs.is_name_line(pieces[number].text):
        return False
    # In capitals it is more likely the first heading of a round-up.
    below_headline = number == 1 and before.kind is BlockKind.HEADLINE and not pieces[number].text.isupper()
    return below_headline or before.kind is BlockKind.BYLINE


def _mark_standfirst(pieces: list[_Piece]) -> None:
    """The sentence between headline and story, told by what follows it: byline, picture or dateline."""
    front = next((number for number, piece in enumerate(pieces) if number and piece.kind is not BlockKind.BYLINE), 0)
    if not front or pieces[0].kind is not BlockKind.HEADLINE or front + 1 >= len(pieces):
        return
    piece, following = pieces[front], pieces[front + 1]
    if piece.kind is not None or not 20 <= len(piece.line) <= _LONGEST_STANDFIRST:
        return
    if piece.text[0] in signs.OPENING_MARKS or signs.dateline_end(piece.text, opening=True) is not None:
        return
    apart = following.kind in (BlockKind.BYLINE, BlockKind.CAPTION, BlockKind.CREDIT)
    dated = following.kind is None and signs.dateline_end(following.text, opening=False) is not None
    open_ended = not piece.line.ends_sentence and len(piece.text.split()) >= 6
    if apart or dated or (open_ended and following.kind is None and len(following.line) > len(piece.line)):
        piece.kind = BlockKind.STANDFIRST


def _mark_subheadings(pieces: list[_Piece]) -> None:
    """Short lines without a final stop, between two blocks of running text or above the first."""
    for number in range(1, len(pieces) - 1):
        before, piece, following = pieces[number - 1 : number + 2]
        signs_quotation = before.text[-1] in signs.CLOSING_MARKS and "," in piece.text
        if (
            piece.kind is None
            and not signs_quotation
            and _reads_like_subheading(piece.line)
            and _is_running_text(following)
        ):
            piece.kind = BlockKind.SUBHEADING


def _reads_like_subheading(line: Line) -> bool:
    text = line.text
    if len(line) > _LONGEST_SUBHEADING or not (text[0].isupper() or text[0].isdigit()):
        return False
    # A colon announces speech, a comma between capitals an address or a signature.
    if ": " in text or text[:2] in ("Q.", "A.") or ("," in text and signs.is_name_line(text)):
        return False
    return (text[-1].isalnum() or text[-1] in "?!%") and any(character.isalpha() for character in text)


def _is_running_text(piece: _Piece) -> bool:
    if piece.kind in (BlockKind.LIST_ITEM, BlockKind.QUOTE):
        return True
    return piece.kind is None and piece.line.ends_sentence and len(piece.line) > _LONGEST_SUBHEADING // 2


def _blocks(pieces: list[_Piece]) -> tuple[Block, ...]:
    blocks = []
    opening = True
    for piece in pieces:
        kind = piece.kind or BlockKind.PARAGRAPH
        dateline = None
        if kind is BlockKind.PARAGRAPH:
            length = signs.dateline_end(piece.text, opening=opening)
            if length is not None and length < len(piece.line):
                dateline = Span(piece.line.start, piece.line.start + length)
        blocks.append(Block(kind, Span(piece.line.start, piece.line.end), dateline))
        # Each story of a round-up may open with a place.
        opening = kind is BlockKind.SUBHEADING or (opening and kind is not BlockKind.PARAGRAPH)
    return tuple(blocks)
