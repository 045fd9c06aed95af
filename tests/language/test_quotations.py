"""Quotations: what is reported, by which word, who said it, and what is no quotation."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.document import Document, Entity, Label, Mention, Quotation, QuotationType, Stance
from articles.language.quotations import find_quotations
from articles.language.tags import Tags
from tests.builders import document, mention, span
from tests.language.stand_in_tags import random_tags, sure_tags

DIRECT, MIXED, INDIRECT = QuotationType.DIRECT, QuotationType.MIXED, QuotationType.INDIRECT
RUIZ = Entity("Ana Ruiz", Label.PERSON, ("Ruiz",))
HOLM = Entity("Mats Holm", Label.PERSON, ("Holm",))


def found(
    text: str, tags: Tags, entities: tuple[Entity, ...] = (), mentions: tuple[Mention, ...] = ()
) -> tuple[Quotation, ...]:
    return find_quotations(document(text), tags, entities, mentions)


def said(text: str, quotations: tuple[Quotation, ...]) -> list[tuple[str, str | None, str | None]]:
    """The words, the cue and the speaker's name of each quotation."""
    return [(q.span.of(text), q.cue.of(text) if q.cue else None, q.speaker_name) for q in quotations]


def test_interrupted_quotation_is_two_records_with_one_cue_and_speaker() -> None:
    text = '"It failed," said Ana Ruiz, "twice in a week."'
    tags = sure_tags(text, content={'"It failed,"': "direct", '"twice in a week."': "direct"}, cues=["said"])

    quotations = found(text, tags, (RUIZ,), (mention(text, "Ana Ruiz"),))

    assert said(text, quotations) == [
        ('"It failed,"', "said", "Ana Ruiz"),
        ('"twice in a week."', "said", "Ana Ruiz"),
    ]
    assert {q.speaker for q in quotations} == {span(text, "Ana Ruiz")}


def test_quotation_after_a_whole_reporting_clause_has_the_speaker_but_no_cue() -> None:
    text = "“We were late,” Ana Ruiz said. “The whole town knew it.”"
    tags = sure_tags(text, content={"“We were late,”": "direct", "“The whole town knew it.”": "direct"}, cues=["said"])

    first, second = found(text, tags, (RUIZ,), (mention(text, "Ana Ruiz"),))

    assert (first.cue, first.speaker) == (span(text, "said"), span(text, "Ana Ruiz"))
    assert (second.cue, second.speaker, second.speaker_entity, second.speaker_name) == (None, None, 0, "Ana Ruiz")


def test_quotation_without_cue_belongs_to_whom_the_sentence_before_introduces() -> None:
    text = "The talks failed.\n\n“It is over,” Mats Holm said.\n\nAna Ruiz does not agree. “It begins today.”"
    tags = sure_tags(text, content={"“It is over,”": "direct", "“It begins today.”": "direct"}, cues=["said"])
    people = (mention(text, "Mats Holm"), mention(text, "Ana Ruiz", entity=1))

    quotations = found(text, tags, (HOLM, RUIZ), people)

    assert [q.speaker_name for q in quotations] == ["Mats Holm", "Ana Ruiz"]


def test_clause_partly_in_marks_is_mixed_with_the_marked_pieces_as_fragments() -> None:
    text = "Ana Ruiz said the talks were “a significant step” towards peace."
    clause = "the talks were “a significant step” towards peace"
    tags = sure_tags(text, content={clause: "mixed"}, cues=["said"], speakers=["Ana Ruiz"])

    [quotation] = found(text, tags, (RUIZ,), (mention(text, "Ana Ruiz"),))

    assert (quotation.type, quotation.span, quotation.fragments) == (
        MIXED,
        span(text, clause),
        (span(text, "“a significant step”"),),
    )


def test_words_in_marks_after_a_naming_verb_are_quoted_alone() -> None:
    text = "Ana Ruiz called the new tariffs “madness” on Friday."
    tags = sure_tags(text, content={"the new tariffs “madness”": "mixed"}, cues=["called"])

    [quotation] = found(text, tags, (RUIZ,), (mention(text, "Ana Ruiz"),))

    assert (quotation.type, quotation.span.of(text), quotation.speaker_name) == (DIRECT, "“madness”", "Ana Ruiz")


