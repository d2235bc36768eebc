"""The work behind the panels, done in the worker: looking, trying, importing, undoing.

A `FileWork` is never changed: the window replaces it, so that the worker and the window never
write the same thing. Several files are imported in one transaction: a journal may name the
clients of a file before it, even in a trial, and stopping keeps nothing of any of them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from models.actor import Actor
from models.changes import Changes, Topic, changed
from models.database import writing
from models.errors import BookError
from models.exchange import (
    DuplicateRow,
    ImportOptions,
    ImportReport,
    Preview,
    UndoReport,
    duplicates,
    forget_mapping,
    import_file,
    preview,
    remember_mapping,
    undo_import,
)
from models.exchange import Mapping as Columns
from models.exchange.report import Kind, OnDuplicate
from models.exchange.runs import LASTING
from models.i18n import format_number, ngettext
from ui.tasks import Progress

_ORDER = ("shop", "settings", "journal", "clients", "files", "merges", "visits")
"""That of an export taken back: its journal opens the files that its clients then complete, and
notes what would otherwise be noted for them as new clients. Visits name clients."""

DOUBLES_SHOWN = 200
"""Doubles decided one by one; those that follow get the answer for all."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for every file."""

    on_duplicate: OnDuplicate = "skip"
    new_clients: bool = False


@dataclass(frozen=True, slots=True)
class FileWork:
    """A file: how it is understood, what a person corrected and decided, what became of it.

    `sentence` says why it cannot be read; `columns` is None while nobody corrected them.
    """

    path: Path
    preview: Preview | None = None
    sentence: str = ""
    columns: Columns | None = None
    decisions: Mapping[int, OnDuplicate] = field(default_factory=dict)
    duplicates: tuple[DuplicateRow, ...] | None = None
    report: ImportReport | None = None

    @property
    def refused(self) -> int:
        """How many of its rows were left out."""
        return len(self.report.refused) if self.report else 0

    @property
    def is_table(self) -> bool:
        """Whether its rows are those of a table, which can be written again to be corrected."""
        return self.report is not None and self.report.kind in ("clients", "visits", "journal")

    @property
    def can_be_undone(self) -> bool:
        """Whether it brought something that can be taken back as a whole."""
        report = self.report
        return report is not None and report.run_id is not None and report.kind not in LASTING

    def options(self, rule: Rule) -> ImportOptions:
        """How to import it."""
        return ImportOptions(
            on_duplicate=rule.on_duplicate,
            new_clients=rule.new_clients,
            mapping=self.columns,
            decisions=dict(self.decisions),
        )


def what_changed(kinds: Iterable[Kind]) -> Changes:
    """What an import of files of these kinds, or its undoing, may have changed."""
    topics: list[Topic] = ["client", "journal", "memory", "asset"]
    found = set(kinds)
    if "settings" in found:
        topics.append("settings")
    if found & {"shop", "files"}:
        topics += ["catalogue", "team", "privileges", "cases"]
    return changed(*topics)


class Superseded(Exception):
    """Something else was asked meanwhile: what is being done no longer matters."""


StillWanted = Callable[[], bool]


def look(actor: Actor, works: Sequence[FileWork], rule: Rule, progress: Progress) -> list[FileWork]:
    """How each file is understood, in the order in which they will be imported."""
    looked = []
    for at, work in enumerate(works):
        progress.report(at / len(works), work.path.name)
        looked.append(_look(actor, work, rule))
    return sorted(looked, key=_place)


def _look(actor: Actor, work: FileWork, rule: Rule) -> FileWork:
    try:
        seen = preview(actor, work.path, work.columns, options=work.options(rule))
    except BookError as error:
        return replace(work, preview=None, sentence=str(error), report=None)
    return replace(work, preview=seen, sentence="")


def _place(work: FileWork) -> int:
    return _ORDER.index(work.preview.kind) if work.preview else len(_ORDER)


def forget(actor: Actor, work: FileWork) -> FileWork:
    """The file as it is recognised by itself; what was remembered of its columns is forgotten."""
    if work.preview is not None and work.preview.mapping is not None:
        forget_mapping(actor, _header(work.preview.mapping))
    return replace(work, columns=None, duplicates=None)


class _TrialOver(Exception):
    """Ends a trial: everything written is undone."""


