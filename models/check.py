"""Checking a book: its pages, its references, its journal, and every account replayed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import fn

from models.accounts import figures_row, kept_figures, read_accounts
from models.bulk import read_rows
from models.check_dues import due_faults
from models.clock import today
from models.database import (
    Book,
    broken_references,
    closing_guards,
    journal_guards,
    page_faults,
)
from models.failures import known_errors
from models.figures import kept_to
from models.i18n import _, format_date, format_number, format_units, ngettext
from models.journal import digest
from models.ledgers import kept_rows
from models.merges import merged_ever
from models.rules.trust.kept import Kept, kept
from models.seals import first_fault
from models.settings import trust_history
from models.snapshots import faulty_days
from models.tables import Client, Entry, EntryText

Report = Callable[[float | None, str], object]
_ACCOUNTS_AT_ONCE = 500
_TEXTS_AT_ONCE = 5_000
_TOLD = 100
_UNFINDABLE = (
    "SELECT count(*) FROM client WHERE id NOT IN (SELECT client FROM search_document)"
    " AND id NOT IN (SELECT absorbed_id FROM merge WHERE undone_on IS NULL)"
    " AND id NOT IN (SELECT client_id FROM erasure)",
    "SELECT count(*) FROM search_document WHERE client NOT IN (SELECT id FROM client)"
    " OR client IN (SELECT client_id FROM erasure)",
)
_STILL_NAMED = (
    "SELECT count(*) FROM client JOIN erasure ON client_id = id WHERE first_name || last_name"
    " || company || street || notes || COALESCE(reference, '') <> ''"
    " OR id IN (SELECT client_id FROM reach) OR id IN (SELECT client_id FROM memory)"
    " OR id IN (SELECT client_id FROM asset)"
)
# What reading a row the program never wrote may raise.
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, AssertionError)


def quiet(part: float | None, text: str) -> None:
    """A report nobody reads."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was looked at, and what is wrong, as sentences; `damaged`: in the file itself.

    `rebuildable`: nothing is wrong but what is kept of the accounts and of the due dates of
    assets; `models.figures.rebuild` makes it again from what was noted.
    """

    clients: int
    entries: int
    accounts: int
    texts: int
    faults: tuple[str, ...]
    damaged: bool = False
    rebuildable: bool = False

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    def summary(self) -> str:
        """One sentence."""
        if self.sound:
            return _(
                "Le livre est sain : {clients}, {entries}, chaque compte rejoué à l’identique."
            ).format(clients=counted_clients(self.clients), entries=counted_entries(self.entries))
        count = len(self.faults)
        return ngettext("Le livre a {count} défaut.", "Le livre a {count} défauts.", count).format(
            count=count
        )


def counted_clients(count: int) -> str:
    """« 412 clients »."""
    return ngettext("{count} client", "{count} clients", count).format(count=format_number(count))


def counted_entries(count: int) -> str:
    """« 9 310 écritures »."""
    text = ngettext("{count} écriture", "{count} écritures", count)
    return text.format(count=format_number(count))


def check(book: Any, report: Report = quiet) -> CheckReport:
    """Check an open book, or the database of another one such as a backup.

    Reads in short steps, so that the counter can go on writing meanwhile. `report(fraction,
    text)` is called now and then and touches no book; raising from it stops. Raises BookInUse
    when the book stays locked.
    """
    db = book.db if isinstance(book, Book) else book
    with known_errors():
        return _Checking(db, report).run()


class _Checking:
    """One check of one database."""

    def __init__(self, db: Any, report: Report) -> None:
        self._db = db
        self._report = report
        self._faults: list[str] = []
        self._kept_faults = 0

    def run(self) -> CheckReport:
        """All of it; a damaged file is not read further."""
        text = _("Lecture de chaque page du livre…")
        damage = page_faults(self._db, lambda: self._report(None, text))
        if damage:
            return CheckReport(0, 0, 0, 0, tuple(_damage(line) for line in damage), damaged=True)
        self._guards()
        self._sequences()
        self._references()
        accounts = self._accounts()
        if not self._faults:
            self._days()
        self._dues()
        texts = self._texts()
        self._search()
        self._erased()
        self._chain()
        return CheckReport(
            clients=self._count(Client),
            entries=self._count(Entry),
            accounts=accounts,
            texts=texts,
            faults=_shortened(self._faults),
            rebuildable=0 < self._kept_faults == len(self._faults),
        )

    def _count(self, table: Any) -> int:
        return int(table.select(fn.COUNT(1)).scalar(self._db))

    def _client(self, client_id: int) -> str:
        number = Client.select(Client.number).where(Client.id == client_id).scalar(self._db)
        return _("client n° {number}").format(number=number)

    # -- the journal ---------------------------------------------------------------------------

    def _guards(self) -> None:
        """Rule 1: the journal is append-only, and triggers see to it."""
        if journal_guards(self._db) != {"UPDATE", "DELETE"}:
            self._faults.append(_("Le journal n’est plus protégé contre les modifications."))
        if not closing_guards(self._db):
            self._faults.append(_("Les mois clos ne sont plus protégés contre les modifications."))

    def _sequences(self) -> None:
        query = (
            Entry.select(Entry.client, fn.COUNT(1), fn.MAX(Entry.seq))
            .group_by(Entry.client)
            .having((fn.MIN(Entry.seq) != 1) | (fn.MAX(Entry.seq) != fn.COUNT(1)))
        )
        for client_id, count, last in query.tuples().execute(self._db):
            self._faults.append(
                _("{client} : {count} écritures, numérotées jusqu’à {last} : il en manque.").format(
                    client=self._client(client_id), count=count, last=last
                )
            )

    def _references(self) -> None:
        for table in broken_references(self._db):
            self._faults.append(
                _("Des lignes de « {table} » renvoient à ce qui n’existe plus.").format(table=table)
            )
        target = Entry.alias()
        query = (
            Entry.select(Entry.client, Entry.seq, target.client)
            .join(target, on=(Entry.ref == target.id))
            .where((target.client != Entry.client) | (target.seq >= Entry.seq))
        )
        merged = merged_ever(self._db)
        for client_id, seq, other in query.tuples().execute(self._db):
            if other in merged.get(client_id, ()):
                continue
            self._faults.append(
                _("{client} : l’écriture {seq} renvoie à une autre mal placée.").format(
                    client=self._client(client_id), seq=seq
                )
            )

    # -- the accounts --------------------------------------------------------------------------

    def _accounts(self) -> int:
        """Replay every account and compare it with its figures, as of their day."""
        query = Entry.select(Entry.client).distinct().order_by(Entry.client).tuples()
        ids = [row[0] for row in query.execute(self._db)]
        for start in range(0, len(ids), _ACCOUNTS_AT_ONCE):
            self._report(0.05 + 0.8 * start / len(ids), _("Chaque compte est rejoué…"))
            self._replay(ids[start : start + _ACCOUNTS_AT_ONCE])
        return len(ids)

    def _replay(self, ids: Sequence[int]) -> None:
        try:
            with self._db.atomic():  # the journal and what is kept of it, of one moment
                figures, ledgers = kept_figures(ids, self._db), kept_rows(ids, self._db)
                behind = kept_to(self._db)
                replayed = list(self._replayed(ids, figures))
        except _UNREADABLE:
            self._unreadable(ids)
            return
        for client_id, row, ledger in replayed:
            if client_id not in figures:
                self._kept_differs(client_id, _("aucun solde n’est gardé"))
            elif figures[client_id] != row:
                self._kept_differs(client_id, _difference(figures[client_id], row))
            elif ledgers[client_id] != ledger[1:] and (behind is None or client_id <= behind):
                self._kept_differs(
                    client_id, _("ce qui est gardé de ce compte ne suit pas du journal")
                )

    def _kept_differs(self, client_id: int, how: str) -> None:
        self._kept_faults += 1
        self._differs(client_id, how)

    def _replayed(
        self, ids: Sequence[int], figures: dict[int, dict[str, Any]]
    ) -> Iterator[tuple[int, dict[str, Any], Kept]]:
        """What follows from the journals; figures on the days of those kept."""
        history = trust_history(self._db)
        for client_id, account in read_accounts(ids, self._db):
            day = figures[client_id]["as_of"] if client_id in figures else date.max
            yield client_id, figures_row(client_id, account, day, history), kept(account)

    def _days(self) -> None:
        """The whole days that are kept follow from the accounts."""
        self._report(0.86, _("Les jours gardés sont refaits…"))
        for day in faulty_days(self._db):
            text = _("Les comptes gardés au {day} ne suivent pas du journal.")
            self._kept_faults += 1
            self._faults.append(text.format(day=format_date(day)))

    def _dues(self) -> None:
        """What falls due for assets follows from what was noted of them."""
        self._report(0.88, _("Les échéances des biens sont refaites…"))
        try:
            for client_id, how in due_faults(self._db, today()):
                self._kept_differs(client_id, how)
        except _UNREADABLE:
            self._faults.append(_("Ce qui est noté des biens ne se lit pas."))

    def _unreadable(self, ids: Sequence[int]) -> None:
        """Find, one by one, the account that cannot be read."""
        if len(ids) > 1:
            for client_id in ids:
                self._replay([client_id])
        else:
            self._differs(ids[0], _("le journal ne se lit pas"))

    def _differs(self, client_id: int, how: str) -> None:
        self._faults.append(_("{client} : {how}.").format(client=self._client(client_id), how=how))

    # -- the texts -----------------------------------------------------------------------------

    def _texts(self) -> int:
        """Each text still there is the one that was noted; an erased one leaves its digest."""
        count = 0
        for rows in self._pages_of_texts():
            self._report(0.9, _("Les textes sont relus…"))
            count += len(rows)
            for _id, client_id, seq, noted, text, salt in rows:
                if not _is_as_noted(text, salt, noted):
                    self._differs(
                        client_id, _("le texte de l’écriture {seq} a été modifié").format(seq=seq)
                    )
        return count

    def _pages_of_texts(self) -> Iterator[list[tuple[Any, ...]]]:
        after = 0
        last = EntryText.select(fn.MAX(EntryText.entry)).scalar(self._db) or 0
        columns = (Entry.id, Entry.client, Entry.seq, Entry.text_digest)
        while True:
            query = (
                EntryText.select(*columns, EntryText.text, EntryText.salt)
                .join(Entry)
                .where(EntryText.entry > after, EntryText.entry <= last)
                .order_by(EntryText.entry)
                .limit(_TEXTS_AT_ONCE)
            )
            rows = list(read_rows(query, self._db))
            if not rows:
                return
            yield rows
            after = rows[-1][0]

    # -- closed months -------------------------------------------------------------------------

    def _chain(self) -> None:
        """The seals of closed months follow from what they cover, and from each other."""
        self._report(0.95, _("Les mois clos sont vérifiés…"))
        try:
            fault = first_fault(self._db)
        except _UNREADABLE:
            fault = _("Les sceaux des mois clos ne se lisent pas.")
        if fault:
            self._faults.append(fault)

    # -- the search ----------------------------------------------------------------------------

    def _search(self) -> None:
        """Every client can be found, and nobody else."""
        count = sum(self._number(query) for query in _UNFINDABLE)
        if count:
            text = ngettext(
                "La recherche ne suit plus {count} fiche.",
                "La recherche ne suit plus {count} fiches.",
                count,
            )
            self._faults.append(text.format(count=format_number(count)))

    def _erased(self) -> None:
        """Who was erased is named nowhere."""
        if count := self._number(_STILL_NAMED):
            text = ngettext(
                "{count} fiche effacée nomme encore quelqu’un.",
                "{count} fiches effacées nomment encore quelqu’un.",
                count,
            )
            self._faults.append(text.format(count=format_number(count)))

    def _number(self, query: str) -> int:
        return int(self._db.execute_sql(query).fetchone()[0])


def _is_as_noted(text: Any, salt: Any, noted: Any) -> bool:
    """Whether a text is the one its entry was noted with."""
    try:
        return bool(digest(text, bytes(salt)) == noted)
    except _UNREADABLE:
        return False


def _difference(kept: dict[str, Any], replayed: dict[str, Any]) -> str:
    if isinstance(kept["balance"], int) and kept["balance"] != replayed["balance"]:
        return _("le solde gardé au {day} est {kept}, le journal rejoué donne {replayed}").format(
            day=format_date(kept["as_of"]),
            kept=format_units(kept["balance"], decimals=2),
            replayed=format_units(replayed["balance"], decimals=2),
        )
    return _("ce qui est gardé au {day} ne suit pas du journal").format(
        day=format_date(kept["as_of"])
    )


def _damage(line: str) -> str:
    return _("Le fichier est endommagé ({detail}).").format(detail=line)


def _shortened(faults: list[str]) -> tuple[str, ...]:
    """The first of them, and how many more."""
    rest = len(faults) - _TOLD
    if rest <= 0:
        return tuple(faults)
    more = ngettext("… et {count} autre défaut.", "… et {count} autres défauts.", rest)
    return (*faults[:_TOLD], more.format(count=rest))
