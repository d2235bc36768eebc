"""Keeps what clients are found by in step with their files.

Every write happens inside the caller's transaction.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from peewee import DatabaseError

from models.search.documents import COLUMNS, Document, documents
from models.search.vocabulary import learn, unlearn
from models.tables import database

_NAMES = ", ".join(COLUMNS)
_MARKS = ", ".join("?" * len(COLUMNS))
_INDEXED = {
    "search_name": COLUMNS[1:5],
    "search_word": COLUMNS[1:-2],
    "search_code": COLUMNS[-2:-1],
}
_CHUNK = 500


def index_client(client_id: int) -> None:
    """Index one client anew, or no longer when the file is gone."""
    index_many([client_id])


def index_many(client_ids: Iterable[int]) -> None:
    """Index these clients anew."""
    ids = list(dict.fromkeys(client_ids))
    for start in range(0, len(ids), _CHUNK):
        _index_chunk(ids[start : start + _CHUNK])


def _index_chunk(ids: Sequence[int]) -> None:
    marks = ",".join("?" * len(ids))
    old = {
        row[0]: row
        for row in database.execute_sql(
            f"SELECT {_NAMES} FROM search_document WHERE client IN ({marks})", ids
        )
    }
    new = {document[0]: document for document in documents(ids)}
    gone = [row for client, row in old.items() if new.get(client) != row]
    come = [row for client, row in new.items() if old.get(client) != row]
    _index_rows("'delete'", gone)
    _many("DELETE FROM search_document WHERE client = ?", [row[:1] for row in gone])
    _many(f"INSERT INTO search_document ({_NAMES}) VALUES ({_MARKS})", come)
    _index_rows("NULL", come)
    unlearn(gone)
    learn(come)


def _index_rows(command: str, rows: Sequence[Sequence[Any]]) -> None:
    """Add rows to the full-text indexes, or take them out (« 'delete' » needs the old words)."""
    for table, columns in _INDEXED.items():
        places = [COLUMNS.index(column) for column in columns]
        values = [(row[0], *(row[place] for place in places)) for row in rows]
        _many(
            f"INSERT INTO {table} ({table}, rowid, {', '.join(columns)})"
            f" VALUES ({command}, ?{', ?' * len(columns)})",
            values,
        )


def rebuild() -> None:
    """Index every client anew: after an import, a repair, a change of what is indexed."""
    database.execute_sql("DELETE FROM search_document")
    database.execute_sql("DELETE FROM search_vocabulary")
    rows: list[Document] = list(documents())
    _many(f"INSERT INTO search_document ({_NAMES}) VALUES ({_MARKS})", rows)
    for table in _INDEXED:
        database.execute_sql(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
    learn(rows)


def forget_removed() -> None:
    """Write the full-text indexes anew without what was taken out of them: until then the words of
    a file that is gone stay in their older parts."""
    for table in _INDEXED:
        database.execute_sql(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def faults() -> list[str]:
    """Where the index and the client files disagree, in words for who repairs; [] when sound."""
    expected = {document[0]: document for document in documents()}
    kept = {row[0]: row for row in database.execute_sql(f"SELECT {_NAMES} FROM search_document")}
    wrong = [client for client in expected.keys() | kept.keys() if _differ(client, expected, kept)]
    found = [f"search: client {client}" for client in sorted(wrong)]
    for table in _INDEXED:
        try:
            check = f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)"
            database.execute_sql(check)
        except DatabaseError as error:
            found.append(f"search: {table}: {error}")
    return found


def _differ(client: int, expected: dict[int, Any], kept: dict[int, Any]) -> bool:
    return bool(expected.get(client) != kept.get(client))


def _many(statement: str, rows: Sequence[Sequence[Any]]) -> None:
    if rows:
        database.connection().executemany(statement, rows)
