"""Chance that can be played again: the same seed, the same book."""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice(random.Random):
    """A generator of believable choices."""

    def chance(self, percent: float) -> bool:
        """True `percent` times in a hundred."""
        return self.random() * 100 < percent

    def pick(self, items: Sequence[T]) -> T:
        """One of the items, all alike."""
        return items[int(self.random() * len(items))]

    def often_first(self, items: Sequence[T]) -> T:
        """One of the items, the first ones more often: some names are common."""
        return items[int(self.random() ** 1.4 * len(items))]

    def weighted(self, items: Sequence[T], weights: Sequence[float]) -> T:
        """One of the items by weight."""
        left = self.random() * sum(weights)
        for item, weight in zip(items, weights, strict=True):
            left -= weight
            if left < 0:
                return item
        return items[-1]

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.random() * (high - low + 1))
