"""Killed at any moment, the program loses nothing it has shown, and leaves no half of anything."""

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from models.actor import Actor
from models.backup import make_backup
from models.books import BookDraft, create_book
from models.check import check
from models.client_drafts import ClientDraft
from models.clients import open_account
from models.database import Book, open_book
from models.days import is_open
from models.errors import BookMissing
from models.journal import EntryDraft, note
from models.restore import restore
from models.rules.trust import EntryType
from models.seals import closed
from models.settings import Shop, shop
from models.tables import Entry
from models.team import members
from tests.helpers import processes
from tests.models.test_migrate import old_book

KILLS = 15
CAMPAIGN = 300
CHANCE = random.Random()

# Says an entry's uuid once `note` has returned: what the window then shows as noted.
NOTE_ON_AND_ON = """
import random
from models.rules.trust import Outcome, Severity
from models.tables import Entry
book = open_book(sys.argv[1])
actor = Actor(first_member().id, TODAY)
clients = [1, 2, 3]
def draft():
    text = "x" * random.choice([0, 10, 2000])
    return random.choice([
        EntryDraft(EntryType.VISIT, "entretien", text=text),
        EntryDraft(EntryType.ATTENTION, "accueil", units=300, text=text),
        EntryDraft(EntryType.INCIDENT, "retard", severity=Severity.NOTABLE, text=text),
        EntryDraft(EntryType.PROMISE, text=text),
        EntryDraft(EntryType.PRIVILEGE, "clé", outcome=Outcome.HONOURED),
    ])
say("ready")
while True:
    entry = note(actor, random.choice(clients), draft()).entry_id
    say(Entry.get_by_id(entry).uuid)
"""


@pytest.fixture
def path(book: Book, actor: Actor) -> Path:
    """A book of three clients, closed."""
    for name in ("Durand", "L’Hôte", "Nguyễn"):
        client_id = open_account(actor, ClientDraft(last_name=name)).client_id
        assert client_id is not None
        note(actor, client_id, EntryDraft(EntryType.ATTENTION, "accueil", units=300))
    book.close()
    return book.path


def _killed_after(code: str, *arguments: object, lines: int = 1, within: float = 0.1) -> list[str]:
    """What `code` said before it was killed, some seconds after it said so many lines."""
    with processes.started(code, *arguments) as process:
        said = [processes.hear(process) for _number in range(lines)]
        try:
            process.wait(CHANCE.random() * within)
        except subprocess.TimeoutExpired:
            process.kill()
        assert process.stdout is not None
        return said + process.stdout.read().split()


def _note_and_kill(path: Path, times: int) -> None:
    shown: set[str] = set()
    for kill in range(1, times + 1):
        shown |= set(
            _killed_after(NOTE_ON_AND_ON, path, lines=CHANCE.randrange(1, 12), within=0.02)
        )
        shown.discard("ready")
        book = open_book(path)
        kept = {row[0] for row in Entry.select(Entry.uuid).tuples()}
        found = check(book)
        book.close()
        assert shown <= kept
        assert found.faults == ()
        assert len(kept) <= 6 + len(shown) + kill  # at most one per kill was not shown yet
    assert len(shown) > times


def test_no_entry_shown_as_noted_is_lost_by_a_kill(path: Path) -> None:
    _note_and_kill(path, KILLS)


@pytest.mark.slow
def test_no_entry_shown_as_noted_is_lost_by_hundreds_of_kills(path: Path) -> None:
    _note_and_kill(path, CAMPAIGN)


# -- killed at each step on the disk -----------------------------------------------------------

AT_STEP = """
import signal
left = int(sys.argv[-1])
STEPS = {"os.rename", "os.remove", "os.mkdir"}
def count_down(event, arguments):
    global left
    if event in STEPS or event == "open" and arguments[2] & (os.O_CREAT | os.O_RDWR):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
"""
FROM_HERE = "sys.addaudithook(count_down)\n"


def _killed_at_each_step(code: str, *arguments: object, every: int = 1) -> Iterator[int]:
    """Run `code` killed at its first step on the disk, then at its second… and once to its end.

    Gives after each run the number of steps it did; `code` says "done" at its end. `every`: 2
    kills it at every second step only.
    """
    for step in count(step=every):
        with processes.started(AT_STEP + code, *arguments, step) as process:
            ended = processes.hear(process) == "done"
        yield step
        if ended:
            assert step > 2
            return


