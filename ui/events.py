"""What changed in the book, told to the panels concerned."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from models.changes import Changes


class BookEvents(QObject):
    """`tell(changes)` after each writing operation; panels connect to `changed`, or use `on`."""

    changed = Signal(object)

    def tell(self, changes: "Changes") -> None:
        """Announce what a committed operation changed."""
        self.changed.emit(changes)


def concerns(changes: "Changes", client_id: int | None = None, topics: Iterable[str] = ()) -> bool:
    """Whether a panel showing that client (None: any) and these topics (none: all) must refresh.

    `Changes` with no client are about the whole book.
    """
    wanted = set(topics)
    about_topic = not wanted or not changes.topics or bool(wanted & set(changes.topics))
    about_client = client_id is None or not changes.clients or client_id in changes.clients
    return about_topic and about_client
