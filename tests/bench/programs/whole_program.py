"""The program as `main.py` starts it, with the command line's arguments; tells its first frame."""

import sys
from collections.abc import Callable

from PySide6.QtWidgets import QApplication

import main
from tests.bench.programs.first_frame import tell_first_frame


def _told(loop: Callable[[], int]) -> Callable[[], int]:
    def run() -> int:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        tell_first_frame(app)
        return loop()

    return run


QApplication.exec = staticmethod(_told(QApplication.exec))  # type: ignore[method-assign]
sys.exit(main.main(sys.argv[1:]))
