"""From a tagger's candidates to the entities of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.document import Document, Entity, Label, Span
from articles.language.entities import Candidate, find_entities
from articles.language.tags import HEADS, Tags
from articles.language.tokens import token_offsets
from tests.builders import document, span

PERSON, ORG, GPE, NORP, LOC = Label.PERSON, Label.ORG, Label.GPE, Label.NORP, Label.LOC
EVENT, FAC, LAW, PRODUCT, LANGUAGE = Label.EVENT, Label.FAC, Label.LAW, Label.PRODUCT, Label.LANGUAGE


def candidates(text: str, *words: tuple[str, Label] | tuple[str, Label, int]) -> list[Candidate]:
    """Candidates by their words: the first occurrence that none before covers, or the one that a third value counts."""
    spans: list[Span] = []
    for one in words:
        place = span(text, one[0], nth=one[2] if len(one) > 2 else 1)
        while len(one) == 2 and any(place.overlaps(other) for other in spans):
            start = text.index(one[0], place.start + 1)
            place = Span(start, start + len(one[0]))
        spans.append(place)
    return [Candidate(place, one[1], 0.9) for place, one in zip(spans, words, strict=True)]


def found(text: str, *words: tuple[str, Label] | tuple[str, Label, int], tags: Tags | None = None) -> list[str]:
    """What becomes of the candidates: the mentions' words with their labels, in order."""
    _, mentions = find_entities(document(text), candidates(text, *words), tags=tags)
    return [f"{mention.span.of(text)} {mention.label}" for mention in mentions]


def entities(text: str, *words: tuple[str, Label] | tuple[str, Label, int]) -> list[tuple[Entity, list[str]]]:
    """The entities with the words of their mentions."""
    result, mentions = find_entities(document(text), candidates(text, *words))
    return [
        (entity, [mention.span.of(text) for mention in mentions if mention.entity == number])
        for number, entity in enumerate(result)
    ]


def groups(text: str, *words: tuple[str, Label] | tuple[str, Label, int]) -> list[list[str]]:
    """The words of each entity's mentions."""
    return [mentions for _, mentions in entities(text, *words)]


def tags_of(text: str, **probabilities: float) -> Tags:
    """Tags that give every token of a word in ``probabilities`` this chance of beginning an ORG."""
    offsets = token_offsets(text)
    names = HEADS["ner"]
    rows = np.full((len(offsets), len(names)), 1e-6, dtype=np.float32)
    for row, (start, end) in zip(rows, offsets, strict=True):
        chance = probabilities.get(text[start:end], 0.0)
        row[names.index("B-ORG")] = max(chance, 1e-6)
        row[0] = 1 - chance
    starts, ends = np.array(offsets, dtype=np.int32).reshape(-1, 2).T
    return Tags(starts, ends, {"ner": np.log(rows / rows.sum(axis=1, keepdims=True))})


@pytest.mark.parametrize(
    ("text", "marked", "label", "expected"),
    [
        ("It met Defence Minister Hulusi Akar today.", "Minister Hulusi Akar", PERSON, "Hulusi Akar"),
        ("It met Mr Johnson.", "Mr Johnson", PERSON, "Johnson"),
        ("They saw Navy Capt. Jeff Davis there.", "Capt. Jeff Davis", PERSON, "Jeff Davis"),
        ("Books by L. Ron Hubbard sell.", "L. Ron Hubbard", PERSON, "L. Ron Hubbard"),
        ("The Rev. Dr. Ada Obi prays.", "Rev. Dr. Ada Obi", PERSON, "Ada Obi"),
        ("It was Bob Jones Jr. again.", "Bob Jones Jr", PERSON, "Bob Jones Jr."),
        ("He works for the BBC now.", "the BBC", ORG, "BBC"),
        ("It fell on Syria's north.", "Syria's", GPE, "Syria"),
        ("It is in St John's already.", "St John's", GPE, "St John's"),
        ("She shops at Rowntree's daily.", "Rowntree's", ORG, "Rowntree's"),
        ("Fighting in Idlib province went on.", "Idlib province", GPE, "Idlib"),
        ("The Turkish army came.", "Turkish army", NORP, "Turkish"),
        ("They hold “Q-West” still.", "“Q-West”", FAC, "Q-West"),
        ("The group (HTS) said so.", "(HTS)", ORG, "HTS"),
        ("A U.S.-led attack failed.", "U.S.-led", GPE, "U.S."),
        ("The anti-Pyongyang mood grew.", "anti-Pyongyang", GPE, "Pyongyang"),
        ("The ship USS Hopper (DDG 70) sailed.", "USS Hopper (DDG 70)", PRODUCT, "USS Hopper"),
        ("Pentagon Press Secretary Peter Cook spoke.", "Pentagon Press", ORG, "Pentagon"),
        ("It moved to Washington, D.C. then.", "D.C", GPE, "D.C."),
    ],
)
def test_a_mention_is_the_name_alone(text: str, marked: str, label: Label, expected: str) -> None:
    assert found(text, (marked, label)) == [f"{expected} {label}"]


