"""Opening a book, whatever is at that place; writing in it, whatever the disk does."""

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import peewee
import pytest

from models import book_file, database
from models.actor import Actor
from models.books import BookDraft, create_book
from models.check import check
from models.client_drafts import ClientDraft
from models.clients import open_account
from models.database import Book, connect, integrity_faults, open_book, writing
from models.errors import (
    BookDamaged,
    BookError,
    BookInUse,
    BookMissing,
    BookTooNew,
    CannotWrite,
    Refused,
)
from models.journal import EntryDraft, note
from models.rules.trust import EntryType
from models.settings import Shop
from models.tables import BookFact, Entry
from tests.helpers import processes

VISIT = EntryDraft(EntryType.VISIT, "entretien")


@pytest.fixture
def client(book: Book, actor: Actor) -> int:
    client_id = open_account(actor, ClientDraft(last_name="Durand")).client_id
    assert client_id is not None
    return client_id


@pytest.fixture
def closed(book: Book, client: int) -> Path:
    """A sound book, closed."""
    book.close()
    return book.path


# -- what is not a book ------------------------------------------------------------------------


def _text(path: Path) -> None:
    path.write_text("Chère Madame Durand,\n" * 300)


def _noise(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 64)


def _other_program(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE note (text)")
    db.close()


def _other_program_still_open(path: Path) -> None:
    """Its write-ahead log is beside it, as its program left it when killed."""
    made = path.with_name("other.db")
    db = sqlite3.connect(made)
    db.execute("PRAGMA journal_mode = wal")
    db.execute("CREATE TABLE note (text)")
    shutil.copy(made, path)
    shutil.copy(f"{made}-wal", f"{path}-wal")
    db.close()


def _nothing_in_it(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE note (text)")
        db.execute("DROP TABLE note")
    db.close()


def _first_page_only(path: Path) -> None:
    os.truncate(path, 4096)


def _cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 5000)


def _half_a_header(path: Path) -> None:
    os.truncate(path, 50)


def _overwritten(start: int, length: int) -> Callable[[Path], None]:
    def overwrite(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(start)
            file.write(b"\xff" * length)

    return overwrite


NOT_BOOKS: dict[str, Callable[[Path], None]] = {
    "a letter": _text,
    "noise": _noise,
    "another program's file": _other_program,
    "another program's file, its log beside": _other_program_still_open,
    "a database with nothing in it": _nothing_in_it,
    "a book's first page": _first_page_only,
    "a book cut short": _cut_short,
    "half a header": _half_a_header,
    "a book whose first bytes are gone": _overwritten(0, 16),
    "a book whose page size is gone": _overwritten(16, 2),
    "a book whose list of tables is gone": _overwritten(100, 900),
}


@pytest.mark.parametrize("spoil", NOT_BOOKS.values(), ids=NOT_BOOKS)
def test_what_is_not_a_readable_book_is_refused_in_a_sentence_and_left_as_it_is(
    closed: Path, spoil: Callable[[Path], None], tmp_path: Path
) -> None:
    path = tmp_path / "place" / "livre.ccbook"
    path.parent.mkdir()
    shutil.copy(closed, path)
    spoil(path)
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    with pytest.raises(BookDamaged, match=r"\.$"):
        open_book(path)
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


def test_a_place_without_a_book_says_so_and_nothing_is_made_there(tmp_path: Path) -> None:
    (tmp_path / "empty.ccbook").touch()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "nowhere.ccbook").symlink_to(tmp_path / "gone.ccbook")
    before = sorted(os.listdir(tmp_path))
    for name in ("none.ccbook", "no/folder.ccbook", "empty.ccbook", "loop", "nowhere.ccbook"):
        with pytest.raises(BookMissing, match="Il n’y a pas de livre"):
            open_book(tmp_path / name)
    assert sorted(os.listdir(tmp_path)) == before


def test_a_folder_or_a_pipe_is_not_a_book(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(BookDamaged, match="Ce n’est pas un livre"):
            open_book(place)


def test_a_server_is_refused_in_a_sentence() -> None:
    with pytest.raises(BookError, match="gardés dans un fichier"):
        open_book("postgresql://localhost/livre")


def test_a_book_of_a_newer_program_is_refused_and_left_as_it_is(closed: Path) -> None:
    with sqlite3.connect(closed) as db:
        db.execute("INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '2030')")
    db.close()
    before = closed.read_bytes()
    with pytest.raises(BookTooNew, match="plus récente"):
        open_book(closed)
    assert closed.read_bytes() == before
    assert os.listdir(closed.parent) == [closed.name]


def test_a_book_stripped_of_its_tables_is_damaged_not_new(closed: Path) -> None:
    with sqlite3.connect(closed) as db:
        for name in ("entry_text", "cost", "schema_migration"):
            db.execute(f"DROP TABLE {name}")
    db.close()
    with pytest.raises(BookDamaged):
        open_book(closed)


def _empty(book: bytes) -> list[int]:
    """Where the pages that hold nothing are: the leaves of the one page that lists free ones."""
    first = int.from_bytes(book[32:36], "big")
    if not first:
        return []
    listed = book[(first - 1) * 4096 :]
    following, count = (int.from_bytes(listed[at : at + 4], "big") for at in (0, 4))
    assert following == 0
    leaves = (int.from_bytes(listed[at : at + 4], "big") for at in range(8, 8 + 4 * count, 4))
    return [(page - 1) * 4096 for page in leaves]


def test_spoiling_any_page_ends_in_a_sentence_never_in_a_traceback(closed: Path) -> None:
    sound = closed.read_bytes()
    found = 0
    pages = [start for start in range(0, len(sound), 4096) if start not in _empty(sound)]
    for start in pages:
        spoilt = bytearray(sound)
        spoilt[start : start + 64] = bytes(255 - byte for byte in spoilt[start : start + 64])
        closed.write_bytes(spoilt)
        try:
            book = open_book(closed)
        except BookError:
            found += 1
            continue
        try:
            found += not check(book).sound
        except BookError:
            found += 1
        finally:
            book.close()
        assert closed.read_bytes() == spoilt
    assert found == len(pages)  # the head of a page is never without meaning


def test_a_book_opens_through_a_link_and_keeps_its_things_beside_the_file(
    closed: Path, tmp_path: Path
) -> None:
    link = tmp_path / "elsewhere" / "raccourci.ccbook"
    link.parent.mkdir()
    link.symlink_to(closed)
    book = open_book(link)
    assert book.path == closed
    assert book.backups.parent == closed.parent
    assert os.listdir(link.parent) == [link.name]
    book.close()


def test_a_name_with_spaces_accents_and_marks_is_a_name(tmp_path: Path, today: date) -> None:
    path = tmp_path / "Été n° 1 #50 % ?mode=ro.ccbook"
    create_book(path, BookDraft(Shop(name="Garage"), "garage"), today).close()
    assert os.listdir(tmp_path) == [path.name]
    open_book(path).close()


def test_opening_a_book_changes_nothing_in_it(closed: Path) -> None:
    before = closed.read_bytes()
    open_book(closed).close()
    assert closed.read_bytes() == before


# -- a new book --------------------------------------------------------------------------------


def test_a_book_that_cannot_be_made_leaves_nothing_and_the_open_one_in_use(
    book: Book, client: int, actor: Actor, tmp_path: Path
) -> None:
    place = tmp_path / "new"
    place.mkdir()
    with pytest.raises(Refused):
        create_book(place / "b.ccbook", BookDraft(Shop(name=""), "garage"), actor.today)
    with pytest.raises(CannotWrite):
        create_book(tmp_path / "no" / "b.ccbook", BookDraft(Shop("G"), "garage"), actor.today)
    assert os.listdir(place) == []
    note(actor, client, VISIT)
    assert Entry.select().count() == 2


def test_a_new_book_does_not_replace_a_file(closed: Path, today: date) -> None:
    before = closed.read_bytes()
    with pytest.raises(Refused, match="existe déjà"):
        create_book(closed, BookDraft(Shop(name="Garage"), "garage"), today)
    assert closed.read_bytes() == before


# -- how it writes -----------------------------------------------------------------------------


def test_a_commit_reaches_the_disk(book: Book) -> None:
    asked = {"journal_mode": "wal", "synchronous": 3, "foreign_keys": 1, "busy_timeout": 5000}
    assert {name: book.db.pragma(name) for name in asked} == asked


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET units = 9900 WHERE id = 1",
        "DELETE FROM entry",
        "INSERT OR REPLACE INTO entry SELECT * FROM entry",
        "UPDATE OR REPLACE entry SET seq = 1",
        "INSERT INTO entry SELECT * FROM entry WHERE true "
        "ON CONFLICT (uuid) DO UPDATE SET units = 9900",
    ],
)
def test_no_statement_changes_a_journal_row(book: Book, client: int, statement: str) -> None:
    before = list(Entry.select().tuples())
    with pytest.raises(peewee.IntegrityError, match="append-only"):
        book.db.execute_sql(statement)
    assert list(Entry.select().tuples()) == before


