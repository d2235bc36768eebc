"""Every key of the program, in one table: its action, its keys, its words, where it acts.

The window makes the actions of `EVERYWHERE`; a screen attaches those of its own group:

    actions = window.actions_of(self, CARD)          or codes=("attention", "incident")
    actions["attention"].triggered.connect(self._on_attention)
    KeyButton(keys_of("attention"), _("Attention"), actions["attention"])

F1 shows what is attached, from this same table.
"""

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from models.i18n import _
from ui.action_specs import (
    AFTER,
    ASSETS,
    CARD,
    CASES,
    CLIENTS,
    CLOSING,
    COMPOSER,
    DOUBLES,
    EVERYWHERE,
    FILE,
    GOOD_FAITH,
    IDEAS,
    IMPORT,
    MEMORY,
    MONTH,
    NEXT_CHARTER,
    PAPERS,
    PRIVACY,
    PRIVILEGES,
    REFLECTION,
    RETENTION,
    RIGHTS,
    RULE,
    SEARCH,
    SENDING,
    SETTINGS,
    TABLE,
    TEAM,
    TELLING,
    TODO,
    VOICES,
    WRITING,
    ActionSpec,
)
from ui.action_table import ACTIONS


def all_actions() -> Iterator[ActionSpec]:
    """The whole table, in the language in use."""
    for actions in ACTIONS.values():
        yield from actions()


def group_title(group: str) -> str:
    """The words of a group, for the keys panel."""
    titles: dict[str, Callable[[], str]] = {
        EVERYWHERE: lambda: _("Partout"),
        SEARCH: lambda: _("Dans la recherche"),
        CARD: lambda: _("Sur la fiche comptoir"),
        COMPOSER: lambda: _("Sur la ligne de saisie"),
        TABLE: lambda: _("Dans les tableaux"),
        CLIENTS: lambda: _("Dans Clients"),
        DOUBLES: lambda: _("Sur les doublons possibles"),
        TODO: lambda: _("Dans À faire"),
        VOICES: lambda: _("Voix des clients"),
        AFTER: lambda: _("Après service"),
        FILE: lambda: _("Dans la fiche client"),
        CASES: lambda: _("Dans les dossiers de la fiche"),
        ASSETS: lambda: _("Dans les biens de la fiche"),
        GOOD_FAITH: lambda: _("Bonne foi, dans la fiche"),
        MONTH: lambda: _("Dans Mois"),
        CLOSING: lambda: _("Avant la clôture d’un mois"),
        SENDING: lambda: _("À l’envoi d’un rapport"),
        SETTINGS: lambda: _("Dans Réglages"),
        TEAM: lambda: _("Équipe"),
        MEMORY: lambda: _("Dans la mémoire de la fiche"),
        PRIVACY: lambda: _("Quand le client voit l’écran"),
        IMPORT: lambda: _("Sur les doublons d’un import"),
        PRIVILEGES: lambda: _("Dans Privilèges"),
        IDEAS: lambda: _("Sur la liste des privilèges"),
        REFLECTION: lambda: _("Dans la réflexion"),
        RULE: lambda: _("Pour qui"),
        NEXT_CHARTER: lambda: _("Dans la prochaine charte"),
        PAPERS: lambda: _("Chartes et papiers"),
        TELLING: lambda: _("Dite aux clients"),
        WRITING: lambda: _("La charte par écrit"),
        RIGHTS: lambda: _("Vie privée, dans la fiche"),
        RETENTION: lambda: _("Sur les fiches à revoir"),
    }
    return titles[group]()


def shown_keys(spec: ActionSpec) -> str:
    """The keys of an action as people read them: « Ctrl+K », « Entrée »."""
    if spec.shown:
        return spec.shown
    return " ".join(
        QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in spec.keys
    )


def keys_of(code: str) -> str:
    """The keys of an action, by its code; raises StopIteration for an unknown one."""
    return shown_keys(next(spec for spec in all_actions() if spec.code == code))


def with_key(text: str, code: str) -> str:
    """What a button does, and the keys of the action that does the same: « … (F3) »."""
    return f"{text} ({keys_of(code)})"


class ActionBook:
    """The QActions made so far, so that the keys panel tells what really works."""

    def __init__(self) -> None:
        self._made: dict[str, QAction] = {}
        self._groups: list[str] = []

    def attach(
        self, widget: QWidget, group: str, codes: Iterable[str] | None = None
    ) -> dict[str, QAction]:
        """Make the actions of a group (or some of them) act while the keyboard is in `widget`."""
        wanted = None if codes is None else set(codes)
        if group not in self._groups:
            self._groups.append(group)
        made = {
            spec.code: _make(spec, widget)
            for spec in ACTIONS[group]()
            if not spec.told_only and (wanted is None or spec.code in wanted)
        }
        self._made.update(made)
        return made

    def tell(self, group: str) -> None:
        """Tell the keys of a group whose widgets handle them by themselves."""
        if group not in self._groups:
            self._groups.append(group)

    def told(self) -> list[tuple[str, list[ActionSpec]]]:
        """The title and actions of each group in use, those that work only."""
        groups = []
        for group in self._groups:
            specs = [spec for spec in ACTIONS[group]() if spec.told_only or self._works(spec.code)]
            groups.append((group_title(group), specs))
        return groups

    def _works(self, code: str) -> bool:
        action = self._made.get(code)
        return action is not None and action.isVisible()


def _make(spec: ActionSpec, widget: QWidget) -> QAction:
    action = QAction(spec.label, widget)
    action.setObjectName(spec.code)
    action.setShortcuts([QKeySequence(key) for key in spec.keys])
    everywhere = spec.group == EVERYWHERE
    context = Qt.ShortcutContext
    action.setShortcutContext(
        context.WindowShortcut if everywhere else context.WidgetWithChildrenShortcut
    )
    action.setAutoRepeat(False)
    widget.addAction(action)
    return action
