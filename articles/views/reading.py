"""The article page and the panel beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Final

from django.contrib.staticfiles.storage import staticfiles_storage
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.utils.crypto import salted_hmac
from django.views.decorators.http import condition, require_safe

from articles.correction.entities import final
from articles.models import Article, Entity, Quantity, Quotation
from articles.queries import overview, panel, panel_entity
from articles.queries.article import page, progress
from articles.queries.checks import checks_in
from articles.queries.overview import TABS
from articles.queries.parts import Asked, Part
from articles.rendering.marks import Selection
from articles.search.rows import WORDS_PER_MINUTE
from articles.views.display import COOKIE
from articles.views.library import STOP_POLLING
from articles.views.permissions import may_delete, may_edit

_SELECTED: Final = re.compile(r"([eqn]):(\d{1,18})")
_MENTION: Final = re.compile(r"m-\d{1,18}-\d{1,9}")
_PLACE: Final = re.compile(r"\d{1,9}")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address selects: an entity, a quotation or a quantity of the article, or nothing."""

    entity: Entity | None = None
    quotation: Quotation | None = None
    quantity: Quantity | None = None
    at: str = ""

    @property
    def selection(self) -> str:
        """What ``sel`` says in an address: "e:5", "" where nothing is selected."""
        for letter, row in (("e", self.entity), ("q", self.quotation), ("n", self.quantity)):
            if row is not None:
                return f"{letter}:{row.pk}"
        return ""

    def marks(self) -> Selection:
        """The selection as the renderer knows it."""
        return Selection(
            self.entity.pk if self.entity else None,
            self.quotation.pk if self.quotation else None,
            self.quantity.pk if self.quantity else None,
            self.at,
        )


def _etag(request: HttpRequest, slug: str) -> str | None:
    """Changes with what the reader sees: the annotations, the details, the look, who is reading.

    Also with what the page cannot do without: the names of the style sheets, which change with a new release, and the
    secret that its forms are checked against, which changes with signing in.
    """
    known = Article.objects.filter(slug=slug).values_list("version", "state", "updated").first()
    if known is None or request.GET or (request.user.is_authenticated and "messages" in request.session):
        return None
    version, state, updated = known
    look = request.COOKIES.get(COOKIE, "")
    release = getattr(staticfiles_storage, "manifest_hash", "")
    content = _digest(version, state, updated.timestamp(), look, request.user.pk, release)
    has_cookie = "CSRF_COOKIE" in request.META
    get_token(request)  # makes the secret that the page's forms are going to be checked against
    sent = re.search(rf'"{content}\.[0-9a-f]+"', request.headers.get("If-None-Match", ""))
    if sent and not has_cookie:
        # whoever keeps no cookies cannot post anyway
        return sent[0]
    return f'"{content}.{_digest(request.META["CSRF_COOKIE"])}"'


def _digest(*parts: object) -> str:
    return salted_hmac("articles.views.reading", repr(parts)).hexdigest()


@require_safe
@condition(etag_func=_etag)
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """The article with everything marked in it, and the panel on what the address selects."""
    found = get_object_or_404(Article.objects.select_related("result", "owner").defer("result__said"), slug=slug)
    chosen = chosen_of(request, found)
    beside = panel_context(request, found, chosen)
    shown = page(found, replace(chosen, at=beside["at"]).marks())
    context = {
        "article": found,
        "page": shown,
        "entity_count": shown.entities,
        "quote_count": shown.quotes,
        "number_count": shown.numbers,
        "minutes": max(1, round(found.words / WORDS_PER_MINUTE)),
        "progress": progress(found),
        "may_edit": may_edit(request.user, found),
        "may_delete": may_delete(request.user, found),
        **beside,
    }
    response = render(request, "articles/article.html", context)
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def article_panel(request: HttpRequest, slug: str) -> HttpResponse:
    """The panel alone: what ``sel`` selects, else the overview that ``tab`` names."""
    found = get_object_or_404(Article, slug=slug)
    context = {"article": found, **panel_context(request, found, chosen_of(request, found)), **_counts(found)}
    return render(request, "articles/_panel.html", context)


