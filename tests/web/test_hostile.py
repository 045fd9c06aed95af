"""Stored text that looks like markup stays text, on every page and in every attribute; what is private stays so."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from articles.document import Label, QuantityKind
from articles.models import Entity, State
from tests.web.shelf import counted, marked, quoted, shelved

pytestmark = pytest.mark.django_db

EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>"
NAME = f"Ana {EVIL}"
TEXT = f"Ferry {EVIL}\n\n“{EVIL} has 12 boats,” said {NAME}. {NAME} left on Monday. Tom Ash met {NAME}."


class Markup(HTMLParser):
    """The elements and attributes that a browser would make of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def intruders(self) -> list[tuple[str, str]]:
        """Scripts without an address of our own, pictures, and attributes that run script."""
        return [
            (tag, name)
            for tag, attributes in self.elements
            for name in ("", *attributes)
            if name.startswith("on")
            or (not name and tag == "img")
            or (not name and tag == "script" and not (attributes.get("src") or "").startswith("/static/"))
        ]


@pytest.fixture
def article(db):
    """An article whose title, source, names, quotes, nouns, units and dates are all hostile."""
    stored = shelved(TEXT, published="2024-02-09", source=f"Wire {EVIL}", url="https://example.org/?a=%22")
    ana = marked(stored, NAME).entity
    marked(stored, NAME, nth=2)
    marked(stored, "Tom Ash", label=Label.LANGUAGE)
    quoted(stored, f"“{EVIL} has 12 boats,”", speaker=ana, speaker_name=EVIL)
    counted(stored, "12", 12, counted=f"boats {EVIL}", unit=EVIL[:60])
    counted(stored, "Monday", 0, QuantityKind.DATE, date=EVIL[:60])
    other = shelved(f"{NAME} again\n\n{NAME} has 12 boats.", source=EVIL)
    marked(other, NAME, nth=2)
    counted(other, "12", 12, counted=f"boats {EVIL}", unit=EVIL[:60])
    return stored


def addresses(article) -> list[str]:
    entity = Entity.objects.get(name=NAME)
    quote, number, date = article.quotations.get(), article.quantities.get(value=12), article.quantities.get(value=0)
    page = article.get_absolute_url()
    chosen = [f"e:{entity.pk}", f"q:{quote.pk}", f"n:{number.pk}", f"n:{date.pk}"]
    return [
        page,
        *(f"{page}?sel={selection}" for selection in chosen),
        *(f"{page}panel/?sel={selection}" for selection in chosen),
        *(f"{page}panel/?tab={tab}" for tab in ("entities", "quotes", "numbers")),
        f"{page}panel/?sel=<script>alert(1)</script>&tab=<script>",
        f"{page}status/",
        f"{page}edit/",
        f"{page}delete/",
        entity.get_absolute_url(),
        "/",
        "/entities/",
        "/entities/?q=%22%3E%3Cscript%3E",
        "/quotes/",
        f"/quotes/?speaker={entity.pk}&about={entity.pk}&source=%22%3E%3Cscript%3E",
        "/numbers/?kind=date",
        f"/numbers/?about={entity.pk}&unit=%22%3E%3Cscript%3E",
        "/search/?q=Ana",
        "/search/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/upload/",
        "/account/",
    ]


def test_no_stored_or_asked_text_becomes_markup(client, editor, article) -> None:
    client.force_login(editor)

    found = {}
    for address in addresses(article):
        response = client.get(address)
        assert response.status_code in (200, 286), address
        found[address] = Markup(response.content.decode()).intruders()

    assert {address: intruders for address, intruders in found.items() if intruders} == {}


def test_copied_words_and_spoken_names_are_whole(client, article) -> None:
    quote = article.quotations.get()

    markup = Markup(client.get(f"{article.get_absolute_url()}?sel=q:{quote.pk}").content.decode())

    values = {name: value for _, attributes in markup.elements for name, value in attributes.items()}
    copied = [attributes["data-copy"] for _, attributes in markup.elements if "data-copy" in attributes]
    spoken = [a["aria-label"] for _, a in markup.elements if "said" in (a.get("class") or "").split()]
    assert values["data-copy-link"] == f"{article.get_absolute_url()}?sel=q:{quote.pk}#q-{quote.pk}"
    assert copied == [f"“{EVIL} has 12 boats,” – {NAME}. Ferry {EVIL}, Wire {EVIL}, 9 February 2024"]
    assert all(label.endswith(", direct quote") for label in spoken)
    assert len(spoken) == 1


def test_title_of_ten_thousand_characters_is_shown_everywhere(client) -> None:
    article = shelved("It shut on Monday.", title="Bridge " * 1428, published="2024-02-09")
    marked(article, "Monday", label=Label.EVENT)

    pages = ["/", article.get_absolute_url(), Entity.objects.get().get_absolute_url(), "/search/?q=shut"]

    assert [client.get(page).status_code for page in pages] == [200] * len(pages)
    assert client.get(pages[1]).content.decode().count('data-block="headline"') == 1


@pytest.mark.parametrize("path", ["", "panel/", "record.json", "status/"])
def test_article_that_is_not_there_is_404(client, path) -> None:
    assert client.get(f"/articles/no-such-article/{path}").status_code == 404


def test_record_of_an_article_that_waits_tells_its_state(client) -> None:
    article = shelved("Title\n\nText.", state=State.WAITING)

    response = client.get(f"{article.get_absolute_url()}record.json")

    assert (response.status_code, response.json()) == (409, {"state": "waiting"})


def test_reading_can_be_kept_to_those_who_sign_in(client, reader, article, settings) -> None:
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "django.contrib.auth.middleware.LoginRequiredMiddleware"]
    page = article.get_absolute_url()
    private = ["/", page, f"{page}panel/", f"{page}record.json", Entity.objects.get(name=NAME).get_absolute_url()]
    private += ["/entities/", "/quotes/", "/numbers/", "/search/?q=Ana", "/export.jsonl"]

    refused = [client.get(address) for address in private]
    client.force_login(reader)
    allowed = [client.get(address).status_code for address in private]

    assert {(answer.status_code, answer["Location"][:17]) for answer in refused} == {(302, "/accounts/login/?")}
    assert set(allowed) == {200}
