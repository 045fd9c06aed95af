"""Scores of a gold set, printed."""

from __future__ import annotations

import importlib.util
import io
import json
from pathlib import Path
from typing import Any

import pytest
import spacy
from django.core.management import CommandError, call_command

TEXT = "Ana Ruiz left Geneva."


def evaluate(path: Path, *arguments: str) -> str:
    out = io.StringIO()
    call_command("evaluate", str(path), *arguments, stdout=out)
    return out.getvalue()


def gold(tmp_path: Path, **annotated: Any) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, **annotated}), encoding="utf-8")
    return path


def test_entities_of_a_flat_set_are_scored_over_the_labels_it_is_complete_for(tmp_path: Path) -> None:
    path = gold(tmp_path, entities=[[0, len("Ana Ruiz"), "PERSON"]])
    (tmp_path / "meta.json").write_text(json.dumps({"complete_for": ["PERSON"]}), encoding="utf-8")

    printed = evaluate(path).splitlines()

    assert printed[:3] == ["1 records", "entities", "  strict         P 1.000  R 1.000  F1 1.000   gold 1, found 1"]
    assert not any("quotes" in line or "numbers" in line for line in printed)


def test_errors_are_shown_in_context(tmp_path: Path) -> None:
    printed = evaluate(gold(tmp_path, entities=[], quotes=[], numbers=[]), "--errors", "1")

    assert "entity spurious (2)" in printed
    assert "[Ana Ruiz] left Geneva." in printed


def test_foreign_pipeline_is_scored_in_place_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Geneva"}])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "foreign")
    monkeypatch.setenv("NEWSREADER_PIPELINE", str(tmp_path / "foreign"))

    printed = evaluate(gold(tmp_path, entities=[[0, len("Ana Ruiz"), "PERSON"]]))

    assert printed.splitlines()[2] == "  strict         P 0.000  R 0.000  F1 0.000   gold 1, found 1"


def test_folder_of_our_own_articles_is_scored(tmp_path: Path) -> None:
    (tmp_path / "001.txt").write_text("id: A-1\n---\n[[Ana Ruiz|PERSON]] left [[Geneva|GPE]].", encoding="utf-8")

    assert evaluate(tmp_path).splitlines()[2] == "  strict         P 1.000  R 1.000  F1 1.000   gold 2, found 2"


def test_file_that_holds_no_records_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("{}", encoding="utf-8")

    with pytest.raises(CommandError, match="no records"):
        evaluate(path)


@pytest.mark.skipif(importlib.util.find_spec("torch") is not None, reason="torch is installed: training would start")
def test_training_without_its_packages_says_how_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"newsreader\[train\]"):
        call_command("train", open=tmp_path, out=tmp_path)
