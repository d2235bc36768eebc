"""Dite aux clients: the share who know the charter, those who do not, and how one told them."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.charter import charter_in_force
from models.charter_told import How, not_told, share_told
from models.i18n import _, format_number
from ui.action_specs import TELLING
from ui.actions import keys_of
from ui.screens.privileges.people import PeopleModel
from ui.screens.telling_acts import tell_clients
from ui.session import Session
from ui.widgets import Card, EmptyState, FlowLayout, KeyButton, Label, Page
from ui.widgets.picking_table import PickingTable

_SAID = {"told_counter": How.COUNTER, "told_leaflet": How.LEAFLET}
_WRITTEN = {"write_letters": How.LETTER, "write_emails": How.EMAIL, "write_sms": How.SMS}


class TellingPanel(QWidget):
    """The clients who were not told; a key notes how those picked were, or writes to them."""

    client_chosen = Signal(int)
    writing_asked = Signal(object, object)
    """Who was picked, or all those not told, read in the background; and How."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("telling_panel")
        self.session = session
        self.page = Page(_("Dite aux clients"), scrolls=False, max_width=1800)
        self.share = Label("", "subtitle")
        self.people = PeopleModel()
        self.table = PickingTable(_("Ceux à qui elle n’a pas été dite"))
        self.paper = Card(_("Ceux à qui elle n’a pas été dite"))
        self.empty = EmptyState("users", "", "")
        self.keys = QWidget()
        self.actions_by_code = session.window.actions_of(self, TELLING)
        self._build()
        self._listen()

    def _build(self) -> None:
        self.share.setObjectName("told_share")
        self.table.setObjectName("not_told_table")
        self.table.setModel(self.people)
        self.table.horizontalHeader().hide()
        self.paper.add(self.table, 1)
        flow = FlowLayout(self.keys)
        for code, action in self.actions_by_code.items():
            flow.addWidget(KeyButton(keys_of(code), action.text(), action))
        self.page.add(self.share)
        for part in (self.paper, self.empty):
            self.page.add(part, 1)
        self.page.add(self.keys)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.page.title.plain_text())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def _listen(self) -> None:
        self.table.row_chosen.connect(lambda who: self.client_chosen.emit(who.id))
        for code, how in _SAID.items():
            self.actions_by_code[code].triggered.connect(lambda _on=False, how=how: self._tell(how))
        for code, how in _WRITTEN.items():
            self.actions_by_code[code].triggered.connect(
                lambda _on=False, how=how: self._write(how)
            )

    def refresh(self) -> None:
        """Read who was not told yet."""
        charter, place = charter_in_force(), max(self.table.currentIndex().row(), 0)
        self.people.show_those_after(not_told)
        left = self.people.rowCount()
        for part in (self.paper, self.keys):
            part.setVisible(left > 0)
        self.empty.setVisible(not left)
        self.share.setVisible(charter is not None)
        if left:
            self.table.look_at(min(place, left - 1))
        if charter is None:
            self.empty.say(
                _("Aucune charte à dire encore"),
                _("Publiez-la d’abord\N{NO-BREAK SPACE}: la liste des clients viendra ici."),
            )
            return
        self._say_share(charter.number)

    def _say_share(self, number: int) -> None:
        found = share_told()
        told = _(
            "Charte n° {number}, dite à {percent}\N{NO-BREAK SPACE}% des clients "
            "({told} sur {clients})"
        )
        self.share.set_text(
            told.format(
                number=number,
                percent=found.percent,
                told=format_number(found.told),
                clients=format_number(found.clients),
            )
        )
        self.empty.say(_("Chacun le sait"), _("La charte a été dite à tous les clients."))

    def focus_first(self) -> None:
        """The keyboard goes to those who were not told."""
        here: QWidget = self.table if self.people.rowCount() else self
        here.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _write(self, how: How) -> None:
        """To those picked, two at least, for one is where the keyboard is; else to everybody."""
        if not self.people.rowCount():
            self._say_nobody()
        elif self._beyond_fetched() or self.table.picked_count() < 2:
            left_out = self._left_out() if self._beyond_fetched() else frozenset()
            self.writing_asked.emit(lambda: _all_but(left_out), how)
        else:
            picked = self._picked()
            self.writing_asked.emit(lambda: picked, how)

    def _tell(self, how: How) -> None:
        if not self.people.rowCount():
            self._say_nobody()
        elif self._beyond_fetched():
            left_out = self._left_out()
            self.session.window.tasks.run(
                lambda _progress: _all_but(left_out),
                lambda ids: tell_clients(self.session, ids, how, self.focus_first),
                title=_("Charte dite aux clients"),
            )
        else:
            tell_clients(self.session, self._picked(), how, self.focus_first)

    def _beyond_fetched(self) -> bool:
        """Whether all are picked, and some of them were not fetched."""
        return self.table.everything_picked and self.people.canFetchMore(QModelIndex())

    def _picked(self) -> list[int]:
        return [self.people.id_at(place) for place in sorted(self.table.picked_places())]

    def _left_out(self) -> frozenset[int]:
        """Those taken out again once all were picked."""
        others = set(range(self.people.rowCount())) - self.table.picked_places()
        return frozenset(self.people.id_at(place) for place in others)

    def _say_nobody(self) -> None:
        """A key with nobody left to tell says what the page says."""
        self.session.window.messages.info(self.empty.title.plain_text())

    def undo_last(self) -> bool:
        """What was told is taken back as anything this member noted last."""
        return False


def _all_but(left_out: frozenset[int]) -> list[int]:
    return [one for one in not_told() if one not in left_out]
