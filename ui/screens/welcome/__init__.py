"""Before a book is open: the first start, what to do when a book cannot be opened."""

from ui.screens.welcome.lobby import Lobby

__all__ = ["Lobby"]
