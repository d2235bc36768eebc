"""Groups of so few people that a count would point at one of them: told together, or not at all."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

LEAST = 3
"""Below this many, a group is merged with others."""

Key = TypeVar("Key", bound=Hashable)


def small(*columns: Mapping[Key, int]) -> frozenset[Key]:
    """The groups to tell as one, the same in every column (months side by side).

    Their sum is 0 or `LEAST` at least wherever the whole column allows it: a lone small group
    takes the next smallest with it, since the whole less the others would tell it.
    """
    merged = {key for column in columns for key, count in column.items() if 0 < count < LEAST}
    while merged and (key := _needed(columns, merged)) is not None:
        merged.add(key)
    return frozenset(merged)


def _needed(columns: Sequence[Mapping[Key, int]], merged: set[Key]) -> Key | None:
    """The group that must still join; None when enough did, or none is left."""
    for column in columns:
        told = sum(count for key, count in column.items() if key in merged)
        left = {key: count for key, count in column.items() if count and key not in merged}
        if 0 < told < LEAST and left:
            return min(left, key=lambda key: left[key])
    return None


def grouped(counts: Mapping[str, int], other: str = "other") -> dict[str, int]:
    """The counts, the small ones summed under `other`; what is zero stays as it is."""
    few = small(counts)
    told = {key: count for key, count in counts.items() if key not in few}
    if few:
        told[other] = sum(counts[key] for key in few)
    return told


def many(count: int) -> int | None:
    """The count; None when it is of so few that it is not told."""
    return None if 0 < count < LEAST else count
