"""An empty PySide6 window: the floor of the program's start. Tells when it was painted."""

import sys

from PySide6.QtWidgets import QApplication, QMainWindow

from tests.bench.programs.first_frame import tell_first_frame

app = QApplication(sys.argv[:1])
window = QMainWindow()
window.resize(1280, 800)
window.show()
tell_first_frame(app)
sys.exit(app.exec())
