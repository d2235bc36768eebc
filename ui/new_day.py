"""What a new day brings: its backup, what happened by itself meanwhile, the foot of the rail."""

from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal

from models.backup import last_backup
from models.changes import changed
from models.day_start import DayStart, start_day
from models.errors import BookError
from models.i18n import _, format_date, format_time, format_units, ngettext
from models.meanwhile import Meanwhile, due_on, meanwhile
from models.opening import opening, public_holidays
from models.todo import waiting_cases
from ui.ahead import read_modules
from ui.notifier import Notifier
from ui.preferences import tells_due
from ui.session import Session
from ui.tasks import Progress


@dataclass(frozen=True, slots=True)
class _Started:
    """A day that started, what happened meanwhile, and how many cases fall due on it, if told."""

    start: DayStart
    meanwhile: Meanwhile | None
    due: int


class NewDay(QObject):
    """Starts the day in the background, when asked and each time midnight passes."""

    due_told = Signal(str)
    """What falls due today, for the system to show, when it was asked for."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        self.notifier = Notifier(session.window, self._see_todo)
        self.due_told.connect(lambda told: self.notifier.tell(_("À faire"), told))
        session.day_changed.connect(self.begin)
        for signal in (session.member_changed, session.day_changed, session.backed_up):
            signal.connect(self.show_footer)
        self.show_footer()

    def begin(self, *_day: object) -> None:
        """Back up, and let the accounts go on to today."""
        book, actor = self.session.book, self.session.actor

        wanted = tells_due()

        def work(progress: Progress) -> _Started:
            read_modules(progress)
            # Read now, or the first key that proposes a due date waits for them.
            public_holidays(opening().region, actor.today.year)
            start = start_day(book, actor, progress.report)
            told = meanwhile(start.since, start.lapses, actor.today)
            waiting_cases(actor.today)  # the disk gives them once: À faire then opens at once
            return _Started(start, told, due_on(actor.today) if wanted else 0)

        self.session.window.tasks.run(work, self._on_started, title=_("Début de journée"))

    def _on_started(self, started: _Started) -> None:
        start = started.start
        self.session.backed_up.emit()
        if start.accounts:
            self.session.window.events.tell(changed("journal"))
        self._tell_backup(start)
        if started.due:
            self.due_told.emit(due_sentence(started.due))
        if started.meanwhile is not None:
            sentence = meanwhile_sentence(started.meanwhile)
            messages = self.session.window.messages
            messages.warning(sentence, (_("Voir À faire"), self._see_todo))

    def _see_todo(self) -> None:
        self.session.window.show_screen("todo")

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


def meanwhile_sentence(told: Meanwhile) -> str:
    """What turned into withdrawals since the last start, and what can still be saved."""
    return " ".join(part for part in (_lost_sentence(told), _savable_sentence(told)) if part)


def _lost_sentence(told: Meanwhile) -> str:
    if told.first is None or told.last is None:
        return _("Pendant votre absence, rien n’a été perdu.")
    text = ngettext(
        "Pendant votre absence, {count} dossier est devenu un retrait {when}\N{NO-BREAK SPACE}: "
        "{amount}.",
        "Pendant votre absence, {count} dossiers sont devenus des retraits {when}"
        "\N{NO-BREAK SPACE}: {amount} en tout.",
        told.lost,
    )
    if told.first == told.last:
        when = _("le {day}").format(day=format_date(told.first, "medium"))
    else:
        when = _("entre le {first} et le {last}").format(
            first=format_date(told.first, "medium"), last=format_date(told.last, "medium")
        )
    return text.format(count=told.lost, when=when, amount=format_units(told.amount, signed=True))


def _savable_sentence(told: Meanwhile) -> str:
    if told.turns is None:
        return ""
    return ngettext(
        "{count} dossier peut encore être sauvé, avant le {day}.",
        "{count} dossiers peuvent encore être sauvés, le premier avant le {day}.",
        told.savable,
    ).format(count=told.savable, day=format_date(told.turns, "weekday"))


def due_sentence(count: int) -> str:
    """How many cases fall due today."""
    text = ngettext(
        "{count} dossier échoit aujourd’hui.", "{count} dossiers échoient aujourd’hui.", count
    )
    return text.format(count=count)


def capitalised(text: str) -> str:
    """The text with its first letter in capital, the others as they are."""
    return text[:1].upper() + text[1:]
