"""Code that nothing of the program uses: found by vulture, less what only looks unused.

The tests do not count as users, but for KEPT. What is called by name from outside is let through:
the methods of Qt, reportlab and peewee that we override, and the fields of tables and data
classes (peewee, `asdict` and keyword arguments reach them by name). Ends with status 1 when it
finds anything.
"""

import linecache
import sys
from collections.abc import Iterable
from pathlib import Path
from xml.sax.handler import ContentHandler

from peewee import Field, Model
from PySide6 import QtCore, QtGui, QtWidgets
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, PageTemplate
from vulture import Vulture
from vulture.core import Item

ROOT = Path(__file__).resolve().parent.parent
PLACES = ("main.py", "models", "reports", "ui", "packaging")
# Written for the tests, or ahead of their screen, and for a reason.
_NEXT = "rules of privileges, proved before the screen that asks them"
KEPT = {
    **dict.fromkeys(("objection", "reason_words"), _NEXT),
    "__getattr__": "Python asks a module for the names it gives later",
    "TEXT_PAIRS": "which colours meet: their contrast is proved",
    "MARK_PAIRS": "which colours meet: their contrast is proved",
    "contrast": "the measure of that proof",
    "open_prompts": "the tests ask whether a question was left unanswered",
}
QT_CLASSES = [
    member
    for module in (QtCore, QtGui, QtWidgets)
    for name in dir(module)  # vars() would miss those not looked at yet
    if isinstance(member := getattr(module, name), type)
]
OTHER_CLASSES = [BaseDocTemplate, Canvas, ContentHandler, Flowable, PageTemplate, Field, Model]


def main() -> None:
    search = Vulture()
    search.scavenge([str(ROOT / place) for place in PLACES if (ROOT / place).exists()])
    overrides = _names([*QT_CLASSES, *OTHER_CLASSES])
    dead = [item for item in search.get_unused_code() if not _only_looks_dead(item, overrides)]
    for item in dead:
        place = Path(item.filename).relative_to(ROOT)
        print(f"{place}:{item.first_lineno}: unused {item.typ} {item.name}")
    sys.exit(1 if dead else 0)


def _names(classes: Iterable[type]) -> set[str]:
    return {name for kind in classes for name in dir(kind)}


def _only_looks_dead(item: Item, overrides: set[str]) -> bool:
    if item.name in KEPT:
        return True
    line = linecache.getline(str(item.filename), item.first_lineno)
    if item.typ in ("method", "property"):
        return item.name in overrides
    if item.typ == "class":
        return bool(item.name == "Meta")  # read by peewee
    if item.typ == "variable":
        # A field, or what peewee hands to a migration; ruff sees to unused local variables.
        return line.startswith(" ") or "migrations" in Path(item.filename).parts
    if item.typ == "attribute":
        return "self." not in line  # set on the object of a library
    return False


if __name__ == "__main__":
    main()
