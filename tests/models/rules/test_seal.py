"""Seals: the same content gives the same one, anything else another."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules import seal

CONTENT = seal.Content(
    *("2026-10", 1, "2026-11-02", 1, 3, 12, 1),
    *("a" * 64, "b" * 64, "c" * 64, "d" * 64, "e" * 64),
)
CELLS = st.one_of(st.none(), st.integers(), st.booleans(), st.text(max_size=5))
ROWS = st.lists(st.lists(CELLS, max_size=4), max_size=5)


@pytest.mark.parametrize("field", [field.name for field in fields(seal.Content)])
def test_a_seal_covers_everything_it_is_given(field: str) -> None:
    value = getattr(CONTENT, field)
    other = replace(CONTENT, **{field: value + (1 if isinstance(value, int) else "x")})
    assert seal.seal(seal.FIRST, other) != seal.seal(seal.FIRST, CONTENT)


def test_a_seal_holds_the_one_before() -> None:
    first = seal.seal(seal.FIRST, CONTENT)
    assert seal.seal(first, CONTENT) != first
    assert len(first) == len(seal.FIRST) == 64


@given(ROWS, ROWS)
def test_rows_that_differ_are_told_apart(
    rows: list[list[object]], other: list[list[object]]
) -> None:
    def told(cells: list[list[object]]) -> list[list[object]]:
        return [[int(cell) if isinstance(cell, bool) else cell for cell in row] for row in cells]

    same = seal.rows_digest(rows) == seal.rows_digest(other)
    assert same == (told(rows) == told(other))
