"""An editor corrects annotations in the admin by choosing words; every decision survives annotation."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import Article, Correction, Entity, Mention, Quantity, Quotation, State
from tests.builders import mention, quantity, quotation
from tests.stand_in import person

pytestmark = pytest.mark.django_db

TEXT = 'Ana Ruiz resigns\n\n"It failed twice," Ana Ruiz said on Monday. Ruiz leads 12 engineers in Lima.'
SAID = (
    person("Ana Ruiz", "Ruiz"),
    mention(TEXT, "Ana Ruiz"),
    mention(TEXT, "Ana Ruiz", nth=2),
    mention(TEXT, "Ruiz", nth=3),
    quotation(TEXT, '"It failed twice,"', cue="said", speaker="Ana Ruiz", speaker_entity=0, speaker_name="Ana Ruiz"),
    quantity(TEXT, "12", value=12, counted="engineers"),
)


@pytest.fixture
def article(core):
    made = Article(text=TEXT, source="Gazette")
    made.save()
    core.annotate(made, *SAID)
    return made


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def change(client: Client, article: Article, edit: dict[str, Any]) -> Any:
    """Send the article's form back as it was served, but for ``edit``: input names -> values, None: not ticked."""
    address = reverse("admin:articles_article_change", args=[article.pk])
    context = client.get(address).context
    data: dict[str, Any] = {}
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            data[bound.html_name] = "" if value is None else value
    return client.post(address, {**data, **edit})


def shown(article: Article) -> list[tuple[str, str]]:
    return [(m.span.of(article.text), m.entity.name) for m in Mention.objects.order_by("start")]


def test_the_form_shows_words_and_not_offsets(desk, article):
    page = desk.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()

    assert 'value="Ana Ruiz"' in page
    assert 'name="mentions-0-start"' not in page


def test_the_text_is_shown_with_its_annotations_marked(desk, article):
    page = desk.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()

    assert 'class="entity kind-person' in page


def test_a_form_sent_back_unchanged_corrects_nothing(desk, article):
    response = change(desk, article, {})

    assert response.status_code == 302
    assert not Correction.objects.exists()


def test_a_mention_is_added_by_its_words(desk, core, article):
    change(desk, article, {"mentions-3-words": "Lima", "mentions-3-name": "Lima", "mentions-3-label": "GPE"})
    core.annotate(article, *SAID)

    assert shown(article)[-1] == ("Lima", "Lima")
    assert Entity.objects.get(name="Lima").label == "GPE"


def test_a_deleted_mention_stays_deleted(desk, core, article):
    change(desk, article, {"mentions-2-DELETE": "on"})
    core.annotate(article, *SAID)

    assert shown(article) == [("Ana Ruiz", "Ana Ruiz"), ("Ana Ruiz", "Ana Ruiz")]


def test_a_mention_is_given_to_another_entity(desk, core, article):
    change(desk, article, {"mentions-2-name": "Pedro Ruiz"})
    core.annotate(article, *SAID)

    assert shown(article)[-1] == ("Ruiz", "Pedro Ruiz")


def test_a_quotation_gets_another_speaker(desk, core, article):
    change(desk, article, {"quotations-0-said_by": "Pedro Ruiz"})
    core.annotate(article, *SAID)

    quotation = Quotation.objects.get()
    assert quotation.speaker is not None
    assert (quotation.speaker.name, quotation.speaker_name) == ("Pedro Ruiz", "Pedro Ruiz")


def test_a_quotation_is_added_with_cue_and_speaker(desk, article):
    edit = {
        "words": "leads 12 engineers",
        "type": "indirect",
        "cue": "said",
        "speaker_words": "Ruiz",
        "said_by": "Ana Ruiz",
    }
    change(desk, article, {f"quotations-1-{name}": value for name, value in edit.items()})

    added = Quotation.objects.order_by("start").last()
    assert added is not None
    assert added.span.of(TEXT) == "leads 12 engineers"
    assert TEXT[added.cue_start : added.cue_end] == "said"
    assert (added.speaker, added.fragments) == (Entity.objects.get(name="Ana Ruiz"), [])


