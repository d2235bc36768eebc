"""The client file: one page per person, its parts as tabs, everything edited in place."""

from ui.screens.client_file.file_screen import ClientFile

__all__ = ["ClientFile"]
