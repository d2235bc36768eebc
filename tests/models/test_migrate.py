"""Old books become new ones, or stay exactly as they are."""

import gzip
import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from models import migrate
from models.accounts import read_accounts
from models.check import check
from models.database import Book, connect, is_a_book, open_book
from models.errors import BookDamaged, BookError, CannotWrite
from models.migrate import MIGRATIONS, upgrade
from models.tables import Client
from tests.helpers import processes

OLD_BOOKS = Path(__file__).parents[1] / "data" / "books"
STEPS = sorted(step.stem for step in MIGRATIONS.glob("[0-9]*.py"))
REBUILD = '''
def up(migrator, db):
    """Build `member` anew; the journal refers to it."""
    db.execute_sql("CREATE TABLE member_new AS SELECT * FROM member WHERE 0")
    db.execute_sql("DROP TABLE member_new")
    sql = db.execute_sql("SELECT sql FROM sqlite_master WHERE name = 'member'").fetchone()[0]
    db.execute_sql(sql.replace('"member"', '"member_new"', 1))
    db.execute_sql("INSERT INTO member_new SELECT * FROM member")
    db.execute_sql("DROP TABLE member")
    db.execute_sql("ALTER TABLE member_new RENAME TO member")
'''
FAILS_IN_THE_MIDDLE = """
def up(migrator, db):
    db.execute_sql("ALTER TABLE client ADD COLUMN half INTEGER")
    db.execute_sql("UPDATE client SET last_name = 'perdu', notes = hex(randomblob(9000))")
    raise RuntimeError("in the middle")
"""
LEAVES_ORPHANS = """
def up(migrator, db):
    db.execute_sql("DELETE FROM member")
"""
ADDS_A_TABLE = """
def up(migrator, db):
    db.execute_sql("CREATE TABLE later (id INTEGER PRIMARY KEY, made TEXT)")
    db.execute_sql("INSERT INTO later (made) VALUES ('once')")
"""


def old_book(name: str, folder: Path) -> Path:
    path = folder / f"{name}.ccbook"
    path.write_bytes(gzip.decompress((OLD_BOOKS / f"{name}.ccbook.gz").read_bytes()))
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book of the oldest program, in a folder of its own."""
    place = tmp_path / "place"
    place.mkdir()
    return old_book("0001", place)


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A program with one step more: `later(code)`."""
    steps = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, steps, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrate, "MIGRATIONS", steps)

    def add(code: str) -> None:
        (steps / "9000_later.py").write_text(code)

    return add


def test_a_book_of_each_earlier_form_is_kept() -> None:
    kept = sorted(file.name.split(".")[0] for file in OLD_BOOKS.glob("*.ccbook.gz"))
    assert kept[: len(STEPS) - 1] == [step[:4] for step in STEPS[:-1]]
    assert kept


@pytest.mark.parametrize("name", [file.stem for file in sorted(OLD_BOOKS.glob("*.json"))])
def test_an_old_book_opens_with_all_its_accounts(name: str, tmp_path: Path) -> None:
    book = open_book(old_book(name, tmp_path))
    expected = json.loads((OLD_BOOKS / f"{name}.json").read_text(encoding="utf-8"))["accounts"]
    found = check(book)
    assert (found.faults, found.clients) == ((), len(expected))
    accounts = dict(read_accounts())
    for row in expected:
        account = accounts[Client.get(Client.number == row["client"]).id]
        day = date.fromisoformat(row["as_of"])
        assert len(account.entries) == row["entries"]
        assert account.balance(day) == row["balance"]
        assert account.trend(day) == row["trend"]
    book.close()


def test_the_clients_of_an_old_book_are_found(path: Path) -> None:
    book = open_book(path)
    assert check(book).sound
    found = book.db.execute_sql("SELECT client FROM search_document WHERE last = 'durand'")
    assert found.fetchall() == [(1,)]
    book.close()


def _schema(path: Path) -> set[tuple[str, str, str]]:
    with sqlite3.connect(path) as db:
        rows = db.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
    db.close()
    return {(kind, name, " ".join(sql.split())) for kind, name, sql in rows}


@pytest.mark.parametrize("name", [file.stem for file in sorted(OLD_BOOKS.glob("*.json"))])
def test_an_upgraded_book_has_the_form_of_a_new_one(name: str, book: Book, tmp_path: Path) -> None:
    path = old_book(name, tmp_path)
    open_book(path).close()
    book.close()
    assert _schema(path) == _schema(book.path)