CREATE = (
    """
from models.books import BookDraft, create_book
from models.settings import Shop
"""
    + FROM_HERE
    + """
create_book(Path(sys.argv[1]), BookDraft(Shop(name="Garage"), "garage"), TODAY)
say("done")
"""
)


def test_a_book_being_made_is_there_whole_or_not_at_all(tmp_path: Path, today: date) -> None:
    place = tmp_path / "place"
    place.mkdir()
    made = place / "livre.ccbook"
    for _step in _killed_at_each_step(CREATE, made):
        _require_whole_or_absent(made)
        made.unlink(missing_ok=True)
    create_book(made, BookDraft(Shop(name="Garage"), "garage"), today).close()
    assert os.listdir(place) == [made.name]


def _require_whole_or_absent(path: Path) -> bool:
    try:
        book = open_book(path)
    except BookMissing:
        return False
    assert check(book).sound
    assert shop().name == "Garage"
    assert len(members()) == 1
    book.close()
    return True


CREATE_ON_AND_ON = """
from models.books import BookDraft, create_book
from models.settings import Shop
say("ready")
while True:
    place = Path(sys.argv[1])
    place.unlink(missing_ok=True)
    create_book(place, BookDraft(Shop(name="Garage"), "garage"), TODAY).close()
"""


def _create_and_kill(path: Path, times: int) -> None:
    for _time in range(times):
        _killed_after(CREATE_ON_AND_ON, path)
        _require_whole_or_absent(path)


def test_a_book_being_made_survives_a_kill_at_any_moment(tmp_path: Path) -> None:
    _create_and_kill(tmp_path / "livre.ccbook", 4)


@pytest.mark.slow
def test_a_book_being_made_survives_hundreds_of_kills(tmp_path: Path) -> None:
    _create_and_kill(tmp_path / "livre.ccbook", CAMPAIGN)


BACK_UP = (
    """
from models.backup import daily
book = open_book(sys.argv[1])
"""
    + FROM_HERE
    + """
daily(book, TODAY)
say("done")
"""
)


def test_a_backup_is_there_whole_or_not_at_all(path: Path) -> None:
    folder = path.with_name("garage-sauvegardes")
    for _step in _killed_at_each_step(BACK_UP, path):
        for file in folder.glob("*.ccbook"):
            _require_sound(file, 6)
            file.unlink()
        _require_sound(path, 6)


def _require_sound(path: Path, *entries: int) -> None:
    book = open_book(path)
    found = check(book)
    book.close()
    assert found.faults == ()
    assert found.entries in entries


BACK_UP_ON_AND_ON = """
from models.backup import make_backup
book = open_book(sys.argv[1])
say("ready")
while True:
    make_backup(book, Path(sys.argv[2]))
"""


def _back_up_and_kill(path: Path, folder: Path, times: int) -> None:
    for _time in range(times):
        _killed_after(BACK_UP_ON_AND_ON, path, folder)
        for file in folder.glob("*.ccbook"):
            _require_sound(file, 6)
    _require_sound(path, 6)


def test_a_backup_survives_a_kill_at_any_moment(path: Path, tmp_path: Path) -> None:
    _back_up_and_kill(path, tmp_path / "clé", 4)


@pytest.mark.slow
def test_a_backup_survives_hundreds_of_kills(path: Path, tmp_path: Path) -> None:
    _back_up_and_kill(path, tmp_path / "clé", CAMPAIGN)


RESTORE = (
    """
from models.restore import restore
"""
    + FROM_HERE
    + """
restore(Path(sys.argv[1]), Path(sys.argv[2]))
say("done")
"""
)


@pytest.fixture
def saved(path: Path, tmp_path: Path) -> Path:
    """A backup of six entries; the book has seven."""
    book = open_book(path)
    file = make_backup(book, tmp_path / "clé").file
    note(Actor(members()[0].id, date(2026, 11, 22)), 1, EntryDraft(EntryType.VISIT))
    book.close()
    return file


