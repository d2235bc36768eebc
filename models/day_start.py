"""What must happen at the first start of a day, or when the day changes in an open window."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from models.accounts import read_accounts
from models.actor import Actor
from models.backup import BackupReport, daily
from models.check import Report, quiet
from models.database import Book, writing
from models.errors import BookError
from models.failures import known_errors
from models.figures import advance_figures, complete_ledgers
from models.i18n import _
from models.settings import trust_history
from models.snapshots import keep_snapshots
from models.tables import AccountFigures, BookFact

_LAST_START = "last_start"


@dataclass(frozen=True, slots=True)
class Lapse:
    """A case nobody answered: on `day` it took `amount` centi-units (below 0) from the account."""

    client_id: int
    entry_id: int
    day: date
    amount: int


@dataclass(frozen=True, slots=True)
class DayStart:
    """What happened since the last start (`since`), and the backup made, if one was.

    `backup_refused` is the sentence saying why the day has no backup, "" when it has one.
    """

    since: date | None
    lapses: tuple[Lapse, ...]
    accounts: int
    backup: BackupReport | None
    backup_refused: str


def start_day(book: Book, actor: Actor, report: Report = quiet) -> DayStart:
    """Back the book up, then let what nobody recorded happen, on its right date.

    May be called at every start: what is done already is not done again. A backup that cannot
    be made does not keep the shop from working. `report(fraction, text)` is called now and
    then; raising from it stops. Raises BookInUse or CannotWrite.
    """
    made, refused = _backed_up(book, actor.today, report)
    with known_errors(book.path):
        since = last_start()
        lapses = _lapses(since, actor.today)
        accounts = _advance(actor.today, report)
        with writing():
            BookFact.replace(name=_LAST_START, value=actor.today.isoformat()).execute()
    return DayStart(since, lapses, accounts, made, refused)


def _advance(today: date, report: Report) -> int:
    """Bring to `today` what is kept of every account; returns how many were not there yet."""

    def told(text: str) -> Callable[[int, int], object]:
        return lambda done, total: report(done / total, text)

    complete_ledgers(told(_("Les comptes sont relus pour cette version…")))
    count = advance_figures(today, told(_("Les comptes avancent jusqu’à aujourd’hui…")))
    keep_snapshots(today, trust_history(), told(_("Les fins de mois sont préparées…")))
    return count


def last_start() -> date | None:
    """The last day the book was started on; None before the first."""
    kept = BookFact.select(BookFact.value).where(BookFact.name == _LAST_START).scalar()
    return date.fromisoformat(kept) if kept else None


def _backed_up(book: Book, today: date, report: Report) -> tuple[BackupReport | None, str]:
    try:
        return daily(book, today, report), ""
    except BookError as error:
        return None, str(error)


def _lapses(since: date | None, today: date) -> tuple[Lapse, ...]:
    """The cases that turned into withdrawals after `since`, oldest first."""
    if since is None or since >= today:
        return ()
    waiting = AccountFigures.select(AccountFigures.client).where(
        AccountFigures.open_cases > 0, AccountFigures.next_due < today
    )
    found = [
        Lapse(client_id, int(move.entry.id), move.day, move.amount)
        for client_id, account in read_accounts([row[0] for row in waiting.tuples()])
        for move in account.ledger(today).moves
        if move.by_itself and move.posting is not None and since < move.day <= today
    ]
    return tuple(sorted(found, key=lambda lapse: (lapse.day, lapse.client_id, lapse.entry_id)))
