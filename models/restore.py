"""Putting a backup in the book's place: checked first, and what was there is kept beside."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from pathlib import Path

from peewee import fn

from models.backup import STAMP, SUFFIX, copy_file, unfinished
from models.book_file import LOGS, BookFile, beside, connect, drop_logs, leave_log
from models.book_lock import BookLock
from models.check import CheckReport, Report, check, counted_clients, counted_entries, quiet
from models.clock import today
from models.database import Book, book_path, in_use, require_book
from models.erasing import Erased, erase_again, register
from models.errors import BookDamaged, BookError, BookMissing, CannotWrite, Refused
from models.failures import DATABASE_ERRORS, known_errors
from models.figures import rebuild
from models.files import put_in_place
from models.i18n import _, format_date, ngettext
from models.migrate import upgrade
from models.tables import Entry

_TOLD = 3


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What was restored: as the book was on `day`; `aside` is the book that was there, if any.

    `erased` people, erased from that book since, were erased from the backup's copy too.
    """

    book: Path
    day: date | None
    clients: int
    entries: int
    aside: Path | None
    erased: int = 0

    def summary(self) -> str:
        """What was done, in three sentences at most."""
        clients, entries = counted_clients(self.clients), counted_entries(self.entries)
        if self.day is None:
            text = _("Livre restauré : {clients}, {entries}.").format(
                clients=clients, entries=entries
            )
        else:
            text = _("Livre restauré : {clients}, {entries}, tel qu’il était le {day}.").format(
                clients=clients, entries=entries, day=format_date(self.day, "long")
            )
        if self.erased:
            again = ngettext(
                "{count} personne effacée depuis l’a été à nouveau.",
                "{count} personnes effacées depuis l’ont été à nouveau.",
                self.erased,
            )
            text = f"{text} {again.format(count=self.erased)}"
        if self.aside is None:
            return text
        aside = _("L’ancien livre est gardé à côté : {file}.").format(file=self.aside.name)
        return f"{text} {aside}"


def restore(
    file: str | Path,
    path: str | Path,
    report: Report = quiet,
    *,
    lock: BookLock | None = None,
    key: str | None = None,
) -> RestoreReport:
    """Make the backup `file` the book at `path`, at once or not at all.

    The backup is copied, brought to this program's form, checked and replayed before anything
    is touched; it is not changed itself. The window that has the book open closes it and gives
    its `lock`. `report(fraction, text)` is called now and then; raising from it cancels.
    Raises Refused, BookMissing, BookDamaged, BookTooNew, BookInUse or CannotWrite.
    """
    target = book_path(path)
    source = book_path(file)
    _require_apart(source, target)
    require_book(source, key)
    with known_errors(source):
        target.parent.mkdir(parents=True, exist_ok=True)
        with (
            nullcontext() if lock else BookLock(target),
            unfinished(target.with_name(f".{target.name}.restauration")) as draft,
        ):
            _copy(source, draft, key, report)
            gone = _register(target, key)
            found, day, erased = _verified(source, draft, key, report, gone)
            report(0.9, _("Le livre est remplacé…"))
            aside = _replace(target, draft, key)
    return RestoreReport(target, day, found.clients, found.entries, aside, erased)


def _require_apart(source: Path, target: Path) -> None:
    if source == target:
        raise Refused(_("Ce fichier est le livre lui-même : choisissez une sauvegarde."))
    if target.is_dir():
        raise CannotWrite(_("Un dossier porte déjà ce nom : {path}.").format(path=target))


def _copy(source: Path, draft: Path, key: str | None, report: Report) -> None:
    text = _("Copie de la sauvegarde…")
    copy_file(source, draft, key, lambda part: report(part * 0.2, text))


def _register(target: Path, key: str | None) -> list[Erased]:
    """Who was erased from the book about to be replaced; nobody when it cannot be read."""
    try:
        require_book(target, key)
        with known_errors(target), closing(connect(target, key)) as present:
            return register(present)
    except (BookError, *DATABASE_ERRORS):  # damaged, or of an older form: it has no register
        return []


