"""Exporting clients of the table to a file for spreadsheets, in the background."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from models.client_selection import Selection
from models.i18n import _, format_number, ngettext
from ui import prompts
from ui.session import Session
from ui.tasks import Progress


def ask_where(parent: QWidget, session: Session, selection: Selection) -> None:
    """Ask for a file; its extension says which kind is written."""
    dialog = prompts.ask_where_to_save(
        parent,
        _("Exporter {clients}").format(clients=told(selection.count())),
        Path.home() / "clients.xlsx",
        _("Classeur (*.xlsx);;CSV (*.csv)"),
        lambda path: export(session, path, selection),
    )
    dialog.filterSelected.connect(lambda kind: _follow_kind(dialog, kind))


def export(session: Session, path: Path, selection: Selection) -> None:
    """Write the file, with a progress that can be stopped, then offer to open it."""

    def work(progress: Progress) -> Path:
        from models.apart import apart
        from models.client_sheet import write_selection  # the window starts without it

        def tell(done: int, total: int) -> None:
            progress.report(done / max(total, 1), told(done))

        with apart(session.book):  # long: one can note meanwhile
            write_selection(path, selection, tell)
        return path

    title = _("Export vers {name}").format(name=path.name)
    session.window.tasks.run(work, session.say_saved, title=title)


def told(count: int) -> str:
    """« 1 204 clients »."""
    return ngettext("{count} client", "{count} clients", count).format(count=format_number(count))


def _follow_kind(dialog: QFileDialog, kind: str) -> None:
    """The name proposed takes the extension of the kind chosen."""
    suffix = "csv" if "csv" in kind else "xlsx"
    dialog.setDefaultSuffix(suffix)
    for name in dialog.selectedFiles()[:1]:
        dialog.selectFile(str(Path(name).with_suffix(f".{suffix}")))
