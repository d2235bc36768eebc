"""Importing a journal CSV: rows judged in the order of the file, account by account in memory."""

import re
from dataclasses import replace
from datetime import date

from models.actor import Actor
from models.bulk import next_id, rare_collections, read_rows
from models.client_drafts import ClientDraft, cleaned
from models.clock import now_utc
from models.erased import erased_ids, why_nothing
from models.errors import BookError, Refused
from models.exchange.account_opener import SINCE
from models.exchange.client_writes import ClientWriter, make_findable
from models.exchange.journal_refs import UnknownRef, explain
from models.exchange.journal_rows import JournalRow, JournalRows
from models.exchange.live_accounts import ClientKeys, LiveAccount, MemberNames, load_accounts
from models.exchange.report import ImportOptions, Progress, Tally
from models.exchange.source import Source
from models.i18n import _, format_date, format_list, format_number, ngettext
from models.journal import EntryDraft, entry_of, judged
from models.journal_writes import EntryWriter, changed_meanwhile, shared_grounds
from models.refusal_texts import sentence
from models.rules.folding import clean_text
from models.rules.trust import Entry, EntryType, Refusal
from models.rules.trust.words import REFERS_TO
from models.tables import Entry as EntryRow

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_UNKNOWN_ID = 0
"""No entry has it: the rules then say that what is referred to is not there."""

Key = int | str


