"""Ouverture: the days the shop opens, its public holidays, its closures."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from models import opening
from models.changes import Changes
from models.errors import BookError
from models.i18n import _, format_date
from models.opening import FRANCE, NO_HOLIDAYS, REGIONS, Opening
from models.rules.working_days import Closure
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens.settings.tab import Beside, SettingsTab, card_of, foot_of
from ui.session import Session
from ui.widgets import (
    Button,
    Card,
    CheckBox,
    DataTable,
    DateField,
    EmptyState,
    FlowLayout,
    Form,
    Select,
    WrapLabel,
)

_HOLIDAYS_TOLD = 6


class OpeningTab(SettingsTab):
    """Each choice is kept at once; due dates are then proposed on open days."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.model: LazyTableModel[Closure] = LazyTableModel(
            _columns(), lambda row: (row.first, row.last)
        )
        self.table = DataTable(_("Fermetures"))
        self.empty = EmptyState(
            "calendar-days",
            _("Pas de fermeture prévue"),
            _("Notez vos congés\N{NO-BREAK SPACE}: aucune échéance n’y sera proposée."),
        )
        self.days = [CheckBox(name) for name in weekday_names()]
        self.region = Select()
        self.holidays = WrapLabel("", tone="muted")
        self.form = Form()
        self.first = DateField(session.coming_day, example=_("3/8"))
        self.last = DateField(session.coming_day, example=_("23/8"))
        self.reason = QLineEdit()
        self.add = Button(_("Ajouter"), "primary")
        self.remove = Button(_("Retirer celle-ci"))
        self._build()
        self._listen()

    def _build(self) -> None:
        self.table.setObjectName("closures_table")
        self.table.setModel(self.model)
        closures = Card(_("Fermetures"))
        closures.add(self.table, 1)
        closures.add(self.empty, 1)
        self.form.add_side_by_side(
            ("closure_first", _("Du"), self.first, ""),
            ("closure_last", _("Au"), self.last, ""),
            ("closure_reason", _("Pourquoi"), self.reason, ""),
        )
        self.reason.setPlaceholderText(_("congés, travaux…"))
        self.reason.setToolTip(self.reason.placeholderText())
        closures.add(self.form)
        closures.add(foot_of(self.remove, right=(self.add,)))
        for code in REGIONS:
            self.region.addItem(region_name(code), code)
        holidays = Form()
        holidays.add("opening_region", _("Ceux de"), self.region)
        week = card_of(_("La semaine"), self._week(), WrapLabel(_why(), "small", "muted"))
        kept = card_of(_("Jours fériés"), holidays, self.holidays)
        self.column.addWidget(Beside(closures, self.table, week, kept))

    def _week(self) -> QWidget:
        week = QWidget()
        line = FlowLayout(week)
        for number, box in enumerate(self.days):
            box.setObjectName(f"open_{number}")
            line.addWidget(box)
        return week

    def _listen(self) -> None:
        for box in self.days:
            box.clicked.connect(self._on_week)
        self.region.activated.connect(self._on_region)
        self.table.row_looked_at.connect(lambda _row: self.remove.setEnabled(True))
        for name, button, slot in (
            ("closure_add", self.add, self.keep),
            ("closure_remove", self.remove, self._on_remove),
        ):
            button.setObjectName(name)
            button.clicked.connect(slot)
        for edit in (self.first, self.last, self.reason):
            edit.returnPressed.connect(self.keep)

    # -- showing -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the calendar as the book has it."""
        known = opening.opening()
        for number, box in enumerate(self.days):
            box.setChecked(number in known.weekdays)
        self.region.setCurrentIndex(self.region.findData(known.region))
        self.model.show_rows(known.closures)
        self.table.setVisible(bool(known.closures))
        self.empty.setVisible(not known.closures)
        self.remove.setVisible(bool(known.closures))
        self.remove.setEnabled(self.table.current_row() is not None)
        self.holidays.set_text(_coming(known.region, self.session.today))
        self.holidays.setVisible(known.region != NO_HOLIDAYS)

    def focus_first(self) -> None:
        """The keyboard goes to Monday."""
        self.days[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def start_new(self) -> None:
        """Ctrl+N: a closure."""
        self.first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- changing ----------------------------------------------------------------------------

    def _on_week(self) -> None:
        open_on = frozenset(n for n, box in enumerate(self.days) if box.isChecked())
        self._write(replace(opening.opening(), weekdays=open_on), _("La semaine est gardée."))

    def _on_region(self) -> None:
        wanted = replace(opening.opening(), region=str(self.region.currentData()))
        self._write(wanted, _("Les jours fériés sont gardés."))

    def keep(self) -> None:
        """Add the closure that is typed; its last day is the first one when it is left empty."""
        first, last = self.first.day(), self.last.day() or self.first.day()
        if first is None or last is None:
            self.form.set_errors(
                {"closure_first": _("Quel jour commence la fermeture\N{NO-BREAK SPACE}?")}
            )
            return
        before = opening.opening()
        closure = Closure(first, last, self.reason.text().strip())
        sentence = _("La boutique est fermée {days}.").format(days=_span(closure))
        wanted = replace(before, closures=(*before.closures, closure))
        if self._write(wanted, sentence, "closure_last"):
            for edit in (self.first, self.last, self.reason):
                edit.clear()
            self.first.setFocus()

    def _on_remove(self) -> None:
        closure = self.table.current_row()
        before = opening.opening()
        if isinstance(closure, Closure):
            left = tuple(kept for kept in before.closures if kept != closure)
            self._write(replace(before, closures=left), _("Fermeture retirée."))

    def _write(self, wanted: Opening, sentence: str, field: str = "") -> bool:
        before = opening.opening()
        try:
            self.session.write(opening.set_opening, wanted)
        except BookError as error:
            self.refresh()
            if field:
                self.form.set_errors({field: str(error)})
            else:
                self.session.window.messages.error(str(error))
            return False
        self.form.set_errors({})
        self.refresh()
        self.told(sentence, lambda: self._put_back(before))
        return True

    def _put_back(self, before: Opening) -> Changes:
        return opening.set_opening(self.session.actor, before)


def _columns() -> tuple[Column[Closure], ...]:
    return (
        Column(_("Jours"), lambda row: Cell(_span(row), bold=True), width=28, stretch=2),
        Column(_("Pourquoi"), lambda row: row.reason, width=16, stretch=1),
    )


def _span(closure: Closure) -> str:
    first, last = format_date(closure.first, "long"), format_date(closure.last, "long")
    if closure.first == closure.last:
        return _("le {day}").format(day=first)
    return _("du {first} au {last}").format(first=first, last=last)


def _why() -> str:
    return _(
        "Une échéance proposée tombe toujours un jour d’ouverture. Au comptoir, on peut en "
        "donner une autre."
    )


def _coming(region: str, today: date) -> str:
    """The next public holidays, « mer. 25 déc. Noël · … »."""
    years = (opening.public_holidays(region, today.year + n) for n in (0, 1))
    days = [(day, name) for year in years for day, name in year.items() if day >= today]
    return " · ".join(
        _("{name}, {day}").format(name=name, day=format_date(day, "near"))
        for day, name in days[:_HOLIDAYS_TOLD]
    )


def weekday_names() -> tuple[str, ...]:
    """Monday to Sunday."""
    return (
        _("Lundi"),
        _("Mardi"),
        _("Mercredi"),
        _("Jeudi"),
        _("Vendredi"),
        _("Samedi"),
        _("Dimanche"),
    )


def region_name(code: str) -> str:
    """Where public holidays are those of, as people say it."""
    return {
        FRANCE: _("France"),
        "57": _("Moselle"),
        "6AE": _("Alsace"),
        "971": _("Guadeloupe"),
        "972": _("Martinique"),
        "973": _("Guyane"),
        "974": _("La Réunion"),
        "976": _("Mayotte"),
        "BL": _("Saint-Barthélemy"),
        "MF": _("Saint-Martin"),
        "PM": _("Saint-Pierre-et-Miquelon"),
        "NC": _("Nouvelle-Calédonie"),
        "PF": _("Polynésie française"),
        "WF": _("Wallis-et-Futuna"),
        NO_HOLIDAYS: _("Aucun\N{NO-BREAK SPACE}: ouvert les jours fériés"),
    }[code]
