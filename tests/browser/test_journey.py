"""The main job, end to end, with the shipped pipeline: upload, read, click, correct in the admin."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from playwright.sync_api import expect

from articles.correction.deciding import correct
from articles.document import Span
from articles.language import annotate
from articles.models import Action, Article, Target
from tests.builders import document

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SEED = Path(__file__).parents[2].parent / "shared" / "seed" / "000_84940afd9fad8f23.txt"


@pytest.fixture(autouse=True, scope="module")
def pipeline() -> None:
    """Loaded beforehand, as a worker has it: here saving annotates within the request."""
    annotate(document("Ana Ruiz spoke."))


@pytest.mark.skipif(not SEED.exists(), reason="the seed article lies in ../shared, which is not here")
def test_the_seed_article_from_upload_to_correction(open_page, reader) -> None:
    page = open_page("/upload/?by=paste", user=reader)
    page.set_default_timeout(60_000)
    page.get_by_label("Text").fill(SEED.read_text(encoding="utf-8"))
    page.get_by_label("Source").fill("Al Jazeera")
    page.get_by_label("Date published").fill("2019-03-08")
    page.get_by_role("button", name="Add article").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("joint patrols")

    page.locator(".prose a.entity", has_text="Akar").first.click()
    panel = page.locator("#panel")
    expect(panel.get_by_role("heading", name="Hulusi Akar")).to_be_visible()
    assert panel.locator(".kwic mark").all_inner_texts().count("Akar") >= 2
    said = " ".join(panel.locator("[data-section=says] .quote-card .text").all_inner_texts())
    assert "these have been lifted" in said

    article = Article.objects.get()
    editor = get_user_model().objects.create_superuser("editor", password="a word for tests")
    desk = open_page(reverse("admin:articles_article_change", args=[article.pk]), user=editor)
    expect(desk.locator(".marked-text .entity.kind-person").first).to_be_visible()
    number = article.quantities.get(value=900)
    correct(article, Target.QUANTITY, Action.CHANGE, Span(number.start, number.end), {"value": 911.0}, author=editor)
    article.queue()
    page.goto(f"{article.get_absolute_url()}?sel=n:{number.pk}")
    expect(page.locator("#panel .big-figure")).to_have_text("911 kilometres")


def test_an_editor_corrects_a_name_in_the_admin_and_the_reader_sees_it(open_page) -> None:
    article = Article(text="Minister resigns\n\nAna Ruiz said on Monday that she had met Pedro Lima in Quito.")
    article.save()
    editor = get_user_model().objects.create_superuser("editor", password="a word for tests")
    desk = open_page(reverse("admin:articles_article_change", args=[article.pk]), user=editor)

    empty = desk.locator("#id_mentions-TOTAL_FORMS").input_value()
    last = int(empty) - 1
    desk.locator(f"#id_mentions-{last}-words").fill("Minister")
    desk.locator(f"#id_mentions-{last}-name").fill("Ministry of Tests")
    desk.locator(f"#id_mentions-{last}-label").select_option("ORG")
    desk.get_by_role("button", name="Save and continue editing").click()
    expect(desk.locator(".success")).to_be_visible()
    page = open_page(article.get_absolute_url())

    expect(page.locator("h1 a.entity.kind-org")).to_have_text("Minister")
