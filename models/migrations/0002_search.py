"""What clients are found by, and the orders of their table.

`search_document` holds each client's folded words and codes; three full-text indexes read it
(names, and all words, by their beginnings; codes by fragments), and `search_vocabulary` holds
the distinct words that a half or misspelt one may mean. They are filled by
`models.search.index`.
"""

from typing import Any

from peewee import Database, SqliteDatabase

_TABLES = (
    "CREATE TABLE search_document (client INTEGER PRIMARY KEY, last TEXT NOT NULL,"
    " first TEXT NOT NULL, company TEXT NOT NULL, also TEXT NOT NULL, town TEXT NOT NULL,"
    " asset TEXT NOT NULL, email TEXT NOT NULL, other TEXT NOT NULL, codes TEXT NOT NULL)",
    "CREATE INDEX search_document_company ON search_document (company)",
    "CREATE INDEX search_document_town ON search_document (town)",
    "CREATE VIRTUAL TABLE search_name USING fts5(last, first, company, also,"
    " content='search_document', content_rowid='client', tokenize='ascii', prefix='1 2 3',"
    " detail='column', columnsize=0)",
    "CREATE VIRTUAL TABLE search_word USING fts5(last, first, company, also, town, asset, email,"
    " other, content='search_document', content_rowid='client', tokenize='ascii',"
    " prefix='1 2 3', detail='none', columnsize=0)",
    "CREATE VIRTUAL TABLE search_code USING fts5(codes, content='search_document',"
    " content_rowid='client', tokenize='trigram', columnsize=0)",
    "CREATE TABLE search_vocabulary (word TEXT PRIMARY KEY, spoken INTEGER NOT NULL) WITHOUT ROWID",
)

_INDEXES = (
    "CREATE INDEX account_figures_last_visit ON account_figures (last_visit, client_id)",
    "CREATE INDEX account_figures_balance ON account_figures (balance, client_id)",
    "CREATE INDEX account_figures_trend ON account_figures (trend, client_id)",
    "CREATE INDEX account_figures_next_due ON account_figures (next_due, client_id)",
    "CREATE INDEX client_since ON client (since)",
)


def up(migrator: Any, db: Database) -> None:
    """Create the orders of the Clients table, and the search's own in SQLite's dialect."""
    for statement in _INDEXES:
        db.execute_sql(statement)
    if isinstance(db, SqliteDatabase):
        for statement in _TABLES:
            db.execute_sql(statement)
