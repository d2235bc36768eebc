"""Importing several files at once: all in one transaction, tried first, then for good."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.actor import Actor
from models.database import writing
from models.errors import BookError
from models.exchange import ImportOptions, ImportReport, import_file
from models.i18n import _
from ui.tasks import Progress


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: its report, or the sentence that says why it cannot be read."""

    file: Path
    report: ImportReport | None
    sentence: str = ""

    @property
    def refused(self) -> int:
        """How many of its rows were left out."""
        return len(self.report.refused) if self.report else 0


class _TrialOver(Exception):
    """Ends a trial: everything written is undone."""


def import_all(
    actor: Actor,
    files: Sequence[Path],
    options: ImportOptions,
    progress: Progress,
    *,
    trial: bool,
) -> list[Outcome]:
    """Import the files in order; called in the worker. With `trial` nothing is kept.

    A journal may therefore name the clients of a file before it, even in a trial. Raises
    BookInUse or CannotWrite; whatever stops it, nothing is kept.
    """
    outcomes: list[Outcome] = []
    sizes = [_size(file) for file in files]
    try:
        with writing():
            for at, file in enumerate(files):
                tell = _Teller(progress, file.name, sum(sizes[:at]), sum(sizes))
                outcomes.append(_import_one(actor, file, options, tell))
            if trial:
                raise _TrialOver
    except _TrialOver:
        pass
    return outcomes


def _import_one(actor: Actor, file: Path, options: ImportOptions, tell: "_Teller") -> Outcome:
    try:
        return Outcome(file, import_file(actor, file, options, tell))
    except BookError as error:
        return Outcome(file, None, str(error))


class _Teller:
    """One file's progress as a part of the whole."""

    def __init__(self, progress: Progress, name: str, before: int, whole: int) -> None:
        self._progress, self._name = progress, name
        self._before, self._whole = before, max(whole, 1)

    def __call__(self, done: int, total: int) -> None:
        self._progress.report(min((self._before + done) / self._whole, 1.0), self._name)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:  # told when it is read
        return 0


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that was left out (`refused`), or kept but deserves a look; `line` None: the file."""

    file: str
    line: int | None
    reason: str
    refused: bool


def problems(outcomes: Iterable[Outcome]) -> list[Problem]:
    """What was left out, then what deserves a look."""
    found: list[Problem] = []
    for outcome in outcomes:
        name = outcome.file.name
        if outcome.report is None:
            found.append(Problem(name, None, outcome.sentence, True))
            continue
        found += [Problem(name, row.line, row.reason, True) for row in outcome.report.refused]
        found += [Problem(name, row.line, row.text, False) for row in outcome.report.remarks]
    return sorted(found, key=lambda problem: not problem.refused)


def kind_label(report: ImportReport) -> str:
    """What the file is, told from its content."""
    return {
        "clients": _("fichier de clients"),
        "journal": _("journal"),
        "settings": _("réglages datés"),
    }[report.kind]
