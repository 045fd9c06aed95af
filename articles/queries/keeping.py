"""What a web process keeps of work that would be done again and again: the latest of it, up to a size."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """Values by key, the one used longest ago given up first when all together weigh more than ``most``.

    A key says all that its value depends on, so that nothing kept is ever out of date. Threads may share it.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Value], weigh: Callable[[Value], int]) -> Value:
        """The value of ``key``, made where it is not kept; what weighs more than half of all is not kept."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key][0]
        value = make()
        weight = weigh(value)
        if weight <= self._most // 2:
            with self._lock:
                self._weight += weight - self._held.pop(key, (value, 0))[1]
                self._held[key] = value, weight
                while self._weight > self._most:
                    self._weight -= self._held.popitem(last=False)[1][1]
        return value
