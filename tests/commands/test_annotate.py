"""Lines of JSON in, records out, in order, streaming; text files; what is wrong with the rest."""

from __future__ import annotations

import datetime
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from articles.management.interchange import BadLine, annotate_lines, document_of, read_lines
from articles.management.progress import with_progress

TEXT = 'Talks fail\n\n"We tried for three days," Ana Ruiz said in Geneva on Friday.'


def line(**given: Any) -> bytes:
    return json.dumps(given).encode()


def run(*arguments: str) -> tuple[list[dict[str, Any]], str, int]:
    """What the command printed, said on standard error, and its exit status."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command("annotate", *arguments, stdout=out, stderr=err)
    except SystemExit as end:
        status = int(end.code or 0)
    return [json.loads(printed) for printed in out.getvalue().splitlines()], err.getvalue(), status


def test_line_becomes_a_record_with_every_key() -> None:
    (printed,) = annotate_lines([line(id="a", text=TEXT, published="2019-03-08")])
    assert isinstance(printed, str)
    record = json.loads(printed)

    assert (record["id"], record["text"], record["published"]) == ("a", TEXT, "2019-03-08")
    assert [TEXT[start:end] for entity in record["entities"] for start, end in entity["mentions"]] == [
        "Ana Ruiz",
        "Geneva",
    ]
    (quote,) = record["quotes"]
    assert (TEXT[slice(*quote["cue"])], quote["type"], quote["speaker_name"]) == ("said", "direct", "Ana Ruiz")
    assert {"start", "end", "fragments", "speaker", "speaker_entity", "parent", "optional"} <= quote.keys()
    days, friday = record["numbers"]
    assert (days["value"], days["unit"], friday["date"]) == (3, "day", "2019-03-08")
    assert {"core", "kind", "low", "high", "currency", "bound", "counted"} <= days.keys()


def test_line_without_a_date_keeps_relative_dates_without_a_value() -> None:
    (printed,) = annotate_lines([line(id="a", text=TEXT)])
    assert isinstance(printed, str)

    assert [(n["kind"], n["date"]) for n in json.loads(printed)["numbers"]][1] == ("date", None)


@pytest.mark.parametrize("key", ["published", "reference_date", "date"])
def test_document_takes_its_date_from_any_of_three_keys(key: str) -> None:
    document = document_of({"text": TEXT, key: "2024-05-06T10:00:00"})

    assert document.published == datetime.date(2024, 5, 6)


def test_document_honours_time_and_order_of_day_and_month() -> None:
    document = document_of({"text": TEXT, "reference_time": "14:30", "day_first": True})

    assert (document.reference_time, document.day_first) == (datetime.time(14, 30), True)


@pytest.mark.parametrize("value", ["soon", "", None, 20240506, "2024-13-01"])
def test_date_that_is_none_is_no_date(value: Any) -> None:
    assert document_of({"text": TEXT, "published": value}).published is None


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b"{", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[1]", "not a JSON object"),
        (line(text=TEXT), "no id"),
        (line(id=None, text=TEXT), "no id"),
        (line(id="b"), "no text"),
        (line(id="b", text=5), "no text"),
        (line(id="a", text="other"), "the id 'a' is there twice"),
    ],
)
def test_bad_line_is_told_with_its_number_and_the_rest_goes_on(bad: bytes, reason: str) -> None:
    lines = [line(id="a", text="one"), b"\n", bad, line(id="c", text="two")]

    found = list(read_lines(lines))

    assert found == [{"id": "a", "text": "one"}, BadLine(3, reason), {"id": "c", "text": "two"}]


def test_records_come_before_the_input_ends() -> None:
    taken = 0

    def endless() -> Any:
        nonlocal taken
        while True:
            taken += 1
            yield line(id=taken, text="Ana Ruiz left.")

    first = next(annotate_lines(endless()))
    assert isinstance(first, str)

    assert json.loads(first)["id"] == 1
    assert taken < 100


def test_lone_surrogate_survives_as_an_escape() -> None:
    (printed,) = annotate_lines([b'{"id": "a", "text": "\\ud800 Akar"}'])
    assert isinstance(printed, str)

    assert printed.isascii()
    assert json.loads(printed)["text"] == "\ud800 Akar"


def test_command_prints_good_lines_and_reports_bad_ones(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\n".join([line(id="a", text="One."), b"oops", line(id="b", text="Two.")]))

    records, said, status = run("--jsonl", str(path))

    assert ([record["id"] for record in records], said, status) == (["a", "b"], "line 2: not JSON\n", 1)


def test_command_with_only_good_lines_ends_well(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(line(id="a", text="One."))

    assert run("--jsonl", str(path))[1:] == ("", 0)


def test_several_processes_print_what_one_does(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\n".join([*(line(id=number, text=f"{TEXT} {number}") for number in range(70)), b"oops"]))

    assert run("--jsonl", "--workers", "2", str(path)) == run("--jsonl", str(path))


def test_text_files_become_records_under_their_names(tmp_path: Path) -> None:
    path = tmp_path / "talks.txt"
    path.write_text(TEXT, encoding="utf-8")

    records, _, status = run(str(path), str(tmp_path / "absent.txt"), "--published", "2019-03-08")

    assert [(record["id"], record["published"], record["title"]) for record in records] == [
        ("talks.txt", "2019-03-08", "Talks fail")
    ]
    assert status == 1


@pytest.mark.parametrize(
    "arguments", [[], ["--jsonl", "a", "b"], ["--jsonl", "absent.jsonl"], ["x", "--published", "?"]]
)
def test_wrong_arguments_are_refused(arguments: list[str]) -> None:
    with pytest.raises(CommandError):
        run(*arguments)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_only() -> None:
    terminal, pipe = Terminal(), io.StringIO()

    assert list(with_progress("abc", terminal, total=3)) == list(with_progress("abc", pipe)) == ["a", "b", "c"]
    assert (pipe.getvalue(), terminal.getvalue().startswith("\r[##############################] 3/3")) == ("", True)