class JournalImport:
    """One file's way into the book, inside the caller's transaction."""

    def __init__(self, actor: Actor, table: Source, options: ImportOptions, run: int) -> None:
        self._actor = actor
        self._table = table
        self._options = options
        self._rows = JournalRows(table.header)
        self._tally = Tally()
        self._grounds = shared_grounds(actor.today)
        self._clients, self._erased = ClientKeys(), erased_ids()
        self._members = MemberNames()
        self._entries = EntryWriter(run)
        self._new_clients = ClientWriter(actor, run)
        self._fresh_book = next_id(EntryRow) == 1
        self._live: dict[Key, LiveAccount | None] = {}
        self._taken: set[str] = set()
        self._unknown_refs: list[UnknownRef] = []
        self._now = now_utc()

    @rare_collections()
    def run(self, progress: Progress | None) -> Tally:
        """Read, judge and write every row; raises Refused when the file itself is at fault."""
        self._survey()
        known = (key for key in self._last_line if isinstance(key, int))
        self._loading = load_accounts(known)
        for line, cells in self._table.rows(progress):
            self._tally.read += 1
            key = self._key(cells)
            if key not in self._last_line:
                raise Refused(changed_meanwhile())
            try:
                self._take(line, key, cells)
            except Refused as refusal:
                self._tally.refuse(line, str(refusal))
            if self._last_line[key] == line:
                self._finish(key)
            if self._entries.full:
                self._flush()
        self._flush()
        make_findable(self._new_clients.written)
        for line, reason in explain(self._table, self._rows, self._unknown_refs):
            self._tally.refuse(line, reason)
        self._tell_the_rest()
        return self._tally

    def _survey(self) -> None:
        """A first reading: where each client's rows end, and the ids that may come twice.

        Ids are compared by hash: a million of them then weigh little.
        """
        self._keys: dict[str, Key] = {}
        self._last_line: dict[Key, int] = {}
        seen: set[int] = set()
        self._maybe_twice: set[int] = set()
        for line, cells in self._table.rows():
            self._last_line[self._key(cells)] = line
            mark = hash(self._rows.id_of(cells))
            (self._maybe_twice if mark in seen else seen).add(mark)

    def _key(self, cells: list[str]) -> Key:
        """The client's id when the book knew them before the file, else their name in the file."""
        client = self._rows.client_of(cells)
        if client not in self._keys:
            self._keys[client] = self._clients.find(client) or client
        return self._keys[client]

    # -- one row -------------------------------------------------------------------------------

    def _take(self, line: int, key: Key, cells: list[str]) -> None:
        live = self._account_of(key)
        fault = self._table.fault(cells)
        if fault:
            raise Refused(fault)
        row = self._rows.read(cells)
        if live is None:
            raise Refused(_unknown_client(row.client))
        draft = row.draft
        if row.ref and draft.type in REFERS_TO:
            draft = replace(draft, ref=live.ids.get(row.ref, _UNKNOWN_ID))
        maybe_twice = hash(row.id) in self._maybe_twice
        if maybe_twice and row.id in self._taken:
            raise Refused(sentence(Refusal.ID_TWICE))
        known_id = live.ids.get(row.id)
        if key in self._erased and known_id not in live.texts:
            raise Refused(why_nothing())
        if known_id in live.texts:
            self._compare(live, known_id, draft)
        elif draft.ref == _UNKNOWN_ID:
            self._refuse_ref(line, live, row, draft)
            return
        else:
            self._record(line, live, row, draft)
        if maybe_twice:
            self._taken.add(row.id)

    def _account_of(self, key: Key) -> LiveAccount | None:
        if key not in self._live:
            self._live[key] = self._open(key)
        return self._live[key]

    def _open(self, key: Key) -> LiveAccount | None:
        if isinstance(key, str):
            return LiveAccount(None) if self._options.new_clients else None
        client_id, live = next(self._loading)
        if client_id != key:  # they come in the order in which the file was first read
            raise BookError(changed_meanwhile())
        return live

    def _compare(self, live: LiveAccount, entry_id: int, draft: EntryDraft) -> None:
        """A row the book has already is passed over; the same id for something else is refused."""
        stored = live.account.by_id[entry_id]
        asked = entry_of(draft, self._grounds, self._actor.today, entry_id)
        text = live.texts[entry_id]
        if not _same(stored, asked, draft) or (text and clean_text(draft.text) != text):
            raise Refused(_("Cet identifiant désigne déjà une autre écriture dans le livre."))
        self._tally.skipped += 1

    def _refuse_ref(self, line: int, live: LiveAccount, row: JournalRow, draft: EntryDraft) -> None:
        """Judge a row whose `ref` is not found: another fault may come first."""
        try:
            self._judge(live, row, draft)
        except Refused as refusal:
            if str(refusal) != sentence(Refusal.REF_UNKNOWN):
                raise
        self._unknown_refs.append(UnknownRef(line, row.client, row.ref))

    def _record(self, line: int, live: LiveAccount, row: JournalRow, draft: EntryDraft) -> None:
        uuid = self._own_uuid(row.id)
        if draft.type is EntryType.OPENING and SINCE in live.ids:
            self._take_back_presumed(live)
        entry = self._judge(live, row, draft)
        if live.client_id is None:
            live.client_id = self._new_client(row.client)
        self._entries.add(
            live.client_id,
            live.account.next_number,
            entry,
            text=draft.text,
            author_id=self._members.find(row.by) or self._actor.member_id,
            recorded_at=row.recorded_at or self._now,
            source_id=row.id,
            uuid=uuid,
        )
        for cost, account in row.costs:
            self._entries.add_cost(cost, account)
        if row.billed is not None:
            cents, taxed = row.billed
            self._entries.add_amount(cents, tax_included=taxed)
        live.account.record(entry)
        live.ids[row.id] = self._entries.last_id
        live.written = True
        self._tally.created += 1
        if row.cut:
            self._tally.remark(line, _("Note trop longue : coupée à 2 000 caractères."))

    def _take_back_presumed(self, live: LiveAccount) -> None:
        """The journal brings the true opening: the one a client file made presume is undone.

        Only while nothing else stands in the account, and its day may still be written.
        """
        presumed = live.account.by_id[live.ids[SINCE]]
        if live.client_id is None or len(live.account.by_id) > 1:
            return
        draft = EntryDraft(EntryType.REVERSAL, day=presumed.day, ref=live.ids[SINCE])
        try:
            entry = self._judged(live, draft, self._actor.today)
        except Refused:
            return  # its month is closed: it stays, and the journal's opening is judged beside it
        self._entries.add(
            live.client_id,
            2,
            entry,
            text="",
            author_id=self._actor.member_id,
            recorded_at=self._now,
            source_id=f"{SINCE}-undone",
        )
        live.account.record(entry)
        live.written = True

    def _judged(self, live: LiveAccount, draft: EntryDraft, recorded_on: date) -> Entry:
        return judged(live.account, draft, self._grounds, recorded_on, self._entries.next_id)

    def _judge(self, live: LiveAccount, row: JournalRow, draft: EntryDraft) -> Entry:
        recorded_on = row.recorded_on or self._actor.today
        if recorded_on > self._actor.today:
            raise Refused(
                _("Cette écriture dit avoir été enregistrée dans l’avenir : {day}.").format(
                    day=format_date(recorded_on)
                )
            )
        return self._judged(live, draft, recorded_on)

    def _own_uuid(self, row_id: str) -> str | None:
        """The entry's uuid when the row comes from a book's export.

        Raises Refused when another account of this book has it.
        """
        if not _UUID.fullmatch(row_id):
            return None
        query = EntryRow.select(EntryRow.client).where(EntryRow.uuid == row_id)
        if not self._fresh_book and next(iter(read_rows(query)), None):
            raise Refused(sentence(Refusal.ID_TWICE))
        return row_id

    def _new_client(self, reference: str) -> int:
        draft = ClientDraft(last_name=reference, reference=reference)
        return self._new_clients.add(cleaned(draft))

    # -- in bulk -------------------------------------------------------------------------------

    def _finish(self, key: Key) -> None:
        """After the last row of an account: its figures, then it is let go."""
        live = self._live.pop(key, None)
        if live is not None and live.client_id is not None and live.written:
            new = isinstance(key, str)
            self._entries.keep_figures(live.client_id, live.account, self._grounds, new=new)

    def _flush(self) -> None:
        self._new_clients.flush()
        self._entries.flush()

    def _tell_the_rest(self) -> None:
        opened = len(self._new_clients.written)
        if opened:
            text = ngettext(
                "{count} fiche client ouverte.", "{count} fiches client ouvertes.", opened
            )
            self._tally.remark(None, text.format(count=format_number(opened)))
        if self._rows.unknown:
            names = format_list(self._rows.unknown)
            self._tally.remark(None, _("Colonnes non lues : {names}.").format(names=names))


def _same(stored: Entry, asked: Entry, draft: EntryDraft) -> bool:
    """Whether a row says what the book holds; without units, the weight of then stands."""
    units = draft.units is None or (stored.units or 0) == (asked.units or 0)
    return units and all(
        getattr(stored, name) == getattr(asked, name)
        for name in ("day", "type", "kind", "severity", "outcome", "memorable", "due", "ref")
    )


def _unknown_client(client: str) -> str:
    return _(
        "Le client « {client} » n’est pas dans le livre : importez d’abord sa fiche, ou demandez "
        "d’ouvrir celles qui manquent."
    ).format(client=client)
