"""Statements of clients of the table: one PDF, or one for each, made in the background."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from models.client_selection import Selection
from models.i18n import _, format_number, ngettext, speaking
from ui import prompts
from ui.screens.clients_export import told
from ui.session import Session
from ui.tasks import Progress


def ask_how(parent: QWidget, session: Session, selection: Selection, start: date) -> None:
    """Ask for one file or a folder, then where. The statements begin on `start`."""

    def on_answer(code: str) -> None:
        if code == "one":
            prompts.ask_where_to_save(
                parent,
                _("Enregistrer les relevés"),
                Path.home() / _("releves.pdf"),
                "PDF (*.pdf)",
                lambda path: _make(session, selection, start, path, folder=False),
            )
        elif code == "each":
            title = _("Choisir un dossier pour les relevés")
            prompts.ask_folder(
                parent, title, lambda path: _make(session, selection, start, path, folder=True)
            )

    prompts.ask(
        parent,
        _("Relevés de {clients}").format(clients=told(selection.count())),
        _(
            "Chaque relevé porte sur les 24 derniers mois. Un seul PDF se parcourt et s’imprime "
            "d’un coup\N{NO-BREAK SPACE}; un PDF par client s’envoie à chacun."
        ),
        (
            prompts.Answer("no", _("Annuler")),
            prompts.Answer("each", _("Un PDF par client")),
            prompts.Answer("one", _("Un seul PDF"), "primary"),
        ),
        on_answer,
        "no",
    )


def _make(session: Session, selection: Selection, start: date, path: Path, *, folder: bool) -> None:
    """Make them with a progress that can be stopped, then offer to open what was written."""
    spoken, today = session.shop().language, session.today

    def work(progress: Progress) -> Path:
        from models.apart import apart
        from reports.statement_files import Period, write_bound, write_each

        write: Callable[..., Path] = write_each if folder else write_bound
        with apart(session.book), speaking(spoken):  # long: one can note meanwhile
            return write(path, selection.ids(), Period(start, today, today), _teller(progress))

    session.window.tasks.run(work, session.say_saved, title=_("Relevés"))


def _teller(progress: Progress) -> Callable[[int, int], None]:
    """What tells « 412 relevés » of the task."""

    def tell(done: int, total: int) -> None:
        text = ngettext("{count} relevé", "{count} relevés", done)
        progress.report(done / max(total, 1), text.format(count=format_number(done)))

    return tell
