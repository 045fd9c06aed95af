"""The roles said of people: "Turkish Defence Minister Hulusi Akar", "Ana Ruiz, the mayor of Lugo,"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from articles.document import Form, Label, Mention
from articles.language.lexicon import words

MAX_WORDS: Final = 12
_WORD_BEFORE: Final = re.compile(r"([^\s,;:.!?()\[\]\"“”]+(?:\.(?=[ \xa0]))?)[ \xa0]+$")
_BEHIND: Final = re.compile(
    r",[ ](?:(?:aged[ ])?\d{1,3},[ ])?"
    r"(?P<role>(?:(?:the|a|an|its|his|her|their|one\ of)[ ])?[^,;:.!?()\[\]\n\"“”–—]{3,100}?)"
    r"(?=[,;)\n]|[.](?:\s|$)|[ ][–—]|$)",
    re.VERBOSE,
)
_IN_FRONT: Final = re.compile(
    r"(?:^|[.!?\n\"“”][ \n]*|,[ ])(?P<role>(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)[ ][^,;:.!?()\[\]\n\"“”–—]{3,80}),[ ]$"
)
_ARTICLE: Final = re.compile(r"^(?:the|a|an|its|his|her|their|one of the|one of) ", re.IGNORECASE)
_RELATIVE: Final = re.compile(r"(?:^| )(?:who|whom|whose|which|that)(?: |$)")
_HEAD_ENDS: Final = re.compile(
    r" (?:of|for|at|in|on|with|from|to|and|who|whose|that|which|by|under|behind|near|based) "
)


def roles_of(text: str, mentions: Sequence[Mention]) -> dict[int, tuple[str, ...]]:
    """For every person of whom roles are said: these, as printed without article, in order of the text, none twice.

    ``mentions`` are sorted by start.
    """
    roles: dict[int, dict[str, None]] = defaultdict(dict)
    starts = {mention.span.end: mention for mention in mentions}
    for mention in mentions:
        if mention.label is not Label.PERSON or mention.form is not Form.NAME:
            continue
        for role in (
            _title_before(text, mention.span.start, starts),
            _apposition_before(text, mention.span.start),
            _apposition_behind(text, mention.span.end),
        ):
            if role:
                roles[mention.entity].setdefault(role)
    return {entity: tuple(said) for entity, said in roles.items()}


def role_head(role: str) -> str | None:
    """The noun that says what someone is: "minister" of "Turkish Defence Minister"; None if there is none."""
    head = _HEAD_ENDS.split(f"{role} ", maxsplit=1)[0].rstrip().rsplit(" ", 1)[-1].lower()
    return head if head in words("roles") else None


def _title_before(text: str, start: int, mentions: dict[int, Mention]) -> str | None:
    """The role right before a name, with its modifiers and names ("Turkish Defence Minister")."""
    position, taken = start, 0
    while taken < MAX_WORDS:
        word = _WORD_BEFORE.search(text, max(0, position - 48), position)
        if not word:
            break
        printed = word.group(1)
        mention = mentions.get(word.end(1)) or mentions.get(word.end(1) - 2)
        if taken and mention is not None and mention.label is not Label.PERSON:
            position = mention.span.start
        elif not _is_part_of_title(printed, nearest=taken == 0):
            break
        else:
            position = word.start()
        taken += 1
    role = " ".join(text[position:start].split())
    return role if role_head(role) and not role.endswith((",", ".")) else None


def _is_part_of_title(word: str, *, nearest: bool) -> bool:
    if word.lower().removeprefix("ex-").removeprefix("co-") in words("roles"):
        return True
    if nearest:
        return False
    return word in words("role_modifiers") or word in words("portfolios") or word.lower() in words("role_modifiers")


def _apposition_behind(text: str, end: int) -> str | None:
    behind = _BEHIND.match(text, end)
    return _as_role(behind.group("role")) if behind else None


def _apposition_before(text: str, start: int) -> str | None:
    before = _IN_FRONT.search(text, max(0, start - 100), start)
    return _as_role(before.group("role")) if before else None


def _as_role(phrase: str) -> str | None:
    role = _RELATIVE.split(_ARTICLE.sub("", " ".join(phrase.split())), maxsplit=1)[0]
    return role if role_head(role) and len(role.split()) <= MAX_WORDS else None
