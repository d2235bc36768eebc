"""The shop's privacy papers: ask where, then write them in the background."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from models.i18n import _, speaking
from ui import prompts
from ui.session import Session
from ui.tasks import Progress


def ask_notice(parent: QWidget, session: Session) -> None:
    """Ask for the place of the privacy notice."""
    title = _("Enregistrer la note d’information")
    place = Path.home() / _("note-d-information.pdf")
    save = partial(_save, session, title, record=False)
    prompts.ask_where_to_save(parent, title, place, "PDF (*.pdf)", save)


def ask_record(parent: QWidget, session: Session) -> None:
    """Ask for the place of the record of processing."""
    title = _("Enregistrer le registre des traitements")
    place = Path.home() / _("registre-des-traitements.pdf")
    save = partial(_save, session, title, record=True)
    prompts.ask_where_to_save(parent, title, place, "PDF (*.pdf)", save)


def _save(session: Session, title: str, path: Path, *, record: bool) -> None:
    spoken, today = session.shop().language, session.today

    def work(_progress: Progress) -> Path:
        from reports.privacy_papers import write_notice, write_record  # the window starts without

        with speaking(spoken):
            return (write_record if record else write_notice)(path, today)

    session.window.tasks.run(work, session.say_saved, title=title)
