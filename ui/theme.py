"""The look of the program: colours, fonts, sizes and icons, light or dark.

    theme.install(app)                     once, before the first widget; reads the preferences
    theme.current().tokens.muted           a colour, by what it is for
    theme.current().px(12)                 12 design pixels, grown with the text size
    theme.current().font("title")          a font, by its role
    theme.current().icon("phone", "muted") an icon of `ui/icons`, in a token's colour
    theme.follow(widget_method)            call it now and each time the look changes
    theme.current().choose(scheme="dark", scale=150)   remembered on this machine

Everything is measured from the body font, so a larger text makes everything larger.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPixmap
from PySide6.QtWidgets import QApplication

from ui.preferences import preferences
from ui.theme_icons import draw_icon
from ui.theme_palette import make_palette
from ui.theme_qss import make_qss
from ui.theme_tokens import DARK, LIGHT, Tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

SCHEMES = ("system", "light", "dark")
SCALES = (90, 100, 115, 130, 150, 175, 200)
_FONTS = Path(__file__).resolve().parent.parent / "reports" / "fonts"
_WEIGHTS = ("Regular", "SemiBold", "Bold")
_BODY_PIXELS = 14
_SAMPLE = "15 déc. 2025"
_BODY_HEIGHT = 17.0
"""Height of a line of the body font at 100 %, for which the design's pixels were chosen."""

_ROLES: dict[str, tuple[float, QFont.Weight]] = {
    "body": (1.0, QFont.Weight.Normal),
    "strong": (1.0, QFont.Weight.DemiBold),
    "small": (0.875, QFont.Weight.Normal),
    "small_strong": (0.86, QFont.Weight.DemiBold),
    "caption": (0.79, QFont.Weight.DemiBold),
    "key": (0.79, QFont.Weight.DemiBold),
    "title": (1.6, QFont.Weight.Bold),
    "subtitle": (1.15, QFont.Weight.DemiBold),
    "lead": (1.15, QFont.Weight.Medium),
    "shop": (1.07, QFont.Weight.DemiBold),
    "search": (1.29, QFont.Weight.Normal),
    "figure": (1.85, QFont.Weight.Bold),
}


class Theme(QObject):
    """The look in force; `changed` says that widgets must repaint and measure again."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.scheme = "system"
        self.scale = 100
        self.tokens: Tokens = LIGHT
        self._app = app
        self._family = _load_fonts() or app.font().family()
        self._fonts: dict[str, QFont] = {}
        self._icons: dict[tuple[str, str, int, float], QPixmap] = {}
        self.key_sizes: dict[str, tuple[float, float]] = {}
        """Of the marks of keys painted so far (`ui.widgets.painting`)."""
        self._unit = 1.0

    def choose(self, scheme: str | None = None, scale: int | None = None) -> None:
        """Use and remember a colour scheme (`SCHEMES`) and a text size in percent."""
        self.scheme = scheme if scheme in SCHEMES else self.scheme
        self.scale = scale if scale in SCALES else self.scale
        kept = preferences()
        kept.setValue("theme/scheme", self.scheme)
        kept.setValue("theme/scale", self.scale)
        self.apply()

    def read_preferences(self) -> None:
        """Take the scheme and text size remembered on this machine."""
        kept = preferences()
        scheme = str(kept.value("theme/scheme", "system"))
        scale = str(kept.value("theme/scale", "100"))
        self.scheme = scheme if scheme in SCHEMES else "system"
        self.scale = int(scale) if scale.isdigit() and int(scale) in SCALES else 100

    def apply(self) -> None:
        """Give the application its palette, font and style sheet, then tell the widgets."""
        self.tokens = DARK if self._is_dark() else LIGHT
        self._fonts.clear()
        self._icons.clear()
        self.key_sizes.clear()
        body = self.font("body")
        self._unit = QFontMetricsF(body).height() / _BODY_HEIGHT
        self._app.setFont(body)
        self._app.setPalette(make_palette(self.tokens))
        self._app.setStyleSheet(make_qss(self.tokens, self.px))
        self.changed.emit()

    def _is_dark(self) -> bool:
        if self.scheme == "system":
            return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self.scheme == "dark"

    def on_system_scheme_changed(self) -> None:
        """The desktop turned light or dark: follow it unless the owner chose."""
        if self.scheme == "system" and (self.tokens is DARK) != self._is_dark():
            self.apply()

    def px(self, design_pixels: float) -> int:
        """`design_pixels` (as drawn with the body font at 14 pixels) in today's text size."""
        return max(1, round(design_pixels * self._unit)) if design_pixels else 0

    def letter(self) -> float:
        """Width of an average letter of the body font: columns and fields are so many letters."""
        return QFontMetricsF(self.font("body")).horizontalAdvance(_SAMPLE) / len(_SAMPLE)

    def font(self, role: str = "body") -> QFont:
        """The font of a role: body, strong, small, caption, title, subtitle, search…"""
        if role not in self._fonts:
            self._fonts[role] = self._make_font(role)
        return self._fonts[role]

    def _make_font(self, role: str) -> QFont:
        size, weight = _ROLES[role]
        font = QFont(self._family)
        font.setPixelSize(round(_BODY_PIXELS * size * self.scale / 100))
        font.setWeight(weight)
        if role == "caption":
            font.setCapitalization(QFont.Capitalization.AllUppercase)
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
        if role in ("title", "figure"):
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 99)
        return font

    def colour(self, token: str) -> QColor:
        """A token as a QColor."""
        return QColor(getattr(self.tokens, token))

    def pixmap(self, name: str, token: str = "ink", size: float = 18) -> QPixmap:
        """The icon `name` drawn in a token's colour, `size` design pixels wide."""
        ratio = self._app.devicePixelRatio()
        key = (name, token, self.px(size), ratio)
        if key not in self._icons:
            self._icons[key] = draw_icon(name, getattr(self.tokens, token), key[2], ratio)
        return self._icons[key]

    def icon(self, name: str, token: str = "ink", size: float = 18) -> "QIcon":
        """The icon `name` for a QAction or a native widget."""
        from PySide6.QtGui import QIcon  # brings long tables: not before the first picture

        return QIcon(self.pixmap(name, token, size))


_current: Theme | None = None


def install(app: QApplication) -> Theme:
    """Dress the application; call once, before the first widget."""
    global _current
    _current = Theme(app)
    _current.read_preferences()
    _current.apply()
    app.styleHints().colorSchemeChanged.connect(_current.on_system_scheme_changed)
    return _current


def current() -> Theme:
    """The theme in force; raises RuntimeError before `install`."""
    if _current is None:
        raise RuntimeError("ui.theme.install(app) comes first")
    return _current


def follow(restyle: Callable[[], object]) -> None:
    """Call `restyle` (a method of a QObject) now, and again whenever the look changes."""
    restyle()
    current().changed.connect(restyle)


def _load_fonts() -> str:
    """Load the program's own fonts; the family the window uses, or nothing."""
    families: list[str] = []
    for weight in _WEIGHTS:
        font = QFontDatabase.addApplicationFont(str(_FONTS / f"InterTabular-{weight}.ttf"))
        families += QFontDatabase.applicationFontFamilies(font)
    return next(iter(families), "")
