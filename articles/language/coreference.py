"""Pronouns and descriptions that refer to a named entity: "she", "the minister".

Few but right: a pronoun is resolved only where one person comes into question, so half of them stay open. Words in
quotation marks are left alone, since there the speaker's "he" is not the reporter's. Nothing else builds on this.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from articles.document import BlockKind, Document, Entity, Form, Label, Mention, Span
from articles.language.entities.descriptions import role_head
from articles.language.entities.forms import words_of
from articles.language.lexicon import rows, values, words
from articles.language.lexicon.people import Gender, gender_of_given_name, gender_of_noun, gender_of_title
from articles.language.tokens import INSIDE, quotation_states, token_offsets

PRONOUNS: Final = {
    **dict.fromkeys(("he", "him", "his", "himself"), Gender.MALE),
    **dict.fromkeys(("she", "her", "hers", "herself"), Gender.FEMALE),
}
# how many sentences back the person may have been named last
REACH: Final = 3
# how many characters back an organisation may have been named last
BODY_REACH: Final = 800
# how sure a resolved pronoun and a resolved description are, measured on our own articles
PRONOUN_SCORE: Final = 0.9
DESCRIPTION_SCORE: Final = 0.9
# blocks that say nothing about who is meant further down
SILENT: Final = frozenset((BlockKind.HEADLINE, BlockKind.CREDIT, BlockKind.SOURCE, BlockKind.BYLINE, BlockKind.CAPTION))

_SENTENCE_END: Final = re.compile(
    r"(?<![ .][A-Z])(?<!\b(?:Mr|Ms|Dr|St|Lt|Jr|Sr))"
    r"(?<!\b(?:Jan|Feb|Aug|Oct|Nov|Dec|Mrs|Gen|Sen|Rep|Gov|Col|Sgt|Rev))[.!?][\"”’')\]]*\s+"
    r"(?=[\"“‘'(\[]?[^\W\d_a-z])"
)
_PRONOUN: Final = re.compile(rf"\b(?:{'|'.join(PRONOUNS)})\b", re.IGNORECASE)
_HEADS: Final = "|".join(sorted(gender_of_noun(), key=len, reverse=True))
_NOUN_PHRASE: Final = re.compile(
    r"\b(?P<determiner>a|an|another|one|the|my|your|our|his|her|their|its|whose|every|each|this|that|any|no)"
    rf"(?P<modifiers>(?:[ ][\w.’'-]+){{0,3}}?)[ ](?P<head>{_HEADS})s?\b(?!-)",
    re.IGNORECASE,
)
_BODY_PHRASE: Final = re.compile(rf"\b[Tt]he (?P<noun>{'|'.join(row[0] for row in rows('body_nouns'))})\b")
_OF_OR_NAME: Final = re.compile(r" (?:of\b|[A-Z])")
_WORD_BEHIND: Final = re.compile(r"(?:[’']s)?( ?[-’']?)(\w*)")
_TITLE_BEFORE: Final = re.compile(r"([A-Z][a-z]+)\.?[ \xa0]+$")


@dataclass(slots=True)
class _Person:
    """What is known of a person of the document while it is read."""

    gender: Gender | None
    heads: frozenset[str]
    last_sentence: int = -100


@dataclass(frozen=True, slots=True)
class _Event:
    """Something in a sentence that speaks of a person: a name, a pronoun, or a noun with its gender if it tells one."""

    span: Span
    entity: int | None = None
    gender: Gender | None = None
    head: str = ""
    is_pronoun: bool = False


class _Scene:
    """The persons of a document, and who was spoken of lately."""

    def __init__(self, people: dict[int, _Person], protagonist: int | None) -> None:
        self._people = people
        self._protagonist = protagonist
        self._by_head: dict[str, list[int]] = defaultdict(list)
        for number, person in people.items():
            for head in person.heads:
                self._by_head[head].append(number)
        # the last sentence that spoke of somebody without a name, by the gender that the noun told
        self._stranger: dict[Gender | None, int] = {}

    def name(self, entity: int, sentence: int) -> None:
        """A person is named, or spoken of."""
        if entity in self._people:
            self._people[entity].last_sentence = sentence

    def meet(self, gender: Gender | None, sentence: int) -> None:
        """Somebody without a name is spoken of."""
        self._stranger[gender] = sentence

    def whom_means(self, gender: Gender, sentence: int) -> int | None:
        """The one person that a pronoun of this gender can mean here; None if there are several or none."""
        near = {
            number: person
            for number, person in self._people.items()
            if sentence - person.last_sentence <= REACH and person.gender in (gender, None)
        }
        if not near:
            return self._whom_it_is_all_about(gender, sentence)
        newest = max(person.last_sentence for person in near.values())
        if any(self._stranger.get(kind, -100) >= newest for kind in (gender, None)):
            return None
        if len(near) > 1:
            # of several, those spoken of last
            near = {
                n: one for n, one in near.items() if sentence - one.last_sentence < 2 or one.last_sentence == newest
            }
        if len(near) != 1:
            return None
        [(number, person)] = near.items()
        if person.gender is None:
            if sentence - person.last_sentence > 1 or self._is_about(gender, sentence):
                return None
            person.gender = gender
        return number

    def _whom_it_is_all_about(self, gender: Gender, sentence: int) -> int | None:
        """The protagonist, where nobody else of this gender came between."""
        if self._protagonist is None or self._people[self._protagonist].gender is not gender:
            return None
        if any(sentence - self._stranger.get(kind, -100) <= REACH for kind in (gender, None)):
            return None
        return self._protagonist

    def _is_about(self, gender: Gender, sentence: int) -> bool:
        """Whether somebody known to be of this gender was spoken of in this part of the text, or in all of it."""
        if self._protagonist is not None and self._people[self._protagonist].gender is gender:
            return True
        return any(p.gender is gender and sentence - p.last_sentence <= 2 * REACH for p in self._people.values())

    def who_is_the(self, head: str, sentence: int) -> int | None:
        """The one person of the document with this role, if he was named before."""
        numbers = self._by_head.get(head, ())
        if len(numbers) == 1 and 0 <= sentence - self._people[numbers[0]].last_sentence <= 3 * REACH:
            return numbers[0]
        return None


def find_references(document: Document, entities: Sequence[Entity], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Mentions of the form ``PRONOUN`` and ``DESCRIPTION``, sorted by start, disjoint from each other and ``mentions``.

    ``mentions`` are the named ones, sorted by start, with indices into ``entities``.
    """
    text = document.text
    genders = _genders(text, entities, mentions)
    families = {mention.entity for mention in mentions if _is_family(text, mention)}
    people = {
        number: _Person(genders.get(number), frozenset(filter(None, map(role_head, entity.descriptions))))
        for number, entity in enumerate(entities)
        if entity.label is Label.PERSON and number not in families
    }
    scene = _Scene(people, _protagonist(mentions, people))
    found: list[Mention] = []
    for sentence, events in enumerate(_sentences(document, mentions)):
        for event in events:
            if event.entity is not None:
                scene.name(event.entity, sentence)
                continue
            if event.is_pronoun:
                entity = scene.whom_means(event.gender, sentence) if event.gender else None
                form, score = Form.PRONOUN, PRONOUN_SCORE
            else:
                entity = scene.who_is_the(event.head, sentence) if event.head else None
                form, score = Form.DESCRIPTION, DESCRIPTION_SCORE
                if entity is None:
                    scene.meet(event.gender, sentence)
            if entity is not None:
                scene.name(entity, sentence)
                found.append(Mention(event.span, Label.PERSON, entity, score, form))
    found.extend(_bodies(document, entities, mentions))
    return _disjoint(found, mentions)


