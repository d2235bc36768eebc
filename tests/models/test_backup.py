"""Backups are verified books; restoring one loses nothing."""

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import backup as backup_module
from models import book_file
from models.actor import Actor
from models.backup import copy_file, daily, last_backup, make_backup, to_keep
from models.book_lock import BookLock
from models.check import check
from models.client_drafts import ClientDraft
from models.clients import open_account
from models.clock import believe_today
from models.database import Book, connect, integrity_faults, new_book, open_book
from models.errors import (
    BookDamaged,
    BookInUse,
    BookMissing,
    BookTooNew,
    CannotWrite,
    Refused,
)
from models.journal import EntryDraft, note
from models.restore import restore
from models.rules.rotation import DAILY, MONTHLY, WEEKLY
from models.rules.trust import EntryType
from models.tables import Entry, EntryText
from models.team import OWNER, insert_member, members
from tests.helpers import processes
from tests.models.test_migrate import old_book

VISIT = EntryDraft(EntryType.VISIT, "entretien", text="Révision")


class Cancelled(Exception):
    """The person asked to stop."""


@pytest.fixture
def client(book: Book, actor: Actor) -> int:
    client_id = open_account(actor, ClientDraft(last_name="Durand")).client_id
    assert client_id is not None
    note(actor, client_id, VISIT)
    return client_id


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "clé USB"


@pytest.fixture
def saved(book: Book, client: int, target: Path) -> Path:
    """A backup of two entries, the book closed."""
    file = make_backup(book, target).file
    book.close()
    return file


def _sound(path: Path, entries: int) -> None:
    book = open_book(path)
    found = check(book)
    book.close()
    assert (found.entries, found.faults) == (entries, ())


# -- making one --------------------------------------------------------------------------------


def test_a_backup_is_a_book_named_after_its_moment(book: Book, client: int, target: Path) -> None:
    made = make_backup(book, target)
    assert made.file.name == f"garage-{made.taken_at:%Y-%m-%d-%H%M%S}.ccbook"
    assert made.taken_at.date() == date(2026, 11, 22)
    assert (made.clients, made.entries, made.faults) == (1, 2, ())
    assert os.listdir(target) == [made.file.name]
    assert last_backup(book) == made.taken_at
    book.close()
    _sound(made.file, 2)


def test_the_book_never_backed_up_says_so(book: Book) -> None:
    assert last_backup(book) is None


def test_a_backup_does_not_stop_when_the_counter_writes_meanwhile(
    book: Book, client: int, actor: Actor, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_module, "_PAGES", 2)
    noted: list[int] = []

    def write_while_it_copies(part: float | None, text: str) -> None:
        if text.startswith("Copie") and len(noted) < 30:
            note(actor, client, VISIT)
            noted.append(1)

    made = make_backup(book, target, write_while_it_copies)
    assert noted
    assert made.entries == 2, "the book as it was when the backup began"
    assert made.faults == ()


def test_a_cancelled_backup_leaves_nothing(book: Book, client: int, target: Path) -> None:
    for step in range(3):
        told: list[str] = []

        def stop(part: float | None, text: str, step: int = step, told: list[str] = told) -> None:
            told.append(text)
            if len(told) > step:
                raise Cancelled

        with pytest.raises(Cancelled):
            make_backup(book, target, stop)
        assert os.listdir(target) == []
    assert check(book).sound


def test_progress_goes_from_nothing_to_all(book: Book, client: int, target: Path) -> None:
    parts: list[float] = []
    make_backup(book, target, lambda part, text: parts.append(part or 0) if part else None)
    assert parts == sorted(parts)
    assert 0 < parts[0] <= parts[-1] <= 1


def test_a_book_with_damaged_pages_gives_no_backup(book: Book, client: int, target: Path) -> None:
    book.close()
    with book.path.open("r+b") as file:
        file.seek(-4096, os.SEEK_END)
        file.write(b"\xff" * 64)
    with pytest.raises(BookDamaged):
        make_backup(book, target)
    assert os.listdir(target) == []


def test_a_book_whose_figures_do_not_follow_is_kept_and_told_in_the_day_s_backup(
    book: Book, client: int, today: date
) -> None:
    book.db.execute_sql("UPDATE account_figures SET balance = balance + 1")
    made = daily(book, today)
    assert made is not None
    assert made.file.exists()
    assert len(made.faults) == 1
    assert "client n°\u00a01" in made.faults[0]


