"""The month's movements and costs as CSV, for the accountant's software: attached to the PDF.

UTF-8 with a byte order mark, semicolons, decimal commas, CRLF; French headers whatever the
language, so that a reader of these files always finds the same ones. Columns:
`models/schemas/README.md`. They name nobody.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from models.exchange.cells import protect
from models.month_data import CostLine, MonthReport, MovementLine
from models.rules.small_groups import many
from reports.nameless import bare_costs, bare_movements, few_together

MOVEMENTS = ("Code", "Nombre", "Unités")
COSTS = (
    *("Jour", "Client", "Nature", "Compte", "Taux de TVA"),
    *("Hors taxes", "TVA", "TTC", "Pièce", "Situation"),
)


def movements_csv(report: MonthReport) -> bytes:
    """From the opening to the closing balance: the rows between add up to their difference."""
    moves = bare_movements(report)
    rows: list[tuple[str, int | None, int]] = [("opening_balance", None, moves.opening)]
    rows += _families(moves.deposits, "other_deposits")
    rows += _families(moves.withdrawals, "other_withdrawals")
    rows += [
        ("voided", None, moves.voided),
        ("fade", None, moves.fade),
        ("corrections", many(moves.correction_count), moves.corrections),
        ("closures", None, moves.closures),
        ("closing_balance", None, moves.closing),
    ]
    return _table(MOVEMENTS, ((code, count, hundredths(amount)) for code, count, amount in rows))


def _families(lines: tuple[MovementLine, ...], other: str) -> list[tuple[str, int | None, int]]:
    kept, few = few_together(lines)
    told: list[tuple[str, int | None, int]] = [
        (line.family, line.count, line.amount) for line in kept
    ]
    return told if few is None else [*told, (other, few.count, few.amount)]


def costs_csv(report: MonthReport) -> bytes:
    """Each cost on a line; empty amounts are still to be priced, an empty rate bears no VAT."""
    return _table(COSTS, (_cost(line) for line in bare_costs(report)))


def _cost(line: CostLine) -> Sequence[object]:
    facts = (line.day, line.client_number, line.nature, line.account, hundredths(line.vat_rate))
    amounts = (line.net_cents, line.vat_cents, line.gross_cents)
    return *facts, *map(hundredths, amounts), protect(line.document), line.standing


def hundredths(number: int | None) -> str:
    """« -17,10 » of -1710; empty for None."""
    return "" if number is None else str(Decimal(number).scaleb(-2)).replace(".", ",")


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(header)
    writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
