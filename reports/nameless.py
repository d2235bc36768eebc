"""A month without what names anybody or was written freely: the source of all that the
accountant reads, on paper and in the files attached.

The book's own client numbers stay. Groups of fewer than three are told together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from models.month_data import (
    ClientMention,
    CostLine,
    ListCounts,
    MonthReport,
    MovementLine,
    Movements,
    StateMove,
    by_family,
)
from models.month_gift_data import Gifts
from models.rules.document_numbers import account_code, document_number
from models.rules.small_groups import small

_NOBODY = ClientMention("", "")


def nameless(report: MonthReport) -> MonthReport:
    """The same figures; names, words, titles and whatever document is no mere number left out."""
    incidents, voices = report.incidents, report.voices
    return replace(
        report,
        movements=bare_movements(report),
        states=replace(report.states, moves=tuple(_move(one) for one in report.states.moves)),
        incidents=replace(incidents, lines=()),
        privileges=tuple(replace(line, name="") for line in report.privileges),
        costs=bare_costs(report),
        gifts=_gifts(report.gifts),
        referrals=tuple(replace(one, by=_NOBODY, newcomer=_NOBODY) for one in report.referrals),
        to_cherish=(),
        to_win_over=(),
        to_repair=(),
        to_take_news_from=(),
        listed=ListCounts(),
        voices=replace(voices, themes=(), lines=()),
        verbatims=(),
    )


def bare_movements(report: MonthReport) -> Movements:
    """Its movements alone, by the program's own families: the shop's words left out."""
    moves = report.movements
    return replace(moves, deposits=_bare(moves.deposits), withdrawals=_bare(moves.withdrawals))


def bare_costs(report: MonthReport) -> tuple[CostLine, ...]:
    """Its costs alone, without what was written of each."""
    return tuple(map(_cost, report.costs))


def few_together(lines: Iterable[MovementLine]) -> tuple[list[MovementLine], MovementLine | None]:
    """The families as they are, and those of too few postings as one line; None without any."""
    families = by_family(lines)
    few = small({line.family: line.count for line in families})
    merged = [line for line in families if line.family in few]
    kept = [line for line in families if line.family not in few]
    return kept, _sum(merged) if merged else None


def _sum(lines: Sequence[MovementLine]) -> MovementLine:
    count, amount = sum(line.count for line in lines), sum(line.amount for line in lines)
    return MovementLine(lines[0].family, count, amount)


def _bare(lines: Iterable[MovementLine]) -> tuple[MovementLine, ...]:
    return tuple(replace(line, label="") for line in by_family(lines))


def _move(move: StateMove) -> StateMove:
    return replace(move, clients=())


def _cost(line: CostLine) -> CostLine:
    document, account = document_number(line.document), account_code(line.account)
    if (line.label, line.document, line.account) == ("", document, account):
        return line
    return replace(line, label="", document=document, account=account)


def _gifts(gifts: Gifts | None) -> Gifts | None:
    if gifts is None:
        return None
    over = tuple(replace(one, client=replace(one.client, name="", reason="")) for one in gifts.over)
    return replace(gifts, over=over)
