"""What each row of a table of visits would become, without writing anything."""

from collections.abc import Iterable
from dataclasses import replace

from models.actor import Actor
from models.clients import client_labels
from models.days import require_open, require_past
from models.errors import Refused
from models.exchange.client_fates import Fate, Met
from models.exchange.known import Known, only_assets
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
        self._next_id = -1

    def meet(self, rows: Iterable[Row]) -> dict[int, Met | Refused]:
        """What becomes of each line; the lines of one document share one visit."""
        found: dict[int, Met | Refused] = {}
        documents: dict[object, list[ReadVisit]] = {}
        for line, cells in rows:
            try:
                visit = self._read(line, cells)
            except Refused as refusal:
                found[line] = refusal
                continue
            documents.setdefault(self._rows.document_of(cells) or line, []).append(visit)
        for lines in documents.values():
            for whole in joined(lines, self._rows.whole_document):
                met = self._met(whole)
                found |= dict.fromkeys(whole.lines, met)
        return found

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
        if visit.credit_note:
            fate, text = _skipped(_("Avoir : il n’est pas noté comme un passage."))
        elif self._visits.has(client_id, mark):
            fate, text = _skipped(_("Ce passage est déjà au livre : {name}").format(name=name))
        elif decided == "skip" and found is not None:
            fate, text = _skipped(_("Déjà connu : {name}").format(name=name))
        else:
            self._visits.add(self._take(row, found), mark)
            fate, text = "visit", _visit_of(row, name, new=found is None)
        of_book = client_id if client_id is not None and client_id > 0 else None
        return Met(fate, text, draft, name, row.remarks, of_book)

    def _take(self, row: ReadVisit, found: Known | None) -> int:
        """Know what the rows further down will find: a client, or one's new vehicle."""
        asked = row.who.asked
        if found is not None:
            self._clients.complete(found, only_assets(asked))
            return found.id
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
