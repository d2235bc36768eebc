"""A client's statement as CSV, for a spreadsheet or a script."""

import csv
import io

from models.exchange.cells import protect
from models.statement_data import Statement

COLUMNS = ("date", "kind", "amount_cu", "balance_cu", "what", "why", "by", "marks")


def to_csv(statement: Statement) -> bytes:
    """Every line of the statement between its opening and its closing balance.

    UTF-8 with a byte order mark, commas, CRLF. Amounts are integer centi-units: each line's
    `balance_cu` is the one above plus `amount_cu`, to the last, `closing`.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    balance = statement.opening
    writer.writerow([statement.start, "opening", 0, balance, "", "", "", ""])
    for row in statement.rows:
        balance += row.amount
        told = [protect(cell) for cell in (row.what, row.why, row.by)]
        writer.writerow([row.day, row.kind, row.amount, balance, *told, " ".join(row.marks)])
    writer.writerow([statement.end, "closing", 0, statement.closing, "", "", "", ""])
    return text.getvalue().encode("utf-8-sig")