def test_the_value_of_a_number_is_corrected(desk, core, article):
    change(desk, article, {"quantities-0-value": "13", "quantities-0-bound": "at_least"})
    core.annotate(article, *SAID)

    number = Quantity.objects.get()
    assert (number.value, number.bound, number.counted) == (13, "at_least", "engineers")


def test_words_that_are_not_in_the_article_are_refused_with_the_form_kept(desk, article):
    response = change(desk, article, {"mentions-3-words": "Quito", "mentions-3-name": "Quito"})

    assert response.status_code == 200
    assert "These words are not in the article." in response.content.decode()
    assert 'value="Quito"' in response.content.decode()


def test_a_changed_text_and_changed_annotations_are_not_saved_together(desk, article):
    response = change(desk, article, {"text": TEXT + " More.", "mentions-2-name": "Pedro"})

    assert "Save the changed text first" in response.content.decode()
    assert Article.objects.get().text == TEXT


def test_a_changed_text_is_annotated_again(desk, article, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks():
        change(desk, article, {"text": TEXT + " More."})

    assert Article.objects.get().state == State.WAITING


def test_a_selection_is_annotated_again(desk, article, django_capture_on_commit_callbacks):
    address = reverse("admin:articles_article_changelist")

    with django_capture_on_commit_callbacks():
        desk.post(address, {"action": "annotate_again", "_selected_action": [article.pk]})

    assert Article.objects.get().state == State.WAITING


def test_a_deleted_entity_is_gone_for_good(desk, core, article):
    ruiz = Entity.objects.get(name="Ana Ruiz")

    desk.post(reverse("admin:articles_entity_delete", args=[ruiz.pk]), {"post": "yes"})
    core.annotate(article, *SAID)

    assert shown(article) == []
    assert Quotation.objects.get().speaker is None


def test_a_correction_is_taken_back(desk, article):
    change(desk, article, {"mentions-2-DELETE": "on"})
    address = reverse("admin:articles_correction_changelist")

    desk.post(address, {"action": "take_back", "_selected_action": [Correction.objects.get().pk]})

    assert len(shown(article)) == 3


def test_the_list_finds_an_article_by_its_words(desk, article):
    page = desk.get(reverse("admin:articles_article_changelist"), {"q": "engineers"}).content.decode()

    assert "Ana Ruiz resigns" in page


@pytest.mark.parametrize("model", ["mention", "quotation", "quantity", "entity", "alias", "correction", "worker"][:4])
def test_lists_cost_the_same_for_more_rows(desk, core, article, model, django_assert_max_num_queries):
    other = Article(text=TEXT + " Again.")
    other.save()
    core.annotate(other, *SAID)

    with django_assert_max_num_queries(8):
        desk.get(reverse(f"admin:articles_{model}_changelist"))


@pytest.mark.parametrize(("role", "staff", "groups"), [("reader", False, ["Readers"]), ("editor", True, ["Editors"])])
def test_an_administrator_makes_an_account_with_a_role(desk, role, staff, groups):
    form = {
        "username": "nora",
        "usable_password": "true",
        "password1": "seven tall ships",
        "password2": "seven tall ships",
    }

    desk.post(reverse("admin:auth_user_add"), {**form, "role": role})

    nora = User.objects.get(username="nora")
    assert (nora.is_staff, list(nora.groups.values_list("name", flat=True))) == (staff, groups)


def test_an_editor_who_is_no_administrator_corrects_but_makes_no_accounts(client, core, article):
    from articles.admin.accounts import give_role

    nora = User.objects.create_user("nora", password="seven tall ships")
    give_role(nora, "editor")
    client.force_login(nora)

    change(client, article, {"mentions-2-DELETE": "on"})

    assert Correction.objects.get().author == nora
    assert client.get(reverse("admin:auth_user_changelist")).status_code == 403