@pytest.mark.parametrize("every", [2, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize("present", ["sound", "damaged"])
def test_restoring_leaves_the_old_book_or_the_new_one_and_keeps_the_old(
    path: Path, saved: Path, present: str, every: int
) -> None:
    before = path.read_bytes() if present == "sound" else path.read_bytes()[:9000]
    _forget(path, before)
    for _step in _killed_at_each_step(RESTORE, saved, path, every=every):
        if not _is_the_old_one(path, before, present):
            _require_sound(path, 6)
            _require_kept(path, before, present)
        _forget(path, before)


def _is_the_old_one(path: Path, before: bytes, present: str) -> bool:
    """Byte for byte, or with its seven entries: the log it had is no more in a sound one."""
    if present == "damaged" or path.read_bytes() == before:
        return path.read_bytes() == before
    with closing(open_book(path)) as book:
        return check(book).entries == 7


def _require_kept(path: Path, before: bytes, present: str) -> None:
    [aside] = path.parent.glob("*-avant-restauration-*.ccbook")
    if present == "sound":
        _require_sound(aside, 7)
    else:
        assert aside.read_bytes() == before


def _forget(path: Path, before: bytes) -> None:
    """As before the restore, but for the drafts a kill left: they must not matter."""
    for aside in path.parent.glob("*-avant-restauration-*"):
        aside.unlink()
    path.write_bytes(before)


RESTORE_ON_AND_ON = """
from models.restore import restore
say("ready")
while True:
    restore(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def _restore_and_kill(path: Path, saved: Path, times: int) -> None:
    for _time in range(times):
        _killed_after(RESTORE_ON_AND_ON, saved, path)
        _require_sound(path, 6, 7)
        for aside in path.parent.glob("*-avant-restauration-*.ccbook"):
            _require_sound(aside, 6, 7)
            aside.unlink()
    restore(saved, path)
    _require_sound(path, 6)


def test_restoring_survives_a_kill_at_any_moment(path: Path, saved: Path) -> None:
    _restore_and_kill(path, saved, 4)


@pytest.mark.slow
def test_restoring_survives_hundreds_of_kills(path: Path, saved: Path) -> None:
    _restore_and_kill(path, saved, CAMPAIGN)


UPGRADE = (
    FROM_HERE
    + """
open_book(sys.argv[1])
say("done")
"""
)


def test_an_upgrade_is_whole_or_not_begun(tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    path = old_book("0001", place)
    for _step in _killed_at_each_step(UPGRADE, path):
        _require_sound(path, 18)
        shutil.rmtree(path.with_name("0001-sauvegardes"), ignore_errors=True)
        old_book("0001", place)


UPGRADE_SOON = """
say("ready")
open_book(sys.argv[1])
"""


def _upgrade_and_kill(folder: Path, times: int) -> None:
    for _time in range(times):
        path = old_book("0001", folder)
        _killed_after(UPGRADE_SOON, path)
        _require_sound(path, 18)
        for kept in path.with_name("0001-sauvegardes").glob("*.ccbook"):
            _require_sound(kept, 18)
        shutil.rmtree(path.with_name("0001-sauvegardes"))


def test_an_upgrade_survives_a_kill_at_any_moment(tmp_path: Path) -> None:
    _upgrade_and_kill(tmp_path, 4)


@pytest.mark.slow
def test_an_upgrade_survives_hundreds_of_kills(tmp_path: Path) -> None:
    _upgrade_and_kill(tmp_path, CAMPAIGN)


CLOSE = """
from models import closing
from tests.helpers.closing import close_now
book = open_book(sys.argv[1])
actor = Actor(first_member().id, TODAY)
say("ready")
close_now(actor, date(2026, 10, 1))
say("closed")
"""
OCTOBER = date(2026, 10, 1)


def _close_and_kill(path: Path, copy: Path, times: int) -> None:
    """A killed closing seals the month whole, or leaves it open: nothing in between."""
    for _time in range(times):
        shutil.copyfile(path, copy)
        said = _killed_after(CLOSE, copy, within=0.3)
        book = open_book(copy)
        sealed = closed(OCTOBER) is not None
        assert sealed or "closed" not in said
        assert is_open(OCTOBER) is not sealed
        assert check(book).faults == ()
        book.close()


@pytest.fixture
def ended_month(book: Book, actor: Actor) -> Path:
    """A book with something in October, closed."""
    then = Actor(actor.member_id, date(2026, 10, 6))
    client_id = open_account(then, ClientDraft(last_name="Durand")).client_id
    assert client_id is not None
    note(then, client_id, EntryDraft(EntryType.ATTENTION, "accueil", units=300))
    book.close()
    return book.path


def test_a_closing_survives_a_kill_at_any_moment(ended_month: Path, tmp_path: Path) -> None:
    _close_and_kill(ended_month, tmp_path / "copie.ccbook", 4)


@pytest.mark.slow
def test_a_closing_survives_hundreds_of_kills(ended_month: Path, tmp_path: Path) -> None:
    _close_and_kill(ended_month, tmp_path / "copie.ccbook", CAMPAIGN)