def test_nothing_of_a_failed_transaction_stays(book: Book) -> None:
    with suppress(Refused), writing():
        BookFact.insert(name="a", value="1").execute()
        with writing():
            BookFact.insert(name="b", value="1").execute()
        raise Refused("no")
    assert not BookFact.select().where(BookFact.name.in_(["a", "b"])).exists()


def test_a_bug_is_not_taken_for_a_failure_of_the_disk(book: Book) -> None:
    with pytest.raises(peewee.IntegrityError), writing():
        BookFact.insert(name="uuid", value="again").execute()


# -- a disk that is full, protected, gone ------------------------------------------------------


def test_a_full_disk_is_told_and_nothing_noted_is_lost(
    book: Book, client: int, actor: Actor
) -> None:
    book.db.execute_sql(f"PRAGMA max_page_count = {book.db.pragma('page_count') + 4}")
    noted = _note_until_refused(actor, client)
    assert noted > 0
    assert Entry.select().count() == 1 + noted
    assert check(book).sound
    book.db.execute_sql("PRAGMA max_page_count = 1000000")
    note(actor, client, VISIT)


def _note_until_refused(actor: Actor, client: int) -> int:
    for noted in range(1000):
        try:
            note(actor, client, EntryDraft(EntryType.VISIT, text="x" * 400))
        except CannotWrite:
            return noted
    raise AssertionError("the disk never filled")


