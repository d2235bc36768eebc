"""Many rows at once are the same rows."""

import gc
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from peewee import IntegrityError

from models.bulk import chunks, insert_rows, new_uuids, put_off_orders, rare_collections, read_rows
from models.database import Book, writing
from models.tables import Client, Reach, database

_cells = st.sampled_from(["", "phone", "it's", "O’Neil", "2026-11-22", "a?b", '"', "NULL", "\\"])
_rows = st.lists(st.tuples(_cells, _cells, st.integers(-2, 2)), min_size=1, max_size=4)
_REACH = ("client", "channel", "label", "value", "key", "reversed_key", "position")


@pytest.fixture
def client(book: Book) -> int:
    values = {"uuid": "u", "number": 1, "created_on": date(2026, 11, 22)}
    return int(Client.insert(**values).execute())


@given(_rows)
def test_cells_are_written_as_they_are_whether_they_differ_or_not(
    client: int, rows: list[tuple[str, str, int]]
) -> None:
    Reach.delete().execute()
    cells = [(client, "phone", "", value, key, "", place) for value, key, place in rows]
    insert_rows(Reach, _REACH, cells)
    query = Reach.select(Reach.value, Reach.key, Reach.position)
    assert list(read_rows(query.order_by(Reach.id))) == rows


def test_no_rows_write_nothing(book: Book) -> None:
    insert_rows(Reach, _REACH, [])
    assert Reach.select().count() == 0


def test_identifiers_are_random_uuids_in_order() -> None:
    made = new_uuids(500)
    assert made == sorted(made)
    assert len(set(made)) == 500
    assert all(str(UUID(text)) == text and UUID(text).version == 4 for text in made)
    assert {UUID(text).variant for text in made} == {"specified in RFC 4122"}


def test_orders_put_off_can_be_built_again(book: Book) -> None:
    tables = [Client, Reach]
    before = [database.get_indexes(table._meta.table_name) for table in tables]
    with writing():
        statements = put_off_orders(tables)
        left = [index for table in tables for index in database.get_indexes(table._meta.table_name)]
        for statement in statements:
            database.execute_sql(statement)
    assert statements
    assert all(index.unique or index.columns[0] == "client_id" for index in left)
    assert [database.get_indexes(table._meta.table_name) for table in tables] == before


def test_a_guard_put_off_while_a_table_is_empty_still_refuses(book: Book) -> None:
    with writing():
        orders = put_off_orders([Client], empty=True)
        assert database.get_indexes("client") == []
        for number in (1, 2):
            values = {"uuid": "the same", "number": number, "created_on": date(2026, 11, 22)}
            Client.insert(**values).execute()
        guard = next(order for order in orders if '("uuid")' in order)
        with pytest.raises(IntegrityError):
            database.execute_sql(guard)


def test_unused_rings_are_looked_for_as_before_after_a_failure() -> None:
    before = gc.get_threshold()
    with pytest.raises(KeyError):
        _fail_looking_rarely(before[0] * 100)
    assert gc.get_threshold() == before


@rare_collections()
def _fail_looking_rarely(threshold: int) -> None:
    assert gc.get_threshold()[0] == threshold
    raise KeyError


def test_they_are_looked_for_as_before_when_two_works_overlap() -> None:
    before = gc.get_threshold()
    first, second = rare_collections(), rare_collections()
    for begun in (first, second):
        begun.__enter__()
        assert gc.get_threshold()[0] == before[0] * 100
    first.__exit__(None, None, None)
    assert gc.get_threshold()[0] == before[0] * 100
    second.__exit__(None, None, None)
    assert gc.get_threshold() == before


@given(st.lists(st.integers()), st.integers(1, 5))
def test_chunks_hold_all_values_in_their_order(values: list[int], size: int) -> None:
    made = list(chunks(iter(values), size))
    assert [value for chunk in made for value in chunk] == values
    assert [len(chunk) for chunk in made[:-1]] == [size] * (len(made) - 1)
    assert all(1 <= len(chunk) <= size for chunk in made)
