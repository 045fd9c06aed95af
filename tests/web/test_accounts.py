from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.core.cache import cache

from articles.models import Article
from articles.views.accounts import TRIES
from articles.views.display import Display
from tests.web.shelf import shelved

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forget_tries():
    cache.clear()


@pytest.fixture
def corrector(db):
    """An account with the role that the migration made."""
    user = User.objects.create_user("corrector", password="a word for tests")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


def sign_in(client, *, right=True, **more):
    password = "a word for tests" if right else "wrong"
    return client.post("/accounts/login/", {"username": "reader", "password": password, **more})


# signing in and out


def test_signing_in_leads_back_to_where_one_was(client, reader) -> None:
    assert sign_in(client, next="/upload/")["Location"] == "/upload/"


def test_signing_in_does_not_lead_away_from_the_site(client, reader) -> None:
    assert sign_in(client, next="https://example.org/")["Location"] == "/"


def test_wrong_password_is_told(client, reader) -> None:
    response = sign_in(client, right=False)

    assert response.status_code == 422
    assert "Name and password do not belong together." in response.content.decode()


def test_many_wrong_passwords_make_a_pause_for_this_name_alone(client, reader) -> None:
    for _ in range(TRIES):
        sign_in(client, right=False)

    paused = sign_in(client)
    User.objects.create_user("other", password="a word for tests")
    other = client.post("/accounts/login/", {"username": "other", "password": "a word for tests"})

    assert (paused.status_code, "Too many wrong passwords." in paused.content.decode()) == (429, True)
    assert other.status_code == 302


def test_fragment_that_needs_an_account_sends_the_page_to_sign_in(client) -> None:
    response = client.get("/accounts/login/?next=/account/", headers={"HX-Request": "true"})

    assert (response.status_code, response["HX-Redirect"]) == (204, "/accounts/login/?next=/account/")


def test_signing_out_is_a_post_and_its_address_leads_to_the_button(client, reader) -> None:
    client.force_login(reader)

    assert client.get("/accounts/logout/")["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/account/").status_code == 302


def test_password_can_be_changed(client, reader) -> None:
    client.force_login(reader)
    new = "another word for tests"

    response = client.post(
        "/accounts/password_change/", {"old_password": "a word for tests", "new_password1": new, "new_password2": new}
    )

    assert response["Location"] == "/account/"
    reader.refresh_from_db()
    assert reader.check_password(new)


def test_weak_password_is_refused_with_a_reason(client, reader) -> None:
    client.force_login(reader)

    response = client.post(
        "/accounts/password_change/", {"old_password": "a word for tests", "new_password1": "12", "new_password2": "12"}
    )

    assert response.status_code == 422
    assert "too short" in response.content.decode()


# roles


@pytest.mark.parametrize(
    ("account", "role"), [("reader", "reader"), ("corrector", "editor"), ("editor", "administrator")]
)
def test_account_says_its_role(client, request, account, role) -> None:
    client.force_login(request.getfixturevalue(account))

    assert client.get("/account/").context["role"] == role


def test_closed_reading_wants_an_account_everywhere(client, settings, reader) -> None:
    article = shelved("One\n\nText.")
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "django.contrib.auth.middleware.LoginRequiredMiddleware"]

    paths = ["/", "/search/", "/export.jsonl", f"/articles/{article.slug}/record.json", "/rows/"]

    assert [client.get(path).status_code for path in paths] == [302] * len(paths)
    assert client.get("/accounts/login/").status_code == 200
    client.force_login(reader)
    assert client.get("/").status_code == 200


# details of an article


def details(client, article, **fields):
    return client.post(f"/articles/{article.slug}/edit/", fields)


def test_owner_changes_details_and_a_new_date_annotates_again(client, reader) -> None:
    article = shelved("One\n\nText.", owner=reader)
    client.force_login(reader)

    response = details(client, article, source="Wire", url="https://example.org/", published="2024-02-09")

    article.refresh_from_db()
    assert response["Location"] == article.get_absolute_url()
    assert (article.source, article.url, str(article.published)) == ("Wire", "https://example.org/", "2024-02-09")
    assert article.state == "waiting"


def test_same_date_does_not_annotate_again(client, reader) -> None:
    article = shelved("One\n\nText.", owner=reader, published="2024-02-09")
    client.force_login(reader)

    details(client, article, source="Wire", published="2024-02-09")

    article.refresh_from_db()
    assert (article.source, article.state) == ("Wire", "done")


def test_bad_details_are_told_and_nothing_is_saved(client, reader) -> None:
    article = shelved("One\n\nText.", owner=reader, source="Post")
    client.force_login(reader)

    response = details(client, article, source="Wire", published="soon")

    article.refresh_from_db()
    assert (response.status_code, article.source) == (422, "Post")
    assert response.context["form"]["source"].value() == "Wire"


def test_editor_changes_and_deletes_articles_of_others(client, corrector) -> None:
    article = shelved("One\n\nText.")
    client.force_login(corrector)

    assert details(client, article, source="Wire").status_code == 302
    assert client.post(f"/articles/{article.slug}/delete/")["Location"] == "/"
    assert not Article.objects.exists()


def test_strangers_change_and_delete_nothing(client, reader) -> None:
    article = shelved("One\n\nText.", source="Post")
    paths = [f"/articles/{article.slug}/{do}/" for do in ("edit", "delete")]

    assert [client.post(path).status_code for path in paths] == [302, 302]
    client.force_login(reader)
    assert [client.post(path).status_code for path in paths] == [403, 403]
    assert [client.get(path).status_code for path in paths] == [403, 403]
    article.refresh_from_db()
    assert article.source == "Post"


def test_deleting_asks_first(client, reader) -> None:
    article = shelved("One\n\nText.", owner=reader)
    client.force_login(reader)

    page = client.get(f"/articles/{article.slug}/delete/").content.decode()

    assert "Delete this article?" in page
    assert Article.objects.exists()


# how one reads


def test_choices_are_kept_in_a_cookie_and_lead_back(client) -> None:
    response = client.post("/display/", {"theme": "dark", "text": "l", "toggle": "quote", "next": "/search/?q=a"})

    assert response["Location"] == "/search/?q=a"
    assert Display.from_cookie(response.cookies["display"].value) == Display("dark", "l", ("quote",))
    page = client.get("/").content.decode()
    assert 'data-theme="dark" data-text="l" data-highlights="on" data-hide="quote" data-keys="on"' in page


def test_toggle_shows_again_what_it_hid(client) -> None:
    for _ in range(2):
        response = client.post("/display/", {"toggle": "quote"})

    assert response.cookies["display"].value == ""


def test_script_gets_no_page(client) -> None:
    assert client.post("/display/", {"keys": "off"}, headers={"HX-Request": "true"}).status_code == 204


@pytest.mark.parametrize("value", ["", "nonsense", 'dark"onload="alert(1)', "no-nothing.text-xxl", "." * 5000])
def test_hostile_cookie_is_the_default(value) -> None:
    assert Display.from_cookie(value) == Display()


def test_choices_do_not_lead_away_from_the_site(client) -> None:
    assert client.post("/display/", {"theme": "dark", "next": "//example.org/"})["Location"] == "/"
