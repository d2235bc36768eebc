"""The chain of closed months: reading it, and verifying it link by link."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import fn

from models.bulk import read_rows
from models.i18n import _, format_date
from models.month_data import MonthReport
from models.rules import seal
from models.rules.trust import EntryType
from models.rules.trust.months import month_end
from models.tables import ClosedMonth, Cost, Member, MonthSeal
from models.tables import Entry as EntryRow

_ENTRY = (
    *("uuid", "client", "seq", "day", "type", "kind", "units", "severity", "outcome"),
    *("memorable", "due", "ref", "author", "recorded_at", "recorded_on", "text_digest"),
    "source_id",
)
_COST = (
    *("entry", "nature", "net_cents", "vat_rate", "document", "standing", "account_code"),
    *("completed_on", "completed_by"),
)


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed month as screens show it; `pdf` is the accountant's, byte for byte."""

    month: date
    number: int
    closed_on: date
    author: str
    seal: str
    figures: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Rows:
    """What the journal of a month comes to: entries and costs counted, and one SHA-256."""

    entries: int
    last_entry: int
    costs: int
    journal: str


@dataclass(frozen=True, slots=True)
class Link:
    """A seal of the chain, as a paper tells it."""

    month: date
    number: int
    seal: str


def links(first: date, last: date) -> tuple[Link, ...]:
    """The seals of the months closed from the day `first` to the day `last`, in order."""
    query = MonthSeal.select(MonthSeal.month, MonthSeal.number, MonthSeal.seal)
    rows = query.where(MonthSeal.month.between(first, last)).order_by(MonthSeal.number)
    return tuple(Link(*row) for row in rows.tuples())


def closed(month: date) -> Closed | None:
    """The seal of a month; None when it is not closed."""
    row: Any = MonthSeal.get_or_none(MonthSeal.month == month.replace(day=1))
    if row is None:
        return None
    author = Member.select(Member.name).where(Member.id == row.author_id).scalar()
    pdf = bytes(row.accountant_pdf)
    return Closed(row.month, row.number, row.closed_on, author, row.seal, row.figures_text, pdf)


def frozen_report(month: date) -> MonthReport | None:
    """The report of a closed month as it was; None when it is not closed."""
    from models.month_frozen import thaw  # reads much more than what a guard needs

    query = MonthSeal.select(MonthSeal.report_text)
    text = query.where(MonthSeal.month == month.replace(day=1)).scalar()
    return None if text is None else thaw(text)


def last_closed() -> date | None:
    """The first day of the last closed month."""
    found: date | None = ClosedMonth.select(fn.MAX(ClosedMonth.month)).scalar()
    return found


def month_rows(month: date, db: Any = None, last_entry: int | None = None) -> Rows:
    """The journal and the costs of a month, up to the id `last_entry` when it is given."""
    dated = EntryRow.day.between(month, month_end(month))
    key: Any = EntryRow._meta.primary_key
    if last_entry is None:
        highest = EntryRow.select(fn.MAX(key)).where(dated)
        last_entry = next(iter(read_rows(highest, db)))[0] or 0
    within = dated & (key <= last_entry)
    entries = EntryRow.select(key, *(getattr(EntryRow, name) for name in _ENTRY))
    rows, journal = seal.rows_digest(read_rows(entries.where(within).order_by(key), db))
    cost_key: Any = Cost._meta.primary_key
    costs = Cost.select(*(getattr(Cost, name) for name in _COST)).join(EntryRow).where(within)
    count, cost_digest = seal.rows_digest(read_rows(costs.order_by(cost_key), db))
    _both, digest = seal.rows_digest([(journal, cost_digest)])
    return Rows(rows, last_entry, count, digest)


def month_counts(month: date) -> tuple[int, int]:
    """How many entries and costs `month_rows` covers now, without reading them."""
    dated = EntryRow.day.between(month, month_end(month))
    entries = EntryRow.select().where(dated).count()
    return entries, Cost.select().join(EntryRow).where(dated).count()


def first_fault(db: Any) -> str:
    """The first broken link of the chain, as a sentence; empty when it holds."""
    before, sealed = seal.FIRST, set()
    rows = MonthSeal.select().order_by(MonthSeal.number).execute(db)
    for number, row in enumerate(rows, 1):
        fault = _fault(row, before, number, db)
        if fault:
            return _("La chaîne des mois clos se rompt en {month} : {fault}").format(
                month=format_date(row.month, "month"), fault=fault
            )
        before = row.seal
        sealed.add(row.month)
    rows = ClosedMonth.select().execute(db)
    return _unpaired({row.month for row in rows}, sealed)


def _unpaired(months: set[date], sealed: set[date]) -> str:
    """The first month that is closed without a seal, or sealed and open again."""
    lost = min(months ^ sealed, default=None)
    if lost is None:
        return ""
    text = _("Un mois clos n’a plus son sceau\u00a0: {month}.")
    if lost in sealed:
        text = _("Un mois scellé a été rouvert\u00a0: {month}.")
    return text.format(month=format_date(lost, "month"))


def _fault(row: Any, before: str, number: int, db: Any) -> str:
    rows = month_rows(row.month, db, row.last_entry)
    parts = (
        (
            (row.number, row.before) == (number, before),
            _("il ne suit plus le mois scellé avant lui."),
        ),
        (
            rows == Rows(row.entries, row.last_entry, row.costs, row.journal)
            and not _added_since(row, db),
            _("son journal n’est plus celui qui a été scellé."),
        ),
        (
            seal.digest(row.figures_text.encode()) == row.figures,
            _("ses chiffres ne sont plus ceux qui ont été scellés."),
        ),
        (
            seal.digest(row.report_text.encode()) == row.report,
            _("son rapport n’est plus celui qui a été scellé."),
        ),
        (
            seal.digest(bytes(row.accountant_pdf)) == row.accountant,
            _("le PDF du comptable n’est plus celui qui a été scellé."),
        ),
        (
            seal.seal(row.before, content_of(row)) == row.seal,
            _("son sceau ne correspond plus à ce qu’il couvre."),
        ),
    )
    return next((told for holds, told in parts if not holds), "")


def _added_since(row: Any, db: Any) -> bool:
    """Whether anything but openings of 0 units came into the month after it was closed."""
    key: Any = EntryRow._meta.primary_key
    weightless = (EntryRow.type == EntryType.OPENING.value) & (fn.COALESCE(EntryRow.units, 0) == 0)
    dated = EntryRow.day.between(row.month, month_end(row.month))
    query = EntryRow.select(key).where(dated, key > row.last_entry, ~weightless).limit(1)
    return bool(list(read_rows(query, db)))


def content_of(row: Any) -> seal.Content:
    """What the seal of a row covers."""
    return seal.Content(
        month=f"{row.month:%Y-%m}",
        number=row.number,
        closed_on=row.closed_on.isoformat(),
        author=row.author_id,
        entries=row.entries,
        last_entry=row.last_entry,
        costs=row.costs,
        journal=row.journal,
        figures=row.figures,
        accountant=row.accountant,
        owner=row.owner,
        report=row.report,
    )