def test_speech_over_two_paragraphs_is_one_record_with_two_fragments() -> None:
    text = "Floods in Harton\n\nAna Ruiz said: “We lost twelve people.\n\n“We will not stop.”\n\nThe search goes on."
    speech = "“We lost twelve people.\n\n“We will not stop.”"
    tags = sure_tags(text, content={speech: "direct"}, cues=["said"])

    [quotation] = found(text, tags, (RUIZ,), (mention(text, "Ana Ruiz"),))

    assert quotation.span == span(text, speech)
    assert [each.of(text) for each in quotation.fragments] == ["“We lost twelve people.", "“We will not stop.”"]


def test_reporting_clause_between_commas_stays_inside_the_clause() -> None:
    text = "In Harton, Ana Ruiz said, the water is still rising fast."
    tags = sure_tags(
        text, content={"In Harton": "indirect", "the water is still rising fast": "indirect"}, cues=["said"]
    )

    [quotation] = found(text, tags, (RUIZ,), (mention(text, "Ana Ruiz"),))

    assert quotation.span.of(text) == "In Harton, Ana Ruiz said, the water is still rising fast"


def test_second_reporting_verb_begins_a_second_record() -> None:
    text = "Ana Ruiz said the fire was an accident and added that no charges would be brought."
    clause = text[len("Ana Ruiz said ") : -1]
    tags = sure_tags(text, content={clause: "indirect"}, cues=["said", "added"], speakers=["Ana Ruiz"])

    quotations = found(text, tags, (RUIZ,), (mention(text, "Ana Ruiz"),))

    assert said(text, quotations) == [
        ("the fire was an accident", "said", "Ana Ruiz"),
        ("no charges would be brought", "added", "Ana Ruiz"),
    ]


def test_clause_inside_a_quotation_has_it_as_parent_and_its_own_speaker() -> None:
    text = "“Mats Holm said that the bridge is closed,” Ana Ruiz told us."
    outer = "“Mats Holm said that the bridge is closed,”"
    tags = sure_tags(text, content={outer: "direct"}, cues=["told", "said"], speakers=["Ana Ruiz", "Mats Holm"])
    people = (mention(text, "Mats Holm"), mention(text, "Ana Ruiz", entity=1))

    first, second = found(text, tags, (HOLM, RUIZ), people)

    assert (first.span.of(text), first.speaker_name, first.parent) == (outer, "Ana Ruiz", None)
    assert (second.span.of(text), second.speaker_name, second.parent) == ("the bridge is closed", "Mats Holm", 0)


def test_pronoun_is_resolved_by_what_the_text_tells_of_gender() -> None:
    text = "Mr Holm met Mrs Ruiz on Friday. “We agreed on nothing at all,” she said."
    tags = sure_tags(text, content={"“We agreed on nothing at all,”": "direct"}, cues=["said"], speakers=["she"])
    people = (mention(text, "Holm"), mention(text, "Ruiz", entity=1))

    [quotation] = found(text, tags, (HOLM, RUIZ), people)

    assert (quotation.speaker, quotation.speaker_entity) == (span(text, "she"), 1)


def test_description_is_resolved_to_whom_the_text_describes_so() -> None:
    text = "Press Secretary Ana Ruiz spoke on Friday.\n\nThe strikes go on, the press secretary said."
    tags = sure_tags(text, content={"The strikes go on": "indirect"}, cues=["said"], speakers=["the press secretary"])

    [quotation] = found(text, tags, (RUIZ,), (mention(text, "Ana Ruiz"),))

    assert (quotation.speaker, quotation.speaker_name) == (span(text, "the press secretary"), "Ana Ruiz")


def test_source_without_a_name_is_called_by_its_fullest_phrase() -> None:
    text = "A spokesman for the airline said on Friday: “Safety is our first concern.”"
    tags = sure_tags(
        text, content={"“Safety is our first concern.”": "direct"}, cues=["said"], speakers=["A spokesman"]
    )

    [quotation] = found(text, tags)

    assert (quotation.speaker, quotation.speaker_entity, quotation.speaker_name) == (
        span(text, "A spokesman"),
        None,
        "A spokesman for the airline",
    )


