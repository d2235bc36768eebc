"""The first start: three questions and who keeps the book, or another way in."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QWidget

from models.books import BookDraft
from models.catalogue import trades
from models.i18n import _, language
from models.settings import Shop
from ui import prompts, theme
from ui.screens.welcome.choice import ChoiceButton, Tile
from ui.screens.welcome.page import LobbyPage
from ui.theme_icons import ICONS
from ui.widgets import Button, Card, CardGrid, ElideLabel, FieldRow, Form, Label, WrapLabel


class WelcomePage(LobbyPage):
    """`made` gives where and what; the other ways in have their own signals."""

    made = Signal(object, object)
    demo_asked = Signal()
    other_asked = Signal()
    backup_asked = Signal(object)
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Bienvenue. Trois questions, et votre livre est prêt."), 900)
        self.setObjectName("welcome_page")
        self.place = Path()
        self.shop, self.owner = QLineEdit(), QLineEdit()
        self.form, self.trades = Form(), QWidget()
        self._group = QButtonGroup(self)
        self.where = ElideLabel("")
        self.where.setObjectName("book_place")
        self.change = Button(_("Changer…"))
        self.make = Button(_("Ouvrir mon livre"), "primary", icon="book-open")
        self._build()
        self.make.clicked.connect(self._on_make)
        self.change.clicked.connect(self._on_change)
        for edit in (self.shop, self.owner):
            edit.returnPressed.connect(self._on_make)
        theme.follow(self._respace)

    def _build(self) -> None:
        self._build_trades()
        self.form.add_side_by_side(
            ("shop_name", _("1. Le nom de votre boutique"), self.shop, ""),
            ("owner", _("Qui tient le livre"), self.owner, ""),
        )
        self.shop.setPlaceholderText(_("Garage Morel"))
        self.owner.setPlaceholderText(_("Claire Morel"))
        self.form.add("trade", _("2. Votre métier"), self.trades)
        self.form.add("place", _("3. Où garder le livre"), self._place_line())
        self.card = Card()
        self.card.add(self.form)
        self._foot = QHBoxLayout()
        hint = _("Tout pourra se changer dans Réglages, sauf le métier.")
        self._foot.addWidget(WrapLabel(hint, "small", "muted"), 1)
        self._foot.addWidget(self.make)
        self.make.setObjectName("make_book")
        self.card.add(self._foot)
        self.add(self.card)
        self.other = Label(_("Ou bien"), "caption", "muted")
        self.add(self.other)
        self._build_ways()

    def _build_trades(self) -> None:
        """A tile per trade file; its icon is the one that bears its name, if there is one."""
        self._tiles = QHBoxLayout(self.trades)
        self._tiles.setContentsMargins(0, 0, 0, 0)
        for trade in trades().values():
            icon = f"trade-{trade.code}"
            tile = Tile(icon if (ICONS / f"{icon}.svg").exists() else "store", trade.name)
            tile.setObjectName(f"trade_{trade.code}")
            self._group.addButton(tile)
            self._tiles.addWidget(tile)

    def _place_line(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.where, 1)
        row.addWidget(self.change)
        self.change.setObjectName("change_place")
        return line

    def _build_ways(self) -> None:
        self.back = ChoiceButton(
            "arrow-left", _("Revenir au livre précédent"), _("Celui qui était ouvert.")
        )
        ways = (
            (
                "demo",
                ChoiceButton(
                    "sun",
                    _("Essayer avec un garage de démonstration"),
                    _("Quatre cents clients et dix ans d’histoire, dans un livre à part."),
                ),
                self.demo_asked,
            ),
            (
                "other",
                ChoiceButton(
                    "folder-open",
                    _("Ouvrir un livre existant"),
                    _("Un fichier qui se termine par .ccbook."),
                ),
                self.other_asked,
            ),
            (
                "backup",
                ChoiceButton(
                    "history",
                    _("Restaurer une sauvegarde"),
                    _("Elle devient le livre, à l’endroit choisi ci-dessus."),
                ),
                None,
            ),
            ("back", self.back, self.back_asked),
        )
        grid = CardGrid(min_column=210)
        for code, button, signal in ways:
            button.setObjectName(f"welcome_{code}")
            button.clicked.connect(signal or self._on_backup)
            grid.add(button)
        self.add(grid)

    def start(self, place: Path, way_back: Path | None) -> None:
        """Propose that place; offer to go back to the book open before, if there was one."""
        self.set_place(place)
        self.back.setVisible(way_back is not None)
        self.form.set_errors({})
        self.focus_first()

    def focus_first(self) -> None:
        """The keyboard goes to the shop's name."""
        self.shop.setFocus()

    def set_place(self, place: Path) -> None:
        """Keep the book there."""
        self.place = place
        self.where.set_text(str(place))

    def refuse(self, sentence: str) -> None:
        """Say why the book could not be made there."""
        self.form.set_errors({"place": sentence})
        self.change.setFocus()

    def _on_change(self) -> None:
        prompts.ask_where_to_save(
            self, _("Où garder le livre"), self.place, _("Livre (*.ccbook)"), self.set_place
        )

    def _on_backup(self) -> None:
        self.backup_asked.emit(self.place)

    def _on_make(self) -> None:
        chosen = self._group.checkedButton()
        errors = {}
        if not self.shop.text().strip():
            errors["shop_name"] = _("Donnez un nom à la boutique.")
        if chosen is None:
            errors["trade"] = _("Choisissez votre métier\N{NO-BREAK SPACE}: il donne ses mots.")
        self.form.set_errors(errors)
        if chosen is None or errors:
            self._go_to(next(iter(errors)))
            return
        shop = Shop(name=self.shop.text().strip(), language=language())
        trade = chosen.objectName().removeprefix("trade_")
        self.made.emit(self.place, BookDraft(shop, trade, self.owner.text().strip()))

    def _go_to(self, field: str) -> None:
        row: FieldRow = self.form.field(field)
        target = self._group.buttons()[0] if field == "trade" else row.editor
        target.setFocus()

    def _respace(self) -> None:
        px = theme.current().px
        self._tiles.setSpacing(px(8))
        self._foot.setContentsMargins(0, px(8), 0, 0)
