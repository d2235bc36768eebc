"""Whatever a file holds, importing it ends in a report or in a sentence, and the book is sound."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.actor import Actor
from models.check import check
from models.database import Book
from models.errors import BookError
from models.exchange import ImportOptions, ImportReport, import_file, preview, to_json_line
from models.exchange.header_words import PHONES, WORDS
from models.exchange.headers import _split
from models.exchange.journal_columns import ALL_COLUMNS
from models.tables import Client, database

HEADERS = [_split(text)[0] for text in WORDS.values()] + [_split(PHONES["mobile"])[0], "zorglub"]
NASTY = [
    "",
    "=1+1",
    "'=1",
    "\0",
    "\ud800",
    "06 12 34 56 78",
    "+33",
    "a@b",
    "a@example.fr",
    "DUPONT Jean",
    "M. et Mme",
    "31/02/1980",
    "00/00/00",
    "9999999999",
    "26000 Valence",
    "AB-123-CD",
    "::: ::: :::",
    "C1",
    "x" * 200,
    "e\u0301\u200b\u202e",
    '"',
    "deux\nlignes",
]
QUICK = settings(settings.get_profile("quick"), max_examples=40)
cells = st.one_of(st.sampled_from(NASTY), st.text(max_size=12))


def attempt(actor: Actor, path: Path, **options: Any) -> ImportReport | None:
    """Import a file; None when it was refused in a sentence."""
    try:
        preview(actor, path)
        report = import_file(actor, path, ImportOptions(**options))
    except BookError:
        return None
    total = report.created + report.updated + report.skipped + len(report.refused)
    assert total == report.read
    assert all(row.reason and row.line > 0 for row in report.refused)
    assert to_json_line(report).count("\n") == 0
    return report


@contextmanager
def nothing_kept() -> Iterator[None]:
    """Each example finds the book empty."""
    with database.atomic() as transaction:
        yield
        transaction.rollback()


def table(header: list[str], rows: list[list[str]], separator: str = ";") -> bytes:
    """A file of these rows, as a spreadsheet would write it; what no encoding holds is kept."""
    stream = StringIO(newline="")
    csv.writer(stream, delimiter=separator).writerows([header, *rows])
    return stream.getvalue().encode("utf-8", "surrogatepass")


@QUICK
@given(content=st.binary(max_size=400))
def test_any_bytes_end_in_a_report_or_a_sentence(
    actor: Actor, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "bytes.csv"
    path.write_bytes(content)
    attempt(actor, path)


@QUICK
@given(
    text=st.text(alphabet='Nom;,|\t"\n\r=a0\0é', max_size=80),
    encoding=st.sampled_from(["utf-8", "utf-16", "utf-8-sig", "utf-16-le", "cp1252"]),
)
def test_any_table_under_a_header_ends_in_a_report_or_a_sentence(
    actor: Actor, tmp_path: Path, text: str, encoding: str
) -> None:
    path = tmp_path / "text.csv"
    path.write_bytes(("Nom;Prénom\n" + text).encode(encoding))
    attempt(actor, path)


@QUICK
@given(
    header=st.lists(st.sampled_from(HEADERS), min_size=1, max_size=12),
    data=st.data(),
    mode=st.sampled_from(["skip", "update", "new"]),
    separator=st.sampled_from(";,\t|"),
)
def test_any_client_file_is_imported_and_then_known(
    actor: Actor,
    book: Book,
    tmp_path: Path,
    header: list[str],
    data: st.DataObject,
    mode: str,
    separator: str,
) -> None:
    width = len(header)
    rows = data.draw(st.lists(st.lists(cells, min_size=width, max_size=width), max_size=8))
    path = tmp_path / "clients.csv"
    path.write_bytes(table(header, rows, separator))
    with nothing_kept():
        first = attempt(actor, path, on_duplicate=mode)
        if first is not None and first.kind == "clients":
            before = Client.select().count()
            again = attempt(actor, path, on_duplicate="skip")
            assert again is not None
            assert again.created == 0
            assert Client.select().count() == before
        assert check(book).faults == ()


words = st.sampled_from(
    "opening visit attention incident resolution request answer promise kept postponed privilege "
    "contact reconciliation reversal closed minor notable serious poor exemplary complete yes "
    "smile 3 1.5 2026-01-01 2026-01-02 2026-02-30 a b c d 2026-01-02T10:00:00Z gift".split()
)


@QUICK
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from("xyz"),
            st.sampled_from("abcdefgh"),
            st.sampled_from(["2026-01-01", "2026-01-02", "2026-03-01", "2027-01-01", ""]),
            *(st.one_of(words, st.just(""), cells) for _ in ALL_COLUMNS[3:]),
        ).map(list),
        max_size=10,
    )
)
def test_any_journal_is_imported_and_then_known(
    actor: Actor, book: Book, tmp_path: Path, rows: list[list[str]]
) -> None:
    path = tmp_path / "journal.csv"
    path.write_bytes(table(list(ALL_COLUMNS), rows, ","))
    with nothing_kept():
        first = attempt(actor, path, new_clients=True)
        if first is not None:
            again = attempt(actor, path, new_clients=True)
            assert again is not None
            assert again.created == 0
            assert again.skipped >= first.created
        assert check(book).faults == ()


@pytest.mark.slow
@settings(settings.get_profile("campaign"), max_examples=2_000)
@given(content=st.binary(max_size=4_000))
def test_many_bytes_end_in_a_report_or_a_sentence(
    actor: Actor, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "many.csv"
    path.write_bytes(b"Nom;Tel\n" + content)
    attempt(actor, path, dry_run=True)
