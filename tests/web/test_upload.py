from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Article, State
from tests.web.shelf import counted, shelved

pytestmark = pytest.mark.django_db

TEXT = "Ferry stops\n\nThe ferry to Orsa stopped on Monday. Nobody was told."


@pytest.fixture
def signed_in(client, reader):
    client.force_login(reader)
    return client


def paste(client, text=TEXT, **fields):
    return client.post("/upload/", {"text": text, **fields})


def send(client, *files, **headers):
    return client.post("/upload/", {"files": list(files)}, headers=headers)


def file(name, content):
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def problems(response):
    return response.context["form"].errors


def outcomes(response):
    return [
        (result.name, result.article.title if result.article else None, result.is_duplicate, result.problem)
        for result in response.context["results"]
    ]


# signing in


def test_page_sends_visitors_to_sign_in_and_back(client) -> None:
    response = client.get("/upload/")

    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/upload/")


def test_paste_of_a_visitor_is_kept_and_can_be_saved_by_signing_in(client, reader) -> None:
    response = paste(client, title="Kept")

    assert response.status_code == 403
    assert response.context["form"]["text"].value() == TEXT
    assert not Article.objects.exists()

    response = paste(client, title="Kept", username="reader", password="a word for tests")

    article = Article.objects.get()
    assert response["Location"] == article.get_absolute_url()
    assert (article.title, article.owner) == ("Kept", reader)


def test_paste_with_a_wrong_password_is_kept(client, reader) -> None:
    response = paste(client, username="reader", password="wrong")

    assert response.status_code == 403
    assert response.context["sign_in"].non_field_errors() == [
        "Name and password do not belong together. Mind capitals in both."
    ]
    assert response.context["form"]["text"].value() == TEXT


def test_files_of_a_visitor_are_not_taken(client) -> None:
    assert send(client, file("a.txt", TEXT))["Location"] == "/accounts/login/?next=/upload/"
    assert send(client, file("a.txt", TEXT), **{"HX-Request": "true"}).status_code == 403
    assert not Article.objects.exists()


# pasting

NO_DATE = "That is not a date. Write it like 2019-03-08, or leave the field empty."
NO_ADDRESS = "That is not a web address. Copy it from the browser, or leave the field empty."


def test_pasted_article_is_stored_with_its_details_and_shown(signed_in, reader) -> None:
    response = paste(
        signed_in, title="Boats", source="The Courier", url="https://example.org/a", published="2024-02-09"
    )

    article = Article.objects.get()
    assert response["Location"] == article.get_absolute_url()
    assert (article.title, article.text) == ("Boats", f"Boats\n\n{TEXT}")
    assert (article.source, article.url, str(article.published)) == (
        "The Courier",
        "https://example.org/a",
        "2024-02-09",
    )
    assert (article.owner, article.state) == (reader, "waiting")


def test_empty_title_is_the_first_line_and_empty_date_is_unknown(signed_in) -> None:
    paste(signed_in)

    article = Article.objects.get()
    assert (article.title, article.text, article.published) == ("Ferry stops", TEXT, None)


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"published": "soon"}, "published", NO_DATE),
        (
            {"published": "2019-02-30"},
            "published",
            "That is not a date. Write it like 2019-03-08, or leave the field empty.",
        ),
        (
            {"published": "0019-03-08"},
            "published",
            "0019-03-08 cannot be when it was published. Give a day from 1500 to next year, or leave the field empty.",
        ),
        (
            {"url": "not an address"},
            "url",
            "That is not a web address. Copy it from the browser, or leave the field empty.",
        ),
        (
            {"url": "javascript:alert(1)"},
            "url",
            "That is not a web address. Copy it from the browser, or leave the field empty.",
        ),
        ({"url": "ftp://example.org/"}, "url", "That is not a web address. It begins with http:// or https://."),
        ({"title": "x" * 10_000}, "title", "The title has 10,000 characters. Shorten it to 1,000."),
        ({"source": "x" * 201}, "source", "The source has 201 characters. Shorten it to 200."),
    ],
)
def test_bad_input_is_told_and_what_was_typed_kept(signed_in, fields, field, message) -> None:
    typed = {"text": TEXT, "title": "Boats", "source": "The Courier", **fields}

    response = paste(signed_in, **typed)

    assert response.status_code == 422
    assert problems(response) == {field: [message]}
    assert {name: response.context["form"][name].value() for name in typed} == typed
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("text", "cause"), [("", "The text is empty. "), (" \n\t ", "There is only white space in it. ")]
)
def test_paste_without_words_is_told(signed_in, text, cause) -> None:
    response = paste(signed_in, text, title="Boats")

    assert response.status_code == 422
    assert problems(response)["text"][0].startswith(cause)
    assert response.context["form"]["title"].value() == "Boats"
    assert not Article.objects.exists()


def test_text_over_the_limit_is_told(signed_in, settings) -> None:
    settings.MAX_TEXT = 100

    response = paste(signed_in, "a" * 101)

    assert problems(response)["text"][0].startswith("The text has 101 characters, and an article may have 100.")


@pytest.mark.parametrize(
    "text",
    [
        "One\x00two\n\nText.",
        "One\n\n\u202eright to left\u202c and e\u0301 \U0001f469\u200d\U0001f469 emoji",
        "One line " + "word " * 40_000,
        "One\r\n\r\n<script>alert(1)</script><b>not bold",
    ],
)
def test_strange_text_is_an_article(signed_in, text) -> None:
    assert paste(signed_in, text).status_code == 302

    assert Article.objects.get().title.startswith("One")


