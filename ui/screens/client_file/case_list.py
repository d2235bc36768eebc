"""The cases of a client: those that wait, then those of the last two years that ended.

Of older ones, and of those taken back, the ones about which words or letters are kept.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from models import catalogue
from models.accounts import read_account
from models.cases import OpenCase, case_delay, case_title, open_cases
from models.i18n import _, format_date, format_near, format_units
from models.journal_rows import texts_of
from models.letters_sent import with_words
from models.rules.trust import Account, Case, CaseEnd, Entry, EntryType, Outcome
from models.rules.trust.months import months_before
from models.rules.trust.words import CASE_TYPES
from models.texts import entry_authors
from models.wording import heading
from ui.item_models.lazy_table import Cell, Column
from ui.screens.case_ends import RUPTURE
from ui.screens.counter_card import case_tone
from ui.screens.signed import Signatures

_MONTHS = 24
"""Ended cases are looked back on for as long as an incident counts as another."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case: `open` while it waits; once it ended, `ended_on` that day, and how in a few words.

    `taken_back` was noted by mistake: what was written about it is still there to be read.
    """

    entry_id: int
    type: EntryType | None
    title: str
    text: str
    noted_on: date
    open: OpenCase | None = None
    ended_on: date | None = None
    ended: str = ""
    tone: str = "neutral"
    taken_back: bool = False
    author_id: int | None = None


def case_rows(client_id: int, today: date) -> list[CaseRow]:
    """What waits, the most urgent first, then what ended or was taken back, the latest first."""
    account = read_account(client_id)
    texts, labels = texts_of(client_id), catalogue.labels()
    waiting = open_cases(client_id, account, today, texts, labels)
    authors = {entry: member.id for entry, member in entry_authors(client_id).items()}
    over = [
        *(_ended_row(case, texts, labels) for case in _ended_cases(account, today)),
        *(_taken_back_row(entry, day, texts, labels) for entry, day in _taken_back(account)),
    ]
    since = months_before(today, _MONTHS)
    old = {row.entry_id for row in over if row.taken_back or _day(row) <= since}
    hidden = old - with_words(old)
    over = [row for row in over if row.entry_id not in hidden]
    over.sort(key=lambda row: (_day(row), row.noted_on), reverse=True)
    rows = [*map(_open_row, waiting), *over]
    return [replace(row, author_id=authors.get(row.entry_id)) for row in rows]


def _day(row: CaseRow) -> date:
    """The day by which a case that is over stands in the list."""
    return row.ended_on or row.noted_on


def _ended_cases(account: Account, today: date) -> list[Case]:
    cases = account.ledger(today).cases.values()
    return [case for case in cases if case.ended_on is not None and case.ended_on <= today]


def _taken_back(account: Account) -> list[tuple[Entry, date]]:
    """The cases taken back, each with the day of its reversal."""
    reversed_on = account.reversed_on.items()
    found = [(account.by_id[entry_id], day) for entry_id, day in reversed_on]
    return [(entry, day) for entry, day in found if entry.type in CASE_TYPES]


def columns(today: Callable[[], date], team: Signatures) -> tuple[Column[CaseRow], ...]:
    """The columns of the list; the day is asked each time."""
    return (
        Column(_("Échéance"), lambda row: _due_cell(row, today()), width=18),
        Column(_("Dossier"), _what_cell, width=24, stretch=3),
        team.column(lambda row: row.author_id),
        Column(_("Devient un retrait"), lambda row: _turn_cell(row, today()), width=18, spare=True),
    )


def _open_row(case: OpenCase) -> CaseRow:
    title = f"{case_title(case)} · {case.kind}" if case.kind else case_title(case)
    entry_id = case.entry_id or RUPTURE
    return CaseRow(entry_id, case.type, title, case.text, case.noted_on, open=case)


def _ended_row(case: Case, texts: dict[int, str], labels: catalogue.Labels) -> CaseRow:
    entry_id = case.entry.id if isinstance(case.entry.id, int) else RUPTURE
    ended, tone = _ended(case)
    return CaseRow(
        entry_id,
        case.entry.type,
        heading(case.entry, labels),
        texts.get(entry_id, ""),
        case.entry.day,
        ended_on=case.ended_on,
        ended=ended,
        tone=tone,
    )


def _taken_back_row(
    entry: Entry, day: date, texts: dict[int, str], labels: catalogue.Labels
) -> CaseRow:
    entry_id = entry.id if isinstance(entry.id, int) else RUPTURE
    text = texts.get(entry_id, "")
    title, told = heading(entry, labels), _("repris")
    return CaseRow(entry_id, entry.type, title, text, entry.day, None, day, told, taken_back=True)


def _ended(case: Case) -> tuple[str, str]:
    """How a case ended in a few words, and the tone of that."""
    by = case.ended_by
    if case.end is CaseEnd.ACCOUNT_CLOSED:
        return _("compte fermé"), "neutral"
    if by is None:
        promise = case.entry.type is EntryType.PROMISE
        return (_("promesse oubliée") if promise else _("sans réponse")), "bad"
    if by.type is EntryType.RESOLUTION:
        good = by.outcome is Outcome.EXEMPLARY
        return (_("réparé, exemplaire") if good else _("réparé")), "good"
    if by.type is EntryType.BROKEN:
        return _("promesse rompue"), "bad"
    promise = by.type is EntryType.KEPT
    if by.day > case.due:
        return (_("tenue en retard") if promise else _("répondu en retard")), "warn"
    return (_("promesse tenue") if promise else _("répondu")), "good"


def _due_cell(row: CaseRow, today: date) -> Cell:
    if row.open is None:
        day = format_date(row.ended_on or row.noted_on, "medium")
        return Cell("", day, pill=row.ended, pill_tone=row.tone)
    pill, tone = case_delay(row.open, today), case_tone(row.open, today)
    return Cell("", format_near(row.open.due, today), pill=pill, pill_tone=tone)


def _what_cell(row: CaseRow) -> Cell:
    tone = "" if row.open is not None else "muted"
    return Cell(row.text, row.title, tone=tone) if row.text else Cell(row.title, tone=tone)


def _turn_cell(row: CaseRow, today: date) -> Cell:
    if row.open is None:
        return Cell("")
    if row.open.acts_on is None:
        return Cell(_("c’est arrivé"), tone="muted")
    amount = format_units(row.open.amount, signed=True)
    return Cell(format_near(row.open.acts_on, today), amount)
