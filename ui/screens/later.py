"""A screen made when it is first shown: start-up does not pay for it."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget


class LaterScreen(QWidget):
    """Holds the place of a screen; `inner` makes it, with what it needs to import."""

    def __init__(self, make: Callable[[], QWidget]) -> None:
        super().__init__()
        self._make = make
        self._inner: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def inner(self) -> QWidget:
        """The screen itself."""
        if self._inner is None:
            self._inner = self._make()
            self._column.addWidget(self._inner)
        return self._inner

    def refresh(self) -> None:
        """Read what the screen shows again."""
        self.inner.refresh()  # type: ignore[attr-defined]

    def focus_first(self) -> None:
        """Put the keyboard where work starts."""
        self.inner.focus_first()  # type: ignore[attr-defined]