@require_safe
def panel_rows(request: HttpRequest, slug: str) -> HttpResponse:
    """More rows of one list of the panel: of ``list``, those from ``from`` on. Other parameters as the panel's."""
    found = get_object_or_404(Article, slug=slug)
    part = _part(request, found, chosen_of(request, found))
    if part is None or not part.rows:
        return HttpResponse()
    return render(request, "articles/_panel_rows.html", {"article": found, "part": part})


def _part(request: HttpRequest, found: Article, chosen: Chosen) -> Part[Any] | None:
    tab, asked = request.GET.get("tab", ""), _asked(request)
    if tab in TABS or not chosen.selection:
        tab = tab if tab in TABS else "entities"
        return overview.overview_part(found, tab, _address(tab, chosen), asked)
    if chosen.entity is not None:
        return panel_entity.entity_part(found, chosen.entity, asked)
    if chosen.quotation is not None:
        return panel.quote_part(found, chosen.quotation, asked)
    return None


def _address(tab: str, chosen: Chosen) -> str:
    """The query of a tab that is looked at beside what is selected."""
    at = f"&at={chosen.at}" if chosen.at else ""
    return f"sel={chosen.selection}{at}&tab={tab}" if chosen.selection else f"tab={tab}"


def _asked(request: HttpRequest) -> Asked:
    """The list of the panel, and the place in it, that the address asks for."""
    start = request.GET.get("from", "")
    return Asked(request.GET.get("list", ""), int(start)) if _PLACE.fullmatch(start) else Asked()


@require_safe
def status(request: HttpRequest, slug: str) -> HttpResponse:
    """How far the annotation has come; asked every few seconds until it has ended."""
    found = get_object_or_404(Article.objects.defer("text", "blocks"), slug=slug)
    now = progress(found)
    context = {"article": found, "progress": now, "is_news": True, "may_edit": may_edit(request.user, found)}
    return render(request, "articles/_status.html", context, status=STOP_POLLING if now.is_finished else 200)


def chosen_of(request: HttpRequest, found: Article) -> Chosen:
    """What ``sel`` and ``at`` select in this article; nothing where they name what it does not have."""
    match = _SELECTED.fullmatch(request.GET.get("sel", ""))
    if match is None:
        return Chosen()
    pk = int(match[2])
    at = request.GET.get("at", "")
    if match[1] == "e":
        entity = Entity.objects.select_related("merged_into").filter(pk=pk).first()
        return Chosen(entity=entity and final(entity), at=at if _MENTION.fullmatch(at) else "")
    if match[1] == "q":
        quotation = found.quotations.select_related("speaker", "parent__speaker").filter(pk=pk).first()
        return Chosen(quotation=quotation)
    return Chosen(quantity=found.quantities.filter(pk=pk).first())


def panel_context(request: HttpRequest, found: Article, chosen: Chosen) -> dict[str, Any]:
    """The context of the panel: what is selected, or the tab that is looked at meanwhile."""
    tab, asked = request.GET.get("tab", ""), _asked(request)
    context: dict[str, Any] = {"selection": chosen.selection, "at": chosen.at}
    if chosen.selection and tab not in TABS:
        context |= {"tab": "selected", **_selected(found, chosen, asked)}
    else:
        tab = tab if tab in TABS else "entities"
        context |= {"tab": tab, "parts": TABS[tab](found, _address(tab, chosen), asked)}
    if tab == "quotes":
        types = found.quotations.order_by().values_list("type").annotate(n=Count("pk")).order_by("-n", "type")
        context["types"] = list(types)
    elif tab == "numbers":
        context["checks"] = checks_in(found)
    return {**context, "missing": "sel" in request.GET and not chosen.selection}


def _selected(found: Article, chosen: Chosen, asked: Asked) -> dict[str, Any]:
    if chosen.entity is not None:
        selected = panel_entity.entity_panel(found, chosen.entity, chosen.at, asked)
        return {"selected_entity": selected, "at": selected.at}
    if chosen.quotation is not None:
        return {"selected_quote": panel.quote_panel(found, chosen.quotation, asked)}
    if chosen.quantity is not None:
        return {"selected_number": panel.number_panel(found, chosen.quantity)}
    return {}


def _counts(found: Article) -> dict[str, int]:
    """How many entities, quotes and numbers the tabs lead to."""
    return {
        "entity_count": found.appearances.filter(mentions__gt=0).count(),
        "quote_count": found.quotations.count(),
        "number_count": found.quantities.count(),
    }
