"""The window before its book is read: shown at once, it takes letters while the rest comes.

Only what it shows is imported here; `ui.rooms` puts the screens in.
"""

import os
from pathlib import Path

from PySide6.QtWidgets import QWidget

from models.i18n import LANGUAGES, _, use_language
from ui.events import BookEvents
from ui.main_window import MainWindow
from ui.preferences import preferences
from ui.screens.counter_front import CounterFront
from ui.tasks import Tasks

LANGUAGE = "window/language"
_BOOK, _SHOP, _SPOKEN = "start/book", "start/shop", "start/language"


def make_shell() -> MainWindow:
    """The window with its rail and the counter's front; its other screens are empty."""
    window = MainWindow(Tasks(), BookEvents())
    window.add_screen("counter", _("Comptoir"), "concierge-bell", CounterFront())
    window.add_screen("clients", _("Clients"), "users", QWidget)
    window.add_screen("todo", _("À faire"), "list-checks", QWidget)
    window.add_screen("privileges", _("Privilèges"), "badge-check", QWidget)
    window.add_screen("month", _("Mois"), "calendar-days", QWidget)
    window.add_screen("settings", _("Réglages"), "settings", QWidget)
    return window


def remember(book: Path, shop: str, language: str) -> None:
    """Keep what the shell needs to look as the window will: the last book's shop and language."""
    kept = preferences()
    kept.setValue(_BOOK, str(book))
    kept.setValue(_SHOP, shop)
    kept.setValue(_SPOKEN, language)


def shell_of(asked: str | None, chosen_language: str | None) -> MainWindow | None:
    """The shell of the book asked for (the last one when None), in its language, not shown yet.

    None when that book is not the last one opened on this machine, or is not there any more:
    what to show is then not known before it is open.
    """
    kept = preferences()
    last = str(kept.value(_BOOK, ""))
    if not last or os.path.realpath(asked or last) != last or not Path(last).is_file():
        return None
    spoken = str(kept.value(LANGUAGE, "")) or str(kept.value(_SPOKEN, ""))
    use_language(chosen_language or (spoken if spoken in LANGUAGES else "fr"))
    window = make_shell()
    window.set_shop(str(kept.value(_SHOP, "")))
    return window
