"""Adding articles: pasted text and files; each ends as an article or with a sentence that says why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.auth.views import redirect_to_login
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.views.decorators.http import require_http_methods, require_safe

from articles.extraction.extracted import ExtractionError
from articles.extraction.files import extract_file
from articles.forms import FilesForm, PasteForm, longest_file
from articles.intake import DuplicateArticle, take_in
from articles.models import Article
from articles.search.rows import COLUMNS, Row, rows_of
from articles.views.accounts import SignInForm
from articles.views.library import STOP_POLLING

LONGEST_NAME: Final = 200


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of a file: ``article`` is the new one, or with ``is_duplicate`` the one that has its text already.

    ``problem`` is a sentence or two, empty where all went well; ``row`` says how far a new article has come.
    """

    name: str
    article: Article | None = None
    is_duplicate: bool = False
    problem: str = ""
    row: Row | None = None

    @property
    def is_added(self) -> bool:
        return self.article is not None and not self.is_duplicate

    @property
    def outcome(self) -> str:
        """``good``, ``warn`` or ``bad``: the class of its row, which script counts."""
        return "good" if self.is_added else "warn" if self.is_duplicate else "bad"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """The page to add articles; takes ``files``, or else a pasted text.

    Who was signed out meanwhile can sign in with the same form, so that nothing typed is lost.
    """
    if request.method != "POST":
        if request.user.is_authenticated:
            return _page(request, PasteForm())
        return redirect_to_login(request.get_full_path())
    if request.FILES:
        return _take_files(request)
    return _take_text(request)


@require_safe
def added(request: HttpRequest, slug: str) -> HttpResponse:
    """How far an article that was just added has come; asked every few seconds until it has ended."""
    row = rows_of([get_object_or_404(Article.objects.only(*COLUMNS), slug=slug)])[0]
    status = STOP_POLLING if row.is_finished else 200
    return render(request, "articles/_added.html", {"row": row}, status=status)


def _take_text(request: HttpRequest) -> HttpResponse:
    form = PasteForm(request.POST)
    owner = request.user
    if isinstance(owner, AnonymousUser):
        sign_in = SignInForm(request, request.POST)
        if "username" not in request.POST or not sign_in.is_valid():
            unbound = "username" not in request.POST
            return _page(request, form, sign_in=SignInForm(request) if unbound else sign_in, status=403)
        owner = sign_in.get_user()
        login(request, owner)
    if not form.is_valid():
        return _page(request, form, status=422)
    data = form.cleaned_data
    try:
        article = take_in(
            form.extracted, source=data["source"], url=data["url"], published=data["published"], owner=owner
        )
    except DuplicateArticle as duplicate:
        return _page(request, form, duplicate=duplicate.article, status=422)
    return redirect(article)


def _take_files(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, AnonymousUser):
        if request.headers.get("HX-Request"):
            gone = "You have been signed out. Sign in in another tab and add the file again."
            results = [FileResult(_name(file), problem=gone) for file in request.FILES.getlist("files")]
            return render(request, "articles/_results.html", {"results": results}, status=403)
        return redirect_to_login(request.get_full_path())
    form = FilesForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, PasteForm(), files=form, status=422)
    results = _with_rows([_take_file(file, request.user) for file in form.cleaned_data["files"]])
    status = 200 if any(result.is_added for result in results) else 422
    if request.headers.get("HX-Request"):
        return render(request, "articles/_results.html", {"results": results}, status=status)
    return _page(request, PasteForm(), results=results, summary=_summary(results), status=status)


def _take_file(file: UploadedFile[Any], owner: User) -> FileResult:
    name = _name(file)
    size, longest = file.size or 0, longest_file()
    if size > longest:
        sizes = f"The file has {filesizeformat(size)}, and a file may have {filesizeformat(longest)}."
        return FileResult(name, problem=f"{sizes} Split it, or paste the text.")
    try:
        article = take_in(extract_file(name, file.read(), limit=settings.MAX_TEXT), owner=owner)
    except ExtractionError as error:
        return FileResult(name, problem=str(error))
    except DuplicateArticle as duplicate:
        return FileResult(name, duplicate.article, is_duplicate=True)
    return FileResult(name, article)


def _with_rows(results: Sequence[FileResult]) -> list[FileResult]:
    rows = {row.article.pk: row for row in rows_of(r.article for r in results if r.article and r.is_added)}
    return [replace(r, row=rows[r.article.pk]) if r.article and r.is_added else r for r in results]


def _summary(results: Sequence[FileResult]) -> str:
    """How many files came to what: 2 added, 1 already here."""
    counted = Counter(result.outcome for result in results)
    words = {"good": "added", "warn": "already here", "bad": "not added"}
    return ", ".join(f"{counted[outcome]} {word}" for outcome, word in words.items() if counted[outcome])


def _name(file: UploadedFile[Any]) -> str:
    return (file.name or "file")[-LONGEST_NAME:]


def _page(request: HttpRequest, form: PasteForm, *, status: int = 200, **context: Any) -> HttpResponse:
    if form.errors:
        # where the page opens, and what a screen reader says first
        form.fields[next(iter(form.errors))].widget.attrs["autofocus"] = True
    sources = Article.objects.exclude(source="").order_by("source").values_list("source", flat=True).distinct()[:100]
    is_pasting = request.GET.get("by") == "paste" or not request.user.is_authenticated or bool(form.errors)
    context |= {
        "by": "paste" if is_pasting or "duplicate" in context else "files",
        "form": form,
        "sources": sources,
        "is_open": settings.OPEN_READING,
        "max_text": f"{settings.MAX_TEXT:,}",
    }
    return render(request, "articles/upload.html", context, status=status)
