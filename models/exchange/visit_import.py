"""Importing a table of visits from billing software: relations have a past on the first day.

The file is read once, each visit given to its client; then accounts are taken a few hundred at
a time, and their visits judged and written.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from models.accounts import read_accounts
from models.actor import Actor
from models.clock import now_utc
from models.days import require_past
from models.errors import Refused
from models.exchange.client_files import ClientFiles
from models.exchange.client_import import known_kinds, recognised
from models.exchange.known import Known, brings, only_marks
from models.exchange.report import ImportOptions, Progress, Tally
from models.exchange.source import Source
from models.exchange.visit_clients import VisitClients
from models.exchange.visit_documents import Documents, Visit
from models.exchange.visit_marks import KnownVisits, visit_mark
from models.exchange.visit_mileages import VisitMileages
from models.exchange.visit_rows import ReadVisit, VisitRows
from models.i18n import _, format_list, format_number, ngettext
from models.journal import EntryDraft, judged
from models.journal_writes import EntryWriter, changed_meanwhile, shared_grounds
from models.rules.trust import Account, EntryType

_ACCOUNTS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A visit on its way to the account of a client."""

    client_id: int
    day: date
    text: str
    source_id: str
    cents: int | None
    tax_included: bool
    lines: tuple[int, ...]


class VisitImport:
    """One file's way into the book, inside the caller's transaction."""

    def __init__(self, actor: Actor, table: Source, options: ImportOptions, run: int) -> None:
        self._actor, self._table, self._options, self._run = actor, table, options, run
        self._mapping = options.mapping or recognised(table)
        self._rows = rows_of(actor, table, options)
        self._tally, self._files_tally = Tally(), Tally()
        self._grounds = shared_grounds(actor.today)
        self._clients = VisitClients()
        self._files = ClientFiles(actor, run, self._files_tally)
        self._known_visits = KnownVisits()
        self._mileages = VisitMileages(actor, run, self._tally)
        self._waiting: list[_Waiting] = []
        self._later: list[Visit] | None = []
        """Visits of nobody the book knows yet, or of several: rows further down may tell whose."""

    def run(self, progress: Progress | None) -> Tally:
        """Read and write every row; raises Refused when the file itself is at fault."""
        steps = _Steps(progress)
        documents = Documents(self._table, self._rows, steps.first_reading)
        for line, cells in self._table.rows(steps.reading):
            self._tally.read += 1
            for visit in documents.take(line, cells, self._read(line, cells)):
                self._take(visit)
                self._files.flush()
        if documents.unfinished:
            raise Refused(changed_meanwhile())
        self._take_later()
        self._files.flush(everything=True)
        self._mileages.write(self._files)
        self._files.finish()
        self._write(steps)
        self._tell_the_rest()
        return self._tally

    # -- whose visits --------------------------------------------------------------------------

    def _read(self, line: int, cells: list[str]) -> ReadVisit | None:
        try:
            fault = self._table.fault(cells)
            if fault:
                raise Refused(fault)
            visit = self._rows.read(line, cells)
            require_past(visit.day, self._actor.today)
            self._grounds.require_open(visit.day, False)
        except Refused as refusal:
            self._tally.refuse(line, str(refusal))
            return None
        return visit

    def _take(self, visit: Visit) -> None:
        decided = self._options.decisions.get(visit.row.line)
        try:
            found = None if decided == "new" else self._clients.find(visit.row.who)
            if found is None and visit.row.who.client is None:
                raise Refused(_nobody())
        except Refused as refusal:
            if self._later is not None:
                self._later.append(visit)
                return
            for line in visit.lines:
                self._tally.refuse(line, str(refusal))
            return
        for remark in visit.row.remarks:
            self._tally.remark(visit.row.line, remark)
        if visit.credit_note:
            self._tally.remark(visit.row.line, _("Avoir : il n’est pas noté comme un passage."))
        mark = visit_mark(visit.row)
        holders = self._clients.holders(visit.row.who) if decided != "new" else ()
        known = self._known_visits.has((found, *holders), mark)
        if found is not None and decided != "skip" and not visit.credit_note:
            self._complete(visit.row, found)
        if visit.credit_note or known or (decided == "skip" and found is not None):
            self._tally.skipped += len(visit.lines)
            return
        row = visit.row
        client_id = found.id if found else self._open(row, row.who.asked)
        self._known_visits.add(client_id, mark)
        self._mileages.tell(client_id, row.who.plates, row.day, row.line)
        self._waiting.append(
            _Waiting(client_id, row.day, row.work, mark, row.cents, row.tax_included, visit.lines)
        )

    def _take_later(self) -> None:
        """Again those of nobody yet, as long as that tells whose some are; then for good."""
        waiting = -1
        while self._later and len(self._later) != waiting:
            later, self._later = self._later, []
            waiting = len(later)
            for visit in later:
                self._take(visit)
        later, self._later = self._later or [], None
        for visit in later:
            self._take(visit)

    def _complete(self, row: ReadVisit, found: Known) -> None:
        """Give the client's file the vehicle, the reference or the name it lacked."""
        who = self._clients.of_other_program(row.who)
        asked = who.asked
        named = found.unnamed and bool(asked.name)
        if named or brings(asked, found):
            self._files.complete(row.line, found.id, who.draft, only_marks=not named)
            self._clients.complete(found, asked if named else only_marks(asked))

    def _open(self, row: ReadVisit, asked: Known) -> int:
        draft = row.who.draft
        if draft.reference is not None and self._clients.has_reference(draft.reference):
            draft, asked.reference = replace(draft, reference=None), None
        asked.id = self._files.open(draft)
        self._clients.add(asked)
        for remark in row.who.remarks:
            self._tally.remark(row.line, remark)
        return asked.id

    # -- in their accounts ---------------------------------------------------------------------

    def _write(self, steps: "_Steps") -> None:
        writer, now = EntryWriter(self._run), now_utc()
        self._waiting.sort(key=attrgetter("client_id"))
        done = 0
        for client_id, account, visits in self._accounts():
            for visit in visits:
                self._note(writer, account, visit, now)
            done += len(visits)
            if account.by_id:
                writer.keep_figures(client_id, account, self._grounds, new=False)
            if writer.full:
                writer.flush()
                steps.writing(done, len(self._waiting))
        writer.flush()

    def _accounts(self) -> Iterator[tuple[int, Account, list[_Waiting]]]:
        groups = [(i, list(found)) for i, found in groupby(self._waiting, attrgetter("client_id"))]
        for start in range(0, len(groups), _ACCOUNTS_AT_ONCE):
            chunk = groups[start : start + _ACCOUNTS_AT_ONCE]
            known = dict(read_accounts([client_id for client_id, _visits in chunk]))
            for client_id, visits in chunk:
                yield client_id, known.get(client_id) or Account(), visits

    def _note(self, writer: EntryWriter, account: Account, visit: _Waiting, now: Any) -> None:
        draft = EntryDraft(EntryType.VISIT, text=visit.text, day=visit.day)
        try:
            entry = judged(account, draft, self._grounds, self._actor.today, writer.next_id)
        except Refused as refusal:
            for line in visit.lines:
                self._tally.refuse(line, str(refusal))
            return
        writer.add(
            visit.client_id,
            account.next_number,
            entry,
            text=visit.text,
            author_id=self._actor.member_id,
            recorded_at=now,
            source_id=visit.source_id,
        )
        if visit.cents is not None:
            writer.add_amount(visit.cents, tax_included=visit.tax_included)
        account.record(entry)
        self._tally.created += 1
        self._tally.updated += len(visit.lines) - 1

    def _tell_the_rest(self) -> None:
        opened, completed = self._files_tally.created, self._files_tally.updated
        if opened:
            text = ngettext(
                "{count} fiche client ouverte.", "{count} fiches client ouvertes.", opened
            )
            self._tally.remark(None, text.format(count=format_number(opened)))
        if completed:
            text = ngettext(
                "{count} fiche client complétée.", "{count} fiches client complétées.", completed
            )
            self._tally.remark(None, text.format(count=format_number(completed)))
        if self._mapping.unknown:
            names = format_list(self._mapping.unknown)
            self._tally.remark(None, _("Colonnes non reprises : {names}.").format(names=names))


def rows_of(actor: Actor, table: Source, options: ImportOptions) -> VisitRows:
    """What reads the rows of a table of visits."""
    mapping = options.mapping or recognised(table)
    return VisitRows(mapping, actor.today, options.region, known_kinds())


class _Steps:
    """How far the import is, in bytes of the file: two readings, then the accounts are written."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._size = 1

    def first_reading(self, done: int, total: int) -> None:
        self._tell(done, 4 * total, total)

    def reading(self, done: int, total: int) -> None:
        self._tell(total + done, 4 * total, total)

    def writing(self, done: int, total: int) -> None:
        self._tell(total + done, 2 * total, self._size)

    def _tell(self, part: int, whole: int, size: int) -> None:
        self._size = size
        if self._progress is not None:
            self._progress(size * part // whole, size)


def _nobody() -> str:
    return _("Cette ligne ne nomme personne.")
