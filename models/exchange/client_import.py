"""Importing a table of clients: each row read, recognised, then written or completed."""

from dataclasses import replace
from itertools import islice

from models.actor import Actor
from models.bulk import rare_collections
from models.catalogue import kinds
from models.client_drafts import ClientDraft
from models.errors import Refused
from models.exchange import headers, visit_headers
from models.exchange.assets import Kinds
from models.exchange.client_files import ClientFiles
from models.exchange.client_rows import ClientRows
from models.exchange.consents import Answer, record_imported
from models.exchange.dates import month_comes_first
from models.exchange.duplicates import KnownClients
from models.exchange.known import Known, known_by, only_assets
from models.exchange.mapping import Mapping, Use
from models.exchange.own_fields import OwnFields, with_own_fields
from models.exchange.recommenders import Recommenders
from models.exchange.report import ImportOptions, Progress, Tally
from models.exchange.source import Source
from models.i18n import _, format_list
from models.rules.folding import fold

_SAMPLE = 500
_DAY_USES = frozenset({Use.BIRTHDAY, Use.SINCE, Use.VISIT_DATE})


def recognised(table: Source) -> Mapping:
    """What the columns are: said by the format, or read from their headers and first rows."""
    if table.mapping is not None:
        return table.mapping
    mapping = visit_headers.recognise(table.header)
    mapping = mapping or with_own_fields(headers.recognise(table.header))
    places = [place for place, c in enumerate(mapping.columns) if c.use in _DAY_USES]
    samples = [
        cells[place]
        for _line, cells in islice(table.rows(), _SAMPLE)
        for place in places
        if place < len(cells)
    ]
    return replace(mapping, day_first=not month_comes_first(samples))


def rows_of(actor: Actor, table: Source, options: ImportOptions) -> ClientRows:
    """What reads the rows of a table of clients."""
    mapping = options.mapping or recognised(table)
    return ClientRows(mapping, actor.today, options.region, known_kinds())


class ClientImport:
    """One file's way into the book, inside the caller's transaction."""

    def __init__(self, actor: Actor, table: Source, options: ImportOptions, run: int) -> None:
        self._options = options
        self._table = table
        self._mapping = options.mapping or recognised(table)
        self._rows = rows_of(actor, table, options)
        self._tally = Tally()
        self._known = KnownClients()
        self._actor, self._run = actor, run
        self._consents: list[tuple[int, Answer]] = []
        self._recommenders = Recommenders(self._known.named)
        self._files = ClientFiles(actor, run, self._tally)
        self._own_fields = OwnFields(actor, self._tally, day_first=self._mapping.day_first)

    @rare_collections()
    def run(self, progress: Progress | None) -> Tally:
        """Read, recognise and write every row; raises Refused when the file is at fault."""
        self._known.load()
        for line, cells in self._table.rows(progress):
            self._tally.read += 1
            try:
                self._take(line, cells)
            except Refused as refusal:
                self._tally.refuse(line, str(refusal))
            self._files.flush()
        self._files.flush(everything=True)
        self._own_fields.write(self._files)
        for name in self._recommenders.settle():
            text = _(
                "Envoyé par {name}, qu’il avait lui-même envoyé\u00a0: gardé en toutes lettres."
            )
            self._tally.remark(None, text.format(name=name))
        self._files.finish()
        record_imported(self._actor, self._run, self._consents)
        if self._mapping.unknown:
            names = format_list(self._mapping.unknown)
            self._tally.remark(None, _("Colonnes non reprises : {names}.").format(names=names))
        return self._tally

    def _take(self, line: int, cells: list[str]) -> None:
        fault = self._table.fault(cells)
        if fault:
            raise Refused(fault)
        read = self._rows.read(cells)
        draft = read.draft
        if read.recommender:
            draft = self._recommenders.put(draft, read.recommender)
        asked = known_by(draft)
        decided = self._options.decided(line)
        found = None if decided == "new" else self._known.find(asked)
        if found is None:
            self._open(line, draft, asked)
        else:
            self._meet_again(line, found, draft, asked, update=decided == "update")
        if read.recommender and (found is None or decided == "update"):
            self._recommenders.ask_again((found or asked).id, draft, read.recommender)
        if read.consents and (found is None or decided == "update"):
            client = (found or asked).id
            self._consents += [(client, answer) for answer in read.consents]
        if read.own_fields and (found is None or found.of_file or decided == "update"):
            client = (found or asked).id
            self._own_fields.tell(line, client, draft.assets, read.own_fields)
        for remark in read.remarks:
            self._tally.remark(line, remark)

    def _open(self, line: int, draft: ClientDraft, asked: Known) -> None:
        if draft.reference is not None and self._known.has_reference(draft.reference):
            text = _("Référence {reference} déjà prise : la fiche est ouverte sans.")
            self._tally.remark(line, text.format(reference=draft.reference))
            draft = replace(draft, reference=None)
            asked.reference = None
        asked.id = self._files.open(draft)
        self._known.add(asked)

    def _meet_again(
        self, line: int, found: Known, draft: ClientDraft, asked: Known, *, update: bool
    ) -> None:
        """A client known already: passed over, or completed.

        Even when passing over, two things are kept: the name of a client a journal opened under
        its reference alone, and a further vehicle of a client this very file opened (garages'
        software writes a line per vehicle).
        """
        if draft.recommended_by == found.id:
            draft = replace(draft, recommended_by=None)
        update = update or found.unnamed
        if not update and not (found.of_file and set(asked.assets) - set(found.assets)):
            self._tally.skipped += 1
            return
        known = update or found.reference is not None
        kept = draft if known else replace(draft, reference=None)
        self._files.complete(line, found.id, kept, only_marks=not update)
        self._known.complete(found, asked if update else only_assets(asked))


def known_kinds() -> Kinds:
    """The catalogue's kinds of assets."""
    rows = kinds("asset")
    codes = [kind.code for kind in rows]
    other = "other" if "other" in codes or not codes else codes[0]
    return Kinds(other, {fold(kind.label): kind.code for kind in rows})
