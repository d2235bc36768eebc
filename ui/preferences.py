"""What this machine remembers about the window: its place, the theme, the text size.

Kept in an ini file of the program's configuration folder, never in the book: two machines may
open the same book with different eyes in front of them.
"""

from PySide6.QtCore import QSettings

_FOLDER = "compte-confiance"


def preferences() -> QSettings:
    """The ini file `window.ini` of the user's configuration folder."""
    from platformdirs import user_config_path

    return QSettings(str(user_config_path(_FOLDER) / "window.ini"), QSettings.Format.IniFormat)


def tells_due() -> bool:
    """Whether the system tells at the start what falls due today; not unless it was asked for."""
    return bool(preferences().value("notices/due", False, type=bool))


def tell_due(on: bool) -> None:
    """Choose whether the system tells at the start what falls due today."""
    preferences().setValue("notices/due", on)