@pytest.mark.parametrize(
    ("text", "marked", "label", "expected"),
    [
        ("the Turkey-Syria border", "Turkey-Syria", GPE, ["Turkey GPE", "Syria GPE"]),
        ("a Syrian-Italian doctor", "Syrian-Italian", NORP, ["Syrian NORP", "Italian NORP"]),
        ("from Irving, Texas, they came", "Irving, Texas", GPE, ["Irving GPE", "Texas GPE"]),
        (
            "of Hay’et Tahrir al-Sham (HTS), who",
            "Hay’et Tahrir al-Sham (HTS",
            ORG,
            ["Hay’et Tahrir al-Sham ORG", "HTS ORG"],
        ),
        ("with Ana Ruiz and Bo Lund there", "Ana Ruiz and Bo Lund", PERSON, ["Ana Ruiz PERSON", "Bo Lund PERSON"]),
        ("in Bosnia and Herzegovina now", "Bosnia and Herzegovina", GPE, ["Bosnia and Herzegovina GPE"]),
        (
            "a Vienna-based Institute of Ice",
            "Vienna-based Institute of Ice",
            ORG,
            ["Vienna GPE", "Institute of Ice ORG"],
        ),
    ],
)
def test_a_stretch_of_two_names_is_two_mentions(text: str, marked: str, label: Label, expected: list[str]) -> None:
    assert found(text, (marked, label)) == expected


def test_a_body_and_the_person_behind_it_are_two() -> None:
    text = "Then Refugee Council Enver Solomon spoke."

    assert found(text, ("Refugee Council Enver Solomon", ORG)) == ["Refugee Council ORG", "Enver Solomon PERSON"]


@pytest.mark.parametrize(
    ("text", "pieces", "expected"),
    [
        ("the Joint Council for the Welfare of Immigrants said", ["Joint Council for", "Welfare of Immigrants"],
         "Joint Council for the Welfare of Immigrants ORG"),
        ("the Islamic State of Iraq and the Levant did", ["Islamic State of Iraq and", "Levant"],
         "Islamic State of Iraq and the Levant ORG"),
    ],
)  # fmt: skip
def test_pieces_of_one_name_become_one_mention(text: str, pieces: list[str], expected: str) -> None:
    assert found(text, *((piece, ORG) for piece in pieces)) == [expected]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('She sang the song "Light of Saurimo" twice.', "Light of Saurimo"),
        ("The paper, “Four decades of ice loss,” is out.", "Four decades of ice loss"),
        ('Her novel "The Salt Ledger" sold.', "The Salt Ledger"),
    ],
)
def test_a_quoted_title_behind_its_kind_is_a_work(text: str, title: str) -> None:
    assert found(text) == [f"{title} WORK_OF_ART"]


@pytest.mark.parametrize("text", ['He closed the book, "but they know where I work."', "Her film “   ” ran."])
def test_quoted_words_behind_a_kind_of_work_are_no_title_by_that_alone(text: str) -> None:
    assert found(text) == []


