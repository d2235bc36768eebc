"""The lines of Après service: what is told of each client, and the one-line composers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.after_service import Seen, ServedLine
from models.asset_dues import AssetDue
from models.call_backs import CallBackDraft
from models.case_files import CaseDraft
from models.catalogue import labels
from models.clients import AssetRow, ClientLabel, assets
from models.i18n import _, format_date
from models.journal import EntryDraft
from ui.actions import keys_of
from ui.item_models.lazy_table import Cell, Column
from ui.screens import composers
from ui.session import Session
from ui.widgets import Choice, Composed, ComposerSpec, OptionalField

ONCE = ("visit", "incident", "due", "call_back")
"""What is told once of a client; told again, it takes the place of what was there."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing told of a client, in words, and what will be written of it."""

    kind: str
    words: str
    entry: tuple[EntryDraft, CaseDraft] | None = None
    due: AssetDue | None = None
    call_back: CallBackDraft | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A client of the evening: what was noted today already, and what is being told."""

    client: ClientLabel
    noted: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()

    @property
    def served(self) -> ServedLine:
        """The line as it will be written."""
        return ServedLine(
            self.client.id,
            tuple(piece.entry for piece in self.pieces if piece.entry),
            next((piece.due for piece in self.pieces if piece.due), None),
            next((piece.call_back for piece in self.pieces if piece.call_back), None),
        )

    def with_piece(self, piece: Piece) -> "Line":
        """The line with one more thing told, the last one."""
        once = piece.kind in ONCE
        kept = tuple(p for p in self.pieces if not (once and p.kind == piece.kind))
        return replace(self, pieces=(*kept, piece))

    def without_last(self) -> "Line":
        """The line without the last thing told."""
        return replace(self, pieces=self.pieces[:-1])


def line_of(seen: Seen) -> Line:
    """The line of a client noted today already."""
    return Line(seen.client, seen.told)


def columns() -> tuple[Column[Line], ...]:
    """One column per thing that may be told."""
    return (
        Column(_("Client"), _client_cell, width=19, stretch=2),
        _column(_("Passage"), "visit", width=15),
        _column(_("Attentions"), "attention", width=19),
        _column(_("Incident"), "incident", width=17),
        _column(_("Promesse"), "promise", width=17),
        _column(_("Échéance du bien"), "due", width=17),
        _column(_("Rappel"), "call_back", width=14),
    )


def _column(title: str, kind: str, width: int) -> Column[Line]:
    def value(line: Line) -> Cell:
        told = [piece.words for piece in line.pieces if piece.kind == kind]
        return Cell("\n".join(told))

    return Column(title, value, width=width, stretch=1)


def _client_cell(line: Line) -> Cell:
    noted = _("déjà noté\u00a0: {what}").format(what=", ".join(line.noted)) if line.noted else ""
    return Cell(line.client.name, noted, bold=True)


# -- the composers ---------------------------------------------------------------------------------


def due_spec(theirs: Sequence[AssetRow]) -> ComposerSpec:
    """Which of the client's assets, when there are several, and its next date."""
    several = len(theirs) > 1
    return ComposerSpec(
        "due",
        keys_of("after_due"),
        _("Prochaine échéance"),
        tuple(Choice(str(row.id), asset_name(row)) for row in theirs) if several else (),
        (OptionalField("what", _("Pour quoi"), placeholder=_("comme avant"), width=24),),
        text_hint=_("quel jour\u00a0: dans un an, 12/10/2027…"),
        text_needed=True,
        tone="neutral",
    )


def call_spec() -> ComposerSpec:
    """The day one calls, and what about."""
    about = OptionalField("about", _("À propos de"), width=30)
    return ComposerSpec(
        "call_back",
        keys_of("after_call"),
        _("Rappel"),
        (),
        (about,),
        text_hint=_("quel jour\u00a0: demain, lundi, dans 3 jours…"),
        text_needed=True,
        tone="neutral",
    )


def theirs_of(client_id: int) -> list[AssetRow]:
    """The assets still looked after."""
    return [row for row in assets(client_id) if row.draft.ended_on is None]


def asset_name(row: AssetRow) -> str:
    """How an asset is called in one word or two."""
    return row.draft.name or row.draft.identifier


def piece_of(session: Session, client_id: int, composed: Composed) -> Piece:
    """What a composed line tells; raises Refused when something is missing."""
    if composed.code == "due":
        return _due_piece(session, client_id, composed)
    if composed.code == "call_back":
        day = composers.coming_day(session, composed.text)
        about = str(composed.value("about", ""))
        words = "\n".join(part for part in (format_date(day, "near"), about) if part)
        return Piece("call_back", words, call_back=CallBackDraft(day, about))
    draft = composers.entry_draft(session, composed, ())
    draft = replace(draft, day=draft.day or session.today)
    return Piece(composed.code, _words(draft), (draft, composers.case_known(composed)))


def _due_piece(session: Session, client_id: int, composed: Composed) -> Piece:
    theirs = theirs_of(client_id)
    asset = next((row for row in theirs if str(row.id) == composed.kind), theirs[0])
    day = composers.coming_day(session, composed.text)
    what = str(composed.value("what", "")) or asset.draft.due_what
    told = (asset_name(asset), what, format_date(day, "medium"))
    words = " · ".join(part for part in told if part)
    return Piece("due", words, due=AssetDue(asset.id, day, what))


def _words(draft: EntryDraft) -> str:
    label = labels().get((draft.type.value, draft.kind), "")
    due = _("pour le {day}").format(day=format_date(draft.due, "near")) if draft.due else ""
    return " · ".join(part for part in (label, draft.text, due) if part)
