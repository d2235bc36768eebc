"""The release of Qt we lock survives an ordinary day."""

import subprocess
import sys

_MANY_VOID_CALLS = """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel()
for number in range(20_000):
    label.setText(str(number))
print(label.text())
"""


def test_twenty_thousand_calls_do_not_abort_python() -> None:
    # PySide6 6.12.0 drops a reference to None at each void call: Python 3.11 aborts near 5,000.
    ran = subprocess.run(
        [sys.executable, "-c", _MANY_VOID_CALLS], capture_output=True, text=True, timeout=60
    )
    assert (ran.returncode, ran.stdout.strip()) == (0, "19999"), ran.stderr
