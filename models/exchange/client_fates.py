"""What each row of a file of clients would become, without writing anything."""

from dataclasses import dataclass, replace
from typing import Literal

from models.actor import Actor
from models.client_drafts import ClientDraft, cleaned
from models.clients import client_draft
from models.exchange.client_import import rows_of
from models.exchange.duplicates import KnownClients
from models.exchange.known import Known, known_by, only_assets
from models.exchange.merging import merged, merged_assets
from models.exchange.report import ImportOptions
from models.exchange.source import Source
from models.i18n import _

Fate = Literal["new", "completes", "known", "visit", "skipped", "refused"]
"""A new file; one that is completed; a client known already, left as is; a visit; a row passed
over; a row refused."""


@dataclass(frozen=True, slots=True)
class Met:
    """What becomes of a row. `client_id` is the client of the book it is about, if any, and
    `before` that client's file."""

    fate: Fate
    text: str
    draft: ClientDraft
    name: str
    remarks: tuple[str, ...] = ()
    client_id: int | None = None
    before: ClientDraft | None = None


class ClientFates:
    """Meets rows in the order of the file, as the import would, by `options.mapping`."""

    def __init__(self, actor: Actor, table: Source, options: ImportOptions) -> None:
        self._options = options
        self._rows = rows_of(actor, table, options)
        self._known = KnownClients()
        self._known.load()
        self._files: dict[int, ClientDraft] = {}
        self._next_id = -1

    def meet(self, line: int, cells: list[str]) -> Met:
        """What becomes of a row; raises Refused with why it would be refused."""
        read = self._rows.read(cells)
        decided = self._options.decided(line)
        asked = known_by(read.draft)
        found = None if decided == "new" else self._known.find(asked)
        if found is None:
            met = self._open(read.draft, asked)
        else:
            met = self._meet_again(found, read.draft, asked, update=decided == "update")
        return replace(met, remarks=read.remarks)

    def _open(self, draft: ClientDraft, asked: Known) -> Met:
        if draft.reference is not None and self._known.has_reference(draft.reference):
            draft, asked.reference = replace(draft, reference=None), None
        asked.id = self._next_id  # no client of the book has an id below 0
        self._next_id -= 1
        self._files[asked.id] = draft
        self._known.add(asked)
        name = draft.display_name
        return Met("new", _("Nouvelle fiche : {name}").format(name=name), draft, name)

    def _meet_again(self, found: Known, draft: ClientDraft, asked: Known, *, update: bool) -> Met:
        update = update or found.unnamed
        before = self._file(found.id)
        client_id = found.id if found.id > 0 else None
        name = before.display_name
        met = Met("known", _("Déjà connu : {name}").format(name=name), draft, name)
        met = replace(met, client_id=client_id, before=before)
        if not update and not (found.of_file and set(asked.assets) - set(found.assets)):
            return met
        after = cleaned(merged(before, draft)) if update else before
        assets = merged_assets(before.assets, draft.assets, add_only=not update)
        after = self._files[found.id] = replace(after, assets=assets)
        self._known.complete(found, asked if update else only_assets(asked))
        if after == before:
            return met
        text = _("Fiche complétée : {name}").format(name=name)
        return replace(met, fate="completes", text=text)

    def _file(self, client_id: int) -> ClientDraft:
        if client_id not in self._files:
            self._files[client_id] = client_draft(client_id)
        return self._files[client_id]
