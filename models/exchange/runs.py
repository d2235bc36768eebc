"""The imports a book remembers: what each brought, and who undid it."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from peewee import JOIN, fn

from models.actor import Actor
from models.clock import now_utc
from models.exchange.report import Kind, Tally
from models.rules.folding import clean_text
from models.tables import Asset, Client, ImportBefore, ImportEdited, ImportKept, ImportRun, Member

LASTING: tuple[Kind, ...] = ("shop", "merges", "files")
"""What cannot be undone as a whole: each thing brought is changed where it is shown."""


@dataclass(frozen=True, slots=True)
class RunRow:
    """An import as a list shows it; `recorded_at` and `undone_at` in UTC, `author` a name.

    `created`… `refused` count rows of its file; `kept` the clients its undoing left as they were.
    """

    id: int
    file: str
    kind: Kind
    form: str
    recorded_at: datetime
    recorded_on: date
    author: str
    read: int
    created: int
    updated: int
    skipped: int
    refused: int
    undone_at: datetime | None
    undone_by: str
    kept: int

    @property
    def can_undo(self) -> bool:
        """Whether it still stands, and can be undone as a whole."""
        return self.undone_at is None and self.kind not in LASTING


def list_runs(limit: int = 50) -> tuple[RunRow, ...]:
    """The imports of the book, the latest first."""
    undoer: Any = Member.alias()
    kept = ImportKept.select(fn.COUNT(1)).where(ImportKept.run == ImportRun.id)
    columns = (
        *(ImportRun.id, ImportRun.file, ImportRun.kind, ImportRun.form),
        *(ImportRun.recorded_at, ImportRun.recorded_on, Member.name),
        *(ImportRun.read, ImportRun.created, ImportRun.updated, ImportRun.skipped),
        *(ImportRun.refused, ImportRun.undone_at, fn.COALESCE(undoer.name, ""), kept),
    )
    query: Any = (
        ImportRun.select(*columns)
        .join(Member, on=(ImportRun.author == Member.id))
        .join_from(ImportRun, undoer, JOIN.LEFT_OUTER, on=(ImportRun.undone_by == undoer.id))
        .order_by(ImportRun.id.desc())
        .limit(limit)
    )
    return tuple(RunRow(*row) for row in query.tuples())


def begin_run(actor: Actor, file: str, kind: Kind, form: str) -> int:
    """Write an import's row inside its transaction; what it brings refers to it."""
    query = ImportRun.insert(
        uuid=str(uuid.uuid4()),
        file=clean_text(file, 255),  # a name may hold bytes that are no text
        kind=kind,
        form=clean_text(form, 255),
        recorded_at=now_utc(),
        recorded_on=actor.today,
        author=actor.member_id,
    )
    return int(query.execute())


def end_run(run_id: int, tally: Tally) -> int | None:
    """Write what the import did, at its end; one that brought nothing leaves no row (None).

    A row may be skipped and still complete a client file: that is brought, and can be undone.
    """
    completed = ImportBefore.select().where(ImportBefore.run == run_id).exists()
    if not (tally.created or tally.updated or completed):
        ImportRun.delete().where(ImportRun.id == run_id).execute()
        return None
    own = Client.select(Client.id).where(Client.import_run == run_id)
    ImportEdited.delete().where(ImportEdited.client.in_(own)).execute()
    ImportRun.update(
        read=tally.read,
        created=tally.created,
        updated=tally.updated,
        skipped=tally.skipped,
        refused=len(tally.refused),
        last_asset=Asset.select(fn.COALESCE(fn.MAX(Asset.id), 0)).scalar(),
    ).where(ImportRun.id == run_id).execute()
    return run_id
