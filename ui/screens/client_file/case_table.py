"""The list of a client's cases, with the keys that act on the one looked at."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from models.i18n import _
from models.rules.trust import EntryType
from ui.action_specs import CASES
from ui.actions import keys_of
from ui.item_models.lazy_table import LazyTableModel
from ui.screens.case_ends import RUPTURE
from ui.screens.client_file.case_list import CaseRow, columns
from ui.screens.signed import Signatures
from ui.session import Session
from ui.widgets import Card, DataTable, FlowLayout, KeyButton

_KEYS = ("file_answer", "file_postpone", "file_case", "file_letter")
_ANY_HEIGHT = (1 << 24) - 1
"""As tall as a widget can be (Qt's QWIDGETSIZE_MAX)."""


class CaseTable(Card):
    """The table, and below it a button for each key that acts here."""

    def __init__(self, session: Session) -> None:
        super().__init__(" ")
        self.team = Signatures()
        self.model: LazyTableModel[CaseRow] = LazyTableModel(
            columns(lambda: session.today, self.team), lambda row: row.entry_id
        )
        self.table = DataTable(_("Dossiers"), wraps=True)
        self.table.setObjectName("file_cases")
        self.table.setModel(self.model)
        self.add(self.table, 1)
        self.actions_by_code: dict[str, QAction] = session.window.actions_of(self, CASES)
        self._buttons: dict[str, KeyButton] = {}
        keys = QWidget()
        flow = FlowLayout(keys)
        for code in _KEYS:
            action = self.actions_by_code[code]
            button = self._buttons[code] = KeyButton(keys_of(code), action.text(), action)
            button.setObjectName(code.replace("file_", "case_"))
            flow.addWidget(button)
        self.add(keys)

    def show_rows(self, rows: list[CaseRow]) -> None:
        """Show these cases; the heading says whether something waits."""
        self.team.read()
        self.model.show_rows(rows)
        waits = any(row.open is not None for row in rows)
        self.set_heading(
            _("Ce que nous lui devons") if waits else _("Rien n’attend · dossiers terminés")
        )

    def current(self) -> CaseRow | None:
        """The case looked at."""
        return self.model.row_at(self.table.currentIndex().row())

    def allow_for(self, row: CaseRow) -> None:
        """Let only the keys act that make sense for a case."""
        rupture, waits = row.entry_id == RUPTURE, row.open is not None
        allowed = {
            "file_answer": waits,
            "file_postpone": waits and not rupture,
            "file_case": True,
            "file_letter": not rupture and row.type is not EntryType.PROMISE,
        }
        for code, may in allowed.items():
            self.actions_by_code[code].setEnabled(may)
            self._buttons[code].setEnabled(may)

    def fit(self, whole: bool) -> None:
        """As tall as its rows when all of them are shown, or as tall as there is room."""
        least, most = (self.table.natural_height(),) * 2 if whole else (0, _ANY_HEIGHT)
        self.table.setMinimumHeight(least)
        self.table.setMaximumHeight(most)
