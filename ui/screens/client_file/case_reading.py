"""What we understood, shown large, to read it back to the client."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.i18n import _, in_quotes
from ui.screens.settings.tab import foot_of
from ui.widgets import Button, Card, Page, WrapLabel


class CaseReading(QWidget):
    """The text alone on the tab; Esc, or the button, goes back to the case."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("case_reading")
        self.text = WrapLabel("", "figure")
        self.back = Button(_("Revenir au dossier"), "primary", icon="arrow-left")
        self.back.setObjectName("case_reading_back")
        self.back.clicked.connect(self.left)
        card = Card(_("Si j’ai bien compris"))
        card.add(self.text)
        card.body.addStretch(1)
        card.add(foot_of(self.back))
        page = Page(inset=False, max_width=1100)
        page.add(card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def show_text(self, text: str) -> None:
        """Show a text, the keyboard on the way back."""
        self.text.set_text(in_quotes(text))
        self.back.setFocus(Qt.FocusReason.ShortcutFocusReason)
