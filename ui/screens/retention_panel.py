"""Fiches à revoir: those nobody heard of for years, kept, archived or erased, many at once."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.changes import Changes, changed
from models.clients import number_text
from models.erasing import erase_many
from models.errors import BookError
from models.free_text import warning
from models.i18n import _, format_date, format_number, ngettext
from models.retention import ReviewRow, archive, keep_longer, reviews, take_back, terms
from models.retention_words import fate_told
from models.rules.retention import Fate, years_after
from models.team import Right, require
from ui import prompts, theme
from ui.action_specs import RETENTION
from ui.actions import keys_of
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.session import Session
from ui.tasks import Progress
from ui.widgets import (
    Card,
    Composed,
    Composer,
    ComposerSpec,
    EmptyState,
    FlowLayout,
    KeyButton,
    Label,
    OptionalField,
    Page,
    WrapLabel,
)
from ui.widgets.picking_table import PickingTable

_KEYS = ("review_archive", "review_keep", "review_erase", "review_card", "leave_reviews")


class RetentionPanel(QWidget):
    """Read in the background once a day and after each act; `waiting` are those known to wait."""

    card_asked = Signal(int)
    rows_read = Signal()
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("retention_panel")
        self.session = session
        self._read_on: date | None = None
        self.waiting: list[ReviewRow] = []
        self._picked: list[ReviewRow] = []
        self._undo: Callable[[], Changes] | None = None
        self.page = Page(_("Fiches à revoir"), scrolls=False, max_width=1800)
        self.summary, self.told = Label("", tone="muted"), WrapLabel("", tone="muted")
        self.model: LazyTableModel[ReviewRow] = LazyTableModel(
            _columns(), lambda row: row.client.id
        )
        self.table, self.composer = PickingTable(_("Fiches à revoir")), Composer()
        self.list, self.keys = QWidget(), QWidget()
        self.empty = EmptyState(
            "circle-check",
            _("Aucune fiche à revoir"),
            _("Chaque fiche du livre sert encore, ou quelqu’un a décidé de la garder."),
        )
        self.actions_by_code = session.window.actions_of(self.list, RETENTION)
        self._build()
        self._listen()
        theme.follow(self._restyle)

    def _build(self) -> None:
        self.table.setObjectName("reviews_table")
        self.table.setModel(self.model)
        self.composer.setObjectName("retention_composer")
        self.page.head.addWidget(self.summary)
        card = Card()
        card.add(self.told)
        card.add(self.table, 1)
        flow = FlowLayout(self.keys)
        for code in _KEYS:
            action = self.actions_by_code[code]
            flow.addWidget(KeyButton(keys_of(code), action.text(), action))
        self._column = QVBoxLayout(self.list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(card, 1)
        self._column.addWidget(self.keys)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.page.title.plain_text())
        for part, stretch in ((self.list, 1), (self.empty, 1), (self.composer, 0)):
            self.page.add(part, stretch)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.page)

    def _listen(self) -> None:
        self.composer.composed.connect(self._on_composed)
        self.composer.cancelled.connect(self._stop_composing)
        self.table.row_chosen.connect(lambda _row: self._open_card())
        self.table.picked_changed.connect(self._count)
        slots: dict[str, Callable[[], object]] = {
            "review_archive": self._on_archive,
            "review_keep": self._on_keep,
            "review_erase": self._on_erase,
            "review_card": self._open_card,
            "leave_reviews": self.left.emit,
        }
        for code, slot in slots.items():
            self.actions_by_code[code].triggered.connect(lambda _on=False, slot=slot: slot())

    # -- reading -------------------------------------------------------------------------------

    def read_today(self) -> None:
        """Read the files to look at, once a day: nothing but our own acts changes them sooner."""
        if self._read_on != self.session.today:
            self.refresh()

    def refresh(self) -> None:
        """Read them again in the background."""
        self._read_on = self.session.today
        read = partial(_read, self.session.today)
        self.session.window.tasks.run(read, self._show, title=_("Fiches à revoir"))

    def _show(self, rows: list[ReviewRow]) -> None:
        self.waiting = rows
        place = max(self.table.currentIndex().row(), 0)
        self.model.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        years = terms().file_years
        text = ngettext(
            "Plus de nouvelles de leur part depuis {years} an ou plus. Rien ne s’efface tout "
            "seul\u00a0: vous décidez, une par une ou plusieurs à la fois (Maj+↓, Ctrl+A).",
            "Plus de nouvelles de leur part depuis {years} ans ou plus. Rien ne s’efface tout "
            "seul\u00a0: vous décidez, une par une ou plusieurs à la fois (Maj+↓, Ctrl+A).",
            years,
        )
        self.told.set_text(text.format(years=years))
        if rows:
            self.table.look_at(min(place, len(rows) - 1))
        elif self.isVisible():
            self.focus_first()
        self._count()
        self.rows_read.emit()

    def focus_first(self) -> None:
        """The keyboard goes to the list, or to the line left open; to the panel without a file."""
        listed = self.table if self.waiting else self
        here = listed if self.composer.isHidden() else self.composer.edit
        here.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def undo_last(self) -> bool:
        """Ctrl+Z: what was kept or archived last is to be looked at again."""
        undo, self._undo = self._undo, None
        if undo is None:
            return False
        undo()
        self.session.window.messages.success(_("Remis comme avant."))
        self.refresh()
        return True

    def _count(self) -> None:
        told = _counted(len(self.waiting))
        picked = len(self._rows())
        if picked > 1:
            more = ngettext("{count} choisie", "{count} choisies", picked)
            told += ", " + more.format(count=format_number(picked))
        self.summary.set_text(told)

    def _rows(self) -> list[ReviewRow]:
        return [self.waiting[place] for place in sorted(self.table.picked_places())]

    # -- deciding ------------------------------------------------------------------------------

    def _open_card(self) -> None:
        row = self.model.row_at(self.table.currentIndex().row())
        if row is not None:
            self.card_asked.emit(row.client.id)

    def _on_archive(self) -> None:
        """Those whose cases may still be needed as proof; the others have nothing to archive."""
        rows = [row for row in self._rows() if row.fate is Fate.ARCHIVE]
        if not rows:
            text = _("Rien à archiver ici\u00a0: ces fiches n’ont plus de dossier à garder.")
            self.session.window.messages.info(text)
        elif self.session.attempt(archive, rows) is not None:
            text = ngettext("{n} fiche archivée.", "{n} fiches archivées.", len(rows))
            self._decided(text.format(n=format_number(len(rows))), rows)

    def _on_keep(self) -> None:
        self._picked = self._rows()
        if not self._picked:
            return
        until = OptionalField(
            "until",
            _("Jusqu’au"),
            "day",
            self.session.coming_day,
            value=years_after(self.session.today, 1),
        )
        spec = ComposerSpec(
            "keep",
            keys_of("review_keep"),
            _("Garder plus longtemps"),
            fields=(until,),
            text_hint=_("la raison, qu’ils pourront lire\u00a0; Tab pour le jour (un an sinon)"),
            text_needed=True,
            tone="warn",
            check_text=warning,
        )
        self.keys.hide()
        self.composer.open_for(spec)

    def _on_composed(self, composed: Composed) -> None:
        ids = [row.client.id for row in self._picked]
        until = composed.day("until") or years_after(self.session.today, 1)
        try:
            self.session.write(keep_longer, ids, composed.text, until)
        except BookError as error:
            self.composer.refuse(str(error))
            return
        self._stop_composing()
        text = ngettext(
            "{n} fiche gardée jusqu’au {day}.", "{n} fiches gardées jusqu’au {day}.", len(ids)
        )
        day = format_date(until, "long")
        self._decided(text.format(n=format_number(len(ids)), day=day), self._picked)

    def _on_erase(self) -> None:
        rows = self._rows()
        if not rows:
            return
        try:
            require(self.session.actor, Right.SET_UP)
        except BookError as error:
            self.session.window.messages.error(str(error))
            return
        text = ngettext(
            "{n} personne sera effacée de ce livre, sans retour possible. Son compte reste sous "
            "un numéro, sans nom ni texte.",
            "{n} personnes seront effacées de ce livre, sans retour possible. Leurs comptes "
            "restent sous un numéro, sans nom ni texte.",
            len(rows),
        ).format(n=format_number(len(rows)))
        if proofs := sum(1 for row in rows if row.fate is Fate.ARCHIVE):
            more = ngettext(
                "{n} a eu un dossier qui peut encore servir de preuve\u00a0: A l’archive.",
                "{n} ont eu un dossier qui peut encore servir de preuve\u00a0: A les archive.",
                proofs,
            )
            text += "\n\n" + more.format(n=format_number(proofs))
        prompts.confirm(
            self,
            _("Effacer pour de bon\N{NARROW NO-BREAK SPACE}?"),
            text,
            _("Effacer"),
            partial(self._erase, rows),
        )

    def _erase(self, rows: list[ReviewRow]) -> None:
        ids, actor = [row.client.id for row in rows], self.session.actor
        self._read_on = None  # stopped half-way, the list is read again when it is next shown

        def work(progress: Progress) -> int:
            return erase_many(
                actor, ids, progress=lambda done, total: progress.report(done / total)
            )

        self.session.window.tasks.run(work, self._on_erased, title=_("Effacement des fiches"))

    def _on_erased(self, count: int) -> None:
        self._undo = None
        self.session.window.events.tell(changed("client", "journal", "cases"))
        text = ngettext("{n} personne effacée.", "{n} personnes effacées.", count)
        self.session.window.messages.success(text.format(n=format_number(count)))
        self.refresh()

    def _decided(self, sentence: str, rows: list[ReviewRow]) -> None:
        ids = [row.client.id for row in rows]
        self._undo = partial(self.session.write, take_back, ids)
        self.session.window.messages.success(sentence, (_("Reprendre"), self.undo_last))
        self.refresh()

    def _stop_composing(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.composer.hide()
        self.keys.show()

    def _restyle(self) -> None:
        self._column.setSpacing(theme.current().px(12))


def _counted(count: int) -> str:
    """« 12 fiches à revoir »."""
    text = ngettext("{count} fiche à revoir", "{count} fiches à revoir", count)
    return text.format(count=format_number(count))


def _read(today: date, _progress: Progress) -> list[ReviewRow]:
    return reviews(today)


def _columns() -> tuple[Column[ReviewRow], ...]:
    return (
        Column(_("Client"), lambda row: Cell(row.client.name, bold=True), width=26, stretch=2),
        Column(_("Numéro"), lambda row: number_text(row.client.number), width=10),
        Column(_("Dernier contact"), lambda row: format_date(row.last_contact, "medium"), width=18),
        Column(_("Nous proposons de"), _fate_cell, width=26, stretch=1),
    )


def _fate_cell(row: ReviewRow) -> Cell:
    tone = "neutral" if row.fate is Fate.ARCHIVE else "warn"
    return Cell("", pill=fate_told(row.fate, row.until), pill_tone=tone)
