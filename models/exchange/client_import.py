"""Importing a table of clients: each row read, recognised, then written or completed."""

from dataclasses import replace
from itertools import islice

from models.actor import Actor
from models.catalogue import kinds
from models.client_drafts import ClientDraft, cleaned
from models.errors import Refused
from models.exchange import headers
from models.exchange.account_opener import AccountOpener
from models.exchange.client_rows import ClientRows
from models.exchange.client_updates import Change, ClientUpdater
from models.exchange.client_writes import ClientWriter, make_findable
from models.exchange.dates import month_comes_first
from models.exchange.duplicates import KnownClients
from models.exchange.known import Known, known_by, only_assets
from models.exchange.mapping import Mapping, Use
from models.exchange.merging import merged, merged_assets
from models.exchange.recommenders import Recommenders
from models.exchange.report import ImportOptions, Progress, Tally
from models.exchange.source import Source
from models.i18n import _, format_list

_SAMPLE = 500
_DAY_USES = frozenset({Use.BIRTHDAY, Use.SINCE})


def recognised(table: Source) -> Mapping:
    """What the columns are: said by the format, or read from their headers and first rows."""
    if table.mapping is not None:
        return table.mapping
    mapping = headers.recognise(table.header)
    places = [place for place, c in enumerate(mapping.columns) if c.use in _DAY_USES]
    samples = [
        cells[place]
        for _line, cells in islice(table.rows(), _SAMPLE)
        for place in places
        if place < len(cells)
    ]
    return replace(mapping, day_first=not month_comes_first(samples))


class ClientImport:
    """One file's way into the book, inside the caller's transaction."""

    def __init__(self, actor: Actor, table: Source, options: ImportOptions) -> None:
        self._options = options
        self._table = table
        self._mapping = options.mapping or recognised(table)
        self._rows = ClientRows(self._mapping, actor.today, options.region, _appliance_kind())
        self._tally = Tally()
        self._known = KnownClients()
        self._recommenders = Recommenders(self._known.named)
        self._writer = ClientWriter(actor)
        self._accounts = AccountOpener(actor)
        self._updater = ClientUpdater(self._tally)

    def run(self, progress: Progress | None) -> Tally:
        """Read, recognise and write every row; raises Refused when the file is at fault."""
        self._known.load()
        for line, cells in self._table.rows(progress):
            self._tally.read += 1
            try:
                self._take(line, cells)
            except Refused as refusal:
                self._tally.refuse(line, str(refusal))
            if self._writer.full or self._updater.full:
                self._flush()
        self._flush()
        self._recommenders.settle()
        make_findable({*self._writer.written, *self._updater.written})
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
        found = None if self._options.on_duplicate == "new" else self._known.find(asked)
        if found is None:
            self._open(line, draft, asked)
        else:
            self._meet_again(line, found, draft, asked)
        if read.recommender and (found is None or self._options.on_duplicate == "update"):
            self._recommenders.ask_again((found or asked).id, draft, read.recommender)
        for remark in read.remarks:
            self._tally.remark(line, remark)

    def _open(self, line: int, draft: ClientDraft, asked: Known) -> None:
        if draft.reference is not None and self._known.has_reference(draft.reference):
            text = _("Référence {reference} déjà prise : la fiche est ouverte sans.")
            self._tally.remark(line, text.format(reference=draft.reference))
            draft = replace(draft, reference=None)
            asked.reference = None
        asked.id = self._writer.add(draft)
        self._accounts.add(asked.id, draft.since)
        self._known.add(asked)
        self._tally.created += 1

    def _meet_again(self, line: int, found: Known, draft: ClientDraft, asked: Known) -> None:
        """A client known already: passed over, or completed.

        Even when passing over, two things are kept: the name of a client a journal opened under
        its reference alone, and a further vehicle of a client this very file opened (garages'
        software writes a line per vehicle).
        """
        if draft.recommended_by == found.id:
            draft = replace(draft, recommended_by=None)
        update = self._options.on_duplicate == "update" or found.unnamed
        if not update and not (found.of_file and set(asked.assets) - set(found.assets)):
            self._tally.skipped += 1
            return
        waiting = self._writer.waiting.get(found.id)
        if waiting is None:
            self._updater.add(Change(line, found.id, draft, assets_only=not update))
        else:
            self._complete(found.id, waiting, draft, assets_only=not update)
        self._known.complete(found, asked if update else only_assets(asked))

    def _complete(
        self, client_id: int, before: ClientDraft, row: ClientDraft, *, assets_only: bool
    ) -> None:
        """Complete a client that is not written yet."""
        after = before if assets_only else cleaned(merged(before, row))
        assets = merged_assets(before.assets, row.assets, add_only=assets_only)
        after = replace(after, assets=assets)
        self._writer.waiting[client_id] = after
        if after == before:
            self._tally.skipped += 1
        else:
            self._tally.updated += 1

    def _flush(self) -> None:
        self._writer.flush()
        self._accounts.flush()
        self._updater.flush()


def _appliance_kind() -> str:
    """The catalogue's kind for an asset that is no vehicle."""
    codes = [kind.code for kind in kinds("asset")]
    return "other" if "other" in codes or not codes else codes[0]