NOTE_UNTIL_REFUSED = """
book = open_book(sys.argv[1])
actor = Actor(first_member().id, TODAY)
noted = 0
try:
    while noted < 5000:
        note(actor, int(sys.argv[2]), EntryDraft(EntryType.VISIT, text="x" * 400))
        noted += 1
except BookError as error:
    say(noted, type(error).__name__, error)
"""


def test_a_file_that_cannot_grow_is_told_and_nothing_noted_is_lost(
    closed: Path, client: int
) -> None:
    limit = closed.stat().st_size + 3 * 4096
    done = processes.run(NOTE_UNTIL_REFUSED, closed, client, before=processes.files_up_to(limit))
    noted, kind, *words = done.stdout.split()
    assert kind == "CannotWrite"
    assert "disque" in words
    assert int(noted) > 0
    _require_noted(closed, 1 + int(noted))


def _require_noted(path: Path, entries: int) -> None:
    book = open_book(path)
    found = check(book)
    book.close()
    assert (found.entries, found.faults) == (entries, ())


NOTE_ONCE = """
try:
    book = open_book(sys.argv[1])
    note(Actor(first_member().id, TODAY), int(sys.argv[2]), EntryDraft(EntryType.VISIT))
except BookError as error:
    say(type(error).__name__, error)
"""


@pytest.mark.parametrize("protected", ["file", "folder"])
def test_a_protected_book_is_told_and_left_as_it_is(
    closed: Path, client: int, protected: str
) -> None:
    before = closed.read_bytes()
    place = closed if protected == "file" else closed.parent
    mode = place.stat().st_mode
    place.chmod(mode & ~0o222)
    try:
        done = processes.run(NOTE_ONCE, closed, client, before=processes.like_anyone)
    finally:
        place.chmod(mode)
    assert done.stdout.startswith("CannotWrite On ne peut")
    assert "Rien n’a été changé" in done.stdout
    assert closed.read_bytes() == before
    assert os.listdir(closed.parent) == [closed.name]


def test_a_book_that_was_moved_takes_no_entry_and_no_other_is_made(
    book: Book, client: int, actor: Actor
) -> None:
    moved = book.path.with_name("ailleurs.ccbook")
    book.path.rename(moved)
    with pytest.raises(CannotWrite, match="déplacé"):
        note(actor, client, VISIT)
    told: list[BaseException] = []

    def in_the_background() -> None:
        try:
            with database.known_errors():
                Entry.select().count()
        except BookError as error:
            told.append(error)

    worker = threading.Thread(target=in_the_background)
    worker.start()
    worker.join()
    assert [type(error) for error in told] == [CannotWrite]
    book.close()
    assert os.listdir(moved.parent) == [moved.name]
    _require_noted(moved, 1)


# -- several at once ---------------------------------------------------------------------------


def test_a_book_locked_too_long_is_told_then_works_again(
    closed: Path, client: int, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book_file, "BUSY_TIMEOUT", 0.05)
    book = open_book(closed)
    other = connect(closed)
    with other.atomic("IMMEDIATE"), pytest.raises(BookInUse, match="occupé"):
        note(actor, client, VISIT)
    other.close()
    note(actor, client, VISIT)
    assert check(book).entries == 2
    book.close()


def test_a_short_wait_for_another_writer_is_not_told(book: Book, client: int, actor: Actor) -> None:
    other = connect(book.path)
    locked = threading.Event()

    def write_a_while() -> None:
        with other.atomic("EXCLUSIVE"):
            locked.set()
            threading.Event().wait(0.2)
        other.close()

    writer = threading.Thread(target=write_a_while)
    writer.start()
    locked.wait(5)
    note(actor, client, VISIT)
    writer.join()
    assert Entry.select().count() == 2


NOTE_MANY = """
book = open_book(sys.argv[1])
actor = Actor(first_member().id, TODAY)
say("ready")
sys.stdin.readline()
for number in range(60):
    note(actor, int(sys.argv[2]), EntryDraft(EntryType.VISIT, text=str(number)))
say("done")
"""


def test_two_programs_noting_at_once_number_their_entries_without_a_hole(
    closed: Path, client: int
) -> None:
    with (
        processes.started(NOTE_MANY, closed, client) as one,
        processes.started(NOTE_MANY, closed, client) as two,
    ):
        for process in (one, two):
            assert processes.hear(process) == "ready"
        for process in (one, two):
            assert process.stdin is not None
            print(file=process.stdin, flush=True)
        assert [processes.hear(process) for process in (one, two)] == ["done", "done"]
    _require_noted(closed, 121)


def test_each_thread_has_its_own_connection(book: Book) -> None:
    mine = book.db.connection()
    others: list[object] = []

    def look() -> None:
        others.append(book.db.connection())
        book.close()

    worker = threading.Thread(target=look)
    worker.start()
    worker.join()
    assert others != [mine]
    assert integrity_faults(book.db) == []
