"""The clients of a list as a table for spreadsheets: a workbook (.xlsx), or a CSV.

Texts stay texts whatever they begin with, days are days, amounts are numbers.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from models import client_list
from models.client_list import ClientListRow
from models.client_selection import Selection
from models.errors import Refused
from models.exchange.cells import protect
from models.exchange.workbook_writer import Value, write_workbook
from models.file_drafts import drafted
from models.i18n import _, language
from models.tables import Client, Reach, database
from models.wording import state_label

Progress = Callable[[int, int], None]
"""Called with (written, in all), in clients; raising from it leaves nothing behind."""
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class _Told:
    """What the list does not show of a client."""

    civility: str
    first_name: str
    last_name: str
    company: str
    street: str
    postcode: str
    country: str
    email: str


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its title, what it says of a client, its width in characters."""

    title: str
    value: Callable[[ClientListRow, _Told], Value]
    width: int = 14


def columns() -> tuple[SheetColumn, ...]:
    """The columns, in the language in use; an import knows those of identity again."""
    column = SheetColumn
    return (
        column(_("Numéro"), lambda row, told: row.number, 9),
        column(_("Civilité"), lambda row, told: told.civility, 9),
        column(_("Prénom"), lambda row, told: told.first_name, 16),
        column(_("Nom"), lambda row, told: told.last_name, 20),
        column(_("Société"), lambda row, told: told.company, 24),
        column(_("Téléphone"), lambda row, told: row.phone, 18),
        column(_("E-mail"), lambda row, told: told.email, 28),
        column(_("Adresse"), lambda row, told: told.street, 30),
        column(_("Code postal"), lambda row, told: told.postcode, 11),
        column(_("Ville"), lambda row, told: row.town, 20),
        column(_("Pays"), lambda row, told: told.country, 12),
        column(_("Bien"), lambda row, told: row.asset, 22),
        column(_("Immatriculation, n° de série"), lambda row, told: row.plate, 22),
        column(_("État"), lambda row, told: state_label(row.state), 15),
        column(_("Solde"), lambda row, told: _units(row.balance), 9),
        column(_("Évolution sur 3 mois"), lambda row, told: _units(row.trend), 12),
        column(_("Vu le"), lambda row, told: row.last_visit, 12),
        column(_("Attend le"), lambda row, told: row.next_due, 12),
        column(_("Dossiers ouverts"), lambda row, told: row.open_cases, 10),
        column(_("Client depuis"), lambda row, told: row.since, 13),
    )


def write_selection(path: Path, selection: Selection, progress: Progress | None = None) -> int:
    """Write these clients at `path`, a .xlsx or a .csv by its name; returns how many.

    All of it is the book of one moment. Raises Refused for another extension, CannotWrite; what
    was at `path` is then as it was.
    """
    kinds = {".xlsx": _write_workbook, ".csv": _write_csv}
    write = kinds.get(path.suffix.lower())
    if write is None:
        raise Refused(_("Donnez au fichier un nom en .xlsx ou en .csv."))
    with drafted(path) as draft, database.atomic():
        return write(draft, _rows(selection, progress))


def _rows(selection: Selection, progress: Progress | None) -> Iterator[list[Value]]:
    """The cells of each client, a page at a time."""
    told_columns, total, done = columns(), selection.count(), 0
    after: client_list.Place | None = None
    while page := client_list.page(
        selection.chosen,
        selection.sort,
        descending=selection.descending,
        after=after,
        limit=_AT_ONCE,
    ):
        after = page[-1].place
        rows = [row for row in page if selection.keeps(row.client_id)]
        told = _told([row.client_id for row in rows])
        for row in rows:
            yield [column.value(row, told[row.client_id]) for column in told_columns]
        done += len(rows)
        if progress is not None:
            progress(done, total)
        if done >= total:
            return


def _told(ids: Sequence[int]) -> dict[int, _Told]:
    emails = Reach.select(Reach.client, Reach.value).where(
        Reach.client.in_(ids), Reach.channel == "email"
    )
    first = dict(emails.order_by(Reach.position.desc(), Reach.id.desc()).tuples())
    names = (Client.civility, Client.first_name, Client.last_name, Client.company)
    place = (Client.street, Client.postcode, Client.country)
    query = Client.select(Client.id, *names, *place).where(Client.id.in_(ids))
    return {row[0]: _Told(*(*row[1:], first.get(row[0], ""))) for row in query.tuples()}


def _units(centi_units: int) -> Decimal:
    return Decimal(centi_units).scaleb(-2)


def _write_csv(path: Path, rows: Iterator[list[Value]]) -> int:
    """Semicolons, and the decimal mark of the language: spreadsheets in French expect both."""
    written = 0
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
        writer.writerow([column.title for column in columns()])
        for row in rows:
            writer.writerow(map(_csv_cell, row))
            written += 1
    return written


def _csv_cell(value: Value) -> str:
    if isinstance(value, str):
        return protect(value)
    if isinstance(value, Decimal):
        return str(value).replace(".", "," if language() == "fr" else ".")
    return "" if value is None else str(value)


def _write_workbook(path: Path, rows: Iterator[list[Value]]) -> int:
    named = [(column.title, column.width) for column in columns()]
    return write_workbook(path, _("Clients"), named, rows)
