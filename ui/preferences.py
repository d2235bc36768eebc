"""What this machine remembers about the window: its place, the theme, the text size.

Kept in an ini file of the program's configuration folder, never in the book: two machines may
open the same book with different eyes in front of them.
"""

from PySide6.QtCore import QSettings, QStandardPaths

_FILE = "compte-confiance/window.ini"


def preferences() -> QSettings:
    """The ini file `window.ini` of the user's configuration folder."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return QSettings(f"{folder}/{_FILE}", QSettings.Format.IniFormat)


def tells_due() -> bool:
    """Whether the system tells at the start what falls due today; not unless it was asked for."""
    return bool(preferences().value("notices/due", False, type=bool))


def tell_due(on: bool) -> None:
    """Choose whether the system tells at the start what falls due today."""
    preferences().setValue("notices/due", on)
