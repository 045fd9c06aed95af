"""The article page and the panel beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Final

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.utils.crypto import salted_hmac
from django.views.decorators.http import condition, require_safe

from articles.correction.entities import final
from articles.models import Article, Entity, Quantity, Quotation
from articles.queries import panel
from articles.queries.article import page, progress
from articles.queries.checks import checks_in
from articles.rendering.marks import Selection
from articles.search.rows import WORDS_PER_MINUTE
from articles.views.display import COOKIE
from articles.views.library import STOP_POLLING
from articles.views.permissions import may_delete, may_edit

TABS: Final = ("entities", "quotes", "numbers")
_SELECTED: Final = re.compile(r"([eqn]):(\d{1,18})")
_MENTION: Final = re.compile(r"m-\d{1,18}-\d{1,9}")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address selects: an entity, a quotation or a quantity of the article, or nothing."""

    entity: Entity | None = None
    quotation: Quotation | None = None
    quantity: Quantity | None = None
    at: str = ""

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
    if selected := beside.get("selected_entity"):
        chosen = replace(chosen, at=selected.at)
    shown = page(found, chosen.marks())
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
    """The context of the panel."""
    if chosen.entity is not None:
        return {"tab": "selected", "selected_entity": panel.entity_panel(found, chosen.entity, chosen.at)}
    if chosen.quotation is not None:
        return {"tab": "selected", "selected_quote": panel.quote_panel(found, chosen.quotation)}
    if chosen.quantity is not None:
        return {"tab": "selected", "selected_number": panel.number_panel(found, chosen.quantity)}
    tab = request.GET.get("tab", TABS[0])
    if tab == "quotes":
        return {"tab": tab, "quotes": panel.overview_quotes(found), "missing": "sel" in request.GET}
    if tab == "numbers":
        groups, noticed = panel.overview_numbers(found), checks_in(found)
        return {"tab": tab, "groups": groups, "checks": noticed, "missing": "sel" in request.GET}
    return {"tab": TABS[0], "groups": panel.overview_entities(found), "missing": "sel" in request.GET}


def _counts(found: Article) -> dict[str, int]:
    """How many entities, quotes and numbers the tabs lead to."""
    return {
        "entity_count": found.mentions.filter(form="name").values("entity").distinct().count(),
        "quote_count": found.quotations.count(),
        "number_count": found.quantities.count(),
    }
