"""The article page, its panel and its state, without a browser."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.document import Form, Label, QuantityKind
from articles.models import Article, Entity, State, Worker
from articles.queries.cards import what_of
from articles.queries.places import Places
from tests.builders import span
from tests.web.shelf import counted, marked, quoted, shelved

pytestmark = pytest.mark.django_db

STORY = (
    "Bridge stays shut\n\n"
    "“Nobody told Mr Blair, and 40 trucks waited,” said Ana Ruiz. She left on Friday.\n\n"
    "Ruiz met Blair at the bridge. Repairs cost £48 million and last until May."
)


@pytest.fixture
def story():
    """An article with a speaker, someone spoken of, and figures in and outside a quote."""
    article = shelved(STORY, published="2024-03-09", source="The Courier")
    ruiz = marked(article, "Ana Ruiz").entity
    marked(article, "She", name="Ana Ruiz", form=Form.PRONOUN)
    marked(article, "Ruiz", name="Ana Ruiz", nth=2)
    marked(article, "Blair")
    marked(article, "Blair", nth=2)
    quoted(article, "“Nobody told Mr Blair, and 40 trucks waited,”", speaker=ruiz)
    trucks = span(article.text, "trucks")
    counted(article, "40", 40, counted="trucks", counted_start=trucks.start, counted_end=trucks.end)
    counted(article, "£48 million", 48_000_000, QuantityKind.MONEY, currency="GBP")
    return article


def entity(name: str) -> Entity:
    return Entity.objects.get(name=name)


def address(article: Article, kind: str, pk: int) -> str:
    return f"{article.get_absolute_url()}panel/?sel={kind}:{pk}"


# the page


def test_blocks_hold_the_words_of_the_article(client, story) -> None:
    page = client.get(story.get_absolute_url()).content.decode()

    blocks = re.findall(r'data-block="(\w+)" data-start="(\d+)" data-end="(\d+)"', page)
    assert [(kind, story.text[int(start) : int(end)].split()[0]) for kind, start, end in blocks] == [
        ("headline", "Bridge"),
        ("paragraph", "“Nobody"),
        ("paragraph", "Ruiz"),
    ]


def test_toolbar_counts_named_mentions_only(client, story) -> None:
    response = client.get(story.get_absolute_url())

    counts = {toggle.kind: toggle.count for toggle in response.context["page"].toggles if toggle.count}
    assert counts == {"person": 4, "quote": 1, "number": 2}


def test_article_that_waits_is_read_as_plain_text(client) -> None:
    article = shelved("A title\n\nSome <b>words</b>.", state=State.WAITING)

    page = client.get(article.get_absolute_url()).content.decode()

    assert "Some &lt;b&gt;words&lt;/b&gt;." in page
    assert "no worker is running" in page


def test_unchanged_article_is_answered_304(client, story) -> None:
    etag = client.get(story.get_absolute_url())["ETag"]

    again = client.get(story.get_absolute_url(), headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")


def test_unchanged_article_is_answered_304_to_who_keeps_no_cookies(client, story) -> None:
    etag = client.get(story.get_absolute_url())["ETag"]
    client.cookies.clear()

    assert client.get(story.get_absolute_url(), headers={"If-None-Match": etag}).status_code == 304


def test_article_is_sent_again_when_its_annotations_change(client, story) -> None:
    etag = client.get(story.get_absolute_url())["ETag"]
    Article.objects.filter(pk=story.pk).update(version=story.version + 1)

    assert client.get(story.get_absolute_url(), headers={"If-None-Match": etag}).status_code == 200


def test_article_is_sent_again_after_signing_in_again(client, story, reader) -> None:
    client.force_login(reader)
    etag = client.get(story.get_absolute_url())["ETag"]
    client.logout()
    client.post("/accounts/login/", {"username": "reader", "password": "a word for tests"})

    again = client.get(story.get_absolute_url(), headers={"If-None-Match": etag})

    assert again.status_code == 200


@pytest.mark.parametrize("sel", ["e:999999", "q:1x", "n:", "x:1", "e:9" * 40, "e:٣", "<script>"])
def test_address_that_selects_nothing_shows_the_overview(client, story, sel) -> None:
    response = client.get(story.get_absolute_url(), {"sel": sel, "at": "m-0-0"})

    assert (response.status_code, response.context["tab"], response.context["missing"]) == (200, "entities", True)


def test_selection_is_marked_in_the_text_without_script(client, story) -> None:
    ruiz = entity("Ana Ruiz")

    page = client.get(story.get_absolute_url(), {"sel": f"e:{ruiz.pk}", "at": f"m-{ruiz.pk}-3"}).content.decode()

    selected = re.findall(r'class="(?:entity|coref) kind-person is-selected([^"]*)" id="([^"]+)"', page)
    assert selected == [("", f"m-{ruiz.pk}-1"), ("", f"m-{ruiz.pk}-2"), (" is-current", f"m-{ruiz.pk}-3")]


def test_first_mention_is_current_where_the_address_names_none(client, story) -> None:
    ruiz = entity("Ana Ruiz")

    page = client.get(story.get_absolute_url(), {"sel": f"e:{ruiz.pk}"}).content.decode()

    assert re.findall(r'is-current" id="([^"]+)"', page) == [f"m-{ruiz.pk}-1"]


# the panel


def test_entity_panel_tells_its_context(client, story) -> None:
    other = shelved("Another\n\nAna Ruiz said no.", published="2024-04-09")
    marked(other, "Ana Ruiz")
    ruiz = entity("Ana Ruiz")

    panel = client.get(address(story, "e", ruiz.pk)).context["selected_entity"]

    assert [(row.keyword.words, row.is_name, row.in_quote) for row in panel.mentions.rows] == [
        ("Ana Ruiz", True, False),
        ("She", False, False),
        ("Ruiz", True, False),
    ]
    assert (panel.aliases, panel.total, panel.stops) == (("Ruiz",), 2, 3)
    assert [card.words for card in panel.says.rows] == ["“Nobody told Mr Blair, and 40 trucks waited,”"]
    assert [row.written for row in panel.numbers.rows] == ["40"]
    assert [(link.name, link.count) for link in panel.beside] == [("Blair", 2)]
    assert [link.title for link in panel.elsewhere] == ["Another"]


def test_others_say_are_the_quotes_that_name_the_entity(client, story) -> None:
    blair = entity("Blair")

    panel = client.get(address(story, "e", blair.pk)).context["selected_entity"]

    assert ([card.speaker for card in panel.others_say.rows], panel.says.total) == (["Ana Ruiz"], 0)
    assert [row.in_quote for row in panel.mentions.rows] == [True, False]


def test_steps_go_round_the_mentions(client, story) -> None:
    ruiz = entity("Ana Ruiz")

    panel = client.get(address(story, "e", ruiz.pk)).context["selected_entity"]

    assert (panel.previous, panel.at, panel.next) == (f"m-{ruiz.pk}-3", f"m-{ruiz.pk}-1", f"m-{ruiz.pk}-2")


def test_merged_entity_opens_what_it_was_merged_into(client, story) -> None:
    ruiz, blair = entity("Ana Ruiz"), entity("Blair")
    middle = Entity.objects.create(name="A. Ruiz", key="a. ruiz", label=ruiz.label, merged_into=ruiz)
    Entity.objects.filter(pk=blair.pk).update(merged_into=middle)

    response = client.get(address(story, "e", blair.pk))

    assert response.context["selected_entity"].entity.name == "Ana Ruiz"


def test_quote_panel_tells_who_what_and_whom(client, story) -> None:
    quotation = story.quotations.get()

    panel = client.get(address(story, "q", quotation.pk)).context["selected_quote"]

    assert panel.speaker.name == "Ana Ruiz"
    assert [link.name for link in panel.mentioned] == ["Blair"]
    assert [(row.value, row.what) for row in panel.numbers] == [("40", "trucks waited")]
    assert (panel.place, panel.total) == (1, 1)


def test_number_panel_tells_form_sentence_and_speaker(client, story) -> None:
    number = story.quantities.get(value=40)

    panel = client.get(address(story, "n", number.pk)).context["selected_number"]

    assert (panel.value, panel.bound, panel.counted, panel.speaker.name) == ("40", "Exact", "trucks", "Ana Ruiz")
    assert panel.sentence == "“Nobody told Mr Blair, and 40 trucks waited,” said Ana Ruiz."


def test_panel_is_the_fragment_alone(client, story) -> None:
    body = client.get(f"{story.get_absolute_url()}panel/").content.decode()

    assert re.findall(r"<(aside|html|main)\b", body) == ["aside"]


@pytest.mark.parametrize("tab", ["entities", "quotes", "numbers"])
def test_overview_lists_what_the_tab_names(client, story, tab) -> None:
    response = client.get(f"{story.get_absolute_url()}panel/", {"tab": tab})

    rows = [row for part in response.context["parts"] for row in part.rows]
    shown = {"entities": 2, "quotes": 1, "numbers": 2}
    assert (response.context["tab"], len(rows)) == (tab, shown[tab])


# lists that are shown a part at a time


def long_story(monkeypatch, numbers: int = 7) -> Article:
    """An article of so many numbers, of which a list shows two, then three at a time."""
    monkeypatch.setattr("articles.queries.parts.FIRST", 2)
    monkeypatch.setattr("articles.queries.overview.SHOWN", 2)
    monkeypatch.setattr("articles.queries.parts.MORE", 3)
    article = shelved("Title of many" + "".join(f"\n\nAna Ruiz saw {i} boats." for i in range(1, numbers + 1)))
    for i in range(1, numbers + 1):
        marked(article, "Ana Ruiz", nth=i)
        counted(article, str(i), i)
    return article


def every_part(client, article: Article, query: str) -> list[list[str]]:
    """The figures of a list, part by part, as a browser loads them."""
    page = client.get(f"{article.get_absolute_url()}panel/?{query}").content.decode()
    shown = [page]
    while more := re.search(r'<li hx-get="([^"]+)"', shown[-1]):
        shown.append(client.get(more[1].replace("&amp;", "&")).content.decode())
    return [re.findall(r'class="figure-row".*?<span class="value">(\d+)', one) for one in shown]


def test_long_list_is_loaded_part_by_part_to_its_end(client, monkeypatch) -> None:
    article = long_story(monkeypatch)

    assert every_part(client, article, "tab=numbers") == [["7", "6"], ["5", "4", "3"], ["2", "1"]]


def test_list_of_what_is_selected_is_loaded_part_by_part(client, monkeypatch) -> None:
    article = long_story(monkeypatch)

    parts = every_part(client, article, f"sel=e:{entity('Ana Ruiz').pk}")

    assert parts == [["1", "2"], ["3", "4", "5"], ["6", "7"]]


def test_rest_of_a_list_is_reached_without_script(client, monkeypatch) -> None:
    article = long_story(monkeypatch)
    page = client.get(article.get_absolute_url(), {"tab": "numbers"}).content.decode()

    more = re.search(r'<a class="link" href="([^"]+)">5 more</a>', page)

    assert more is not None
    (part,) = client.get(more[1].replace("&amp;", "&")).context["parts"]
    assert [row.value for row in part.rows] == ["5", "4", "3"]


@pytest.mark.parametrize(
    "query",
    ["list=cardinal&from=99", "list=x&from=0&tab=numbers", "from=1", "list=says&from=-1", "sel=n:1&list=here&from=0"],
)
def test_rows_that_are_not_there_are_none(client, story, query) -> None:
    response = client.get(f"{story.get_absolute_url()}panel/rows/?{query}")

    assert (response.status_code, response.content) == (200, b"")


# the state


def test_status_is_asked_again_while_the_article_waits(client) -> None:
    Worker.objects.create(name="one", seen=timezone.now())
    shelved("Before\n\nText.", state=State.WAITING)
    article = shelved("A title\n\nText.", state=State.WAITING)

    response = client.get(f"{article.get_absolute_url()}status/")

    assert response.status_code == 200
    assert 'hx-trigger="every 3s"' in response.content.decode()
    assert "Waiting to be annotated, 1 ahead." in response.content.decode()


def test_status_of_an_annotated_article_ends_the_asking(client, story) -> None:
    response = client.get(f"{story.get_absolute_url()}status/")

    assert response.status_code == 286
    assert "Show new highlights" in response.content.decode()
    assert "hx-trigger" not in response.content.decode()


def test_failed_article_says_why_and_lets_editors_try_again(client, editor) -> None:
    article = shelved("A title\n\nText.", state=State.FAILED)
    Article.objects.filter(pk=article.pk).update(failure="The text is <odd>.")

    for_all = client.get(article.get_absolute_url()).content.decode()
    client.force_login(editor)
    for_editors = client.get(article.get_absolute_url()).content.decode()

    assert "The text is &lt;odd&gt;." in for_all
    retry = reverse("article-retry", args=[article.slug])
    assert (retry in for_all, retry in for_editors) == (False, True)


# the tabs


def test_selection_stays_while_a_tab_is_looked_at(client, story) -> None:
    ruiz = entity("Ana Ruiz")
    selected = f"{story.get_absolute_url()}?sel=e:{ruiz.pk}&at=m-{ruiz.pk}-2"

    page = client.get(f"{selected}&tab=numbers")

    body = page.content.decode()
    assert (page.context["tab"], page.context["selection"]) == ("numbers", f"e:{ruiz.pk}")
    assert body.count("is-current") == 1
    assert f'<a href="{selected.replace("&", "&amp;")}">Selected</a>' in body


def test_tab_of_an_unknown_name_shows_what_is_selected(client, story) -> None:
    page = client.get(f"{address(story, 'e', entity('Ana Ruiz').pk)}&tab=nothing")

    assert page.context["tab"] == "selected"


def test_entities_of_all_kinds_are_drawn_on_one_scale(client, story) -> None:
    marked(story, "bridge", name="The Bridge", label=Label.FAC)

    parts = client.get(f"{story.get_absolute_url()}panel/").context["parts"]

    shares = {link.name: link.share for part in parts for link in part.rows}
    assert (shares["Ana Ruiz"], shares["The Bridge"]) == (100, 50)


def test_words_of_a_selected_quote_lead_to_its_names_and_numbers(client, story) -> None:
    quote = story.quotations.get()
    trucks = story.quantities.get(counted="trucks")

    pieces = client.get(address(story, "q", quote.pk)).context["selected_quote"].pieces

    assert [(piece.words, piece.marked_as, piece.selection) for piece in pieces] == [
        ("“Nobody told Mr ", "", ""),
        ("Blair", "entity kind-person", f"e:{entity('Blair').pk}"),
        (", and ", "", ""),
        ("40", "number", f"n:{trucks.pk}"),
        (" trucks waited,”", "", ""),
    ]


# the number of queries


def crowded(rows: int) -> tuple[Article, dict[str, int]]:
    """An article with so many of everything, as many others that name and quote the same person, and what to select."""
    text = "".join(f"\n\nAna Ruiz {i} met Blair {i}. “It has {i} doors,” said Ana Ruiz {i}." for i in range(rows))
    article = shelved(f"Title of {rows}{text}")
    for i in range(rows):
        speaker = marked(article, f"Ana Ruiz {i}").entity
        marked(article, f"Ana Ruiz {i}", nth=2)
        marked(article, f"Blair {i}")
        quoted(article, f"“It has {i} doors,”", speaker=speaker)
        counted(article, f"{i} doors", i)
        other = shelved(f"Other {i} of {rows}\n\nAna Ruiz 0 said “it has {i} windows”.")
        marked(other, "Ana Ruiz 0")
        quoted(other, f"“it has {i} windows”", speaker=entity("Ana Ruiz 0"))
    return article, {
        "e": entity("Ana Ruiz 0").pk,
        "q": article.quotations.earliest("start").pk,
        "n": article.quantities.earliest("start").pk,
    }


@pytest.mark.parametrize(
    "path",
    ["", "?sel=e", "?sel=q", "?sel=n", "panel/?sel=e", "panel/?sel=q", "panel/?sel=n", "panel/?tab=quotes", "status/"],
)
def test_queries_do_not_grow_with_rows(client, path) -> None:
    counts = []
    for rows in (1, 3):
        article, selected = crowded(rows)
        chosen = re.sub(r"sel=(.)", lambda match: f"sel={match[1]}:{selected[match[1]]}", path)  # noqa: B023 -- used at once
        with CaptureQueriesContext(connection) as queries:
            client.get(article.get_absolute_url() + chosen)
        counts.append(len(queries))

    assert counts[0] == counts[1] < 25


# what stands where


def test_sentence_is_not_ended_by_an_abbreviation() -> None:
    article = shelved("Title\n\nIt rained. Mr. Blair went home. Then it stopped.")

    sentence = Places(article).sentence(span(article.text, "home"))

    assert sentence.of(article.text).strip() == "Mr. Blair went home."


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("It cost £48 million and lasted.", "£48 million", "It cost …"),
        ("Some 38% of the appeal is paid.", "38%", "of the appeal is paid"),
        ("It rained. Then they paid £3 ($4).", "£3", "Then they paid …"),
        ("£48 million and more was paid.", "£48 million", "and more was paid"),
    ],
)
def test_figure_without_a_noun_is_told_by_the_words_beside_it(text, number, expected) -> None:
    article = shelved(f"Title\n\n{text}")
    quantity = counted(article, number, 1.0, QuantityKind.MONEY)

    assert what_of(quantity, article.text) == expected


def test_date_that_nobody_gave_is_said_to_be_unknown(client) -> None:
    article = shelved("Title\n\nText.", published=None)

    assert "Date not known" in client.get(article.get_absolute_url()).content.decode()


def test_article_that_lacks_something_says_what_is_complete(client, editor) -> None:
    article = shelved("One\n\nText.")
    lack = "Quotes could not be found. Names and numbers are complete."
    Article.objects.update(failure=lack)

    client.force_login(editor)

    for address in ("/", article.get_absolute_url()):
        page = client.get(address).content.decode()
        assert lack in page
        assert "Try again" in page


def test_name_and_number_can_be_copied_with_their_source(client) -> None:
    article = shelved("Ferry stops\n\nAna Ruiz paid £12 for 30 boats.", source="Wire", published="2024-02-09")
    ana = marked(article, "Ana Ruiz").entity
    money = counted(article, "£12", 12, "money", currency="GBP")
    boats = counted(article, "30", 30, counted="boats")

    def copied(selection: str) -> str:
        page = client.get(f"{article.get_absolute_url()}panel/?sel={selection}").content.decode()
        return re.findall(r'data-copy="([^"]*)"', page)[0]

    assert copied(f"e:{ana.pk}") == "Ana Ruiz. Ferry stops, Wire, 9 February 2024"
    assert copied(f"n:{boats.pk}") == "30 boats. Ferry stops, Wire, 9 February 2024"
    sentence = "£12, in “Ana Ruiz paid £12 for 30 boats.”. Ferry stops, Wire, 9 February 2024"
    assert copied(f"n:{money.pk}") == sentence
