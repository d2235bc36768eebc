"""The right-of-access file from the client file: ask where, then write it in the background."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from models.i18n import _, speaking
from ui import prompts
from ui.session import Session
from ui.tasks import Progress


def ask_where(parent: QWidget, session: Session, client_id: int) -> None:
    """Ask for the PDF's place; the JSON goes beside it."""
    prompts.ask_where_to_save(
        parent,
        _("Enregistrer ce que le livre contient de cette personne"),
        Path.home() / _("droit-d-acces.pdf"),
        "PDF (*.pdf)",
        lambda path: save(session, client_id, path),
    )


def save(session: Session, client_id: int, path: Path) -> None:
    """Write both files, then offer to open the PDF."""
    spoken, today = session.shop().language, session.today

    def work(_progress: Progress) -> Path:
        from models.apart import apart
        from reports.access_files import write_access  # the window starts without it

        with apart(session.book), speaking(spoken):  # long: one can note meanwhile
            return write_access(path, client_id, today)

    session.window.tasks.run(work, session.say_saved, title=_("Droit d’accès"))
