"""The tables of a review: the files with their counts, and the rows to look at."""

from models.i18n import _, format_number
from ui.item_models.lazy_table import Cell, Column
from ui.screens.settings.importing.words import with_form
from ui.screens.settings.importing.work import FileWork, Problem


def file_columns() -> tuple[Column[FileWork], ...]:
    """A file, what it was recognised as, and what became of its rows."""

    def count(title: str, name: str, *, spare: bool = False) -> Column[FileWork]:
        return Column(title, lambda work: _count(work, name), "right", 8, spare=spare)

    return (
        Column(_("Fichier"), _file_cell, width=50, stretch=1),
        count(_("Lues"), "read", spare=True),
        count(_("Créées"), "created"),
        count(_("Complétées"), "updated"),
        count(_("Passées"), "skipped", spare=True),
        Column(_("Refusées"), _refused_cell, align="right", width=8),
    )


def _file_cell(work: FileWork) -> Cell:
    if work.sentence:
        return Cell(work.path.name, work.sentence, tone="bad")
    seen = work.preview
    return Cell(work.path.name, with_form(seen.kind, seen.form) if seen else "", bold=True)


def _count(work: FileWork, name: str) -> str:
    return format_number(getattr(work.report, name)) if work.report else ""


def _refused_cell(work: FileWork) -> Cell:
    if work.report is None:
        return Cell("")
    return Cell(format_number(work.refused), tone="bad" if work.refused else "")


def problem_columns() -> tuple[Column[Problem], ...]:
    """A row to look at, and why."""
    return (
        Column("", _standing_cell, width=13),
        Column(_("Ligne"), lambda row: "" if row.line is None else str(row.line), "right", 8),
        Column(_("Pourquoi"), lambda row: row.reason, width=40, stretch=1),
    )


def _standing_cell(row: Problem) -> Cell:
    if row.refused:
        return Cell("", pill=_("refusée"), pill_tone="bad")
    return Cell("", pill=_("à vérifier"), pill_tone="neutral")