def test_a_bracket_that_opens_in_one_piece_closes_in_the_next() -> None:
    text = "Under the Fisheries (Coastal Waters) Bill nobody fishes."

    assert found(text, ("Fisheries (", LAW), ("Coastal Waters) Bill", LAW)) == ["Fisheries (Coastal Waters) Bill LAW"]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("the University of Oslo and the Bank of Ghana did", ["University of Oslo and", "Bank of Ghana"]),
        ("the Anti-Masonic Party met", ["Anti-Masonic Party"]),
    ],
)
def test_bodies_side_by_side_stay_two_and_whole(text: str, pieces: list[str]) -> None:
    names = [piece.removesuffix(" and") for piece in pieces]

    assert found(text, *((piece, ORG) for piece in pieces)) == [f"{name} ORG" for name in names]


def test_a_people_and_its_ministry_are_one_organisation() -> None:
    text = "The Saudi Interior Ministry denied it."

    assert found(text, ("Saudi", NORP), ("Interior Ministry", ORG)) == ["Saudi Interior Ministry ORG"]


def test_a_people_and_its_war_are_an_event() -> None:
    assert found("Since the Syrian civil war began", ("Syrian", NORP)) == ["Syrian civil war EVENT"]


def test_the_year_of_an_event_is_part_of_its_name() -> None:
    assert found("At the World Cup 2018 they won.", ("World Cup", EVENT)) == ["World Cup 2018 EVENT"]


@pytest.mark.parametrize(
    ("text", "marked", "label"),
    [
        ("See https://example.org/Akar today.", "Akar", PERSON),
        ("Post by @Koseoglu here.", "Koseoglu", PERSON),
        ("They tagged #Idlib again.", "Idlib", GPE),
        ("Mail press@example.org soon.", "example", ORG),
        ("The President spoke.", "President", PERSON),
        ("On Friday they met.", "Friday", EVENT),
        ("It cost 20 Norwegian crowns.", "Norwegian", NORP),
        ("They play in Group F today.", "Group F", ORG),
        ("Then the Prime Minister spoke.", "Prime Minister", ORG),
        ("Copper rose. Traders buy copper.", "Copper", ORG),
    ],
)
def test_what_names_nothing_is_no_entity(text: str, marked: str, label: Label) -> None:
    assert found(text, (marked, label)) == []


def test_a_capital_noun_is_a_mention_only_where_the_document_names_what_it_means() -> None:
    text = "He left the Church. The State paid."

    assert found(text, ("Church", ORG), ("State", ORG)) == []

    named = f"The Church of Rome spoke. {text}"

    assert found(named, ("Church of Rome", ORG), ("Church", ORG), ("State", ORG)) == [
        "Church of Rome ORG", "Church ORG",
    ]  # fmt: skip


def test_a_demonym_before_a_currency_without_an_amount_stays() -> None:
    assert found("The Turkish lira fell.", ("Turkish", NORP)) == ["Turkish NORP"]


def test_a_mention_never_crosses_a_line() -> None:
    assert found("Aid for Syria\n\nGeneva talks", ("Syria\n\nGeneva", GPE)) == ["Syria GPE", "Geneva GPE"]


def test_all_mentions_of_a_name_get_the_label_of_its_main_use() -> None:
    text = "Koseoglu left. Koseoglu spoke. Koseoglu stayed."

    marked = (("Koseoglu", PERSON, 1), ("Koseoglu", GPE, 2), ("Koseoglu", PERSON, 3))

    assert found(text, *marked) == ["Koseoglu PERSON"] * 3


def test_capitals_share_the_label() -> None:
    text = "TABQA FALLS\n\nThey took Tabqa. In Tabqa nobody spoke."

    marked = (("TABQA", PERSON), ("Tabqa", GPE, 1), ("Tabqa", GPE, 2))

    assert found(text, *marked) == ["TABQA GPE", "Tabqa GPE", "Tabqa GPE"]


def test_the_surname_of_a_person_is_a_person() -> None:
    text = "Valeska Paris left. Paris said so. Paris wept."

    marked = (("Valeska Paris", PERSON), ("Paris", GPE, 2), ("Paris", GPE, 3))

    assert found(text, *marked) == ["Valeska Paris PERSON", "Paris PERSON", "Paris PERSON"]


def test_a_people_and_its_language_may_share_a_name() -> None:
    text = "Welsh farmers protest. They speak Welsh at home."

    assert found(text, ("Welsh", NORP, 1), ("Welsh", NORP, 2)) == ["Welsh NORP", "Welsh LANGUAGE"]


