from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from articles.document import Annotations, Document
from articles.models import Article
from tests.browser.conftest import PHONE
from tests.builders import mention
from tests.stand_in import person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "Ferry stops\n\nThe ferry to Orsa stopped on Monday, Ana Ruiz said. Nobody was told."


@pytest.fixture(autouse=True)
def annotated(core):
    """Whoever saves an article annotates it at once: its one person."""

    def says(document: Document) -> Annotations:
        if "Ana Ruiz" not in document.text:
            return Annotations()
        return Annotations((person("Ana Ruiz"),), (mention(document.text, "Ana Ruiz"),))

    core.says = says


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("size", [(1440, 1000), PHONE])
def test_pasted_article_can_be_read_at_once(open_page, reader, script, size) -> None:
    page = open_page("/upload/?by=paste", user=reader, script=script, size=size)

    page.get_by_label("Text").fill(TEXT)
    page.get_by_label("Source").fill("The Courier")
    page.get_by_label("Date published").fill("2024-02-09")
    page.get_by_role("button", name="Add article").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Ferry stops")
    assert page.url.endswith(Article.objects.get().get_absolute_url())


def test_visitor_signs_in_and_comes_back(open_page, reader) -> None:
    page = open_page("/")

    page.get_by_role("link", name="Add articles", exact=True).click()
    page.get_by_label("Username").fill("reader")
    page.get_by_label("Password").fill("a word for tests")
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Add articles")


def test_paste_survives_the_end_of_the_session(open_page, reader) -> None:
    page = open_page("/upload/?by=paste", user=reader)
    page.get_by_label("Text").fill(TEXT)
    Session.objects.all().delete()

    page.get_by_role("button", name="Add article").click()
    expect(page.get_by_text("You have been signed out.")).to_be_visible()
    expect(page.get_by_label("Text")).to_have_value(TEXT)
    page.get_by_label("Username").fill("reader")
    page.get_by_label("Password").fill("a word for tests")
    page.get_by_role("button", name="Sign in and save it").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Ferry stops")


def test_bad_paste_says_why_beside_the_field(open_page, reader) -> None:
    page = open_page("/upload/?by=paste", user=reader)
    page.get_by_label("Title").fill("Kept")
    page.get_by_label("Web address").fill("no address")

    page.get_by_role("button", name="Add article").click()

    expect(page.get_by_text("The text is empty.")).to_be_visible()
    expect(page.get_by_label("Web address")).to_have_accessible_description(
        "That is not a web address. Copy it from the browser, or leave the field empty."
    )
    expect(page.get_by_label("Title")).to_have_value("Kept")


FILES = [
    {"name": "ferry.txt", "mimeType": "text/plain", "buffer": TEXT.encode()},
    {"name": "again.md", "mimeType": "text/markdown", "buffer": TEXT.encode()},
    {"name": "picture.txt", "mimeType": "text/plain", "buffer": bytes(range(256)) * 20},
]


def test_each_file_is_sent_by_itself_and_answered_in_its_place(open_page, reader) -> None:
    page = open_page("/upload/", user=reader)
    sent = []
    page.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)

    page.get_by_label("choose files").set_input_files(FILES)

    rows = page.get_by_role("listitem").filter(has=page.locator(".name"))
    expect(rows.locator(".status")).to_have_text(["Added", "Already here", "Not added"])
    expect(rows.nth(0).get_by_role("link", name="Ferry stops")).to_be_visible()
    expect(rows.nth(0)).to_contain_text("0 quotes, 0 numbers.")
    expect(page.get_by_role("heading", name="3 files")).to_be_visible()
    # at most one message in five seconds
    expect(page.get_by_role("status").first).to_have_text("1 added, 1 already here, 1 not added")
    assert sent == ["POST"] * 3


def test_file_that_cannot_be_read_leads_to_pasting_and_stays_listed(open_page, reader) -> None:
    page = open_page("/upload/", user=reader)
    page.get_by_label("choose files").set_input_files(FILES[2:])
    expect(page.get_by_text("This is not a text file.")).to_be_visible()

    page.get_by_role("link", name="Paste text instead").click()
    expect(page.get_by_label("Text")).to_be_focused()
    expect(page.get_by_role("link", name="Paste text", exact=True)).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="Files").click()

    expect(page.locator(".file-row .status")).to_have_text(["Not added"])


def test_files_are_sent_together_without_script(open_page, reader) -> None:
    page = open_page("/upload/", user=reader, script=False)

    page.get_by_label("choose files").set_input_files(FILES)
    page.get_by_role("button", name="Add these files").click()

    expect(page.locator(".file-row .status")).to_have_text(["Added", "Already here", "Not added"])


def test_files_can_be_dropped_on_the_library(open_page, reader) -> None:
    page = open_page("/", user=reader)
    transfer = page.evaluate_handle(
        """() => {
            const transfer = new DataTransfer();
            transfer.items.add(new File(["Boats\\n\\nThey sail."], "boats.txt", { type: "text/plain" }));
            return transfer;
        }"""
    )

    page.dispatch_event("main", "dragover", {"dataTransfer": transfer})
    page.dispatch_event("main", "drop", {"dataTransfer": transfer})

    expect(page.get_by_role("link", name="Boats")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_stored_text_runs_nothing(open_page, reader, script) -> None:
    page = open_page("/upload/?by=paste", user=reader, script=script)
    hostile = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\">"
    page.get_by_label("Title").fill(hostile)
    page.get_by_label("Text").fill(f"{hostile}\n\nText.")
    page.get_by_label("Source").fill(hostile)

    page.get_by_role("button", name="Add article").click()
    page.goto("/")

    expect(page.get_by_role("heading", name=hostile).get_by_role("link")).to_be_visible()
    assert page.title() == "Library – Newsreader"
