"""Équipe: who works here, and who is at the counter."""

from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QLineEdit

from models import team
from models.changes import Changes
from models.errors import BookError
from models.i18n import _, typed_money
from models.privilege_uses import envelope_of, envelopes, set_envelopes
from models.rules.typed import read_hundredths
from models.team import COLOURS, MEMBER, OWNER, MemberRow
from ui import theme
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens.settings.tab import Beside, SettingsTab, foot_of
from ui.session import Session
from ui.widgets import Button, Card, DataTable, Form, HintLine, Key, Select
from ui.widgets.painting import smooth

_NEW = MemberRow(0, "", "", "", MEMBER, True)


class TeamTab(SettingsTab):
    """The list, and the member being added or changed beside it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.member = _NEW
        self.model: LazyTableModel[MemberRow] = LazyTableModel(self._columns(), lambda row: row.id)
        self.table = DataTable(_("Équipe"))
        self.form, self.card = Form(), Card()
        self.name, self.initials = QLineEdit(), QLineEdit()
        self.colour, self.role, self.envelope = Select(), Select(), QLineEdit()
        self.keep_button = Button(_("Garder"), "primary")
        self.new_button = Button(_("Nouveau collaborateur"), "quiet", icon="plus")
        self.retire = Button("")
        self.here = Button(_("Mettre au comptoir"), icon="concierge-bell")
        self._build()
        self._listen()

    def _columns(self) -> tuple[Column[MemberRow], ...]:
        return (
            Column(_("Initiales"), lambda row: Cell(row.initials, bold=True), width=9),
            Column(_("Nom"), lambda row: row.name, width=18, stretch=2),
            Column(_("Rôle"), lambda row: role_label(row.role), width=13, stretch=1),
            Column(_("Aujourd’hui"), self._state_cell, width=13),
        )

    def _build(self) -> None:
        self.table.setObjectName("team_table")
        self.table.setModel(self.model)
        self.form.add("member_name", _("Nom"), self.name)
        self.form.add_side_by_side(
            ("member_initials", _("Initiales"), self.initials, ""),
            ("member_colour", _("Couleur"), self.colour, ""),
        )
        hint = _("Le responsable change les réglages\N{NO-BREAK SPACE}; tous notent au comptoir.")
        self.form.add("member_role", _("Rôle"), self.role, hint)
        hint = _("Ce qu’il peut donner sans y penser. Cela informe, sans rien bloquer ni comparer.")
        self.form.add("member_envelope", _("Enveloppe du mois, en euros HT"), self.envelope, hint)
        self.initials.setMaxLength(4)
        for colour, name in zip(COLOURS, _colour_names(), strict=True):
            self.colour.addItem(_swatch(colour), name, colour)
        for role in (MEMBER, OWNER):
            self.role.addItem(role_label(role), role)
        paper = Card()
        paper.add(self.table, 1)
        paper.add(HintLine((Key("F4"), " ", _("dit qui est au comptoir, de partout"))))
        self.card.head.addWidget(self.new_button)
        self.card.add(self.form)
        self.card.add(foot_of(self.retire, self.here, right=(self.keep_button,)))
        self.column.addWidget(Beside(paper, self.table, self.card))

    def _listen(self) -> None:
        named = {
            "member_keep": (self.keep_button, self.keep),
            "member_new": (self.new_button, self.start_new),
            "member_retire": (self.retire, self._on_retire),
            "member_here": (self.here, self._on_here),
        }
        for name, (button, slot) in named.items():
            button.setObjectName(name)
            button.clicked.connect(slot)
        self.table.row_looked_at.connect(self._show)
        self.table.row_chosen.connect(lambda _row: self.name.setFocus())
        self.session.member_changed.connect(lambda _member: self.refresh())
        for edit in (self.name, self.initials, self.envelope):
            edit.returnPressed.connect(self.keep)

    # -- showing -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the team again, and stay on the same member."""
        rows = team.members(active_only=False)
        self.model.show_rows(rows)
        kept = self.member.id
        place = next((at for at, row in enumerate(rows) if row.id == kept), -1)
        if place >= 0:
            self.table.look_at(place)
        elif not self.name.isModified():
            self._show(_NEW)

    def focus_first(self) -> None:
        """The keyboard goes to the list."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.table.current_row() is None and self.model.rowCount():
            self.table.look_at(0)

    def start_new(self) -> None:
        """An empty form for someone who arrives."""
        self.table.clearSelection()
        self.table.setCurrentIndex(self.model.index(-1, -1))
        self._show(_NEW)
        self.name.setFocus()

    def _show(self, member: MemberRow) -> None:
        new = member.id == 0
        self.member = member
        self.card.set_heading(_("Nouveau collaborateur") if new else _("Changer"))
        self.name.setText(member.name)
        self.initials.setText(member.initials)
        self.initials.setPlaceholderText(_("d’après le nom"))
        self.colour.setCurrentIndex(max(0, self.colour.findData(member.colour)))
        self.role.setCurrentIndex(self.role.findData(member.role))
        for field in ("member_colour", "member_envelope"):
            self.form.field(field).setVisible(not new)
        self._show_envelope()
        self.retire.setText(_("Retirer de l’équipe") if member.active else _("Remettre"))
        for widget in (self.new_button, self.retire, self.here):
            widget.setVisible(not new)
        self.here.setEnabled(member.active and member.id != self.session.member.id)
        self.form.set_errors({})

    def _show_envelope(self) -> None:
        found = envelope_of(self.member.id, self.session.today)
        cents = None if found is None else found.cents
        self.envelope.setText("" if cents is None else typed_money(cents))
        self.envelope.setPlaceholderText(_("aucune"))

    def _state_cell(self, row: MemberRow) -> Cell:
        if row.id == self.session.member.id:
            return Cell("", pill=_("au comptoir"), pill_tone="good")
        return Cell("" if row.active else _("parti"), tone="muted")

    # -- changing ----------------------------------------------------------------------------

    def keep(self) -> None:
        """Write the member of the form."""
        name, initials = self.name.text().strip(), self.initials.text().strip()
        role = str(self.role.currentData())
        if not name:
            self.form.set_errors({"member_name": _("Donnez un nom à ce collaborateur.")})
            return
        if self.member.id == 0:
            self._add(name, initials, role)
            return
        try:
            cents = self._typed_envelope()
        except ValueError:
            wrong = _("Écrivez un montant en euros, par exemple 50, ou rien.")
            self.form.set_errors({"member_envelope": wrong})
            return
        member_id = self.member.id
        colour = str(self.colour.currentData())
        wanted = replace(self.member, name=name, initials=initials, role=role, colour=colour)
        if wanted != self.member:
            self._write(wanted, _("C’est gardé."))
        self._keep_envelope(member_id, cents)

    def _typed_envelope(self) -> int | None:
        """Net cents, None for no envelope; raises ValueError when it is no amount."""
        text = self.envelope.text().strip()
        return read_hundredths(text) if text else None

    def _keep_envelope(self, member_id: int, cents: int | None) -> None:
        before = envelopes()
        if before.get(member_id) == cents:
            return
        wanted = {member: one for member, one in before.items() if member != member_id}
        if cents is not None:
            wanted[member_id] = cents
        if self.session.attempt(set_envelopes, wanted) is not None:
            self.told(_("C’est gardé."), lambda: set_envelopes(self.session.actor, before))

    def _add(self, name: str, initials: str, role: str) -> None:
        try:
            self.session.write(team.add_member, name, initials, role)
        except BookError as error:
            self.form.set_errors({"member_name": str(error)})
            return
        added = team.members()[-1]
        self._show(added)
        self.refresh()
        gone = replace(added, active=False)
        self.told(
            _("{name} est dans l’équipe.").format(name=added.name),
            lambda: team.update_member(self.session.actor, gone),
        )

    def _write(self, wanted: MemberRow, sentence: str) -> None:
        before = self.member
        try:
            self.session.write(team.update_member, wanted)
        except BookError as error:
            self.form.set_errors({"member_role": str(error)})
            return
        self._follow(wanted.id)
        self.told(sentence, lambda: self._put_back(before))

    def _put_back(self, before: MemberRow) -> Changes:
        changes = team.update_member(self.session.actor, before)
        self._follow(before.id)
        return changes

    def _follow(self, member_id: int) -> None:
        """Whoever is at the counter may have changed, or left the team."""
        rows = {member.id: member for member in team.members()}
        here = self.session.member.id
        if member_id == here or here not in rows:
            self.session.set_member(rows.get(here) or team.first_member())
        self.refresh()

    def _on_retire(self) -> None:
        leaves = self.member.active
        text = _("{name} n’est plus dans l’équipe. Ce qui a été noté reste à son nom.")
        back = _("{name} est de nouveau dans l’équipe.")
        sentence = (text if leaves else back).format(name=self.member.name)
        self._write(replace(self.member, active=not leaves), sentence)

    def _on_here(self) -> None:
        self.session.set_member(self.member)
        text = _("{name} est au comptoir.").format(name=self.member.name)
        self.session.window.messages.success(text)


def role_label(role: str) -> str:
    """The role as screens name it."""
    return _("Responsable") if role == OWNER else _("Collaborateur")


def _colour_names() -> tuple[str, ...]:
    return (_("Sapin"), _("Ocre"), _("Violet"), _("Framboise"), _("Bleu"), _("Olive"))


def _swatch(colour: str) -> QIcon:
    side = theme.current().px(14)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        smooth(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QRectF(1, 1, side - 2, side - 2))
    return QIcon(pixmap)