def test_the_short_form_of_a_company_is_a_company() -> None:
    text = "Halvorsen rose. Halvorsen ASA makes pumps."

    assert found(text, ("Halvorsen", PERSON), ("Halvorsen ASA", ORG)) == ["Halvorsen ORG", "Halvorsen ASA ORG"]


def test_missed_repeats_of_a_name_are_found() -> None:
    text = "HULUSI AKAR WARNS\n\nHulusi Akar spoke. Akar warned. Nobody asked Hulusi Akar."

    assert found(text, ("Hulusi Akar", PERSON)) == [
        "HULUSI AKAR PERSON", "Hulusi Akar PERSON", "Akar PERSON", "Hulusi Akar PERSON",
    ]  # fmt: skip


def test_a_repeat_is_a_whole_word_and_no_part_of_an_address() -> None:
    text = "Scope helps. The Scopes trial, scope.org and @Scope do not. See Scope.org."

    assert found(text, ("Scope", ORG)) == ["Scope ORG"]


def test_a_repeat_needs_a_word_of_the_encoder_for_it() -> None:
    text = "Will they? Will sells pumps. Nobody buys from Will."

    tags = tags_of(text, Will=0.02)

    assert found(text, ("Will", ORG, 2), tags=tags) == ["Will ORG"]


def test_a_known_name_takes_the_place_of_a_shorter_one_inside() -> None:
    text = "Dries Mertens scored. Then Dries Mertens rested."

    marked = (("Dries Mertens", PERSON), ("Mertens", PERSON, 2))

    assert found(text, *marked) == ["Dries Mertens PERSON", "Dries Mertens PERSON"]


def test_names_known_everywhere_are_found_where_the_encoder_half_agrees() -> None:
    text = "It asked all Muslims to pray."

    assert found(text, tags=tags_of(text, Muslims=0.3)) == ["Muslims NORP"]
    assert found(text, tags=tags_of(text)) == []


def test_surname_first_name_and_full_name_are_one_person() -> None:
    text = "Maureen Tidswell came. Tidswell sat. Maureen rose. M. Tidswell left."

    marked = (("Maureen Tidswell", PERSON), ("Tidswell", PERSON, 2), ("Maureen", PERSON, 2), ("M. Tidswell", PERSON))

    assert groups(text, *marked) == [["Maureen Tidswell", "Tidswell", "Maureen", "M. Tidswell"]]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Staffan de Mistura", "De Mistura"),
        ("Adnan al-Hamwi", "Hamwi"),
        ("Leandro Iturralde Pacheco", "Iturralde"),
        ("Kim Hae-won", "Kim"),
        ("Katlego “Shoes” Mogapi", "Katlego Mogapi"),
        ("William Clinton", "Bill Clinton"),
        ("Lucía Mamani", "Mamaní"),
        ("Thorvaldsson", "Thorvaldson"),
    ],
)
def test_forms_of_a_persons_name_join(full: str, short: str) -> None:
    text = f"Then {full} spoke, and later {short} left."

    assert groups(text, (full, PERSON), (short, PERSON)) == [[full, short]]


def test_people_with_one_surname_stay_apart() -> None:
    text = "Will Smith met Jada Smith. Then Will Smith left. Smith was sad."

    marked = (("Will Smith", PERSON, 1), ("Jada Smith", PERSON), ("Will Smith", PERSON, 2), ("Smith", PERSON, 4))

    assert groups(text, *marked) == [["Will Smith", "Will Smith", "Smith"], ["Jada Smith"]]


def test_a_family_is_an_entity_of_its_own() -> None:
    text = "Derek Sams spoke. The Sams left. The Samses too."

    marked = (("Derek Sams", PERSON), ("Samses", PERSON))

    assert ["Samses"] in groups(text, *marked)


def test_father_and_son_stay_apart() -> None:
    text = "Bob Jones Sr. met Bob Jones Jr. there."

    assert groups(text, ("Bob Jones Sr.", PERSON), ("Bob Jones Jr.", PERSON)) == [["Bob Jones Sr."], ["Bob Jones Jr."]]


