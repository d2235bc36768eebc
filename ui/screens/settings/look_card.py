"""The shop's logo and colour, as its charter and its papers bear them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QLineEdit

from models import identity, settings
from models.actor import Actor
from models.changes import Changes
from models.errors import BookError, Refused
from models.i18n import _
from ui import prompts, theme
from ui.screens.settings.tab import Undo, foot_of
from ui.session import Session
from ui.widgets import Button, Card, FieldRow, Label
from ui.widgets.painting import focus_ring, round_box, smooth

Told = Callable[[str, Undo], None]


class Swatch(QAbstractButton):
    """A colour one can choose; its name says which."""

    def __init__(self, colour: str, name: str) -> None:
        super().__init__()
        self.colour = colour
        self.setObjectName(f"swatch_{colour.lstrip('#')}")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        side = theme.current().px(32)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        with QPainter(self) as painter:
            smooth(painter)
            edge = look.px(4)
            box = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
            round_box(painter, box, look.px(6), QColor(self.colour), look.colour("field_line"))
            if self.isChecked():
                painter.setPen(QPen(QColor("white"), look.px(2)))
                marks = ((0.25, 0.52), (0.43, 0.70), (0.76, 0.32))
                sides = box.width(), box.height()
                points = [box.topLeft() + QPointF(x * sides[0], y * sides[1]) for x, y in marks]
                painter.drawPolyline(QPolygonF(points))
            if self.hasFocus():
                focus_ring(painter, QRectF(self.rect()), look.px(8))


class LookCard(Card):
    """Chosen, seen, taken away; each change can be taken back."""

    def __init__(self, session: Session, told: Told) -> None:
        super().__init__(_("Logo et couleur"))
        self.session, self._told = session, told
        self.picture, self.none = QLabel(), Label(_("Pas de logo encore."), tone="muted")
        self.choose = Button(_("Choisir un logo…"), icon="upload")
        self.remove = Button(_("Ôter le logo"), "quiet", icon="trash-2")
        self.swatches = [Swatch(colour, name) for colour, name in _colours()]
        self.code = QLineEdit()
        self.colour = FieldRow(
            _("Une autre couleur"), self.code, _("Comme #1f6f5c, assez foncée pour être lue.")
        )
        self._build()
        self._listen()
        theme.follow(self._respace)

    def _build(self) -> None:
        self.choose.setObjectName("logo_choose")
        self.remove.setObjectName("logo_remove")
        self.code.setObjectName("shop_colour")
        self.picture.setObjectName("logo_picture")
        self.picture.setAccessibleName(_("Le logo de la boutique"))
        for part in (self.picture, self.none):
            self.add(part)
        self.add(foot_of(self.choose, self.remove))
        self._line = QHBoxLayout()
        for swatch in self.swatches:
            self._line.addWidget(swatch)
        self._line.addStretch(1)
        self.add(self._line)
        self.add(self.colour)

    def _listen(self) -> None:
        self.choose.clicked.connect(self._ask_file)
        self.remove.clicked.connect(lambda: self._set_logo(None))
        self.code.editingFinished.connect(self.keep)
        for swatch in self.swatches:
            swatch.clicked.connect(lambda _on, s=swatch: self._set_colour(s.colour))

    def refresh(self) -> None:
        """Show the logo and the colour as the book has them."""
        content, colour = identity.logo(), self.session.shop().colour
        picture = QPixmap()
        shown = content is not None and picture.loadFromData(content)
        if shown:
            look = theme.current()
            ways = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self.picture.setPixmap(picture.scaled(look.px(240), look.px(90), *ways))
        self.picture.setVisible(shown)
        self.none.setVisible(not shown)
        self.remove.setVisible(content is not None)
        for swatch in self.swatches:
            swatch.setChecked(swatch.colour == (colour or self.swatches[0].colour))
        if not self.code.property("invalid"):
            self.code.setText(colour)

    # -- changing ------------------------------------------------------------------------------

    def _ask_file(self) -> None:
        kinds = _("Images (*.png *.jpg *.jpeg)")
        prompts.ask_files(self, _("Choisir un logo"), kinds, self.take_logo)

    def take_logo(self, path: Path) -> None:
        """Keep the picture of a file as the logo."""
        try:
            content = path.read_bytes()
        except OSError:
            told = _("{name} ne peut pas être lu. Le logo reste comme avant.")
            self.session.window.messages.error(told.format(name=path.name))
            return
        self._set_logo(content)

    def _set_logo(self, content: bytes | None) -> None:
        before = identity.logo()
        if self.session.attempt(_checked_logo, content) is None:
            return
        self.refresh()
        self._told(
            _("Le logo est gardé.") if content else _("Le logo est ôté."),
            lambda: identity.set_logo(self.session.actor, before),
        )

    def keep(self) -> None:
        """Keep the colour being typed."""
        self._set_colour(self.code.text().strip().lower())

    def _set_colour(self, colour: str) -> None:
        shop = self.session.shop()
        before, wrong = shop.colour, ""
        try:
            if colour != before:
                self.session.write(settings.set_shop, replace(shop, colour=colour))
        except BookError as error:
            wrong = str(error)
        self.colour.set_error(wrong)
        self.refresh()
        if not wrong and colour != before:
            self._told(_("La couleur est gardée."), lambda: self._put_back(before))

    def _put_back(self, colour: str) -> Changes:
        shop = replace(self.session.shop(), colour=colour)
        return settings.set_shop(self.session.actor, shop)

    def _respace(self) -> None:
        self._line.setSpacing(theme.current().px(6))


def _checked_logo(actor: Actor, content: bytes | None) -> Changes:
    """Keep a logo that can really be shown; raises Refused for a broken picture."""
    if content is not None and not QPixmap().loadFromData(content):
        raise Refused(_("Ce fichier n’est pas une image que l’on puisse lire."))
    return identity.set_logo(actor, content)


def _colours() -> tuple[tuple[str, str], ...]:
    """Dark enough to be read on white, and white on them."""
    return (
        ("#1f6f5c", _("vert")),
        ("#1d4f91", _("bleu")),
        ("#9b1c31", _("rouge")),
        ("#5b3a8e", _("violet")),
        ("#7a4a1e", _("brun")),
        ("#37474f", _("ardoise")),
    )
