"""Fixtures for the tests that use the store."""

from __future__ import annotations

import shutil

import pytest
from django.contrib.auth import get_user_model

from tests.instance import Instance
from tests.stand_in import Core


def pytest_collection_modifyitems(items):
    """Mark what uses the database: the second run, on PostgreSQL, is these tests only."""
    for item in items:
        if item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames):
            item.add_marker("database")


@pytest.fixture
def core(monkeypatch):
    """A language core that says what it is told to: ``core.annotate(article, person("Ana"), mention(...))``."""
    stand_in = Core()
    monkeypatch.setattr("articles.language.annotate_leniently", stand_in)
    return stand_in


@pytest.fixture
def instance(tmp_path):
    """Newsreader's own processes, which end with the test."""
    made = Instance(tmp_path)
    yield made
    made.end()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    """A database file with all tables, to be copied."""
    template = Instance(tmp_path_factory.mktemp("template"))
    migrated = template.manage("migrate")
    assert migrated.returncode == 0, migrated.stderr
    return template.database


@pytest.fixture
def prepared(instance, empty_database):
    """An instance whose database has all tables."""
    shutil.copy(empty_database, instance.database)
    return instance


@pytest.fixture
def reader(db):
    """An account that may upload and edit its own articles."""
    return get_user_model().objects.create_user("reader", password="a word for tests")


@pytest.fixture
def editor(db):
    """An account that may correct annotations in the admin."""
    return get_user_model().objects.create_superuser("editor", password="a word for tests")
