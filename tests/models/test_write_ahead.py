"""What is noted goes to a log beside the book first, and into its file when it is closed."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from models import database
from models.actor import Actor
from models.backup import make_backup
from models.book_file import beside, settle
from models.books import BookDraft, create_book
from models.bulk import insert_rows
from models.check import check
from models.client_drafts import ClientDraft
from models.clients import open_account
from models.database import Book, connect, open_book, writing
from models.errors import CannotWrite
from models.far_disks import _kind_of_mount, is_far
from models.journal import EntryDraft, note
from models.rules.trust import EntryType
from models.settings import Shop
from models.tables import BookFact, Client, Entry
from tests.helpers import processes
from tests.models.test_migrate import old_book

VISIT = EntryDraft(EntryType.VISIT, "entretien")


@pytest.fixture
def client(book: Book, actor: Actor) -> int:
    client_id = open_account(actor, ClientDraft(last_name="Durand")).client_id
    assert client_id is not None
    return client_id


def _log_size(book: Book) -> int:
    return beside(book.path, "-wal").stat().st_size


def _entries(path: Path) -> int:
    book = open_book(path)
    found = check(book)
    book.close()
    assert found.faults == ()
    return found.entries


def _copied(path: Path, folder: Path) -> Path:
    """The file alone, as a person copies it."""
    target = folder / "clé" / "copie.ccbook"
    target.parent.mkdir()
    return Path(shutil.copy(path, target))


# -- the file alone is the book ----------------------------------------------------------------


def test_a_closed_book_is_one_file_and_its_copy_is_whole(
    book: Book, client: int, actor: Actor, tmp_path: Path
) -> None:
    note(actor, client, VISIT)
    assert _log_size(book) > 0
    book.close()
    assert os.listdir(book.path.parent) == [book.path.name]
    assert _entries(_copied(book.path, tmp_path)) == 2


def test_the_file_is_whole_though_another_thread_still_has_the_book_open(
    book: Book, client: int, actor: Actor, tmp_path: Path
) -> None:
    with ThreadPoolExecutor(1) as other:
        other.submit(lambda: Entry.select().count()).result()
        note(actor, client, VISIT)
        book.close()
        assert _entries(_copied(book.path, tmp_path)) == 2
        other.submit(book.close).result()
    assert list(book.path.parent.glob(f"{book.path.name}*")) == [book.path]


def test_a_book_at_rest_is_whole_in_its_file_while_it_stays_open(
    book: Book, client: int, actor: Actor
) -> None:
    note(actor, client, VISIT)
    assert settle(book.db)
    assert _log_size(book) == 0
    note(actor, client, VISIT)
    assert Entry.select().count() == 3


def test_settling_waits_for_nobody_and_loses_nothing(book: Book, client: int, actor: Actor) -> None:
    reader = connect(book.path)
    with reader.atomic():
        assert reader.execute_sql("SELECT count(*) FROM entry").fetchone() == (1,)
        note(actor, client, VISIT)
        assert not settle(book.db)
        assert reader.execute_sql("SELECT count(*) FROM entry").fetchone() == (1,)
    reader.close()
    assert settle(book.db)
    assert Entry.select().count() == 2


def test_reading_for_long_keeps_nobody_from_noting(book: Book, client: int, actor: Actor) -> None:
    reader = connect(book.path)
    with reader.atomic():
        reader.execute_sql("SELECT count(*) FROM entry").fetchone()
        note(actor, client, VISIT)
    reader.close()


NOTE_AND_STAY = """
book = open_book(sys.argv[1])
note(Actor(first_member().id, TODAY), int(sys.argv[2]), EntryDraft(EntryType.VISIT))
book.db.execute_sql("INSERT INTO book_fact VALUES ('long', hex(zeroblob(90000)))")
say("noted")
sys.stdin.readline()
"""


def test_after_a_kill_the_next_opening_takes_the_log_in(book: Book, client: int) -> None:
    book.close()
    before = book.path.read_bytes()
    with processes.started(NOTE_AND_STAY, book.path, client) as process:
        assert processes.hear(process) == "noted"
    assert book.path.read_bytes() == before
    assert _log_size(book) > 0
    assert _entries(book.path) == 2
    assert os.listdir(book.path.parent) == [book.path.name]


def test_a_power_cut_while_the_log_goes_into_the_file_loses_nothing(
    book: Book, client: int, tmp_path: Path
) -> None:
    book.close()
    with processes.started(NOTE_AND_STAY, book.path, client) as process:
        assert processes.hear(process) == "noted"
    whole = Path(shutil.copy(book.path, tmp_path / "whole.ccbook"))
    shutil.copy(beside(book.path, "-wal"), beside(whole, "-wal"))
    open_book(whole).close()
    assert whole.stat().st_size > book.path.stat().st_size
    with book.path.open("r+b") as file:  # the first page, and not yet those it speaks of
        file.write(whole.read_bytes()[:4096])
    assert _entries(book.path) == 2


def test_what_was_noted_after_a_move_of_the_file_is_in_the_moved_file(
    book: Book, client: int, actor: Actor
) -> None:
    note(actor, client, VISIT)
    moved = book.path.rename(book.path.with_name("ailleurs.ccbook"))
    with pytest.raises(CannotWrite, match="déplacé"):
        note(actor, client, VISIT)
    book.close()
    assert os.listdir(moved.parent) == [moved.name]
    assert _entries(moved) == 2


def test_a_large_import_does_not_leave_a_large_log(book: Book, client: int) -> None:
    rows = [(f"fact {number}", "x" * 400) for number in range(30_000)]
    with writing():
        insert_rows(BookFact, ("name", "value"), rows)
    assert _log_size(book) > 12_000_000
    assert settle(book.db)
    assert _log_size(book) == 0


# -- where a log cannot be had -----------------------------------------------------------------


def test_on_a_network_a_book_has_a_rollback_journal(
    book: Book, client: int, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.close()
    monkeypatch.setattr(database, "is_far", lambda path: True)
    there = open_book(book.path)
    note(actor, client, VISIT)
    assert there.db.pragma("journal_mode") == "delete"
    assert os.listdir(there.path.parent) == [there.path.name]
    there.close()
    monkeypatch.undo()
    here = open_book(book.path)
    assert here.db.pragma("journal_mode") == "wal"
    here.close()


MOUNTS = r"""/dev/vda1 / ext4 rw,relatime 0 0
tmpfs /mnt tmpfs rw 0 0
//serveur/livres /mnt/les\040livres cifs rw 0 0
claire@atelier: /mnt/atelier fuse.sshfs rw 0 0
/dev/sdb1 /mnt/atelier/clé fuseblk rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/srv/claire/garage.ccbook", "ext4"),
        ("/mnt/garage.ccbook", "tmpfs"),
        ("/mnt/les livres/garage.ccbook", "cifs"),
        ("/mnt/atelier/garage.ccbook", "fuse.sshfs"),
        ("/mnt/atelier/clé/garage.ccbook", "fuseblk"),
    ],
)
def test_the_disk_a_file_is_on_is_told_by_the_nearest_mount(place: str, kind: str) -> None:
    assert _kind_of_mount(Path(place), MOUNTS) == kind


