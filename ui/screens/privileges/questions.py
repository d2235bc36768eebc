"""The questions of a privilege, in the order they must be thought through, each kept when left."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from models.cost_settings import cost_settings
from models.costs import Nature, nature_label
from models.errors import Refused
from models.i18n import _, format_rate, typed_money
from models.privileges import Family, PrivilegeDraft, family_label
from models.rules.typed import read_count, read_hundredths
from ui import theme
from ui.screens.privileges.rule_editor import RuleEditor
from ui.screens.privileges.written import Lines
from ui.session import Session
from ui.widgets import Card, DateField, FieldRow, Form, Select

_UNKNOWN = "—"


class Questions(QWidget):
    """Five cards; `answered` tells which field was left or changed, `typed` that one is written
    in."""

    answered = Signal(str)
    typed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.edits: dict[str, Any] = {}
        self.rows: dict[str, FieldRow] = {}
        self.rule = RuleEditor(session)
        self._plain: dict[str, Any] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._build()
        theme.follow(self._restyle)

    # -- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self._card(_("La promesse"), *self._promise())
        whom = Card(_("Pour qui"))
        self.rows["rule"] = FieldRow("", self.rule)
        self.rule.changed.connect(self._on_rule)
        whom.add(self.rows["rule"])
        self._column.addWidget(whom)
        self._card(_("Pour ce client, et tenue à chaque fois"), *self._keeping())
        self._card(_("Ce que cela coûte, et qui l’accorde"), *self._cost())
        self._card(_("Au mur"), *self._wall())

    def _card(self, heading: str, *lines: tuple[tuple[str, str, QWidget, str], ...]) -> None:
        form, card = Form(), Card(heading)
        for line in lines:
            for field, row in zip(line, form.add_side_by_side(*line), strict=True):
                self._take(field[0], field[2], row)
        card.add(form)
        self._column.addWidget(card)

    def _take(self, name: str, edit: Any, row: FieldRow) -> None:
        edit.setObjectName(f"privilege_{name}")
        self.edits[name], self.rows[name] = edit, row
        told: Callable[..., None] = lambda *_ignored: self.answered.emit(name)  # noqa: E731
        if isinstance(edit, Select):
            edit.activated.connect(told)
        elif isinstance(edit, Lines):
            edit.left.connect(told)
            edit.textChanged.connect(self._on_typed)
        else:
            edit.editingFinished.connect(told)
            edit.textChanged.connect(self._on_typed)

    def _promise(self) -> tuple[tuple[tuple[str, str, QWidget, str], ...], ...]:
        promise = Lines(_("Votre voiture vous est ramenée chez vous, sans supplément."))
        what = _("Que promettons-nous, avec les mots du client\N{NO-BREAK SPACE}?")
        family = _select((_UNKNOWN, ""), *((family_label(each), each.value) for each in Family))
        return (
            (
                ("title", _("Un nom court, que l’on puisse dire"), QLineEdit(), ""),
                ("family", _("Famille"), family, ""),
            ),
            (("promise", what, promise, ""),),
        )

    def _keeping(self) -> tuple[tuple[tuple[str, str, QWidget, str], ...], ...]:
        purpose = _("Qu’est-ce que cela fait pour ce client, sur notre marché\N{NO-BREAK SPACE}?")
        capacity = QLineEdit()
        capacity.setPlaceholderText(_("autant qu’on le demande"))
        return (
            (("purpose", purpose, Lines(), ""),),
            (
                ("keeping", _("Comment le tenir à chaque fois\N{NO-BREAK SPACE}?"), Lines(), ""),
                ("breaking", _("Qu’est-ce qui l’empêcherait\N{NO-BREAK SPACE}?"), Lines(), ""),
            ),
            (("monthly_capacity", _("Combien de fois par mois, au plus"), capacity, ""),),
        )

    def _cost(self) -> tuple[tuple[tuple[str, str, QWidget, str], ...], ...]:
        rates = ((format_rate(rate), rate) for rate in cost_settings().rates if rate)
        vat = _select((_("sans TVA"), None), *rates)
        nature = _select(*((nature_label(each), each.value) for each in Nature))
        grants = _select(
            (_UNKNOWN, None),
            (_("Qui sert le client, sans demander"), True),
            (_("Le responsable"), False),
        )
        cost = QLineEdit()
        cost.setPlaceholderText("0,00")
        return (
            (
                ("unit_cents", _("Coût d’une fois, HT, en euros"), cost, ""),
                ("vat_rate", _("TVA"), vat, ""),
            ),
            (
                ("nature", _("Nature du coût"), nature, ""),
                ("anyone_grants", _("Qui peut l’accorder\N{NO-BREAK SPACE}?"), grants, ""),
            ),
        )

    def _wall(self) -> tuple[tuple[tuple[str, str, QWidget, str], ...], ...]:
        proud = _(
            "Serions-nous fiers de le voir au mur\N{NO-BREAK SPACE}? Pourquoi\N{NO-BREAK SPACE}?"
        )
        trial = DateField(self.session.coming_day, example=_("pas d’essai"))
        hint = _("Vide, le texte français y reste.")
        return (
            (("wall", proud, Lines(), ""),),
            (
                (
                    "trial_until",
                    _("À l’essai jusqu’au"),
                    trial,
                    _("Ce jour-là, À faire demande ce qu’il a fait pour les clients."),
                ),
            ),
            (("title_en", _("Nom sur les papiers anglais"), QLineEdit(), hint),),
            (("promise_en", _("Promesse sur les papiers anglais"), Lines(), ""),),
        )

    # -- showing and reading -------------------------------------------------------------------

    def show_draft(self, draft: PrivilegeDraft, keeping: str = "") -> None:
        """Show a draft; the field `keeping` its typed text, being wrong, stays."""
        self._plain = draft.rule
        self.rule.show_rule(draft.rule)
        for name, edit in self.edits.items():
            if name == keeping:
                continue
            value = getattr(draft, name)
            if isinstance(edit, Select):
                _choose(edit, value)
            elif isinstance(edit, DateField):
                edit.set_day(value)
            else:
                edit.setText(_typed(name, value))

    def read(self, draft: PrivilegeDraft, name: str) -> PrivilegeDraft:
        """The draft with one answer as it is now; raises Refused when it cannot be read."""
        if name == "rule":
            return replace(draft, rule=self._plain)
        edit = self.edits[name]
        if isinstance(edit, Select):
            value = edit.currentData()
        elif isinstance(edit, DateField):
            if not edit.is_understood():
                raise Refused(_("Ce jour n’est pas compris. Essayez « dans 3 mois » ou 12/10."))
            value = edit.day()
        else:
            value = _read(name, edit.text())
        return replace(draft, **{name: value})

    def tell(self, faults: Mapping[str, str]) -> None:
        """Say beside each question what still blocks publishing."""
        for name, row in self.rows.items():
            sentence = faults.get(name, "")
            row.notice.set_text(sentence)
            row.notice.setVisible(bool(sentence))
            row.editor.setAccessibleDescription(sentence or row.hint.plain_text())

    def refuse(self, name: str, sentence: str) -> None:
        """Say what could not be read in a field; nothing with an empty sentence."""
        self.rows[name].set_error(sentence)

    def focus_on(self, name: str = "title") -> None:
        """Put the keyboard on a question."""
        edit: QWidget = self.rule.table if name == "rule" else self.edits[name]
        edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focused(self) -> str:
        """The question that has the keyboard, or nothing."""
        return next((name for name, edit in self.edits.items() if edit.hasFocus()), "")

    def _on_typed(self) -> None:
        if self.focused():  # not what is shown by the program
            self.typed.emit()

    def _on_rule(self, plain: dict[str, Any] | None) -> None:
        self._plain = plain
        self.answered.emit("rule")

    def _restyle(self) -> None:
        self._column.setSpacing(theme.current().px(13))


def _select(*choices: tuple[str, object]) -> Select:
    select = Select()
    for text, value in choices:
        select.addItem(text, value)
    return select


def _choose(select: Select, value: object) -> None:
    """`findData` takes None and False for the same."""
    places = (at for at in range(select.count()) if select.itemData(at) is value)
    same = (at for at in range(select.count()) if select.itemData(at) == value)
    select.setCurrentIndex(next(places, next(same, 0)))


def _typed(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name == "unit_cents":
        return typed_money(value)
    return str(value)


def _read(name: str, text: str) -> str | int | None:
    typed = text.strip()
    if name == "unit_cents":
        try:
            return read_hundredths(typed) if typed else None
        except ValueError:
            raise Refused(_("Écrivez un montant\N{NO-BREAK SPACE}: 12,50.")) from None
    if name == "monthly_capacity":
        try:
            return read_count(typed) if typed else None
        except ValueError:
            raise Refused(_("Écrivez un nombre de fois, en chiffres.")) from None
    return typed
