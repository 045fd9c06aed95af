"""Every kind of page of a library, with its address and how fast it shall be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from django.db.models import Count, QuerySet

from articles.document import QuantityKind
from articles.models import Article, Entity, Quantity
from tests.benchmarks.cast import Company, Name
from tests.benchmarks.library import LONG, SEED, THOUSAND

# milliseconds
ARTICLE: Final = 30.0
LONG_ARTICLE: Final = 400.0
PANEL: Final = 30.0
LIST: Final = 100.0


@dataclass(frozen=True, slots=True)
class Address:
    """A page to be asked for; ``aim`` is how many milliseconds the answer may take, 0 where nothing is asked.

    ``is_cached``: the reader's browser has the page already, so the answer is to be 304.
    """

    name: str
    path: str
    aim: float = 0.0
    is_cached: bool = False


def addresses() -> Iterator[Address]:
    """The pages of the library that is in the database; the same names for every library, in the same order."""
    company = Company(SEED)
    star, rarity = _entity(company.star), _entity(company.rarity)
    yield Address("empty view", "/empty/")
    yield from _article(THOUSAND, "1,000 words", ARTICLE)
    yield from _article(LONG, "50,000 words", LONG_ARTICLE)
    yield from _library()
    yield from _search(star, rarity)
    yield from _entities(star, rarity)
    yield from _quotes(star)
    yield from _numbers(star)


def _article(slug: str, name: str, aim: float) -> Iterator[Address]:
    article = Article.objects.get(slug=slug)
    path = article.get_absolute_url()
    entity = _most_named(Entity.objects.filter(mentions__article=article))
    quotation = article.quotations.exclude(speaker=None).order_by("start")[10]
    number = article.quantities.filter(kind=QuantityKind.CARDINAL).exclude(counted="").order_by("start")[3]
    yield Address(f"article, {name}", path, aim)
    yield Address(f"article, {name}, not changed (304)", path, ARTICLE, is_cached=True)
    yield Address(f"article, {name}, an entity selected", f"{path}?sel=e:{entity.pk}", aim)
    yield Address(f"panel of an entity, {name}", f"{path}panel/?sel=e:{entity.pk}", PANEL)
    yield Address(f"panel of a quote, {name}", f"{path}panel/?sel=q:{quotation.pk}", PANEL)
    yield Address(f"panel of a number, {name}", f"{path}panel/?sel=n:{number.pk}", PANEL)
    for tab in ("entities", "quotes", "numbers"):
        yield Address(f"panel of all {tab}, {name}", f"{path}panel/?tab={tab}", PANEL)
    yield Address(f"card of an entity, {name}", f"{path}card/?sel=e:{entity.pk}", PANEL)
    yield Address(f"figure across articles, {name}", f"{path}figures/{number.pk}/", LIST)


def _library() -> Iterator[Address]:
    yield Address("library", "/", LIST)
    yield Address("library, page 2", "/?page=2", LIST)
    yield Address("library, a deep page", f"/?page={_deep(Article.objects.count(), 20)}", LIST)
    for sort in ("oldest", "added", "title"):
        yield Address(f"library, {sort} first", f"/?sort={sort}", LIST)


def _search(star: Entity, rarity: Entity) -> Iterator[Address]:
    source, year = _source(), _year()
    person = f'person:"{star.name}"'
    searches = {
        "a word": "lighthouse",
        "a rare word": rarity.name.split()[-1],
        "a word of nearly all articles": "said",
        "a beginning of words": "harb*",
        "a phrase": '"would rather repair it"',
        "words": "new bridge harbour",
        "no such word": "qqqq",
        "person named most": person,
        "person named five times": f'person:"{rarity.name}"',
        "speaker": f'speaker:"{star.name}"',
        "source": f'source:"{source}"',
        "year": f"date:{year}",
        "no date": "date:unknown",
        "word and person": f"harbour {person}",
        "word, source and year": f'bridge source:"{source}" date:{year}',
        "person, source and word": f'{person} source:"{source}" said',
        "person and speaker": f'{person} speaker:"{star.name}"',
    }
    for name, query in searches.items():
        yield Address(f"search: {name}", f"/search/?{urlencode({'q': query})}", LIST)
    yield Address("search: a word, page 2", "/search/?q=said&page=2", LIST)
    for name, typed in {"a name": star.name[:5], "person": "person:al", "source": "source:the"}.items():
        yield Address(f"completion of {name}", f"/search/complete/?{urlencode({'q': typed})}", LIST)


def _entities(star: Entity, rarity: Entity) -> Iterator[Address]:
    source, year = _source(), _year()
    yield Address("entities", "/entities/", LIST)
    yield Address("entities, page 2", "/entities/?page=2", LIST)
    yield Address("entities, a deep page", f"/entities/?page={_deep(Entity.objects.count(), 60)}", LIST)
    limits = {
        "people": "kind=person",
        "places": "kind=place",
        "words": "q=bank",
        "words and kind": "q=al&kind=person",
        "source": f"source={quote(source)}",
        "dates": f"since={year}-01-01&until={year}-12-31",
        "kind, source and dates": f"kind=org&source={quote(source)}&since={year}-01-01&until={year}-12-31",
    }
    for name, query in limits.items():
        yield Address(f"entities: {name}", f"/entities/?{query}", LIST)
    yield Address("entity named most", star.get_absolute_url(), LIST)
    yield Address("entity named five times", rarity.get_absolute_url(), LIST)
    place = _most_named(Entity.objects.filter(label="GPE", mentions__article__slug=LONG))
    yield Address("entity: a place", place.get_absolute_url(), LIST)


def _quotes(star: Entity) -> Iterator[Address]:
    source, year = _source(), _year()
    limits = {
        "speaker": f"speaker={star.pk}",
        "type": "type=mixed",
        "about": f"about={star.pk}",
        "words": "q=harbour",
        "words of nearly all": "q=the",
        "part of a speaker's name": "name=al",
        "source": f"source={quote(source)}",
        "dates": f"since={year}-01-01&until={year}-12-31",
        "grouped by speaker": "by=speaker",
        "grouped by article": "by=article",
        "about, words and dates": f"about={star.pk}&q=bridge&since={year}-01-01",
        "speaker, type and source": f"speaker={star.pk}&type=direct&source={quote(source)}",
    }
    yield Address("quotes", "/quotes/", LIST)
    yield Address("quotes, page 2", "/quotes/?page=2", LIST)
    for name, query in limits.items():
        yield Address(f"quotes: {name}", f"/quotes/?{query}", LIST)


def _numbers(star: Entity) -> Iterator[Address]:
    source, year = _source(), _year()
    limits = {
        **{kind.value: f"kind={kind.value}" for kind in QuantityKind},
        "largest": "sort=largest",
        "smallest": "sort=smallest",
        "money, smallest": "kind=money&sort=smallest",
        "unit": "unit=kilometer",
        "canonical unit": "unit=meter&sort=largest",
        "currency": "currency=GBP",
        "counted noun": "counted=people",
        "about": f"about={star.pk}",
        "about and kind": f"about={star.pk}&kind=money",
        "words": "q=work",
        "source": f"source={quote(source)}",
        "dates of articles": f"since={year}-01-01&until={year}-12-31",
    }
    yield Address("numbers", "/numbers/", LIST)
    yield Address("numbers, page 2", "/numbers/?page=2", LIST)
    yield Address("numbers, a deep page", f"/numbers/?page={_deep(Quantity.objects.count(), 80)}", LIST)
    for name, query in limits.items():
        yield Address(f"numbers: {name}", f"/numbers/?{query}", LIST)


def _entity(name: Name) -> Entity:
    return Entity.objects.get(key=name.key, label=name.label.value)


def _most_named(entities: QuerySet[Entity]) -> Entity:
    return entities.annotate(named=Count("mentions")).order_by("-named", "pk")[0]


def _deep(rows: int, per_page: int) -> int:
    """A page in the middle."""
    return max(1, rows // per_page // 2)


def _source() -> str:
    """The outlet with the most articles."""
    sources = Article.objects.exclude(source="").values_list("source").annotate(n=Count("pk")).order_by("-n", "source")
    return sources[0][0]


def _year() -> int:
    years = Article.objects.exclude(published=None).values_list("published__year").annotate(n=Count("pk"))
    year: int = years.order_by("-n", "published__year")[0][0]
    return year