def test_this_machine_s_own_disk_is_near(tmp_path: Path) -> None:
    assert not is_far(tmp_path)


READ = """
try:
    book = open_book(sys.argv[1])
    from models.tables import Entry
    say(Entry.select().count())
    note(Actor(first_member().id, TODAY), 1, EntryDraft(EntryType.VISIT))
except BookError as error:
    say(type(error).__name__, error)
"""


@pytest.mark.parametrize("protected", ["file", "folder", "both"])
def test_a_protected_book_can_be_read(book: Book, client: int, protected: str) -> None:
    book.close()
    before = book.path.read_bytes()
    places = {"file": [book.path], "folder": [book.path.parent]}
    kept = [
        (place, place.stat().st_mode)
        for place in places.get(protected, [book.path, book.path.parent])
    ]
    for place, mode in kept:
        place.chmod(mode & ~0o222)
    try:
        told = processes.run(READ, book.path, before=processes.like_anyone).stdout
    finally:
        for place, mode in kept:
            place.chmod(mode)
    entries, refusal = told.splitlines()
    assert entries == "1"
    assert refusal.startswith("CannotWrite On ne peut")
    assert book.path.read_bytes() == before
    assert os.listdir(book.path.parent) == [book.path.name]


def test_a_disk_without_room_for_a_log_lets_the_book_be_read(book: Book, client: int) -> None:
    book.close()
    before = book.path.read_bytes()
    told = processes.run(READ, book.path, before=processes.files_up_to(4096)).stdout
    assert told.splitlines()[0] == "1"
    assert told.splitlines()[1].startswith("CannotWrite")
    assert book.path.read_bytes() == before
    assert _entries(book.path) == 1


# -- other forms -------------------------------------------------------------------------------


def test_an_older_book_has_a_log_once_it_is_opened(tmp_path: Path) -> None:
    book = open_book(old_book("0001", tmp_path))
    assert book.db.pragma("journal_mode") == "wal"
    kept = next(book.backups.glob("*.ccbook"))
    assert kept.read_bytes()[18:20] == b"\x01\x01"
    book.close()


def test_a_backup_is_read_anywhere(book: Book, client: int, tmp_path: Path) -> None:
    made = make_backup(book, tmp_path / "clé")
    assert made.file.read_bytes()[18:20] == b"\x01\x01"


def test_a_new_book_has_a_log_from_its_first_opening(tmp_path: Path, today: date) -> None:
    path = tmp_path / "neuf.ccbook"
    book = create_book(path, BookDraft(Shop(name="Garage"), "garage"), today)
    assert book.db.pragma("journal_mode") == "wal"
    assert Client.select().count() == 0
    book.close()
    assert os.listdir(tmp_path) == [path.name]
