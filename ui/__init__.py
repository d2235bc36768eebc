"""The window: PySide6 Widgets over the plain data of `models`."""
