"""Looking for words in the pages of a report: how many places, and from one to the next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from models.i18n import _, format_number
from ui import theme
from ui.actions import with_key
from ui.screens.month_pages import PaperView
from ui.widgets import IconButton, Label


class FindBar(QWidget):
    """Under the pages while one searches; Enter goes on, Shift+Enter back, Esc `left`."""

    left = Signal()

    def __init__(self, view: PaperView, document: QPdfDocument) -> None:
        super().__init__()
        self.setObjectName("month_find")
        self._view, self._place = view, 0
        self.found = QPdfSearchModel(self)
        self.found.setDocument(document)
        view.setSearchModel(self.found)
        self.edit, self.count = QLineEdit(), Label("", tone="muted")
        self.edit.setObjectName("month_find_edit")
        self.edit.setAccessibleName(_("Chercher dans les pages"))
        self.edit.setPlaceholderText(_("Chercher dans les pages"))
        self.before = IconButton("chevron-up", with_key(_("Trouvé précédent"), "find_before"))
        self.after = IconButton("chevron-down", with_key(_("Trouvé suivant"), "find_after"))
        self.close_button = IconButton("x", _("Ne plus chercher"))
        for name in ("before", "after", "close_button"):
            getattr(self, name).setObjectName(f"month_find_{name}")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        for widget in (self.edit, self.before, self.after, self.count):
            self._line.addWidget(widget)
        self._line.addStretch(1)
        self._line.addWidget(self.close_button)
        self._listen()
        self.hide()
        theme.follow(self._restyle)

    def _listen(self) -> None:
        self.edit.textChanged.connect(self._on_text)
        self.before.clicked.connect(lambda: self.go(-1))
        self.after.clicked.connect(lambda: self.go(1))
        self.close_button.clicked.connect(self.stop)
        self.found.rowsInserted.connect(lambda: self._tell())
        self.found.modelReset.connect(lambda: self._tell())

    def start(self) -> None:
        """Show the field, what was searched before chosen whole."""
        self.show()
        self.edit.selectAll()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def stop(self) -> None:
        """Search no more."""
        self.hide()
        self.edit.clear()
        self.left.emit()

    def again(self) -> None:
        """The pages changed: search them anew."""
        if self.edit.text():
            self.found.setSearchString("")
            self._on_text(self.edit.text())

    def go(self, step: int) -> None:
        """Show the next place, or the one before, around and around."""
        if self.isHidden():
            self.start()
        elif self._number():
            self._place = (self._place + step) % self._number()
            self._show_place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.go(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.stop()
        else:
            super().keyPressEvent(event)

    def _number(self) -> int:
        return self.found.rowCount(self.found.index(-1, -1))

    def _on_text(self, text: str) -> None:
        self._place = 0
        self._view.setCurrentSearchResultIndex(-1)  # other words: none of theirs is shown yet
        self.found.setSearchString(text)
        self._tell()

    def _tell(self) -> None:
        number = self._number()
        told = _("{n} sur {total}").format(
            n=format_number(self._place + 1), total=format_number(number)
        )
        if not number:
            told = _("Rien de tel") if self.edit.text() else ""
        self.count.set_text(told)
        for button in (self.before, self.after):
            button.setEnabled(number > 1)
        if number and self._view.currentSearchResultIndex() != self._place:
            self._show_place()

    def _show_place(self) -> None:
        """The pages go to the place looked at."""
        self._view.setCurrentSearchResultIndex(self._place)
        link = self.found.resultAtIndex(self._place)
        self._view.show_place(link.page(), link.location())
        self.count.set_text(
            _("{n} sur {total}").format(
                n=format_number(self._place + 1), total=format_number(self._number())
            )
        )

    def _restyle(self) -> None:
        self._line.setSpacing(theme.current().px(8))
        self.edit.setFixedWidth(theme.current().px(300))
