"""What every tab of the client file answers; a tab says only what it does otherwise."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.session import Session


class FileTab(QWidget):
    """A part of the client file, made the first time it is shown."""

    file_asked = Signal(int)
    """The file of another client is to be shown."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.client_id: int | None = None

    def show_client(self, client_id: int) -> None:
        """Read this client's part again; what is being typed about the same client stays."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """The keyboard goes where the work of this tab starts."""
        raise NotImplementedError

    def keep_typed(self) -> None:
        """Keep the field being typed in, as if it were left, where leaving a field keeps it."""

    def is_changed(self) -> bool:
        """Whether something typed is not kept yet."""
        return False

    def save(self) -> bool:
        """Keep what is typed (Ctrl+S); whether all of it is kept. What is refused is shown."""
        return True

    def forget_changes(self) -> None:
        """Let go of what is typed: the book's own content is shown again."""

    def undo_last(self) -> bool:
        """Ctrl+Z: put back what was kept last in this tab; False when there is nothing."""
        return False

    def step_back(self) -> bool:
        """Esc: leave what is being done within the tab; False when nothing is."""
        return False
