"""Texts become articles, each once."""

from __future__ import annotations

import datetime

import pytest

from articles.extraction.files import extract_file
from articles.extraction.plain import extract_text
from articles.intake import SAMPLES, DuplicateArticle, load_samples, take_in
from articles.models import Article

pytestmark = pytest.mark.django_db

LIMIT = 10_000


def test_a_text_becomes_an_article_that_waits() -> None:
    taken = take_in(
        extract_text("The bridge was closed.", title="Bridge closes", limit=LIMIT),
        source="The Courier",
        published=datetime.date(2024, 2, 6),
    )

    stored = Article.objects.get()
    assert (stored, stored.title, stored.text) == (taken, "Bridge closes", "Bridge closes\n\nThe bridge was closed.")
    assert (stored.source, stored.published, stored.state) == ("The Courier", datetime.date(2024, 2, 6), "waiting")


def test_details_are_cleaned_like_the_text() -> None:
    taken = take_in(
        extract_text("The bridge was closed.", limit=LIMIT),
        source="The\x00 \nCourier\ud800",
        url="https://x.org/\ud800",
    )

    assert (taken.source, taken.url) == ("The Courier", "https://x.org/")


def test_the_same_text_is_refused_and_the_first_named() -> None:
    first = take_in(extract_text("The bridge was closed.", limit=LIMIT))

    with pytest.raises(DuplicateArticle) as refused:
        take_in(extract_text("The bridge was closed.\r\n", limit=LIMIT))

    assert refused.value.article == first


def test_the_structure_of_a_page_is_kept() -> None:
    page = (
        b"<html><body><article><h1>Bridge closes</h1><p>It shut.</p><h2>Why</h2><p>Cracks.</p></article></body></html>"
    )

    taken = take_in(extract_file("page.html", page, limit=LIMIT))

    assert [kind for kind, *_ in taken.blocks] == ["headline", "paragraph", "subheading", "paragraph"]


def test_samples_are_loaded_once() -> None:
    count = len(list(SAMPLES.glob("*.txt")))

    assert (load_samples(), load_samples(), Article.objects.filter(is_sample=True).count()) == (count, 0, count)
    assert not Article.objects.filter(published=None).exists()
