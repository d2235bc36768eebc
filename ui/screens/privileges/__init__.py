"""Privilèges: thought through, promised in a charter, told to every client."""

from ui.screens.privileges.screen import PrivilegesScreen

__all__ = ["PrivilegesScreen"]
