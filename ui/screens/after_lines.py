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
from models.rules.trust import EntryType
from models.wording import type_label
from ui.actions import keys_of
from ui.item_models.lazy_table import Cell, Column
from ui.screens import composers
from ui.screens.signed import Signatures
from ui.session import Session
from ui.widgets import Choice, Composed, ComposerSpec, OptionalField

ONCE = ("visit", "incident", "due", "call_back")
"""What is told once of a client; told again, it takes the place of what was there."""

_TODAY, _LATER = ("visit", "attention", "incident"), ("promise", "due", "call_back")
_SEVERAL = "\N{NO-BREAK SPACE}· "
_LINE_BREAK = "\N{LINE SEPARATOR}"


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
    by: tuple[int, ...] = ()
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
    return Line(seen.client, seen.told, seen.by)


def columns(team: Signatures) -> tuple[Column[Line], ...]:
    """Who, what was noted already and by whom, what happened, what follows."""
    return (
        Column(_("Client"), lambda line: Cell(line.client.name, bold=True), width=22, stretch=1),
        Column(
            _("Déjà noté"), lambda line: _noted_cell(line, team), width=18, stretch=1, spare=True
        ),
        Column(_("Aujourd’hui"), lambda line: _told(line, _TODAY), width=36, stretch=3),
        Column(_("Ensuite"), lambda line: _told(line, _LATER), width=30, stretch=2),
    )


def _noted_cell(line: Line, team: Signatures) -> Cell:
    return Cell(", ".join(line.noted), tone="muted", by=team.of(*line.by))


def _told(line: Line, kinds: Sequence[str]) -> Cell:
    """What was told of these kinds, each on its line."""
    told = [piece.words for kind in kinds for piece in line.pieces if piece.kind == kind]
    return Cell(_LINE_BREAK.join(told))


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
        text_hint=_("quel jour\N{NO-BREAK SPACE}: dans un an, 12/10/2027…"),
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
        text_hint=_("quel jour\N{NO-BREAK SPACE}: demain, lundi, dans 3 jours…"),
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
        called = _("Rappel {day}").format(day=format_date(day, "near"))
        words = _SEVERAL.join(part for part in (called, about) if part)
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
    words = _SEVERAL.join(part for part in told if part)
    return Piece("due", words, due=AssetDue(asset.id, day, what))


def _words(draft: EntryDraft) -> str:
    """« Passage : Réparation · freins avant » ; an attention says itself what it is."""
    label = labels().get((draft.type.value, draft.kind), "")
    due = _("pour le {day}").format(day=format_date(draft.due, "near")) if draft.due else ""
    told = _SEVERAL.join(part for part in (label, draft.text, due) if part)
    if draft.type is EntryType.ATTENTION:
        return told
    return _("{what} : {text}").format(what=type_label(draft.type), text=told)
