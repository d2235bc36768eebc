"""The tables of an export besides the client files and the journal: for people and spreadsheets.

French headers, semicolons and decimal commas whatever the language: whoever reads these files
always finds the same ones.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any, TextIO

from peewee import JOIN

from models import catalogue
from models.bulk import read_rows
from models.cases import todo
from models.client_keys import client_keys
from models.costs import Nature, Standing, nature_label, standing_label
from models.exchange.cells import protect
from models.rules.costs import vat_cents
from models.rules.trust import EntryType, Outcome, Severity, State
from models.rules.trust.words import CASE_TYPES, REFERS_TO
from models.tables import (
    AccountFigures,
    Asset,
    Client,
    Cost,
    Entry,
    EntryText,
    Kind,
    Member,
    Memory,
    VisitAmount,
)
from models.wording import outcome_label, severity_label, state_label, type_label

Cells = Sequence[object]
WHO = ("Client", "Prénom", "Nom", "Société")
CATEGORIES = {
    "greet": "Comment saluer",
    "family": "Famille, vie",
    "tastes": "Goûts, préférences",
    "references": "Références",
    "constraints": "Contraintes",
    "other": "Autre",
}
_FAMILIES = {
    "attention": "Attentions",
    "incident": "Incidents",
    "visit": "Passages",
    "contact": "Contacts",
    "asset": "Biens",
    "cause": "Causes",
    "theme": "Thèmes",
}


@dataclass(frozen=True, slots=True)
class BookTable:
    """A file of the export: its name, its header, its rows."""

    name: str
    header: tuple[str, ...]
    rows: Callable[[], Iterator[Cells]]


def write_table(stream: TextIO, table: BookTable) -> None:
    """Write a table as a CSV; no cell of it is a formula."""
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.header)
    for cells in table.rows():
        writer.writerow(map(_cell, cells))


def book_tables(today: date) -> tuple[BookTable, ...]:
    """The tables, in the order of their files; what waits is said as of `today`."""
    account = ("Au", "Solde", "Évolution sur 3 mois", "État")
    waits = ("Dossiers ouverts", "Attend le", "Vu le")
    asset = ("Genre", "Bien", "Immatriculation, n° de série", "VIN", "Référence de clé")
    due = ("Kilométrage", "Relevé le", "Échéance", "Objet de l’échéance", "Notes", "Fini le")
    memory = ("Date", "Catégorie", "Texte", "Épinglé", "Noté par")
    case = ("Ouvert le", "Genre", "Sujet", "Gravité", "Texte", "Échéance")
    answers = ("En attente", "Dernière suite", "Suite du")
    visit = ("Date", "Genre", "Texte", "Montant", "Taxes comprises", "Annulé")
    cost = ("Date", "Écriture", "Nature", "Montant HT", "Taux de TVA", "TVA", "Montant TTC")
    booked = ("Pièce", "Situation", "Compte comptable", "Complété le", "Par", "Annulé")
    kind = ("Catalogue", "Code", "Libellé", "Poids", "Gravité", "En service")
    return (
        BookTable("comptes.csv", (*WHO, *account, *waits), _accounts),
        BookTable("biens.csv", (*WHO, *asset, *due), _assets),
        BookTable("memoire.csv", (*WHO, *memory), _memories),
        BookTable("dossiers.csv", (*WHO, *case, *answers), lambda: _cases(today)),
        BookTable("passages.csv", (*WHO, *visit), _visits),
        BookTable("couts.csv", (*WHO, *cost, *booked), _costs),
        BookTable("catalogues.csv", kind, _kinds),
        BookTable("equipe.csv", ("Nom", "Initiales", "Rôle", "En service"), _members),
    )


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    return protect(value) if isinstance(value, str) else "" if value is None else str(value)


def hundredths(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number).scaleb(-2)


def about(table: Any, *columns: Any) -> Any:
    """A query of what a table holds of clients, their cells first."""
    return table.select(*_who(), *columns).join(Client)


def _who() -> tuple[Any, ...]:
    return Client.id, Client.first_name, Client.last_name, Client.company


def told(query: Any, *order: Any) -> Iterator[tuple[Cells, tuple[Any, ...]]]:
    """(the client's cells, what was asked for) of each row, clients by number."""
    keys = client_keys()
    for row in read_rows(query.order_by(Client.number, *order)):
        yield (keys[row[0]], *row[1:4]), row[4:]


def _reversed() -> set[int]:
    """The entries that were taken back."""
    query = Entry.select(Entry.ref).where(Entry.type == EntryType.REVERSAL.value)
    return {row[0] for row in read_rows(query)}


# -- what is known of clients ----------------------------------------------------------------------


def _accounts() -> Iterator[Cells]:
    figures = AccountFigures
    numbers = (figures.as_of, figures.balance, figures.trend, figures.state)
    query = about(figures, *numbers, figures.open_cases, figures.next_due, figures.last_visit)
    for who, (as_of, balance, trend, state, *rest) in told(query):
        words = state_label(State(state))
        yield *who, as_of, hundredths(balance), hundredths(trend), words, *rest


def _assets() -> Iterator[Cells]:
    labels = catalogue.labels()
    names = (Asset.kind, Asset.name, Asset.identifier, Asset.vin, Asset.key_reference)
    rest = (Asset.mileage, Asset.mileage_on, Asset.due_on, Asset.due_what)
    query = about(Asset, *names, *rest, Asset.notes, Asset.ended_on)
    for who, (kind, *cells) in told(query, Asset.id):
        yield *who, labels.get(("asset", kind), kind), *cells


def _memories() -> Iterator[Cells]:
    columns = (Memory.day, Memory.category, Memory.text, Memory.pinned, Member.name)
    query = about(Memory, *columns).switch(Memory).join(Member)
    for who, (day, category, text, pinned, author) in told(query, Memory.id):
        yield *who, day, CATEGORIES.get(category, category), text, bool(pinned), author


# -- what happened ---------------------------------------------------------------------------------


def _visits() -> Iterator[Cells]:
    labels, taken_back = catalogue.labels(), _reversed()
    bill = (VisitAmount.cents, VisitAmount.tax_included)
    query = about(Entry, Entry.id, Entry.day, Entry.kind, EntryText.text, *bill)
    query = query.switch(Entry).join(EntryText, JOIN.LEFT_OUTER)
    query = query.switch(Entry).join(VisitAmount, JOIN.LEFT_OUTER)
    query = query.where(Entry.type == EntryType.VISIT.value)
    for who, (entry_id, day, kind, text, cents, taxed) in told(query, Entry.seq):
        words = (labels.get(("visit", kind), kind), text, hundredths(cents))
        billed = None if taxed is None else bool(taxed)
        yield *who, day, *words, billed, entry_id in taken_back


def _costs() -> Iterator[Cells]:
    taken_back = _reversed()
    amounts = (Cost.nature, Cost.net_cents, Cost.vat_rate)
    booked = (Cost.document, Cost.standing, Cost.account_code)
    completed = (Cost.completed_on, Cost.completed_by)
    names = {row.id: row.name for row in Member.select()}
    query = (
        Cost.select(*_who(), Entry.id, Entry.day, Entry.type, *amounts, *booked, *completed)
        .join(Entry)
        .join(Client)
    )
    for who, row in told(query, Entry.seq, Cost._meta.primary_key):
        entry_id, day, what, nature, net, rate, document, standing, account, on, by = row
        vat = None if net is None else vat_cents(net, rate)
        gross = None if net is None or vat is None else net + vat
        words = (type_label(EntryType(what)), nature_label(Nature(nature)))
        money = (hundredths(net), hundredths(rate), hundredths(vat), hundredths(gross))
        where = (document, standing_label(Standing(standing)), account)
        told_by = (on, names.get(by, ""))
        yield *who, day, *words, *money, *where, *told_by, entry_id in taken_back


def _cases(today: date) -> Iterator[Cells]:
    """Incidents, requests and promises, with what answered each last."""
    waiting = {row.case.entry_id: row.case.due for row in todo(today)}
    labels, taken_back = catalogue.labels(), _reversed()
    answers = [kind for kind, named in REFERS_TO.items() if named <= CASE_TYPES]
    types = [*CASE_TYPES, *answers]
    facts = (Entry.id, Entry.type, Entry.day, Entry.kind, Entry.severity)
    query = about(Entry, *facts, Entry.outcome, Entry.due, Entry.ref, EntryText.text)
    query = query.switch(Entry).join(EntryText, JOIN.LEFT_OUTER)
    query = query.where(Entry.type.in_([kind.value for kind in types]))
    for who, rows in groupby(told(query, Entry.seq), key=itemgetter(0)):
        yield from _cases_of(who, [row for _who, row in rows], waiting, taken_back, labels)


def _cases_of(
    who: Cells,
    rows: Sequence[tuple[Any, ...]],
    waiting: dict[int | None, date],
    taken_back: set[int],
    labels: catalogue.Labels,
) -> Iterator[Cells]:
    """The cases of one client, each with the due date in force as far as it is written."""
    standing = [row for row in rows if row[0] not in taken_back]
    last = {row[7]: row for row in standing if row[7] is not None}
    moved = {row[7]: row[6] for row in standing if row[1] == EntryType.POSTPONED.value}
    for entry_id, what, day, kind, severity, _outcome, due, ref, text in standing:
        if ref is None:
            weight = severity_label(Severity(severity)) if severity else ""
            subject = labels.get((what, kind), kind)
            words = (day, type_label(EntryType(what)), subject, weight, text)
            answer = _answer(last.get(entry_id))
            due = waiting.get(entry_id) or moved.get(entry_id, due)
            yield *who, *words, due, entry_id in waiting, *answer


def _answer(row: tuple[Any, ...] | None) -> tuple[str, str]:
    if row is None:
        return "", ""
    words = type_label(EntryType(row[1]))
    outcome = f" {outcome_label(Outcome(row[5]))}" if row[5] else ""
    return f"{words}{outcome}", row[2]


# -- the shop --------------------------------------------------------------------------------------


def _kinds() -> Iterator[Cells]:
    labels = catalogue.labels()
    for kind in Kind.select().order_by(Kind.family, Kind.position, Kind.id):
        label = labels.get((kind.family, kind.code), kind.label)
        severity = severity_label(Severity(kind.severity)) if kind.severity else ""
        family = _FAMILIES.get(kind.family, kind.family)
        yield family, kind.code, label, hundredths(kind.weight), severity, kind.active


def _members() -> Iterator[Cells]:
    for member in Member.select().order_by(Member.id):
        role = "propriétaire" if member.role == "owner" else "équipe"
        yield member.name, member.initials, role, member.active
