"""What an export says of closed months: their seals, what was confirmed, and their figures."""

from collections.abc import Iterator
from datetime import date

from models.closing_lines import LineKind
from models.export_tables import BookTable, Cells
from models.tables import Client, Cost, Entry, Member, MonthCheck, MonthSeal

_KINDS = {
    LineKind.CASE: "Dossier échu",
    LineKind.COST: "Coût sans montant",
    LineKind.DAY: "Jour sans note",
}


def closing_tables() -> tuple[BookTable, ...]:
    """The tables, in the order of their files."""
    about = ("Mois", "Numéro", "Clos le", "Par", "Écritures", "Dernière écriture", "Coûts")
    hashes = ("Journal", "Chiffres", "PDF du comptable", "PDF du responsable", "Rapport figé")
    line = ("Mois", "Confirmé", "Client", "Jour", "Confirmé le", "Par")
    return (
        BookTable("mois-clos.csv", (*about, *hashes, "Sceau précédent", "Sceau"), _seals),
        BookTable("confirmations.csv", line, _checks),
    )


def closed_figures() -> Iterator[tuple[str, str]]:
    """The name and the text of each closed month's figures, as they were sealed."""
    query = MonthSeal.select(MonthSeal.month, MonthSeal.figures_text).order_by(MonthSeal.month)
    for month, text in query.tuples():
        yield f"chiffres-{month:%Y-%m}.json", text


def closed_papers() -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each closed month's PDF for the accountant, as it was sealed."""
    query = MonthSeal.select(MonthSeal.month, MonthSeal.accountant_pdf).order_by(MonthSeal.month)
    for month, content in query.tuples():
        yield f"rapport-comptable-{month:%Y-%m}.pdf", bytes(content)


def _seals() -> Iterator[Cells]:
    names = _names()
    for row in MonthSeal.select().order_by(MonthSeal.number):
        counts = (row.entries, row.last_entry, row.costs)
        hashes = (row.journal, row.figures, row.accountant, row.owner, row.report)
        who = names[row.author_id]
        yield row.month, row.number, row.closed_on, who, *counts, *hashes, row.before, row.seal


def _checks() -> Iterator[Cells]:
    names = _names()
    for row in MonthCheck.select().order_by(MonthCheck.month, MonthCheck.id):
        kind = LineKind(row.kind)
        who = (row.confirmed_on, names[row.author_id])
        yield row.month, _KINDS[kind], *_subject(kind, row.subject), *who


def _subject(kind: LineKind, subject: int) -> tuple[str, date | None]:
    """The client's number and the day of what was confirmed, as far as it is still there."""
    if kind is LineKind.DAY:
        return "", date.fromordinal(subject)
    query = Entry.select(Client.number, Entry.day).join(Client)
    if kind is LineKind.COST:
        query = query.switch(Entry).join(Cost).where(Cost.id == subject)
    else:
        query = query.where(Entry.id == subject)
    number, day = query.tuples().first() or ("", None)
    return str(number), day


def _names() -> dict[int, str]:
    return {member.id: member.name for member in Member.select()}
