"""What is selected has its class in the text, and nothing else changes."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from articles.document import Document, Form, QuotationType
from articles.rendering.marks import Marks, MentionMark, QuantityMark, QuotationMark, Selection
from articles.rendering.page import render_blocks
from articles.rendering.selecting import select
from tests.builders import document, span
from tests.rendering.test_page import marked

TEXT = "A headline of some words\n\n“We met Ana,” said Ruiz, who counted at least 40 boats. She left."
ANA = MentionMark(span(TEXT, "Ana"), 7, 1, "person", 1)
SHE = MentionMark(span(TEXT, "She"), 7, 2, "person", 1, Form.PRONOUN)
RUIZ = MentionMark(span(TEXT, "Ruiz"), 77, 1, "person", 1)
QUOTE = QuotationMark(span(TEXT, "“We met Ana,”"), 3, QuotationType.DIRECT, cue=span(TEXT, "said"), speaker="Ruiz")
BOATS = QuantityMark(span(TEXT, "at least 40"), span(TEXT, "40"), 5, counted=span(TEXT, "boats"))
MARKS = Marks((ANA, RUIZ, SHE), (QUOTE,), (BOATS,))


class Elements(HTMLParser):
    """The classes and the attributes of every element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[set[str], dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.found.append((set((given.get("class") or "").split()), given))


def html(doc: Document, marks: Marks) -> str:
    return "\n".join(block.html for block in render_blocks(doc, marks))


def selected(selection: Selection, name: str = "is-selected") -> list[set[str]]:
    """The classes of the elements that are selected in TEXT, without those that say so."""
    drawn = select(html(document(TEXT), MARKS), selection)
    return [classes - {"is-selected", "is-current"} for classes, _ in Elements(drawn).found if name in classes]


def test_all_mentions_of_an_entity_are_selected() -> None:
    assert selected(Selection(entity=7)) == [{"entity", "kind-person"}, {"coref", "kind-person"}]


def test_the_visited_mention_is_current() -> None:
    assert selected(Selection(entity=7, at="m-7-2"), "is-current") == [{"coref", "kind-person"}]


def test_a_quotation_is_selected_with_its_speaker_and_its_cue() -> None:
    assert selected(Selection(quotation=3)) == [{"said", "direct"}, {"quote", "direct"}, {"cue"}]


def test_a_number_is_selected_with_what_it_counts() -> None:
    assert selected(Selection(quantity=5)) == [{"number", "short"}, {"counted"}]


def test_nothing_is_selected_that_is_not_there() -> None:
    assert selected(Selection(entity=1, quotation=1, quantity=1, at="m-1-1")) == []


def test_words_that_look_like_markup_are_left_alone() -> None:
    words = 'He wrote class="x" data-entity="7" id="m-7-1" and <a class="x" data-entity="7"> there.'
    drawn = html(document(f"A headline of some words\n\n{words}"), Marks())

    assert select(drawn, Selection(entity=7, at="m-7-1")) == drawn


@given(marked(), st.integers(0, 4))
def test_selecting_only_adds_the_class_to_what_is_selected(case, pk) -> None:
    plain = html(*case)

    drawn = select(plain, Selection(pk, pk, pk))

    assert drawn.replace(" is-selected", "") == plain
    own = {f"data-{name}" for name in ("entity", "quote", "cue", "number", "counted")}
    for classes, given_ in Elements(drawn).found:
        assert ("is-selected" in classes) == any(given_.get(name) == str(pk) for name in own)
