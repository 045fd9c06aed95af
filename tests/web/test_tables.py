"""The lists as tables."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.document import QuantityKind
from tests.web.shelf import counted, marked, quoted, shelved

pytestmark = pytest.mark.django_db


def table(client, name: str, **query) -> list[dict[str, str]]:
    response = client.get(reverse(name), query)
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def article():
    made = shelved(
        "=Bill\n\nAna Ruiz said “it cost over £900 million”, for 4 miles.", published="2024-02-09", source="Courier"
    )
    quoted(
        made,
        "“it cost over £900 million”",
        speaker=marked(made, "Ana Ruiz").entity,
        cue_start=made.text.index("said"),
        cue_end=made.text.index("said") + 4,
    )
    counted(made, "over £900 million", 9e8, QuantityKind.MONEY, currency="GBP", bound="more_than")
    counted(made, "4 miles", 4, QuantityKind.MEASURE, unit="mile", canonical=6437.376, canonical_unit="meter")
    return made


def test_numbers_have_their_values_words_and_place(client, article) -> None:
    money, length = table(client, "numbers-table")
    pk = article.quantities.get(currency="GBP").pk

    assert money == {
        "value": "900000000",
        "low": "",
        "high": "",
        "bound": "more_than",
        "unit": "",
        "currency": "GBP",
        "per": "",
        "counted": "",
        "canonical value": "",
        "canonical unit": "",
        "kind": "money",
        "date": "",
        "as written": "over £900 million",
        "speaker": "Ana Ruiz",
        "article": "'=Bill",
        "source": "Courier",
        "published": "2024-02-09",
        "address": f"http://testserver{article.get_absolute_url()}?sel=n:{pk}#n-{pk}",
    }
    assert (length["unit"], length["canonical value"], length["canonical unit"], length["speaker"]) == (
        "mile",
        "6437.376",
        "meter",
        "",
    )


def test_quotes_have_their_words_speaker_and_place(client, article) -> None:
    pk = article.quotations.get().pk

    assert table(client, "quotes-table") == [
        {
            "quote": "“it cost over £900 million”",
            "type": "direct",
            "speaker": "Ana Ruiz",
            "cue": "said",
            "article": "'=Bill",
            "source": "Courier",
            "published": "2024-02-09",
            "address": f"http://testserver{article.get_absolute_url()}?sel=q:{pk}#q-{pk}",
        }
    ]


def test_a_table_is_filtered_and_sorted_like_its_page(client, article) -> None:
    later = shelved("Later\n\nIt cost £950 million.", published="2024-03-01")
    counted(later, "£950 million", 9.5e8, QuantityKind.MONEY, currency="GBP")

    assert [row["value"] for row in table(client, "numbers-table", kind="money")] == ["950000000", "900000000"]
    assert [row["value"] for row in table(client, "numbers-table", kind="money", sort="smallest")] == [
        "900000000",
        "950000000",
    ]
    assert [row["unit"] for row in table(client, "numbers-table", unit="meter")] == ["mile"]
    assert table(client, "quotes-table", q="nothing of it") == []


def test_a_table_holds_all_pages_in_a_fixed_number_of_queries(client) -> None:
    def rows_and_queries() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as queries:
            rows = len(table(client, "numbers-table"))
        return rows, len(queries)

    few = shelved("Few\n\n1 boat.")
    counted(few, "1 boat", 1)
    _, before = rows_and_queries()
    many = shelved("Many\n\n" + " ".join(f"n{i}." for i in range(120)))
    for i in range(120):
        counted(many, f"n{i}.", i)

    assert rows_and_queries() == (121, before)


def test_a_table_is_a_download_that_spreadsheets_read_as_utf8(client, article) -> None:
    response = client.get(reverse("numbers-table"))

    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response["Content-Disposition"] == 'attachment; filename="newsreader-numbers.csv"'
    assert b"".join(response.streaming_content).startswith(b"\xef\xbb\xbf")