def test_a_step_is_applied_once_and_the_book_kept_before_it(
    path: Path, later: Callable[[str], None]
) -> None:
    open_book(path).close()
    before = path.read_bytes()
    later(ADDS_A_TABLE)
    for _time in range(2):
        book = open_book(path)
        assert book.db.execute_sql("SELECT made FROM later").fetchall() == [("once",)]
        assert check(book).sound
        book.close()
    kept = book.backups / "0001-avant-9000_later.ccbook"
    assert kept.read_bytes()[100:] == before[100:]  # the header counts changes
    assert {step for (step,) in _applied(path)} == {*STEPS, "9000_later"}


def _applied(path: Path) -> list[tuple[str]]:
    with sqlite3.connect(path) as db:
        rows = db.execute("SELECT name FROM schema_migration").fetchall()
    db.close()
    return rows


def test_a_step_that_fails_in_the_middle_leaves_the_book_as_it_was(
    path: Path, later: Callable[[str], None]
) -> None:
    open_book(path).close()
    before = path.read_bytes()
    later(FAILS_IN_THE_MIDDLE)
    with pytest.raises(RuntimeError, match="in the middle"):
        open_book(path)
    assert path.read_bytes() == before
    assert (path.parent / "0001-sauvegardes" / "0001-avant-9000_later.ccbook").exists()


def test_a_step_that_breaks_references_is_undone(path: Path, later: Callable[[str], None]) -> None:
    open_book(path).close()
    before = path.read_bytes()
    later(LEAVES_ORPHANS)
    with pytest.raises(BookDamaged):
        open_book(path)
    assert path.read_bytes() == before


def test_a_step_may_build_anew_a_table_others_refer_to(
    path: Path, later: Callable[[str], None]
) -> None:
    later(REBUILD)
    book = open_book(path)
    assert check(book).sound
    assert book.db.pragma("foreign_keys") == 1
    book.close()


def test_a_damaged_book_is_not_upgraded(path: Path, later: Callable[[str], None]) -> None:
    open_book(path).close()
    spoilt = bytearray(path.read_bytes())
    spoilt[-4096:-4000] = b"\xff" * 96
    path.write_bytes(spoilt)
    later(ADDS_A_TABLE)
    with pytest.raises(BookDamaged):
        open_book(path)
    assert path.read_bytes() == spoilt


def test_a_book_that_cannot_be_kept_before_is_not_upgraded(
    path: Path, later: Callable[[str], None]
) -> None:
    open_book(path).close()
    shutil.rmtree(path.parent / "0001-sauvegardes", ignore_errors=True)
    (path.parent / "0001-sauvegardes").write_text("a file where the folder should be")
    before = path.read_bytes()
    later(ADDS_A_TABLE)
    with pytest.raises(BookError):
        open_book(path)
    assert path.read_bytes() == before


UPGRADE = """
from models import migrate
migrate.MIGRATIONS = Path(sys.argv[2])
say("ready")
sys.stdin.readline()
try:
    book = open_book(sys.argv[1])
    say("opened", *book.db.execute_sql("SELECT count(*) FROM later").fetchone())
except BookError as error:
    say(type(error).__name__, error)
"""


def test_two_programs_upgrading_at_once_do_it_once_and_keep_the_old_form(
    path: Path, later: Callable[[str], None]
) -> None:
    later(ADDS_A_TABLE)
    steps = migrate.MIGRATIONS
    with (
        processes.started(UPGRADE, path, steps) as one,
        processes.started(UPGRADE, path, steps) as two,
    ):
        for process in (one, two):
            assert processes.hear(process) == "ready"
        for process in (one, two):
            assert process.stdin is not None
            print(file=process.stdin, flush=True)
        assert [processes.hear(process) for process in (one, two)] == ["opened 1", "opened 1"]
    kept = list((path.parent / "0001-sauvegardes").glob("*.ccbook"))
    assert [_applied(file) for file in kept] == [[("0001_initial",)]]


def test_an_old_book_in_a_protected_folder_is_told_and_left_as_it_is(path: Path) -> None:
    before = path.read_bytes()
    later_step = path.parent.parent / "steps"
    shutil.copytree(MIGRATIONS, later_step, ignore=shutil.ignore_patterns("__pycache__"))
    (later_step / "9000_later.py").write_text(ADDS_A_TABLE)
    path.parent.chmod(0o555)
    try:
        done = processes.run(
            "import io\nsys.stdin = io.StringIO()\n" + UPGRADE,
            path,
            later_step,
            before=processes.like_anyone,
        )
    finally:
        path.parent.chmod(0o755)
    assert done.stdout.splitlines()[1].startswith(CannotWrite.__name__)
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == [path.name]


def test_upgrading_without_any_step_to_take_does_nothing(path: Path) -> None:
    open_book(path).close()
    book = Book(path, connect(path))
    assert is_a_book(book.db)
    assert upgrade(book) == []
    book.close()
