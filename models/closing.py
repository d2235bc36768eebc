"""Closing a month: what was confirmed, then figures, papers and journal sealed together.

found = draft(actor, month)                 reads the month; refused as long as lines wait
papers = Papers(figures, accountant, owner) made by the caller from `found.report`
close(actor, found, papers)                 one transaction; nothing of it changes afterwards
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from peewee import fn

from models.actor import Actor
from models.changes import Changes, changed
from models.clock import now_utc
from models.closing_lines import Line, all_lines, waiting_lines
from models.database import writing
from models.errors import Refused
from models.figures import complete_ledgers
from models.i18n import _, format_date, format_number, ngettext
from models.month import Progress, collect, first_month
from models.month_data import MonthReport
from models.month_frozen import freeze
from models.month_left_data import Sealing
from models.rules import seal
from models.rules.trust.months import month_end, months_before
from models.seals import Rows, closed, content_of, last_closed, month_counts, month_rows
from models.tables import ClosedMonth, MonthCheck, MonthSeal
from models.tables import Entry as EntryRow
from models.team import Right, require


@dataclass(frozen=True, slots=True)
class Papers:
    """What is sealed with a month: its figures as JSON text, both PDFs."""

    figures: str
    accountant: bytes
    owner: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """A month about to be closed: its report, as of the closing, and its rows.

    `noted` counts all that is noted up to its last day: the report rests on it.
    """

    month: date
    report: MonthReport
    rows: Rows
    noted: int


def why_not(month: date, today: date) -> str:
    """Why this month cannot be closed, as a sentence; empty when it can."""
    last = last_closed()
    if month_end(month) >= today:
        return _("Un mois se clôt une fois terminé, à partir du {day}.").format(
            day=format_date(months_before(month, -1), "long")
        )
    if last is None:
        if month >= first_month(today) and EntryRow.select().exists():
            return ""
        return _("Rien n’est noté avant la fin de ce mois : il n’y a rien à clore.")
    if month <= last:
        return _("Ce mois est clos, avec ceux d’avant.")
    expected = months_before(last, -1)
    if month != expected:
        return _("Les mois se clôturent dans l’ordre : clôturez d’abord {month}.").format(
            month=format_date(expected, "month")
        )
    return ""


def waiting(month: date, today: date) -> list[Line]:
    """The lines to confirm before this month is closed; raises Refused when it cannot be."""
    _require_closable(month, today)
    complete_ledgers()
    return waiting_lines(month)


def confirm(actor: Actor, month: date, lines: Iterable[Line]) -> Changes:
    """Say of these lines that they were looked at; the author and the day are kept."""
    with writing():
        require(actor, Right.SET_UP)
        _require_closable(month, actor.today)
        known = {line.key for line in all_lines(month)}
        for line in lines:
            if line.key not in known:
                raise Refused(_("Cette ligne n’attend plus : regardez la liste à nouveau."))
            MonthCheck.insert(
                month=month,
                kind=line.kind.value,
                subject=line.subject,
                confirmed_on=actor.today,
                author=actor.member_id,
            ).on_conflict_ignore().execute()
    return changed("closing")


def take_back(actor: Actor, month: date, line: Line) -> Changes:
    """Let a line that was confirmed wait again, as long as the month is not closed."""
    with writing():
        require(actor, Right.SET_UP)
        _require_closable(month, actor.today)
        one = (MonthCheck.kind == line.kind.value) & (MonthCheck.subject == line.subject)
        MonthCheck.delete().where(MonthCheck.month == month, one).execute()
    return changed("closing")


def draft(actor: Actor, month: date, progress: Progress | None = None) -> Draft:
    """The month as it will be frozen; raises Refused when it cannot be, or lines wait."""
    require(actor, Right.SET_UP)
    _require_looked_at(waiting(month, actor.today), month)
    rows, noted = month_rows(month), _noted(month)
    number, before = _link()
    sealing = Sealing(number, rows.journal, before)
    collected = collect(month, actor.today, progress)
    report = replace(collected, closed_on=actor.today, sealing=sealing)
    return Draft(month, report, rows, noted)


def close(actor: Actor, found: Draft, papers: Papers) -> Changes:
    """Seal the month; raises Refused when anything came into it since the draft was made."""
    month = found.month
    with writing():
        require(actor, Right.SET_UP)
        _require_closable(month, actor.today)
        _require_looked_at(waiting_lines(month), month)
        if (month_rows(month), _noted(month)) != (found.rows, found.noted):
            raise Refused(
                _(
                    "Quelque chose a été noté dans ce mois pendant la clôture : rien n’est clos. "
                    "Relisez, puis recommencez."
                )
            )
        ClosedMonth.insert(month=month, closed_at=now_utc(), author=actor.member_id).execute()
        _insert_seal(actor, found, papers)
    return changed("closing", "journal")


def frozen_words(month: date) -> str:
    """What closing a month will freeze, in one sentence."""
    entry_count, cost_count = month_counts(month)
    entries = ngettext("{n} écriture", "{n} écritures", entry_count)
    costs = ngettext("{n} coût", "{n} coûts", cost_count)
    return _(
        "La clôture fige {entries}, {costs}, les chiffres du mois et ses deux rapports. Rien ne "
        "pourra plus y être noté ni changé, ni dans les mois d’avant ; il n’y a pas de retour."
    ).format(
        entries=entries.format(n=format_number(entry_count)),
        costs=costs.format(n=format_number(cost_count)),
    )


def standing_words(month: date) -> str:
    """Of a month that takes nothing any more: since when, and its seal; empty for an open one."""
    sealed, last = closed(month), last_closed()
    if sealed is not None:
        return _("clos le {day} par {name}, sceau n° {number} ({seal})").format(
            day=format_date(sealed.closed_on, "long"),
            name=sealed.author,
            number=sealed.number,
            seal=sealed.seal[:8],
        )
    if last is not None and month < last:
        return _("figé par la clôture d’un mois suivant")
    return ""


def _insert_seal(actor: Actor, found: Draft, papers: Papers) -> None:
    number, before = _link()
    report = freeze(found.report)
    row = MonthSeal(
        month=found.month,
        number=number,
        closed_on=actor.today,
        author=actor.member_id,
        entries=found.rows.entries,
        last_entry=found.rows.last_entry,
        costs=found.rows.costs,
        journal=found.rows.journal,
        figures=seal.digest(papers.figures.encode()),
        accountant=seal.digest(papers.accountant),
        owner=seal.digest(papers.owner),
        report=seal.digest(report.encode()),
        before=before,
        figures_text=papers.figures,
        report_text=report,
        accountant_pdf=papers.accountant,
    )
    row.seal = seal.seal(before, content_of(row))
    row.save(force_insert=True)


def _link() -> tuple[int, str]:
    """The number of the next seal, and the seal it follows."""
    last = MonthSeal.select(MonthSeal.number, MonthSeal.seal)
    number, before = last.order_by(MonthSeal.number.desc()).tuples().first() or (0, seal.FIRST)
    return number + 1, before


def _noted(month: date) -> int:
    return int(EntryRow.select(fn.COUNT(1)).where(EntryRow.day <= month_end(month)).scalar())


def _require_closable(month: date, today: date) -> None:
    sentence = why_not(month, today)
    if sentence:
        raise Refused(sentence)


def _require_looked_at(lines: list[Line], month: date) -> None:
    if lines:
        text = ngettext(
            "Avant de clore, {n} ligne de ce mois attend d’être confirmée ({month}).",
            "Avant de clore, {n} lignes de ce mois attendent d’être confirmées ({month}).",
            len(lines),
        )
        raise Refused(text.format(n=format_number(len(lines)), month=format_date(month, "month")))
