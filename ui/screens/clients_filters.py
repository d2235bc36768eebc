"""The row of filters above the Clients table: each a choice, and the filter they make together."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from models import catalogue, client_list
from models.client_list import ClientFilter
from models.consent_filter import NO, UNASKED, YES
from models.contact_words import channel_label
from models.i18n import _
from models.rules.contact_rights import Channel
from models.rules.trust import State
from models.rules.trust.months import months_before
from models.wording import state_label
from ui import theme
from ui.tasks import Tasks
from ui.widgets import Select

_SILENCES = (3, 6, 12, 24)
_SHRINKS = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_LEAST_LETTERS = 7
"""A choice leaves the words to look for their room, whatever its longest answer."""
_LEAST_WIDTH = 108
_OTHER = "\N{HORIZONTAL ELLIPSIS}"
"""The choice that asks for a town the list does not have; no town is called so."""


class ClientFilters(QWidget):
    """`chosen` when a filter changes; `town_asked` for a town to be typed."""

    chosen = Signal()
    town_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._town = ""
        self.by_name = {
            name: Select()
            for name in ("state", "waiting", "silence", "tag", "kind", "consent", "town")
        }
        self._grid, self._shown, self._per_row = QGridLayout(self), list[Select](), 0
        self._grid.setContentsMargins(0, 0, 0, 0)
        for name, select in self.by_name.items():
            select.setObjectName(f"filter_{name}")
            select.set_name(self._titles()[name])
            select.setSizeAdjustPolicy(_SHRINKS)
            select.setMinimumContentsLength(_LEAST_LETTERS)
            select.activated.connect(lambda _index, name=name: self._on_chosen(name))
            self._shown.append(select)
        theme.follow(self._restyle)

    def _titles(self) -> dict[str, str]:
        return {
            "state": _("État"),
            "waiting": _("À faire"),
            "silence": _("Silence"),
            "tag": _("Étiquette"),
            "kind": _("Bien"),
            "consent": _("Offres"),
            "town": _("Ville"),
        }

    def refresh(self, tasks: Tasks) -> None:
        """Read the choices again, keeping what is chosen; the towns in the background."""
        kinds = [(kind.code, kind.label) for kind in catalogue.kinds("asset")]
        choices = {
            "state": [(state.value, state_label(state)) for state in State],
            "waiting": [("yes", _("Quelque chose attend"))],
            "silence": [
                (str(months), _("Pas vus depuis {months} mois").format(months=months))
                for months in _SILENCES
            ],
            "tag": [(tag, tag) for tag in client_list.tags()],
            "kind": kinds,
            "consent": _consents(),
        }
        for name, offered in choices.items():
            select = self.by_name[name]
            _fill(select, self._titles()[name], offered, str(select.currentData() or ""))
        if not self.by_name["town"].count():
            self.show_towns([])
        read_towns = lambda _progress: client_list.towns()  # noqa: E731
        tasks.run(read_towns, self.show_towns, title=_("Villes"))

    def show_towns(self, towns: Sequence[str]) -> None:
        """Offer these towns, which take long to read in a large book; the one chosen stays."""
        choices = [(town, town) for town in towns]
        if len(towns) == client_list.MOST_TOWNS:
            choices.append((_OTHER, _("Autre ville…")))
        _fill(self.by_name["town"], self._titles()["town"], choices, "")
        self.choose_town(self._town)

    def chosen_filter(self, text: str, today: date) -> ClientFilter:
        """The filter they make, with the words typed beside them."""
        at = {name: str(select.currentData() or "") for name, select in self.by_name.items()}
        months = int(at["silence"] or 0)
        self._town = at["town"]
        return ClientFilter(
            text=text,
            states=(State(at["state"]),) if at["state"] else (),
            waiting=bool(at["waiting"]),
            silent_since=months_before(today, months) if months else None,
            tag=at["tag"],
            town=at["town"],
            asset_kind=at["kind"],
            consent=at["consent"],
        )

    def clear(self) -> None:
        """Everyone again."""
        for select in self.by_name.values():
            select.setCurrentIndex(0)

    def choose_town(self, town: str) -> None:
        """Choose a town, whether or not it is one of the commonest."""
        select = self.by_name["town"]
        if town and select.findData(town) < 0:
            select.insertItem(1, town, town)
        select.setCurrentIndex(max(0, select.findData(town)))

    def keep_town(self) -> None:
        """No town was typed: the one that filters is shown again."""
        self.choose_town(self._town)

    def add(self, select: Select) -> None:
        """Another choice at the end of the row."""
        self._shown.append(select)
        self._restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()

    def _restyle(self) -> None:
        """On two rows where one would cut the words of the choices."""
        px = theme.current().px
        self._grid.setSpacing(px(8))
        per_row = len(self._shown)
        if self.width() < px(_LEAST_WIDTH) * per_row:
            per_row = (per_row + 1) // 2
        if per_row != self._per_row or self._grid.count() != len(self._shown):
            self._per_row = per_row
            for at, select in enumerate(self._shown):
                self._grid.addWidget(select, at // per_row, at % per_row)
            for column in range(len(self._shown)):
                self._grid.setColumnStretch(column, 1 if column < per_row else 0)

    def _on_chosen(self, name: str) -> None:
        if self.by_name[name].currentData() == _OTHER:
            self.keep_town()
            self.town_asked.emit()
        else:
            self.chosen.emit()


def _consents() -> list[tuple[str, str]]:
    told = {
        YES: _("{channel}\N{NO-BREAK SPACE}: d’accord"),
        NO: _("{channel}\N{NO-BREAK SPACE}: refuse"),
    }
    answers = [
        (f"{channel.value}:{answer}", words.format(channel=channel_label(channel.value)))
        for answer, words in told.items()
        for channel in Channel
    ]
    return [*answers, (UNASKED, _("Jamais demandé"))]


def _fill(select: Select, title: str, choices: Sequence[tuple[str, str]], chosen: str) -> None:
    select.clear()
    select.addItem(title, "")
    for code, label in choices:
        select.addItem(label, code)
    select.setCurrentIndex(max(0, select.findData(chosen)))
    select.view().setMinimumWidth(select.view().sizeHintForColumn(0))