def test_joint_speakers_span_from_first_to_last() -> None:
    text = "“We leave with our heads high,” Ana Ruiz and Mats Holm said in a letter."
    tags = sure_tags(text, content={"“We leave with our heads high,”": "direct"}, cues=["said"], speakers=["Mats Holm"])
    people = (mention(text, "Ana Ruiz"), mention(text, "Mats Holm", entity=1))

    [quotation] = found(text, tags, (RUIZ, HOLM), people)

    assert (quotation.speaker, quotation.speaker_entity) == (span(text, "Ana Ruiz and Mats Holm"), 0)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The bridge is closed,” said Ana Ruiz, who runs the port.", "Ana Ruiz"),
        ("“The bridge is closed,” Ana Ruiz told Reuters.", "Ana Ruiz"),
        ("The mayor, Ana Ruiz, warned: “The bridge is closed.”", "Ana Ruiz"),
        ("Ana Ruiz, 44, a nurse, said: “The bridge is closed.”", "Ana Ruiz"),
        ("“The bridge is closed,” the report says.", "the report"),
        ("“The bridge is closed,” said one former employee, who left in May.", "one former employee"),
        ("Ana Ruiz, a baker: “The bridge is closed.”", "Ana Ruiz"),
        ("Her message to drivers was blunt: “The bridge is closed.”", "Her"),
        ("“The bridge is closed,” Ana Ruiz was quoted as saying.", "Ana Ruiz"),
    ],
)
def test_speaker_is_found_by_grammar_where_the_encoder_sees_none(text: str, speaker: str) -> None:
    words = next(each for each in ("“The bridge is closed,”", "“The bridge is closed.”") if each in text)
    people = (mention(text, "Ana Ruiz"),) if "Ana Ruiz" in text else ()

    [quotation] = found(text, sure_tags(text, content={words: "direct"}), (RUIZ,), people)

    assert quotation.speaker == span(text, speaker)


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “smart” motorway has been closed again.",
        "The word “refugee” has a precise meaning in law.",
        "The arrest of Marco “The Barber” Ruiz ended a hunt.",
    ],
)
def test_terms_and_nicknames_are_no_quotations_even_if_the_encoder_thinks_so(text: str) -> None:
    words = text[text.index("“") : text.index("”") + 1]

    assert found(text, sure_tags(text, content={words: "direct"})) == ()


@pytest.mark.parametrize(
    ("text", "clause", "cue"),
    [
        ("Ana Ruiz believed the house was empty.", "the house was empty", "believed"),
        ("Millions are said to live there in tents.", "to live there in tents", "said"),
    ],
)
def test_thoughts_and_hearsay_are_no_quotations(text: str, clause: str, cue: str) -> None:
    assert found(text, sure_tags(text, content={clause: "indirect"}, cues=[cue])) == ()


def test_clause_that_the_encoder_half_sees_is_found_by_grammar() -> None:
    text = "According to the National Audit Office, the scheme was three times too dear."
    tags = sure_tags(text, cues=["According to"], speakers=["the National Audit Office"])
    tags.log_probs["content"][:, 0] = -0.3

    [quotation] = found(text, tags)

    assert said(text, (quotation,)) == [
        ("the scheme was three times too dear", "According to", "the National Audit Office")
    ]


def test_headline_quotation_has_the_speaker_of_the_same_words_in_the_body() -> None:
    headline, speech = "‘We washed our hands and prayed’", "“We washed our hands and prayed, all of us,”"
    text = f"Ebola: {headline}\n\n{speech} said Ana Ruiz, who has worked in Kenema as a nurse since the spring."
    tags = sure_tags(text, content={headline: "direct", speech: "direct"}, cues=["said"])

    first, second = found(text, tags, (RUIZ,), (mention(text, "Ana Ruiz"),))

    assert (first.cue, first.speaker, first.speaker_name, first.optional) == (None, None, "Ana Ruiz", True)
    assert second.optional is False