def test_lone_surrogates_are_dropped(signed_in) -> None:
    body = b"text=" + b"One%ED%A0%80two"

    response = signed_in.post("/upload/", body, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 302
    Article.objects.get().text.encode()


def test_same_text_names_the_article_that_has_it(signed_in) -> None:
    there = shelved(TEXT)

    response = paste(signed_in, source="Elsewhere")

    assert response.status_code == 422
    assert response.context["duplicate"] == there
    assert there.get_absolute_url() in response.content.decode()
    assert response.context["form"]["source"].value() == "Elsewhere"


def test_markup_in_an_error_is_escaped(signed_in) -> None:
    response = paste(signed_in, "", title="<script>alert(1)</script>")

    assert "<script>alert(1)</script>" not in response.content.decode()


def test_too_large_a_request_gets_a_page(signed_in, settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    response = paste(signed_in, "a" * 2000)

    assert response.status_code == 413
    assert "The text is too long." in response.content.decode()


# who will see it


@pytest.mark.parametrize(
    ("is_open", "sentence"),
    [
        (True, "Everybody who can open this site will see what you add, without signing in."),
        (False, "Everybody with an account here will see what you add."),
    ],
)
def test_page_says_who_will_see_it(signed_in, settings, is_open, sentence) -> None:
    settings.OPEN_READING = is_open

    assert sentence in signed_in.get("/upload/").content.decode()


# files


def test_each_file_is_told_by_itself(signed_in) -> None:
    shelved("Here\n\nAlready.")

    response = send(
        signed_in,
        file("good.txt", TEXT),
        file("page.html", "<!doctype html><title>Page</title><article><h1>Page</h1><p>Words of it.</p></article>"),
        file("same.md", "Here\n\nAlready."),
        file("picture.txt", bytes(range(256)) * 20),
        file("empty.txt", b""),
    )

    assert response.status_code == 200
    names = [(name, title, is_duplicate) for name, title, is_duplicate, _ in outcomes(response)]
    assert names == [
        ("good.txt", "Ferry stops", False),
        ("page.html", "Page", False),
        ("same.md", "Here", True),
        ("picture.txt", None, False),
        ("empty.txt", None, False),
    ]
    assert all(problem for *_, problem in outcomes(response)[3:])
    assert Article.objects.count() == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_files_of_any_encoding_are_read(signed_in, encoding) -> None:
    send(signed_in, file("a.txt", "Café fermé\n\nLe café à côté est fermé depuis l'été.".encode(encoding)))

    assert Article.objects.get().title == "Café fermé"


def test_only_bad_files_are_not_a_success(signed_in) -> None:
    response = send(signed_in, file("picture.txt", bytes(range(256)) * 20))

    assert response.status_code == 422
    assert not Article.objects.exists()


def test_too_large_a_file_is_told(signed_in, settings) -> None:
    settings.MAX_TEXT = 10

    response = send(signed_in, file("a.txt", "x" * 200))

    assert outcomes(response)[0][3] == (
        "The file has 200\xa0bytes, and a file may have 120\xa0bytes. Split it, or paste the text."
    )


def test_script_gets_the_rows_alone(signed_in) -> None:
    response = send(signed_in, file("a.txt", TEXT), **{"HX-Request": "true"})

    assert response.content.decode().count('<li class="file-row good">') == 1
    assert "<html" not in response.content.decode()


def test_file_name_cannot_inject_markup(signed_in) -> None:
    response = send(signed_in, file("<img src=x onerror=alert(1)>.txt", TEXT))

    assert "<img" not in response.content.decode()


def test_files_are_summed_up_without_script(signed_in) -> None:
    shelved("Here\n\nAlready.")

    response = send(signed_in, file("a.txt", TEXT), file("b.txt", "Here\n\nAlready."), file("c.txt", b""))

    page = response.content.decode()
    assert "3 files" in page
    assert "1 added, 1 already here, 1 not added" in page
    assert page.count("Paste text instead") == 1


def test_added_article_tells_how_far_it_is_until_it_is_annotated(client) -> None:
    shelved("First\n\nText.", state=State.WAITING)
    article = shelved("Second\n\nThey paid 12 of 30.", state=State.WAITING)
    address = f"/articles/{article.slug}/added/"

    waiting = client.get(address)
    counted(article, "12", 12)
    Article.objects.filter(pk=article.pk).update(state=State.DONE)
    done = client.get(address)

    assert (waiting.status_code, done.status_code) == (200, 286)
    assert "Waiting to be annotated, 1 ahead." in waiting.content.decode()
    assert f'hx-get="{address}"' in waiting.content.decode()
    assert done.content.decode().strip().endswith("<span>0 quotes, 1 number.</span>")


@pytest.mark.parametrize(
    ("address", "shown", "hidden"),
    [
        ("/upload/", "by-files", "by-paste"),
        ("/upload/?by=paste", "by-paste", "by-files"),
        ("/upload/?by=x", "by-files", "by-paste"),
    ],
)
def test_address_says_which_way_to_add_is_open(signed_in, address, shown, hidden) -> None:
    page = signed_in.get(address).content.decode()

    opening = [re.findall(rf'<[^>]*id="{name}"[^>]*>', page) for name in (shown, hidden)]
    assert [["hidden" in tag for tag in tags] for tags in opening] == [[False], [True]]


def test_page_says_how_large_files_may_be(signed_in, settings) -> None:
    settings.MAX_TEXT = 1024 * 1024

    assert "txt, md, html, up to 12.0\xa0MB each" in signed_in.get("/upload/").content.decode()
