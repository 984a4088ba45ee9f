"""What is kept in memory is of use while it is there, and never more than the bound."""

from __future__ import annotations

from bot.store.recent import Recent


def test_the_oldest_go_once_it_is_too_much() -> None:
    recent: Recent[str, int] = Recent(10)

    for key, weight in (("a", 4), ("b", 4), ("c", 4)):
        recent.put(key, 1, weight)

    assert [recent.get(key) for key in "abc"] == [None, 1, 1]


def test_what_is_put_again_weighs_once_and_is_new() -> None:
    recent: Recent[str, int] = Recent(10)

    for _ in range(9):
        recent.put("a", 1, 4)
    recent.put("b", 2, 4)
    recent.put("a", 3, 4)
    recent.put("c", 4, 2)
    recent.put("d", 5, 4)

    assert [recent.get(key) for key in "abcd"] == [3, None, 4, 5]


def test_what_alone_is_too_much_is_not_kept() -> None:
    recent: Recent[str, int] = Recent(10)

    recent.put("a", 1, 11)
    recent.put("b", 2, 10)

    assert [recent.get(key) for key in "ab"] == [None, 2]


def test_what_was_dropped_makes_room() -> None:
    recent: Recent[str, int] = Recent(10)
    recent.put("a", 1, 6)
    recent.drop("a")
    recent.drop("a")
    recent.put("b", 2, 5)
    recent.put("c", 3, 5)

    assert [recent.get(key) for key in "abc"] == [None, 2, 3]
    recent.clear()
    recent.put("d", 4, 10)
    assert [recent.get(key) for key in "bcd"] == [None, None, 4]
