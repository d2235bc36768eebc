"""In À faire: the privileges whose trial is over, and where to say what they did for clients."""

from datetime import date

from models.i18n import _, format_date
from models.privilege_trials import Trial, due
from ui.actions import keys_of
from ui.widgets import Card, KeyCap, Row, bold, muted


class TrialsCard(Card):
    """Hidden while no trial waits for an answer."""

    def __init__(self) -> None:
        super().__init__(_("Essais terminés"), edge="warn")
        self.setObjectName("todo_trials")
        self.hide()

    def show_due(self, today: date) -> None:
        """Show the trials over on that day that nobody judged yet."""
        found = due(today)
        self.setVisible(bool(found))
        for row, trial in zip(self.keep_rows(len(found), _TrialRow), found, strict=True):
            row.show_trial(trial)


class _TrialRow(Row):
    """A trial, what is asked of it, and the key to the screen that answers."""

    def __init__(self) -> None:
        super().__init__("", right=KeyCap(keys_of("screen_privileges")))

    def show_trial(self, trial: Trial) -> None:
        since = format_date(trial.until, "long")
        asked = _(" · à l’essai jusqu’au {day} : qu’a-t-il fait pour les clients ?")
        self.text.set_text((bold(trial.title), muted(asked.format(day=since))))