def _verified(
    source: Path, draft: Path, key: str | None, report: Report, gone: list[Erased]
) -> tuple[CheckReport, date | None, int]:
    """What the copy holds; raises when it is not a sound book of this program or an older one.

    Who was erased since the backup is erased from the copy.
    """
    copy = Book(source, connect(draft, key), key)  # its sentences name the backup
    with closing(copy):
        upgrade(copy, keep_before=False)
        tell: Report = lambda part, text: report(part and 0.2 + 0.7 * part, text)  # noqa: E731
        found = check(copy, tell)
        if found.rebuildable:
            found = _rebuilt(copy, tell)
        if not found.sound:
            raise _unsound(found)
        last = Entry.select(fn.MAX(Entry.recorded_on)).scalar(copy.db)
        with in_use(copy.db):
            erased = erase_again(gone)
    day = date.fromisoformat(last) if isinstance(last, str) else last
    return found, _day_of(source) or day, erased


def _rebuilt(copy: Book, report: Report) -> CheckReport:
    """Make again what is kept of the accounts: the journal, which has no fault, tells it all."""
    report(None, _("Chaque compte est rejoué…"))
    with in_use(copy.db):
        rebuild(today())
    return check(copy, report)


def _unsound(found: CheckReport) -> BookDamaged:
    return BookDamaged(
        _(
            "Cette sauvegarde n’est pas saine : {faults} Rien n’a été restauré ; choisissez-en une "
            "autre."
        ).format(faults=" ".join(found.faults[:_TOLD]))
    )


def _day_of(backup: Path) -> date | None:
    """The day its name says."""
    stamp = re.search(r"-(\d{4}-\d\d-\d\d-\d{6})$", backup.stem)
    try:
        return datetime.strptime(stamp[1], STAMP).date() if stamp else None
    except ValueError:
        return None


def _replace(target: Path, draft: Path, key: str | None) -> Path | None:
    """Put `draft` in the place of the book, kept beside even when it is damaged."""
    if not target.exists() or target.stat().st_size == 0:
        drop_logs(target)
        put_in_place(draft, target)
        return None
    aside = _name_aside(target)
    try:
        _exchange(target, draft, aside, key)
    except (BookDamaged, BookMissing):
        _keep_as_it_is(target, aside)
        drop_logs(target)
    if draft.exists():
        put_in_place(draft, target)
    return aside


def _name_aside(target: Path) -> Path:
    """A name no file bears yet."""
    name = f"{target.stem}-avant-restauration-{datetime.now():{STAMP}}"
    aside = target.with_name(name + SUFFIX)
    for number in count(2):
        if not aside.exists():
            break
        aside = target.with_name(f"{name}-{number}{SUFFIX}")
    return aside


def _exchange(target: Path, draft: Path, aside: Path, key: str | None) -> None:
    """Copy a readable book aside, and replace it while nobody can write in it."""
    require_book(target, key)
    with (
        known_errors(target),
        _without_log(target, key) as present,
        present.atomic("IMMEDIATE"),
        unfinished(aside.with_name(f".{aside.name}.partiel")) as copy,
    ):
        copy_file(target, copy, key)
        put_in_place(copy, aside)
        if os.name != "nt":  # Windows does not replace an open file: the caller does it after
            put_in_place(draft, target)


@contextmanager
def _without_log(target: Path, key: str | None) -> Iterator[BookFile]:
    """The book, its file alone: a log left beside would be taken into the one that replaces it.

    Raises when someone has it open.
    """
    with closing(connect(target, key)) as present:
        leave_log(present)
        yield present


def _keep_as_it_is(target: Path, aside: Path) -> None:
    """A book SQLite cannot read is kept byte for byte, with the logs that may repair it."""
    for end in LOGS:
        if beside(target, end).exists():
            shutil.copyfile(beside(target, end), beside(aside, end))
    with unfinished(aside.with_name(f".{aside.name}.partiel")) as copy:
        shutil.copyfile(target, copy)
        put_in_place(copy, aside)