def test_transcript_has_one_quotation_per_turn_with_the_label_as_speaker() -> None:
    text = "Hearing on the bridge\n\nMS. RUIZ: Did you sign it?\n\nMR. HOLM: I did not.\n\nMS. RUIZ: Who did?"
    people = (mention(text, "RUIZ"), mention(text, "HOLM", entity=1), mention(text, "RUIZ", nth=2))

    quotations = found(text, sure_tags(text), (RUIZ, HOLM), people)

    assert said(text, quotations) == [
        ("Did you sign it?", None, "Ana Ruiz"),
        ("I did not.", None, "Mats Holm"),
        ("Who did?", None, "Ana Ruiz"),
    ]


def test_answers_of_an_interview_belong_to_whom_it_is_with() -> None:
    text = "A talk with Ana Ruiz\n\nAna Ruiz makes wine.\n\nQ: Since when?\n\nA: Since 1997, in Ikalto."
    people = (mention(text, "Ana Ruiz"), mention(text, "Ana Ruiz", nth=2))

    quotations = found(text, sure_tags(text), (RUIZ,), people)

    assert said(text, quotations) == [("Since 1997, in Ikalto.", None, "Ana Ruiz")]


@pytest.mark.parametrize(
    ("cue", "stance"),
    [
        ("said", Stance.NEUTRAL),
        ("claimed", Stance.DISTANCING),
        ("acknowledged", Stance.ENDORSING),
        ("pointed out", Stance.ENDORSING),
        ("denied", Stance.DENYING),
    ],
)
def test_cue_tells_the_stance(cue: str, stance: Stance) -> None:
    text = f"Ana Ruiz {cue} that the bridge was closed."
    tags = sure_tags(text, content={"the bridge was closed": "indirect"}, cues=[cue], speakers=["Ana Ruiz"])

    [quotation] = found(text, tags, (RUIZ,), (mention(text, "Ana Ruiz"),))

    assert quotation.stance is stance


@pytest.mark.parametrize(
    ("text", "clause", "cue", "optional"),
    [
        ("Ana Ruiz urged drivers to stay at home.", "to stay at home", "urged", True),
        ("The study found that glaciers are shrinking.", "glaciers are shrinking", "found", True),
        ("Ana Ruiz urged that the bridge be closed.", "the bridge be closed", "urged", False),
    ],
)
def test_directives_and_findings_are_optional(text: str, clause: str, cue: str, optional: bool) -> None:
    [quotation] = found(text, sure_tags(text, content={clause: "indirect"}, cues=[cue]))

    assert quotation.optional is optional


def test_text_without_any_words_has_no_quotations() -> None:
    assert find_quotations(Document("", ()), sure_tags(""), (), ()) == ()


PIECES = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "‘",
        "’",
        "said",
        "Ana Ruiz",
        " ",
        " ",
        ", ",
        ". ",
        "\n\n",
        "that",
        "she",
        ": ",
        "A:",
        "it was",
        "😀",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join), st.integers(0, 9))
def test_records_hold_their_promises_for_any_text_and_any_tags(text: str, seed: int) -> None:
    article = document(text)
    people = tuple(mention(text, "Ana Ruiz", nth=number + 1) for number in range(text.count("Ana Ruiz")))

    quotations = find_quotations(article, random_tags(text, seed), (RUIZ,), people)

    keys = [(q.span.start, -q.span.end) for q in quotations]
    assert keys == sorted(set(keys))
    for number, quotation in enumerate(quotations):
        assert quotation.span.end <= len(text)
        for part in (quotation.cue, quotation.speaker, *quotation.fragments):
            assert part is None or any(block.span.contains(part) for block in article.blocks)
        assert all(quotation.span.contains(fragment) for fragment in quotation.fragments)
        assert (quotation.type is INDIRECT) == (not quotation.fragments)
        assert 0 <= quotation.score <= 1
        assert quotation.speaker_entity in (None, 0)
        if quotation.parent is not None:
            assert quotation.parent < number
            assert quotations[quotation.parent].span.contains(quotation.span)
    assert quotations == find_quotations(article, random_tags(text, seed), (RUIZ,), people)


def test_office_before_a_name_is_no_reporting_word() -> None:
    text = '"We have the votes," state Sen. Ana Ruiz, the sponsor of the bill, said on Friday.'
    tags = sure_tags(text, content={'"We have the votes,"': "direct"})

    [quotation] = found(text, tags, (RUIZ,), (mention(text, "Ana Ruiz"),))

    assert quotation.cue != span(text, "state")


