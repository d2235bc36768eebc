"""À faire on paper, or in another program's calendar."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from models.i18n import _
from models.identity import printed_identity
from models.settings import shop
from models.team import members
from models.todo import TodoItem
from ui import prompts
from ui.session import Session
from ui.tasks import Progress


def ask_pdf(session: Session, parent: QWidget, rows: Sequence[TodoItem]) -> None:
    """Ask where the day's list goes, then write it."""
    name = _("a-faire-{day}.pdf").format(day=session.today.isoformat())
    title, place = _("Enregistrer la liste du jour"), Path.home() / name
    save = partial(_save_pdf, session, rows)
    prompts.ask_where_to_save(parent, title, place, "PDF (*.pdf)", save)


def ask_calendar(session: Session, parent: QWidget, rows: Sequence[TodoItem]) -> None:
    """Ask where the calendar goes, then write it."""
    place = Path.home() / _("a-faire.ics")
    title, kinds = _("Enregistrer le calendrier"), _("Calendrier (*.ics)")
    save = partial(_save_calendar, session, rows)
    prompts.ask_where_to_save(parent, title, place, kinds, save)


def _save_pdf(session: Session, rows: Sequence[TodoItem], path: Path) -> None:
    today, identity, names = session.today, printed_identity(), {m.id: m.name for m in members()}

    def work(_progress: Progress) -> Path:
        from reports.files import write_atomically
        from reports.todo_sheet import render_todo

        write_atomically(path, render_todo(rows, today, identity, names))
        return path

    session.window.tasks.run(work, session.say_saved, title=_("Liste du jour"))


def _save_calendar(session: Session, rows: Sequence[TodoItem], path: Path) -> None:
    today, name = session.today, shop().name

    def work(_progress: Progress) -> Path:
        from models.todo_calendar import todo_calendar
        from reports.files import write_atomically

        write_atomically(path, todo_calendar(rows, today, name))
        return path

    session.window.tasks.run(work, session.say_saved, title=_("Calendrier"))
