"""Privilèges: what is theirs today and why, what the relation opens next, what came of them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.charter import charter_in_force
from models.charter_told import How, Told, told
from models.i18n import _, format_date
from models.privilege_rights import ComingRight, PrivilegeRight, rights_of
from models.privilege_uses import UseRow, uses
from models.privilege_words import how_label, outcome_label, why_words
from ui import theme
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens.client_file.file_tab import FileTab
from ui.screens.privilege_rows import OUTCOME_TONES
from ui.screens.telling_acts import tell_charter
from ui.session import Session
from ui.widgets import (
    Button,
    Card,
    CardGrid,
    DataTable,
    EmptyState,
    Form,
    Page,
    Pill,
    Row,
    Select,
    WrapLabel,
    bold,
    muted,
)

_LEAST_TABLE = 190


class PrivilegesTab(FileTab):
    """Theirs and those to come side by side; which charter they know; the uses below."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.theirs = Card(_("Les siens aujourd’hui"), edge="good")
        self.coming = Card(_("Ce que la relation ouvre ensuite"))
        self.told_card, self.uses_card = Card(_("Notre charte")), Card(_("Ce qui s’est passé"))
        self.nothing = WrapLabel(_("Aucun pour l’instant."), tone="muted")
        self.knows, self.how, self.form = WrapLabel(""), Select(), Form()
        self.tell = Button(_("C’est dit"), "primary")
        self.model: LazyTableModel[UseRow] = LazyTableModel(_columns(), lambda row: row.id)
        self.table = DataTable(_("Ce qui s’est passé"), wraps=True)
        self.empty = EmptyState(
            "badge-check",
            _("Pas encore de charte"),
            _("Les privilèges se pensent et se publient dans Privilèges (Ctrl+4)."),
        )
        self._build()
        theme.follow(self._restyle)

    def _build(self) -> None:
        for how in How:
            self.how.addItem(how_label(how), how.value)
        for name, widget in (
            ("privileges_theirs", self.theirs),
            ("privileges_coming", self.coming),
            ("charter_knows", self.knows),
            ("charter_tell", self.tell),
            ("privileges_table", self.table),
        ):
            widget.setObjectName(name)
        self.theirs.add(self.nothing)
        self.told_card.add(self.knows)
        self.form.add("charter_how", _("Elle vient de lui être dite"), self.how, "")
        self.told_card.add(self.form)
        self.told_card.head.addWidget(self.tell)
        self.tell.clicked.connect(self._on_tell)
        self.table.setModel(self.model)
        self.uses_card.add(self.table, 1)
        self.grid = CardGrid(min_column=340)
        for card in (self.theirs, self.coming):
            card.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.cards = QWidget()
        self.cards.setLayout(self.grid)
        for card in (self.theirs, self.coming):
            self.grid.add(card)
        page = Page(inset=False)
        for part in (self.empty, self.cards, self.told_card):
            page.add(part)
        self.told_card.keep_height()
        page.add(self.uses_card, 1)
        page.body.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    # -- what the file calls -----------------------------------------------------------------

    def show_client(self, client_id: int) -> None:
        """Show what is a client's, what may come, what they know and what came of it."""
        self.client_id = client_id
        rights, rows = rights_of(client_id, self.session.today), uses(client_id)
        charter = charter_in_force()
        self.empty.setVisible(charter is None)
        self.cards.setVisible(charter is not None)
        self.told_card.setVisible(charter is not None)
        self.nothing.setVisible(not rights.today)
        for row, right in zip(
            self.theirs.keep_rows(len(rights.today), _RightRow), rights.today, strict=True
        ):
            row.show_right(right)
        self.coming.setVisible(bool(rights.next))
        for line, coming in zip(
            self.coming.keep_rows(len(rights.next), _ComingRow), rights.next, strict=True
        ):
            line.show_coming(coming)
        if charter is not None:
            self._show_told(told(client_id), charter.number)
        self.model.show_rows(rows)
        self.uses_card.setVisible(bool(rows))

    def focus_first(self) -> None:
        """The keyboard goes to what happened, or to how the charter was told."""
        here = self.how if self.uses_card.isHidden() else self.table
        here.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- the charter -------------------------------------------------------------------------

    def _show_told(self, known: list[Told], in_force: int) -> None:
        told_now = any(one.number == in_force for one in known)
        lines = [
            _("Charte n° {number}, dite le {day} {how}, par {author}.").format(
                number=one.number,
                day=format_date(one.day, "long"),
                how=how_label(one.how),
                author=one.author,
            )
            for one in known
        ]
        if not told_now:
            text = _("La charte n° {number} ne lui a pas encore été dite.")
            lines.insert(0, text.format(number=in_force))
        self.knows.set_text("\n".join(lines))
        self.form.setVisible(not told_now)
        self.tell.setVisible(not told_now)

    def _on_tell(self) -> None:
        if self.client_id is not None:
            tell_charter(self.session, self.client_id, How(str(self.how.currentData())))
            self.focus_first()

    def _restyle(self) -> None:
        self.table.setMinimumHeight(theme.current().px(_LEAST_TABLE))


class _RightRow(Row):
    """A privilege that is theirs, what was promised, and why; until when, once withdrawn."""

    def __init__(self) -> None:
        self._until = Pill()
        super().__init__("", right=self._until)

    def show_right(self, right: PrivilegeRight) -> None:
        draft = right.item.draft
        self.text.set_text((bold(draft.title), f" · {draft.promise}\n", muted(why_words(right))))
        self._until.setVisible(right.until is not None)
        if right.until is not None:
            until = _("jusqu’au {day}").format(day=format_date(right.until, "day"))
            self._until.show_status(until, "warn")


class _ComingRow(Row):
    """A privilege the relation may open, and what is missing."""

    def __init__(self) -> None:
        super().__init__("")

    def show_coming(self, coming: ComingRight) -> None:
        missing = muted(f" · {', '.join(coming.missing)}")
        self.text.set_text((bold(coming.item.draft.title), missing))


def _columns() -> tuple[Column[UseRow], ...]:
    return (
        Column(_("Le"), lambda row: format_date(row.day, "medium"), width=14),
        Column(_("Privilège"), lambda row: row.title, width=30, stretch=2),
        Column(_("Il a été"), _outcome, width=26),
        Column(_("Pourquoi"), lambda row: row.reason, width=30, stretch=3),
    )


def _outcome(row: UseRow) -> Cell:
    return Cell("", pill=outcome_label(row.outcome), pill_tone=OUTCOME_TONES[row.outcome])
