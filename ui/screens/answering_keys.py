"""Keys that answer: one that can do nothing now is grey, and says why when it is asked all the
same, pressed, clicked or looked at."""

from collections.abc import Callable, Container, Mapping

from PySide6.QtGui import QAction

from ui.actions import keys_of
from ui.session import Session
from ui.widgets import KeyButton


class AnsweringKeys:
    """The buttons of some actions by code, and why those of them that are grey are; `elsewhere`
    are the actions that have no button here."""

    def __init__(
        self, session: Session, actions: Mapping[str, QAction], elsewhere: Container[str] = ()
    ) -> None:
        self._session = session
        self._why = dict.fromkeys(actions, "")
        self.buttons = {
            code: KeyButton(keys_of(code), action.text(), action)
            for code, action in actions.items()
            if code not in elsewhere
        }
        self._actions = actions

    def listen(self, slots: Mapping[str, Callable[[], object]]) -> None:
        """What each key does."""
        for code, slot in slots.items():
            self._actions[code].triggered.connect(
                lambda _on=False, code=code, slot=slot: self._answer(code, slot)
            )

    def tell(self, code: str, why: str = "") -> None:
        """Why a key can do nothing now; nothing when it can."""
        self._why[code] = why
        self.buttons[code].say_why_not(why)

    def _answer(self, code: str, slot: Callable[[], object]) -> None:
        if self._why[code]:
            self._session.window.messages.info(self._why[code])
        else:
            slot()