def import_all(
    actor: Actor,
    works: Sequence[FileWork],
    rule: Rule,
    progress: Progress,
    *,
    trial: bool,
    wanted: StillWanted = lambda: True,
) -> list[FileWork]:
    """Import the files in order. With `trial` nothing is kept, and doubles are looked for.

    Raises BookInUse, CannotWrite, or Superseded once no longer `wanted`; whatever stops it,
    nothing is kept.
    """
    done: list[FileWork] = []
    sizes = [_size(work.path) for work in works]
    try:
        with writing():
            for at, work in enumerate(works):
                tell = _Teller(progress, work, sum(sizes[:at]), sum(sizes), wanted)
                done.append(_import_one(actor, work, rule, tell))
                if not trial:
                    _remember(actor, done[-1])
            if trial:
                raise _TrialOver
    except _TrialOver:
        done = [_with_duplicates(actor, work, progress, wanted) for work in done]
    return done


def _import_one(actor: Actor, work: FileWork, rule: Rule, tell: "_Teller") -> FileWork:
    if work.preview is None:
        return work
    try:
        report = import_file(actor, work.path, work.options(rule), tell)
    except BookError as error:
        return replace(work, report=None, sentence=str(error))
    return replace(work, report=report, sentence="")


def _remember(actor: Actor, work: FileWork) -> None:
    if work.report is not None and work.columns is not None:
        remember_mapping(actor, _header(work.columns), work.columns)


def _with_duplicates(
    actor: Actor, work: FileWork, progress: Progress, wanted: StillWanted
) -> FileWork:
    """With its rows about clients already known, looked for once for the same columns."""
    if work.report is None or work.duplicates is not None:
        return work
    met = work.report.updated or work.report.skipped or work.decisions
    if work.report.kind != "clients" or not met:
        return replace(work, duplicates=())
    tell = _Teller(progress, work, 0, _size(work.path), wanted)
    found = duplicates(actor, work.path, work.columns, DOUBLES_SHOWN, tell)
    return replace(work, duplicates=found)


def _header(columns: Columns) -> list[str]:
    return [column.header for column in columns.columns]


class _Teller:
    """One file's progress as a part of the whole, in rows once a trial has counted them."""

    def __init__(
        self, progress: Progress, work: FileWork, before: int, whole: int, wanted: StillWanted
    ) -> None:
        self._progress, self._wanted = progress, wanted
        self._name = work.path.name
        self._rows = work.report.read if work.report else 0
        self._before, self._whole = before, max(whole, 1)

    def __call__(self, done: int, total: int) -> None:
        if not self._wanted():
            raise Superseded
        text = self._name
        if rows := self._rows * done // max(total, 1):
            lines = ngettext("{count} ligne", "{count} lignes", rows)
            text = f"{text} · {lines.format(count=format_number(rows))}"
        self._progress.report(min((self._before + done) / self._whole, 1.0), text)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:  # told when it is read
        return 0


def rehearse_undo(actor: Actor, run_id: int, progress: Progress, name: str) -> UndoReport:
    """What undoing an import would do; nothing is changed. Raises Refused as undoing does."""
    try:
        with writing():
            report = undo_import(actor, run_id, _undo_teller(progress, name))
            raise _TrialOver
    except _TrialOver:
        return report


def undo(actor: Actor, run_id: int, progress: Progress, name: str) -> UndoReport:
    """Undo an import; raises Refused, and what stops it keeps everything as it was."""
    return undo_import(actor, run_id, _undo_teller(progress, name))


def _undo_teller(progress: Progress, name: str) -> Callable[[int, int], None]:
    return lambda done, total: progress.report(done / max(total, 1), name)


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that was left out (`refused`), or kept but deserves a look; `line` None: the file."""

    line: int | None
    reason: str
    refused: bool


def problems(work: FileWork, limit: int) -> list[Problem]:
    """What was left out, then what deserves a look; the first ones of each."""
    if work.report is None:
        return [Problem(None, work.sentence, True)] if work.sentence else []
    refused, remarks = work.report.refused[:limit], work.report.remarks[:limit]
    left_out = [Problem(row.line, row.reason, True) for row in refused]
    return left_out + [Problem(row.line, row.text, False) for row in remarks]


def problem_count(work: FileWork) -> int:
    """How many there are."""
    if work.report is None:
        return int(bool(work.sentence))
    return len(work.report.refused) + len(work.report.remarks)
