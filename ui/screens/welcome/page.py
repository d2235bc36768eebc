"""The frame of the lobby's pages: in the middle of what is left of the brand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from ui.widgets import Page


class LobbyPage(Page):
    """A page of a readable width, centred both ways; it scrolls when there is no room."""

    def __init__(self, title: str, max_width: int) -> None:
        super().__init__(title, max_width=max_width)
        area = self.findChild(QScrollArea)
        if area is not None:
            area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._column.insertStretch(0, 2)
        self._column.addStretch(3)
        self._column.setStretchFactor(self.body, 0)
