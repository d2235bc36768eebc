"""The opening lines of the shop, one a line, in Boutique."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QPlainTextEdit

from models import opening_lines
from models.changes import Changes
from models.errors import BookError
from models.i18n import _
from ui import theme
from ui.session import Session
from ui.widgets import Card, Form
from ui.widgets.text_watch import written_in

_ROWS = 6
Told = Callable[[str, Callable[[], Changes | None]], None]


class LinesCard(Card):
    """Kept when the field is left, or by Ctrl+S; a refused line is told under it."""

    def __init__(self, session: Session, told: Told) -> None:
        super().__init__(_("Pour commencer une conversation"))
        self.session, self._tell = session, told
        self.edit, self.form = QPlainTextEdit(), Form()
        self.edit.setObjectName("shop_lines")
        self.edit.setTabChangesFocus(True)
        self.edit.setProperty("kept_when_left", True)
        self.edit.installEventFilter(self)
        hint = _("Une phrase par ligne, sur la personne. La fiche en propose une aux nouveaux.")
        self.form.add("lines", _("Nos premières phrases"), self.edit, hint)
        self.add(self.form)
        self.body.addStretch(1)
        theme.follow(self._resize_lines)

    def refresh(self) -> None:
        """Show the lines in force; those being typed, or refused, stay."""
        if not self.edit.document().isModified():
            self._show(opening_lines.opening_lines())

    def keep(self) -> None:
        """Write what was typed."""
        if not self.edit.document().isModified():
            return
        before = opening_lines.opening_lines()
        try:
            self.session.write(opening_lines.set_opening_lines, written_in(self.edit).split("\n"))
        except BookError as error:
            self.form.set_errors({"lines": str(error)})
            return
        self.form.set_errors({})
        self._show(opening_lines.opening_lines())
        self._tell(_("Vos phrases sont gardées."), lambda: self._put_back(before))

    def _put_back(self, lines: tuple[str, ...]) -> Changes:
        changes = opening_lines.set_opening_lines(self.session.actor, lines)
        self._show(lines)
        return changes

    def _show(self, lines: tuple[str, ...]) -> None:
        self.edit.setPlainText("\n".join(lines))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and event.type() == QEvent.Type.FocusOut:
            self.keep()
        return super().eventFilter(watched, event)

    def _resize_lines(self) -> None:
        self.edit.setMinimumHeight(self.edit.fontMetrics().lineSpacing() * _ROWS)
