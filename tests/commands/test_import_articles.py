"""``manage.py import_articles``."""

from __future__ import annotations

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from articles.document import Annotations
from articles.models import Article

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("import_articles", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_imports_a_folder_and_skips_what_is_there(tmp_path) -> None:
    (tmp_path / "one.txt").write_text("Bridge closes\n\nIt shut.")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "two.md").write_text("Bridge opens\n\nIt is open.")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    first, second = Article, run(str(tmp_path))

    again = run(str(tmp_path))

    one, two = (first.objects.get(title=title).slug for title in ("Bridge closes", "Bridge opens"))
    assert second == f"{tmp_path}/deep/two.md: imported as {two}\n{tmp_path}/one.txt: imported as {one}\n"
    assert again == f"{tmp_path}/deep/two.md: already here as {two}\n{tmp_path}/one.txt: already here as {one}\n"


def test_reads_json_lines_from_standard_input(monkeypatch) -> None:
    line = {
        "title": "Bridge",
        "text": "It shut.",
        "published": "2024-02-06",
        "source": "Courier",
        "url": "https://a.example/b",
    }
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(line).encode() + b"\n\n")))

    run("-")

    stored = Article.objects.get()
    assert (stored.text, str(stored.published), stored.source, stored.url) == (
        "Bridge\n\nIt shut.",
        "2024-02-06",
        "Courier",
        "https://a.example/b",
    )


def test_a_bad_line_is_named_and_the_rest_goes_on(tmp_path) -> None:
    lines = [
        "no json",
        '{"text": ""}',
        '{"text": "It shut.", "published": "soon"}',
        '["text"]',
        '{"text": "It is open."}',
    ]
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(lines))
    out = io.StringIO()

    with pytest.raises(CommandError, match=r"4 could not be done\."):
        call_command("import_articles", str(file), stdout=io.StringIO(), stderr=out)

    assert [line.split(": ")[0] for line in out.getvalue().splitlines()] == [f"{file}, line {n}" for n in (1, 2, 3, 4)]
    assert Article.objects.get().text == "It is open."


def test_what_is_not_there_is_named(tmp_path) -> None:
    with pytest.raises(CommandError, match=r"1 could not be done\."):
        run(str(tmp_path / "missing.txt"))


def test_waiting_annotates_what_no_worker_takes(core, tmp_path) -> None:
    (tmp_path / "one.txt").write_text("Bridge closes\n\nIt shut.")

    out = run(str(tmp_path), "--wait")

    assert Article.objects.get().state == "done"
    assert out.endswith("1 annotated, 0 failed\n")


def test_waiting_fails_when_an_article_does(core, tmp_path) -> None:
    (tmp_path / "one.txt").write_text("Bridge closes\n\nIt shut.")

    def fail(document: object) -> Annotations:
        raise ValueError("The model is missing.")

    core.says = fail

    with pytest.raises(CommandError, match=r"1 could not be done\."):
        run(str(tmp_path), "--wait")
