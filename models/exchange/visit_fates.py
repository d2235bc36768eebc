"""What each row of a table of visits would become, without writing anything."""

from collections.abc import Iterable
from dataclasses import replace

from models.actor import Actor
from models.clients import client_labels
from models.days import require_open, require_past
from models.errors import Refused
from models.exchange.client_fates import Fate, Met
from models.exchange.known import Known, brings, only_marks
from models.exchange.report import ImportOptions
from models.exchange.source import Row, Source
from models.exchange.visit_clients import VisitClients
from models.exchange.visit_documents import Visit, joined
from models.exchange.visit_import import rows_of
from models.exchange.visit_marks import KnownVisits, visit_mark
from models.exchange.visit_rows import ReadVisit
from models.i18n import _, format_date


class VisitFates:
    """Meets rows in the order of the file, as the import would, by `options.mapping`."""

    def __init__(self, actor: Actor, table: Source, options: ImportOptions) -> None:
        self._actor, self._table, self._options = actor, table, options
        self._rows = rows_of(actor, table, options)
        self._clients = VisitClients()
        self._visits = KnownVisits()
        self._names: dict[int, str] = {}
        self._next_id = -2  # not -1: both have one hash

    def meet(self, rows: Iterable[Row]) -> dict[int, Met | Refused]:
        """What becomes of each line; the lines of one document share one visit."""
        found: dict[int, Met | Refused] = {}
        documents: dict[object, list[ReadVisit]] = {}
        for line, cells in rows:
            key = self._rows.document_of(cells) or line
            documents[key] = documents.pop(key, [])  # a document is whole with its last line
            try:
                documents[key].append(self._read(line, cells))
            except Refused as refusal:
                found[line] = refusal
        rules = self._rows.whole_document
        visits = [whole for lines in documents.values() for whole in joined(lines, rules)]
        later = self._meet_all(visits, found)
        waiting = -1
        while later and len(later) != waiting:
            waiting = len(later)
            later = self._meet_all(later, found)
        return found

    def _meet_all(self, visits: list[Visit], found: dict[int, Met | Refused]) -> list[Visit]:
        """Meet these; returns those refused, whose client rows further down may tell."""
        later = []
        for visit in visits:
            met = self._met(visit)
            found |= dict.fromkeys(visit.lines, met)
            if isinstance(met, Refused):
                later.append(visit)
        return later

    def _read(self, line: int, cells: list[str]) -> ReadVisit:
        fault = self._table.fault(cells)
        if fault:
            raise Refused(fault)
        visit = self._rows.read(line, cells)
        require_past(visit.day, self._actor.today)
        require_open(visit.day)
        return visit

    def _met(self, visit: Visit) -> Met | Refused:
        row = visit.row
        decided = self._options.decisions.get(row.line)
        try:
            found = None if decided == "new" else self._clients.find(row.who)
        except Refused as refusal:
            return refusal
        draft = row.who.draft
        client_id = found.id if found else None
        name = self._name(found) if found else draft.display_name
        mark = visit_mark(row)
        holders = self._clients.holders(row.who) if decided != "new" else ()
        known = self._visits.has((found, *holders), mark)
        if found is not None and decided != "skip" and not visit.credit_note:
            self._complete(row, found)
        if visit.credit_note:
            fate, text = _skipped(_("Avoir : il n’est pas noté comme un passage."))
        elif known:
            fate, text = _skipped(_("Ce passage est déjà au livre : {name}").format(name=name))
        elif decided == "skip" and found is not None:
            fate, text = _skipped(_("Déjà connu : {name}").format(name=name))
        else:
            self._visits.add(found.id if found else self._open(row), mark)
            fate, text = "visit", _visit_of(row, name, new=found is None)
        of_book = client_id if client_id is not None and client_id > 0 else None
        return Met(fate, text, draft, name, row.remarks, of_book)

    def _complete(self, row: ReadVisit, found: Known) -> None:
        """Know what the rows further down will find it by."""
        asked = self._clients.of_other_program(row.who).asked
        named = found.unnamed and bool(asked.name)
        if named or brings(asked, found):
            self._clients.complete(found, asked if named else only_marks(asked))

    def _open(self, row: ReadVisit) -> int:
        """Know a client the rows further down will find."""
        asked = row.who.asked
        if asked.reference is not None and self._clients.has_reference(asked.reference):
            asked = replace(asked, reference=None)
        asked.id = self._next_id  # no client of the book has an id below 0
        self._next_id -= 1
        self._names[asked.id] = row.who.draft.display_name
        self._clients.add(asked)
        return asked.id

    def _name(self, known: Known) -> str:
        if known.id not in self._names:
            self._names[known.id] = client_labels([known.id])[known.id].name
        return self._names[known.id]


def _skipped(text: str) -> tuple[Fate, str]:
    return "skipped", text


def _visit_of(row: ReadVisit, name: str, *, new: bool) -> str:
    if new:
        text = _("Passage du {day} : {name}, nouvelle fiche")
    else:
        text = _("Passage du {day} : {name}")
    return text.format(name=name, day=format_date(row.day))