@pytest.mark.parametrize(
    ("long", "short", "label"),
    [
        ("World Anti-Doping Agency", "WADA", ORG),
        ("Association of Southeast Asian Nations", "ASEAN", ORG),
        ("Church of Scientology", "Church", ORG),
        ("Pittsburgh Pirates", "Pirates", ORG),
        ("Khan Altai Resources", "Khan Altai", ORG),
        ("US State Department", "State Department", ORG),
        ("Untied Nations", "United Nations", ORG),
        ("United States", "U.S.", GPE),
        ("Raqqah", "Raqqa", GPE),
        ("Addis Ababa", "Addis", GPE),
        ("Iraqis", "Iraqi", NORP),
        ("Swedish", "Swedes", NORP),
        ("Hurricane Wilma", "Wilma", EVENT),
        ("Mozilla Firefox", "Firefox", PRODUCT),
        ("Lake Hamoun", "Hamoun", LOC),
        ("1992 Constitution", "Constitution", LAW),
    ],
)
def test_forms_of_one_name_join(long: str, short: str, label: Label) -> None:
    text = f"Then the {long} came; the {short} went."

    assert groups(text, (long, label), (short, label)) == [[long, short]]


@pytest.mark.parametrize(
    ("one", "other", "label"),
    [
        ("South Sudan", "Sudan", GPE),
        ("New Mexico", "Mexico", GPE),
        ("Kuwait City", "Kuwait", GPE),
        ("Niger", "Nigeria", GPE),
        ("Gambia", "Zambia", GPE),
        ("Internet Explorer 9", "Internet Explorer 6", PRODUCT),
        ("UN Mine Action Service", "UN", ORG),
        ("Mario Rossi", "Maria Rossi", PERSON),
        ("Iraq", "Iran", GPE),
    ],
)
def test_different_names_stay_apart(one: str, other: str, label: Label) -> None:
    text = f"Then {one} came; {other} went."

    assert groups(text, (one, label), (other, label)) == [[one], [other]]


def test_a_country_and_its_people_stay_apart() -> None:
    assert groups("Syria and Syrian towns", ("Syria", GPE), ("Syrian", NORP)) == [["Syria"], ["Syrian"]]


def test_the_initials_in_brackets_join_whatever_their_letters() -> None:
    text = "The General Tunisian Workers’ Union (UGTT) met. UGTT men left."

    marked = (("General Tunisian Workers’ Union", ORG), ("UGTT", ORG, 1), ("UGTT", ORG, 2))

    assert groups(text, *marked) == [["General Tunisian Workers’ Union", "UGTT", "UGTT"]]


def test_the_name_is_the_fullest_form_and_the_others_are_aliases() -> None:
    text = "AKAR WARNS\n\nAkar spoke. Minister Hulusi Akar left."

    [(entity, _)] = entities(text, ("AKAR", PERSON), ("Akar", PERSON), ("Hulusi Akar", PERSON))

    assert entity == Entity("Hulusi Akar", PERSON, ("AKAR", "Akar"), ("Minister",))


@pytest.mark.parametrize(
    ("text", "marked", "label", "name"),
    [
        ("U.S. forces left the United States.", ["U.S.", "United States"], GPE, "United States"),
        ("GISENYI — It rained.", ["GISENYI"], GPE, "Gisenyi"),
        ("MARGUERITE OYELARAN wrote it.", ["MARGUERITE OYELARAN"], PERSON, "Marguerite Oyelaran"),
        ("NATO met.", ["NATO"], ORG, "NATO"),
        ("Two Iraqis and an Iraqi flag", ["Iraqis", "Iraqi"], NORP, "Iraqi"),
    ],
)
def test_names_are_written_as_in_running_text(text: str, marked: list[str], label: Label, name: str) -> None:
    [(entity, _)] = entities(text, *((words, label) for words in marked))

    assert entity.name == name


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("It met Turkish Defence Minister Ana Ruiz there.", "Turkish Defence Minister"),
        ("Then Ana Ruiz, the mayor of Lugo, spoke.", "mayor of Lugo"),
        ("Then Ana Ruiz, 43, a nurse who sang, spoke.", "nurse"),
        ("The mayor of Lugo, Ana Ruiz, spoke.", "mayor of Lugo"),
        ("Pentagon Press Secretary Ana Ruiz spoke.", "Pentagon Press Secretary"),
    ],
)
def test_roles_said_of_a_person_are_kept(text: str, role: str) -> None:
    marked = [("Ana Ruiz", PERSON)]
    marked += [(name, label) for name, label in (("Turkish", NORP), ("Pentagon", ORG)) if name in text]

    [entity] = [entity for entity, _ in entities(text, *marked) if entity.label is PERSON]

    assert entity.descriptions == (role,)


