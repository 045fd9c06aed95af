"""The pictures of the documentation show the sample articles; ``SCREENSHOTS=1`` writes them to docs/screenshots."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles.intake import load_samples
from articles.models import Article, Entity
from tests.browser.conftest import DESKTOP, PHONE, RESULTS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "screenshots"
NAMES = [
    f"{name}-{scheme}.png"
    for name in (
        "library",
        "article",
        "article-panel",
        "article-quote",
        "article-number",
        "entity",
        "quotes",
        "numbers",
    )
    for scheme in ("light", "dark")
] + ["article-phone.png", "library-phone.png", "admin.png"]


def keep(page: Page, name: str) -> None:
    folder = DOCS if os.environ.get("SCREENSHOTS") else RESULTS
    folder.mkdir(parents=True, exist_ok=True)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=folder / name)


def test_the_pages_with_the_sample_articles(open_page, editor) -> None:
    load_samples()
    article = Article.objects.get(title__startswith="Cracks close")
    sutherland = Entity.objects.filter(name="Moira Sutherland", article=None).first()
    assert sutherland is not None
    quote = article.quotations.filter(type="direct").first()
    number = article.quantities.filter(currency="GBP").first()
    assert quote is not None
    assert number is not None
    here = article.get_absolute_url()
    addresses = {
        "library": "/",
        "article": here,
        "article-panel": f"{here}?sel=e:{sutherland.pk}",
        "article-quote": f"{here}?sel=q:{quote.pk}",
        "article-number": f"{here}?sel=n:{number.pk}",
        "entity": reverse("entity", args=[sutherland.pk]),
        "quotes": reverse("quotes"),
        "numbers": reverse("numbers"),
    }

    for scheme in ("light", "dark"):
        for name, address in addresses.items():
            page = open_page(address, scheme=scheme, size=DESKTOP)
            expect(page.get_by_role("heading", level=1)).to_have_count(1)
            keep(page, f"{name}-{scheme}.png")
    for name in ("article", "library"):
        keep(open_page(addresses[name], size=PHONE), f"{name}-phone.png")
    keep(open_page(reverse("admin:articles_article_change", args=[article.pk]), user=editor), "admin.png")


def test_every_picture_is_there_and_shown() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    shown = {
        Path(m).name for page in pages for m in re.findall(r"\]\(([^)]*\.png)\)", page.read_text(encoding="utf-8"))
    }

    assert {path.name for path in DOCS.glob("*.png")} == set(NAMES) == shown
