"""The kit's tests: themed application, widgets shown and active, no question left open."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui import prompts, theme

Show = Callable[[QWidget], QWidget]


@pytest.fixture(scope="session")
def _dressed(qapp: QApplication) -> theme.Theme:
    return theme.install(qapp)


@pytest.fixture(autouse=True)
def look(_dressed: theme.Theme) -> theme.Theme:
    """The theme, light and at 100 % before each test."""
    if (_dressed.scheme, _dressed.scale) != ("light", 100):
        _dressed.scheme, _dressed.scale = "light", 100
        _dressed.apply()
    return _dressed


@pytest.fixture(autouse=True)
def _no_question_left(look: theme.Theme) -> Iterator[None]:
    yield
    left = prompts.open_prompts()
    for prompt in left:
        prompt.reject()
    assert not left, f"nobody answered: {[prompt.windowTitle() for prompt in left]}"


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Show a widget in an active window of a usual size, so that it can have the keyboard."""

    kept: list[QWidget] = []  # qtbot itself only knows them weakly

    def show_it(widget: QWidget, width: int = 800, height: int = 500) -> QWidget:
        kept.append(widget)
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()
        return widget

    return show_it
