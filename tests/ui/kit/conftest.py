"""The kit's tests: a widget alone needs less room than the window."""

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.conftest import Show


@pytest.fixture
def show(show: Show) -> Show:
    """Show a widget in an active window of its own."""

    def show_it(widget: QWidget, width: int = 800, height: int = 500) -> QWidget:
        return show(widget, width, height)

    return show_it