def test_addressee_is_no_part_of_what_was_asked() -> None:
    text = "Ana Ruiz advised passengers to keep receipts."
    tags = sure_tags(text, content={"passengers to keep receipts": "indirect"}, cues=["advised"], speakers=["Ana Ruiz"])

    [quotation] = found(text, tags, (RUIZ,), (mention(text, "Ana Ruiz"),))

    assert (quotation.span, quotation.optional) == (span(text, "to keep receipts"), True)


def test_clause_with_an_infinitive_in_it_stays_whole() -> None:
    text = "Ana Ruiz told me that bees get used to trains."
    tags = sure_tags(text, content={"bees get used to trains": "indirect"}, cues=["told"], speakers=["Ana Ruiz"])

    [quotation] = found(text, tags, (RUIZ,), (mention(text, "Ana Ruiz"),))

    assert quotation.span == span(text, "bees get used to trains")


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        ("Let's just say he is wrong about it.", "he is wrong about it", "say"),
        ("Pupils are seated according to age and height.", "Pupils are seated", "according to"),
        ("Why am I here, Ana Ruiz wondered.", "Why am I here", "wondered"),
    ],
)
def test_suppositions_measures_and_thoughts_are_no_quotations(text: str, content: str, cue: str) -> None:
    assert found(text, sure_tags(text, content={content: "indirect"}, cues=[cue])) == ()


def test_it_is_who_spoke_last_although_another_body_was_named_since() -> None:
    text = (
        "The Harbour Board met in the town.\n\nDivers hired by Tolland Group found rust, the Harbour Board said. "
        "It promised that boats would sail."
    )
    board, tolland = Entity("Harbour Board", Label.ORG), Entity("Tolland Group", Label.ORG)
    clauses = {"Divers hired by Tolland Group found rust": "indirect", "boats would sail": "indirect"}
    tags = sure_tags(text, content=clauses, cues=["said", "promised"], speakers=["It"])
    mentions = (
        mention(text, "Harbour Board", label=Label.ORG),
        mention(text, "Tolland Group", label=Label.ORG, entity=1),
    )

    _, promise = found(text, tags, (board, tolland), mentions)

    assert promise.speaker_name == "Harbour Board"


def test_person_behind_the_office_and_its_body_is_the_speaker() -> None:
    text = "The head of the Harbour Board Ana Ruiz said the boats would sail."
    tags = sure_tags(text, content={"the boats would sail": "indirect"}, cues=["said"], speakers=["The head"])
    mentions = (mention(text, "Harbour Board", label=Label.ORG, entity=1), mention(text, "Ana Ruiz"))

    [quotation] = found(text, tags, (RUIZ, Entity("Harbour Board", Label.ORG)), mentions)

    assert (quotation.speaker, quotation.speaker_name) == (span(text, "Ana Ruiz"), "Ana Ruiz")


def test_firm_speaks_and_not_the_country_that_it_is_of() -> None:
    text = "Daikyo Industries of Japan said it would invest."
    speaker = "Daikyo Industries of Japan"
    tags = sure_tags(text, content={"it would invest": "indirect"}, cues=["said"], speakers=[speaker])
    mentions = (mention(text, "Daikyo Industries", label=Label.ORG), mention(text, "Japan", label=Label.GPE, entity=1))

    [quotation] = found(text, tags, (Entity("Daikyo Industries", Label.ORG), Entity("Japan", Label.GPE)), mentions)

    assert quotation.speaker_name == "Daikyo Industries"


def test_it_behind_a_body_without_a_name_is_that_body() -> None:
    text = "Divers of Tolland Group found rust, the council said. It promised that boats would sail."
    clauses = {"Divers of Tolland Group found rust": "indirect", "boats would sail": "indirect"}
    tags = sure_tags(text, content=clauses, cues=["said", "promised"], speakers=["the council", "It"])
    tolland = Entity("Tolland Group", Label.ORG)

    quotations = found(text, tags, (tolland,), (mention(text, "Tolland Group", label=Label.ORG),))

    assert [quotation.speaker_name for quotation in quotations] == ["the council", "the council"]