def _one_bit(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[content.index(b"Durand")] ^= 1
    file.write_bytes(content)


def _short(file: Path) -> None:
    os.truncate(file, file.stat().st_size - 4096)


def _torn(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:-4096] + bytes(4096))


def _longer(file: Path) -> None:
    with file.open("ab") as stream:
        stream.write(bytes(4096))


def _odd(file: Path) -> None:
    os.truncate(file, file.stat().st_size - 77)


@pytest.mark.parametrize("spoil", [_one_bit, _short, _torn, _longer, _odd])
@pytest.mark.parametrize("everyday", [False, True])
@pytest.mark.parametrize("through_memory", [False, True])
def test_a_disk_that_does_not_give_back_the_copy_it_was_given_makes_no_backup(
    book: Book,
    client: int,
    today: date,
    spoil: Callable[[Path], None],
    everyday: bool,
    through_memory: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if through_memory:  # as on the systems that have no way past it
        monkeypatch.delattr(os, "O_DIRECT", raising=False)
    spoilt: list[str] = []

    def fail(part: float | None, text: str) -> None:
        if text.startswith("La copie est relue") and not spoilt:
            (draft,) = book.backups.glob(".*.partiel")
            spoil(draft)
            spoilt.append(text)

    with pytest.raises(CannotWrite, match="n’est pas le livre"):
        daily(book, today, fail) if everyday else make_backup(book, book.backups, fail)
    assert os.listdir(book.backups) == []


def test_a_page_of_an_index_that_is_lost_is_seen_in_a_backup(
    book: Book, client: int, target: Path
) -> None:
    query = "SELECT rootpage FROM sqlite_schema WHERE name = 'entry_client_id_seq'"
    (page,) = book.db.execute_sql(query).fetchone()
    book.close()
    with book.path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(bytes(4096))
    with pytest.raises(BookDamaged):
        make_backup(book, target)
    assert os.listdir(target) == []


def test_a_book_of_a_network_written_during_its_backup_is_copied_whole(
    book: Book, client: int, target: Path
) -> None:
    book.db.pragma("journal_mode", "delete")
    noted: list[str] = []

    def write_once(part: float | None, text: str) -> None:
        if not noted:
            noted.append(text)
            with closing(connect(book.path)) as other:
                other.execute_sql("INSERT INTO book_fact (name, value) VALUES ('more', 'x')")

    made = make_backup(book, target, write_once)
    assert noted
    book.close()
    _sound(made.file, 2)


def test_what_a_killed_backup_left_is_removed_a_day_later(
    book: Book, client: int, target: Path
) -> None:
    target.mkdir()
    old, recent, other = (
        target / f".{name}.partiel" for name in ("garage-1-1", "garage-2-2", "autre-1-1")
    )
    for file in (old, recent, other):
        file.write_text("half")
    yesterday = datetime.now() - timedelta(days=1, minutes=1)
    for file in (old, other):
        os.utime(file, (yesterday.timestamp(),) * 2)
    make_backup(book, target)
    assert [file.exists() for file in (old, recent, other)] == [False, True, True]


def test_a_book_written_without_a_pause_is_still_copied_whole(
    book: Book, client: int, actor: Actor, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.backup._PAGES", 800)  # more than is held in memory
    monkeypatch.setattr("models.backup._RESTARTS", 0)
    with closing(connect(book.path)) as db:
        db.execute_sql("CREATE TABLE big (x)")
        with db.atomic():
            for _count in range(1_600):
                db.execute_sql("INSERT INTO big VALUES (randomblob(4000))")
    over = Event()
    other = threading.Thread(target=_note_from_elsewhere, args=(book.path, over))
    other.start()
    try:
        copies = [target / f"{number}.ccbook" for number in range(3)]
        target.mkdir()
        for copy in copies:
            copy_file(book.path, copy, None)
    finally:
        over.set()
        other.join()
    for copy in copies:
        with closing(connect(copy)) as db:
            assert integrity_faults(db) == []


def _note_from_elsewhere(path: Path, over: Event) -> None:
    """Another connection that writes again and again."""
    with closing(connect(path)) as db:
        while not over.wait(0.001):
            with db.atomic("IMMEDIATE"):
                db.execute_sql(
                    "INSERT OR REPLACE INTO book_fact (name, value) "
                    "VALUES ('busy', hex(randomblob(20000)))"
                )


BACK_UP = """
from models.backup import make_backup
book = open_book(sys.argv[1])
try:
    say(make_backup(book, Path(sys.argv[2])).file)
except BookError as error:
    say(type(error).__name__, error)
"""


def test_a_full_disk_is_told_and_no_half_file_stays(book: Book, client: int, target: Path) -> None:
    limit = processes.files_up_to(book.path.stat().st_size // 2)
    told = processes.run(BACK_UP, book.path, target, before=limit).stdout
    assert told.startswith(f"CannotWrite La sauvegarde n’a pas été faite dans {target}.")
    assert "disque" in told
    assert os.listdir(target) == []


def test_a_protected_folder_is_told(book: Book, client: int, target: Path) -> None:
    target.mkdir()
    target.chmod(0o555)
    told = processes.run(BACK_UP, book.path, target, before=processes.like_anyone).stdout
    target.chmod(0o755)
    assert told.startswith("CannotWrite La sauvegarde n’a pas été faite")
    assert os.listdir(target) == []


def test_a_place_that_is_a_file_is_told(book: Book, client: int, target: Path) -> None:
    target.write_text("not a folder")
    with pytest.raises(CannotWrite, match="La sauvegarde n’a pas été faite"):
        make_backup(book, target)
    assert target.read_text() == "not a folder"


def test_a_book_being_written_is_backed_up_as_it_was_before(
    book: Book, client: int, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book_file, "BUSY_TIMEOUT", 0.05)
    book.db.pragma("busy_timeout", 50)
    other = connect(book.path)
    with other.atomic("EXCLUSIVE"):
        other.execute_sql("UPDATE client SET last_name = 'Perdu'")
        made = make_backup(book, target)
    other.close()
    with closing(connect(made.file)) as copy:
        assert copy.execute_sql("SELECT last_name FROM client").fetchall() == [("Durand",)]


def test_a_book_of_a_network_locked_too_long_gives_no_backup(
    book: Book, client: int, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book_file, "BUSY_TIMEOUT", 0.05)
    book.db.pragma("journal_mode", "delete")
    other = connect(book.path)
    with other.atomic("EXCLUSIVE"), pytest.raises(BookInUse):
        make_backup(book, target)
    other.close()
    assert os.listdir(target) == []
    make_backup(book, target)


def test_a_read_only_book_can_be_backed_up(book: Book, client: int, target: Path) -> None:
    book.close()
    book.path.chmod(0o444)
    told = processes.run(BACK_UP, book.path, target, before=processes.like_anyone).stdout
    assert Path(told.strip()).parent == target


# -- every day ---------------------------------------------------------------------------------


def test_one_automatic_backup_a_day(book: Book, client: int, today: date) -> None:
    assert daily(book, today) is not None
    assert daily(book, today) is None
    assert len(os.listdir(book.backups)) == 1


def test_a_year_of_days_keeps_days_weeks_and_months(book: Book, client: int, today: date) -> None:
    book.backups.mkdir()
    notes = book.backups / "à lire.txt"
    notes.write_text("mine")
    other = book.backups / "garage-avant-0002_search.ccbook"
    other.write_text("the upgrade's")
    wrong_clock = book.backups / "garage-2093-01-01-080000.ccbook"
    wrong_clock.write_text("later")
    for past in range(1, 400):
        day = today - timedelta(days=past)
        (book.backups / f"garage-{day}-080000.ccbook").write_text("before")
    daily(book, today)
    names = os.listdir(book.backups)
    assert len(names) == DAILY + WEEKLY + MONTHLY + 3
    assert {notes.name, other.name, wrong_clock.name} <= set(names)
    assert f"garage-{today}" in {name[:17] for name in names}


@pytest.mark.parametrize(("backups", "gone"), [(400, {250: False, 330: True}), (25, {330: False})])
def test_a_copy_from_before_a_change_goes_when_no_backup_is_as_old(
    book: Book, client: int, today: date, backups: int, gone: dict[int, bool]
) -> None:
    book.backups.mkdir()
    for past in range(1, backups):
        day = today - timedelta(days=past)
        (book.backups / f"garage-{day}-080000.ccbook").write_text("before")
    upgraded = {past: book.backups / f"garage-avant-{past:04}_search.ccbook" for past in gone}
    name = "garage-avant-restauration-2025-01-01-0800{}-2.ccbook"
    restored = {past: book.path.with_name(name.format(past % 60)) for past in gone}
    others = book.path.with_name("garage-avant-travaux.ccbook")
    for past, file in [*upgraded.items(), *restored.items(), (330, others)]:
        file.write_text("as it was")
        moment = datetime.combine(today - timedelta(days=past), datetime.min.time()).timestamp()
        os.utime(file, (moment, moment))
    daily(book, today)
    assert {past: not file.exists() for past, file in upgraded.items()} == gone
    assert {past: not file.exists() for past, file in restored.items()} == gone
    assert others.exists()


def test_a_book_with_faults_keeps_its_older_backups(book: Book, client: int, today: date) -> None:
    book.db.execute_sql("UPDATE account_figures SET balance = balance + 1")
    book.backups.mkdir()
    for past in range(1, 40):
        day = today - timedelta(days=past)
        (book.backups / f"garage-{day}-080000.ccbook").write_text("before")
    made = daily(book, today)
    assert made is not None
    assert made.faults
    assert len(os.listdir(book.backups)) == 40


DAYS = st.lists(
    st.integers(0, 1200).map(lambda number: date(2024, 1, 1) + timedelta(days=number)), max_size=150
)


@given(DAYS)
def test_what_is_kept_is_some_of_what_there_is_newest_included(days: list[date]) -> None:
    kept = to_keep(days)
    assert kept <= set(days)
    assert len(kept) <= DAILY + WEEKLY + MONTHLY
    assert set(sorted(days)[-1:]) <= kept
    assert set(sorted(set(days))[-DAILY:]) <= kept
    assert to_keep(kept) == kept


@given(st.integers(0, 3000), st.integers(1, 5))
def test_kept_day_after_day_a_year_can_be_looked_back_at(start: int, every: int) -> None:
    kept: set[date] = set()
    first = date(2024, 1, 1) + timedelta(days=start)
    for number in range(0, 450, every):
        kept = to_keep(kept | {first + timedelta(days=number)})
    newest_first = sorted(kept, reverse=True)
    assert len(kept) == DAILY + WEEKLY + MONTHLY
    gaps = [(later - earlier).days for later, earlier in pairwise(newest_first)]
    assert all(gap == every for gap in gaps[: DAILY - 1])
    assert max(gaps[: DAILY + WEEKLY - 1]) <= 7 + 2 * every
    assert max(gaps) <= 31 + 2 * every
    assert (newest_first[0] - newest_first[-1]).days > 240


# -- restoring ---------------------------------------------------------------------------------


def test_restoring_puts_the_backup_in_place_and_keeps_the_present_book(
    book: Book, client: int, actor: Actor, saved: Path
) -> None:
    note(actor, client, VISIT)
    book.close()
    backup_bytes = saved.read_bytes()
    done = restore(saved, book.path)
    assert (done.clients, done.entries, done.day) == (1, 2, date(2026, 11, 22))
    assert done.aside is not None
    _sound(done.aside, 3)
    _sound(book.path, 2)
    assert saved.read_bytes() == backup_bytes
    told = done.summary()
    assert "1 client, 2 écritures, tel qu’il était le 22 novembre 2026" in told
    assert done.aside.name in told
    assert sorted(os.listdir(book.path.parent)) == sorted(
        [book.path.name, done.aside.name, saved.parent.name]
    )


def test_restoring_again_and_again_keeps_every_book_that_was_there(
    book: Book, client: int, saved: Path
) -> None:
    asides = [restore(saved, book.path).aside for _time in range(3)]
    assert len(set(asides)) == 3
    assert all(aside is not None and aside.exists() for aside in asides)


def test_restoring_where_there_is_no_book_any_more(book: Book, saved: Path) -> None:
    shutil.rmtree(book.path.parent / "garage-sauvegardes", ignore_errors=True)
    book.path.unlink()
    done = restore(saved, book.path)
    assert done.aside is None
    _sound(book.path, 2)
    elsewhere = book.path.parent / "nouveau" / "dossier" / "garage.ccbook"
    restore(saved, elsewhere)
    _sound(elsewhere, 2)


def _without_header(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\0" * 100)


def _cut(path: Path) -> None:
    os.truncate(path, 10_000)


def _letter(path: Path) -> None:
    path.write_text("Chère Madame,")


def _other_program(path: Path) -> None:
    path.unlink()
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = wal")
    db.execute("CREATE TABLE note (text)")
    db.close()


@pytest.mark.parametrize("spoil", [_without_header, _cut, _letter, _other_program])
def test_restoring_over_a_damaged_book_keeps_it_byte_for_byte(
    book: Book, saved: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(book.path)
    spoilt = book.path.read_bytes()
    done = restore(saved, book.path)
    assert done.aside is not None
    assert done.aside.read_bytes() == spoilt
    _sound(book.path, 2)


HALF_DONE = """
book = open_book(sys.argv[1])
book.db.execute_sql("PRAGMA cache_size = 1")
book.db.begin("IMMEDIATE")
book.db.execute_sql("UPDATE client SET notes = hex(zeroblob(4000)), last_name = 'Perdu'")
book.db.execute_sql("INSERT INTO book_fact SELECT 'x' || seq, hex(zeroblob(9000)) FROM entry")
say("half")
sys.stdin.readline()
"""


@pytest.fixture
def half_done(book: Book, saved: Path) -> Path:
    """The book, killed in the middle of a transaction; its log is beside it."""
    with processes.started(HALF_DONE, book.path) as process:
        assert processes.hear(process) == "half"
    assert book.path.with_name(book.path.name + "-wal").stat().st_size > 9_000
    return book.path


def test_the_log_of_a_book_that_is_gone_does_not_touch_the_restored_one(
    half_done: Path, saved: Path
) -> None:
    half_done.unlink()
    restore(saved, half_done)
    _sound(half_done, 2)


def test_the_log_of_a_damaged_book_does_not_touch_the_restored_one(
    half_done: Path, saved: Path
) -> None:
    with half_done.open("r+b") as file:
        file.seek(4096 * 2)
        file.write(b"\xff" * 4096)
    restore(saved, half_done)
    _sound(half_done, 2)


def test_a_book_killed_in_a_transaction_is_kept_as_it_was_before_it(
    half_done: Path, saved: Path
) -> None:
    done = restore(saved, half_done)
    assert done.aside is not None
    _sound(done.aside, 2)
    _sound(half_done, 2)


@pytest.mark.parametrize("spoil", [_without_header, _cut, _letter, _other_program])
def test_a_file_that_is_no_book_is_not_restored(
    book: Book, client: int, saved: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(saved)
    _refused(saved, book, BookDamaged)


def _refused(saved: Path, book: Book, kind: type[Exception], match: str | None = None) -> None:
    book.close()
    before, given_bytes = book.path.read_bytes(), saved.read_bytes()
    names = sorted(os.listdir(book.path.parent))
    with pytest.raises(kind, match=match):
        restore(saved, book.path)
    assert book.path.read_bytes() == before
    assert saved.read_bytes() == given_bytes
    assert sorted(os.listdir(book.path.parent)) == names


def test_a_missing_backup_is_told(book: Book, client: int, target: Path) -> None:
    with pytest.raises(BookMissing):
        restore(target / "perdu.ccbook", book.path)


def test_a_backup_of_a_newer_program_is_not_restored(book: Book, saved: Path) -> None:
    with sqlite3.connect(saved) as db:
        db.execute("INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '2030')")
    db.close()
    _refused(saved, book, BookTooNew, "plus récente")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry_text SET text = 'autre chose'",
        "DROP TRIGGER entry_is_never_changed",
    ],
)
def test_a_backup_that_does_not_replay_is_not_restored(
    book: Book, saved: Path, change: str
) -> None:
    with sqlite3.connect(saved) as db:
        db.execute(change)
    db.close()
    _refused(saved, book, BookDamaged, "pas saine")


def test_a_backup_with_a_damaged_page_is_not_restored(book: Book, saved: Path) -> None:
    with saved.open("r+b") as file:
        file.seek(-4096, os.SEEK_END)
        file.write(b"\xff" * 64)
    _refused(saved, book, BookDamaged)


def test_the_book_is_not_its_own_backup(book: Book, client: int) -> None:
    _refused(book.path, book, Refused, "le livre lui-même")


def test_a_backup_of_an_older_program_comes_back_in_today_s_form(
    book: Book, client: int, tmp_path: Path
) -> None:
    book.close()
    old = old_book("0001", tmp_path)
    before = old.read_bytes()
    done = restore(old, book.path)
    assert (done.clients, done.entries, done.day) == (3, 18, date(2025, 11, 20))
    assert old.read_bytes() == before
    _sound(book.path, 18)


def test_a_book_open_in_another_window_is_not_replaced(book: Book, saved: Path) -> None:
    with BookLock(book.path) as lock:
        before = book.path.read_bytes()
        with pytest.raises(BookInUse, match="est ouvert par"):
            restore(saved, book.path)
        assert book.path.read_bytes() == before
        restore(saved, book.path, lock=lock)
        with pytest.raises(BookInUse):
            BookLock(book.path)


def test_a_book_a_command_is_writing_in_is_not_replaced(
    book: Book, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book_file, "BUSY_TIMEOUT", 0.05)
    other = connect(book.path)
    with other.atomic("IMMEDIATE"):
        before = os.listdir(book.path.parent)
        with pytest.raises(BookInUse):
            restore(saved, book.path)
        assert os.listdir(book.path.parent) == before
    other.close()


def test_a_book_a_command_has_open_is_not_replaced_under_it(
    book: Book, client: int, actor: Actor, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book_file, "BUSY_TIMEOUT", 0.05)
    assert Entry.select().count() == 2  # opens the book, as a command beside the window does
    with ThreadPoolExecutor() as other, pytest.raises(BookInUse, match="Rien n’a été changé"):
        other.submit(restore, saved, book.path).result()
    note(actor, client, VISIT)
    _sound(book.path, 3)
    book.close()
    restore(saved, book.path)
    _sound(book.path, 2)


def test_a_cancelled_restore_leaves_the_book(book: Book, saved: Path) -> None:
    before = book.path.read_bytes()
    for step in range(3):
        told: list[str] = []

        def stop(part: float | None, text: str, step: int = step, told: list[str] = told) -> None:
            told.append(text)
            if len(told) > step:
                raise Cancelled

        with pytest.raises(Cancelled):
            restore(saved, book.path, stop)
        assert book.path.read_bytes() == before
        assert sorted(os.listdir(book.path.parent)) == sorted([book.path.name, saved.parent.name])


RESTORE = """
from models.restore import restore
try:
    say(restore(sys.argv[1], sys.argv[2]).summary())
except BookError as error:
    say(type(error).__name__, error)
"""


def test_a_disk_too_small_for_the_restored_book_leaves_the_present_one(
    book: Book, saved: Path
) -> None:
    before = book.path.read_bytes()
    limit = processes.files_up_to(book.path.stat().st_size // 2)
    told = processes.run(RESTORE, saved, book.path, before=limit).stdout
    assert told.startswith("CannotWrite")
    assert book.path.read_bytes() == before
    assert sorted(os.listdir(book.path.parent)) == sorted([book.path.name, saved.parent.name])


def test_restoring_from_a_protected_place_works(book: Book, saved: Path) -> None:
    saved.chmod(0o444)
    saved.parent.chmod(0o555)
    told = processes.run(RESTORE, saved, book.path, before=processes.like_anyone).stdout
    saved.parent.chmod(0o755)
    assert told.startswith("Livre restauré")
    _sound(book.path, 2)


def test_the_program_s_day_names_the_backup(book: Book, client: int, target: Path) -> None:
    believe_today(date(2025, 2, 3))
    assert make_backup(book, target).taken_at.date() == date(2025, 2, 3)


def test_a_book_with_a_key_is_backed_up_and_restored_with_it(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "secret.ccbook"
    with new_book(path, "sésame") as secret:
        insert_member("Claire Morel", "", OWNER)
    secret = open_book(path, "sésame")
    made = make_backup(secret, tmp_path / "copies")
    secret.close()
    assert b"Claire" not in made.file.read_bytes()
    path.unlink()
    for key in (None, "sesame"):
        with pytest.raises(BookDamaged):
            restore(made.file, path, key=key)
    restore(made.file, path, key="sésame")
    again = open_book(path, "sésame")
    assert [member.name for member in members()] == ["Claire Morel"]
    assert "sésame" not in repr(again)
    again.close()


def test_texts_survive_a_backup(book: Book, saved: Path) -> None:
    copy = open_book(saved)
    assert [row.text for row in EntryText.select()] == ["Révision"]
    copy.close()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE account_figures SET balance = 12345",
        "DELETE FROM account_figures",
    ],
)
def test_a_backup_of_which_only_what_is_kept_of_the_accounts_differs_is_mended(
    saved: Path, tmp_path: Path, change: str
) -> None:
    with closing(connect(saved)) as copy:
        copy.execute_sql(change)
        assert check(copy).rebuildable
    restored = restore(saved, tmp_path / "autre.ccbook")
    assert restored.entries == 2
    _sound(tmp_path / "autre.ccbook", 2)
    with closing(connect(saved)) as copy:
        assert check(copy).rebuildable, "the backup itself is left as it was"
