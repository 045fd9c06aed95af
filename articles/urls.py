"""The reader's addresses, nested by thing."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from articles.views import (
    accounts,
    details,
    display,
    entities,
    exporting,
    figures,
    hovering,
    library,
    lists,
    printing,
    reading,
    searching,
    tables,
    upload,
)

urlpatterns: list[URLPattern | URLResolver] = [
    # the library
    path("", library.library, name="library"),
    path("rows/", library.changed_rows, name="library-rows"),
    path("samples/remove/", library.remove_samples, name="remove-samples"),
    path("search/", searching.search, name="search"),
    path("search/complete/", searching.complete, name="search-complete"),
    path("upload/", upload.upload, name="upload"),
    path("export.jsonl", exporting.export, name="export"),
    # an article
    path("articles/<slug:slug>/", reading.article, name="article"),
    path("articles/<slug:slug>/panel/", reading.article_panel, name="panel"),
    path("articles/<slug:slug>/panel/rows/", reading.panel_rows, name="panel-rows"),
    path("articles/<slug:slug>/status/", reading.status, name="article-status"),
    path("articles/<slug:slug>/added/", upload.added, name="article-added"),
    path("articles/<slug:slug>/record.json", exporting.article_record, name="record"),
    path("articles/<slug:slug>/edit/", details.edit, name="article-edit"),
    path("articles/<slug:slug>/delete/", details.delete, name="article-delete"),
    path("articles/<slug:slug>/retry/", details.retry, name="article-retry"),
    path("articles/<slug:slug>/card/", hovering.card, name="card"),
    path("articles/<slug:slug>/print/", printing.article_print, name="article-print"),
    path("articles/<slug:slug>/figures/<int:pk>/", figures.figure, name="figure"),
    path("articles/<slug:slug>/figures/<int:pk>/elsewhere/", figures.elsewhere, name="figure-elsewhere"),
    path("articles/<slug:slug>/figures/<int:pk>/apart/", figures.tell_apart, name="figure-apart"),
    # across articles
    path("entities/", entities.entities, name="entities"),
    path("entities/<int:pk>/", entities.entity, name="entity"),
    path("quotes/", lists.quotes, name="quotes"),
    path("quotes/table.csv", tables.quotes, name="quotes-table"),
    path("numbers/", lists.numbers, name="numbers"),
    path("numbers/table.csv", tables.numbers, name="numbers-table"),
    # the reader's own
    path("account/", accounts.account, name="account"),
    path("display/", display.change, name="display"),
]
