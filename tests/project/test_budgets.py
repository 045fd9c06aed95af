"""What a reader's browser is sent stays small, and comes from the site itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsreader.settings import BASE_DIR

STATIC, TEMPLATES = BASE_DIR / "static", BASE_DIR / "templates"
# names of the SVG language, which nothing asks for
NAMESPACES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def size(folder: Path, ending: str) -> int:
    return sum(path.stat().st_size for path in folder.rglob(f"*{ending}"))


@pytest.mark.parametrize(("ending", "most"), [(".js", 40_000), (".css", 60_000), (".woff2", 350_000)])
def test_all_files_of_a_sort_stay_within_their_budget(ending, most) -> None:
    assert 0 < size(STATIC, ending) < most


def test_nothing_names_another_site() -> None:
    files = [
        path
        for folder in (STATIC, TEMPLATES)
        for path in folder.rglob("*")
        if path.suffix in {".js", ".css", ".html", ".svg"}
    ]
    named = {
        (path.relative_to(BASE_DIR).as_posix(), address)
        for path in files
        for address in re.findall(r"""(?:https?:|(?<=["'(]))//[^\s"'<>)]+""", path.read_text(encoding="utf-8"))
    }

    assert len(files) > 40
    assert {found for found in named if found[1] not in NAMESPACES} == set()


def test_no_page_carries_a_script_or_a_style_of_its_own() -> None:
    written = {
        path.relative_to(BASE_DIR).as_posix(): found
        for path in TEMPLATES.rglob("*.html")
        if (
            found := re.findall(
                r"""<style|\sstyle=|\son\w+=["']|<script(?![^>]*\ssrc=)|javascript:""", path.read_text("utf-8")
            )
        )
    }

    assert written == {}
