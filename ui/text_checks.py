"""Every free text of the program is checked as it is typed, and kept after a confirmation.

A field is watched from the first time it has the keyboard; what is no free text is named here.
Nothing typed that deserves a warning is written in the book before it was asked for twice, and
the book's log then says so, by categories only.
"""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any, TypeGuard

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from models.actor import Actor
from models.changes import Changes
from models.errors import Refused
from models.free_text import warning
from models.i18n import _
from models.log import KeptText, write_and_log
from ui.widgets import DateField
from ui.widgets.text_watch import Editor, TextWatch, plain

NOT_FREE = frozenset(
    """
    first_name last_name company birthday phones emails street postcode town country
    recommended_by search_edit clients_filter who_typed
    asset_mileage asset_identifier asset_vin asset_key case_remaining_cents
    shop_name shop_street shop_postcode shop_town shop_phone shop_email shop_siret
    shop_vat_number shop_mediator shop_claim_alarm_days
    member_name member_initials kind_weight closure_first closure_last
    mail_host mail_port mail_user mail_sender mail_accountants mail_password
    sending_to sending_lock sending_password writing_password month_find_edit
    """.split()
)
"""By their object name, the fields that hold a name, an address, a number or a search; numbers
written in many rows say so themselves, by their property `number`."""


class TextChecks(QObject):
    """Watches the fields one types in; `write` is how what they hold reaches the book."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watches: list[TextWatch] = []
        self._asked: set[str] = set()
        self._answered: dict[str, str] = {}
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self.on_focus)

    def on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Watch the field the keyboard comes to, when it is a free text."""
        if _before is not None:
            self._tell_whole(_before)
        if is_free_text(now) and not now.property("text_watched"):
            now.setProperty("text_watched", True)
            self._watches.append(TextWatch(now, warning))

    def _tell_whole(self, left: QWidget) -> None:
        """The last word is whole once the field is left."""
        if isValid(left) and left.property("text_watched"):
            watch = left.findChild(TextWatch)
            if watch is not None and any(watch.typed()):
                watch.tell()

    def write(
        self, actor: Actor, operation: Callable[..., Changes], *args: object, **options: object
    ) -> Changes:
        """Run a writing operation; a text it would keep with a warning must be asked for twice.

        Raises BookError: Refused the first time, with what the client should not read.
        """
        self._watches = [watch for watch in self._watches if isValid(watch)]
        abouts = {text: watch.about for watch, text in self._confirmed(args, options)}
        if self._answered:
            written = {plain(text) for text in _texts((args, options))}
            abouts |= {text: self._answered[text] for text in written & self._answered.keys()}
        kept = [KeptText(about, text) for text, about in abouts.items()]
        changes = write_and_log(actor, kept, operation, *args, **options)
        for each in kept:
            self._forget(each.text)
        return changes

    def ask(self, *given: object) -> None:
        """Ask now about texts that are written later, or leave the program before they are.

        Raises Refused the first time, with what the client should not read.
        """
        self._watches = [watch for watch in self._watches if isValid(watch)]
        self._answered |= {text: watch.about for watch, text in self._confirmed(*given)}

    def _confirmed(self, *given: Any) -> list[tuple[TextWatch, str]]:
        """The texts with a warning that this very act confirms; raises Refused for one it does
        not."""
        typing = [watch for watch in self._watches if any(watch.typed())]
        if not typing:
            return []
        found = []
        for text in dict.fromkeys(plain(text) for text in _texts(given)):
            holders = [watch for watch in typing if text and text in watch.typed()]
            if holders and (told := warning(text)):
                watch = next((each for each in holders if each.confirmed(text)), holders[-1])
                self._require_confirmed(watch, text, told)
                found.append((watch, text))
        return found

    def _forget(self, text: str) -> None:
        """A text that is kept is no longer one being typed: typed again, it is asked about anew."""
        self._asked.discard(text)
        self._answered.pop(text, None)
        for watch in self._watches:
            if isValid(watch):
                watch.forget(text)

    def _require_confirmed(self, watch: TextWatch, text: str, told: str) -> None:
        if (
            text in self._answered
            or watch.confirmed(text)
            or (text in self._asked and _is_deliberate(watch.editor))
        ):
            return
        self._asked.add(text)
        watch.show_line("" if watch.composer else told)
        again = (
            _("Pas encore gardé. Revenez dans ce champ et faites Ctrl+S pour garder ce texte.")
            if watch.editor.property("kept_when_left")
            else _("Pas encore gardé. Validez encore une fois pour garder ce texte.")
        )
        raise Refused(again if watch.shows else f"{told} {again}")


def is_free_text(widget: object) -> TypeGuard[Editor]:
    """Whether people write sentences there."""
    if not isinstance(widget, QLineEdit | QPlainTextEdit) or isinstance(widget, DateField):
        return False
    number = widget.property("number") or isinstance(widget.parentWidget(), QAbstractSpinBox)
    return not (number or widget.objectName() in NOT_FREE or widget.isReadOnly())


def _is_deliberate(editor: Editor) -> bool:
    """A field kept as one leaves it is kept with a warning only by a key pressed in it."""
    return editor.hasFocus() or not editor.property("kept_when_left")


def _texts(value: Any) -> Iterator[str]:
    """Every text an operation was given, however deep."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from _texts(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _texts(each)
