"""Réglages: every change is written where it is made, and can be taken back."""

from ui.screens.settings.screen import SettingsScreen

__all__ = ["SettingsScreen"]
