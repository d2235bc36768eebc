"""Questions: a sheet with a sentence and its answers, opened with `open()`, never waited for.

    prompts.ask(self, title, text, (Answer("erase", _("Effacer"), "danger"), keep), self._on_answer)

`on_answer` receives the code of the answer; Esc gives `safe`. Tests find what is asked with
`open_prompts()`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from models.i18n import _
from ui import theme
from ui.widgets.buttons import Button
from ui.widgets.text import Text, WrapLabel

OnAnswer = Callable[[str], object]
OnPath = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: its code, its words, and the kind of its button (plain, primary, danger)."""

    code: str
    label: str
    kind: str = "plain"


class Prompt(QDialog):
    """A question over the window; the buttons' objectNames are `answer_<code>`."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: Text,
        answers: Sequence[Answer],
        on_answer: OnAnswer,
        safe: str,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("prompt")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._on_answer = on_answer
        self._answer = safe
        self.text = WrapLabel(text)
        self._buttons: dict[str, Button] = {}
        self._build(title, answers)
        self._buttons[safe if safe in self._buttons else answers[0].code].setFocus()
        self.finished.connect(self._on_finished)
        theme.follow(self._restyle)

    def _build(self, title: str, answers: Sequence[Answer]) -> None:
        self._column = QVBoxLayout(self)
        self._column.addWidget(WrapLabel(title, "subtitle"))
        self._column.addWidget(self.text)
        self._line = QHBoxLayout()
        self._line.addStretch(1)
        for answer in answers:
            button = Button(answer.label, answer.kind)
            button.setObjectName(f"answer_{answer.code}")
            button.clicked.connect(lambda _=False, code=answer.code: self.answer(code))
            self._line.addWidget(button)
            self._buttons[answer.code] = button
        self._column.addLayout(self._line)

    def answer(self, code: str) -> None:
        """Give an answer and close."""
        self._answer = code
        self.accept()

    def _on_finished(self) -> None:
        self._on_answer(self._answer)

    def _restyle(self) -> None:
        px = theme.current().px
        self._column.setContentsMargins(px(26), px(22), px(22), px(20))
        self._column.setSpacing(px(14))
        self._line.setSpacing(px(10))
        self.setFixedWidth(px(480))


def ask(
    parent: QWidget | None,
    title: str,
    text: Text,
    answers: Sequence[Answer],
    on_answer: OnAnswer,
    safe: str = "cancel",
) -> Prompt:
    """Ask; `safe` is the answer of Esc, and has the keyboard first when it is a button."""
    prompt = Prompt(parent, title, text, answers, on_answer, safe)
    prompt.open()
    return prompt


def confirm(
    parent: QWidget | None,
    title: str,
    text: Text,
    do: str,
    on_yes: Callable[[], object],
    danger: bool = True,
) -> Prompt:
    """Ask before an act that cannot be undone; `do` names the act: « Effacer la fiche »."""
    answers = (
        Answer("cancel", _("Laisser comme c’est")),
        Answer("do", do, "danger" if danger else "primary"),
    )
    return ask(parent, title, text, answers, lambda code: on_yes() if code == "do" else None)


def tell(parent: QWidget | None, title: str, text: Text) -> Prompt:
    """Tell something that must be read before going on."""
    only = (Answer("ok", _("Bien compris"), "primary"),)
    return ask(parent, title, text, only, lambda code: None, safe="ok")


def ask_where_to_save(
    parent: QWidget | None, title: str, proposed: Path, kinds: str, on_path: OnPath
) -> QFileDialog:
    """Ask for a file to write; `kinds` as « PDF (*.pdf) »."""
    dialog = QFileDialog(parent, title, str(proposed), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(proposed.suffix.lstrip("."))
    return _open_files(dialog, on_path)


def ask_files(parent: QWidget | None, title: str, kinds: str, on_path: OnPath) -> QFileDialog:
    """Ask for one or several files to read; `on_path` is called for each."""
    dialog = QFileDialog(parent, title, str(Path.home()), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return _open_files(dialog, on_path)


def ask_folder(parent: QWidget | None, title: str, on_path: OnPath) -> QFileDialog:
    """Ask for a folder."""
    dialog = QFileDialog(parent, title, str(Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    return _open_files(dialog, on_path)


def _open_files(dialog: QFileDialog, on_path: OnPath) -> QFileDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.filesSelected.connect(lambda names: [on_path(Path(name)) for name in names])
    dialog.open()
    return dialog


def open_prompts() -> list[QDialog]:
    """The questions now waiting for an answer."""
    windows = QApplication.topLevelWidgets()
    return [w for w in windows if isinstance(w, Prompt | QFileDialog) and w.isVisible()]
