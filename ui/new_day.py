"""What a new day brings: its backup, what happened by itself meanwhile, the foot of the rail."""

from datetime import date, datetime

from PySide6.QtCore import QObject

from models.backup import last_backup
from models.changes import changed
from models.day_start import DayStart, start_day
from models.errors import BookError
from models.i18n import _, format_date, format_time, ngettext
from ui.session import Session
from ui.tasks import Progress


class NewDay(QObject):
    """Starts the day in the background, when asked and each time midnight passes."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        session.day_changed.connect(self.begin)
        for signal in (session.member_changed, session.day_changed, session.backed_up):
            signal.connect(self.show_footer)
        self.show_footer()

    def begin(self, *_day: object) -> None:
        """Back up, and let the accounts go on to today."""
        book, actor = self.session.book, self.session.actor

        def work(progress: Progress) -> DayStart:
            return start_day(book, actor, progress.report)

        self.session.window.tasks.run(work, self._on_started, title=_("Début de journée"))

    def _on_started(self, start: DayStart) -> None:
        self.session.backed_up.emit()
        if start.accounts:
            self.session.window.events.tell(changed("journal"))
        self._tell_backup(start)
        if start.lapses:
            sentence = lapses_sentence(start)
            see = lambda: self.session.window.show_screen("todo")  # noqa: E731
            self.session.window.messages.warning(sentence, (_("Voir À faire"), see))

    def _tell_backup(self, start: DayStart) -> None:
        messages = self.session.window.messages
        if start.backup_refused:
            messages.warning(start.backup_refused)
        elif start.backup is not None and start.backup.faults:
            messages.warning(
                _(
                    "La sauvegarde du jour est faite, mais le livre a des défauts. Ouvrez "
                    "Réglages, Sauvegardes, puis «\N{NO-BREAK SPACE}Vérifier le livre"
                    "\N{NO-BREAK SPACE}»."
                )
            )

    def show_footer(self, *_why: object) -> None:
        """The day, who is at the counter, the last backup."""
        self.session.window.set_footer(
            (
                capitalised(format_date(self.session.today, "weekday")),
                _("{name} au comptoir").format(name=self.session.member.name),
                self._backup_line(),
            )
        )

    def _backup_line(self) -> str:
        try:
            return backup_words(last_backup(self.session.book), self.session.today)
        except BookError as error:
            return str(error)


def backup_words(moment: datetime | None, today: date) -> str:
    """« Sauvegardé à 18:02 », « Sauvegardé le 21 nov. »."""
    if moment is None:
        return _("Pas encore sauvegardé")
    if moment.date() == today:
        return _("Sauvegardé à {time}").format(time=format_time(moment))
    style = "day" if moment.year == today.year else "medium"
    return _("Sauvegardé le {day}").format(day=format_date(moment.date(), style))


def lapses_sentence(start: DayStart) -> str:
    """What turned into withdrawals since the last start."""
    count = len(start.lapses)
    text = ngettext(
        "Pendant votre absence, {count} dossier est devenu un retrait.",
        "Pendant votre absence, {count} dossiers sont devenus des retraits.",
        count,
    )
    return text.format(count=count)


def capitalised(text: str) -> str:
    """The text with its first letter in capital, the others as they are."""
    return text[:1].upper() + text[1:]
