"""The frame of Réglages: its tabs, each made when it is first shown."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.changes import Changes
from models.i18n import _
from ui import theme
from ui.action_specs import SETTINGS
from ui.actions import keys_of
from ui.events import concerns
from ui.screens.settings.tab import SettingsTab
from ui.session import Session
from ui.widgets import Label, SegmentedTabs

_TOPICS = ("settings", "team", "catalogue")


class SettingsScreen(QWidget):
    """Alt and a key change tab; Ctrl+Z takes back the last change of the tab shown."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("settings_screen")
        self.session = session
        self.tabs, self.stack = SegmentedTabs(_("Parties des réglages")), QStackedWidget()
        self._makers = _makers()
        self._made: dict[str, SettingsTab] = {}
        self.actions_by_code = session.window.actions_of(self, SETTINGS)
        self._build()
        self._listen()
        theme.follow(self._restyle)

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.addWidget(Label(_("Réglages"), "title"))
        self._column.addWidget(self.tabs)
        self._column.addWidget(self.stack, 1)
        for key, title in _titles().items():
            self.tabs.add(key, title).setToolTip(keys_of(f"settings_{key}"))

    def _listen(self) -> None:
        self.tabs.chosen.connect(self._on_tab_chosen)
        self.session.window.events.changed.connect(self._on_changed)
        self.session.backed_up.connect(self._on_backed_up)
        for key in self._makers:
            action = self.actions_by_code[f"settings_{key}"]
            action.triggered.connect(lambda _on=False, key=key: self.show_tab(key))
        self.actions_by_code["settings_keep"].triggered.connect(lambda: self.current().keep())
        self.actions_by_code["settings_new"].triggered.connect(lambda: self.current().start_new())

    def current(self) -> SettingsTab:
        """The tab shown."""
        return self.tab(self.tabs.current())

    def ahead(self) -> Iterator[Callable[[], object]]:
        """What makes each tab before it is shown."""
        return (partial(self.tab, key) for key in self._makers)

    def tab(self, key: str) -> SettingsTab:
        """A tab, made if it was not yet."""
        if key not in self._made:
            self._made[key] = self._makers[key](self.session)
            self._made[key].setObjectName(f"{key}_tab")
            self.stack.addWidget(self._made[key])
        return self._made[key]

    def show_tab(self, key: str) -> None:
        """Show a tab, with the keyboard in it."""
        self.tabs.choose(key)
        self.focus_first()

    def take_files(self, files: Sequence[Path]) -> None:
        """Files dropped on the window are looked at in Importer."""
        self.show_tab("import")
        tab = self.current()
        tab.take(files)  # type: ignore[attr-defined]

    def refresh(self) -> None:
        """Read the tab shown again."""
        self.current().refresh()
        self.stack.setCurrentWidget(self.current())

    def focus_first(self) -> None:
        """The keyboard goes to the tab shown."""
        self.current().focus_first()

    def undo_last(self) -> None:
        """Ctrl+Z."""
        self.current().undo_last()

    def _on_tab_chosen(self, _key: str) -> None:
        self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and concerns(changes, topics=_TOPICS):
            self.current().refresh()

    def _on_backed_up(self) -> None:
        if self.isVisible() and self.tabs.current() == "backups":
            self.current().refresh()

    def _restyle(self) -> None:
        px = theme.current().px
        self._column.setContentsMargins(px(24), px(20), px(24), px(20))
        self._column.setSpacing(px(12))


def _titles() -> dict[str, str]:
    return {
        "shop": _("Boutique"),
        "team": _("Équipe"),
        "catalogues": _("Catalogues"),
        "trust": _("Poids et délais"),
        "import": _("Importer"),
        "backups": _("Sauvegardes"),
        "display": _("Affichage"),
        "book": _("Livre"),
        "opening": _("Ouverture"),
        "costs": _("Coûts"),
        "good_faith": _("Bonne foi"),
        "mail": _("Envoi"),
        "privacy": _("Vie privée"),
    }


def _makers() -> dict[str, Callable[[Session], SettingsTab]]:
    """What makes each tab; what a tab imports is imported when it is first shown."""

    def shop(session: Session) -> SettingsTab:
        from ui.screens.settings.shop_tab import ShopTab

        return ShopTab(session)

    def team(session: Session) -> SettingsTab:
        from ui.screens.settings.team_tab import TeamTab

        return TeamTab(session)

    def catalogues(session: Session) -> SettingsTab:
        from ui.screens.settings.catalogue_tab import CatalogueTab

        return CatalogueTab(session)

    def trust(session: Session) -> SettingsTab:
        from ui.screens.settings.trust_tab import TrustTab

        return TrustTab(session)

    def imports(session: Session) -> SettingsTab:
        from ui.screens.settings.import_tab import ImportTab

        return ImportTab(session)

    def backups(session: Session) -> SettingsTab:
        from ui.screens.settings.backup_tab import BackupTab

        return BackupTab(session)

    def display(session: Session) -> SettingsTab:
        from ui.screens.settings.display_tab import DisplayTab

        return DisplayTab(session)

    def book(session: Session) -> SettingsTab:
        from ui.screens.settings.book_tab import BookTab

        return BookTab(session)

    def opening(session: Session) -> SettingsTab:
        from ui.screens.settings.opening_tab import OpeningTab

        return OpeningTab(session)

    def costs(session: Session) -> SettingsTab:
        from ui.screens.settings.costs_tab import CostsTab

        return CostsTab(session)

    def good_faith(session: Session) -> SettingsTab:
        from ui.screens.settings.good_faith_tab import GoodFaithTab

        return GoodFaithTab(session)

    def mail(session: Session) -> SettingsTab:
        from ui.screens.settings.mail_tab import MailTab

        return MailTab(session)

    def privacy(session: Session) -> SettingsTab:
        from ui.screens.settings.privacy_tab import PrivacyTab

        return PrivacyTab(session)

    return {
        "shop": shop,
        "team": team,
        "catalogues": catalogues,
        "trust": trust,
        "import": imports,
        "backups": backups,
        "display": display,
        "book": book,
        "opening": opening,
        "costs": costs,
        "good_faith": good_faith,
        "mail": mail,
        "privacy": privacy,
    }
