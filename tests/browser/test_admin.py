"""Editors can use the admin too: axe-core finds nothing there but what Django and its select boxes bring."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page

from articles.document import Label
from articles.models import Article, Entity
from tests.browser.conftest import DESKTOP, PHONE
from tests.web.shelf import counted, marked, quoted, shelved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("core")]

# what Django's own templates have, and not ours: an empty cell over the names of the rows of a table, and boxes of
# the library select2 that a screen reader reads by their value alone
OF_DJANGO = {("empty-table-header", "original"), ("aria-input-field-name", "select2-selection")}


@pytest.fixture
def article() -> Article:
    made = shelved('Ferry stops\n\n"No," said Ana Ruiz of Lima. She paid 12 of 30 on Monday.', source="Wire")
    quoted(made, '"No,"', speaker=marked(made, "Ana Ruiz").entity)
    marked(made, "Lima", label=Label.GPE)
    counted(made, "12", 12)
    return made


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{page.url}: {one['id']}: {node['html'][:200]}"
        for one in found
        for node in one["nodes"]
        if not any(one["id"] == rule and part in node["html"] for rule, part in OF_DJANGO)
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_axe_finds_nothing_of_ours_in_the_admin(open_page, article, editor, size, scheme) -> None:
    editor.is_superuser = True
    editor.save()
    entity = Entity.objects.get(name="Ana Ruiz")
    listed = ["article", "entity", "mention", "quotation", "quantity", "correction"]
    addresses = [
        reverse("admin:index"),
        *(reverse(f"admin:articles_{name}_changelist") for name in listed),
        reverse("admin:articles_article_change", args=[article.pk]),
        reverse("admin:articles_article_add"),
        reverse("admin:articles_article_delete", args=[article.pk]),
        reverse("admin:articles_article_history", args=[article.pk]),
        reverse("admin:articles_entity_change", args=[entity.pk]),
        reverse("admin:articles_quotation_change", args=[article.quotations.get().pk]),
        reverse("admin:auth_user_changelist"),
        reverse("admin:auth_user_change", args=[editor.pk]),
        reverse("admin:auth_user_add"),
    ]
    # axe is injected, which the pages' own policy rightly forbids
    page = open_page(size=size, scheme=scheme, user=editor, bypass_csp=True)
    found = []

    for address in addresses:
        page.goto(address)
        found += violations(page)
        assert page.get_by_role("heading", level=1).count() == 1, address

    assert found == []