def _disjoint(found: Sequence[Mention], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Those of ``found`` that meet no mention and none before them, sorted by start."""
    starts = [mention.span.start for mention in mentions]
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda one: one.span):
        index = bisect_left(starts, mention.span.end) - 1
        is_taken = index >= 0 and mentions[index].span.overlaps(mention.span)
        if not is_taken and (not kept or kept[-1].span.end <= mention.span.start):
            kept.append(mention)
    return tuple(kept)


def _bodies(document: Document, entities: Sequence[Entity], mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Descriptions of organisations: "the ministry", where the document names one and has named it lately."""
    text = document.text
    for noun, places in _nouns_for_bodies(document).items():
        named = _names_that_allow(noun, entities)
        if len(named) != 1:
            continue
        [number] = named
        before = [mention.span.start for mention in mentions if mention.entity == number]
        for place in places:
            index = bisect_left(before, place.start)
            if index and place.start - before[index - 1] <= BODY_REACH and not _runs_on(text, place):
                yield Mention(place, entities[number].label, number, DESCRIPTION_SCORE, Form.DESCRIPTION)


def _nouns_for_bodies(document: Document) -> dict[str, list[Span]]:
    """Where "the" and a noun for an organisation stand, by noun, outside quotation marks."""
    is_quoted = _quoted(document.text)
    places: dict[str, list[Span]] = defaultdict(list)
    for match in _BODY_PHRASE.finditer(document.text):
        if not is_quoted(match.start()):
            places[match.group("noun")].append(Span(*match.span()))
    return places


def _names_that_allow(noun: str, entities: Sequence[Entity]) -> list[int]:
    """The organisations that one may call so, by the words of their names."""
    allowed = _body_nouns()[noun]
    return [
        number
        for number, entity in enumerate(entities)
        if entity.label in (Label.ORG, Label.FAC)
        and any(word in allowed for name in (entity.name, *entity.aliases) for word in words_of(name.replace("-", " ")))
    ]


def _runs_on(text: str, place: Span) -> bool:
    """Whether the phrase goes on ("the bank of", "the company Acme", "the school year"), so that it means another."""
    behind = _WORD_BEHIND.match(text, place.end)
    return bool(behind and behind.group(1) and behind.group(2) and behind.group(2) not in words("clause_words"))


@cache
def _body_nouns() -> dict[str, frozenset[str]]:
    return {noun: frozenset(values(allowed)) for noun, allowed in rows("body_nouns")}


def _protagonist(mentions: Sequence[Mention], people: Mapping[int, _Person]) -> int | None:
    """The person that the document names at least three times, and twice as often as any other; None without one."""
    times = Counter(mention.entity for mention in mentions if mention.entity in people).most_common(2)
    if not times or times[0][1] < 3 or (len(times) > 1 and times[0][1] < 2 * times[1][1]):
        return None
    return times[0][0]


def _is_family(text: str, mention: Mention) -> bool:
    """Whether the name means several people: "the Tidswells"."""
    return (
        text[mention.span.end - 1] == "s"
        and text[max(0, mention.span.start - 4) : mention.span.start].lower() == "the "
    )


def _genders(text: str, entities: Sequence[Entity], mentions: Sequence[Mention]) -> dict[int, Gender]:
    """The gender of every person whose title, given name or role tells one; nobody whose hints disagree."""
    hints: dict[int, set[Gender]] = defaultdict(set)
    for mention in mentions:
        title = _TITLE_BEFORE.search(text, max(0, mention.span.start - 16), mention.span.start)
        if title and title.group(1) in gender_of_title():
            hints[mention.entity].add(gender_of_title()[title.group(1)])
    for number, entity in enumerate(entities):
        if entity.label is not Label.PERSON:
            continue
        heads = filter(None, map(role_head, entity.descriptions))
        told = {gender for head in heads if (gender := gender_of_noun().get(head))}
        hints[number] |= told
        given = gender_of_given_name().get(entity.name.split()[0])
        if given and not hints[number]:
            hints[number].add(given)
    return {number: next(iter(told)) for number, told in hints.items() if len(told) == 1}


def _sentences(document: Document, mentions: Sequence[Mention]) -> Iterator[list[_Event]]:
    """The events of each sentence outside quotation marks, in order; blocks that break the thread are left out."""
    text = document.text
    is_quoted = _quoted(text)
    starts = [mention.span.start for mention in mentions]
    for block in document.blocks:
        if block.kind in SILENT:
            continue
        start = block.span.start
        ends = [match.end() for match in _SENTENCE_END.finditer(text, start, block.span.end)]
        for end in [*ends, block.span.end]:
            named = mentions[bisect_left(starts, start) : bisect_left(starts, end)]
            yield [event for event in _events(text, start, end, named) if not is_quoted(event.span.start)]
            start = end


def _events(text: str, start: int, end: int, named: Sequence[Mention]) -> list[_Event]:
    people = [mention for mention in named if mention.label is Label.PERSON]
    events = [_Event(mention.span, entity=mention.entity) for mention in people]
    free = [
        event
        for event in (*_pronouns(text, start, end), *_nouns(text, start, end, people))
        if not any(event.span.overlaps(mention.span) for mention in named)
    ]
    return sorted((*events, *free), key=lambda event: event.span)


def _pronouns(text: str, start: int, end: int) -> Iterator[_Event]:
    for match in _PRONOUN.finditer(text, start, end):
        yield _Event(Span(*match.span()), gender=PRONOUNS[match.group().lower()], is_pronoun=True)


def _nouns(text: str, start: int, end: int, people: Sequence[Mention]) -> Iterator[_Event]:
    """Nouns for people with their determiner, but those that are said of a name beside them."""
    behind = {mention.span.end for mention in people}
    ahead = {mention.span.start for mention in people}
    for match in _NOUN_PHRASE.finditer(text, start, end):
        head = match.group("head").lower()
        if head not in gender_of_noun():
            head = head.removesuffix("s")
        if head not in gender_of_noun():
            continue
        is_apposition = any(match.start() - gap in behind for gap in (2, 6, 7)) or any(
            match.end() + gap in ahead for gap in (1, 2)
        )
        if is_apposition:
            continue
        span = Span(*match.span())
        definite = match.group("determiner").lower() == "the" and not match.group("modifiers")
        definite = definite and not _OF_OR_NAME.match(text, span.end)
        yield _Event(span, gender=gender_of_noun()[head], head=head if definite else "")


def _quoted(text: str) -> Callable[[int], bool]:
    """Tells whether the character at an offset stands inside quotation marks."""
    offsets = token_offsets(text)
    states = quotation_states(text, offsets)
    starts = [start for start, _ in offsets]
    return lambda position: states[max(bisect_right(starts, position) - 1, 0)] == INSIDE
