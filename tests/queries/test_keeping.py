"""What a process keeps is what was made for the key, the latest of it, up to a size."""

from __future__ import annotations

from articles.queries.keeping import Kept


class Maker:
    """Makes words of so many letters, and counts how often."""

    def __init__(self, kept: Kept[str]) -> None:
        self.kept = kept
        self.made: list[str] = []

    def get(self, key: str, letters: int = 1) -> str:
        def make() -> str:
            self.made.append(key)
            return key * letters

        return self.kept.get(key, make, len)


def test_a_value_is_made_once() -> None:
    maker = Maker(Kept(10))

    assert [maker.get("a", 3), maker.get("a", 3)] == ["aaa", "aaa"]
    assert maker.made == ["a"]


def test_what_was_used_longest_ago_is_given_up_first() -> None:
    maker = Maker(Kept(10))
    for key in ("a", "b", "c", "a", "d"):
        maker.get(key, 3)

    assert maker.made == ["a", "b", "c", "d"]
    maker.get("a", 3)
    maker.get("b", 3)
    assert maker.made == ["a", "b", "c", "d", "b"]


def test_what_takes_most_of_the_room_is_not_kept() -> None:
    maker = Maker(Kept(10))
    maker.get("a", 3)

    assert [maker.get("b", 6), maker.get("b", 6), maker.get("a", 3)] == ["bbbbbb", "bbbbbb", "aaa"]
    assert maker.made == ["a", "b", "b"]


def test_a_failure_keeps_nothing() -> None:
    kept: Kept[int] = Kept(10)

    def fail() -> int:
        raise LookupError

    for _ in range(2):
        try:
            kept.get("a", fail, lambda _: 1)
        except LookupError:
            continue
        raise AssertionError("it was kept")
    assert kept.get("a", lambda: 5, lambda _: 1) == 5
