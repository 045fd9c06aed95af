"""Environment variables are read as what they should be, or refused with a sentence that helps."""

from __future__ import annotations

import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsreader import env


@pytest.mark.parametrize(("value", "meaning"), [("1", True), ("Yes", True), ("off", False), ("", True), (" 0 ", False)])
def test_a_flag_says_yes_or_no(monkeypatch, value, meaning) -> None:
    monkeypatch.setenv("FLAG", value)

    assert env.flag("FLAG", default=True) is meaning


def test_a_flag_that_is_neither_is_refused(monkeypatch) -> None:
    monkeypatch.setenv("FLAG", "maybe")

    with pytest.raises(ImproperlyConfigured, match=r"FLAG='maybe' is neither yes nor no: write FLAG=1 or FLAG=0\."):
        env.flag("FLAG", default=True)


@pytest.mark.parametrize("value", ["-1", "8000.0", "port", "65536", "٨"])
def test_what_is_no_port_is_refused(monkeypatch, value) -> None:
    monkeypatch.setenv("PORT", value)

    with pytest.raises(ImproperlyConfigured, match=r"is not a whole number from 0 to 65535, such as PORT=8000\."):
        env.whole("PORT", default=8000, most=65535)


def test_names_are_parted_by_commas(monkeypatch) -> None:
    monkeypatch.setenv("HOSTS", "a.example, b.example,,")

    assert env.names("HOSTS") == ["a.example", "b.example"]


def test_an_origin_without_its_scheme_is_refused(monkeypatch) -> None:
    monkeypatch.setenv("ORIGINS", "https://a.example,b.example")

    with pytest.raises(ImproperlyConfigured, match=r"write the scheme too, such as https://b\.example"):
        env.origins("ORIGINS")


def test_a_secret_is_made_once_and_kept_to_its_owner(tmp_path) -> None:
    file = tmp_path / "data" / "secret"

    first, second = env.secret("NO_SUCH_SECRET", file), env.secret("NO_SUCH_SECRET", file)

    assert first == second
    assert len(first) >= 60
    assert (stat.S_IMODE(file.stat().st_mode), [path.name for path in file.parent.iterdir()]) == (0o600, ["secret"])


def test_a_secret_that_cannot_be_kept_is_told(tmp_path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(ImproperlyConfigured, match="set NO_SUCH_SECRET or NEWSREADER_DATA"):
        env.secret("NO_SUCH_SECRET", tmp_path / "file" / "secret")


def test_the_database_is_a_file_where_none_is_named(tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)

    settings = env.database("DATABASE_URL", default=tmp_path / "deep" / "db.sqlite3")

    assert (settings["NAME"], settings["OPTIONS"]["transaction_mode"]) == (
        str(tmp_path / "deep" / "db.sqlite3"),
        "IMMEDIATE",
    )
    assert "journal_mode=WAL" in settings["OPTIONS"]["init_command"]


def test_a_postgresql_url_has_all_its_parts(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:p%40ss@db.example:5433/news?sslmode=require")

    settings = env.database("DATABASE_URL", default=tmp_path / "unused")

    assert {name: settings[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")} == {
        "NAME": "news",
        "USER": "me",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_socket_is_named_as_the_host(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql:///news?host=/run/postgresql")

    assert env.database("DATABASE_URL", default=tmp_path / "unused")["HOST"] == "/run/postgresql"


@pytest.mark.parametrize("url", ["mysql://host/news", "news.db", "postgresql://host", "sqlite:///"])
def test_what_is_no_database_is_refused(tmp_path, monkeypatch, url) -> None:
    monkeypatch.setenv("DATABASE_URL", url)

    with pytest.raises(ImproperlyConfigured, match=r"write sqlite:///file\.db or postgresql://"):
        env.database("DATABASE_URL", default=tmp_path / "unused")