@pytest.mark.parametrize(
    "text", ["Yesterday Ana Ruiz spoke.", "Ana Ruiz, on Friday, spoke.", "In Lugo, Ana Ruiz spoke."]
)
def test_what_is_no_role_is_no_description(text: str) -> None:
    [(entity, _)] = entities(text, ("Ana Ruiz", PERSON))

    assert entity.descriptions == ()


def test_entities_come_in_order_of_their_first_mention() -> None:
    text = "Ana Ruiz met Bo Lund. Lund thanked Ruiz."

    marked = (("Lund", PERSON, 2), ("Bo Lund", PERSON), ("Ana Ruiz", PERSON), ("Ruiz", PERSON, 2))

    assert [entity.name for entity, _ in entities(text, *marked)] == ["Ana Ruiz", "Bo Lund"]


def test_no_candidates_give_no_entities() -> None:
    assert find_entities(document("Nothing here."), []) == ((), ())


WORDS = st.sampled_from(
    ["Akar", "the", "U.S.", "(", ")", "-", "’s", "Al", "’", "“", "Ministry", "of", "and", "\n", "\n\n", "X", "HTS", ",",
     ".", "@", "#", "9", "É", "🙂", "St", "The", "war", "film", "paper,", "”", "Bill", "Mr", "  ", "\u0301", "\ud800"]
)  # fmt: skip


@st.composite
def texts_with_candidates(draw: st.DrawFn) -> tuple[str, list[Candidate]]:
    text = " ".join(draw(st.lists(WORDS, min_size=1, max_size=40)))
    spans = draw(st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, 30)), max_size=15))
    labels = draw(st.lists(st.sampled_from(Label), min_size=len(spans), max_size=len(spans)))
    return text, [
        Candidate(Span(start, min(len(text), start + length)), label, 0.7)
        for (start, length), label in zip(spans, labels, strict=True)
    ]


@given(texts_with_candidates())
@settings(deadline=None)
def test_mentions_of_any_text_are_sorted_disjoint_and_within_one_block(case: tuple[str, list[Candidate]]) -> None:
    text, given_candidates = case
    whole = document(text)

    result, mentions = find_entities(whole, given_candidates)

    spans = [mention.span for mention in mentions]
    assert spans == sorted(spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(any(block.span.contains(one) for block in whole.blocks) for one in spans)
    assert {mention.entity for mention in mentions} == set(range(len(result)))
    assert all(mention.label is result[mention.entity].label for mention in mentions)


@given(texts_with_candidates())
@settings(deadline=None)
def test_the_order_of_candidates_does_not_matter(case: tuple[str, list[Candidate]]) -> None:
    text, given_candidates = case
    distinct = {candidate.span: candidate for candidate in given_candidates}
    one_each = list(distinct.values())

    assert find_entities(Document(text, ()), one_each) == find_entities(Document(text, ()), one_each[::-1])


def hostile(text: str) -> tuple[Document, Sequence[Candidate]]:
    found_words = [Span(*match.span()) for match in re.finditer(r"[^\W\d_]+", text)]
    return document(text), [Candidate(one, Label.PERSON if one.start % 3 else ORG, 0.8) for one in found_words]


@pytest.mark.parametrize(
    "piece",
    [
        "A",
        "Ab ",
        "AKAR KAAR ",
        "John Aa ",
        "“",
        "the ",
        "Aa-Bb ",
        "1 ",
        "U.S.",
        "Mr ",
        "(HTS) ",
        "of the ",
        "@a ",
        "\n",
    ],
)
def test_a_long_hostile_text_has_disjoint_mentions(piece: str) -> None:
    # work that grows faster than the text would take hours here
    _, mentions = find_entities(*hostile(piece * (60_000 // len(piece))))

    spans = [mention.span for mention in mentions]
    assert all(one.end <= other.start for one, other in pairwise(spans))
