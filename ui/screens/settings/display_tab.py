"""Affichage: language, colours, size of the text; of this machine, not of the book."""

from models.changes import Changes
from models.i18n import LANGUAGES, _, format_rate, language
from ui import preferences, theme
from ui.notifier import can_notify
from ui.screens.settings.tab import SettingsTab, TabPage, card_of
from ui.session import Session
from ui.widgets import Card, CardGrid, CheckBox, Form, KeyCap, Pill, Row, Select, WrapLabel, aside

_SCALES = (100, 115, 130, 150)
_NAMES = {"fr": "Français", "en": "English"}


class DisplayTab(SettingsTab):
    """Each choice acts at once."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.language, self.scheme, self.scale = Select(), Select(), Select()
        self.due = CheckBox(_("Prévenir au démarrage de ce qui échoit aujourd’hui"))
        self._build()
        self.language.activated.connect(self._on_language)
        self.scheme.activated.connect(self._on_scheme)
        self.scale.activated.connect(self._on_scale)
        self.due.clicked.connect(self._on_due)

    def _build(self) -> None:
        for code in LANGUAGES:
            self.language.addItem(_NAMES[code], code)
        schemes = (_("Comme l’ordinateur"), _("Clair"), _("Sombre"))
        for code, name in zip(theme.SCHEMES, schemes, strict=True):
            self.scheme.addItem(name, code)
        for scale in _SCALES:
            self.scale.addItem(format_rate(scale * 100), scale)
        hint = _("Celle des papiers se choisit dans Boutique.")
        grid = CardGrid(min_column=300)
        for heading, name, label, select, told in (
            (_("La langue"), "display_language", _("Langue des écrans"), self.language, hint),
            (_("Les couleurs"), "display_scheme", _("Thème"), self.scheme, ""),
            (_("Le texte"), "display_scale", _("Taille du texte"), self.scale, ""),
        ):
            form = Form()
            form.add(name, label, select, told)
            grid.add(card_of(heading, form))
        form = Form()
        hint = "" if can_notify() else _("Cet ordinateur n’a pas de quoi montrer ces messages.")
        form.add("display_due", "", self.due, hint)
        grid.add(card_of(_("Les messages de l’ordinateur"), form), whole=True)
        grid.add(_sample(), whole=True)
        page = TabPage()
        page.add(grid)
        page.body.addStretch(1)
        self.column.addWidget(page)

    def refresh(self) -> None:
        """Show what is in force."""
        look = theme.current()
        self.language.setCurrentIndex(self.language.findData(language()))
        self.scheme.setCurrentIndex(self.scheme.findData(look.scheme))
        self.scale.setCurrentIndex(self.scale.findData(look.scale))
        self.due.setChecked(preferences.tells_due())

    def focus_first(self) -> None:
        """The keyboard goes to the language."""
        self.language.setFocus()

    def _on_language(self) -> None:
        chosen = str(self.language.currentData())
        if chosen != language():
            self.session.language_chosen.emit(chosen)

    def _on_scheme(self) -> None:
        before, chosen = theme.current().scheme, str(self.scheme.currentData())
        if chosen != before:
            theme.current().choose(scheme=chosen)
            self.told(_("Les couleurs sont changées."), lambda: _put_back(scheme=before))

    def _on_scale(self) -> None:
        before, chosen = theme.current().scale, int(self.scale.currentData())
        if chosen != before:
            theme.current().choose(scale=chosen)
            self.told(_("La taille du texte est changée."), lambda: _put_back(scale=before))

    def _on_due(self, on: bool) -> None:
        preferences.tell_due(on)
        told = _("Vous serez prévenu au démarrage.") if on else _("Plus de message au démarrage.")
        self.told(told, lambda: _put_back_due(not on))


def _put_back_due(on: bool) -> Changes:
    preferences.tell_due(on)
    return Changes()


def _sample() -> Card:
    """A few lines as the counter shows them, to judge by."""
    card = Card(_("Aperçu"), edge="bad")
    card.add(WrapLabel((_("Madame Durand"), aside(_(" · Hélène, on se vouvoie"))), "title"))
    card.add_row(
        Row(
            _("Bruit à l’avant après la reprise de freins"),
            Pill(_("Incident · dernier jour"), "bad"),
            KeyCap("R"),
        )
    )
    card.add_row(
        Row(
            _("Rappeler avec le devis des pneus hiver"),
            Pill(_("Promesse · mardi"), "warn"),
            KeyCap("R"),
        )
    )
    return card


def _put_back(scheme: str | None = None, scale: int | None = None) -> Changes:
    theme.current().choose(scheme, scale)
    return Changes()
