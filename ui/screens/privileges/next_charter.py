"""The next charter: what it would change, which ideas go in, then published."""

from collections.abc import Sequence
from functools import reduce

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.charter import Difference, Step, blocked, charter_in_force, coming, publish
from models.charter_history import step_label
from models.i18n import _, format_date, format_list, ngettext
from ui import prompts
from ui.action_specs import NEXT_CHARTER
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens.answering_keys import AnsweringKeys
from ui.screens.privileges.promised_card import PromisedCard
from ui.session import Session
from ui.widgets import Card, DataTable, EmptyState, FlowLayout, Label, Page

_TONES = {Step.ADDED: "good", Step.CHANGED: "warn", Step.WITHDRAWN: "bad", Step.KEPT: "neutral"}


class NextCharterPanel(QWidget):
    """One line for each privilege; X puts an idea in or leaves it for later."""

    published = Signal(int)
    """The charter's id."""
    idea_asked = Signal(int)
    client_chosen = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("next_charter_panel")
        self.session = session
        self.rows: list[Difference] = []
        self.faults: dict[int, dict[str, str]] = {}
        self.left_out: set[int] = set()
        self.page = Page(_("Prochaine charte"), scrolls=False, max_width=1800)
        self.summary = Label("", tone="muted")
        self.model: LazyTableModel[Difference] = LazyTableModel(
            (
                Column(_("Privilège"), self._title_cell, width=18, stretch=1),
                Column(_("Ce qui change"), self._words_cell, width=30, stretch=3),
                Column(_("Dans la charte"), self._chosen_cell, width=18, stretch=1),
            ),
            lambda row: row.privilege_id,
        )
        self.table = DataTable(_("Ce que dira la prochaine charte"), wraps=True)
        self.empty = EmptyState(
            "file-text",
            _("Rien à dire encore"),
            _("Une idée dont toutes les réponses sont données peut entrer dans la charte."),
        )
        self.paper, self.keys, self.promised = Card(), QWidget(), PromisedCard(session)
        self.answering = AnsweringKeys(session, session.window.actions_of(self, NEXT_CHARTER))
        self._build()
        self._listen()

    def _build(self) -> None:
        self.table.setObjectName("next_charter_table")
        self.table.setModel(self.model)
        self.page.head.addWidget(self.summary)
        self.paper.add(self.table, 1)
        flow = FlowLayout(self.keys)
        for button in self.answering.buttons.values():
            flow.addWidget(button)
        for part in (self.paper, self.empty):
            self.page.add(part, 1)
        self.page.add(self.promised)
        self.page.add(self.keys)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.page.title.plain_text())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def _listen(self) -> None:
        self.table.row_chosen.connect(lambda row: self.idea_asked.emit(row.privilege_id))
        self.table.row_looked_at.connect(lambda _row: self._show_promised())
        self.promised.client_chosen.connect(self.client_chosen)
        self.answering.listen({"next_take": self._turn, "publish_charter": self._ask})

    # -- showing -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """What the next charter would say, were it published today."""
        today, place = self.session.today, max(self.table.currentIndex().row(), 0)
        self.rows, self.faults = coming(today), blocked(today)
        self.promised.forget()
        self.model.show_rows(self.rows)
        self.paper.setVisible(bool(self.rows))
        self.empty.setVisible(not self.rows)
        self.keys.setVisible(bool(self.rows))
        if self.rows:
            self.table.look_at(min(place, len(self.rows) - 1))
        self._show_promised()
        self._say()

    def _say(self) -> None:
        charter, count = charter_in_force(), len(self._news())
        last = _("aucune charte encore")
        if charter is not None:
            last = _("charte n° {number} du {day}").format(
                number=charter.number, day=format_date(charter.day, "medium")
            )
        changes = ngettext("{count} changement", "{count} changements", count)
        self.summary.set_text(f"{last} · {changes.format(count=count)}")
        self.answering.tell("publish_charter", "" if count else self._why_nothing())

    def _why_nothing(self) -> str:
        if self.left_out & {row.privilege_id for row in self.rows if self._is_choice(row)}:
            return _("Tout est laissé pour plus tard\N{NO-BREAK SPACE}: X met une ligne.")
        if self.faults:
            return _("Il reste des questions sans réponse\N{NO-BREAK SPACE}: Entrée les ouvre.")
        if not self.rows:
            return self.empty.title.plain_text()
        return _("Rien n’a changé depuis la dernière charte.")

    def _show_promised(self) -> None:
        """Those to whom what is about to change or leave was promised: they keep it a while."""
        row = self.model.row_at(self.table.currentIndex().row())
        ends = row is not None and row.until is not None
        self.promised.show_privilege(row.privilege_id if row is not None and ends else None)

    def focus_first(self) -> None:
        """The keyboard goes to the lines."""
        here: QWidget = self.table if self.rows else self
        here.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def undo_last(self) -> bool:
        """A charter is published for good: what was promised is withdrawn at a later date."""
        return False

    # -- choosing ------------------------------------------------------------------------------

    def _is_choice(self, row: Difference) -> bool:
        return row.step in (Step.ADDED, Step.CHANGED) and row.privilege_id not in self.faults

    def _chosen(self) -> list[int]:
        return [
            row.privilege_id
            for row in self.rows
            if self._is_choice(row) and row.privilege_id not in self.left_out
        ]

    def _news(self) -> list[Difference]:
        chosen = set(self._chosen())
        return [
            row for row in self.rows if row.step is Step.WITHDRAWN or row.privilege_id in chosen
        ]

    def _turn(self) -> None:
        row = self.model.row_at(self.table.currentIndex().row())
        if row is None:
            return
        if not self._is_choice(row):
            self.session.window.messages.info(self._why_fixed(row))
            return
        self.left_out ^= {row.privilege_id}
        self.table.viewport().update()
        self._say()

    def _why_fixed(self, row: Difference) -> str:
        if row.privilege_id in self.faults:
            return _("Il reste des questions sans réponse\N{NO-BREAK SPACE}: Entrée les ouvre.")
        if row.step is Step.WITHDRAWN:
            return _("Il reste ou se retire par la touche R, dans la liste.")
        return _("Il est déjà promis et rien n’y change\N{NO-BREAK SPACE}: il reste.")

    def _ask(self) -> None:
        news = self._news()
        titles = [f"{row.title} ({step_label(row.step)})" for row in news]
        prompts.confirm(
            self,
            _("Publier la charte\N{NO-BREAK SPACE}?"),
            _(
                "{titles}. Ce qui est promis le reste\N{NO-BREAK SPACE}: un retrait se dit à une "
                "date à venir."
            ).format(titles=format_list(titles)),
            _("Publier"),
            self._publish,
            danger=False,
        )

    def _publish(self) -> None:
        changes = self.session.attempt(publish, self._chosen())
        if changes is None or changes.entry_id is None:
            return
        self.left_out.clear()
        told = _("La charte est publiée. Ses papiers sont prêts, il reste à la dire aux clients.")
        self.session.window.messages.success(told)
        self.published.emit(changes.entry_id)

    # -- cells ---------------------------------------------------------------------------------

    def _title_cell(self, row: Difference) -> Cell:
        return Cell(
            row.title or _("Sans nom"),
            bold=True,
            pill=step_label(row.step),
            pill_tone=_TONES[row.step],
        )

    def _words_cell(self, row: Difference) -> Cell:
        words = _sentence(row.words)
        if row.step is Step.CHANGED and row.until is not None:
            until = _("Dû comme avant jusqu’au {day}, à qui y a droit.").format(
                day=format_date(row.until, "long")
            )
            words = f"{words}. {until}" if words else until
        return Cell(words or "—", tone="" if words else "muted")

    def _chosen_cell(self, row: Difference) -> Cell:
        if row.privilege_id in self.faults:
            count = len(self.faults[row.privilege_id])
            text = ngettext("il manque {count} réponse", "il manque {count} réponses", count)
            return Cell(text.format(count=count), tone="bad")
        if self._is_choice(row) and row.privilege_id in self.left_out:
            return Cell(_("plus tard"), tone="muted")
        if row.step is Step.WITHDRAWN:
            return Cell(_("retrait annoncé"))
        return Cell(_("oui"), tone="good")


def _sentence(words: Sequence[str]) -> str:
    """The changes, one after the other."""
    both = _("{first}\N{NO-BREAK SPACE}; {last}")
    return reduce(lambda first, last: both.format(first=first, last=last), words) if words else ""
