"""F4, from anywhere: who is at the counter, by number or initials. No mouse, one second."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from models import team
from models.i18n import _
from models.rules.folding import fold
from models.team import MemberRow
from ui import theme
from ui.action_specs import TEAM
from ui.screens.settings.team_tab import role_label
from ui.session import Session
from ui.widgets import Label, ResultList, ResultRow, bold, muted
from ui.widgets.painting import round_box, smooth


class WhoPanel(QWidget):
    """A small sheet over the window; a number or whole initials choose at once, Esc leaves."""

    def __init__(self, session: Session) -> None:
        over = session.window.centralWidget() or session.window
        super().__init__(over)
        self.session = session
        self._over: QWidget = over
        self._came_from: QWidget | None = None
        self._team: dict[int, MemberRow] = {}
        self.setObjectName("who_panel")
        self.setAccessibleName(_("Qui est au comptoir"))
        self.typed, self.people = QLineEdit(), ResultList(_("L’équipe"))
        self._build()
        self.typed.textChanged.connect(self._on_typed)
        self.typed.returnPressed.connect(self.people.choose)
        self.typed.installEventFilter(self)
        self.people.row_chosen.connect(self._on_chosen)
        self.people.left.connect(self.typed.setFocus)
        action = session.window.actions_of(session.window, TEAM)["who"]
        action.triggered.connect(self.ask)
        over.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
        theme.follow(self._restyle)
        self.hide()

    def _build(self) -> None:
        self.typed.setObjectName("who_typed")
        self.typed.setAccessibleName(_("Numéro, initiales ou prénom"))
        self.typed.setPlaceholderText(_("Numéro, initiales ou prénom"))
        self.people.setObjectName("who_people")
        self._column = QVBoxLayout(self)
        self._column.addWidget(
            Label(_("Qui est au comptoir\N{NARROW NO-BREAK SPACE}?"), "subtitle")
        )
        self._column.addWidget(self.typed)
        self._column.addWidget(self.people, 1)

    def ask(self) -> None:
        """Show the team and take the keyboard; F4 again leaves."""
        if self.isVisible():
            self.leave()
            return
        self._came_from = QApplication.focusWidget()
        self._team = {member.id: member for member in team.members()}
        self.typed.clear()
        self._show_team("")
        self._place()
        self.show()
        self.raise_()
        self.typed.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Hide, and give the keyboard back."""
        self.hide()
        if self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Work goes on elsewhere: the sheet is not in its way."""
        if new is not None and self.isVisible() and not self.isAncestorOf(new):
            self.hide()

    def _on_typed(self, text: str) -> None:
        typed = fold(text)
        if (numbered := self._numbered(typed)) is not None:
            self._choose(numbered)
            return
        exact = [m for m in self._team.values() if typed and fold(m.initials) == typed]
        longer = [m for m in self._team.values() if fold(m.initials).startswith(typed)]
        if len(exact) == 1 and longer == exact:
            self._choose(exact[0])
        else:
            self._show_team(typed)

    def _numbered(self, typed: str) -> MemberRow | None:
        """Whose number is typed, as soon as no longer one can follow."""
        people = list(self._team.values())
        number = int(typed) if typed.isdecimal() else 0
        alone = 1 <= number <= len(people) < number * 10
        return people[number - 1] if alone else None

    def _show_team(self, typed: str) -> None:
        found = [member for member in self._team.values() if _matches(member, typed)]
        here, places = self.session.member.id, list(self._team)
        self.people.show_rows(
            [
                ResultRow(
                    member.id,
                    (
                        muted(f"{places.index(member.id) + 1}  "),
                        bold(member.initials),
                        f"  {member.name}",
                    ),
                    role_label(member.role),
                    pill=_("au comptoir") if member.id == here else "",
                    pill_tone="good",
                )
                for member in found
            ]
        )
        if found and typed:
            at = int(typed) - 1 if typed.isdecimal() else 0
            self.people.look_at(at if 0 <= at < len(found) else 0)

    def _on_chosen(self, row: ResultRow) -> None:
        if isinstance(row.key, int):
            self._choose(self._team[row.key])

    def _choose(self, member: MemberRow) -> None:
        self.leave()
        self.session.set_member(member)
        text = _("{name} est au comptoir.").format(name=member.name)
        self.session.window.messages.success(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        if watched is self.typed and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QEvent) -> bool:
        """↓ and ↑ walk the team while the letters stay in the field."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if isinstance(event, QKeyEvent) and event.key() in steps:
            self.people.move(steps[Qt.Key(event.key())])
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _place(self) -> None:
        px, room = theme.current().px, self._over.rect()
        width = min(px(340), room.width())
        height = min(px(130) + px(52) * max(len(self._team), 1), room.height() - px(40))
        self.setGeometry((room.width() - width) // 2, px(80), width, height)

    def _restyle(self) -> None:
        px = theme.current().px
        self._column.setContentsMargins(px(20), px(16), px(20), px(16))
        self._column.setSpacing(px(10))
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        with QPainter(self) as painter:
            smooth(painter)
            box = QRectF(self.rect())
            round_box(painter, box, look.px(14), look.colour("paper"), look.colour("field_line"))


def _matches(member: MemberRow, typed: str) -> bool:
    if not typed or typed.isdecimal():
        return True
    return fold(member.initials).startswith(typed) or any(
        word.startswith(typed) for word in fold(member.name).split()
    )
